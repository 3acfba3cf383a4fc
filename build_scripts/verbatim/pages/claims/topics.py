"""The list of topics, `/topics/`, and a page for each topic that has claims, `/topics/ID/`."""

from collections.abc import Iterator

from verbatim.checks.corpus import Corpus
from verbatim.output import Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import list_pages, output, parts
from verbatim.rendering.templating import render


def pages(corpus: Corpus) -> Iterator[Output]:
    """The list of topics and their pages; a claim is listed under each of its topics."""
    topics = [
        (topic, [checked for checked in corpus.claims if topic.id in checked.claim.topics])
        for topic in corpus.policy.topics
    ]
    used = [(topic, members) for topic, members in topics if members]
    yield Output("topics/index.md", render("topics.md.j2", corpus.language, **shared_values(corpus), topics=used))
    for topic, members in used:
        values = {**shared_values(corpus), "topic": topic, "topic_total": len(members)}
        for list_page, part in list_pages(parts(members, corpus.policy.limits.per_page)):
            text = render("topic.md.j2", corpus.language, **values, list_page=list_page, members=part)
            yield output(f"topics/{topic.id}/index.md", list_page, text)
