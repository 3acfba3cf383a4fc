"""Where information comes from, as pictures: voice → origin → outlet for one claim, and for the whole site.

In: a checked claim, or a corpus. Out: for a claim, a tree that its template prints as nested lists; for the site, bands
with their coordinates, which a template prints as SVG. Nothing is drawn in the browser.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import shorten

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.sources import Article, Origin, Voice
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.templating import counted, day
from verbatim.rendering.view import join, who


@dataclass(frozen=True)
class Branch:
    """One origin, what it passes on in words, and the excerpts that carry it; `origin` is None where a source gives none."""

    origin: Origin | None
    via: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True)
class VoiceGroup:
    """The voices at the root of some origins; none where the sources do not say."""

    voices: tuple[Voice, ...]
    branches: tuple[Branch, ...]


def provenance(checked: CheckedClaim, corpus: Corpus) -> tuple[VoiceGroup, ...]:
    """The voices behind a claim's information in the order met; what no source names comes last."""
    register = corpus.register
    carried: dict[str | None, list[Excerpt]] = {}
    for excerpt in checked.excerpts:
        for name in excerpt.evidence.origins or (None,):
            carried.setdefault(name, []).append(excerpt)
    by_voices: dict[tuple[str, ...], list[Branch]] = {}
    for name, excerpts in carried.items():
        if name is not None:
            via = join(f"{root.title} ({who(root, corpus)})" for root in register.root_origins(name) if root.id != name)
            branch = Branch(register.origins[name], via, tuple(excerpts))
            by_voices.setdefault(tuple(sorted(register.voices_behind(name), key=register.name)), []).append(branch)
    found = [
        VoiceGroup(tuple(register.voices[voice] for voice in voices), tuple(branches))
        for voices, branches in by_voices.items()
    ]
    unnamed = VoiceGroup((), (Branch(None, "", tuple(carried[None])),)) if None in carried else None
    return (*found, unnamed) if unnamed else tuple(found)


@dataclass(frozen=True)
class Stop:
    """A voice or an article at one side of the drawing: its name and second line, its top and height, in user units."""

    name: str
    below: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The height on which its name stands."""
        return round(self.top + self.height / 2, 1)


@dataclass(frozen=True)
class Band:
    """What one voice feeds one article: the outline as an SVG path, and the same in words."""

    path: str
    says: str
    rank: int


@dataclass(frozen=True)
class Flow:
    """The drawing for the whole site: its height in user units, its stops and its bands."""

    height: float
    voices: tuple[Stop, ...]
    articles: tuple[Stop, ...]
    bands: tuple[Band, ...]


# User units of the drawing: where the bands begin and end, what a claim adds to a band, the least room for a name, the gap.
LEFT, RIGHT = 222, 410
_PER_CLAIM, _NAME, _GAP = 3, 28, 6

# Characters of a name that fit beside the bands; the whole of it stands in the table and in the bands' titles.
_LONGEST_NAME = 28


def flow(
    behind: Sequence[tuple[Voice, Sequence[tuple[Article, int]]]], articles: Sequence[Article], corpus: Corpus
) -> Flow:
    """Bands from voices to the articles that assert claims on their word; a band is as wide as the number of claims."""
    totals = [sum(number for _, number in fed) for _, fed in behind]
    received = [sum(number for _, fed in behind for other, number in fed if other is article) for article in articles]
    tall = max(_column(totals), _column(received))
    voices = _stops(
        [(voice.name, counted(total, "time")) for (voice, _), total in zip(behind, totals, strict=True)], totals, tall
    )
    named = [(corpus.register.name(article.publisher), day(article.published)) for article in articles]
    outlets = _stops(named, received, tall)
    reached = {
        article.id: stop.top + (stop.height - number * _PER_CLAIM) / 2
        for article, stop, number in zip(articles, outlets, received, strict=True)
    }
    bands = []
    for rank, ((voice, fed), stop, total) in enumerate(zip(behind, voices, totals, strict=True)):
        left = stop.top + (stop.height - total * _PER_CLAIM) / 2
        for article, number in fed:
            width = number * _PER_CLAIM
            says = f"{voice.name} → {corpus.register.name(article.publisher)}: {counted(number, 'claim')}"
            bands.append(Band(_outline(left, reached[article.id], width), says, rank))
            left += width
            reached[article.id] += width
    return Flow(round(tall, 1), voices, outlets, tuple(bands))


def _column(numbers: Iterable[int]) -> float:
    """How tall a column of stops is, without slack."""
    heights = [max(number * _PER_CLAIM, _NAME) for number in numbers]
    return sum(heights) + _GAP * (len(heights) - 1)


def _stops(named: Sequence[tuple[str, str]], numbers: Sequence[int], tall: float) -> tuple[Stop, ...]:
    """Stops one below the other, spread over the whole height."""
    heights = [max(number * _PER_CLAIM, _NAME) for number in numbers]
    gap = _GAP + (tall - _column(numbers)) / max(1, len(heights) - 1)
    tops = accumulate((height + gap for height in heights), initial=0.0)
    return tuple(
        Stop(shorten(name, _LONGEST_NAME, placeholder=" …"), below, round(top, 1), round(height, 1))
        for (name, below), top, height in zip(named, tops, heights, strict=False)
    )


def _outline(left: float, right: float, width: float) -> str:
    """A band that leaves and arrives level, as an SVG path."""
    middle = (LEFT + RIGHT) / 2
    there = f"M{LEFT} {left:.1f}C{middle:g} {left:.1f} {middle:g} {right:.1f} {RIGHT} {right:.1f}"
    back = (
        f"V{right + width:.1f}C{middle:g} {right + width:.1f} {middle:g} {left + width:.1f} {LEFT} {left + width:.1f}Z"
    )
    return there + back
