"""A reader's own copy of an article, compared in the browser: the same file, retyped words, and words that differ."""

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from verbatim.checks.corpus import Corpus
from verbatim.model.sources import Article
from verbatim.quotation.text.folding import APOSTROPHES, DROPPABLE, fold
from verbatim.quotation.text.quotation_marks import DOUBLE, SINGLE

from tests.support.browsing import watched

# Every character that folding drops or changes, and others that stand next to them in texts.
SPECIAL = [
    *DOUBLE,
    *SINGLE,
    *APOSTROPHES,
    *(char for char in map(chr, range(0x10000)) if DROPPABLE.fullmatch(char)),
    *"\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\ufe58\ufe63\uff0d\t\n\x0b\x0c\r\x1c\x85\xa0",
    *"\u1680\u2000\u2009\u2028\u202f\u205f\u3000\u200c\u200d",
]
COMMON = [*"abc é 12  ...…--−−  '\" .", "e\u0301", "नी", "ر", "م", "❤", "👩", "👩🏽", "ก", "中", "\u1161", "\u1100"]
STRINGS = 10_000


@pytest.fixture(scope="module")
def article(corpus: Corpus) -> Article:
    """The article that most excerpts quote."""
    return max(corpus.articles, key=lambda article: len(corpus.quoted_from(article)))


def answers(page: Page) -> dict[str, str]:
    """What the page says of each excerpt, by its id."""
    cards = page.locator(".v-in-order > li").all()
    found = {str(card.get_attribute("id")): card.locator(".v-proved").inner_text() for card in cards}
    return {name: re.sub(r"^In your copy: |\.$", "", words) for name, words in found.items()}


def paste(page: Page, text: str) -> dict[str, str]:
    """Paste a text into the page, and wait for its answer."""
    page.evaluate("document.querySelector('#proof output').textContent = ''")
    page.locator("#proof textarea").fill(text)
    expect(page.locator("#proof output")).to_contain_text("Excerpts")
    return answers(page)


def test_a_copy_is_proven_on_the_readers_device(
    browser: Browser, site_address: str, corpus: Corpus, article: Article, built_project: Path
) -> None:
    """The same file, a retyped one, and one in which three quotations are negated; nothing is sent anywhere."""
    file = built_project / "seeds" / "articles" / article.file
    text = corpus.texts[article.id].text
    excerpts = {excerpt.id: excerpt for _, excerpt in corpus.quoted_from(article)}
    assert len(excerpts) > 5
    with watched(browser, site_address) as page:
        page.goto(f"{site_address}articles/{article.id}/")
        page.locator("#proof summary").click()
        page.locator("#proof input").set_input_files(file)
        expect(page.locator("#proof output")).to_contain_text("The same file as ours")
        assert answers(page) == dict.fromkeys(excerpts, "at its place")
        retyped = "Copied by hand.\n" + text.translate(str.maketrans("“”‘’–", "\"\"''—"))
        assert paste(page, retyped) == dict.fromkeys(excerpts, "by its words")
        expect(page.locator("#proof output")).to_contain_text("Not the same file as ours")
        chosen = list(excerpts.values())[:3]
        changed = text
        for excerpt in sorted(chosen, key=lambda excerpt: -excerpt.whole.start):
            middle = text.index(" ", excerpt.spans[0].start + 1)
            changed = f"{changed[:middle]} not{changed[middle:]}"
        denied = {
            name
            for name, excerpt in excerpts.items()
            if any(not has_words(changed, text[span.start : span.end]) for span in excerpt.spans)
        }
        assert {excerpt.id for excerpt in chosen} <= denied
        assert {name for name, answer in paste(page, changed).items() if answer == "not there"} == denied


def has_words(text: str, words: str) -> bool:
    """Whether a text has words, apart from typography, without a part of a word at their ends."""
    return re.search(rf"(?<!\w){re.escape(fold(words).text)}(?!\w)", fold(text).text) is not None


def test_the_browser_folds_as_the_proof_does(browser: Browser, site_address: str) -> None:
    """Random strings of every special character give the same folded text in both languages."""
    rng = random.Random(2026)  # noqa: S311 - no secret
    texts = [
        "".join(rng.choice(SPECIAL if rng.random() < 0.3 else COMMON) for _ in range(rng.randint(1, 24)))
        for _ in range(STRINGS)
    ]
    texts += SPECIAL
    with watched(browser, site_address) as page:
        page.goto(f"{site_address}articles/")
        script = "async ([address, texts]) => { const {fold} = await import(address); return texts.map(fold); }"
        folded = page.evaluate(script, [f"{site_address}verbatim/proof.js", texts])
    differing = [text for text, found in zip(texts, folded, strict=True) if fold(text).text != found]
    assert differing == []


def test_the_script_is_small(built_site: Path) -> None:
    """It has no library, and is at most 6 KB before it is compressed."""
    script = (built_site / "verbatim" / "proof.js").read_text(encoding="utf-8")
    assert len(script.encode()) <= 6_000
    assert "import " not in script
