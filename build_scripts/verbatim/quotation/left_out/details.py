r"""The other part of a name, a number, a date or a reference, which a quotation leaves out directly beside it.

In: a source's text, its language, and the spans of a quotation. Out: what is left out: “Un” after “Kim Jong”, “12”
before “July 2023”, “million” after “5”, “(2)” after “Article 5”. It is for a warning: with the other part each may be
another thing, and only an editor can say whether that matters.

The patterns match the text around an edge of a quotation, with the character `¦` at the edge.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

import regex
from babel import Locale, UnknownLocaleError

from verbatim.quotation.left_out.negations import LeftOut
from verbatim.quotation.text.source_text import Span

_Patterns: TypeAlias = tuple[regex.Pattern[str], ...]

_EDGE = "¦"
_BLANK = r"[ \u00a0\u202f]"
# Code points on each side of an edge; no name, number or date is as long.
_REACH = 40

# What makes another number of the digits before it, or another time, in any language.
_MAGNITUDE = (
    r"(?:(?:hundred|thousand|lakh|crore|[mb]n|tn|[mb]illion(?:e[ns]?|s)?|trillions?|milli[ao]rd(?:en|s)?|mio|mrd|mille|mil"
    r"|mill[oó]n(?:es)?|milh(?:ão|ões)|bilh(?:ão|ões)|mili(?:oni|ardi)|miljo\w+|miljard\w*|тыс\w*|млн|млрд|миллион\w*"
    r"|миллиард\w*|мільйон\w*|мільярд\w*|χιλιάδες|εκατομμύρι\w+|δισεκατομμύρι\w+|ألف|آلاف|مليون|ملايين|مليار\w*|אלף|אלפים"
    r"|מיליון|מיליארד|هزار|میلیون|میلیارد|लाख|करोड़|हज़ार|हजार|লাখ|কোটি|per ?cent|percentage points?|prozent|pour ?cent"
    r"|por ciento|процент\w*|[ap]\.?m|bce?|ad)(?![\p{L}\p{M}\p{N}])|พัน|หมื่น|แสน|ล้าน)"
)
_ENGLISH_MAGNITUDE = "(?:dozen|hundred|thousand|million|billion|trillion)"
_IN_WORDS = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|{_ENGLISH_MAGNITUDE})"
)
_DIGITS = r"\p{N}[\p{N}.,]*"

# An article or a section, and an item of it; longer digits in brackets are a year.
_PROVISION = r"(?:art(?:icles?|ikel|ículo|igo|icolo|\.)|sec(?:tions?|\.)|§+|rule|paragraph|ст(?:атья|атьи|атье|\.))"
_ITEM = rf"(?:{_BLANK}?\((?:\d{{1,2}}|[a-z]|[ivx]+)\)|{_BLANK}(?:bis|ter|quater|abs\.|nr\.|para(?:graph|\.))(?!\w))"

# Words of direction and the like, which make another name of the name after them.
_COMPASS = r"North|South|East|West|New|United|Nord|Süd|Ost|Северн\w+|Южн\w+|Восточн\w+|Западн\w+"

_BEFORE: _Patterns = (
    regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?P<word>{_COMPASS}|(?:Democratic )?People[’']s){_BLANK}¦\p{{Lu}}"
        r"|(?P<word>[南北東东])¦[朝韩韓越德]"
    ),
)
_AFTER: _Patterns = (
    regex.compile(rf"\p{{N}}¦{_BLANK}?(?P<word>{_MAGNITUDE})", regex.I),
    regex.compile(rf"(?<!\w){_PROVISION}{_BLANK}?\d+[a-z]?¦(?P<word>{_ITEM})", regex.I),
    regex.compile(rf"\p{{Lu}}[\p{{L}}\p{{M}}]+¦{_BLANK}(?P<word>d(?:u|el|o) (?:Nord|Norte|Sud|Sur|Sul))(?!\p{{L}})"),
)
_BEFORE_IN_ENGLISH: _Patterns = (
    regex.compile(
        rf"\b(?P<word>{_IN_WORDS}|{_DIGITS}(?={_BLANK}¦(?:and )?{_ENGLISH_MAGNITUDE})){_BLANK}¦(?:and )?{_IN_WORDS}\b"
        rf"|\b(?P<word>half){_BLANK}¦an? {_ENGLISH_MAGNITUDE}\b",
        regex.I,
    ),
    regex.compile(
        r"\b(?P<word>minus|(?:less|fewer|more) than|at (?:least|most)|up to|(?:one|two|three|\d+) (?:in|out of))"
        rf"{_BLANK}¦(?:{_DIGITS}|{_IN_WORDS})(?!\w)",
        regex.I,
    ),
)
_AFTER_IN_ENGLISH: _Patterns = (regex.compile(rf"\b{_IN_WORDS}¦{_BLANK}(?P<word>(?:and )?{_IN_WORDS})\b", regex.I),)

# Capitals show a name, but not in a headline, nor in a language in which every noun has one.
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
_LONG_LOWER_CASE_WORD = regex.compile(r"(?<!\p{L})\p{Ll}{5,}")


def details_left_out(text: str, lang: str, spans: Sequence[Span]) -> Iterator[LeftOut]:
    """The other parts of names, numbers, dates and references directly before and after a quotation."""
    start, end, language = spans[0].start, spans[-1].end, lang.partition("-")[0].lower()
    before, after = _patterns(language)
    first = text[max(start - _REACH, 0) : start] + _EDGE + text[start : start + _REACH]
    if found := _first(before, first):
        yield LeftOut(found["word"], "before", first[found.start("word") :].partition(_EDGE)[0] + text[start:end])
    last = text[max(end - _REACH, start) : end] + _EDGE + text[end : end + _REACH]
    found = _first(after, last)
    if not found and language not in _NOUNS_HAVE_CAPITALS and _is_prose(text, end):
        found = _name_goes_on(language).search(last)
    if found:
        yield LeftOut(found["word"].strip(), "after", text[start:end] + last[: found.end("word")].partition(_EDGE)[2])


def _first(patterns: _Patterns, text: str) -> regex.Match[str] | None:
    return next(filter(None, (pattern.search(text) for pattern in patterns)), None)


@cache
def _patterns(language: str) -> tuple[_Patterns, _Patterns]:
    """The patterns for the first edge of a quotation and for its last."""
    before, after, months = _BEFORE, _AFTER, _names("months", language)
    if language == "en":
        before, after = (*before, *_BEFORE_IN_ENGLISH), (*after, *_AFTER_IN_ENGLISH)
    if months:
        day, of = r"(?<![\d.,:])\d{1,2}(?:st|nd|rd|th|\.|er|º)?", f"{_BLANK}(?:de |of )?"
        before = (*before, regex.compile(rf"(?P<word>{day}){of}¦{months}", regex.I))
        after = (*after, regex.compile(rf"{day}¦(?P<word>\.?{of}{months})", regex.I))
    if language == "en":
        year = r"(?:1[5-9]|20)\d\d(?!\w)"
        around = "before|after|until|since|late|early|mid|by"
        before = (*before, regex.compile(rf"\b(?P<word>{around}){_BLANK}¦(?:{months}|{year})", regex.I))
        after = (*after, regex.compile(rf"{months}¦{_BLANK}(?P<word>\d{{1,2}}(?!\d))", regex.I))
    return before, after


@cache
def _name_goes_on(language: str) -> regex.Pattern[str]:
    """A name that goes on after the edge; a month or a weekday before a name is no part of it."""
    dates = "|".join(filter(None, (_names("months", language), _names("days", language)))) or "(?!)"
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?!(?:{dates})¦)\p{{Lu}}[\p{{L}}\p{{M}}’'-]*¦{_BLANK}(?P<word>\p{{Lu}}[\p{{L}}\p{{M}}]+)"
    )


@cache
def _names(kind: str, language: str) -> str:
    """A pattern of the names of the months or the weekdays in a language; empty if they are not known."""
    try:
        names = getattr(Locale(language), kind)["format"]
    except UnknownLocaleError:
        return ""
    words = {name.rstrip(".") for width in ("wide", "abbreviated") for name in names[width].values()}
    written = sorted((word for word in words if not word.isdecimal()), key=len, reverse=True)
    return rf"(?:{'|'.join(map(regex.escape, written))})(?!\w)\.?" if written else ""


def _is_prose(text: str, at: int) -> bool:
    """Whether a line has a long word without a capital, as a headline in which each word has one has not."""
    line = text[text.rfind("\n", 0, at) + 1 : max(text.find("\n", at), at) if "\n" in text[at:] else len(text)]
    return _LONG_LOWER_CASE_WORD.search(line) is not None
