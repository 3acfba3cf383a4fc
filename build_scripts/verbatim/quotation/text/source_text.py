r"""A source's text: its characters, lines and sentences.

In: the decoded text of a stored file, or the passages recorded from a source that is not stored. Out: a `SourceText`.
Its offsets count code points of the decoded text (UTF-8, `\r\n` read as `\n`, nothing else changed).
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from verbatim.problems import Place
from verbatim.quotation.text.browser_search import browser_form
from verbatim.quotation.text.folding import Folded, fold
from verbatim.quotation.text.sentences import sentence_spans


class Span(NamedTuple):
    """A part of a text, in code points: [start, end)."""

    start: int
    end: int

    def touches(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class SourceText:
    """A text in which quotations are located."""

    text: str

    @cached_property
    def folded(self) -> Folded:
        """The folded text, with which quotations are compared."""
        return fold(self.text)

    @cached_property
    def browser_form(self) -> str:
        """The text as a browser compares it with the words of a text directive."""
        return browser_form(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line that holds a code point."""
        return bisect_right(self._line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The column, from 1, of a code point in its line."""
        return offset - self._line_starts[self.line_of(offset) - 1] + 1

    def place(self, file: str, span: Span) -> Place:
        """The place of a span in the file that holds the text; it ends where its first line does."""
        column = self.column_of(span.start)
        first_line = self.text[span.start : span.end].partition("\n")[0]
        return Place(file, self.line_of(span.start), column, column + len(first_line))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order, without the white space between them.

        A sentence never runs over a line end, so a heading or a caption without a full stop is a sentence. Raises
        RuntimeError if the sentence splitter loses a character.
        """
        found: list[Span] = []
        for line in re.finditer(r"[^\n]+", self.text):
            at = line.start()
            found += [Span(at + start, at + end) for start, end in sentence_spans(line[0])]
        ends = [0, *(span.end for span in found)]
        starts = [*(span.start for span in found), len(self.text)]
        if any(end > start or self.text[end:start].strip() for end, start in zip(ends, starts, strict=True)):
            message = "the sentence splitter lost text"
            raise RuntimeError(message)
        return tuple(found)

    def sentences_touching(self, span: Span) -> tuple[Span, ...]:
        """The sentences that a span touches, in order."""
        touched = self.numbers_touching(span)
        return self.sentences[touched.start : touched.stop]

    def numbers_touching(self, span: Span) -> range:
        """The numbers, from 0, of the sentences that a span touches."""
        first = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.end)
        return range(first, bisect_left(self.sentences, span.end, first, key=lambda sentence: sentence.start))


def sha256_of(raw: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()
