"""`add-source` with PDFs: paragraphs of lines, words that line ends break, and what is printed on every page."""

from pathlib import Path

import pytest
from verbatim.desk.articles.encoding import MAX_BYTES, UnreadableError
from verbatim.desk.articles.pdf import pdf_text, read_pdf

from tests.desk.test_add_source import FACTS, Desk
from tests.support.cases import lay_out
from tests.support.microsite import files_in, in_process
from tests.support.pdfs import pdf_of

RUNNING = "Radio Skerry: a report on the talks"
PAGES = (
    (
        RUNNING,
        "Northland and Southland near an agreement",
        "The governments of Northland and Southland are close to an agree-",
        "ment on grain, officials of both said on Monday. A well-known",
        "minister spoke of the harvest, and of nothing else. The well-",
        "known man signed nothing.",
        "The talks of 2021-",
        "22 were not mentioned by him. Those of the spring went on and on",
        "1",
    ),
    (RUNNING, "into the night, when the ministers “had agreed”, and in the mor-", "ning they left.", "- 2 -"),
    (RUNNING, "Nobody else was there.", "3"),
)
STORED = """\
Northland and Southland near an agreement

The governments of Northland and Southland are close to an agreement on grain, officials of both said on Monday. \
A well-known minister spoke of the harvest, and of nothing else. The well-known man signed nothing.

The talks of 2021-22 were not mentioned by him. Those of the spring went on and on into the night, when the ministers \
“had agreed”, and in the morning they left.

Nobody else was there.
"""
NOTE = (
    "The text was taken out of the PDF by pypdf; its lines were joined to paragraphs, and 6 lines with page numbers or "
    "running titles left out. Words that line ends break were made whole: agreement, well-known, morning."
)
PROPERTIES = "/Author (Ada  Berg) /CreationDate (D:20220501120000Z)"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A project and a folder of downloads."""
    return Desk(lay_out("_base", tmp_path / "project"), tmp_path / "downloads")


def test_a_pdf_is_added(desk: Desk) -> None:
    """Its paragraphs are stored, the PDF is kept, the note declares each fold, and words over line ends are proven."""
    raw = pdf_of(*PAGES, properties=PROPERTIES)
    ran = desk.add("report.pdf", raw, *FACTS, "--changes-read")
    assert ran.code == 0, ran.stderr
    assert desk.stored("report.txt").decode() == STORED
    assert desk.stored("originals/report.pdf") == raw
    entry = desk.entry()
    assert entry["note"] == NOTE
    assert (entry["title"], entry["author"]) == ("Northland and Southland near an agreement", "Ada Berg")
    assert "Left out, because not part of the article: 6 passages of the page." in ran.stdout
    assert "page:   The governments of Northland and Southland are close to an agree- ⏎ ment on grain" in ran.stdout
    assert desk.quoted("close to an agreement on grain") == "northland-and-southland-near-an-agreement"
    assert in_process("quote", "close to an agree-ment on grain", project=desk.project).code == 1


def test_the_guard_asks(desk: Desk) -> None:
    """Words made whole are compared by an editor first; without any there is nothing to ask."""
    before = files_in(desk.project)
    ran = desk.add("report.pdf", pdf_of(*PAGES), *FACTS)
    assert ran.code == 1
    assert "error[changed-text] 2 paragraphs would not be stored as the page shows them" in ran.stderr
    assert files_in(desk.project) == before
    assert desk.add("plain.pdf", pdf_of(["A headline of it", "Nobody signed anything on that day."]), *FACTS).code == 0
    assert desk.entry()["note"] == ("The text was taken out of the PDF by pypdf; its lines were joined to paragraphs.")


def test_the_day_of_the_file_is_only_proposed(desk: Desk) -> None:
    """Nobody published it on the day on which it was made, so a day that was not asked for is marked as inferred."""
    raw = pdf_of(["A headline of it", "Nobody signed anything on that day."], properties=PROPERTIES)
    assert desk.add("plain.pdf", raw, "--yes", "--publisher", "daily").code == 0
    entry = desk.entry()
    assert entry["published"] == "2022-05-01"
    assert entry["inferred"]["published"] == "The day on which the PDF was made."
    assert entry["inferred"]["author"] == "The PDF’s properties."


def test_the_same_pdf_is_stored_once(desk: Desk) -> None:
    """The file, and its words in another one."""
    assert desk.add("report.pdf", pdf_of(*PAGES), *FACTS, "--changes-read").code == 0
    for name, content in (("report.pdf", pdf_of(*PAGES)), ("copy.pdf", pdf_of(*PAGES, properties=PROPERTIES))):
        ran = desk.add(name, content, *FACTS, "--changes-read")
        assert ran.code == 1
        assert "error[stored-already]" in ran.stderr


def test_scan_reads_a_pdf(desk: Desk) -> None:
    """As it reads pages and texts."""
    ran = in_process("scan", desk.saved("report.pdf", pdf_of(*PAGES)), project=desk.project)
    assert ran.code == 0, ran.stderr


@pytest.mark.parametrize(
    ("lines", "paragraphs", "made_whole"),
    [
        (["a negotia-", "tion that went on"], ["a negotiation that went on"], ["negotiation"]),
        (["a co-operation, a co-", "operation"], ["a co-operation, a co-operation"], ["co-operation"]),
        (["a Co-", "Operation and a co-operation"], ["a Co-Operation and a co-operation"], ["Co-Operation"]),
        (["see a.example/old-", "bullets now"], ["see a.example/old-bullets now"], ["old-bullets"]),
        (["a state-of-the-", "art machine"], ["a state-of-the-art machine"], ["the-art"]),
        (["in 2021-", "22 it rained"], ["in 2021-22 it rained"], []),
        (["the talks -", "as they were - ended"], ["the talks - as they were - ended"], []),
        (["the article 5-", "a of it"], ["the article 5-a of it"], []),
        (["two lines without one", "of these at their end"], ["two lines without one of these at their end"], []),
        (["Short", "A much longer line that follows"], ["Short", "A much longer line that follows"], []),
        (["and so short", "a line that goes on after it"], ["and so short a line that goes on after it"], []),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(lines: list[str], paragraphs: list[str], made_whole: list[str]) -> None:
    """A hyphen stays where the text has the word with it; only white space and that hyphen differ from the print."""
    pdf = read_pdf(pdf_of(lines))
    assert pdf.paragraphs == tuple(paragraphs)
    assert pdf.made_whole == tuple(made_whole)
    assert len(pdf.changed) == bool(made_whole)
    printed = "".join("".join(lines).split())
    stored = "".join("".join(pdf.paragraphs).split())
    assert stored.replace("-", "") == printed.replace("-", "")


@pytest.mark.parametrize(
    ("edge", "is_left_out"),
    [("7", True), ("- 7 -", True), ("7/12", True), ("Page 7 of 12", True), ("Seite 7", True), ("Article 7", False),
     ("It was 7", False), ("12345", False)],
)  # fmt: skip
def test_numbers_of_pages(edge: str, *, is_left_out: bool) -> None:
    """They are left out at the edges of pages, where there are several; what could be a sentence stays."""
    text = read_pdf(pdf_of(["Words of the first page", edge], ["Words of another page"]))
    assert (edge not in "".join(text.paragraphs)) == is_left_out
    assert text.left_out == ((edge,) if is_left_out else ())
    assert edge in read_pdf(pdf_of(["Words of the only page", edge])).paragraphs[-1]


def test_a_sentence_over_a_page_end_is_whole() -> None:
    """`sight` reads the same lines, so that a page's number hides no words."""
    assert "went on and on\ninto the night" in pdf_text(pdf_of(*PAGES))


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (pdf_of([]), "it may consist of pictures"),
        (pdf_of(["1"], ["2"]), "it may consist of pictures"),
        (pdf_of(["Words"])[:300], "damaged"),
        (b"%PDF-1.7\n" + bytes(MAX_BYTES), "more than 16,777,216 bytes"),
    ],
    ids=["pictures", "numbers", "cut off", "large"],
)
def test_what_cannot_be_read(raw: bytes, message: str) -> None:
    """It is said what it is."""
    with pytest.raises(UnreadableError, match=message):
        read_pdf(raw)
