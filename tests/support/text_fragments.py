"""A resolver of text directives, written only from the specification: URL Fragment Text Directives (WICG), 3.3, 3.6.

In: a plain text in which each line is a block, and a directive as it is written in an address. Out: the span that a
browser goes to, in code points. It shares no code with what makes directives, so that each checks the other.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

DIRECTIVE = ":~:text="

# 3.3.5, TextDirectiveExplicitChar and PercentEncodedByte; TextDirectiveParameters, in which `-` and `,` are syntax.
_STRING = r"(?:[a-zA-Z0-9!$'()*+./:;=?@_~]|%[a-zA-Z0-9]{2})+"
_GRAMMAR = re.compile(
    rf"(?:(?P<prefix>{_STRING})-,)?(?P<start>{_STRING})(?:,(?P<end>{_STRING}))?(?:,-(?P<suffix>{_STRING}))?"
)
_QUOTATION_MARKS = dict(zip("‘’‚‛“”„‟", "''''\"\"\"\"", strict=True))


@dataclass(frozen=True)
class Directive:
    """The four strings of a text directive (3.4); None for one that is not given."""

    prefix: str | None
    start: str
    end: str | None
    suffix: str | None


def parsed(written: str) -> Directive:
    """A directive, from `:~:text=` on. Raises AssertionError if it does not follow the grammar."""
    assert written.startswith(DIRECTIVE), written
    found = _GRAMMAR.fullmatch(written.removeprefix(DIRECTIVE))
    assert found, f"not a valid text directive: {written}"
    return Directive(**{name: value and unquote(value, errors="strict") for name, value in found.groupdict().items()})


def resolved(text: str, written: str) -> tuple[int, int] | None:  # noqa: C901, PLR0911, PLR0912 - the steps are the specification's
    """“Find a range from a text directive”: the first span that a browser finds; None if there is none."""
    wanted, rendered = parsed(written), _Rendered(text)
    search = 0
    while search < len(rendered.base):
        if wanted.prefix is not None:
            prefix = rendered.find(wanted.prefix, search, bounded_start=True, bounded_end=False)
            if prefix is None:
                return None
            search = prefix[0] + 1
            at = rendered.past_white_space(prefix[1])
            if at == len(rendered.base):
                return None
            must_end = wanted.end is not None or wanted.suffix is None
            match = rendered.find(wanted.start, at, bounded_start=False, bounded_end=must_end, only_there=True)
            if match is None:
                continue
        else:
            must_end = wanted.end is not None or wanted.suffix is None
            match = rendered.find(wanted.start, search, bounded_start=True, bounded_end=must_end)
            if match is None:
                return None
            search = match[0] + 1
        after = match[1]
        while after <= len(rendered.base):
            if wanted.end is not None:
                end = rendered.find(wanted.end, after, bounded_start=True, bounded_end=wanted.suffix is None)
                if end is None:
                    return None
                match = (match[0], end[1])
            if wanted.suffix is None:
                return rendered.original(match)
            at = rendered.past_white_space(match[1])
            if rendered.find(wanted.suffix, at, bounded_start=False, bounded_end=True, only_there=True):
                return rendered.original(match)
            if wanted.end is None:
                break
            after = match[1]
    return None


class _Rendered:
    """A text as a browser shows and compares it: base characters, with the offset of each in the given text.

    White space within a line is shown as one space, and characters without width are not shown. A line end separates
    two blocks, and no term of a directive has one.
    """

    def __init__(self, text: str) -> None:
        shown: list[tuple[str, int]] = []
        for at, char in enumerate(text):
            if char == "\n":
                shown.append((char, at))
            elif char.isspace():
                if not shown or not shown[-1][0].isspace():
                    shown.append((" ", at))
            else:
                shown += [(base, at) for base in _base(char)]
        self.base = "".join(base for base, _ in shown)
        self._offsets = [at for _, at in shown]

    def find(
        self, words: str, at: int, *, bounded_start: bool, bounded_end: bool, only_there: bool = False
    ) -> tuple[int, int] | None:
        """“Find a string in range”, from an offset to the end of the text, or only at that offset."""
        query = "".join(map(_base_or_space, words))
        offset = self.base.find(query, at)
        while offset >= 0 and not (only_there and offset != at):
            end = offset + len(query)
            if (not bounded_start or self._is_edge(offset)) and (not bounded_end or self._is_edge(end)):
                return offset, end
            offset = self.base.find(query, offset + 1)
        return None

    def past_white_space(self, at: int) -> int:
        """“Next non-whitespace position”, also in a later block."""
        while at < len(self.base) and self.base[at].isspace():
            at += 1
        return at

    def original(self, match: tuple[int, int]) -> tuple[int, int]:
        """A span of what is compared as a span of the text."""
        return self._offsets[match[0]], self._offsets[match[1] - 1] + 1

    def _is_edge(self, at: int) -> bool:
        """Whether this is a word boundary (3.6.2), by the default rules of Unicode Standard Annex 29, 4.1.1."""
        kinds = [_kind(self.base[place]) if 0 <= place < len(self.base) else "" for place in range(at - 2, at + 2)]
        second, left, right, fourth = kinds
        joined = (
            (left in _WORDLY and right in _WORDLY)  # WB5, WB8, WB9, WB10, WB13a, WB13b
            or (left == fourth == "letter" and right in ("mid letter", "mid"))  # WB6
            or (second == right == "letter" and left in ("mid letter", "mid"))  # WB7
            or (second == right == "number" and left in ("mid number", "mid"))  # WB11
            or (left == fourth == "number" and right in ("mid number", "mid"))  # WB12
        )
        return not joined


_WORDLY = ("letter", "number", "joiner")


def _kind(char: str) -> str:
    """The Word_Break property of a character, as far as the rules need it, without scripts that use no spaces."""
    if char == "_":
        return "joiner"
    if char in "'.":
        return "mid"
    if char in ":·":
        return "mid letter"
    if char in ",;":
        return "mid number"
    return "number" if char.isdecimal() else "letter" if char.isalpha() and not "\u3040" <= char <= "\u9fff" else ""


def _base(char: str) -> str:
    """A character at the primary level (Unicode Technical Standard 10), without case and accents."""
    folded = unicodedata.normalize("NFKD", _QUOTATION_MARKS.get(char, char).casefold())
    return "".join(base for base in folded if unicodedata.category(base) not in ("Mn", "Cf"))


def _base_or_space(char: str) -> str:
    return " " if char.isspace() else _base(char)
