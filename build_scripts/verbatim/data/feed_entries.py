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
from html import escape

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.sightings import Lost, lost_words
from verbatim.data.feeds import Category, Entry, Feed, atom_and_json, permanent_id
from verbatim.model.claims import Change, ChangeKind
from verbatim.output import Output
from verbatim.quotation.text.folding import fold
from verbatim.rendering.page_values import shared_values
from verbatim.rendering.templating import render_html
from verbatim.rendering.wording import LOST, evidence_sentences
from verbatim.site_address import SiteAddress

# Entries in a feed of whole claims: about 5 KB each, and feed readers download them again and again.
NEWEST = 20

# Entries in a feed of changes: about 600 bytes each, and nobody who reuses the claims should miss one.
NEWEST_CHANGES = 200


def outputs(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """Every feed, as Atom and as JSON Feed."""
    for feed in _Feeds(corpus).feeds():
        yield from atom_and_json(feed, corpus.policy.site, address)


class _Feeds:
    """Makes the feeds of one corpus; a claim that occurs in several feeds is rendered once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._site = corpus.policy.site
        self._shared = shared_values(corpus)
        self._last_change = corpus.last_change
        self._claims: dict[str, Entry] = {}

    def feeds(self) -> Iterator[Feed]:
        """Every feed."""
        language = self._corpus.language
        # A change that publishes a claim becomes an entry with the whole claim, but not if the claim was retired since.
        listed = [
            (change, checked)
            for change, checked in self._corpus.changes
            if not (_publishes(change, checked) and checked.claim.retired)
        ]
        new = [pair for pair in listed if _publishes(*pair)]
        changes = [
            (change, checked)
            for change, checked in self._corpus.all_changes
            if checked is None or not _publishes(change, checked)
        ]
        corrections = [(change, checked) for change, checked in changes if change.is_correction]
        yield self._feed("feed", "claims", language.gettext("new claims"), "", new[:NEWEST])
        yield self._feed(
            "corrections/changes",
            "changes",
            language.gettext("changes and corrections"),
            "corrections/",
            changes[:NEWEST_CHANGES],
        )
        yield self._feed(
            "corrections/feed",
            "corrections",
            language.gettext("corrections"),
            "corrections/",
            corrections[:NEWEST_CHANGES],
        )
        yield self._drift()
        for topic in self._corpus.policy.topics:
            if any(topic.id in checked.claim.topics for checked in self._corpus.claims):
                page, own = f"topics/{topic.id}/", [pair for pair in listed if topic.id in pair[1].claim.topics]
                yield self._feed(f"{page}feed", f"topics/{topic.id}", topic.name, page, own[:NEWEST])

    def _feed(
        self, path: str, name: str, title: str, page: str, changes: Sequence[tuple[Change, CheckedClaim | None]]
    ) -> Feed:
        entries = tuple(self._entry(*pair) for pair in changes)
        return Feed(
            path,
            permanent_id(self._site, "feed", name),
            f"{self._site.name}{self._corpus.language.colon} {title}",
            page,
            self._last_change,
            entries,
        )

    def _drift(self) -> Feed:
        """What the addresses of the sources no longer have."""
        language, lost = self._corpus.language, lost_words(self._corpus)[:NEWEST_CHANGES]
        title = language.gettext("what the pages of the sources no longer have")
        return Feed(
            "corrections/drift",
            permanent_id(self._site, "feed", "drift"),
            f"{self._site.name}{language.colon} {title}",
            "corrections/",
            self._last_change,
            tuple(map(self._lost, lost)),
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
