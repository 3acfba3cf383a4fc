"""The editors' own words: the words between double marks, and whether an excerpt has them."""

from html.entities import html5

import pytest
from bs4 import BeautifulSoup
from verbatim.quotation.own_words import is_in_any, printed, quoted_spans, quoted_words, spans_in
from verbatim.quotation.text.quotation_marks import DOUBLE
from verbatim.quotation.text.source_text import Span
from verbatim.rendering.templating import prose

REFERENCES = [f"&{name}" for name, char in html5.items() if char in DOUBLE and name.endswith(";")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no marks, only ‘single’ ones and an apostrophe’s", []),
        ("“one” and “two”", ["one", "two"]),
        ("“”", [""]),
        ("“one two", ["“one two"]),
        ("one” two", ["” two"]),
        ("“one” two” three “four”", ["one", " three “four"]),
        ("“one “two” three”", ["“one “two” three”"]),
        ('"one" two "three', ["one", '"three']),
        ('“the ‘first’ "one"” and «two»', ['the ‘first’ "one"', "two"]),
        ("»one« »two» ”three” „four‟ ‟five‟", ["one", "two", "three", "four", "five"]),
        (
            "「one『two』」 『three』 ״four״ ''five'' ‘‘six’’ ``seven''",
            ["one『two』", "three", "four", "five", "six", "seven"],
        ),
        ("<q>one</q> and </q>", ["one", "</q>"]),
        ('<Q>one</Q> <q lang="en">two</q > <blockquote>three</blockquote> <qu>', ["one", "two", "three"]),
        ('a 5" gun, 51° 28′ 38″ N, צה"ל and ארה״ב', []),
        ('the 5" gun is "new"', ["new"]),
        ("“two\n\nparagraphs”", ["two\n\nparagraphs"]),
        ("<<one>> ‹‹two›› ››three‹‹ ,,four'' ,,five“ ´´six´´", ["one", "two", "three", "four", "five", "six"]),
        ("′′one′′ ˝two˝ ʺthreeʺ ˮfourˮ 〃five〃 a 5′′ gun", ["one", "two", "three", "four", "five"]),
        ("'\u200b'one'\u2060\u00ad' ‘\ufeff‘two’\u200d’ '\u200bnone'", ["one", "two"]),
        ("the letters of obʺekt and ‚one‘ mark", []),
        ("ʼʼoneʼʼ ꞌꞌtwoꞌꞌ ʹʹthreeʹʹ ＇＇four＇＇ ˋˋfiveˊˊ ❛❛six❜❜", ["one", "two", "three", "four", "five", "six"]),
        ("≪one≫ ≫two≪ ❮❮three❯❯ ‘\u200a‘four’\u200a’", ["one", "two", "three", "four"]),
        ("the letter ʼ of об’єкт and obʼєkt, and ❛one❜", []),
    ],
)
def test_the_words_between_marks(text: str, expected: list[str]) -> None:
    """In order; a mark without a partner gives all the text from it on."""
    assert list(quoted_words(text)) == expected


@pytest.mark.parametrize("reference", [*REFERENCES, "&#8220;", "&#x201c;", "&#X201D;", "&#34;", "&#00034;", "&QUOT;"])
def test_a_reference_to_a_mark_is_that_mark(reference: str) -> None:
    """As the page prints it."""
    text = f"a {reference}b"
    assert printed(text) == BeautifulSoup(prose(text), "lxml").get_text()
    assert list(quoted_words(printed(text)))


@pytest.mark.parametrize(
    "text",
    ["AT&T", "&ldquo", "&ldquo a", "& ldquo;", "&;", "&#;", "&#x;", "R&D;", "&nosuchname;", "&amp;ldquo;", "&eacute;"],
)
def test_other_ampersands_are_printed_as_the_page_prints_them(text: str) -> None:
    """None of them is a quotation mark."""
    assert printed(text) == BeautifulSoup(prose(text), "lxml").get_text()
    assert list(quoted_words(printed(text))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('the file `a"b.txt` and “c”', "the file ab.txt and “c”"),
        ("`R&D` and R&amp;D", "R&D and R&D"),
        ("`&ldquo;` prints &ldquo;", "&ldquo; prints “"),
        ("``a`b``", "a`b"),
    ],
)
def test_what_the_page_prints_of_code(text: str, expected: str) -> None:
    """Its characters as they are written, without straight double marks."""
    assert printed(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “We *will* not **sign**”.", ["We will not sign"]),
        ("He said “_We will_ sign”.", ["We will sign"]),
        ("See “[no [deal]](../a/)”.", ["no [deal]"]),
        ('See [“no”](https://a.example/b_(c) "the other claim").', ["no"]),
        ('See [it](https://a.example/?q="b") and [it](<../a/>).', []),
        ("“snake_case and 2 * 3”", ["snake_case and 2 * 3"]),
    ],
)
def test_links_and_emphasis_are_no_words(text: str, words: list[str]) -> None:
    """The page prints the words of a link, and neither its address nor its title; emphasis is only a way to print."""
    assert list(quoted_words(printed(text))) == words


def test_what_sets_a_line_off_is_no_word() -> None:
    """A quotation of several lines, also within another one; a sign elsewhere in a line is printed."""
    assert printed("> one\n   > > two\n>three\nfour > five") == "one\ntwo\nthree\nfour > five"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('the file `a"b.txt` and ``c"d``', []),
        ('`a` says "b" in `c`', ["b"]),
        ("`“a”`", ["a"]),
        ("`&quot;a&quot;`", []),
        ('\\`a "b" c`', ["b"]),
    ],
)
def test_straight_marks_in_code_quote_nothing(text: str, expected: list[str]) -> None:
    """Printed marks do, and so does what only looks like code."""
    assert list(quoted_words(printed(text))) == expected


HELD = [
    ("sign anything", "We will not sign anything"),
    ("We will not sign anything", "We will not sign anything"),
    ("sign anything,", "We will not sign anything"),
    ("sign anything;!", "We will not sign anything"),
    ("anything?", "We will not sign anything."),
    ("Mr. Holm said,", "Mr. Holm said, “No”"),
    ("  will  not ", "We will not sign"),
    ("can't", "They can’t send more"),
    ("Russia", "Russia’s arms"),
    ("300,000", "sent 300,000 tonnes"),
    ("high-level talks", "high-level talks"),
    ("무기를", "무기를 보냈다"),
    ("同意", "他不同意"),
    ("قال الوزير،", "قال الوزير اليوم"),
    ("able", "unable to sign, not able"),
    ("… not sign anything", "We will not sign anything"),
    ("...not sign …", "We will not sign anything"),
    ("[…] not sign [...]", "We will not sign anything"),
    ("the talks […] went on", "the talks […] went on"),
]
NOT_HELD = [
    ("able to sign anything", "We are unable to sign anything"),
    ("sign any", "We will not sign anything"),
    ("300", "sent 300,000 tonnes"),
    ("000 tonnes", "sent 300,000 tonnes"),
    ("level talks", "high-level talks"),
    ("무기", "무기를 보냈다"),
    ("वैध", "अवैध है"),
    ("000 tonnes", "300 000 tonnes"),
    ("5", "5 % of it"),
    ("can", "They can’t send more"),
    ("t send more", "They can’t send more"),
    ("Russia’", "Russia’s arms"),
    ("We Will", "We will not sign"),
    ("will sign", "We will not sign"),
    ("", "We will not sign"),
    ("…", "We will not sign"),
    ("[…] will sign", "We will not sign"),
    ("We […] sign", "We will not sign"),
    ("… ill not sign", "We will not sign"),
    ("; will", "We will"),
    ("will", ""),
    ("Project X", "A Project"),
]


@pytest.mark.parametrize(("words", "quotation"), HELD)
def test_words_of_a_quotation(words: str, quotation: str) -> None:
    """Typography and punctuation before the closing mark aside, and in any of several quotations."""
    assert is_in_any(words, [quotation])
    assert is_in_any(words, ["something else", quotation])


@pytest.mark.parametrize(("words", "quotation"), NOT_HELD)
def test_words_that_no_quotation_holds(words: str, quotation: str) -> None:
    """No part of a word or of a number is held, and nothing is held by no quotation."""
    assert not is_in_any(words, [quotation])
    assert not is_in_any(words, [])


def test_where_words_are() -> None:
    """The words between marks, and the places of words in a quotation, by their offsets."""
    assert [*quoted_spans("He said “no” and “yes")] == [Span(9, 11), Span(17, 21)]
    assert {*spans_in("the talks,", "The talks, and the talks, and the talks went on.")} == {
        Span(15, 25),
        Span(15, 24),
        Span(30, 39),
    }
