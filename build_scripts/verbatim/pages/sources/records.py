"""The pages of the outside evidence: `/sources/ID/` for each record that claims quote, and their list, `/sources/`.

An article has its own kind of page, `/articles/ID/`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.sightings import Sighting
from verbatim.model.sources import Article, Inferable, Record
from verbatim.output import Batch, Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import grouped, list_pages, output, parts, quoted_parts
from verbatim.rendering.templating import render

# The list of what rests on a record is below what is quoted from it, so a page has fewer lines of it.
_LINES_OF_A_STATUS = 3


@dataclass(frozen=True)
class RecordPage:
    """A record, its excerpts with their claims, the claims whose status hangs on it, and the texts that it rewrites.

    `share` is how much of a stored text is printed, `sightings` are the last ones of its addresses.
    """

    record: Record
    excerpts: tuple[tuple[CheckedClaim, Excerpt], ...]
    hanging: tuple[CheckedClaim, ...]
    derives_from: tuple[Article | Record, ...]
    share: str
    sightings: tuple[Sighting, ...]

    @property
    def inferred(self) -> list[tuple[Inferable, str]]:
        """What was inferred about it, but for the title, and from what."""
        return sorted((key, why) for key, why in self.record.inferred.items() if key != Inferable.TITLE)


def batches(corpus: Corpus) -> Iterator[Batch]:
    """The list of the records, and the pages of each."""
    records = [source for source in corpus.printed_sources if isinstance(source, Record)]
    yield Batch("sources", [corpus.listed_fingerprint], lambda: _list(records, corpus))
    for record in records:
        shows = [checked.listed_fingerprint for checked in corpus.quoting(record)]
        yield Batch(corpus.path_of(record), shows, partial(_pages, record, corpus))


def _list(records: Iterable[Record], corpus: Corpus) -> Iterator[Output]:
    found = [_record_page(record, corpus) for record in records]
    by_publisher: dict[str, list[RecordPage]] = {}
    for page in sorted(found, key=lambda page: page.record.published.start):
        by_publisher.setdefault(page.record.publisher, []).append(page)
    shared, bound = shared_values(corpus), corpus.policy.limits.per_page
    listed = ((publisher, page) for publisher, pages in sorted(by_publisher.items()) for page in pages)
    for list_page, part in list_pages(parts(listed, bound)):
        values = {"list_page": list_page, "records_total": len(found), "by_publisher": grouped(part)}
        yield output("sources/index.md", list_page, render("sources.md.j2", corpus.language, **shared, **values))


def _pages(record: Record, corpus: Corpus) -> Iterator[Output]:
    page, limits = _record_page(record, corpus), corpus.policy.limits
    values = {**shared_values(corpus), "page": page, "record": record, "limits": limits}
    lists = quoted_parts(record, corpus), parts(page.hanging, limits.per_page, lambda _: _LINES_OF_A_STATUS)
    for list_page, excerpts, hanging in list_pages(*lists):
        of_page = {"list_page": list_page, "excerpts": excerpts, "hanging": hanging}
        text = render("source.md.j2", corpus.language, **values, **of_page)
        yield output(f"{corpus.path_of(record)}index.md", list_page, text)


def _record_page(record: Record, corpus: Corpus) -> RecordPage:
    return RecordPage(
        record,
        tuple(corpus.quoted_from(record)),
        tuple(checked for checked in corpus.quoting(record) if _hangs_on(checked, record, corpus)),
        tuple(corpus.register.sources[name] for name in record.derives_from),
        corpus.language.percent(corpus.share_printed(record)) if record.file else "",
        corpus.last_sightings(record),
    )


def _hangs_on(checked: CheckedClaim, record: Record, corpus: Corpus) -> bool:
    """Whether the status of a claim would fall without a record that it quotes."""
    return any(omission.left_out is record for omission in corpus.hangs_on(checked))
