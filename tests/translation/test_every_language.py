"""In each language, nothing that readers see is left in English: pages, feeds, texts, cards, data, the search.

The newsroom's own words are in letters that no language uses (`other_alphabet`). So each word in Latin letters that is
neither in the catalogue nor in the theme's own list, nor one of `ALLOWED`, was forgotten.
"""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import material
import pytest
from bs4 import BeautifulSoup, Tag
from verbatim.output import MARK
from verbatim.translation.catalogue import catalogue_file, offered, read_catalogue
from verbatim.translation.language import Language

from tests.support.microsite import files_in
from tests.support.other_alphabet import newsroom_in_other_letters

# What is the same in every language: names of formats and programs; the kinds of pages for Open Graph; codes of
# languages; who checks the invented claims; the names of the API's files.
ALLOWED = """
API Atom BibTeX CR CSL CSV ClaimReview Data DataFeed Datasette Excel Feed GitHub HTML JSON JSONL JavaScript LD LF Lines
Markdown No PNG Package Pages Python RFC RIS Rs SHA SQL SQLite UTF Unicode Verbatim W3C Web Windows ZIP bin csv db html
js json md org schema sqlite txt utils xml article ar el en testers changes print sources statuses voices
"""

# Pages for editors, and what is for programs: schemas and columns, whose keys are English; how a search reads words.
ENGLISH = ("editors/", "api/v1/schemas/", "api/v1/datapackage.json", "api/v1/facets.json", "pagefind/", "assets/")

# Keys of data whose values are words for readers.
WORDS_IN_DATA = {
    "title",
    "rights",
    "label",
    "summary",
    "content_html",
    "name",
    "word",
    "genre",
    "note",
    "provider_name",
}
SEEN = ("aria-label", "title", "alt", "placeholder")
HIDDEN = ("script", "style", "code", "pre", "kbd")
WORD = re.compile(r"[A-Za-zÀ-ÿĀ-ž]{2,}")
NOT_WORDS = re.compile(
    r"https?://\S+|\S+@\S+|nih:\S+|urn:\S+|\b[\w-]+(?:[./][\w-]+)+|\b[a-z]+(?:-[a-z0-9]+)+|%\(\w+\)s|\{\w+\}"
)


@pytest.mark.parametrize("lang", offered()[1:])
def test_no_english_word_is_left(build_once: Callable[..., Path], lang: str) -> None:
    """A whole site in each language that is offered."""
    folder = build_once(f"newsroom-{lang}", lambda project: newsroom_in_other_letters(project, lang))
    known = words_of_language(lang)
    left = {
        (word, path)
        for path, content in files_in(folder / "site").items()
        if not path.startswith(ENGLISH)
        for word in words_in(path, content)
        if word not in known and word.lower() not in known
    }
    assert not left, sorted(left)[:40]


def words_of_language(lang: str) -> set[str]:
    """The words of a catalogue and of the theme, and the allowed ones."""
    file = catalogue_file(lang)
    assert file
    sentences = [message.string for message in read_catalogue(file) if message.id]
    forms = [form for sentence in sentences for form in ([sentence] if isinstance(sentence, str) else sentence)]
    theme = Path(material.__file__).parent / "templates/partials/languages" / f"{file.stem}.html"
    texts = [
        *(re.sub(r"<[^>]*>", " ", form) for form in forms),
        *re.findall(r'": "(.*)"', theme.read_text(encoding="utf-8")),
    ]
    found = {word for text in texts for word in WORD.findall(NOT_WORDS.sub(" ", text))}
    locale = Language(lang).locale
    months = {name for names in locale.months["format"].values() for name in names.values()}
    languages = {word for name in locale.languages.values() for word in WORD.findall(name)}
    return found | {word.lower() for word in found} | months | languages | set(ALLOWED.split())


def words_in(path: str, content: bytes) -> Iterator[str]:
    """The words that readers of a file see."""
    for text in texts_in(path, content):
        yield from WORD.findall(NOT_WORDS.sub(" ", text.replace(MARK, " ")))


def is_hidden(tag: Tag) -> bool:
    """Whether an element is code or English on purpose."""
    return tag.name in HIDDEN or tag.get("lang") == "en"


def texts_in(path: str, content: bytes) -> Iterator[str]:
    """The texts of a page, of a feed, of a text file or of data."""
    ending = path.rpartition(".")[2]
    if ending in {"html", "xml"}:
        soup = BeautifulSoup(content, "html.parser" if ending == "html" else "xml")
        for hidden in soup.find_all(is_hidden) if ending == "html" else ():
            hidden.decompose()
        for content_of_entry in soup.find_all("content"):
            yield from texts_in("content.html", content_of_entry.extract().get_text().encode())
        yield from soup.find_all(string=lambda text: type(text).__name__ == "NavigableString")
        for tag in soup.find_all(name=True):
            yield from (str(tag[name]) for name in SEEN if name in tag.attrs)
            if "data-words" in tag.attrs:
                yield from values_in(json.loads(str(tag["data-words"])), every=True)
        yield from (str(tag["content"]) for tag in soup.select("meta[name=description], meta[property^=og][content]"))
    elif path.endswith("md.txt") or path == "llms.txt":
        yield re.sub(r"\]\([^)]*\)|<!--.*?-->", " ", content.decode())
    elif ending == "json":
        yield from values_in(json.loads(content), every=False)


def values_in(value: Any, *, every: bool) -> Iterator[str]:
    """The strings of data that are words for readers."""
    if isinstance(value, str) and every:
        yield re.sub(r"<[^>]*>", " ", unescape(value))
    elif isinstance(value, list):
        for child in value:
            yield from values_in(child, every=every)
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from values_in(child, every=every or key in WORDS_IN_DATA)
