"""Words that stand nowhere → the passages most like them.

In: words, and the texts of all sources. Out: a few passages, the likest first, in the sources' own characters.

A source gets a vote for each of the words that it holds, the more the rarer the word; only the stretches with the most
votes are compared letter by letter (`locate`). So the cost of a thousand sources is that of looking for words in them.
A word that no source holds is misspelt or wrong: then its halves are looked for, one of which a slip leaves whole.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from verbatim.model.sources import Selector
from verbatim.quotation.folding import fold
from verbatim.quotation.locate import Absent, locate
from verbatim.quotation.source_text import SourceText, Span

# Sources whose stretches are looked at, and stretches that are compared letter by letter.
_MOST_SOURCES = 20
_MOST_STRETCHES = 10

# Passages that are shown, and how much less alike (0-100) than the likest they may be: more would bury the one that was meant.
_MOST_SHOWN = 3
_MUCH_LESS_ALIKE = 12

# Letters from which on a word is halved; shorter halves stand everywhere.
_HALVED = 6


@dataclass(frozen=True)
class Passage:
    """Words of a source that are like those that were looked for: `differences` pairs what was asked with what stands there."""

    source: str
    span: Span
    text: str
    likeness: float
    differences: tuple[tuple[str, str], ...]


def passages_like(words: str, texts: Mapping[str, SourceText]) -> list[Passage]:
    """The passages most like words that stand in none of the texts; none where nothing is like them."""
    votes = _votes(words, texts)
    if not votes:
        return []
    stretches = sorted(_stretches(words, votes, texts), key=lambda stretch: -stretch[0])[:_MOST_STRETCHES]
    compared = (_compared(words, name, texts[name].text, stretch) for _, name, stretch in stretches)
    found = sorted(filter(None, compared), key=lambda passage: -passage.likeness)
    return [passage for passage in found if passage.likeness > found[0].likeness - _MUCH_LESS_ALIKE][:_MOST_SHOWN]


def _votes(words: str, texts: Mapping[str, SourceText]) -> dict[str, float]:
    """What each of the words, in small letters, weighs: the more, the fewer sources hold it. Those that none holds are left out."""
    held = [text.text.lower() for text in texts.values()]
    votes = {}
    for word in dict.fromkeys(re.findall(r"\w+", fold(words).text.lower())):
        number = sum(word in text for text in held)
        halves = (word[: len(word) // 2], word[len(word) // 2 :]) if not number and len(word) >= _HALVED else ()
        for piece, holders in [(word, number), *((half, sum(half in text for text in held)) for half in halves)]:
            if holders:
                votes[piece] = math.log(1 + len(held) / holders)
    return votes


def _stretches(
    words: str, votes: Mapping[str, float], texts: Mapping[str, SourceText]
) -> Iterator[tuple[float, str, Span]]:
    """From each of the best sources the stretch that holds most of the words, with its votes."""
    total = {name: sum(votes[piece] for piece in votes if piece in text.text.lower()) for name, text in texts.items()}
    any_piece = re.compile("|".join(map(re.escape, sorted(votes, key=len, reverse=True))), re.IGNORECASE)
    for name in sorted(total, key=lambda name: -total[name])[:_MOST_SOURCES]:
        hits = [(hit.start(), hit[0].lower()) for hit in any_piece.finditer(texts[name].text)]
        best = max(
            ((_sum(votes, pieces), start) for start, pieces in _windows(hits, reach=2 * len(words))), default=None
        )
        if best:
            yield best[0], name, Span(max(best[1] - len(words), 0), best[1] + 3 * len(words))


def _windows(hits: list[tuple[int, str]], reach: int) -> Iterator[tuple[int, set[str]]]:
    """For each hit, its place and the different pieces from there on, as far as `reach` code points."""
    for number, (start, _) in enumerate(hits):
        pieces = set()
        for at, piece in hits[number:]:
            if at > start + reach:
                break
            pieces.add(piece)
        yield start, pieces


def _sum(votes: Mapping[str, float], pieces: Iterable[str]) -> float:
    return sum(votes.get(piece, 0) for piece in sorted(pieces))


def _compared(words: str, name: str, text: str, stretch: Span) -> Passage | None:
    """The passage within a stretch that is most like the words; None where too little is."""
    start, end = stretch.start, min(stretch.end, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    answer = locate(Selector(quote=words), SourceText(text[start:end]), reach=0)
    if not isinstance(answer, Absent) or answer.nearest is None:
        return None
    near = answer.nearest
    return Passage(
        name, Span(start + near.span.start, start + near.span.end), near.text, near.likeness, near.differences
    )
