"""The page of one record whose text is stored: `/sources/ID/`."""

from verbatim.checks.corpus import Corpus
from verbatim.model.sources import Record
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render


def page(record: Record, corpus: Corpus) -> Output:
    """The page of one stored record: what is known of it, our copy, and its quotations in the order of its text."""
    text = render(
        "record.md.j2",
        **shared_values(corpus),
        record=record,
        excerpts=corpus.quoted_from(record),
        share=f"{corpus.share_printed(record):.0%}".replace("%", " %"),
        limits=corpus.policy.limits,
    )
    return Output(f"{corpus.path_of(record)}index.md", text)
