"""Where a claim's information comes from: voice → origin → outlet.

In: a checked claim and the corpus. Out: a tree that the claim's template prints as nested lists.
"""

from dataclasses import dataclass

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.sources import Origin, Voice
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.wording import speaker_of


@dataclass(frozen=True)
class Branch:
    """One origin, the origins that it passes on in words, and the excerpts from it.

    `origin` is None where the sources name none.
    """

    origin: Origin | None
    via: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True)
class VoiceGroup:
    """The origins that go back to the same voices; `voices` is empty where the sources name no origin."""

    voices: tuple[Voice, ...]
    branches: tuple[Branch, ...]

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The excerpts of all its origins, each once."""
        found = {excerpt.id: excerpt for branch in self.branches for excerpt in branch.excerpts}
        return tuple(found.values())


def provenance(checked: CheckedClaim, corpus: Corpus) -> tuple[VoiceGroup, ...]:
    """The voices behind a claim's information in the order of its excerpts; excerpts without an origin come last."""
    register = corpus.register
    excerpts_of: dict[str, list[Excerpt]] = {}
    for excerpt in checked.excerpts:
        for name in excerpt.evidence.origins:
            excerpts_of.setdefault(name, []).append(excerpt)
    branches_of: dict[tuple[str, ...], list[Branch]] = {}
    for name, excerpts in excerpts_of.items():
        roots = [root for root in register.root_origins(name) if root.id != name]
        via = corpus.language.listed(f"{root.title} ({speaker_of(root, corpus)})" for root in roots)
        voices = tuple(sorted(register.voices_behind(name), key=register.name))
        branches_of.setdefault(voices, []).append(Branch(register.origins[name], via, tuple(excerpts)))
    groups = [
        VoiceGroup(tuple(register.voices[voice] for voice in voices), tuple(branches))
        for voices, branches in branches_of.items()
    ]
    without_origin = tuple(excerpt for excerpt in checked.excerpts if not excerpt.evidence.origins)
    if without_origin:
        groups.append(VoiceGroup((), (Branch(None, "", without_origin),)))
    return tuple(groups)
