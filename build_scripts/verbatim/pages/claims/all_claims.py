"""All claims by topic: `/claims/`."""

from collections import Counter
from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.page_values import claims_by_topic, shared_values
from verbatim.rendering.paging import first_pages, folder_of, grouped, list_pages, output, parts
from verbatim.rendering.templating import render


def pages(corpus: Corpus) -> Iterator[Output]:
    """The list of all claims; each claim is listed under its first topic."""
    numbers = Counter(checked.status.id for checked in corpus.claims)
    by_topic = claims_by_topic(corpus)
    listed = parts(
        ((topic, checked) for topic, members in by_topic for checked in members), corpus.policy.limits.per_page
    )
    values = {
        **shared_values(corpus),
        "claims": corpus.claims,
        "by_status": [(status, numbers[status.id]) for status in corpus.policy.statuses if numbers[status.id]],
        "by_topic": by_topic,
        "topic_pages": {topic: folder_of(number) for topic, number in first_pages(listed).items()},
    }
    for list_page, part in list_pages(listed):
        text = render("claims.md.j2", corpus.language, **values, list_page=list_page, listed=grouped(part))
        yield output("claims/index.md", list_page, text)
