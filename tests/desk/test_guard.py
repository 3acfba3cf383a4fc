"""The stored text of a page is what the page shows, or the editor sees the difference before anything is stored."""

from pathlib import Path

import pytest
from verbatim.desk.articles.guard import Changed, changed_paragraphs, left_out
from verbatim.desk.articles.page.visible_text import parse, visible_lines
from verbatim.desk.articles.page.webpage import read_page

from tests.support.cases import lay_out
from tests.support.microsite import Ran, files_in, in_process
from tests.support.webpages import PARAGRAPHS, page

FACTS = ("--publisher", "daily", "--published", "2022-05-02")
LONG = "and that the committee of both houses would meet again on Thursday to hear what the envoys had to say"
BOX = f"</p><div>The ministry said <aside>Read more: a ferry ran aground</aside>that it was so {LONG}.</div><p>"
STORED = f"The ministry said that it was so {LONG}."
SHOWN = f"The ministry said ⏎ Read more: a ferry ran aground ⏎ that it was so {LONG}."


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>One <b>t</b>wo<br>three</p>four", ["One two", "three", "four"]),
        ("<p>One\n  two\t three</p>", ["One two three"]),
        ("<p>One <span hidden>two</span>three</p>", ["One three"]),
        ("<p>One <span style='color: red; DISPLAY : none'>two</span>three</p>", ["One three"]),
        ("<p>One <span style='visibility:hidden'>two</span>three</p>", ["One three"]),
        ("<p>One <span class='a sr-only'>two</span>three</p>", ["One three"]),
        ("<p>One <span class='not-sr-only'>two</span> three</p>", ["One two three"]),
        ("<p>One <template>two</template><script>two</script><noscript>two</noscript>three</p>", ["One three"]),
        ("<p>One <!-- two --><?two?>three</p>", ["One three"]),
        ("<p>One <del>two</del> <s>two</s> <strike>two</strike>three</p>", ["One three"]),
        ("<p>One <span style='text-decoration: red line-through'>two</span>three</p>", ["One three"]),
        ("<x-a>No<template shadowrootmode=open><style>p{display:none}</style><p>One</p></template></x-a>", ["One"]),
        ("<x-a>One<template shadowrootmode=open><b><slot></slot></b> two</template></x-a>", ["One two"]),
        (
            "<x-a><i>no</i><i slot=a>one</i><template shadowrootmode=open><slot name=a></slot> two</template></x-a>",
            ["one two"],
        ),
        ("<p>One <span aria-hidden=true>two</span> <time>three</time></p>", ["One two three"]),
        ("<p>One <button>Share</button>two</p>", ["Share", "One two"]),
        ("<p>The word <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby></p>", ["The word 漢字"]),
        ("<div>One <aside>two</aside> three</div>", ["One", "two", "three"]),
        ("<div>One <div hidden>two</div>three</div>", ["One three"]),
        ("<dialog>One</dialog><dialog open>Two</dialog>", ["Two"]),
        ("<table><tr><td>One</td><td>two</td></tr></table>", ["One", "two"]),
    ],
)
def test_visible_lines(body: str, lines: list[str]) -> None:
    """Lines end at blocks and line breaks; hidden and deleted text and scripts are no part of them."""
    assert visible_lines(parse(f"<html><body>{body}</body></html>")) == lines


@pytest.mark.parametrize("source", ["", "<!-- only a comment -->", "<?xml version='1.0' encoding='utf-8'?><html/>"])
def test_an_empty_page(source: str) -> None:
    """It has no lines."""
    assert visible_lines(parse(source)) == []


def test_a_deep_page() -> None:
    """A broken page may nest deeper than functions can call each other."""
    assert "Words" in " ".join(visible_lines(parse("<div><b>" * 500 + "Words")))


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        ("The talks go on, he said.", None),
        ("The  talks go\u00a0on, he said.", None),
        ("The tal\u00adks go on, he said.", None),
        ("The talks go on", "The talks go on, he said."),
        ("The talks go on, he never said.", "The talks go on, he said."),
        ("The talks go on, he said. Nobody was hurt by the ferry.", "The talks go on, he said. ⏎ Nobody was hurt."),
        ("The talks go on, he said.Nobody was hurt.", "The talks go on, he said. ⏎ Nobody was hurt."),
        ("Zzz", ""),
    ],
    ids=["same", "blanks", "soft hyphen", "part", "a word more", "two lines", "joined", "nothing like it"],
)
def test_what_counts_as_changed(paragraph: str, shown: str | None) -> None:
    """A paragraph is a whole line of the page, or it is shown with the lines that are most like it."""
    lines = ["Home", "The talks go on, he said.", "Nobody was hurt.", "Imprint"]
    expected = [] if shown is None else [Changed(paragraph, shown)]
    assert list(changed_paragraphs([paragraph], lines)) == expected


def test_what_is_stored_is_not_left_out() -> None:
    """Soft hyphens, places to break a word and readings of characters make no difference."""
    words = "Die Donaudampf\u00adschiff<wbr>fahrt und das Wort <ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby> in einem Satz."
    read = read_page(page(paragraphs=(words, *PARAGRAPHS)))
    assert any("dampfschifffahrt" in paragraph.replace("\u00ad", "") for paragraph in read.paragraphs)
    assert not any("dampf" in line or "漢" in line for line in read.left_out)
    assert read.changed == ()
    assert list(left_out(["a\u00adb c d e"], ["ab c d e"])) == []


# The command


def add(tmp_path: Path, *options: str, given: str = "") -> tuple[Ran, bool]:
    """Add a page with a box in the middle of a sentence; what was printed, and whether anything was stored."""
    project = lay_out("_base", tmp_path / "project")
    before = files_in(project)
    file = tmp_path / "grain.html"
    file.write_text(page(paragraphs=(*PARAGRAPHS, BOX, PARAGRAPHS[0])), encoding="utf-8")
    ran = in_process("add-source", file, *FACTS, *options, project=project, given=given)
    return ran, files_in(project) != before


def test_changed_text_is_not_stored_unread(tmp_path: Path) -> None:
    """With --yes, exit code 1: what would be stored, what the page shows, and what to do."""
    ran, stored = add(tmp_path, "--yes")
    assert (ran.code, stored) == (1, False)
    assert f"Changed: 1 paragraph that the page does not show like that.\n  stored: {STORED}" in ran.stdout
    assert f"\n  page:   {SHOWN}\n" in ran.stdout
    assert "error[changed-text] 1 paragraph would not be stored as the page shows it" in ran.stderr
    assert "--changes-read" in ran.stderr


def test_changed_text_that_was_read_is_stored(tmp_path: Path) -> None:
    """The option says so; the changes are printed all the same."""
    ran, stored = add(tmp_path, "--yes", "--changes-read")
    assert (ran.code, stored) == (0, True), ran.stderr
    assert f"  page:   {SHOWN}\n" in ran.stdout
    assert STORED in (tmp_path / "project/seeds/articles/grain.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "stored"), [("y", True), ("n", False), ("", False)])
def test_changed_text_is_asked_about(answer: str, *, stored: bool, tmp_path: Path) -> None:
    """Before the other questions, and before anything is stored; the default is no."""
    ran, was_stored = add(tmp_path, given=f"{answer}\n" + "\n" * 6 + "y\n")
    assert "Store the changed paragraphs as they are? [y/N]" in ran.stdout
    assert was_stored is stored
    assert ran.code == (0 if stored else 2)
    assert ("Headline" in ran.stdout.split("Store the changed")[1]) is stored
