"""The checked data of one microsite, which all later stages read and none changes.

In: what `examine` has checked. Out: a `Corpus`, in which every quotation is proven or recorded, and every status is
allowed by its evidence.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from verbatim.checks.assess import Tally
from verbatim.checks.counter import Grades, grades_of
from verbatim.checks.leave_one_out import Omission, hangs_on_noted_words, leave_one_out, needs_unseen_words
from verbatim.checks.look.pictures import Picture
from verbatim.checks.texts.cited_texts import CitedTexts
from verbatim.model.claims import Change, Claim, ClaimChange
from verbatim.model.evidence import Stance
from verbatim.model.graph import closure
from verbatim.model.policy import EDITORS, Policy, Topic
from verbatim.model.register import Register
from verbatim.model.scale import Status
from verbatim.model.sightings import Sighting
from verbatim.model.sources import Article, Inferable, Record
from verbatim.problems import Place
from verbatim.quotation.coverage import Coverage, printed_share
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.facts.facts import lower_case_words
from verbatim.quotation.text.source_text import SourceText

if TYPE_CHECKING:
    from verbatim.translation.language import Language

# What a claim has besides its wording, its status and its evidence.
_OWN = {"finding", "reasoning", "matters", "unknown", "checked", "searched", "asked", "related", "variants", "history"}


@dataclass(frozen=True)
class CheckedClaim:
    """A claim with its status, its excerpts in the editors' order, and the tally of its evidence."""

    claim: Claim
    status: Status
    excerpts: tuple[Excerpt, ...]
    tally: Tally
    place: Place

    @property
    def id(self) -> str:
        """The claim's permanent id."""
        return self.claim.id

    @property
    def grades(self) -> Grades:
        """How we know the words of each excerpt."""
        return grades_of(self.excerpts)

    @property
    def in_articles(self) -> tuple[Excerpt, ...]:
        """The excerpts from stored articles."""
        return tuple(excerpt for excerpt in self.excerpts if isinstance(excerpt.source, Article))

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that the editors wrote of the claim; the rest of it follows from this and the shared data."""
        return _hash(self.listed_fingerprint, self.claim.model_dump_json(include=_OWN))

    @cached_property
    def listed_fingerprint(self) -> str:
        """The same of what lists show of it: wording, status and evidence, but neither the finding nor the history."""
        return _hash(self.claim.model_dump_json(exclude=_OWN))

    @property
    def next_check(self) -> date | None:
        """The day on which the evidence should be reviewed again; None if the status needs no further review."""
        days = self.status.recheck_days
        return None if days is None else self.claim.checked.day + timedelta(days=days)


@dataclass(frozen=True, eq=False)
class Corpus:
    """One microsite, checked. Two are never equal, so that what is computed from one can be kept for it.

    `claims` are the published claims in the editors' order, without the `retired` ones, which are withdrawn or merged.
    `source_places` has the place of each source's entry, by the source's id; `sightings` what machines saw of it;
    `pictures` the logo and the favicon, if the site has its own.
    """

    policy: Policy
    register: Register
    texts: dict[str, SourceText]
    claims: tuple[CheckedClaim, ...]
    coverage: dict[str, Coverage]
    source_places: dict[str, Place]
    retired: tuple[CheckedClaim, ...] = ()
    sightings: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @cached_property
    def language(self) -> "Language":
        """The language of the site."""
        from verbatim.translation.language import Language  # noqa: PLC0415 - `check` starts faster without it

        return Language(self.policy.site.lang)

    def publisher_of(self, source: Article | Record) -> str:
        """The name of a source's publisher, as everything prints it: marked if we only infer who it is."""
        name = self.register.name(source.publisher)
        inferred = Inferable.PUBLISHER in source.inferred
        return self.language.pgettext("publisher", "%(name)s (probably)", name=name) if inferred else name

    def checker(self, by: str) -> str:
        """The `by:` of a claim as pages print it: the name of one of the people who check, else the text itself."""
        if by == EDITORS:
            return self.language.pgettext("by", "editors")
        people = {person.id: f"{person.name}{self.language.comma}{person.role}" for person in self.policy.people}
        return people.get(by, by)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The stored articles, in the editors' order."""
        return tuple(source for source in self.register.sources.values() if isinstance(source, Article))

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The outside evidence, in the editors' order."""
        return tuple(source for source in self.register.sources.values() if isinstance(source, Record))

    @cached_property
    def printed_sources(self) -> tuple[Article | Record, ...]:
        """The sources on pages and in data: all articles, then the records that claims quote or that these derive from.

        A record that only drafts or retired claims quote is not among them.
        """
        quoted = [excerpt.source.id for claim in self.claims for excerpt in claim.excerpts]
        start = [*(article.id for article in self.articles), *quoted]
        printed = set(closure(start, lambda name: self.register.sources[name].derives_from))
        return (*self.articles, *(record for record in self.records if record.id in printed))

    @property
    def stored(self) -> tuple[Article | Record, ...]:
        """The printed sources whose text is stored, so that their quotations are proven."""
        return tuple(source for source in self.printed_sources if source.file)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all claims, also of the retired ones, in their order."""
        return _hash(*(each.fingerprint for each in (*self.claims, *self.retired)))

    @cached_property
    def listed_fingerprint(self) -> str:
        """The same of the `listed_fingerprint` of each."""
        return _hash(*(each.listed_fingerprint for each in (*self.claims, *self.retired)))

    def path_of(self, source: Article | Record) -> str:
        """The path of a source's page from the site's root."""
        return f"{'articles' if isinstance(source, Article) else 'sources'}/{source.id}/"

    def quoted_from(self, source: Article | Record) -> list[tuple[CheckedClaim, Excerpt]]:
        """The excerpts that published claims quote from a source, in the order of its text."""
        return self._quoted.get(source.id, [])

    @cached_property
    def _quoted(self) -> dict[str, list[tuple[CheckedClaim, Excerpt]]]:
        """The excerpts that published claims quote from each source, by its id, in the order of its text."""
        found: dict[str, list[tuple[CheckedClaim, Excerpt]]] = {}
        for claim in self.claims:
            for excerpt in claim.excerpts:
                found.setdefault(excerpt.source.id, []).append((claim, excerpt))
        for quoted in found.values():
            quoted.sort(key=lambda pair: (pair[1].whole.start, pair[1].whole.end, pair[0].id))
        return found

    def quoting(self, source: Article | Record) -> list[CheckedClaim]:
        """The published claims that quote a source, in the editors' order."""
        return self._quoting.get(source.id, [])

    @cached_property
    def _quoting(self) -> dict[str, list[CheckedClaim]]:
        """The published claims that quote each source, by its id, in the editors' order."""
        found: dict[str, list[CheckedClaim]] = {}
        for claim in self.claims:
            for name in dict.fromkeys(excerpt.source.id for excerpt in claim.excerpts):
                found.setdefault(name, []).append(claim)
        return found

    def last_sightings(self, source: Article | Record) -> tuple[Sighting, ...]:
        """The last sighting of each address of a source, in the order in which the addresses were first seen."""
        last: dict[str, Sighting] = {}
        for sighting in self.sightings.get(source.id, ()):
            if sighting.address not in last or sighting.day >= last[sighting.address].day:
                last[sighting.address] = sighting
        return tuple(last.values())

    def share_printed(self, source: Article | Record) -> float:
        """The share of a stored source's words that the site and its data print, from 0 to 1."""
        return printed_share(self.texts[source.id], (excerpt for _, excerpt in self.quoted_from(source)))

    @cached_property
    def assertions_by_claim(self) -> dict[str, frozenset[tuple[str, str]]]:
        """For each claim, by id, on the word of which voices which articles assert it: pairs of their ids.

        All numbers of voices behind articles come from here. An inferred origin and distorted words do not count.
        """
        return {
            claim.id: frozenset(
                (voice, excerpt.source.id)
                for excerpt in claim.in_articles
                if excerpt.evidence.stance is Stance.ASSERTS
                for voice in self.voices_of(excerpt)
            )
            for claim in self.claims
        }

    @cached_property
    def assertions(self) -> Counter[tuple[str, str]]:
        """How many claims an article asserts on the word of a voice, by the ids of voice and article."""
        return Counter(pair for pairs in self.assertions_by_claim.values() for pair in pairs)

    @cached_property
    def claims_in(self) -> dict[str, frozenset[str]]:
        """For each article, by id, the ids of the claims that it has: that it asserts, denies or has otherwise."""
        return {
            article.id: frozenset(
                claim.id
                for claim, excerpt in self.quoted_from(article)
                if excerpt.evidence.stance is not Stance.CONTEXT
            )
            for article in self.articles
        }

    @property
    def asserting_voices(self) -> frozenset[str]:
        """The voices on whose word the articles assert claims."""
        return frozenset(voice for voice, _ in self.assertions)

    def voices_behind(self, article: Article) -> frozenset[str]:
        """The voices on whose word one article asserts claims."""
        return self._voices_behind.get(article.id, frozenset())

    @cached_property
    def _voices_behind(self) -> dict[str, frozenset[str]]:
        """For each article, by id, the voices on whose word it asserts claims."""
        found: dict[str, set[str]] = {}
        for voice, article_id in self.assertions:
            found.setdefault(article_id, set()).add(voice)
        return {article_id: frozenset(voices) for article_id, voices in found.items()}

    @cached_property
    def last_change(self) -> date:
        """The newest date in the data, which pages print instead of today's date."""
        dates = [
            *(claim.claim.checked.day for claim in (*self.claims, *self.retired)),
            *(change.day for change, _ in self.all_changes),
        ]
        return max(dates, default=date(2000, 1, 1))

    @property
    def proof(self) -> str:
        """What the checks proved, in one sentence for editors."""
        claims = (*self.claims, *self.retired)
        proven = Counter(excerpt.proven for claim in claims for excerpt in claim.excerpts)
        quotations = f"{proven[True]:,} quotation{'' if proven[True] == 1 else 's'} proven, {proven[False]:,} recorded"
        return f"{quotations}, {len(self.claims):,} status{'' if len(self.claims) == 1 else 'es'} ruled."

    @cached_property
    def changes(self) -> tuple[tuple[ClaimChange, CheckedClaim], ...]:
        """Every dated change of every published claim, the newest first."""
        found = [(change, claim) for claim in (*self.claims, *self.retired) for change in claim.claim.history]
        return tuple(sorted(found, key=lambda entry: (-entry[0].day.toordinal(), entry[1].id)))

    @cached_property
    def all_changes(self) -> tuple[tuple[Change, CheckedClaim | None], ...]:
        """The changes of the claims and of the policy, the newest first; those of the policy come with no claim."""
        found: list[tuple[Change, CheckedClaim | None]] = [*self.changes]
        found += [(change, None) for change in self.policy.history]
        return tuple(sorted(found, key=lambda entry: (-entry[0].day.toordinal(), entry[1].id if entry[1] else "")))

    def voices_of(self, excerpt: Excerpt) -> frozenset[str]:
        """The voices on which an excerpt rests; none if its origin is inferred, not known or distorted."""
        return self.register.voices_of(excerpt.evidence)

    def hangs_on(self, checked: CheckedClaim) -> tuple[Omission, ...]:
        """The sources and voices without which a claim's status would fall; computed once, as several pages show it."""
        if checked.id not in self._omissions:
            self._omissions[checked.id] = leave_one_out(checked.claim, self.policy, self.register, checked.grades)
        return self._omissions[checked.id]

    @cached_property
    def _omissions(self) -> dict[str, tuple[Omission, ...]]:
        return {}

    def only_noted_behind(self, checked: CheckedClaim) -> tuple[str, ...]:
        """The sources, by id, without whose only noted words a claim's status would fall."""
        return hangs_on_noted_words(checked.claim, checked.excerpts, checked.status, self.register)

    def needs_unseen_words(self, checked: CheckedClaim) -> bool:
        """Whether a claim's status needs words that no machine has seen."""
        return needs_unseen_words(checked.claim, checked.excerpts, checked.status, self.register)

    def claim(self, claim_id: str) -> CheckedClaim | None:
        """The published claim with that id, or None."""
        return self._by_id.get(claim_id)

    @cached_property
    def _by_id(self) -> dict[str, CheckedClaim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def neighbours(self) -> dict[str, tuple[CheckedClaim | None, CheckedClaim | None]]:
        """For each claim, by id, the claims before and after it in its first topic."""
        members: dict[str, list[CheckedClaim]] = {}
        for claim in self.claims:
            members.setdefault(claim.claim.topics[0], []).append(claim)
        groups = (zip([None, *group], group, [*group[1:], None], strict=False) for group in members.values())
        return {claim.id: (before, after) for group in groups for before, claim, after in group}

    @cached_property
    def lower_case_words(self) -> frozenset[str]:
        """The words that occur without a capital in the sources and in the texts of claims."""
        claims = [checked.claim for checked in (*self.claims, *self.retired)]
        own = [text for claim in claims for text in (claim.claim, claim.finding, claim.reasoning)]
        return lower_case_words("\n".join((*(text.text for text in self.texts.values()), *own)))

    @cached_property
    def words_of_names(self) -> frozenset[str]:
        """The words, in lower case, of the names of all voices and people."""
        names = [voice.name for voice in self.register.voices.values()]
        names += [person.name for person in self.register.people.values()]
        return frozenset(re.findall(r"[^\W\d_]+", " ".join(names).casefold()))

    @cached_property
    def cited_texts(self) -> CitedTexts:
        """What claims cite, as texts in which a detail can be looked up."""
        return CitedTexts(self.register)

    def topic(self, topic_id: str) -> Topic:
        """The topic with that id. Raises KeyError."""
        return {topic.id: topic for topic in self.policy.topics}[topic_id]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
