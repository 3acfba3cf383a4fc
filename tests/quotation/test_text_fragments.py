"""Text directives: each leads to exactly the quoted words, by the specification's algorithm and in a real browser."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, given
from hypothesis import strategies as st
from playwright.sync_api import Browser, CDPSession
from verbatim.checks.corpus import Corpus
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.quotation.text_fragments import _shortest, text_directive
from verbatim.rendering.page_values import link_to_excerpt

from tests.support.text_fragments import DIRECTIVE, parsed, resolved


@pytest.fixture(scope="module")
def excerpts(corpus: Corpus) -> list[Excerpt]:
    """Every published excerpt, those of one source one after the other."""
    found = [excerpt for checked in corpus.claims for excerpt in checked.excerpts]
    return sorted(found, key=lambda excerpt: (excerpt.source.id, excerpt.whole.start, excerpt.whole.end))


def test_every_excerpt_has_one_and_it_leads_to_its_words(excerpts: list[Excerpt]) -> None:
    """The specification's algorithm finds exactly the quoted words in the source's text, each line of it a block."""
    assert len(excerpts) > 50
    for excerpt in excerpts:
        directive = text_directive(excerpt)
        assert directive, excerpt
        assert resolved(excerpt.text.text, directive) == (excerpt.whole.start, excerpt.whole.end), excerpt


def test_every_excerpt_whose_page_is_known_links_to_its_words(built_site: Path, excerpts: list[Excerpt]) -> None:
    """On the built pages: each link to a publisher's page or to the page our copy stood on has the directive."""
    known = {excerpt.id: excerpt for excerpt in excerpts if excerpt.source.original_url or excerpt.source.carrier_url}
    seen = set()
    for page in sorted((built_site / "claims").glob("*/index.html")):
        for heading in BeautifulSoup(page.read_bytes(), "lxml").select("h3[id]"):
            excerpt = known.get(str(heading["id"]))
            card = heading.find_parent("div", class_="v-card")
            if excerpt and card:
                addresses = [
                    address for address in (excerpt.source.original_url, excerpt.source.carrier_url) if address
                ]
                hrefs = [str(link["href"]) for link in card.select("dd a[href]")]
                assert [href for href in hrefs if DIRECTIVE in href] == [
                    f"{address}#{text_directive(excerpt)}" for address in addresses
                ]
                seen.add(excerpt.id)
    assert seen == known.keys()


@pytest.mark.parametrize(
    ("text", "quotation", "expected"),
    [
        pytest.param("He said no.", "said", "said", id="as short as it is"),
        pytest.param("One, two & co-op: 5 % Ünï", "two & co-op: 5 %", "two%20%26%20co%2Dop%3A%205%20%25", id="encoded"),
        pytest.param("a b c d e f g h i", "a b c d e f g", "a%20b%20c,e%20f%20g", id="first and last three words"),
        pytest.param("up he goes. Then down. Up it went, he goes", "he goes", "up-,he%20goes", id="a prefix"),
        pytest.param("he goes up. Then he goes down.", "he goes", "he%20goes,-up.", id="a suffix"),
        pytest.param("a dog b. a dog c. x dog b.", "dog", "a-,dog,-b.", id="both"),
        pytest.param(
            "ON HE SAID No. At last he säid no.", "HE SAID No", "ON-,HE%20SAID%20No", id="neither case nor accent"
        ),
        pytest.param("a\nhe went\nlong ago\nhe went", "he went", "a-,he%20went", id="of the line before"),
        pytest.param("Kim’s letter", "Kim", "Kim,-%E2%80%99s", id="within a word, its rest is the suffix"),
        pytest.param("It cost 300,000 won", ",000", "300-,%2C000", id="within a number, its beginning is the prefix"),
        pytest.param("one two\nthree four", "one two\nthree four", "one%20two,three%20four", id="over two lines"),
        pytest.param("soft\u00adhyphen and no\u00a0break", "soft\u00adhyphen", "softhyphen", id="what has no width"),
        pytest.param("北京和平壤签署了协议", "平壤", "北京和-,平壤,-签署了协议", id="no spaces"),
        pytest.param("a b\na b", "a b", "a%20b,-a", id="of the line after"),
        pytest.param("a b\n…\na b", "a b", None, id="nothing tells them apart"),
    ],
)
def test_the_shortest(text: str, quotation: str, expected: str | None) -> None:
    """The directive for the first occurrence of a quotation; none if no words around it distinguish it from another."""
    span = Span(text.index(quotation), text.index(quotation) + len(quotation))
    directive = _shortest(SourceText(text), (span,), 3)
    assert directive == (expected if expected is None else DIRECTIVE + quote(expected, safe="%-,"))
    if directive:
        assert resolved(text, directive) == (span.start, span.end)


def test_an_omission_is_named_by_its_ends() -> None:
    """For a quotation with `[…]`, start and end come from the first and the last part; a short part is used whole."""
    assert (
        _shortest(SourceText("We met and we spoke and we left at once."), (Span(3, 6), Span(11, 19)), 3)
        == f"{DIRECTIVE}met,we%20spoke"
    )


def test_a_record_is_named_by_more_of_its_words(excerpts: list[Excerpt]) -> None:
    """Whole, or by at least eight words at each end, since we do not know the rest of the page."""
    recorded = [parsed(text_directive(excerpt) or "") for excerpt in excerpts if not excerpt.proven]
    ranges = [directive for directive in recorded if directive.end is not None]
    assert len(recorded) > len(ranges) > 0
    assert min(len(words.split()) for directive in ranges for words in (directive.start, directive.end or "")) == 8


def test_an_address_may_have_a_fragment_of_its_own(excerpts: list[Excerpt]) -> None:
    """The directive comes after it (3.2: the delimiter ends the fragment)."""
    directive = text_directive(excerpts[0])
    assert link_to_excerpt(excerpts[0], "https://example.org/a") == f"https://example.org/a#{directive}"
    assert link_to_excerpt(excerpts[0], "https://example.org/a#part") == f"https://example.org/a#part{directive}"


# One style sheet paints the words that the browser finds for a directive, the other the words that it should find. If
# the two pictures are equal, the browser goes to exactly these words. The text is small, since only the paint counts.
PAGE = """<!doctype html><meta charset="utf-8"><title>Text</title>
<style>body{margin:0;font:8px/9px monospace}p{margin:0 0 2px}</style>
<style id="theirs">::target-text{background:#f0f;color:#000}</style>
<style id="ours">::target-text{background:none}::highlight(quoted){background:#f0f;color:#000}</style>"""
PAINT = """places => {
    document.getElementById("theirs").disabled = true
    document.getElementById("ours").disabled = false
    const lines = [...document.querySelectorAll("p")].map(line => line.firstChild)
    CSS.highlights.set("quoted", new Highlight(...places.map(([first, from, last, to]) => {
        const range = new Range()
        range.setStart(lines[first], from)
        range.setEnd(lines[last], to)
        return range
    })))
}"""


def test_chromium_goes_to_exactly_these_words(browser: Browser, excerpts: list[Excerpt]) -> None:
    """Every directive of the data, on a page with the text of its source in which each line is a paragraph."""
    context = browser.new_context(viewport={"width": 900, "height": 600})
    page = context.new_page()
    camera = context.new_cdp_session(page)
    shown: dict[str, str] = {}
    page.route(
        "http://text.example/*",
        lambda route: route.fulfill(body=shown["page"], content_type="text/html; charset=utf-8"),
    )
    sheets = list(_sheets(excerpts))
    assert sum(len(places) for _, places in sheets) == len(excerpts)
    for number, (text, places) in enumerate(sheets):
        shown["page"] = PAGE + "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
        page.goto(f"http://text.example/{number}#:~:{'&'.join(written.removeprefix(':~:') for written, _ in places)}")
        page.evaluate("document.getElementById('ours').disabled = true")
        theirs = _picture(camera)
        page.evaluate(PAINT, [_in_lines(text, span) for _, span in places])
        assert theirs == _picture(camera), places
        if number == 0:
            page.evaluate("CSS.highlights.clear()")
            assert theirs != _picture(camera)
    context.close()


# Directives on one page; Chromium stops looking for more after a time.
MOST = 10


def _sheets(excerpts: list[Excerpt]) -> Iterator[tuple[str, list[tuple[str, Span]]]]:
    """Texts with directives and their spans, which do not touch; short texts share a page if all still lead there."""
    text, places = "", list[tuple[str, Span]]()
    for source, group in groupby(excerpts, key=lambda excerpt: excerpt.text.text):
        for apart in _apart(list(group)):
            added = [(str(text_directive(excerpt)), excerpt.whole) for excerpt in apart]
            start = len(text) + 1
            both = [*places, *((written, Span(start + span.start, start + span.end)) for written, span in added)]
            joint = f"{text}\n{source}"
            if (
                text
                and len(joint) < 3000
                and len(both) <= MOST
                and all(resolved(joint, each) == (at.start, at.end) for each, at in both)
            ):
                text, places = joint, both
            else:
                if text:
                    yield text, places
                text, places = source, added
    yield text, places


def _apart(excerpts: list[Excerpt]) -> list[list[Excerpt]]:
    """Excerpts of one source, in their order, in groups in which no two overlap."""
    groups: list[list[Excerpt]] = []
    for excerpt in excerpts:
        free = next(
            (group for group in groups if group[-1].whole.end < excerpt.whole.start and len(group) < MOST), None
        )
        if free is None:
            groups.append([excerpt])
        else:
            free.append(excerpt)
    return groups


def _in_lines(text: str, span: Span) -> tuple[int, int, int, int]:
    """A span as line and column, in UTF-16, of its first and last character; lines without words do not count."""
    lines = [found for found in re.finditer(r"[^\n]+", text) if found[0].strip()]
    first = next(number for number, line in enumerate(lines) if span.start < line.end())
    last = next(number for number, line in enumerate(lines) if span.end <= line.end())
    return first, _units(text[lines[first].start() : span.start]), last, _units(text[lines[last].start() : span.end])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _picture(camera: CDPSession) -> str:
    return str(camera.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})["data"])


# Few letters, so that everything occurs several times; signs that join words, end them, or need encoding.
ANYTHING = st.text(alphabet="abA ä’'.,-&%“\n\u00a0\u00ad7", min_size=1, max_size=60)
WORDS = st.lists(st.sampled_from(["a", "b", "ab", "B", "ba"]), min_size=1, max_size=16)


@given(ANYTHING, st.data())
def test_it_leads_to_the_words_or_there_is_none(text: str, data: st.DataObject) -> None:
    """Wherever a quotation begins and ends, even inside words: a directive leads to its words and has a valid form."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quotation = text[start:end]
    assume(
        quotation == quotation.strip()
        and re.search(r"\w", quotation)
        and not re.match("[\u00ad]|.*[\u00ad]$", quotation, re.DOTALL)
    )
    directive = _shortest(SourceText(text), (Span(start, end),), 3)
    if directive:
        assert resolved(text, directive) == (start, end)


@given(WORDS, st.data())
def test_no_other_directive_is_shorter(words: list[str], data: st.DataObject) -> None:
    """Of all possible directives, tried one by one with a plain count, none that names one occurrence is shorter."""
    text = "".join(word + data.draw(st.sampled_from([" ", " ", " ", "\n"])) for word in words).strip()
    edges = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(edges) - 1))
    last = data.draw(st.integers(first, len(edges) - 1))
    start, end = edges[first][0], edges[last][1]
    fewest = data.draw(st.integers(1, 3))
    lengths = [len(written) for written in naming_one_occurrence(text, start, end, fewest)]
    found = _shortest(SourceText(text), (Span(start, end),), fewest)
    assert (found and len(found)) == min(lengths, default=None)
    if found:
        assert resolved(text, found) == (start, end)


def naming_one_occurrence(text: str, start: int, end: int, fewest: int) -> Iterator[str]:
    """Every possible directive for a quotation of whole words that names one occurrence, found without speed-ups."""
    before, after, quoted = text[:start].rstrip(), text[end:].lstrip(), text[start:end]
    prefixes = ["", *_runs(before.rpartition("\n")[2], from_end=True)[:8]]
    suffixes = ["", *_runs(after.partition("\n")[0], from_end=False)[:8]]
    heads = _runs(quoted.partition("\n")[0], from_end=False)
    tails = _runs(quoted.rpartition("\n")[2], from_end=True)
    for prefix in prefixes:
        for suffix in suffixes:
            if "\n" not in quoted and _count(text, prefix, quoted, suffix) == 1:
                yield _written(prefix, quoted, "", suffix)
            for head in heads[min(fewest, len(heads)) - 1 :]:
                for tail in tails[min(fewest, len(tails)) - 1 :]:
                    between = (
                        quoted[len(head) : len(quoted) - len(tail)] if len(head) + len(tail) < len(quoted) else " "
                    )
                    if (
                        between != " "
                        and _count(text, prefix, head, "") == 1
                        and _ends_once(text, start, end, tail, suffix)
                    ):
                        yield _written(prefix, head, tail, suffix)


def _runs(line: str, *, from_end: bool) -> list[str]:
    """The first words of a line, or the last: one, two, three and so on."""
    words = line.split(" ") if line else []
    return [" ".join(words[-number:] if from_end else words[:number]) for number in range(1, len(words) + 1)]


def _count(text: str, prefix: str, words: str, suffix: str) -> int:
    """How often words occur in a text with these before and after, in any case and also within longer words."""
    low = text.lower()
    places = [at for at in range(len(low)) if low.startswith(words.lower(), at)]
    return sum(
        low[:at].rstrip().endswith(prefix.lower()) and low[at + len(words) :].lstrip().startswith(suffix.lower())
        for at in places
    )


def _ends_once(text: str, start: int, end: int, tail: str, suffix: str) -> bool:
    """Whether a tail occurs once between the quotation's start and its end with this after it."""
    low = text.lower()
    places = [at + len(tail) for at in range(start, end - len(tail) + 1) if low.startswith(tail.lower(), at)]
    return [at for at in places if low[at:].lstrip().startswith(suffix.lower())] == [end]


def _written(prefix: str, head: str, tail: str, suffix: str) -> str:
    parts = [f"{prefix}-" if prefix else "", head, tail, f"-{suffix}" if suffix else ""]
    return DIRECTIVE + ",".join(part.replace(" ", "%20") for part in parts if part)
