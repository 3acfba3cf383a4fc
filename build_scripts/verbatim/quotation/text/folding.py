"""Folding: gives texts that differ only in typography the same form, and keeps a map back to the original.

In: any text. Out: the folded text and, for each of its characters, the code points of the original that it represents.

The rules, in this order (`VERSION` numbers them; a change to the rules raises it):
1. soft hyphens, characters without width, marks of direction, variation selectors 15 and 16 and the Arabic tatweel are
   dropped. ZWNJ and ZWJ tell words apart in cursive and Indic scripts and join emoji: they stay between two letters of
   such a script and between two emoji, and are dropped elsewhere;
2. the text is composed (NFC, Unicode Standard Annex 15);
3. double quotation marks become `"`, single ones and apostrophes `'`, never the other; hyphens and dashes become `-`;
   every kind of white space becomes a space;
4. `…`, `...` and `. . .` become `…`, four dots a full stop and `…`; `--` becomes `-`; white space around `…` or a dash
   is dropped; a run of spaces becomes one.
Case, letters, digits and all other punctuation stay as they are. fold(fold(x)) == fold(x).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import regex

from verbatim.quotation.text.quotation_marks import STRAIGHT

VERSION = 2

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]+"
)
# Every character that rule 1 may drop. The tatweel has a width, but only stretches the letter before it.
DROPPABLE = re.compile(INVISIBLE.pattern.replace("[", "[\u0640", 1))
_DROPPED = re.compile(DROPPABLE.pattern.replace("\u200b-\u200f", "\u200b\u200e\u200f"))
_CURSIVE_AND_INDIC = "".join(
    rf"\p{{Script={name}}}"
    for name in (
        *("Arabic", "Syriac", "Mandaic", "Mongolian", "Nko", "Phags_Pa", "Adlam", "Hanifi_Rohingya"),
        *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam"),
        *("Sinhala", "Khmer", "Myanmar", "Balinese", "Javanese"),
    )
)
_EMOJI = r"\p{Extended_Pictographic}\U0001f3fb-\U0001f3ff"
_NEEDLESS_JOINER = regex.compile(
    rf"(?<!(?:[{_CURSIVE_AND_INDIC}]\p{{M}}*|[{_EMOJI}]))[\u200c\u200d]+|[\u200c\u200d]+(?![\p{{L}}\p{{M}}{_EMOJI}])"
)
# Other characters that are typed or printed as an apostrophe.
APOSTROPHES = dict.fromkeys("`\u00b4\u02bb\u02bc\u02bd\u0384\u055a\u05f3\u1fbd\u1fbf\ua78c\uff40", "'")
_MINUS = "\u2212"
_SAME_LENGTH = {
    **STRAIGHT,
    **APOSTROPHES,
    **dict.fromkeys("\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2e3a\u2e3b\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004", " "),
    **dict.fromkeys("\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000", " "),
}
_REPLACED = re.compile(f"[{re.escape(''.join(_SAME_LENGTH))}]")
# Every character that rules 3 and 4 replace, or merge with one that they replace.
TYPOGRAPHY = frozenset("'\"- .…") | {_MINUS} | _SAME_LENGTH.keys()
# A run of dots and blanks that has two dots or an ellipsis.
_DOTS = re.compile(r" *(?:\.[ .…]*[.…]|…(?:[ .…]*[.…])?) *")
_DOTS_OF_AN_ELLIPSIS = 3
# A dash or several with blanks between them; or two blanks and more.
_DASHES = re.compile(rf" *[-{_MINUS}](?:[ {_MINUS}-]*[{_MINUS}-])? *|  +")
_DASH = re.compile(f"[-{_MINUS}]")
_MAY_COMPOSE = re.compile(r"(?s).?[^\x00-\x7f]+")

# What a text in ASCII has if folding may change it. Most texts that are folded are short, and have nothing of it.
_MAY_CHANGE = re.compile(r"[\t-\r\x1c-\x1f`]|[ -][ -]|\. ?\.")

# What rule 4 changes after rule 3; a dash alone stays as it is.
_MAY_RUN = re.compile(rf"[ -][ -]|\. ?\.|[…{_MINUS}]")

# A part of a text, [start, end), and what it is replaced with.
_Piece: TypeAlias = tuple[int, int, str]


class Folded(NamedTuple):
    """A folded text. Its character i represents the code points [`starts[i]`, `ends[i]`) of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points [a, b) of the original that the characters [start, end) represent; `end` > `start`."""
        return self.starts[start], self.ends[end - 1]


# A quotation is folded to be found, and then for its id.
@lru_cache(maxsize=100)
def folded_words(words: str) -> str:
    """Words folded, without the white space at their ends."""
    return fold(words).text.strip()


def fold(text: str) -> Folded:
    """Fold a text. The cost is linear in its length; what needs no folding is copied in runs."""
    folded = Folded(text, range(len(text)), range(1, len(text) + 1))
    if text.isascii():
        if not _MAY_CHANGE.search(text):
            return folded
    else:
        folded = _rewritten(folded, [(*found.span(), "") for found in _DROPPED.finditer(text)])
        if "\u200c" in text or "\u200d" in text:
            joiners = _NEEDLESS_JOINER.finditer(folded.text)
            folded = _rewritten(folded, [(*found.span(), "") for found in joiners])
        if not unicodedata.is_normalized("NFC", folded.text):
            folded = _rewritten(folded, _compositions(folded.text))
    typed = _REPLACED.sub(lambda found: _SAME_LENGTH[found[0]], folded.text)
    folded = Folded(typed, folded.starts, folded.ends)
    if not _MAY_RUN.search(typed):
        return folded
    for runs, pieces in ((_DOTS, _dots), (_DASHES, _dashes)):
        folded = _rewritten(folded, (piece for run in runs.finditer(folded.text) for piece in pieces(run)))
    return folded


def _dots(run: re.Match[str]) -> Iterator[_Piece]:
    """Three dots become an ellipsis, four a full stop and an ellipsis, more an ellipsis; two stay as they are.

    The full stop is a piece of its own, so that a quotation may end with it. Blanks around and within an ellipsis
    belong to it. Between two ellipses they stay: the first may end a line, and the second begin the next one.
    """
    text = run.string
    ellipses: list[list[int]] = []
    for group in re.finditer(r"[.…]+", run[0]):
        start, end = run.start() + group.start(), run.start() + group.end()
        number = group[0].count(".") + _DOTS_OF_AN_ELLIPSIS * group[0].count("…")
        if ellipses and min(number, ellipses[-1][2]) < _DOTS_OF_AN_ELLIPSIS:
            ellipses[-1][1:] = end, ellipses[-1][2] + number
        else:
            ellipses.append([start, end, number])
    if ellipses[0][2] < _DOTS_OF_AN_ELLIPSIS:
        return
    for start, end, number in ellipses:
        first = run.start() if start == ellipses[0][0] else start
        last = run.end() if end == ellipses[-1][1] else end
        if number != _DOTS_OF_AN_ELLIPSIS + 1:
            yield first, last, "…"
        elif text[start] == ".":
            yield first, start + 1, "."
            yield start + 1, last, "…"
        else:
            yield first, last, ".…"


def _dashes(run: re.Match[str]) -> Iterator[_Piece]:
    """A dash becomes `-`, and so do two without a blank between them, but for the minus of a number.

    Other dashes stay apart. The blanks around the dashes belong to the first and the last.
    """
    dashes = list(_DASH.finditer(run.string, *run.span()))
    is_minus = run[0].endswith(_MINUS) and run.string[run.end() : run.end() + 1].isdecimal()
    if len(dashes) < 2 or (len(run[0].strip(" ")) == 2 and not is_minus):
        yield *run.span(), "-" if dashes else " "
        return
    yield run.start(), dashes[0].end(), "-"
    for before, dash in pairwise(dashes):
        end = run.end() if dash is dashes[-1] else dash.end()
        if before.end() == dash.start():
            yield dash.start(), end, " -"
        else:
            yield before.end(), dash.start(), " "
            yield dash.start(), end, "-"


def _rewritten(folded: Folded, pieces: Iterable[_Piece]) -> Folded:
    """Replace pieces (start, end, replacement), given in order; each new character represents its whole piece."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, replacement in pieces:
        text += [folded.text[at:start], replacement]
        starts.extend(folded.starts[at:start])
        ends.extend(folded.ends[at:start])
        starts.extend([folded.starts[start]] * len(replacement))
        ends.extend([folded.ends[end - 1]] * len(replacement))
        at = end
    if not text:
        return folded
    text.append(folded.text[at:])
    starts.extend(folded.starts[at:])
    ends.extend(folded.ends[at:])
    return Folded("".join(text), starts, ends)


def _compositions(text: str) -> Iterator[_Piece]:
    """The pieces of a text that NFC changes, each as short as possible."""
    for run in _MAY_COMPOSE.finditer(text):
        at = run.start()
        while at < run.end():
            end = at + 1
            while end < run.end() and _joins(text[at:end], text[end]):
                end += 1
            composed = unicodedata.normalize("NFC", text[at:end])
            if composed != text[at:end]:
                yield at, end, composed
            at = end


def _joins(before: str, char: str) -> bool:
    """Whether NFC of both together can differ from NFC of each."""
    if unicodedata.combining(char):
        return True
    return unicodedata.normalize("NFC", before + char) != unicodedata.normalize("NFC", before) + unicodedata.normalize(
        "NFC", char
    )
