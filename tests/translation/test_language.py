"""Dates, periods, lists, numbers and plurals, as each language writes them."""

import pickle

import pytest
from verbatim.model.values.fields import Period
from verbatim.translation.language import Language

PERIODS = ("2023", "2023-07", "2023-07-25", "2023-07-25/2023-07-27", "2023-07-25/2023-08-03", "2022-12-30/2023-01-02")


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", "2023; July 2023; 25 July 2023; 25–27 July 2023; 25 July – 3 August 2023"),
        ("en-US", "2023; July 2023; July 25, 2023; July 25 – 27, 2023; July 25 – August 3, 2023"),
        ("de", "2023; Juli 2023; 25. Juli 2023; 25.–27. Juli 2023; 25. Juli – 3. August 2023"),
        ("fr", "2023; juillet 2023; 25 juillet 2023; 25–27 juillet 2023; 25 juillet – 3 août 2023"),
        ("es", "2023; julio de 2023; 25 de julio de 2023; 25–27 de julio de 2023; 25 de julio – 3 de agosto de 2023"),
        ("ko", "2023년; 2023년 7월; 2023년 7월 25일; 2023년 7월 25일~27일; 2023년 7월 25일 ~ 8월 3일"),
        ("ru", "2023; июль 2023 года; 25 июля 2023 года; 25–27 июля 2023 года; 25 июля – 3 августа 2023 года"),
        ("ar", "2023; يوليو 2023; 25 يوليو 2023; 25–27 يوليو 2023; 25 يوليو – 3 أغسطس 2023"),
    ],
)
def test_dates(tag: str, words: str) -> None:
    """As precise as they are given; from right to left each is isolated from the words around it."""
    language = Language(tag)
    written = [language.day(Period.parse(period)) for period in (*PERIODS, *PERIODS[-1].split("/"))]
    if language.direction == "rtl":
        assert all(day.startswith("\u2068") and day.endswith("\u2069") for day in written)
        written = [day[1:-1] for day in written]
    *days, years, first, last = written
    assert [day.replace("\u00a0года", " года") for day in days] == words.split("; ")
    assert years.startswith(first)
    assert years.endswith(last)


def test_lists_numbers_and_directions() -> None:
    """From CLDR; English without a country has no comma before `and`."""
    assert Language("en").listed(["a", "b", "c"]) == "a, b and c"
    assert Language("en-US").listed(["a", "b", "c"]) == "a, b, and c"
    assert Language("de").listed(["a"]) == "a"
    assert Language("ar").listed([]) == ""
    assert [Language(tag).number(12345) for tag in ("en", "de", "de-CH")] == ["12,345", "12.345", "12’345"]
    assert [Language(tag).direction for tag in ("en", "ar", "ar-EG", "he")] == ["ltr", "rtl", "rtl", "rtl"]


def test_plurals() -> None:
    """Of each category of CLDR that whole numbers have, the form of the catalogue, as a script in the page needs it."""
    english = {"one": "{num} claim", "other": "{num} claims"}
    assert Language("en").by_number("%(num)s claim", "%(num)s claims") == english
    arabic = Language("ar").by_number("%(num)s claim", "%(num)s claims")
    assert arabic.keys() == {"zero", "one", "two", "few", "many", "other"}
    assert (arabic["two"], arabic["few"], arabic["many"]) == ("ادعاءان", "{num} ادعاءات", "{num} ادعاءً")
    assert Language("de").ngettext("%(num)s claim", "%(num)s claims", 1) == "1 Behauptung"
    assert Language("de-AT").ngettext("%(num)s claim", "%(num)s claims", 0) == "0 Behauptungen"


def test_a_foreign_name_is_set_apart_from_right_to_left() -> None:
    """In the text, not in an address; Arabic values, numbers and languages from left to right stay as they are."""
    named = "claimed by %(name)s"
    arabic, apart = Language("ar"), "\u2068John Kirby\u2069"
    assert apart in arabic.gettext(named, name="John Kirby")
    assert arabic.gettext(named, name="جون كيربي").endswith("جون كيربي")
    assert "\u2068" not in Language("en").gettext(named, name="جون كيربي")
    link = 'Write to <a href="mailto:%(name)s">%(name)s</a>, %(num)s times, %(other)s.'
    assert arabic.ngettext(link, link, 3, name="a@b.example", other="x") == (
        'Write to <a href="mailto:a@b.example">\u2068a@b.example\u2069</a>, 3 times, \u2068x\u2069.'
    )


def test_a_language_goes_to_another_process() -> None:
    """With its tag alone."""
    language = Language("de")
    assert language.gettext("Claim") == "Behauptung"
    assert pickle.loads(pickle.dumps(language)) == language  # noqa: S301 - our own bytes
