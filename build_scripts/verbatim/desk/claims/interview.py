"""`new` on a terminal: asks an editor for what a claim needs.

In: the answers that are there already, the loaded record and its sources. Out: all `Answers`. An empty reply leaves an
answer open. Nothing here prints or reads by itself: a `Terminal` does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from verbatim.desk.claims.new_claim import Answers, proposed_id
from verbatim.desk.quote import QuotationFinder
from verbatim.model.claims import UNATTRIBUTED, Stance
from verbatim.model.load import Loaded
from verbatim.model.policy import Policy

# Choices that are listed at once; of more, those like the reply are.
_MOST_LISTED = 15

_KINDS = {
    "fact": "what is said to be so is the claim",
    "said": "the act of saying, ordering or announcing is the claim",
}
_STANCES = {
    Stance.ASSERTS.value: "it says that the claim is so",
    Stance.DENIES.value: "it says that it is not so",
    Stance.DIFFERS.value: "it says so, but for a detail that the note names",
    Stance.CONTEXT.value: "it helps to understand the claim and counts for nothing",
}


class Terminal(Protocol):
    """Where questions are asked."""

    def ask(self, question: str, default: str = "") -> str:
        """The reply to a question, trimmed; the default where the reply is empty."""

    def say(self, text: str) -> None:
        """Print a line or several."""


class Interview:
    """Asks for the open answers, one after the other."""

    def __init__(self, terminal: Terminal, loaded: Loaded, policy: Policy, quoting: QuotationFinder) -> None:
        self.terminal = terminal
        self.policy = policy
        self.quoting = quoting
        self.taken = {claim.value.id for claim in (*loaded.claims, *loaded.drafts) if claim.value}
        self.origins = {UNATTRIBUTED: "the source does not say whose it is"} | {
            o.value.id: o.value.title for o in loaded.origins
        }

    def completed(self, given: Answers) -> Answers:
        """All answers, as far as the editor gives them."""
        self.terminal.say("An empty reply leaves an answer open; the claim is then saved as a draft.")
        claim = given.claim or self.terminal.ask("The claim, in one neutral sentence")
        name = given.id or self.terminal.ask("Its id, for ever part of its address", proposed_id(claim, self.taken))
        while name in self.taken:
            self.terminal.say(f"“{name}” is the id of another claim.")
            name = self.terminal.ask("Its id, for ever part of its address", proposed_id(claim, self.taken))
        kind = given.kind or self._choice("Kind", _KINDS)
        evidence = given.evidence or tuple(self._evidence())
        scale = {status.id: status.definition for status in self.policy.statuses if kind in (*status.kinds, "")}
        topics = {topic.id: topic.name for topic in self.policy.topics}
        return replace(
            given,
            claim=claim,
            id=name,
            kind=kind,
            evidence=evidence,
            status=given.status or self._choice("Status: what the evidence shows", scale),
            finding=given.finding or self.terminal.ask("Finding: the answer first, in one or two sentences"),
            reasoning=given.reasoning
            or "\n\n".join(self._until_empty("Reasoning: how the status follows; one paragraph a line")),
            topics=given.topics or tuple(self._topics(topics)),
            when=given.when
            or self.terminal.ask("When it happened: a day, month, year or range (2023-07-25/2023-07-27)"),
        )

    def _topics(self, topics: Mapping[str, str]) -> Iterator[str]:
        left = dict(topics)
        while left and (topic := self._choice("Another topic" if len(left) < len(topics) else "Topic", left)):
            del left[topic]
            yield topic

    def _evidence(self) -> Iterator[dict[str, Any]]:
        """Evidence entries, for words that are found in the sources."""
        for words in self._until_empty("Words to quote as evidence"):
            answer = self.quoting.find(words)
            for note in answer.notes:
                self.terminal.say(note)
            offers = {str(number): offer for number, offer in enumerate(answer.offers, 1)}
            for number, offer in offers.items():
                remark = f" ({offer.remark})" if offer.remark else ""
                self.terminal.say(f"  {number}. {offer.source}, line {offer.line}{remark}: {offer.quote}")
            only = "1" if answer.found and len(offers) == 1 else ""
            chosen = offers and self.terminal.ask("Which of these (a number; empty: none)", only)
            if chosen not in offers:
                continue
            stance = self._choice("How it bears on the claim", _STANCES) or Stance.ASSERTS
            origin = (
                self._choice("Whose information it is: an origin’s id, or words of its title", self.origins)
                or UNATTRIBUTED
            )
            note = self.terminal.ask("Note (empty: none)")
            yield {**offers[chosen].fields(stance, origin), **({"note": note} if note else {})}

    def _until_empty(self, question: str) -> Iterator[str]:
        while reply := self.terminal.ask(f"{question} (empty: no more)"):
            yield reply

    def _choice(self, question: str, options: Mapping[str, str]) -> str:
        """One of some options: by its id, its number in the list that was shown last, or words that only it has."""
        listed = list(options)[:_MOST_LISTED] if len(options) <= _MOST_LISTED else []
        self._list(listed, options)
        while reply := self.terminal.ask(question):
            if reply in options:
                return reply
            if reply.isdecimal() and 0 < int(reply) <= len(listed):
                return listed[int(reply) - 1]
            like = [name for name in options if reply.casefold() in f"{name} {options[name]}".casefold()]
            if len(like) == 1:
                self.terminal.say(f"  {like[0]}: {options[like[0]]}")
                return like[0]
            self.terminal.say("  Several are like that:" if like else f"  There is none like “{reply}”.")
            listed = like[:_MOST_LISTED] or listed
            self._list(listed, options)
        return ""

    def _list(self, listed: list[str], options: Mapping[str, str]) -> None:
        for number, name in enumerate(listed, 1):
            self.terminal.say(f"  {number}. {name}: {options[name]}")
