"""The sources as rows: the articles that are checked, and the outside evidence that the pages name.

In: the row context of a corpus. Out: `SourceRow`s, and the type of their file. A record that only drafts or retired
claims quote is on no page, so it is not here either.
"""

from collections import Counter
from datetime import date
from typing import Annotated

from pydantic import WithJsonSchema

from verbatim.data.api.row import Count, Id, ListHead, Named, Path, Row, RowContext, Sha256, Url, Web, WhenText
from verbatim.model.fields import Word
from verbatim.model.sources import Article, Inferable, Read, Record, RecordKind
from verbatim.quotation.coverage import Coverage

Share = Annotated[float, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]


class SourceType(Word):
    """Whether a source is one of the articles that are checked."""

    ARTICLE = "article", "One of the articles that are checked, stored whole."
    RECORD = "record", "Outside evidence."


class Inference(Row):
    """A field whose value was inferred, and from what."""

    field: Inferable
    """The field."""
    basis: str
    """What its value was inferred from."""


class CoverageRow(Row):
    """How the sentences of an article are accounted for, and how much of it is printed."""

    sentences: Count
    """Sentences."""
    by_claims: Count
    """Those that a claim covers."""
    excused: Count
    """Those of the rest that need no claim, for a reason that the page gives."""
    unaccounted: Count
    """Those that nothing accounts for yet."""
    share_printed: Share
    """The share of its words that the site and its data print, each counted once, from 0 to 1."""


class SourceRow(Row):
    """A published text, whether the site holds it whole or in part."""

    id: Id
    """Names the source in every file."""
    type: SourceType
    """Whether it is one of the articles that are checked."""
    kind: RecordKind | None = None
    """What a record is; absent for an article."""
    path: Path | None = None
    """Where its page stands, from the site's root; only articles have one."""
    url: Url | None = None
    """The same as a whole address, where the site knows its own."""
    title: str
    """The headline."""
    publisher: Named
    """Who wrote it."""
    author: str | None = None
    """Who signed it."""
    published: WhenText
    """When it appeared: a day, a month, a year, or a range."""
    published_earliest: date
    """The first day on which that may have been."""
    published_latest: date
    """The last day on which that may have been."""
    lang: str
    """The language it is written in, as a BCP 47 tag."""
    address: Web | None = None
    """Where readers find it: the first known of the three addresses below."""
    original_url: Web | None = None
    """The address at the publisher."""
    carrier_url: Web | None = None
    """The address of the page that our copy was taken from."""
    archived: Web | None = None
    """A copy in a web archive."""
    carrier: str | None = None
    """The site on which our copy stood, where that is not the publisher's."""
    inferred: tuple[Inference, ...]
    """The fields whose values were inferred."""
    derives_from: tuple[Id, ...]
    """The ids of the sources that it rewrites or reprints; it is then no witness of its own."""
    stored: bool
    """Whether the site's repository holds its text, so that quotations from it are proven."""
    file: str | None = None
    """The name of that text's file."""
    sha256: Sha256 | None = None
    """The SHA-256 of that file."""
    read: Read
    """How much of its page was read."""
    rights: str | None = None
    """Whose text it is, and on what basis it is stored and quoted."""
    note: str | None = None
    """What readers should know about it."""
    claims: Count
    """How many claims that stand quote it."""
    excerpts: Count
    """How many excerpts from it they have."""
    coverage: CoverageRow | None = None
    """How the sentences of an article are accounted for; absent for a record."""


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
    path = f"articles/{source.id}/" if is_article else None
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
        rights=source.rights if isinstance(source, Article) else None,
        note=source.note,
        claims=numbers[0],
        excerpts=numbers[1],
        coverage=_coverage(context.corpus.coverage[source.id]) if is_article else None,
    )


def _coverage(account: Coverage) -> CoverageRow:
    by_claims = sum(bool(sentence.claims) for sentence in account.sentences)
    unaccounted = len(account.uncovered)
    return CoverageRow(
        sentences=len(account.sentences),
        by_claims=by_claims,
        excused=len(account.sentences) - by_claims - unaccounted,
        unaccounted=unaccounted,
        share_printed=round(account.share, 4),
    )
