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
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple
from pathlib import Path

from verbatim.output import generated_files, generated_hashes, write_files
from verbatim.project import Project
from verbatim.site.engine import EngineError, config_files, render_folder
from verbatim.site.shells.page_text import PageText, read_page_text
from verbatim.site.shells.shell import Kind, Shell, kind_of, shell_of

# To start the engine for the specimens takes as long as it takes for this number of pages.
FEWEST = 200

# The pages of each kind, by their paths in docs/.
Pages = Mapping[Kind, dict[str, PageText]]


def fill_pages(project: Project, settings: Mapping[str, str], shared: str, site: Path) -> int:
    """Write into the folder of a site every page that has a shell and is not there yet; returns their number.

    `shared` is a hash of all that a page depends on besides its own Markdown file.
    """
    lacking = {project.docs / path for path in generated_hashes(project) if not _page_file(site, path).is_file()}
    pages = _pages(project, lacking)
    return len(_fill(pages, _shells(project, settings, shared, pages), site))


def fill_known_pages(project: Project, shared: str, site: Path, paths: Collection[str]) -> set[str]:
    """Write into the folder of a site those of some pages whose shell was kept; returns their paths in docs/."""
    files = generated_files(project) & {project.docs / path for path in paths}
    return _fill(_pages(project, files), _kept(project, shared), site)


def _fill(pages: Pages, shells: Mapping[str, Shell | None], site: Path) -> set[str]:
    """Write every page that has a shell; returns their paths in docs/."""
    filled = set[str]()
    for kind, texts in pages.items():
        if shell := shells.get(_key(kind)):
            filled |= texts.keys()
            for path, text in texts.items():
                file = _page_file(site, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(shell.filled(path, text), encoding="utf-8")
    return filled


def _pages(project: Project, files: Iterable[Path]) -> Pages:
    """Those of some generated files that can have a shell.

    The pages that the navigation names cannot, since they look different there.
    """
    settings, pages = _engine_settings(project), defaultdict[Kind, dict[str, PageText]](dict)
    for file in sorted(files):
        path = file.relative_to(project.docs).as_posix()
        if path.count("/") < 2 or not path.endswith("/index.md") or path in settings or not file.is_file():
            continue
        text = read_page_text(file.read_text(encoding="utf-8"))
        if text and (kind := kind_of(path, text)):
            pages[kind][path] = text
    return pages


def _shells(project: Project, settings: Mapping[str, str], shared: str, pages: Pages) -> dict[str, Shell | None]:
    """The shells that were kept, with those that are worth making; None for a kind that has none."""
    shells = _kept(project, shared)
    lacking = {kind: texts for kind, texts in pages.items() if _key(kind) not in shells}
    if sum(map(len, lacking.values())) >= FEWEST:
        shells |= {_key(kind): shell for kind, shell in _made(project, settings, lacking).items()}
        text = json.dumps({key: shell and astuple(shell) for key, shell in shells.items()})
        kept = {"shared": shared, "sum": _sum(text), "shells": text}
        write_files({_file(project): (json.dumps(kept) + "\n").encode()})
    return shells


def _kept(project: Project, shared: str) -> dict[str, Shell | None]:
    """The shells of an earlier build, by the key of their kind; none if anything that they depend on has changed."""
    try:
        kept = json.loads(_file(project).read_text(encoding="utf-8"))
        if kept["shared"] == shared and kept["sum"] == _sum(kept["shells"]):
            shells = json.loads(kept["shells"])
            return {key: Shell(*map(tuple, parts)) if parts else None for key, parts in shells.items()}
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
    compared = {kind: _extremes(texts) for kind, texts in pages.items()}
    samples = [path for texts in compared.values() for path in texts]
    write_files(
        {
            **{docs / path: (project.docs / path).read_bytes() for path in samples},
            **{docs / path: text.encode() for path, text in _named_pages(project, settings).items()},
            **{docs / kind.path: kind.specimen.encode() for kind in pages},
        }
    )
    try:
        render_folder(project, settings, docs, site)
        return {kind: _proven(shell_of(kind, _page(site, kind.path)), compared[kind], site) for kind in pages}
    except (EngineError, OSError):
        return dict.fromkeys(pages)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _proven(shell: Shell | None, texts: Mapping[str, PageText], site: Path) -> Shell | None:
    """The shell, if it gives the pages that the engine made of these texts."""
    same = shell and all(shell.filled(path, text) == _page(site, path) for path, text in texts.items())
    return shell if same else None


def _extremes(texts: Mapping[str, PageText]) -> dict[str, PageText]:
    """The pages with the fewest and the most headings."""
    ordered = sorted(texts, key=lambda path: len(texts[path].headings))
    return {path: texts[path] for path in (ordered[0], ordered[-1])}


def _named_pages(project: Project, settings: Mapping[str, str]) -> dict[str, str]:
    """The pages that the navigation names, which every page shows: their titles are enough."""
    names, named = _engine_settings(project) + settings.get("SITE_BAR", ""), dict[str, str]()
    for file in project.docs.rglob("*.md"):
        path = file.relative_to(project.docs).as_posix()
        if path in names:
            front, mark, body = file.read_text(encoding="utf-8").partition("\n# ")
            named[path] = front + mark + body.partition("\n")[0] + "\n"
    return named


def _engine_settings(project: Project) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in config_files(project) if file.is_file())


def _page(site: Path, path: str) -> str:
    return _page_file(site, path).read_bytes().decode()


def _page_file(site: Path, path: str) -> Path:
    """The file of the page that the engine makes of a Markdown file, by its path in docs/."""
    return (site / path).with_suffix(".html")


def _key(kind: Kind) -> str:
    return json.dumps(astuple(kind))
