"""The Nu HTML checker over every built page, as a web server sends it: a policy that names `'self'` needs a server.

What the theme's own templates bring, and what the checker says wrongly, is listed in nu_listed.yaml, by the checker's
exact message and the element that it points at. Everything else fails, and so does a listed finding that no longer
occurs.
"""

import json
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import yaml

from tests.audit.tools import MODULES, Tools

LIST = Path(__file__).with_name("nu_listed.yaml")

# Seconds; about 15 for 450 pages.
PATIENCE = 600

# Pages named for each kind of fault.
SHOWN = 3


class CheckerError(Exception):
    """The checker came to no result."""


@dataclass(frozen=True)
class Listed:
    """One thing that the checker says, and why it is no fault of ours."""

    message: str
    element: str
    why: str

    def matches(self, message: str, element: str) -> bool:
        """Whether the checker says this, and points at this element."""
        return message == self.message and element.startswith(self.element)


@dataclass
class Findings:
    """What the checker found: how often each listed thing, and the faults."""

    listed: Counter[Listed] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def check_html(tools: Tools, site: Path, root: str) -> Findings:
    """Check every page of a site that is served at an address; raises CheckerError where the checker does not run."""
    known = [Listed(**entry) for entry in yaml.safe_load(LIST.read_text(encoding="utf-8"))]
    found = Findings(Counter(dict.fromkeys(known, 0)))
    others: dict[str, list[str]] = {}
    for message in _run(tools, [root + quote(page) for page in _pages(site)]):
        element = _element(message)
        if listed := next((entry for entry in known if entry.matches(message["message"], element)), None):
            found.listed[listed] += 1
        else:
            page = unquote(message.get("url", "")).removeprefix(root)
            others.setdefault(message["message"], []).append(f"{page}:{message.get('lastLine', 1)}  {element}")
    for words, places in others.items():
        more = [f"… and {len(places) - SHOWN} more"] if len(places) > SHOWN else []
        found.faults.append("\n      ".join([f"{words} ({len(places)} times)", *places[:SHOWN], *more]))
    for entry, times in found.listed.items():
        if times == 0:
            found.faults.append(
                f"{LIST.name} lists what no longer occurs, take it out: {entry.message}  {entry.element}"
            )
    return found


def _pages(site: Path) -> list[str]:
    """The pages of a site, by their addresses from its root."""
    return sorted(page.relative_to(site).as_posix().removesuffix("index.html") for page in site.rglob("*.html"))


def _run(tools: Tools, addresses: list[str]) -> list[dict[str, Any]]:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [
        str(tools.java),
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",  # this machine's own
        "-jar",
        str(jar),
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
        *addresses,
    ]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False)
    if ran.returncode != 0:
        raise CheckerError(f"the Nu HTML checker failed:\n{ran.stderr.strip()}")
    messages: list[dict[str, Any]] = json.loads(ran.stdout)["messages"]
    return messages


def _element(message: dict[str, Any]) -> str:
    """The source that the checker points at, its white space made one space."""
    start = message.get("hiliteStart", 0)
    pointed = message.get("extract", "")[start : start + message.get("hiliteLength", 0)]
    return " ".join(pointed.split())
