"""What an editor may have meant by a quotation that a source does not have, in the form that can be found.

In: the words of a quotation. Out: the forms to try, each with what was wrong. Whether one of them is in the source is
for the caller to find out; it is a hint, never a match.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from verbatim.quotation.text.quotation_marks import DOUBLE

_DOTS = re.compile(r"\s*(?:[(\[]\s*(?:\.{3}|…|\. \. \.)\s*[)\]]|\.{3,}|…|\. \. \.)\s*")
_FOOTNOTE = re.compile(r"\s*\[\s*\d+\s*\]")
_INSERTED = re.compile(r"\s*\[(?!…\])[^\]]*\]\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ITEM = re.compile(r"^\s*(?:\d{1,3}[.)]|[-–—•*·>])\s+")
_MARKDOWN = re.compile(r"(\*\*|\*|__|_)(?=\S)(.+?)(?<=\S)\1")


class MeantQuotation(NamedTuple):
    """A quotation in another form, and what was wrong with the one that was given."""

    quote: str
    why: str


def meant_quotations(quote: str) -> Iterator[MeantQuotation]:
    """Other forms of a quotation, each different from the one that was given."""
    marks = "".join(DOUBLE)
    forms = (
        (unescape(quote), "HTML’s references are not read"),
        (_TAG.sub("", unescape(quote)), "HTML is not read"),
        (_MARKDOWN.sub(r"\2", quote), "a quotation has no Markdown"),
        (_ITEM.sub("", quote), "the source does not have the sign of a list before it"),
        (_DOTS.sub(" […] ", quote), "what you leave out is marked with […]"),
        (_FOOTNOTE.sub("", quote), "the source has no such number in brackets"),
        (_INSERTED.sub(" ", quote), "the source does not have your words in brackets"),
        (_INSERTED.sub(" […] ", quote), "the source does not have your words in brackets; put […] in their place"),
        (_DOTS.sub(" […] ", _INSERTED.sub(" […] ", quote)), "what you leave out or replace is marked with […]"),
        (quote.strip(f"{marks} "), "the source does not have these quotation marks"),
        (quote.rstrip(".,;:!? "), "the source does not have the sign at the end"),
    )
    seen = {quote}
    for words, why in forms:
        # An omission at an end leaves out nothing.
        inner = re.sub(r"^(?:\s*\[…\]\s*)+|(?:\s*\[…\]\s*)+$", "", words).strip()
        form = re.sub(r"\[…\](?:\s*\[…\])+", "[…]", " ".join(inner.split()))
        if form and form not in seen:
            seen.add(form)
            yield MeantQuotation(form, why)
