"""One run of `scan`: files in, offers out.

In: a project, an article's file, how many claims a passage may be offered for. Out: a `Scan`, or the problems for which
there is none. The claims are read as every command reads them (`load`), faults of single entries set aside: who looks for
known claims has other work than to mend them.
"""

import gc
import re
from dataclasses import dataclass
from pathlib import Path

from verbatim.desk.articles.reading import read_article
from verbatim.desk.scan.index import Index
from verbatim.desk.scan.offers import Offer, offers
from verbatim.model.fields import ID_PATTERN
from verbatim.model.load import Loaded, load
from verbatim.problems import Problem
from verbatim.project import Project
from verbatim.quotation.source_text import SourceText, sha256_of


@dataclass(frozen=True)
class Scan:
    """The offers for an article; `source` is its id, or one made of its file's name; `longest_quotation` counts words."""

    file: str
    source: str
    longest_quotation: int
    offers: tuple[Offer, ...]


def scan(project: Project, file: Path, most_claims: int) -> Scan | tuple[Problem, ...]:
    """Scan an article's file. Raises OSError where it cannot be read."""
    raw = file.read_bytes()
    article = read_article(file, raw)
    if isinstance(article, Problem):
        return (article,)
    loaded = _load(project)
    if loaded.policy is None or not loaded.complete:
        return tuple(loaded.problems)
    limits = loaded.policy.value.limits
    own = _declared(loaded, raw)
    claims = [placed.value for placed in loaded.claims if placed.value and not placed.value.merged_into]
    found = offers(Index(claims), SourceText(article.text), limits.omission_reach, most_claims, own)
    return Scan(file.name, own or _id_of(file), limits.longest_quotation, tuple(found))


def _load(project: Project) -> Loaded:
    """Read the data without looking for garbage in it meanwhile: all of it stays, and of 10,000 claims that takes seconds."""
    gc.disable()
    try:
        return load(project)
    finally:
        gc.freeze()
        gc.enable()


def _declared(loaded: Loaded, raw: bytes) -> str | None:
    """The id under which the data has this very file."""
    digest = sha256_of(raw)
    return next((article.value.id for article in loaded.articles if article.value.sha256 == digest), None)


def _id_of(file: Path) -> str:
    """An id to start from, out of a file's name."""
    made = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    return made if re.fullmatch(ID_PATTERN, made) else "new-article"
