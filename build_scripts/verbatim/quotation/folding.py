"""Folding: gives texts that differ only in typography the same form, and keeps a map back to the original.

In: any text. Out: the folded text and, for each of its characters, the code points of the original that it represents.

The rules, in this order (`VERSION` numbers them; a change to the rules raises it):
1. soft hyphens and characters without width are dropped;
2. the text is composed (NFC, Unicode Standard Annex 15);
3. double quotation marks become `"` and single ones `'`, never the other; hyphens and dashes become `-`; every kind of
   white space becomes a space;
4. `…`, `...` and `. . .` become `…`; white space around it or around a dash is dropped; a run of spaces becomes one.
Case, letters, digits and all other punctuation stay as they are. fold(fold(x)) == fold(x).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from verbatim.quotation.quotation_marks import STRAIGHT

VERSION = 1

INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_SAME_LENGTH = {
    **STRAIGHT,
    **str.maketrans(
        {
            **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d", "-"),
            **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004", " "),
            **dict.fromkeys("\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000", " "),
        }
    ),
}
# Every character that rules 3 and 4 replace, or merge with one that they replace.
TYPOGRAPHY = frozenset("'\"- .…") | {chr(code) for code in _SAME_LENGTH}
_ELLIPSIS = r" *(?:…|\.(?: *\.){2,})"
_SPACING = re.compile(rf"(?P<ellipsis>(?:{_ELLIPSIS})+) *|(?P<dash> *-) *|  +")
_MAY_COMPOSE = re.compile(r"(?s).[^\x00-\x7f]+")


@dataclass(frozen=True)
class Folded:
    """A folded text. Its character i represents the code points [`starts[i]`, `ends[i]`) of the original."""

    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points [a, b) of the original that the characters [start, end) represent; `end` > `start`."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text. The cost is linear in its length; what needs no folding is copied in runs."""
    folded = Folded(text, range(len(text)), range(1, len(text) + 1))
    folded = _rewritten(folded, ((found.start(), found.end(), "") for found in INVISIBLE.finditer(folded.text)))
    if not unicodedata.is_normalized("NFC", folded.text):
        folded = _rewritten(folded, _compositions(folded.text))
    folded = Folded(folded.text.translate(_SAME_LENGTH), folded.starts, folded.ends)
    return _rewritten(
        folded, ((found.start(), found.end(), _spacing(found)) for found in _SPACING.finditer(folded.text))
    )


def _spacing(found: re.Match[str]) -> str:
    return {"ellipsis": "…", "dash": "-", None: " "}[found.lastgroup]


def _rewritten(folded: Folded, pieces: Iterable[tuple[int, int, str]]) -> Folded:
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


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
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
