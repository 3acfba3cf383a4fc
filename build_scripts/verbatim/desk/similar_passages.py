"""Finds the passages that are most similar to words which no source contains.

In: words, and the texts of all sources. Out: a few passages, the most similar first, in the sources' own characters.

Each source is scored by the words that it contains: the rarer a word, the more it counts. Only the best part of each of
the best sources is compared letter by letter (`locate`), so that a thousand sources cost little more than looking for
words in them. A word that no source contains is misspelt or wrong: then its two halves are looked for, because a single
slip leaves one of them intact.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from verbatim.model.sources import Selector
from verbatim.quotation.locate import Absent, locate
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.source_text import SourceText, Span

# The sources that are looked through, and the parts of them that are compared letter by letter.
_MOST_SOURCES = 20
_MOST_PARTS = 10

# The passages that are shown, and how much less similar (0-100) than the best they may be: more would hide the right
# one.
_MOST_SHOWN = 3
_SIMILARITY_RANGE = 12

# Words of at least so many letters are halved; shorter halves occur everywhere.
_HALVED_FROM = 6


@dataclass(frozen=True)
class SimilarPassage:
    """A passage of a source, from 0 to 100 similar to the words that were looked for.

    `differences` are pairs: words that were looked for, and what the source has instead; either may be empty.
    """

    source: str
    span: Span
    text: str
    similarity: float
    differences: tuple[tuple[str, str], ...]


def similar_passages(words: str, texts: Mapping[str, SourceText]) -> list[SimilarPassage]:
    """The passages most similar to words that are in none of the texts; none where nothing is similar."""
    weights = _weights(words, texts)
    if not weights:
        return []
    parts = sorted(_best_parts(words, weights, texts), key=lambda part: -part[0])[:_MOST_PARTS]
    compared = (_compare(words, name, texts[name].text, part) for _, name, part in parts)
    found = sorted(filter(None, compared), key=lambda passage: -passage.similarity)
    return [passage for passage in found if passage.similarity > found[0].similarity - _SIMILARITY_RANGE][:_MOST_SHOWN]


def _weights(words: str, texts: Mapping[str, SourceText]) -> dict[str, float]:
    """The weight of each word (or half of a word) in lower case; words and halves that no source contains have none."""
    contents = [text.text.lower() for text in texts.values()]
    weights = {}
    for word in dict.fromkeys(re.findall(r"\w+", fold(words).text.lower())):
        number = sum(word in text for text in contents)
        halves = (word[: len(word) // 2], word[len(word) // 2 :]) if not number and len(word) >= _HALVED_FROM else ()
        counted = [(word, number), *((half, sum(half in text for text in contents)) for half in halves)]
        for piece, holders in counted:
            if holders:
                weights[piece] = math.log(1 + len(contents) / holders)
    return weights


def _best_parts(
    words: str, weights: Mapping[str, float], texts: Mapping[str, SourceText]
) -> Iterator[tuple[float, str, Span]]:
    """From each of the best sources the part that contains most of the words: its weight, the source, the part."""
    total = {
        name: sum(weights[piece] for piece in weights if piece in text.text.lower()) for name, text in texts.items()
    }
    any_piece = re.compile("|".join(map(re.escape, sorted(weights, key=len, reverse=True))), re.IGNORECASE)
    for name in sorted(total, key=lambda name: -total[name])[:_MOST_SOURCES]:
        hits = [(hit.start(), hit[0].lower()) for hit in any_piece.finditer(texts[name].text)]
        windows = _windows(hits, length=2 * len(words))
        best = max(((_sum(weights, pieces), start) for start, pieces in windows), default=None)
        if best:
            yield best[0], name, Span(max(best[1] - len(words), 0), best[1] + 3 * len(words))


def _windows(hits: list[tuple[int, str]], length: int) -> Iterator[tuple[int, set[str]]]:
    """For each hit its place, and the different pieces within `length` code points from there."""
    for number, (start, _) in enumerate(hits):
        pieces = set()
        for at, piece in hits[number:]:
            if at > start + length:
                break
            pieces.add(piece)
        yield start, pieces


def _sum(weights: Mapping[str, float], pieces: Iterable[str]) -> float:
    return sum(weights.get(piece, 0) for piece in sorted(pieces))


def _compare(words: str, name: str, text: str, part: Span) -> SimilarPassage | None:
    """The passage of a part, extended to whole words, that is most similar to the words; None where none is similar."""
    start, end = part.start, min(part.end, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    answer = locate(Selector(quote=words), SourceText(text[start:end]), reach=0)
    if not isinstance(answer, Absent) or answer.nearest is None:
        return None
    near = answer.nearest
    span = Span(start + near.span.start, start + near.span.end)
    return SimilarPassage(name, span, near.text, near.likeness, near.differences)
