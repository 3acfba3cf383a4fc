"""The site's feeds: new claims, changes, corrections, and everything on one topic.

In: a corpus, and the address where the site will be published. Out, each as `.xml` and `.json`:

- `feed`: the claims that are not retired, by the day each was first published, in full and with all their excerpts;
- `corrections/changes`: all later changes; `corrections/feed`: only corrections, withdrawals and mergers;
- `corrections/drift`: the addresses of sources that no longer have words which claims quote;
- `topics/ID/feed`: the new claims and the changes of one topic.

Each feed has only the newest entries; the pages and the API have everything. An entry has the same id in every feed. A
retired claim occurs only as a change. Excerpts are printed as on the pages, so no more of any article is published.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TypeAlias

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.sightings import Lost, lost_words
from verbatim.data.feeds import Category, Entry, Feed, atom_and_json, permanent_id
from verbatim.model.claims import Change, ChangeKind
from verbatim.output import Batch, Output
from verbatim.quotation.text.folding import fold
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.paging import folder_of_excerpt
from verbatim.rendering.templating import render_html
from verbatim.rendering.wording import LOST, evidence_sentences
from verbatim.site_address import SiteAddress

# A change of a claim, or of the policy.
_Change: TypeAlias = tuple[Change, CheckedClaim | None]

# Entries in a feed of whole claims: about 5 KB each, and feed readers download them again and again.
NEWEST = 20

# Entries in a feed of changes: about 600 bytes each, and nobody who reuses the claims should miss one.
NEWEST_CHANGES = 200


def batches(corpus: Corpus, address: SiteAddress) -> Iterator[Batch]:
    """Every feed, as Atom and as JSON Feed."""
    feeds = _Feeds(corpus)
    for feed in feeds.lists():
        shows = [feeds.shown(entry) for entry in feed.listed] or [[corpus.last_change.isoformat()]]
        yield Batch(feed.path, shows, partial(_outputs, feeds, feed, corpus, address))


def _outputs(feeds: "_Feeds", feed: "_Listed", corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    return atom_and_json(feeds.feed(feed), corpus.policy.site, address)


@dataclass(frozen=True)
class _Listed:
    """What a feed has: its path, the name of its id, its title, the path of its page, and what becomes its entries."""

    path: str
    name: str
    title: str
    page: str
    listed: Sequence[_Change | Lost]


class _Feeds:
    """Makes the feeds of one corpus; a claim that occurs in several feeds is rendered once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._site = corpus.policy.site
        self._shared = shared_values(corpus)
        self._last_change = corpus.last_change
        self._claims: dict[str, Entry] = {}

    def lists(self) -> Iterator[_Listed]:
        """What every feed has."""
        corpus, language = self._corpus, self._corpus.language
        # A change that publishes a claim becomes an entry with the whole claim, but not if the claim was retired since.
        listed = [
            (change, checked)
            for change, checked in corpus.changes
            if not (_publishes(change, checked) and checked.claim.retired)
        ]
        new = [pair for pair in listed if _publishes(*pair)]
        changes = [
            (change, checked)
            for change, checked in corpus.all_changes
            if checked is None or not _publishes(change, checked)
        ]
        corrections = [(change, checked) for change, checked in changes if change.is_correction]
        yield _Listed("feed", "claims", language.gettext("new claims"), "", new[:NEWEST])
        folder = "corrections/"
        title = language.gettext("changes and corrections")
        yield _Listed(f"{folder}changes", "changes", title, folder, changes[:NEWEST_CHANGES])
        title = language.gettext("corrections")
        yield _Listed(f"{folder}feed", "corrections", title, folder, corrections[:NEWEST_CHANGES])
        title = language.gettext("what the pages of the sources no longer have")
        yield _Listed(f"{folder}drift", "drift", title, folder, lost_words(corpus)[:NEWEST_CHANGES])
        for topic in corpus.policy.topics:
            if any(topic.id in checked.claim.topics for checked in corpus.claims):
                page, own = f"topics/{topic.id}/", [pair for pair in listed if topic.id in pair[1].claim.topics]
                yield _Listed(f"{page}feed", f"topics/{topic.id}", topic.name, page, own[:NEWEST])

    def shown(self, entry: _Change | Lost) -> list[object]:
        """What an entry shows, but for the policy and the sources: which one it is, and fingerprints of its claims."""
        if isinstance(entry, Lost):
            quoting = [(checked.fingerprint, excerpt.id) for checked, excerpt in entry.excerpts]
            return [entry.source.id, entry.drift.address, entry.drift.kind, quoting]
        change, checked = entry
        if checked is None:
            return [next(number for number, each in enumerate(self._corpus.policy.history) if each is change)]
        number = next(number for number, each in enumerate(checked.claim.history) if each is change)
        return [number, checked.fingerprint, [folder_of_excerpt(each, self._corpus) for each in checked.excerpts]]

    def feed(self, feed: _Listed) -> Feed:
        """A feed with its entries."""
        return Feed(
            feed.path,
            permanent_id(self._site, "feed", feed.name),
            f"{self._site.name}{self._corpus.language.colon} {feed.title}",
            feed.page,
            self._last_change,
            tuple(self._lost(each) if isinstance(each, Lost) else self._entry(*each) for each in feed.listed),
        )

    def _lost(self, lost: Lost) -> Entry:
        """One address that no longer has words, with the claims that quote them."""
        drift, language = lost.drift, self._corpus.language
        kind = language.gettext(LOST[drift.kind])
        return Entry(
            permanent_id(self._site, "drift", lost.source.id, drift.kind, drift.address, drift.since.isoformat()),
            f"{kind}{language.colon} {lost.source.printed_title}",
            self._corpus.path_of(lost.source),
            drift.since,
            drift.since,
            (Category(drift.kind, kind),),
            render_html("feed_drift.html.j2", language, **self._shared, lost=lost).strip(),
        )

    def _entry(self, change: Change, checked: CheckedClaim | None) -> Entry:
        if checked is None:
            return self._policy_change(change)
        return self._claim(change, checked) if _publishes(change, checked) else self._change(change, checked)

    def _claim(self, change: Change, checked: CheckedClaim) -> Entry:
        """A new claim, in its current form."""
        if checked.id not in self._claims:
            html = render_html(
                "feed_claim.html.j2",
                self._corpus.language,
                **self._shared,
                checked=checked,
                evidence_sentences=evidence_sentences(checked, self._corpus),
            ).strip()
            self._claims[checked.id] = Entry(
                permanent_id(self._site, "claim", checked.id),
                checked.claim.title,
                f"claims/{checked.id}/",
                change.day,
                max(later.day for later in checked.claim.history),
                self._categories(change, checked),
                html,
            )
        return self._claims[checked.id]

    def _change(self, change: Change, checked: CheckedClaim) -> Entry:
        """One change, with the claim in its current form."""
        return Entry(
            permanent_id(self._site, "change", checked.id, *_name(change)),
            f"{self._kind(change).capitalize()}{self._corpus.language.colon} {checked.claim.title}",
            f"claims/{checked.id}/",
            change.day,
            change.day,
            self._categories(change, checked),
            render_html(
                "feed_change.html.j2", self._corpus.language, **self._shared, change=change, checked=checked
            ).strip(),
        )

    def _policy_change(self, change: Change) -> Entry:
        """A change of the policy, or of what only the pages of the sources say."""
        return Entry(
            permanent_id(self._site, "policy", *_name(change)),
            self._corpus.language.gettext("%(kind)s: the method and the sources", kind=self._kind(change).capitalize()),
            "method/",
            change.day,
            change.day,
            (Category(change.kind, self._kind(change)),),
            f"<p>{escape(change.change)} {escape(change.why)}</p>",
        )

    def _kind(self, change: Change) -> str:
        return self._corpus.language.word(change.kind)

    def _categories(self, change: Change, checked: CheckedClaim) -> tuple[Category, ...]:
        """The kind of the change, then the topics of the claim."""
        topics = (self._corpus.topic(name) for name in checked.claim.topics)
        return (Category(change.kind, self._kind(change)), *(Category(topic.id, topic.name) for topic in topics))


def _name(change: Change) -> tuple[str, ...]:
    """What tells a change from others; only the typography of its words may change later, which folding ignores."""
    words = (fold(text).text.strip() for text in (change.change, change.why))
    return change.day.isoformat(), change.kind, *words


def _publishes(change: Change, checked: CheckedClaim) -> bool:
    """Whether it is the history entry with which the claim was first published."""
    return change is next((entry for entry in checked.claim.history if entry.kind is ChangeKind.PUBLISHED), None)
