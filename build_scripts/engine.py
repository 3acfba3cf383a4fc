"""docs/ → site/: the last, thin, replaceable stage.

In: a project whose pages are generated. Out: a folder of HTML with a search index. MkDocs and Pagefind run as programs
of their own, with everything they need in their environment; another engine that reads mkdocs.yml could stand here.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path

import yaml

from build_scripts.corpus import Corpus
from build_scripts.project import THEME, Project

# Where the site will be published; empty for a site that is only looked at.
SITE_URL = "SITE_URL"


class EngineError(Exception):
    """The engine refused the pages; the message is what it printed."""


def render(project: Project, corpus: Corpus, site: Path) -> None:
    """Build the site into a folder, which is emptied first; raises EngineError with what the engine printed."""
    _run(
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--clean",
        "--config-file",
        str(project.engine_config),
        "--site-dir",
        str(site),
        env=_environment(corpus),
    )
    _run("pagefind", "--site", str(site), "--quiet", env=dict(os.environ))


def _environment(corpus: Corpus) -> dict[str, str]:
    """What mkdocs.yml takes from the data, and a clock that stands at the data's newest date."""
    site = corpus.policy.site
    moment = datetime.combine(corpus.last_change, time(), UTC)
    return {
        **os.environ,
        "SITE_NAME": _for_the_theme(site.name),
        "SITE_DESCRIPTION": _for_the_theme(f"Every quotation proven, every origin named: {site.subject}."),
        "SITE_COPYRIGHT": _for_the_theme(f"Our texts and data: {site.licence}. The articles belong to their publishers."),
        "VERBATIM_THEME": str(THEME),
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }


def _for_the_theme(text: str) -> str:
    """Text as the theme prints it, unescaped; the engine reads it from the environment as YAML would, so `2023` as a number.

    A reference for its first character keeps such a text a text.
    """
    html = escape(text)
    is_text = yaml.SafeLoader("").resolve(yaml.ScalarNode, html, (True, False)) == "tag:yaml.org,2002:str"  # type: ignore[no-untyped-call]
    return html if is_text else f"&#{ord(html[0])};{html[1:]}"


def _run(module: str, *arguments: str, env: dict[str, str]) -> None:
    ran = subprocess.run([sys.executable, "-m", module, *arguments], env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    if ran.returncode != 0:
        raise EngineError(f"{module} failed:\n{ran.stdout}{ran.stderr}".strip())
