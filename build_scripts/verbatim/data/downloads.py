"""The files that others can download, or the kinds of files, which the page `/data/` prints as a table.

In: a corpus, from which an example is taken if there is one file for each claim. Out: `Download`s in the order of the
table. A new public data file needs an entry here; a test checks that each path exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from verbatim.checks.corpus import Corpus
from verbatim.data.api.files import claim_path, part_path
from verbatim.data.plain_text import path as plain_text_path
from verbatim.model.policy import Extra
from verbatim.translation.language import to_translate as _


@dataclass(frozen=True)
class Download:
    """One file: its path from the site's root, its format, and in sentences what it holds and for whom it is.

    If there are many such files, the path is that of an example, and `shown` is printed instead of it.
    """

    path: str
    form: str
    holds: str
    whom: str
    shown: str = ""


def downloads(corpus: Corpus) -> dict[str, tuple[Download, ...]]:
    """All downloads in groups, by the title of each group; the most wanted files come first."""
    return {
        _("All claims"): tuple(_all_claims(corpus)),
        _("One claim"): tuple(_one_claim(corpus)),
        _("Sources and rules"): tuple(_sources(corpus)),
        _("Changes and feeds"): tuple(_feeds(corpus)),
    }


def _all_claims(corpus: Corpus) -> Iterator[Download]:
    yield Download(
        "api/v1/claims.csv",
        "CSV",
        _("The claims that stand, one in each row, with status and counts."),
        _("For spreadsheets and statistics."),
    )
    holds = _("The excerpts of those claims, one in each row, with stance, source and origin.")
    yield Download("api/v1/excerpts.csv", "CSV", holds, _("For spreadsheets and statistics."))
    yield Download(
        "api/v1/claims.json",
        "JSON",
        _("Every claim with its excerpts, origins, counts and history."),
        _("For programs."),
    )
    if len(corpus.claims) > corpus.policy.limits.per_page:
        holds = _("The same in parts of a few hundred kilobytes; each names the next.")
        yield Download(part_path(1), "JSON", holds, _("For programs."), "api/v1/claims/page/NUMBER.json")
    yield Download(
        "api/v1/claims.jsonl",
        "JSON Lines",
        _("The claims that stand, one on each line."),
        _("For databases and pipelines."),
    )
    holds = _("Claims, excerpts, sources, voices and changes in tables, with full-text search.")
    yield Download("data/claims.db", "SQLite", holds, _("For Datasette, sqlite-utils and your own SQL queries."))
    holds = _("Every fact check as a ClaimReview of schema.org, in one DataFeed; each is also on its claim’s page.")
    yield Download(
        "api/v1/claim-reviews.json", "JSON-LD", holds, _("For search engines and collections of fact checks.")
    )
    holds = _("A description of the API’s files: formats, sizes, SHA-256, the columns of the tables.")
    yield Download("api/v1/datapackage.json", "Data Package", holds, _("For data catalogues."))
    holds = _("Every claim with its status and finding, as a list of links.")
    yield Download("llms.txt", "Markdown", holds, _("For assistants and other readers of text."))
    left_out = corpus.policy.leave_out
    if Extra.OFFLINE_COPY not in left_out:
        holds = _("The whole site: unpack it and open index.html.")
        yield Download("data/offline.zip", "ZIP", holds, _("For reading offline, and as an archive copy."))
    if Extra.PRINT not in left_out:
        yield Download(
            "print/", "HTML", _("All claims on one page."), _("For printing, and for reading everything in one go.")
        )


def _one_claim(corpus: Corpus) -> Iterator[Download]:
    for checked in (*corpus.claims, *corpus.retired)[:1]:
        holds = _("One claim, also if it was withdrawn or merged.")
        yield Download(
            claim_path(checked.id), "JSON", holds, _("For programs that show one claim."), "api/v1/claims/ID.json"
        )
        for form, ending in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")):
            path, shown = (f"claims/{claim}/cite.{ending}" for claim in (checked.id, "ID"))
            yield Download(path, form, _("A claim as a reference."), _("For reference managers."), shown)
        holds = _("A claim with its evidence as plain Markdown.")
        yield Download(
            plain_text_path(checked.id),
            "Markdown",
            holds,
            _("For assistants and other readers of text."),
            plain_text_path("ID"),
        )
        holds = _("A claim as a small page without scripts; the code to embed it is on the claim’s page.")
        yield Download(f"embed/{checked.id}/", "HTML", holds, _("For embedding in another page."), "embed/ID/")
        if Extra.CARDS not in corpus.policy.leave_out:
            holds = _("A claim as a picture of 1200 × 630 pixels.")
            yield Download(f"embed/{checked.id}/card.png", "PNG", holds, _("For social networks."), "embed/ID/card.png")


def _sources(corpus: Corpus) -> Iterator[Download]:
    holds = _("The articles and the outside evidence: addresses, what was inferred, and which text rewrites which.")
    yield Download("api/v1/sources.json", "JSON", holds, _("For programs."))
    yield Download(
        "api/v1/voices.json",
        "JSON",
        _("Voices, people and origins, and which origin passes on which."),
        _("For programs."),
    )
    yield Download(
        "api/v1/statuses.json",
        "JSON",
        _("The status scale with its rules, in words and in numbers."),
        _("For programs."),
    )
    for article in corpus.articles[:1]:
        holds = _("The excerpts of one article as W3C Web Annotations: the words, their positions, and their claims.")
        path, shown = (f"api/v1/annotations/{name}.json" for name in (article.id, "ARTICLE"))
        yield Download(path, "JSON-LD", holds, _("For annotation tools."), shown)


def _feeds(corpus: Corpus) -> Iterator[Download]:
    holds = _("Every dated change of every claim, newest first.")
    yield Download("api/v1/changes.json", "JSON", holds, _("For programs that follow the claims."))
    for form, ending in (("Atom", "xml"), ("JSON Feed", "json")):
        yield Download(f"feed.{ending}", form, _("New claims in full, newest first."), _("For feed readers."))
        yield Download(
            f"corrections/changes.{ending}",
            form,
            _("Every change of a claim, corrections included."),
            _("For feed readers."),
        )
        yield Download(f"corrections/feed.{ending}", form, _("Every correction."), _("For feed readers."))
        holds = _("What the pages of the sources no longer have, as machines found.")
        yield Download(f"corrections/drift.{ending}", form, holds, _("For feed readers."))
        for checked in corpus.claims[:1]:
            path, shown = (f"topics/{topic}/feed.{ending}" for topic in (checked.claim.topics[0], "TOPIC"))
            yield Download(
                path, form, _("New claims on one topic, and changes of its claims."), _("For feed readers."), shown
            )
