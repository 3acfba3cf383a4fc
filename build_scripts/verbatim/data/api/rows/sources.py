"""The sources as rows: the articles that are checked, and the outside evidence that the pages name.

In: the row context of a corpus. Out: `SourceRow`s, and the type of their file. A record that only drafts or retired
claims quote is on no page, so it is not here either.
"""

from collections import Counter
from datetime import date
from typing import Annotated

from pydantic import WithJsonSchema

from verbatim.checks.corpus import Corpus
from verbatim.data.api.rows.row import (
    Count,
    Id,
    ListHead,
    Named,
    Path,
    Row,
    RowContext,
    Sha256,
    Url,
    Web,
    WhenText,
    row_type,
)
from verbatim.model.sources import Article, CoverageScope, Inferable, Read, Record, RecordKind
from verbatim.model.values.fields import Word

Share = Annotated[float, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]


class SourceType(Word):
    """Whether a source is one of the articles that are checked."""

    ARTICLE = "article", "One of the articles that are checked; its whole text is stored."
    RECORD = "record", "Outside evidence."


@row_type
class Inference(Row):
    """A field whose value was inferred, and from what."""

    field: Inferable
    """The field."""
    basis: str
    """What its value was inferred from."""


@row_type
class CoverageRow(Row):
    """How many sentences of an article the claims cover, and how much of the article is printed."""

    scope: CoverageScope
    """Whether every sentence needs a claim or an excuse, or only single claims of the article are checked."""
    sentences: Count
    """The number of sentences."""
    by_claims: Count
    """The number of sentences that a claim covers."""
    excused: Count
    """The number of sentences that need no claim, for a reason given on the page."""
    unaccounted: Count
    """The number of sentences that are neither covered nor excused yet."""
    share_printed: Share
    """The share of its words that the site and its data print, from 0 to 1; each word counts once."""


@row_type
class SourceRow(Row):
    """A published text, stored or not."""

    id: Id
    """The id of the source, the same in every file."""
    type: SourceType
    """Whether it is one of the articles that are checked."""
    kind: RecordKind | None = None
    """The kind of a record; missing for an article."""
    path: Path
    """The path of its page from the site's root."""
    url: Url | None = None
    """The absolute address of the same place, if the site's address is known."""
    title: str
    """The headline, or our description if `inferred` names `title`."""
    publisher: Named
    """Who published it."""
    author: str | None = None
    """Who is named as its author."""
    published: WhenText
    """When it was published: a day, a month, a year, or a range."""
    published_earliest: date
    """The first possible day of publication."""
    published_latest: date
    """The last possible day of publication."""
    lang: str
    """Its language, as a BCP 47 tag."""
    address: Web | None = None
    """The address where readers find it: the first known of the three addresses below."""
    original_url: Web | None = None
    """The address on the publisher's site."""
    carrier_url: Web | None = None
    """The address of the page from which our copy was taken."""
    archived: Web | None = None
    """The address of a copy in a web archive."""
    carrier: str | None = None
    """The site from which our copy was taken, if it is not the publisher's."""
    inferred: tuple[Inference, ...]
    """The fields whose values were inferred."""
    derives_from: tuple[Id, ...]
    """The ids of the sources that it rewrites or reprints; then it does not count as a witness of its own."""
    stored: bool
    """Whether its text is stored in the site's repository, so that quotations from it are proven."""
    file: str | None = None
    """The name of the file with that text."""
    sha256: Sha256 | None = None
    """The SHA-256 of that file."""
    read: Read
    """How much of its page was read."""
    rights: str | None = None
    """Who owns the text, and on what legal basis it is stored and quoted."""
    note: str | None = None
    """A note for readers about it."""
    claims: Count
    """The number of claims that quote it, retired claims excluded."""
    excerpts: Count
    """The number of excerpts from it in those claims."""
    coverage: CoverageRow | None = None
    """How much of an article the claims cover; missing for a record."""


@row_type
class SourcesFile(ListHead):
    """`sources.json`: the articles that are checked, and the outside evidence."""

    sources: tuple[SourceRow, ...]
    """The articles, then the records, both in the editors' order."""


def source_rows(context: RowContext) -> tuple[SourceRow, ...]:
    """All sources that the pages name."""
    corpus = context.corpus
    excerpts = Counter(excerpt.source.id for checked in corpus.claims for excerpt in checked.excerpts)
    claims = Counter(name for checked in corpus.claims for name in {excerpt.source.id for excerpt in checked.excerpts})
    return tuple(_row(source, (claims[source.id], excerpts[source.id]), context) for source in corpus.printed_sources)


def _row(source: Article | Record, numbers: tuple[int, int], context: RowContext) -> SourceRow:
    is_article = isinstance(source, Article)
    path = context.corpus.path_of(source)
    return SourceRow(
        id=source.id,
        type=SourceType.ARTICLE if is_article else SourceType.RECORD,
        kind=source.kind if isinstance(source, Record) else None,
        path=path,
        url=context.url(path),
        title=source.title,
        publisher=context.speakers[source.publisher],
        author=source.author,
        published=source.published.text,
        published_earliest=source.published.start,
        published_latest=source.published.end,
        lang=source.lang,
        address=source.address,
        original_url=source.original_url,
        carrier_url=source.carrier_url,
        archived=source.archive_url,
        carrier=source.carrier,
        inferred=tuple(Inference(field=field, basis=basis) for field, basis in source.inferred.items()),
        derives_from=source.derives_from,
        stored=source.file is not None,
        file=source.file,
        sha256=source.sha256,
        read=source.read if isinstance(source, Record) else Read.WHOLE,
        rights=source.rights,
        note=source.note,
        claims=numbers[0],
        excerpts=numbers[1],
        coverage=_coverage(source, context.corpus) if isinstance(source, Article) else None,
    )


def _coverage(article: Article, corpus: Corpus) -> CoverageRow:
    account = corpus.coverage[article.id]
    counts, whole = account.counts, corpus.policy.covers_every_sentence(article)
    return CoverageRow(
        scope=CoverageScope.EVERY_SENTENCE if whole else CoverageScope.CLAIMS_ONLY,
        sentences=len(account.sentences),
        by_claims=counts.by_claims,
        excused=counts.excused,
        unaccounted=counts.unaccounted,
        share_printed=round(account.share, 4),
    )
