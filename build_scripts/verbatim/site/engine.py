"""Runs the site engine: from docs/ to a folder of HTML.

In: a project whose pages are generated. Out: a folder of HTML. MkDocs runs as a separate process, with all settings in
its environment, so that another engine that reads mkdocs.yml could replace it.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path

import yaml

from verbatim.checks.corpus import Corpus
from verbatim.long_work.programs import start
from verbatim.model.site import PagePlace, Site
from verbatim.pages.look import COLOURS
from verbatim.problems import Place, Problem
from verbatim.project import Project
from verbatim.rendering.content_policy import REFERRER, themed_policy
from verbatim.rendering.page_values import favicon_path
from verbatim.rendering.templating import THEME
from verbatim.rendering.theme_words import theme_words
from verbatim.rendering.wording import in_short
from verbatim.site_address import SITE_URL, SiteAddress
from verbatim.translation.language import Language

_LINK_WARNING = re.compile(
    r"WARNING -  Doc file '(?P<page>.+?)' contains (?P<what>an? (?:\w+ )*link '(?P<link>.*?)', .+)"
)

_INHERIT = re.compile(r"""^["']?INHERIT["']?\s*:\s*(?P<mark>["']?)(?P<file>.+?)(?P=mark)\s*(?:#.*)?$""", re.MULTILINE)

# The setting with the time of the build, in seconds since 1970.
BUILD_TIME = "SOURCE_DATE_EPOCH"

# The front matter of a page, and the first heading in one of the two ways that Markdown has.
_FRONT_MATTER = re.compile(r"---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_FIRST_HEADING = re.compile(r"^(?:# .*|\S.*\n=+ *)$", re.MULTILINE)

# The extensions of our own settings, which read nothing but the page.
_EXTENSIONS = {"admonition", "attr_list", "tables", "footnotes", "toc", "pymdownx.details"}

_OUR_LOGO = "verbatim/mark.svg"
# The way to the site's root in links that are the same on every page; no path of a site can begin so.
ROOT = "~root/"
_MAPPING, _TEXT = "tag:yaml.org,2002:map", "tag:yaml.org,2002:str"


class EngineError(Exception):
    """The engine refused the pages; the message is its output."""


Program = subprocess.Popen[str]


def render(
    project: Project,
    settings: Mapping[str, str],
    site: Path,
    *,
    only_missing: bool = False,
    on_start: Callable[[Program], None] | None = None,
) -> list[Problem]:
    """Build the pages into a folder, which is emptied first; with `only_missing`, only what it lacks is made.

    `settings` are those of `environment`; `on_start` gets the running engine, and may end it. Returns a problem for
    each link that the engine warns of. Raises EngineError with the engine's output if it fails, is ended, or gives
    another warning.
    """
    # Not `--strict`, which fails at the engine's own remark on `--dirty`.
    mode = "--dirty" if only_missing else "--clean"
    config = _config(project, settings, project.docs) if json.loads(settings.get("SITE_BAR", "[]")) else None
    files = ("--config-file", "-" if config else str(project.engine_config), "--site-dir", str(site))
    folder = project.root if config else None
    log = _run("build", mode, *files, env={**os.environ, **settings}, on_start=on_start, folder=folder, config=config)
    warnings = [line for line in log.splitlines() if line.startswith("WARNING") and "A 'dirty' build" not in line]
    links = [_dead_link(project, found) for found in map(_LINK_WARNING.fullmatch, warnings) if found]
    if len(links) < len(warnings):
        raise EngineError("\n".join(["mkdocs warns:", *warnings]))
    return links


def render_folder(project: Project, settings: Mapping[str, str], docs: Path, site: Path) -> None:
    """Build the pages of another docs folder with the project's settings. Raises EngineError for any warning."""
    config = _config(project, settings, docs)
    files = ("--config-file", "-", "--site-dir", str(site))
    log = _run("build", "--strict", *files, env={**os.environ, **settings}, folder=project.root, config=config)
    if "WARNING" in log:
        raise EngineError(log)


def _config(project: Project, settings: Mapping[str, str], docs: Path) -> str:
    """Settings of the engine like mkdocs.yml, with a docs folder, and with the own pages that belong in the bar."""
    config = f"INHERIT: {json.dumps(str(project.engine_config))}\ndocs_dir: {json.dumps(str(docs))}\n"
    pages = json.loads(settings.get("SITE_BAR", "[]"))
    for file in config_files(project) if pages else ():
        root = _composed(file)
        entries = [(key, value) for key, value in root.value if key.value == "nav"] if root else []
        if entries:
            entries[0][1].value += [
                yaml.MappingNode(_MAPPING, [(yaml.ScalarNode(_TEXT, name, style='"'), yaml.ScalarNode(_TEXT, source))])
                for name, source in pages
            ]
            return config + str(yaml.serialize(yaml.MappingNode(_MAPPING, entries), allow_unicode=True))
    return config


def makes_files_one_by_one(project: Project) -> bool:
    """Whether what the engine makes of a file depends on the settings, the theme and other files' names, and no more.

    A hook, a plugin or another extension of Markdown may read anything.
    """
    chosen = {"plugins": ["search"], "hooks": [], "markdown_extensions": []}  # what the engine takes without a setting
    for file in reversed(config_files(project)):
        root = _composed(file)
        pairs = root.value if isinstance(root, yaml.MappingNode) else ()
        chosen |= {key.value: _names(value) for key, value in pairs if key.value in chosen}
    return not chosen["plugins"] and not chosen["hooks"] and _EXTENSIONS.issuperset(chosen["markdown_extensions"])


def named_files(project: Project) -> list[Path]:
    """The files and folders beside docs/ that the settings name by a path from theirs, such as a theme of one's own."""
    root, ours = project.root.absolute(), (project.docs.absolute(), project.site.absolute())
    named = {
        Path(os.path.normpath(file.absolute().parent / text))
        for file in config_files(project)
        for text in _texts(_composed(file))
        if not text.startswith("/")
    }
    others = (path for path in named if not root.is_relative_to(path) and not any(map(path.is_relative_to, ours)))
    return sorted(path for path in others if os.path.exists(path))  # noqa: PTH110 - a text may be too long for a path


def named_variables(project: Project) -> list[str]:
    """The variables of the environment that the settings name, with their values."""
    named = {text for file in config_files(project) for text in _texts(_composed(file))}
    return sorted(f"{name}={os.environ[name]}" for name in named & os.environ.keys())


def named_pages(project: Project, settings: Mapping[str, str]) -> list[str]:
    """The Markdown files that the settings name, such as those in the navigation, by their paths in docs/."""
    named = {text for file in config_files(project) for text in _texts(_composed(file))}
    named |= {source for _, source in json.loads(settings.get("SITE_BAR", "[]"))}
    return sorted(text for text in named if text.endswith(".md") and (project.docs / text).is_file())


def shown_in_navigation(text: str) -> str:
    """What a page that the navigation names shows on the others: its front matter, as far as that, and its title."""
    found = _FRONT_MATTER.match(text)
    front, body = (found[0], text[found.end() :]) if found else ("", text)
    heading = _FIRST_HEADING.search(body)
    return re.sub("^description:.*\n", "", front, flags=re.MULTILINE) + (f"{heading[0]}\n" if heading else "")


def _composed(file: Path) -> yaml.Node | None:
    """The settings of a file as YAML nodes, since their tags are the engine's own; None if it cannot be read."""
    try:
        return yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):  # the engine says what is wrong
        return None


def _texts(node: yaml.Node | None) -> Iterator[str]:
    """All scalars below a node."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value
    elif node:
        for child in node.value:
            yield from (text for each in child for text in _texts(each)) if isinstance(child, tuple) else _texts(child)


def _names(node: yaml.Node) -> list[str]:
    """The names in a list of settings, of which an entry is a name or has options; a name alone if it is no list."""
    entries = node.value if isinstance(node, yaml.CollectionNode) else [node] if node.value else []
    pairs = [entry.value[0] if isinstance(entry, yaml.MappingNode) else entry for entry in entries]
    return [str((pair[0] if isinstance(pair, tuple) else pair).value) for pair in pairs]


def config_files(project: Project) -> list[Path]:
    """`mkdocs.yml`, and the files that it inherits from."""
    files = [project.engine_config]
    while files[-1].is_file() and (found := _INHERIT.search(files[-1].read_text(encoding="utf-8"))):
        inherited = files[-1].parent / found["file"]
        if inherited in files:
            break
        files.append(inherited)
    return files


def _copyright(site: Site, language: Language) -> str:
    """Whose the texts are, with a link to the licence of ours."""
    gap = "\ufffc"
    sentence = language.gettext(
        "Our texts and data: %(licence)s. The articles belong to their publishers.", licence=gap
    )
    address, name = (_as_theme_html(text) for text in (site.licence_url, site.licence))
    return _as_theme_html(sentence).replace(gap, f'<a href="{address}" rel="license noopener">{name}</a>')


def _footer_links(site: Site) -> str:
    """The own links of the footer as items of a list; the theme replaces `ROOT` by the way to the site's root."""
    pages = [(ROOT + page.path, page.name) for page in site.pages if page.place is PagePlace.FOOTER]
    inside = [f'<li><a href="{address}">{_as_theme_html(name)}</a></li>' for address, name in pages]
    outside = [
        f'<li><a href="{_as_theme_html(link.address)}" rel="noopener">{_as_theme_html(link.name)}</a></li>'
        for link in site.footer.links
    ]
    return "".join((*inside, *outside))


def environment(corpus: Corpus, address: SiteAddress) -> dict[str, str]:
    """The settings of mkdocs.yml that come from the data, and the data's newest date as the time of the build."""
    site = corpus.policy.site
    logo = corpus.pictures.get("logo")
    words = theme_words(corpus.language)
    if site.not_found:
        words["WORD_MISTYPED"] = site.not_found
    moment = datetime.combine(corpus.last_change, time(), UTC)
    return {
        SITE_URL: address.text,
        "SITE_NAME": _as_theme_html(site.name),
        "SITE_DESCRIPTION": _as_theme_html(in_short(corpus)),
        "SITE_COPYRIGHT": _copyright(site, corpus.language),
        "SITE_LOGO": logo.path if logo else _OUR_LOGO,
        "SITE_FAVICON": favicon_path(corpus),
        "SITE_STYLE": COLOURS if site.colours.are_set else "",
        "SITE_REPOSITORY": _as_theme_html(site.repository) if site.repository else "",
        "LEAVE_OUT": " ".join(corpus.policy.leave_out),
        "CONTENT_POLICY": themed_policy(),
        "REFERRER_POLICY": REFERRER,
        # The engine reads variables as YAML, where Norwegian (`no`) would be false.
        "SITE_LANG": f"={site.lang}",
        "SITE_THEME_LANGUAGE": corpus.language.catalogue,
        "SITE_BAR": json.dumps([[page.name, page.source] for page in site.pages if page.place is PagePlace.BAR]),
        "SITE_FOOTER": _footer_links(site),
        "SITE_FOOTER_LINES": "".join(f"<p>{_as_theme_html(line)}</p>" for line in site.footer.lines),
        **{name: _as_theme_html(word) for name, word in words.items()},
        "VERBATIM_THEME": str(THEME),
        BUILD_TIME: str(int(moment.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "PYTHONIOENCODING": "utf-8",
    }


def _dead_link(project: Project, warning: re.Match[str]) -> Problem:
    """A warning of the engine as a problem, at the first place of that address in its page."""
    page = project.docs / warning["page"]
    before, _, _ = page.read_text(encoding="utf-8").partition(warning["link"])
    place = Place(project.name_of(page), before.count("\n") + 1, len(before) - before.rfind("\n"))
    hint = "link to the Markdown file of a page by a relative path, such as `../method/index.md`, or use `https://`"
    return Problem("dead-link", place, f"this page contains {warning['what']}", hint)


def _as_theme_html(text: str) -> str:
    """Text as HTML, since the theme prints it unescaped.

    The engine reads variables of the environment as YAML, so it would take `2023` for a number. A character reference
    for the first character prevents that.
    """
    html = escape(text)
    is_text = yaml.SafeLoader("").resolve(yaml.ScalarNode, html, (True, False)) == "tag:yaml.org,2002:str"  # type: ignore[no-untyped-call]
    return html if is_text else f"&#{ord(html[0])};{html[1:]}"


def _run(
    *arguments: str,
    env: dict[str, str],
    on_start: Callable[[Program], None] | None = None,
    folder: Path | None = None,
    config: str | None = None,
) -> str:
    """Run the engine to its end; returns its log. Raises EngineError with all its output if it fails.

    It runs in `folder`, and gets `config` as its input.
    """
    # It gets its own process group, so that Ctrl+C reaches only us; we end the program. With -P it imports nothing
    # from the current folder.
    command = [sys.executable, "-P", "-m", "mkdocs", *arguments]
    with start(
        command,
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        process_group=0,
    ) as program:
        try:
            if on_start:
                on_start(program)
            output, log = program.communicate(config)
        except BaseException:
            program.kill()
            raise
    if program.returncode != 0:
        raise EngineError(f"mkdocs failed:\n{output}{log}".strip())
    return str(log)
