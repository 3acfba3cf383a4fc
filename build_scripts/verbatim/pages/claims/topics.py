"""The list of topics, `/topics/`, and a page for each topic that has claims, `/topics/ID/`."""

from collections.abc import Iterator, Sequence
from functools import partial

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.policy import Topic
from verbatim.output import Batch, Output
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import list_pages, output, parts
from verbatim.rendering.templating import render


def batches(corpus: Corpus) -> Iterator[Batch]:
    """The list of topics and their pages; a claim is listed under each of its topics."""
    topics = [
        (topic, [checked for checked in corpus.claims if topic.id in checked.claim.topics])
        for topic in corpus.policy.topics
    ]
    used = [(topic, members) for topic, members in topics if members]
    yield Batch("topics", [(topic.id, len(members)) for topic, members in used], lambda: [_list(used, corpus)])
    for topic, members in used:
        shows = [checked.fingerprint for checked in members]
        yield Batch(_path(topic), shows, partial(_pages, topic, members, corpus))


def _path(topic: Topic) -> str:
    return f"topics/{topic.id}/index.md"


def _list(topics: Sequence[tuple[Topic, Sequence[CheckedClaim]]], corpus: Corpus) -> Output:
    return Output("topics/index.md", render("topics.md.j2", corpus.language, **shared_values(corpus), topics=topics))


def _pages(topic: Topic, members: Sequence[CheckedClaim], corpus: Corpus) -> Iterator[Output]:
    values = {**shared_values(corpus), "topic": topic, "topic_total": len(members)}
    for list_page, part in list_pages(parts(members, corpus.policy.limits.per_page)):
        text = render("topic.md.j2", corpus.language, **values, list_page=list_page, members=part)
        yield output(_path(topic), list_page, text)
