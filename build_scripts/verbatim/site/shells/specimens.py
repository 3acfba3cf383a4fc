"""Has the engine make the shells, and fills them.

In: a project whose pages are generated, and the settings of its engine. Out: pages in the folder of a site.

The engine makes a specimen of each kind, and with it two real pages of the kind. A shell is only used if these, filled
into it, are byte for byte those of the engine; so any page that a theme or a setting treats otherwise is left to the
engine. The shells are kept in `.verbatim/shells.json`, with a hash of all that they depend on.
"""

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path

from verbatim.output import generated_hashes, write_files
from verbatim.project import Project
from verbatim.site.engine import EngineError, config_files, named_pages, render_folder, shown_in_navigation
from verbatim.site.shells.page_text import PageText, read_page_text
from verbatim.site.shells.shell import Kind, Shell, kind_of, shell_of

# To start the engine for the specimens takes as long as it takes for this number of pages.
FEWEST = 200

# For each kind, how many headings each of its pages has, by their paths in docs/.
Pages = Mapping[Kind, Mapping[str, int]]


def fill_pages(
    project: Project, settings: Mapping[str, str], shared: str, site: Path, there: Collection[str] = ()
) -> dict[str, str]:
    """Write into the folder of a site every page that has a shell, but for those that are `there`.

    Returns the hash of each page by its path in the site. `shared` is a hash of all that a page depends on besides its
    own Markdown file. Pages are read one by one, and those whose shell must first be made are read again then, since
    all of them may take more memory than there is.
    """
    shells, lacking = _kept(project, shared), defaultdict[Kind, dict[str, int]](dict)
    hashes = dict[str, str]()
    for path, kind, text in _pages(project, [path for path in generated_hashes(project) if page_of(path) not in there]):
        if kind not in shells:
            lacking[kind][path] = len(text.headings)
        hashes |= _fill(site, path, text, shells.get(kind))
    if sum(map(len, lacking.values())) >= FEWEST:
        made = _made(project, settings, lacking)
        _keep(project, shared, {**shells, **made})
        waiting = [path for kind, counts in lacking.items() if made[kind] for path in counts]
        for path, kind, text in _pages(project, waiting):
            hashes |= _fill(site, path, text, made[kind])
    return hashes


def fill_known_pages(project: Project, shared: str, site: Path, paths: Collection[str]) -> set[str]:
    """Write into the folder of a site those of some pages whose shell was kept; returns their paths in docs/."""
    shells, generated = _kept(project, shared), generated_hashes(project).keys()
    pages = _pages(project, [path for path in paths if path in generated])
    return {path for path, kind, text in pages if _fill(site, path, text, shells.get(kind))}


def _fill(site: Path, path: str, text: PageText, shell: Shell | None) -> dict[str, str]:
    """Write a page if it has a shell; returns its hash by its path in the site, or nothing."""
    if shell is None:
        return {}
    file, content = site / page_of(path), shell.filled(path, text).encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return {page_of(path): hashlib.sha256(content).hexdigest()}


def _pages(project: Project, paths: Iterable[str]) -> Iterator[tuple[str, Kind, PageText]]:
    """Those of some generated files, by their paths in docs/, that can have a shell.

    The pages that the navigation names cannot, since they look different there.
    """
    settings = _engine_settings(project)
    for path in sorted(paths):
        file = project.docs / path
        if path.count("/") < 2 or not path.endswith("/index.md") or path in settings or not file.is_file():
            continue
        text = read_page_text(file.read_text(encoding="utf-8"))
        if text and (kind := kind_of(path, text)):
            yield path, kind, text


def _keep(project: Project, shared: str, shells: Mapping[Kind, Shell | None]) -> None:
    """Keep the shells for the next build; None for a kind that has none."""
    text = json.dumps([[astuple(kind), shell and astuple(shell)] for kind, shell in shells.items()])
    write_files({_file(project): (json.dumps({"shared": shared, "sum": _sum(text), "shells": text}) + "\n").encode()})


def _kept(project: Project, shared: str) -> dict[Kind, Shell | None]:
    """The shells of an earlier build; none if anything that they depend on has changed."""
    try:
        kept = json.loads(_file(project).read_text(encoding="utf-8"))
        if kept["shared"] == shared and kept["sum"] == _sum(kept["shells"]):
            shells = json.loads(kept["shells"])
            return {Kind(*kind): Shell(*map(tuple, parts)) if parts else None for kind, parts in shells}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    return {}


def _file(project: Project) -> Path:
    return project.workshop / "shells.json"


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _made(project: Project, settings: Mapping[str, str], pages: Pages) -> dict[Kind, Shell | None]:
    """The shell of each kind, if the engine makes the same pages without it."""
    folder = project.workshop / "specimens"
    shutil.rmtree(folder, ignore_errors=True)
    docs, site = folder / "docs", folder / "site"
    compared = {kind: _extremes(counts) for kind, counts in pages.items()}
    samples = [path for paths in compared.values() for path in paths]
    write_files(
        {
            **{docs / path: (project.docs / path).read_bytes() for path in samples},
            **{docs / path: text.encode() for path, text in _named_pages(project, settings).items()},
            **{docs / kind.path: kind.specimen.encode() for kind in pages},
        }
    )
    try:
        render_folder(project, settings, docs, site)
        shells = {kind: shell_of(kind, _page(site, kind.path)) for kind in pages}
        wrong = {
            kind
            for path, kind, text in _pages(project, samples)
            if (shell := shells[kind]) and shell.filled(path, text) != _page(site, path)
        }
        return {kind: None if kind in wrong else shell for kind, shell in shells.items()}
    except (EngineError, OSError):
        return dict.fromkeys(pages)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _extremes(counts: Mapping[str, int]) -> set[str]:
    """The pages with the fewest and the most headings."""
    ordered = sorted(counts, key=counts.__getitem__)
    return {ordered[0], ordered[-1]}


def _named_pages(project: Project, settings: Mapping[str, str]) -> dict[str, str]:
    """The pages that the navigation names, which every page shows: their titles are enough."""
    return {
        path: shown_in_navigation((project.docs / path).read_text(encoding="utf-8"))
        for path in named_pages(project, settings)
    }


def _engine_settings(project: Project) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in config_files(project) if file.is_file())


def _page(site: Path, path: str) -> str:
    return (site / page_of(path)).read_bytes().decode()


def page_of(path: str) -> str:
    """The path in the site of the page that the engine makes of a file of docs/; an empty text if it makes none."""
    return path.removesuffix(".md") + ".html" if path.rpartition("/")[2] == "index.md" else ""
