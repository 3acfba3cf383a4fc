"""docs/ → site/: the last, thin, replaceable stage.

In: a project whose pages are generated. Out: a folder of HTML, and a search index of it. MkDocs and Pagefind run as
programs of their own, with everything they need in their environment; another engine that reads mkdocs.yml could
stand here.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path

import yaml

from verbatim.checks.corpus import Corpus
from verbatim.problems import Place, Problem
from verbatim.project import Project
from verbatim.rendering.templating import THEME
from verbatim.site_address import SITE_URL, SiteAddress

_LINK_WARNING = re.compile(
    r"WARNING -  Doc file '(?P<page>.+?)' contains (?P<what>an? (?:\w+ )*link '(?P<link>.*?)', .+)"
)


class EngineError(Exception):
    """The engine refused the pages; the message is what it printed."""


Program = subprocess.Popen[str]


def _no_matter(_program: Program) -> None:
    """Nobody wants to end it early."""


def render(
    project: Project,
    settings: Mapping[str, str],
    site: Path,
    *,
    only_missing: bool = False,
    started: Callable[[Program], None] = _no_matter,
) -> list[Problem]:
    """Build the pages into a folder, which is emptied first, or which with `only_missing` gets only the pages that it lacks.

    `settings` are those of `environment`; `started` is given the running engine, and may end it. Returns a problem
    for each link that the engine warns of. Raises EngineError with what it printed where it fails, was ended, or
    warns of anything else.
    """
    # Its warnings are read here, since `--strict` counts the engine's own remark on `--dirty`, and `--quiet` silences
    # it.
    mode = "--dirty" if only_missing else "--clean"
    files = ("--config-file", str(project.engine_config), "--site-dir", str(site))
    said = _run("mkdocs", "build", mode, *files, env={**os.environ, **settings}, started=started)
    warnings = [line for line in said.splitlines() if line.startswith("WARNING") and "A 'dirty' build" not in line]
    links = [_dead_link(project, found) for found in map(_LINK_WARNING.fullmatch, warnings) if found]
    if len(links) < len(warnings):
        raise EngineError("\n".join(["mkdocs warns:", *warnings]))
    return links


def index_words(site: Path, index: Path) -> None:
    """Make the search index of a built site, in a folder of its own; raises EngineError with what the engine printed."""
    _run("pagefind", "--site", str(site), "--output-path", str(index), "--quiet", env=dict(os.environ))


def environment(corpus: Corpus, address: SiteAddress) -> dict[str, str]:
    """What mkdocs.yml takes from the data, and a clock that stands at the data's newest date."""
    site = corpus.policy.site
    moment = datetime.combine(corpus.last_change, time(), UTC)
    return {
        SITE_URL: address.text,
        "SITE_NAME": _for_the_theme(site.name),
        "SITE_DESCRIPTION": _for_the_theme(f"Every quotation proven, every origin named: {site.subject}."),
        "SITE_COPYRIGHT": _for_the_theme(
            f"Our texts and data: {site.licence}. The articles belong to their publishers."
        ),
        "VERBATIM_THEME": str(THEME),
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }


def _dead_link(project: Project, warning: re.Match[str]) -> Problem:
    """A warning of the engine as a problem, at the first place where its page names that address."""
    page = project.docs / warning["page"]
    before, _, _ = page.read_text(encoding="utf-8").partition(warning["link"])
    place = Place(project.name_of(page), before.count("\n") + 1, len(before) - before.rfind("\n"))
    hint = "link to the Markdown file of a page by its relative path, such as `../method/index.md`, and elsewhere with `https://`"
    return Problem("dead-link", place, f"this page contains {warning['what']}", hint)


def _for_the_theme(text: str) -> str:
    """Text as the theme prints it, unescaped; the engine reads it from the environment as YAML would, so `2023` as a number.

    A reference for its first character keeps such a text a text.
    """
    html = escape(text)
    is_text = yaml.SafeLoader("").resolve(yaml.ScalarNode, html, (True, False)) == "tag:yaml.org,2002:str"  # type: ignore[no-untyped-call]
    return html if is_text else f"&#{ord(html[0])};{html[1:]}"


def _run(module: str, *arguments: str, env: dict[str, str], started: Callable[[Program], None] = _no_matter) -> str:
    """Run a program to its end; returns what it logged, and raises EngineError with all that it printed where it failed."""
    # In a process group of its own: Ctrl+C is for us, and whoever waits here ends the program.
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", process_group=0
    ) as program:
        started(program)
        try:
            said, warned = program.communicate()
        except BaseException:
            program.kill()
            raise
    if program.returncode != 0:
        raise EngineError(f"{module} failed:\n{said}{warned}".strip())
    return warned
