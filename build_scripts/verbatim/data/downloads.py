"""The files that others can download, or the kinds of files, which the page `/data/` prints as a table.

In: a corpus, from which an example is taken if there is one file for each claim. Out: `Download`s in the order of the
table. A new public data file needs an entry here; a test checks that each path exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from verbatim.checks.corpus import Corpus
from verbatim.data.api.files import claim_path
from verbatim.data.plain_text import path as plain_text_path


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
        "All claims": tuple(_all_claims()),
        "One claim": tuple(_one_claim(corpus)),
        "Sources and rules": tuple(_sources(corpus)),
        "Changes and feeds": tuple(_feeds(corpus)),
    }


def _all_claims() -> Iterator[Download]:
    yield Download(
        "api/v1/claims.csv",
        "CSV",
        "The claims that stand, one in each row, with status and counts.",
        "For spreadsheets and statistics.",
    )
    holds = "The excerpts of those claims, one in each row, with stance, source and origin."
    yield Download("api/v1/excerpts.csv", "CSV", holds, "For spreadsheets and statistics.")
    yield Download(
        "api/v1/claims.json", "JSON", "Every claim with its excerpts, origins, counts and history.", "For programs."
    )
    yield Download(
        "api/v1/claims.jsonl", "JSON Lines", "The claims that stand, one on each line.", "For databases and pipelines."
    )
    holds = "Claims, excerpts, sources, voices and changes in tables, with full-text search."
    yield Download("data/claims.db", "SQLite", holds, "For Datasette, sqlite-utils and your own SQL queries.")
    holds = "Every fact check as a ClaimReview of schema.org, in one DataFeed; each is also on its claim’s page."
    yield Download("api/v1/claim-reviews.json", "JSON-LD", holds, "For search engines and collections of fact checks.")
    holds = "A description of the API’s files: formats, sizes, SHA-256, the columns of the tables."
    yield Download("api/v1/datapackage.json", "Data Package", holds, "For data catalogues.")
    holds = "Every claim with its status and finding, as a list of links."
    yield Download("llms.txt", "Markdown", holds, "For assistants and other readers of text.")
    holds = "The whole site: unpack it and open index.html."
    yield Download("data/offline.zip", "ZIP", holds, "For reading offline, and as an archive copy.")
    yield Download("print/", "HTML", "All claims on one page.", "For printing, and for reading everything in one go.")


def _one_claim(corpus: Corpus) -> Iterator[Download]:
    for checked in (*corpus.claims, *corpus.retired)[:1]:
        holds = "One claim, also if it was withdrawn or merged."
        yield Download(
            claim_path(checked.id), "JSON", holds, "For programs that show one claim.", "api/v1/claims/ID.json"
        )
        for form, ending in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")):
            path, shown = (f"claims/{claim}/cite.{ending}" for claim in (checked.id, "ID"))
            yield Download(path, form, "A claim as a reference.", "For reference managers.", shown)
        holds = "A claim with its evidence as plain Markdown."
        yield Download(
            plain_text_path(checked.id),
            "Markdown",
            holds,
            "For assistants and other readers of text.",
            plain_text_path("ID"),
        )
        holds = "A claim as a small page without scripts; the code to embed it is on the claim’s page."
        yield Download(f"embed/{checked.id}/", "HTML", holds, "For embedding in another page.", "embed/ID/")
        holds = "A claim as a picture of 1200 × 630 pixels."
        yield Download(f"embed/{checked.id}/card.png", "PNG", holds, "For social networks.", "embed/ID/card.png")


def _sources(corpus: Corpus) -> Iterator[Download]:
    holds = "The articles and the outside evidence: addresses, what was inferred, and which text rewrites which."
    yield Download("api/v1/sources.json", "JSON", holds, "For programs.")
    yield Download(
        "api/v1/voices.json", "JSON", "Voices, people and origins, and which origin passes on which.", "For programs."
    )
    yield Download(
        "api/v1/statuses.json", "JSON", "The status scale with its rules, in words and in numbers.", "For programs."
    )
    for article in corpus.articles[:1]:
        holds = "The excerpts of one article as W3C Web Annotations: the words, their positions, and their claims."
        path, shown = (f"api/v1/annotations/{name}.json" for name in (article.id, "ARTICLE"))
        yield Download(path, "JSON-LD", holds, "For annotation tools.", shown)


def _feeds(corpus: Corpus) -> Iterator[Download]:
    holds = "Every dated change of every claim, newest first."
    yield Download("api/v1/changes.json", "JSON", holds, "For programs that follow the claims.")
    for form, ending in (("Atom", "xml"), ("JSON Feed", "json")):
        yield Download(f"feed.{ending}", form, "New claims in full, newest first.", "For feed readers.")
        yield Download(
            f"corrections/changes.{ending}",
            form,
            "Every change of a claim, corrections included.",
            "For feed readers.",
        )
        yield Download(f"corrections/feed.{ending}", form, "Every correction.", "For feed readers.")
        for checked in corpus.claims[:1]:
            path, shown = (f"topics/{topic}/feed.{ending}" for topic in (checked.claim.topics[0], "TOPIC"))
            yield Download(
                path, form, "New claims on one topic, and changes of its claims.", "For feed readers.", shown
            )
