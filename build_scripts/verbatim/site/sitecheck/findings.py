"""What the site checks find, and the problems made of it, with a place where each can be mended.

In: findings, each about a file of the built site. Out: `Problem`s. A finding on the page of a claim or a source gets
its place in the data. The same finding on many pages comes from a template and is reported once, with the number of
pages.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verbatim.checks.corpus import Corpus
from verbatim.problems import Place, Problem, Severity

# The same fault on more pages than this comes from a template or the navigation, not from an entry of the data.
MOST_LISTED = 5
# Used instead of a file for the whole site.
WHOLE_SITE = ""
_CLAIMS = re.compile(r"(?:^|/)(?:claims|embed)/(?!page/\d)([^/.]+)(?:/|\.json$)")
_SOURCES = re.compile(r"(?:^|/)(?:articles|sources)/(?!page/\d)([^/.]+)/")


@dataclass(frozen=True)
class Fault:
    """What is wrong, in whatever file. `key` is equal for the same fault, however a page writes the address."""

    code: str
    message: str
    hint: str
    key: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Finding:
    """A fault in a file of the site, by its path from the root; `holder` is the element or key that contains it."""

    fault: Fault
    file: str  # or WHOLE_SITE
    holder: str = ""
    line: int = 1
    about: str = ""  # for an entry of a list: the file that the entry is about


def as_problems(findings: Iterable[Finding], corpus: Corpus, site: str) -> list[Problem]:
    """The findings, grouped by fault, as problems. `site` is the name of the site's folder in problems."""
    groups: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.fault.code, finding.fault.key].append(finding)
    return [problem for group in groups.values() for problem in _problems(group, corpus, site)]


def _problems(group: list[Finding], corpus: Corpus, site: str) -> Iterator[Problem]:
    files = dict.fromkeys(finding.file for finding in group)
    if len(files) > MOST_LISTED:
        first = group[0]
        fault, place = first.fault, Place(f"{site}/{first.file}", first.line)
        hint = f"{fault.hint}; on so many pages it comes from a template, the navigation or the theme"
        yield Problem(
            fault.code, place, f"on {len(files)} pages, first {_where(first)}: {fault.message}", hint, fault.severity
        )
        return
    for finding in group:
        fault, place = finding.fault, _place(finding, corpus, site)
        yield Problem(fault.code, place, f"{_where(finding)}: {fault.message}", fault.hint, fault.severity)


def _where(finding: Finding) -> str:
    """The address of the page, and the element and line in it."""
    if finding.file == WHOLE_SITE:
        return "the whole site"
    page = finding.file.removesuffix("index.html") or "the home page"
    return f"{page}, {finding.holder} in line {finding.line}" if finding.holder else page


def _place(finding: Finding, corpus: Corpus, site: str) -> Place:
    """The place of the data's entry that a page or a row is about, or else the file of the site."""
    for path in (finding.file, finding.about):
        claim, source = _CLAIMS.search(path), _SOURCES.search(path)
        checked = corpus.claim(claim[1]) if claim else None
        if checked:
            return checked.place
        if source and source[1] in corpus.source_places:
            return corpus.source_places[source[1]]
    return Place(f"{site}/{finding.file}".rstrip("/"), finding.line)
