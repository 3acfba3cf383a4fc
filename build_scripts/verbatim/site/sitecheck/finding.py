"""What the site checks find, and how findings become problems with a place that somebody can mend.

In: findings, each of a file of the built site. Out: `Problem`s. One on the page of a claim or of a source has its
place in the data; the same one on many pages comes from a template and is told once, with their number.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verbatim.checks.corpus import Corpus
from verbatim.problems import Place, Problem, Severity

# The same fault on more pages than this comes from a template or the navigation, not from an entry of the data.
FEW = 5
# Stands for the site as a whole in the place of a file.
WHOLE = ""
_CLAIMS = re.compile(r"(?:^|/)(?:claims|embed)/([^/.]+)(?:/|\.json$)")
_SOURCES = re.compile(r"(?:^|/)articles/([^/.]+)/")


@dataclass(frozen=True)
class Fault:
    """What is wrong, whichever file it is found in. `same` is equal for what is one fault however a page words its address."""

    code: str
    says: str
    mend: str
    same: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Finding:
    """A fault in a file of the site, given from the site's root; `holder` is the element or key that it is in."""

    fault: Fault
    file: str  # or WHOLE
    holder: str = ""
    line: int = 1
    about: str = ""  # the file that an entry of a list is about, where it is not the list itself


def as_problems(findings: Iterable[Finding], corpus: Corpus, site: str) -> list[Problem]:
    """Findings by what is wrong, each with the place where it can be mended. `site` is the folder as problems name it."""
    groups: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.fault.code, finding.fault.same].append(finding)
    return [problem for group in groups.values() for problem in _problems(group, corpus, site)]


def _problems(group: list[Finding], corpus: Corpus, site: str) -> Iterator[Problem]:
    files = dict.fromkeys(finding.file for finding in group)
    if len(files) > FEW:
        first = group[0]
        fault, place = first.fault, Place(f"{site}/{first.file}", first.line)
        mend = f"{fault.mend}; so many pages have it from a template, the navigation or the theme"
        yield Problem(
            fault.code, place, f"on {len(files)} pages, first {_where(first)}: {fault.says}", mend, fault.severity
        )
        return
    for finding in group:
        fault, place = finding.fault, _place(finding, corpus, site)
        yield Problem(fault.code, place, f"{_where(finding)}: {fault.says}", fault.mend, fault.severity)


def _where(finding: Finding) -> str:
    """The page as its address, and what in it."""
    if finding.file == WHOLE:
        return "the site as a whole"
    page = finding.file.removesuffix("index.html") or "the home page"
    return f"{page}, {finding.holder} in line {finding.line}" if finding.holder else page


def _place(finding: Finding, corpus: Corpus, site: str) -> Place:
    """Where the data has the entry that a page or a row is about; the file of the site, where there is none."""
    for path in (finding.file, finding.about):
        claim, source = _CLAIMS.search(path), _SOURCES.search(path)
        checked = corpus.claim(claim[1]) if claim else None
        if checked:
            return checked.place
        if source and source[1] in corpus.source_places:
            return corpus.source_places[source[1]]
    return Place(f"{site}/{finding.file}".rstrip("/"), finding.line)
