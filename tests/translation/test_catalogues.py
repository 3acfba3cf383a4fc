"""The catalogues: every sentence of the pages is in them, and each translation keeps its values and its markup."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from verbatim.rendering.templating import TEMPLATES, THEME
from verbatim.translation import catalogue
from verbatim.translation.catalogue import CATALOGUES, TEMPLATE, read_catalogue, untranslated

from tests.support.cases import lay_out
from tests.support.catalogues import renewed, template, text_of
from tests.support.microsite import edit, in_process

LANGUAGES = sorted(file.stem for file in CATALOGUES.glob("*.po"))
VALUE = re.compile(r"%\(\w+\)s|\{\w+\}|%%")
TAG = re.compile(r"</?[a-z][^>]*>")

# What a template may have outside its sentences: names of formats, and the examples of programs, which are in English.
NAMES = {"Atom", "JSON", "Feed", "BibTeX", "RIS", "CSL-JSON", "SHA-256"}
# Parts of addresses and of tags, which the search for words takes for words.
NOT_PRINTED = {"data.md.j2": {"dir", "lang", "v"}, "printable.html.j2": {"claims"}}
EXAMPLES = re.compile(
    r"<pre.*?</pre>|<!--.*?-->|<!doctype html>|\{ #[^}]*\}|--[a-z]+: #|\S*/new\?\S*\s+\S*|^---$.*?^---$",
    re.DOTALL | re.MULTILINE,
)
CODE = re.compile(
    r"\{#.*?#\}|\{% set style %\}.*?\{% endset %\}|\{%-? trans\b.*?\{% endtrans %\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL
)
# What is a slip in a language: a blank that may break, a mark or a dash of another language.
SLIPS = {
    "ar": r"(?<!«)[,;?](?= |$)|“",
    "de": r"“(?=\w)|\)s %%",
    "es": r"“|\)s %%",
    "fr": r" [;:!?»](?= |$)|« |“|\)s %%",
    "ko": r"„|«",
    "ru": r"“|\)s %%|(?:^|\D )– ",
}
ACCUSATIVE = re.compile(r"%\(\w+\)s \w+\u064b")

# Templates without sentences for readers: pages for editors, styles, scripts, front matter.
WITHOUT = {"card.svg.j2", "colours.css.j2", "errors.md.j2", "frame.j2", "offline_search.js", "printable.css"}


def test_every_sentence_is_in_the_catalogues() -> None:
    """`make catalogues` was run after the last change of a sentence."""
    english = template()
    assert TEMPLATE.read_bytes() == text_of(english), "run `make catalogues`, and translate what is new"
    for lang in LANGUAGES:
        file = CATALOGUES / f"{lang}.po"
        assert file.read_bytes() == renewed(file, english), lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_is_whole(lang: str) -> None:
    """It lacks no sentence. A form for one or for few may leave out the number; all else is kept."""
    assert untranslated(lang) == []
    for message in read_catalogue(CATALOGUES / f"{lang}.po"):
        if message.id:
            assert not faults(message), (message.id, message.string)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_marks_are_those_of_the_language(lang: str) -> None:
    """Quotation marks, dashes, and the blanks before marks; no straight quotation mark, no three dots."""
    slip = re.compile(rf"[\"']|\.\.\.|{SLIPS[lang]}")
    for message in read_catalogue(CATALOGUES / f"{lang}.po"):
        forms = [message.string] if isinstance(message.string, str) else message.string
        for form in forms if message.id else ():
            assert not slip.search(TAG.sub("", form)), form


def test_arabic_has_the_accusative_after_eleven_and_not_after_a_hundred() -> None:
    """The last form is for 11 to 99, the one before it for 100."""
    for message in read_catalogue(CATALOGUES / "ar.po"):
        if message.id and not isinstance(message.string, str):
            assert not ACCUSATIVE.search(message.string[4]), message.string[4]
            assert bool(ACCUSATIVE.search(message.string[5])) or message.string[5] == message.string[4]


def faults(message: Message) -> list[str]:
    """What a translation has otherwise than the English sentence: values, markup, blanks at its ends."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    values, tags = ({found for text in ids for found in pattern.findall(text)} for pattern in (VALUE, TAG))
    numbers = {"%(num)s", "%(count)s"} if len(forms) > 1 else set()
    found = []
    for form in forms:
        if set(VALUE.findall(form)) - values or values - set(VALUE.findall(form)) - numbers:
            found.append(f"other values: {form}")
        if sorted(TAG.findall(form)) != sorted(TAG.findall(ids[-1])) or set(TAG.findall(form)) - tags:
            found.append(f"other markup: {form}")
        if '"' in TAG.sub("", form):
            found.append(f"a straight quotation mark: {form}")
    if not any(values <= set(VALUE.findall(form)) for form in forms):
        found.append("no form has all values")
    return found


@pytest.mark.parametrize(
    "file", [*sorted(TEMPLATES.iterdir()), *sorted(THEME.rglob("*.html"))], ids=lambda file: file.name
)
def test_a_template_has_no_words_outside_its_sentences(file: Path) -> None:
    """Every word that it prints is in a `trans` block, in a call of `_`, or comes from the data."""
    if file.name in WITHOUT:
        return
    text = EXAMPLES.sub(
        "", CODE.sub("", re.sub(r"(?s)<details\{\{ english.*?</details>", "", file.read_text(encoding="utf-8")))
    )
    attributes = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"{]*[A-Za-z][^"]*)"', text)
    words = set(re.findall(r"[A-Za-z][\w-]*", re.sub(r"&\w+;", "", TAG.sub("", re.sub(r'"[^"<>]*"', "", text)))))
    assert not attributes
    assert words <= NAMES | NOT_PRINTED.get(file.name, set())


def test_a_language_without_a_catalogue_is_refused(tmp_path: Path) -> None:
    """And one that lacks sentences is refused with these; a tag with a country takes the catalogue of its language."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "policy.yaml", "  funding:", "  lang: de-AT\n  funding:")
    assert in_process("check", project=folder).code == 0
    edit(folder / "policy.yaml", "  lang: de-AT", "  lang: cy")
    ran = in_process("check", project=folder)
    assert ran.code == 1
    assert "error[untranslated] the words of the pages are not translated into cy" in ran.stdout
    assert "= mend: write one of these, or add a catalogue: en" in ran.stdout


def test_a_catalogue_with_gaps_is_refused_with_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first missing sentences are named, the others counted."""
    for file in (TEMPLATE, CATALOGUES / "de.po"):
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".po":
            text = re.sub(r'(msgid "(?:About|Publisher|Subject|Funding|Contact|Licence)"\nmsgstr )".*"', r'\1""', text)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "CATALOGUES", tmp_path)
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "policy.yaml", "  funding:", "  lang: de\n  funding:")
    ran = in_process("check", project=folder)
    assert ran.code == 1
    named = "“About”, “Publisher”, “Subject”, “Funding”, “Contact” and 1 others"
    assert f"are not all translated into de; these are missing: {named}" in ran.stdout
