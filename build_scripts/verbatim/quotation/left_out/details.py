r"""The other part of a name, a number, a date or a reference, which a quotation leaves out directly beside it.

In: a source's text, its language, and the spans of a quotation. Out: what is left out: “Un” after “Kim Jong”, “12”
before “July 2023”, “million” after “5”, “(2)” after “Article 5”. It is for a warning: with the other part each may be
another thing, and only an editor can say whether that matters.

An edge of a quotation cuts a detail in two if one pattern matches what is before the edge and another what is after it.
Both are compiled, and the names of months looked up, only when they are needed, since for most of them nothing in a
project calls.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import regex

from verbatim.quotation.left_out.negations import LeftOut
from verbatim.quotation.text.source_text import Span

_BLANK = r"[ \u00a0\u2000-\u200a\u202f]"
# Code points on each side of an edge; no name, number or date is as long.
_REACH = 40


@dataclass(frozen=True)
class _Cut:
    """What is directly before an edge and directly after it, as patterns; the group `word` is what is left out.

    `MONTH` is a name of a month in the language.
    """

    before: str
    after: str
    language: str = "en"
    flags: int = regex.I

    def found(self, text: str, edge: int) -> regex.Match[str] | None:
        """The match with the word, if an edge of a text cuts such a detail."""
        before = self._before.match(text, edge)
        after = before and self._after.match(text, edge)
        return before if after and "word" in self._before.groupindex else after

    @property
    def with_its_flags(self) -> str:
        """What is before the edge, as a part of a pattern that has no flags."""
        return f"(?{'i' if self.flags else ''}:(?<={self._with_names(self.before)}))"

    @cached_property
    def _before(self) -> regex.Pattern[str]:
        return regex.compile(f"(?<={self._with_names(self.before)})", self.flags)

    @cached_property
    def _after(self) -> regex.Pattern[str]:
        return regex.compile(self._with_names(self.after), self.flags)

    def _with_names(self, pattern: str) -> str:
        return pattern.replace("MONTH", _names("months", self.language)) if "MONTH" in pattern else pattern


@dataclass(frozen=True)
class _Edge:
    """What an edge of a quotation may cut."""

    cuts: tuple[_Cut, ...]

    def first(self, text: str, at: int) -> regex.Match[str] | None:
        """The match of the first of them that it cuts."""
        if self._before_any.match(text, at):
            for cut in self.cuts:
                if found := cut.found(text, at):
                    return found
        return None

    @cached_property
    def _before_any(self) -> regex.Pattern[str]:
        """What one of them has before the edge: one pattern is faster than one for each."""
        return regex.compile("|".join(cut.with_its_flags for cut in self.cuts))


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

_DAY, _OF = r"(?<![\d.,:])\d{1,2}(?:st|nd|rd|th|\.|er|º)?", f"{_BLANK}(?:de |of )?"

_BEFORE = (
    _Cut(
        rf"(?<![\p{{L}}\p{{M}}])(?P<word>{_COMPASS}|(?:Democratic )?People[’']s){_BLANK}",
        r"\p{Lu}",
        flags=0,
    ),
    _Cut("(?P<word>[南北東东])", "[朝韩韓越德]"),
)
_AFTER = (
    _Cut(r"\p{N}", f"{_BLANK}?(?P<word>{_MAGNITUDE})"),
    _Cut(rf"(?<!\w){_PROVISION}{_BLANK}?\d+[a-z]?", f"(?P<word>{_ITEM})"),
    _Cut(
        r"\p{Lu}[\p{L}\p{M}]+",
        rf"{_BLANK}(?P<word>d(?:u|el|o) (?:Nord|Norte|Sud|Sur|Sul))(?!\p{{L}})",
        flags=0,
    ),
)
_BEFORE_IN_ENGLISH = (
    _Cut(rf"\b(?P<word>{_IN_WORDS}){_BLANK}", rf"(?:and )?{_IN_WORDS}\b"),
    _Cut(rf"\b(?P<word>{_DIGITS}){_BLANK}", rf"(?:and )?{_ENGLISH_MAGNITUDE}\b"),
    _Cut(rf"\b(?P<word>{_ENGLISH_MAGNITUDE}{_BLANK}and){_BLANK}", rf"{_IN_WORDS}\b"),
    _Cut(rf"\b(?P<word>half){_BLANK}", rf"an? {_ENGLISH_MAGNITUDE}\b"),
    _Cut(
        r"\b(?P<word>minus|(?:less|fewer|more) than|at (?:least|most)|up to|(?:one|two|three|\d+) (?:in|out of))"
        f"{_BLANK}",
        rf"(?:{_DIGITS}|{_IN_WORDS})(?!\w)",
    ),
)
_AFTER_IN_ENGLISH = (_Cut(rf"\b{_IN_WORDS}", rf"{_BLANK}(?P<word>(?:and )?{_IN_WORDS})\b"),)
# What is tried after dates of any language.
_DATE_BEFORE_IN_ENGLISH = _Cut(
    rf"\b(?P<word>before|after|until|since|late|early|mid|by){_BLANK}", r"(?:MONTH|(?:1[5-9]|20)\d\d(?!\w))"
)
_DATE_AFTER_IN_ENGLISH = _Cut("MONTH", rf"{_BLANK}(?P<word>\d{{1,2}}(?!\d))")

_NAME_GOES_ON = _Cut(
    r"(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}’'-]*", rf"{_BLANK}(?P<word>\p{{Lu}}[\p{{L}}\p{{M}}]+)", flags=0
)

# The names that Babel also has, with their first three letters.
_ENGLISH = {
    "months": "January February March April May June July August September October November December",
    "days": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}

# Capitals show a name, but not in a headline, nor in a language in which every noun has one.
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
_LONG_LOWER_CASE_WORD = regex.compile(r"(?<!\p{L})\p{Ll}{5,}")


def details_left_out(text: str, lang: str, spans: Sequence[Span]) -> Iterator[LeftOut]:
    """The other parts of names, numbers, dates and references directly before and after a quotation."""
    start, end, language = spans[0].start, spans[-1].end, lang.partition("-")[0].lower()
    before, after = _edges(language)
    window = max(start - _REACH, 0)
    around, edge = text[window : start + _REACH], start - window
    if found := before.first(around, edge):
        yield LeftOut(found["word"], "before", around[found.start("word") : edge] + text[start:end])
    window = max(end - _REACH, start)
    around, edge = text[window : end + _REACH], end - window
    found = after.first(around, edge)
    if not found and language not in _NOUNS_HAVE_CAPITALS:
        goes_on = _NAME_GOES_ON.found(around, edge)
        found = goes_on if goes_on and _is_prose(text, end) and _name(language).search(around, endpos=edge) else None
    if found:
        yield LeftOut(found["word"].strip(), "after", text[start:end] + around[edge : found.end("word")])


@cache
def _edges(language: str) -> tuple[_Edge, _Edge]:
    """The first edge of a quotation, and the last."""
    before = _Cut(f"(?P<word>{_DAY}){_OF}", "MONTH", language)
    after = _Cut(_DAY, rf"(?P<word>\.?{_OF}MONTH)", language)
    if language != "en":
        return _Edge((*_BEFORE, before)), _Edge((*_AFTER, after))
    return (
        _Edge((*_BEFORE, *_BEFORE_IN_ENGLISH, before, _DATE_BEFORE_IN_ENGLISH)),
        _Edge((*_AFTER, *_AFTER_IN_ENGLISH, after, _DATE_AFTER_IN_ENGLISH)),
    )


@cache
def _name(language: str) -> regex.Pattern[str]:
    """A name at the end of a text; a month or a weekday before a name is no part of it."""
    dates = f"{_names('months', language)}|{_names('days', language)}"
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?!(?:{dates})\Z)\p{{Lu}}[\p{{L}}\p{{M}}’'-]*\Z")


@cache
def _names(kind: str, language: str) -> str:
    """A pattern of the names of the months or the weekdays in a language; it matches nothing if they are not known."""
    if language == "en":
        words = {form for name in _ENGLISH[kind].split() for form in (name, name[:3])}
    else:
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - to load it takes a twentieth of `check`

        try:
            names = getattr(Locale(language), kind)["format"]
        except UnknownLocaleError:
            return "(?!)"
        words = {name.rstrip(".") for width in ("wide", "abbreviated") for name in names[width].values()}
    written = sorted((word for word in words if not word.isdecimal()), key=len, reverse=True)
    return rf"(?:{'|'.join(map(regex.escape, written))})(?!\w)\.?" if written else "(?!)"


def _is_prose(text: str, at: int) -> bool:
    """Whether a line has a long word without a capital, as a headline in which each word has one has not."""
    line = text[text.rfind("\n", 0, at) + 1 : max(text.find("\n", at), at) if "\n" in text[at:] else len(text)]
    return _LONG_LOWER_CASE_WORD.search(line) is not None
