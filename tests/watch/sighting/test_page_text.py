"""The text of a page: whatever a server sends, it is a text or the reason why there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.desk.articles.encoding import UnreadableError
from verbatim.desk.articles.pdf import without_line_breaks
from verbatim.model.sightings import CopyKind
from verbatim.watch.sighting.page_text import page_text
from verbatim.watch.states import Page

from tests.support.pdfs import pdf_of
from tests.support.webpages import PARAGRAPHS, page

ADDRESS = "https://daily.example/page"
PARTS = st.sampled_from(
    [
        page().encode(),
        b"<p>",
        b"<div hidden>",
        b"</",
        b"<!--",
        b"<table><tr>",
        b"&#0;",
        b"\xff\xfe",
        "“Ünï”".encode(),
        b"<svg>",
    ]
)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(PARTS, max_size=12).map(b"".join),
        st.binary(max_size=80).map(pdf_of(PARAGRAPHS).__add__),
    ),
    st.sampled_from(["text/html", "text/plain", "application/pdf", "image/png", ""]),
    st.sampled_from(
        [None, "utf-8", "windows-1251", "utf-7", "undefined", "x-user-defined", "iso-2022-kr", "\u0000", "no such"]
    ),
)
def test_any_answer(body: bytes, media_type: str, charset: str | None) -> None:
    """No answer of a server ends the run."""
    try:
        text = page_text(Page(ADDRESS, body, media_type, charset))
    except UnreadableError:
        return
    assert text.text.strip()
    assert text.kind in (CopyKind.PAGE, CopyKind.PDF)


@pytest.mark.parametrize(
    "beginning", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n"]
)
def test_a_pdf_that_refers_to_itself(beginning: bytes) -> None:
    """It is not read for ever."""
    body = beginning + b"trailer\n<< /Root 1 0 R /Prev 0 >>\nstartxref\n9\n%%EOF"
    with pytest.raises(UnreadableError):
        page_text(Page(ADDRESS, body, "application/pdf", None))


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("close to an agree-\nment on", "an agreement on", "close to an agreement on"),
        ("A well-\nknown minister", "A well-known minister", "A well-known minister"),
        ("A well-\nknown minister", "anything else", "A wellknown minister"),
        ("A well-\nknown agree-\n  ment", "A well\u2010known agreement", "A well-known agreement"),
        ("agree\u00ad\nment", "agreement", "agreement"),
        ("from 5-\n7 May", "from 5-7 May", "from 5-\n7 May"),
        ("he said -\nand left", "he said - and left", "he said -\nand left"),
        ("no hyphen\nhere", "no hyphenhere", "no hyphen\nhere"),
    ],
)
def test_words_that_line_ends_break(text: str, words: str, whole: str) -> None:
    """Only a hyphen between two letters, at the end of a line; no other character changes."""
    assert without_line_breaks(text, words) == whole
