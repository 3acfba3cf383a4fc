"""Who can be independent of whom.

In: voices, people, origins and sources, with their references resolved. Out: a `Register`, which counts a voice as the
one that it is part of (`part_of`), and follows information to where it first came from and texts to those that they
rewrite (`derives_from`). Five outlets that relay one spokesman lead to one voice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from verbatim.model.graph import closure
from verbatim.model.sources import Article, Origin, OriginKind, Person, Read, Record, Voice

PROVES_A_FACT = (OriginKind.DOCUMENT, OriginKind.OBSERVATION)


@dataclass(frozen=True)
class Register:
    """Everything that evidence can refer to, by id. Circles do no harm here; `references` reports them."""

    voices: dict[str, Voice]
    people: dict[str, Person]
    origins: dict[str, Origin]
    sources: dict[str, Article | Record]

    def voice(self, voice_id: str) -> str:
        """The voice that this one counts as: the last along `part_of`."""
        return next(iter(_roots(voice_id, self._whole_of)), voice_id)

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

    def root_sources(self, source_id: str) -> tuple[Article | Record, ...]:
        """The texts at the ends of `derives_from`: those that do not rewrite another one."""
        roots = _roots(source_id, lambda name: self.sources[name].derives_from if name in self.sources else ())
        return tuple(self.sources[name] for name in roots if name in self.sources)

    def related(self, first: str, second: str) -> bool:
        """Whether one text is declared to derive from the other, or both from a third."""
        return not self._ancestry(first).isdisjoint(self._ancestry(second))

    def _ancestry(self, source_id: str) -> set[str]:
        """A text and all texts that it derives from, directly or not."""
        names = closure([source_id], lambda name: self.sources[name].derives_from if name in self.sources else ())
        return {name for name in names if name in self.sources}

    def witnesses(self, source_id: str) -> frozenset[str]:
        """The publishers that heard or hold the words of a source, but not the publisher of a page that nobody read."""
        return frozenset(
            self.voice(source.publisher)
            for source in self.root_sources(source_id)
            if not (isinstance(source, Record) and source.read is Read.NONE)
        )

    def name(self, voice_or_person: str) -> str:
        """The name of a voice or a person, as pages print it."""
        named = self.people.get(voice_or_person) or self.voices.get(voice_or_person)
        return named.name if named else voice_or_person


def _roots(start: str, onward: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The names that can be reached from one and have no links, nearest first; none if all links are in circles."""
    return tuple(name for name in closure([start], onward) if not list(onward(name)))
