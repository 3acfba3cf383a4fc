"""Compares one article with the known claims, for the command `scan`.

In: a project, the file of an article, and how many claims to suggest for a passage. Out: a `ScanResult`, or the
problems because of which there is none. Claims are read as in every command (`load`), but faults of single entries are
ignored: they do not matter for this task.
"""

from dataclasses import dataclass
from pathlib import Path

from verbatim.desk.articles.new_article import read_article, read_file
from verbatim.desk.scan.index import ClaimIndex
from verbatim.desk.scan.suggestions import Suggestion, find_suggestions
from verbatim.desk.slug import slug
from verbatim.model.loaded import Loaded
from verbatim.model.reading.load import load
from verbatim.problems import Problem
from verbatim.project import Project
from verbatim.quotation.text.source_text import SourceText, sha256_of


@dataclass(frozen=True)
class ScanResult:
    """The suggestions for an article; `source` is its id, or one made of its file's name; a quotation is in words."""

    file: str
    source: str
    longest_quotation: int
    suggestions: tuple[Suggestion, ...]


def scan(project: Project, file: Path, most_claims: int) -> ScanResult | tuple[Problem, ...]:
    """Scan the file of an article. Raises OSError where it cannot be read."""
    raw = read_file(file)
    if isinstance(raw, Problem):
        return (raw,)
    article = read_article(file, raw)
    if isinstance(article, Problem):
        return (article,)
    loaded = load(project)
    if loaded.policy is None or not loaded.complete:
        return tuple(loaded.problems)
    limits = loaded.policy.value.limits
    own_id = _id_in_data(loaded, raw)
    claims = [placed.value for placed in loaded.claims if placed.value and not placed.value.merged_into]
    found = find_suggestions(ClaimIndex(claims), SourceText(article.text), limits.omission_reach, most_claims, own_id)
    source = own_id or slug(file.stem) or "new-article"
    return ScanResult(file.name, source, limits.longest_quotation, tuple(found))


def _id_in_data(loaded: Loaded, raw: bytes) -> str | None:
    """The id of the article in the data that has exactly this file."""
    digest = sha256_of(raw)
    return next((article.value.id for article in loaded.articles if article.value.sha256 == digest), None)
