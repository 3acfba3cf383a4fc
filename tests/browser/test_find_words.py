"""Words as they are written and as they are typed: marks, spellings, scripts, phrases. In a real browser and Pagefind.

The index is made from passages that the tests give; each belongs to a claim of the newsroom.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from verbatim.checks.corpus import Corpus
from verbatim.data.search import facets
from verbatim.data.search.passages import Passage, PassageKind
from verbatim.data.search.same_words import same_words
from verbatim.data.search.search_words import words
from verbatim.site.search_index import make_search_index
from verbatim.site.search_pages import SearchPage, html, packed

from tests.support.browsing import opened
from tests.support.finding import Answer, ask
from tests.support.pages_server import served

# What each of a few claims quotes.
TEXTS = {
    "marks": "They left , slowly ; the hall — and re\u00adturned at 9.30 … “at last”.",
    "memo": "She signs the councils’ memo. The therapist’s co-operation ended.",
    "names": "From Łódź by way of Straße des 17. Juni to Đà Nẵng, İzmir, Ærø and Αθήνα; ΟΔΟΣ, Ёлка, naïve ﬁnd.",
    "numbers": "An F-16 and a Hwasong-17 cost 2,800 or ½ of the U.S. budget; O’Brien agreed.",
    "thai": "รัฐบาลประกาศหยุดยิงเมื่อวานนี้ที่กรุงเทพ",
    "chinese": "外交部发言人否认向俄罗斯提供武器。",
    "japanese": "ロシアへの武器供与を否定した。ガソリン",
    "korean": "북한은 러시아에 무기를 제공하지 않았다",
    "arabic": "نفت الحكومة تسليم الأسلحة إلى روسيا، وقال مُتَحَدِّث",
    "hindi": "सरकार ने हथियारों की आपूर्ति से इनकार किया",
    "apostrophes": "Hawai\u02bbi, об\u02bcєктів, ארה״ב, don\u00b4t; 1 000 000 €, 2\u202f500 £ und ΛΌΓΟΣ",
    "signs": "ล่าสุด กรุงเทพฯ ประกาศ ល្ខោនខ្មែរ។ បាទ ལྷ་ས་ལ་སོང་། နိုင်ငံ၊ သဘော a \u200f(\u200eb\u200f) \u200b c",
}
CLAIMS = list(TEXTS)

FOUND = [
    ("left , slowly ; the", "marks"),
    ('"left , slowly ; the"', "marks"),
    ('"left, slowly; the hall - and returned"', "marks"),
    ("« at last »", "marks"),
    ("„hall … at last“", "marks"),
    ('"the hall […] 9.30"', "marks"),
    ('"SIGNS THE COUNCILS\' MEMO"', "memo"),
    ('"signs the councils’ memo"', "memo"),
    ("council memo", "memo"),
    ("signing memos", "memo"),
    ("cooperation", "memo"),
    ("co-operation", "memo"),
    ("lodz", "names"),
    ("Łódź", "names"),
    ("LÓDŹ", "names"),
    ("strasse", "names"),
    ("straße", "names"),
    ("STRASSE", "names"),
    ("da nang", "names"),
    ("izmir", "names"),
    ("aero", "names"),
    ("αθηνα", "names"),
    ("οδος", "names"),
    ("елка", "names"),
    ("naive find", "names"),
    ('"naive find"', "names"),
    ("F16", "numbers"),
    ("f-16", "numbers"),
    ("F-16s", "numbers"),
    ("hwasong17", "numbers"),
    ("hwasong 17", "numbers"),
    ("U.S.", "numbers"),
    ("US budget", "numbers"),
    ("obrien", "numbers"),
    ("O'Brien's", "numbers"),
    ("2,800", "numbers"),
    ("ประกาศ", "thai"),
    ("กรุงเทพ", "thai"),
    ('"หยุดยิงเมื่อวาน"', "thai"),
    ("武器。", "chinese"),
    ("俄罗斯提供", "chinese"),
    ('"否认向俄罗斯"', "chinese"),
    ("武器供与", "japanese"),
    ("ガソリン", "japanese"),
    ("러시아에", "korean"),
    ('"무기를 제공하지"', "korean"),
    ("روسيا", "arabic"),
    ("متحدث", "arabic"),
    ("हथियारों", "hindi"),
    ('"आपूर्ति से इनकार"', "hindi"),
    ("hawaii", "apostrophes"),
    ("hawai'i", "apostrophes"),
    ('"Hawai’i об\'єктів"', "apostrophes"),
    ("обєктів", "apostrophes"),
    ("ארהב", "apostrophes"),
    ("don't", "apostrophes"),
    ("dont", "apostrophes"),
    ("1000000", "apostrophes"),
    ("1,000,000", "apostrophes"),
    ("1 000 000", "apostrophes"),
    ("2500", "apostrophes"),
    ("2800", "numbers"),
    ("λογοσ", "apostrophes"),
    ('"กรุงเทพฯ ประกาศ"', "signs"),
    ('"ល្ខោនខ្មែរ។ បាទ"', "signs"),
    ("ལྷ་ས", "signs"),
    ('"နိုင်ငံ၊ သဘော"', "signs"),
    ('"a (b) c"', "signs"),
]

NOT_THE_PHRASE = [
    '"signs the council memo"',
    '"sign the councils memo"',
    '"the rapist"',
    '"councils memo the therapist ended"',
    '"slowly left"',
    '"an f 1"',
    '"f 161"',
    '"ended they left"',
    '"罗斯俄"',
    '"กรุงทพ"',
    '"무기를 제공하"',
]


@pytest.fixture(scope="module")
def address(corpus: Corpus, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The newsroom's site with an index of these texts."""
    ids = dict(zip(CLAIMS, (checked.id for checked in corpus.claims), strict=False))
    site = Path(shutil.copytree(built_site, tmp_path_factory.mktemp("words") / "site"))
    shutil.rmtree(site / "pagefind")
    pages = dict[str, SearchPage]()
    for name, text in TEXTS.items():
        passages = [
            Passage.of(PassageKind.CLAIM, "", "Claim", (f"Claim {name}.",)),
            Passage.of(PassageKind.QUOTATION, f"x{name}", "An outlet", (text,)),
            Passage.of(PassageKind.NOTE, f"x{name}", "Our note", ("We add this.",)),
        ]
        pages[f"claims/{ids[name]}/index.html"] = SearchPage(html(passages, "en"), packed(passages, "A topic"))
    index = json.loads((site / facets.PATH).read_text(encoding="utf-8"))
    index["same"] = same_words({word for text in TEXTS.values() for word in words(text)})
    (site / facets.PATH).write_text(json.dumps(index), encoding="utf-8")
    make_search_index(pages, index["stamp"], site / "pagefind")
    with served(site) as root:
        yield root


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One browser page for all questions."""
    with opened(browser) as opened_page:
        yield opened_page


def quoting(answer: Answer) -> list[str]:
    """Which of the texts the first claim of an answer quotes."""
    first = next(iter(answer.hits.values()), [])
    return [name for name, text in TEXTS.items() for label, shown in first if (label, shown) == ("An outlet", text)]


@pytest.mark.parametrize(("typed", "name"), FOUND, ids=[typed for typed, _ in FOUND])
def test_words_are_found_however_they_are_typed(typed: str, name: str, page: Page, address: str) -> None:
    """The first claim is the one that quotes them; the hit shows the quotation, character for character."""
    answer = ask(page, address, typed)
    assert quoting(answer) == [name], answer
    assert "none" not in answer.told
    assert page.locator("#find-results > li").first.locator(".v-quoted mark").count() > 0


@pytest.mark.parametrize("typed", NOT_THE_PHRASE)
def test_other_words_are_not_the_phrase(typed: str, page: Page, address: str) -> None:
    """Another form of a word, another order, a part of a word, or words of two passages."""
    assert ask(page, address, typed).claims == []


def test_what_the_page_says_of_words_that_are_not_together(page: Page, address: str) -> None:
    """It does not deny words that a claim has."""
    assert ask(page, address, '"memo the signs"').told == "No claim has these words in this order."
    assert ask(page, address, "memo hall").told == "2 claims, none with all of these words"
    assert ask(page, address, "zebra").told == "No claim has these words."
    assert ask(page, address, "did the memo").told == "1 claim (left out: did, the)"
    assert ask(page, address, "the").told.startswith("3 claims")


def test_other_words_for_a_word(page: Page, address: str) -> None:
    """A name of a state leads to what the texts call it, and the page says so; in a phrase it does not."""
    answer = ask(page, address, "washington budget")
    assert quoting(answer) == ["numbers"]
    assert answer.told == "1 claim (also looked for: u s)"
    assert ask(page, address, '"washington budget"').claims == []
    assert "also" not in ask(page, address, "constructor").told


def test_our_words_are_not_shown_as_a_sources(page: Page, address: str) -> None:
    """A note is a hit of its own, with a label that says whose it is."""
    answer = ask(page, address, "add")
    assert {hit for hits in answer.hits.values() for hit in hits} == {("Our note", "We add this.")}
    assert page.locator(".v-quoted").count() == 0
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".v-ours mark")).to_have_count(len(TEXTS))


def test_the_browser_takes_words_apart_as_the_build_does(page: Page, address: str) -> None:
    """Every part of every text is marked, in its order, when the whole text is asked for as a phrase."""
    for name, text in TEXTS.items():
        assert quoting(ask(page, address, f'"{text}"')) == [name]
        marks = page.locator("#find-results .v-quoted mark").all_inner_texts()
        assert [part for mark in marks for part in words(mark)] == words(text), name
