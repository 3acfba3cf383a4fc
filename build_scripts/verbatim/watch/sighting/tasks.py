"""What to look for, and at which addresses.

In: the corpus, and today's date. Out: a `Task` for each address of a source, and whether it is due: an address is left
alone until `sights.every_days` of the policy have passed, unless words were added that nobody has looked for there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from verbatim.checks.corpus import Corpus
from verbatim.checks.sightings import addresses_of
from verbatim.model.sightings import Outcome, Sighting
from verbatim.model.sources import Article, Record
from verbatim.model.values.addresses import as_requested
from verbatim.quotation.text.source_text import sha256_of


@dataclass(frozen=True)
class Task:
    """Words of a source to look for at one of its addresses.

    `sentences` are those of the stored text, if it is stored, without the excused ones. `before` is the last sighting
    of the address.
    """

    source: Article | Record
    address: str
    words: tuple[str, ...]
    sentences: tuple[str, ...] = ()
    before: Sighting | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells a task from the others: the id of its source, and its address."""
        return self.source.id, self.address

    @property
    def requested(self) -> str:
        """The address as it is sent to its server."""
        return self.address.partition("#")[0]

    @property
    def is_archive(self) -> bool:
        """Whether it is the address of an archived copy."""
        return self.address == self.source.archive_url

    def is_due(self, today: date, every_days: int) -> bool:
        """Whether it is time to look, or there are words that were not looked for at the last time."""
        if self.before is None or self.before.day + timedelta(days=every_days) <= today:
            return True
        known = {each.sha256 for each in self.before.words}
        looked_for = {sha256_of(words.encode()) for words in self.words}
        return self.before.outcome is Outcome.READ and not looked_for <= known


def tasks(corpus: Corpus) -> Iterator[Task]:
    """A task for every address of every source of which there are words to look for, in the order of the data."""
    for source in corpus.register.sources.values():
        last = {sighting.address: sighting for sighting in corpus.last_sightings(source)}
        words, sentences = _words(source, corpus), tuple(_sentences(source, corpus))
        for address in addresses_of(source) if words or sentences else ():
            yield Task(source, address, words, sentences, last.get(address))


def due(corpus: Corpus, today: date) -> tuple[Task, ...]:
    """The tasks that are due. An address that an exception of the policy covers is not looked at."""
    exceptions = [each for each in corpus.policy.link_exceptions if each.until >= today]
    return tuple(
        task
        for task in tasks(corpus)
        if task.is_due(today, corpus.policy.sights.every_days)
        and not any(exception.covers(as_requested(task.address)) for exception in exceptions)
    )


def _words(source: Article | Record, corpus: Corpus) -> tuple[str, ...]:
    """The recorded passages; of a stored text the words that claims quote."""
    if isinstance(source, Record) and not source.file:
        return tuple(dict.fromkeys(passage.text for passage in source.passages))
    quoted = corpus.quoted_from(source)
    return tuple(dict.fromkeys(words for _, excerpt in quoted for words in excerpt.looked_for))


def _sentences(source: Article | Record, corpus: Corpus) -> Iterator[str]:
    """The sentences of a stored text without those that are excused, such as the menu of the page."""
    if not source.file:
        return
    text, coverage = corpus.texts[source.id], corpus.coverage.get(source.id)
    excused = {sentence.span for sentence in coverage.sentences if sentence.excused_for} if coverage else set()
    yield from (text.text[span.start : span.end] for span in text.sentences if span not in excused)
