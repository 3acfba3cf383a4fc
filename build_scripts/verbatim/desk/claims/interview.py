"""Asks an editor on a terminal for what a new claim needs.

In: what options have given already, the data, and a finder of quotations. Out: the completed `NewClaim`. An empty reply
leaves a field empty. An origin, a record and their voices can be made on the way; they are written at once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from verbatim.checks.assess import allowed_statuses, tally
from verbatim.desk.claims.new_claim import NewClaim, proposed_id
from verbatim.desk.claims.new_sources import NewSources
from verbatim.desk.claims.questions import NEW, Questions, Terminal
from verbatim.desk.quote import QuotationFinder, QuotingEntry
from verbatim.model.claims import Claim, Kind, Search
from verbatim.model.evidence import UNATTRIBUTED, Evidence, Stance
from verbatim.model.loaded import Loaded
from verbatim.model.policy import Policy
from verbatim.model.scale import Measure
from verbatim.model.values.fields import LONGEST_TITLE
from verbatim.project import Project

_KINDS = {
    "fact": "the claim is that something is so",
    "said": "the claim is that somebody said, ordered or announced something",
}
_STANCES = {
    Stance.ASSERTS.value: "it says that the claim is so",
    Stance.DENIES.value: "it says that it is not so",
    Stance.DIFFERS.value: "it has it otherwise, mostly in a detail; the note says in what",
    Stance.CONTEXT.value: "it helps to understand the claim and is not counted",
}


class Interview:
    """Asks for the missing fields, one after the other."""

    def __init__(
        self, terminal: Terminal, project: Project, loaded: Loaded, policy: Policy, finder: QuotationFinder
    ) -> None:
        self.terminal = terminal
        self.questions = Questions(terminal)
        self.sources = NewSources(project, loaded, self.questions)
        self.policy = policy
        self.claim = NewClaim()
        self.finder = finder
        self.taken = {claim.value.id for claim in (*loaded.claims, *loaded.drafts) if claim.value}

    def completed(self, given: NewClaim) -> NewClaim:
        """The claim with the fields that the editor gives. If that is interrupted, `claim` has the answers so far."""
        self.claim = given
        self.terminal.say("An empty reply leaves a field empty. A claim with empty fields is saved as a draft.")
        questions: dict[str, Callable[[], Any]] = {
            "claim": lambda: self.terminal.ask("The claim, in one neutral sentence"),
            "id": self._id,
            "short": self._short,
            "kind": lambda: self.questions.choice("Kind", _KINDS),
            "evidence": self._all_evidence,
            "status": lambda: self.questions.choice("Status: what the evidence shows", self._scale()),
            "searched": lambda: tuple(self._searches(self.claim.status)),
            "finding": lambda: self.terminal.ask("Finding: the answer first, in one or two sentences"),
            "reasoning": lambda: "\n\n".join(
                self.questions.until_empty("Reasoning: how the status follows; one line for each paragraph")
            ),
            "topics": lambda: tuple(self._topics()),
            "when": lambda: self.terminal.ask("When it happened: a day, month, year or range (2023-07-25/2023-07-27)"),
        }
        for key, ask in questions.items():
            if not getattr(self.claim, key):
                self.claim = replace(self.claim, **{key: ask()})
        return self.claim

    def _id(self) -> str:
        """An id that no other claim has."""
        question = "Its id (permanent; part of its address)"
        name = self.terminal.ask(question, proposed_id(self.claim.claim, self.taken))
        while name in self.taken:
            self.terminal.say(f"“{name}” is the id of another claim.")
            name = self.terminal.ask(question, proposed_id(self.claim.claim, self.taken))
        return name

    def _scale(self) -> dict[str, str]:
        """The statuses for this kind of claim with what they mean, those first that the evidence allows."""
        kind = self.claim.kind
        allowed = self._allowed() if kind and self.claim.evidence else set()
        fitting = [status for status in self.policy.statuses if kind in (*status.kinds, "")]
        marked = sorted(fitting, key=lambda status: status.id not in allowed)
        return {
            status.id: f"{'(allowed by this evidence) ' if status.id in allowed else ''}{status.definition}"
            for status in marked
        }

    def _allowed(self) -> set[str]:
        """The statuses that the evidence allows, as soon as it is said what else was looked for."""
        try:
            evidence = tuple(map(Evidence.model_validate, self.claim.evidence))
        except ValidationError:
            return set()
        searched = Search.model_construct(for_="", where="", day=date.min, by="", found="")
        known: dict[str, Any] = {"evidence": evidence, "searched": (searched,)}
        claim = Claim.model_construct(kind=Kind[self.claim.kind.upper()], **known)
        return {
            status.id for status in allowed_statuses(claim, self.policy, tally(claim, self.sources.loaded.register))
        }

    def _short(self) -> str:
        """A short form, if the policy asks for one of a claim that is so long."""
        most = self.policy.limits.longest_title
        if most is None or len(self.claim.claim) <= most:
            return ""
        question = f"The same in at most {LONGEST_TITLE} characters, for titles"
        while len(short := self.terminal.ask(question)) > LONGEST_TITLE:
            self.terminal.say(f"That has {len(short)} characters.")
        return short

    def _searches(self, status: str) -> Iterator[dict[str, str]]:
        """What else was looked for, if a rule of the status needs it."""
        rules = [rule for each in self.policy.statuses if each.id == status for rule in each.rules]
        if any(Measure.SEARCHES in need for rule in rules for need in rule.needs):
            for sought in self.questions.until_empty("What else was looked for"):
                yield {
                    "for": sought,
                    "where": self.terminal.ask("Where (archives, sites, collections)"),
                    "found": self.terminal.ask("What was found", "nothing"),
                }

    def _topics(self) -> Iterator[str]:
        topics = {topic.id: topic.name for topic in self.policy.topics}
        left = dict(topics)
        while left and (topic := self.questions.choice("Another topic" if len(left) < len(topics) else "Topic", left)):
            del left[topic]
            yield topic

    def _all_evidence(self) -> tuple[Mapping[str, Any], ...]:
        for entry in self._evidence():
            self.claim = replace(self.claim, evidence=(*self.claim.evidence, entry))
        return tuple(self.claim.evidence)

    def _evidence(self) -> Iterator[dict[str, Any]]:
        """Evidence entries for words that the sources contain."""
        for words in self.questions.until_empty("Words to quote as evidence"):
            entry = self._entry(words)
            if entry:
                stance = self.questions.choice("Stance: what it says about the claim", _STANCES) or Stance.ASSERTS
                origin = self._origin() or UNATTRIBUTED
                note = self.terminal.ask("Note (empty: none)")
                yield {**entry.fields(stance, origin), **({"note": note} if note else {})}

    def _entry(self, words: str) -> QuotingEntry | None:
        """The place of a source that has some words; it may be a record that is made now."""
        result = self.finder.find(words)
        for note in result.notes:
            self.terminal.say(note)
        entries = {str(number): entry for number, entry in enumerate(result.entries, 1)}
        for number, entry in entries.items():
            remark = f" ({entry.remark})" if entry.remark else ""
            self.terminal.say(f"  {number}. {entry.source}, line {entry.line}{remark}: {entry.quote}")
        only = "1" if result.found and len(entries) == 1 else ""
        number = "Which of these (a number; " if entries else "Where are they ("
        chosen = self.terminal.ask(f"{number}{NEW}: on a page that is not in the data yet; empty: none)", only)
        if chosen != NEW:
            return entries.get(chosen)
        record = self.sources.record(words)
        if not record:
            return None
        finder = QuotationFinder.read(self.sources.project)
        if isinstance(finder, QuotationFinder):
            self.finder = finder
        return next(iter(self.finder.find(words, record).entries), None)

    def _origin(self) -> str:
        """The id of an origin, which may be made now."""
        question = "Origin: whose information it is; an origin’s id, or words of its title"
        while True:
            known = {origin.value.id: origin.value.title for origin in self.sources.loaded.origins}
            options = {UNATTRIBUTED: "the source does not say whose information it is", **known}
            chosen = self.questions.choice(question, options, may_be_new=True)
            made = self.sources.origin() if chosen == NEW else chosen
            if made or chosen != NEW:
                return made
