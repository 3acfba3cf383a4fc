"""Topics: `/topics/` and one page for each that has claims, `/topics/ID/`."""

from collections.abc import Iterator

from build_scripts.corpus import Corpus
from build_scripts.pages.templating import render
from build_scripts.pages.view import common
from build_scripts.write import Output


def pages(corpus: Corpus) -> Iterator[Output]:
    """The list of topics and their pages; a claim stands under each of its topics."""
    topics = [(topic, [checked for checked in corpus.claims if topic.id in checked.claim.topics]) for topic in corpus.policy.topics]
    used = [(topic, members) for topic, members in topics if members]
    yield Output("topics/index.md", render("topics.md.j2", **common(corpus), topics=used))
    for topic, members in used:
        yield Output(f"topics/{topic.id}/index.md", render("topic.md.j2", **common(corpus), topic=topic, members=members))
