"""Which voices the articles rest on, as a drawing for the whole site.

In: the corpus. Out: for each voice the articles that assert claims on its word, with how many claims; and the names at
both sides and the bands between them, with their coordinates in user units, which a template prints as SVG.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import shorten

from verbatim.checks.corpus import Corpus
from verbatim.model.sources import Article, Voice
from verbatim.rendering.paging import MOST_COLUMNS
from verbatim.rendering.wording import published

# The x coordinates at which the bands begin and end, from left to right, and the width of the drawing.
LEFT, RIGHT, WIDTH = 222, 410, 610


@dataclass(frozen=True)
class Stop:
    """A voice or an article at one side of the drawing: its name, a second line, its top and its height."""

    name: str
    second_line: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The height at which its name is printed."""
        return round(self.top + self.height / 2, 1)


@dataclass(frozen=True)
class Band:
    """The claims of one article that rest on one voice: the outline as an SVG path, and a label.

    `rank` is the position of the voice, from 0.
    """

    path: str
    label: str
    rank: int


@dataclass(frozen=True)
class Flow:
    """A voice, and the articles that assert claims on its word, each with the number of claims."""

    voice: Voice
    articles: tuple[tuple[Article, int], ...]

    @property
    def total(self) -> int:
        """How often an article asserts a claim on its word."""
        return sum(number for _, number in self.articles)


@dataclass(frozen=True)
class FlowDrawing:
    """The drawing: its height, its stops at both sides, its bands, and what they show."""

    height: float
    voices: tuple[Stop, ...]
    articles: tuple[Stop, ...]
    bands: tuple[Band, ...]
    flows: tuple[Flow, ...]
    left: int = LEFT
    right: int = RIGHT
    width: int = WIDTH


# The largest height of a band for each claim, the smallest height of a stop, and the smallest gap between two stops.
_PER_CLAIM, _SMALLEST_STOP, _SMALLEST_GAP = 3, 28, 6

# The largest height of all bands together.
_TALLEST = 3_000

# Characters of a name that fit next to the bands. The table below the drawing and the bands' labels have whole names.
_LONGEST_NAME = 28


def flows(corpus: Corpus) -> tuple[Flow, ...]:
    """The voices on whose word the articles assert claims, the largest first."""
    found = [
        Flow(
            corpus.register.voices[voice],
            tuple((article, number) for article in corpus.articles if (number := corpus.assertions[voice, article.id])),
        )
        for voice in corpus.asserting_voices
    ]
    return tuple(sorted(found, key=lambda flow: (-flow.total, flow.voice.name)))


def _drawn(corpus: Corpus) -> tuple[tuple[Flow, ...], tuple[Article, ...]]:
    """The voices with their articles, and the articles, that are drawn: all, or of very many those with most claims."""
    largest = flows(corpus)[:MOST_COLUMNS]
    if len(corpus.articles) <= MOST_COLUMNS:
        return largest, corpus.articles
    numbers = Counter[str]()
    for flow in largest:
        numbers.update({article.id: number for article, number in flow.articles})
    kept = {name for name, _ in numbers.most_common(MOST_COLUMNS)}
    drawn = (
        Flow(flow.voice, tuple((article, number) for article, number in flow.articles if article.id in kept))
        for flow in largest
    )
    return tuple(flow for flow in drawn if flow.articles), tuple(each for each in corpus.articles if each.id in kept)


def flow_drawing(corpus: Corpus) -> FlowDrawing:
    """Draw bands from voices to articles; a band is as wide as the number of claims that rest on the voice.

    Of very many voices and articles only those with the most claims are drawn.
    """
    language, (drawn, articles) = corpus.language, _drawn(corpus)
    per_claim = min(_PER_CLAIM, _TALLEST / max(1, sum(flow.total for flow in drawn)))
    name, publisher_of = corpus.register.name, corpus.publisher_of
    arrow = "←" if language.direction == "rtl" else "→"
    voices = [(flow.voice, flow.articles) for flow in drawn]
    totals = [sum(number for _, number in fed) for _, fed in voices]
    received = [sum(number for _, fed in voices for other, number in fed if other is article) for article in articles]
    height = max(_column_height(totals, per_claim), _column_height(received, per_claim))
    sources = [
        (_short(voice.name), language.ngettext("%(num)s time", "%(num)s times", total))
        for (voice, _), total in zip(voices, totals, strict=True)
    ]
    outlets = [
        (_short(name(article.publisher), publisher_of(article)), published(language, article)) for article in articles
    ]
    left_stops = _stops(sources, totals, per_claim, height)
    right_stops = _stops(outlets, received, per_claim, height)
    # The bands of a stop are stacked around its middle; here are the tops of the next band at each article.
    next_right = {
        article.id: stop.top + (stop.height - number * per_claim) / 2
        for article, stop, number in zip(articles, right_stops, received, strict=True)
    }
    bands = []
    for rank, ((voice, fed), stop, total) in enumerate(zip(voices, left_stops, totals, strict=True)):
        left = stop.top + (stop.height - total * per_claim) / 2
        for article, number in fed:
            width = number * per_claim
            claims = language.ngettext("%(num)s claim", "%(num)s claims", number)
            label = f"{voice.name} {arrow} {publisher_of(article)}: {claims}"
            bands.append(Band(_outline(left, next_right[article.id], width), label, rank))
            left += width
            next_right[article.id] += width
    return FlowDrawing(round(height, 1), left_stops, right_stops, tuple(bands), drawn)


def _short(name: str, marked: str | None = None) -> str:
    """A name that fits next to the bands; `marked` is the same with the mark of what we only infer, which is kept."""
    before, _, after = (marked or name).partition(name)
    return before + shorten(name, _LONGEST_NAME - len(before + after), placeholder=" …") + after


def _column_height(numbers: Iterable[int], per_claim: float) -> float:
    """The height of a column of stops with the smallest gaps."""
    heights = [max(number * per_claim, _SMALLEST_STOP) for number in numbers]
    return sum(heights) + _SMALLEST_GAP * (len(heights) - 1)


def _stops(
    named: Sequence[tuple[str, str]], numbers: Sequence[int], per_claim: float, height: float
) -> tuple[Stop, ...]:
    """Stops in a column, spread over the whole height."""
    heights = [max(number * per_claim, _SMALLEST_STOP) for number in numbers]
    gap = _SMALLEST_GAP + (height - _column_height(numbers, per_claim)) / max(1, len(heights) - 1)
    tops = accumulate((each + gap for each in heights), initial=0.0)
    return tuple(
        Stop(name, second_line, round(top, 1), round(each, 1))
        for (name, second_line), top, each in zip(named, tops, heights, strict=False)
    )


def _outline(left: float, right: float, width: float) -> str:
    """A band as an SVG path: `left` and `right` are its tops at both ends, where it is horizontal."""
    middle = (LEFT + RIGHT) / 2
    top = f"M{LEFT} {left:.1f}C{middle:g} {left:.1f} {middle:g} {right:.1f} {RIGHT} {right:.1f}"
    bottom = (
        f"V{right + width:.1f}C{middle:g} {right + width:.1f} {middle:g} {left + width:.1f} {LEFT} {left + width:.1f}Z"
    )
    return top + bottom
