"""What is new, as feeds: new claims, changes, corrections, and everything on one topic.

In: a corpus, and the address at which the site will stand. Out, each as `.xml` and `.json`:

- `feed`: the claims that stand, by the day on which each was first published; whole, with every excerpt that it rests on;
- `corrections/changes`: each later change; `corrections/feed`: of these, every correction, withdrawal and merger;
- `topics/ID/feed`: the new claims and the changes of one topic.

Each has the newest entries, and an entry has the same id in all of them; the pages and the API have everything. A retired
claim is there only as a change. Excerpts are printed as on the pages, so that no more of any article is published.
"""

import hashlib
from collections.abc import Iterator

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.feeds import Category, Entry, Feed, both_forms, tag
from verbatim.model.claims import Change, ChangeKind
from verbatim.output import Output
from verbatim.quotation.folding import fold
from verbatim.rendering.templating import render_html
from verbatim.rendering.view import common, on_whose_word
from verbatim.site_address import SiteAddress

# Entries of a feed that has whole claims, some 5 KB each, which its readers fetch again and again.
NEWEST = 20

# Entries of a feed of changes, some 600 bytes each: nobody who reuses the claims should miss one.
NEWEST_CHANGES = 200

# A tag URI names a day on which its maker had the address; these feeds exist since 2026.
_SINCE = "2026"


def outputs(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every feed in both forms; `address` is where the site will stand."""
    newsroom = _Newsroom(corpus)
    for feed in newsroom.feeds():
        yield from both_forms(feed, corpus.policy.site, address)


class _Newsroom:
    """The feeds of one corpus; a claim that stands in several is written once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._site = corpus.policy.site
        self._shared = common(corpus)
        self._last_change = corpus.last_change
        self._claims: dict[str, Entry] = {}

    def feeds(self) -> Iterator[Feed]:
        """Every feed."""
        news = [
            (change, checked)
            for change, checked in self._corpus.changes
            if not (_is_new(change, checked) and checked.claim.retired)
        ]
        new = [entry for entry in news if _is_new(*entry)]
        changes = [entry for entry in news if not _is_new(*entry)]
        corrections = [(change, checked) for change, checked in changes if change.is_correction]
        yield self._feed("feed", "claims", "new claims", "", new[:NEWEST])
        yield self._feed(
            "corrections/changes", "changes", "changes and corrections", "corrections/", changes[:NEWEST_CHANGES]
        )
        yield self._feed("corrections/feed", "corrections", "corrections", "corrections/", corrections[:NEWEST_CHANGES])
        for topic in self._corpus.policy.topics:
            if any(topic.id in checked.claim.topics for checked in self._corpus.claims):
                page, own = f"topics/{topic.id}/", [entry for entry in news if topic.id in entry[1].claim.topics]
                yield self._feed(f"{page}feed", f"topics/{topic.id}", topic.name, page, own[:NEWEST])

    def _feed(self, path: str, name: str, title: str, page: str, news: list[tuple[Change, CheckedClaim]]) -> Feed:
        entries = tuple(self._claim(*entry) if _is_new(*entry) else self._change(*entry) for entry in news)
        return Feed(
            path, tag(self._site, _SINCE, name), f"{self._site.name}: {title}", page, self._last_change, entries
        )

    def _claim(self, change: Change, checked: CheckedClaim) -> Entry:
        """A new claim, as it stands now."""
        if checked.id not in self._claims:
            html = render_html(
                "feed_claim.html.j2",
                **self._shared,
                checked=checked,
                on_whose_word=on_whose_word(checked, self._corpus),
            ).strip()
            self._claims[checked.id] = Entry(
                tag(self._site, change.on.isoformat(), f"claims/{checked.id}"),
                checked.claim.claim,
                f"claims/{checked.id}/",
                change.on,
                max(entry.on for entry in checked.claim.history),
                self._categories(change, checked),
                html,
            )
        return self._claims[checked.id]

    def _change(self, change: Change, checked: CheckedClaim) -> Entry:
        """One change, with the claim as it stands now."""
        # Published entries never change but for their typography, so neither does this.
        words = hashlib.sha256(fold(change.change).text.strip().encode()).hexdigest()[:8]
        return Entry(
            tag(self._site, change.on.isoformat(), f"claims/{checked.id}/{change.kind}/{words}"),
            f"{change.kind.capitalize()}: {checked.claim.claim}",
            f"claims/{checked.id}/",
            change.on,
            change.on,
            self._categories(change, checked),
            render_html("feed_change.html.j2", **self._shared, change=change, checked=checked).strip(),
        )

    def _categories(self, change: Change, checked: CheckedClaim) -> tuple[Category, ...]:
        """What kind of news it is, then its topics."""
        topics = (self._corpus.topic(name) for name in checked.claim.topics)
        return (Category(change.kind, change.kind), *(Category(topic.id, topic.name) for topic in topics))


def _is_new(change: Change, checked: CheckedClaim) -> bool:
    """Whether it is the entry with which a claim was first published."""
    return change is next((entry for entry in checked.claim.history if entry.kind is ChangeKind.PUBLISHED), None)
