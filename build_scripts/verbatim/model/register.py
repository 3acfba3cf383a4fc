"""Who can be independent of whom.

In: voices, people, origins and sources, with their references resolved. Out: a `Register`, which counts a voice as the
one that it is part of (`part_of`), and follows information to where it first came from (`derives_from`). Five outlets
that relay one spokesman lead to one voice. Whatever counts voices or witnesses asks `voices_of` and `witness_of`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from verbatim.model.evidence import Evidence, OriginBasis
from verbatim.model.graph import closure
from verbatim.model.sources import Article, Inferable, Origin, OriginKind, Person, Read, Record, Voice

PROVES_A_FACT = (OriginKind.DOCUMENT, OriginKind.OBSERVATION)
_OWN_WORK = (OriginKind.REPORT, OriginKind.OBSERVATION)


@dataclass(frozen=True)
class Register:
    """Everything that evidence can refer to, by id. Circles do no harm here; `references` reports them."""

    voices: dict[str, Voice]
    people: dict[str, Person]
    origins: dict[str, Origin]
    sources: dict[str, Article | Record]

    def with_origins(self, origins: dict[str, Origin]) -> "Register":
        """The same register with other origins."""
        other = replace(self, origins=origins)
        vars(other)["_counted_as"] = self._counted_as  # it depends on the voices only
        return other

    def voice(self, voice_id: str) -> str:
        """The voice that this one counts as: the last along `part_of`."""
        return self._counted_as.get(voice_id, voice_id)

    @cached_property
    def _counted_as(self) -> dict[str, str]:
        return {name: next(iter(_roots(name, self._whole_of)), name) for name in self.voices}

    def _whole_of(self, voice_id: str) -> tuple[str, ...]:
        whole = self.voices[voice_id].part_of if voice_id in self.voices else None
        return (whole,) if whole else ()

    def root_origins(self, origin_id: str) -> tuple[Origin, ...]:
        """The origins at the ends of `derives_from`: where the information first came from."""
        return self._root_origins.get(origin_id, ())

    @cached_property
    def _root_origins(self) -> dict[str, tuple[Origin, ...]]:
        """The root origins of each origin, computed once, since every excerpt needs them for several measures."""
        roots = {
            start: _roots(start, lambda name: self.origins[name].derives_from if name in self.origins else ())
            for start in self.origins
        }
        return {
            start: tuple(self.origins[name] for name in names if name in self.origins) for start, names in roots.items()
        }

    def voices_behind(self, origin_id: str) -> frozenset[str]:
        """The voices on which an origin's information rests, each as the voice that it is part of."""
        return self._voices_behind.get(origin_id, frozenset())

    @cached_property
    def _voices_behind(self) -> dict[str, frozenset[str]]:
        return {
            name: frozenset(self.voice(voice) for origin in self.root_origins(name) for voice in origin.voices)
            for name in self.origins
        }

    def counted_origins(self, evidence: Evidence) -> tuple[Origin, ...]:
        """The origins that an excerpt counts for: those that its source states.

        None if we infer them, and none if the excerpt distorts their words: then the wording is only the outlet's.
        """
        if evidence.origin_basis is OriginBasis.INFERRED or evidence.distortion:
            return ()
        return tuple(self.origins[name] for name in evidence.origins)

    def counted_roots(self, evidence: Evidence) -> tuple[Origin, ...]:
        """The first origins that an excerpt counts for: those behind its counted origins.

        What a source reports or observed itself does not count if its publisher is inferred: then the voice is, too.
        An origin has no voice only if it was left out, to see whether a status hangs on it.
        """
        return self._behind(evidence)[0]

    def voices_of(self, evidence: Evidence) -> frozenset[str]:
        """The voices that an excerpt counts for, each as the voice that it is part of."""
        return self._behind(evidence)[1]

    def _behind(self, evidence: Evidence) -> tuple[tuple[Origin, ...], frozenset[str]]:
        """The counted roots of an excerpt and their voices."""
        key = evidence.source, tuple(origin.id for origin in self.counted_origins(evidence))
        if key not in self._found_behind:
            roots = self._roots_of(*key)
            self._found_behind[key] = roots, frozenset(voice for root in roots for voice in self._folded(root))
        return self._found_behind[key]

    @cached_property
    def _found_behind(self) -> dict[tuple[str, tuple[str, ...]], tuple[tuple[Origin, ...], frozenset[str]]]:
        """What `_behind` has found before: claims repeat few pairs of a source and its origins."""
        return {}

    def _roots_of(self, source_id: str, origins: tuple[str, ...]) -> tuple[Origin, ...]:
        source = self.sources[source_id]
        roots = dict.fromkeys(root for origin in origins for root in self.root_origins(origin) if root.voices)
        if Inferable.PUBLISHER not in source.inferred:
            return tuple(roots)
        publisher = self.voice(source.publisher)
        return tuple(root for root in roots if root.kind not in _OWN_WORK or publisher not in self._folded(root))

    def witness_of(self, evidence: Evidence) -> str | None:
        """Who heard or holds the words of an excerpt: its publisher, or whoever made the one report that it relays.

        None if the source states no origin, distorts the words, rewrites another text, was not read, or relays several
        reports of others, and if the publisher would be the witness but is inferred.
        """
        source, origins = self.sources[evidence.source], self.counted_origins(evidence)
        if not origins or source.derives_from or (isinstance(source, Record) and source.read is Read.NONE):
            return None
        publisher = self.voice(source.publisher)
        heard = {
            voice for origin in origins for report in self._first_reports(origin) for voice in self._folded(report)
        }
        if not heard or publisher in heard:
            return None if Inferable.PUBLISHER in source.inferred else publisher
        return heard.pop() if len(heard) == 1 else None

    def _folded(self, origin: Origin) -> frozenset[str]:
        return frozenset(self.voice(voice) for voice in origin.voices)

    def _first_reports(self, origin: Origin) -> tuple[Origin, ...]:
        """The reports that a report passes on, itself if it passes on none; nothing if the origin is no report."""
        if origin.kind is not OriginKind.REPORT:
            return ()

        def passed_on(name: str) -> list[str]:
            return [other for other in self.origins[name].derives_from if self.origins[other].kind is OriginKind.REPORT]

        return tuple(self.origins[name] for name in _roots(origin.id, passed_on))

    def related(self, first: str, second: str) -> bool:
        """Whether one text is declared to derive from the other, or both from a third."""
        return not self._ancestry(first).isdisjoint(self._ancestry(second))

    def _ancestry(self, source_id: str) -> set[str]:
        """A text and all texts that it derives from, directly or not."""
        names = closure([source_id], lambda name: self.sources[name].derives_from if name in self.sources else ())
        return {name for name in names if name in self.sources}

    def name(self, voice_or_person: str) -> str:
        """The name of a voice or a person, as pages print it."""
        named = self.people.get(voice_or_person) or self.voices.get(voice_or_person)
        return named.name if named else voice_or_person


def _roots(start: str, onward: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The names that can be reached from one and have no links, nearest first; none if all links are in circles."""
    return tuple(name for name in closure([start], onward) if not list(onward(name)))
