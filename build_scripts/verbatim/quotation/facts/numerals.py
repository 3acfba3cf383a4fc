"""Reads numbers, dates and measures in running text.

In: the tokens of a text. Out: for a place where a numeral begins, its value and how many tokens it takes: figures,
numbers in words, ordinals, vague numbers (`tens of thousands`), with their unit, per cent or currency; years, months,
weekdays, and times relative to the day of writing (`last month`). Different ways to write one number or date give the
same value.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_CARDINAL = {
    **{word: number for number, word in enumerate(_SMALL.split(), 1)},
    **{word: number * 10 for number, word in enumerate(_TENS.split(), 2)},
    **{word: number for number, word in enumerate(_ORDINALS.split(), 1)},
    **{word: number * 10 for number, word in enumerate(_ORDINAL_TENS.split(), 2)},
    "once": 1,
    "twice": 2,
    "single": 1,
    "double": 2,
    "triple": 3,
    "tripled": 3,
    "doubled": 2,
}
_MAGNITUDE = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
}
_VAGUE = frozenset(["dozens", "scores", "tens", "hundreds", "thousands", "millions", "billions", "trillions", "half"])

# `one` before these words is a pronoun or part of a phrase, not a number.
_AFTER_PRONOUN = frozenset(
    ["of", "another", "side", "hand", "can", "could", "should", "must", "might", "may", "will", "would", "day"]
)

_MONTHS = {
    form: month
    for month in [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    for form in (month, month[:3], month[:4])
}
_WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
_AMBIGUOUS_MONTHS = frozenset({"May", "March", "Mar", "Marc", "Jan", "Dec", "Jun"})
_BEFORE_MONTH = frozenset(
    [
        "in",
        "of",
        "since",
        "by",
        "until",
        "till",
        "last",
        "next",
        "this",
        "late",
        "early",
        "mid",
        "during",
        "through",
        "to",
        "from",
        "between",
        "and",
        "before",
        "after",
    ]
)

_BETWEEN_DAYS = frozenset({"-", "to", "and", "or", "of", ".", ","})
# A figure is a day only if the month is at most so many tokens away.
_FURTHEST_MONTH = 4

_LAST, _THIS, _NEXT = ("last previous past preceding", "this current", "next following coming")
_RELATION = {word: words.split()[0] for words in (_LAST, _THIS, _NEXT) for word in words.split()}
_PERIODS = frozenset(
    [
        "day",
        "week",
        "weekend",
        "month",
        "year",
        "night",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "decade",
        "century",
        "quarter",
    ]
)
_DAYS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_PART_OF = frozenset({"early", "late", "mid"})

_UNITS = {
    form: unit
    for unit, forms in {
        "mile": "mile miles mi",
        "kilometre": "kilometre kilometres kilometer kilometers km kms",
        "metre": "metre metres meter meters",
        "foot": "foot feet ft",
        "ton": "ton tons tonne tonnes",
        "kilogram": "kilogram kilograms kilogramme kilogrammes kg",
        "second": "seconds",
        "minute": "minute minutes",
        "hour": "hour hours",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
        "percent": "% percent percentage",
        "dollar": "dollar dollars $",
        "euro": "euro euros €",
        "pound": "pound pounds £",
        "rouble": "rouble roubles ruble rubles",
        "yen": "yen ¥",
        "yuan": "yuan",
    }.items()
    for form in forms.split()
}
_CURRENCIES = frozenset("$€£¥")
_FIGURE = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(st|nd|rd|th|s)?")


class NumeralKind(StrEnum):
    """What a numeral is."""

    NUMBER = "number"
    DAY = "day"
    YEAR = "year"
    MONTH = "month"
    WEEKDAY = "weekday"
    TIME = "time"
    PART = "part of a time"


class Numeral(NamedTuple):
    """A numeral; `value` is the same however it is written, `length` counts tokens."""

    kind: NumeralKind
    value: str
    length: int


# The words in lower case with which a numeral may begin; all others begin with a capital or a digit.
_FIRST_WORDS = frozenset((*_DAYS, *_RELATION, *_PART_OF, *_VAGUE, *_CARDINAL, *_MAGNITUDE))


def read_numeral(tokens: Sequence[str], at: int) -> Numeral | None:
    """The numeral that begins at a token; None if none does."""
    if not may_begin_a_numeral(tokens[at]):
        return None
    return _time(tokens, at) or _month(tokens, at) or _number(tokens, at)


def may_begin_a_numeral(token: str) -> bool:
    """Whether a numeral may begin with a token."""
    return token[0].isdigit() or token in _MONTHS or token.rstrip("s") in _WEEKDAYS or token.lower() in _FIRST_WORDS


def _word(tokens: Sequence[str], at: int) -> str:
    return tokens[at].lower() if 0 <= at < len(tokens) else ""


def _time(tokens: Sequence[str], at: int) -> Numeral | None:
    """`last month`, `yesterday`, `Monday`; `late` and `early` before a time."""
    token, word, then = tokens[at], _word(tokens, at), _word(tokens, at + 1)
    if token.rstrip("s") in _WEEKDAYS:
        return Numeral(NumeralKind.WEEKDAY, token.rstrip("s"), 1)
    if word in _DAYS:
        return Numeral(NumeralKind.TIME, word, 1)
    if word in _RELATION and then in _PERIODS:
        return Numeral(NumeralKind.TIME, f"{_RELATION[word]} {then}", 2)
    if word not in _PART_OF:
        return None
    ahead = at + 2 if then in {"-", "on", "in", "the"} else at + 1
    dated = ahead < len(tokens) and (
        tokens[ahead] in _MONTHS or _word(tokens, ahead) in _RELATION or re.fullmatch(r"\d{4}s?", tokens[ahead])
    )
    return Numeral(NumeralKind.PART, word, 1) if dated or then == "on" else None


def _month(tokens: Sequence[str], at: int) -> Numeral | None:
    """A month; `May`, `March` and others only next to a day, a year or a preposition."""
    month = _MONTHS.get(tokens[at])
    if month is None:
        return None
    around = (_word(tokens, at - 1), *(_word(tokens, at + step) for step in (1, 2)))
    sure = (
        tokens[at] not in _AMBIGUOUS_MONTHS or around[0] in _BEFORE_MONTH or any(word[:1].isdigit() for word in around)
    )
    return Numeral(NumeralKind.MONTH, month, 1) if sure else None


def _number(tokens: Sequence[str], at: int) -> Numeral | None:
    """A number in figures or words with its magnitude and unit; a year if it has four digits and no unit."""
    end, value, year = at + 1, "", False
    figure = _FIGURE.fullmatch(tokens[at])
    if figure:
        count = float(figure[1].replace(",", ""))
        magnitude, end = _magnitude(tokens, end)
        value = _shown(count * magnitude)
        year = re.fullmatch(r"[12]\d{3}s?", tokens[at]) is not None and magnitude == 1
    elif tokens[at][:1].isdigit():
        value = tokens[at]
    else:
        value, end = _written_out(tokens, at)
        if not value:
            return None
    unit, end = _unit(tokens, at, end)
    if year and not unit:
        return Numeral(NumeralKind.YEAR, value, end - at)
    if figure and not unit and _is_day(tokens, at):
        return Numeral(NumeralKind.DAY, value, 1)
    return Numeral(NumeralKind.NUMBER, f"{value} {unit}".strip(), end - at)


def _is_day(tokens: Sequence[str], at: int) -> bool:
    """Whether a figure is a day of a month: `Aug. 30`, `25 July`, `July 25-27`, `26 and 27 August`."""
    for step in (1, -1):
        month = at + step
        while _word(tokens, month) in _BETWEEN_DAYS or (_word(tokens, month).isdigit() and month != at + step):
            month += step
        if 0 <= month < len(tokens) and tokens[month] in _MONTHS and abs(month - at) <= _FURTHEST_MONTH:
            return True
    return False


def _magnitude(tokens: Sequence[str], at: int) -> tuple[int, int]:
    """The product of the magnitudes that begin at a token (`20-thousand`, `1.5 million`), and where they end."""
    product = 1
    ahead = at + 1 if _word(tokens, at) == "-" else at
    while _word(tokens, ahead) in _MAGNITUDE:
        product *= _MAGNITUDE[_word(tokens, ahead)]
        at = ahead = ahead + 1
    return product, at


def _written_out(tokens: Sequence[str], at: int) -> tuple[str, int]:
    """The value of a number in words, and where it ends; an empty value if none begins."""
    word = _word(tokens, at)
    if word in _VAGUE:
        if _word(tokens, at + 1) == "of" and _word(tokens, at + 2) in _VAGUE:
            return f"{word} of {_word(tokens, at + 2)}", at + 3
        return word, at + 1
    if (word not in _CARDINAL and word not in _MAGNITUDE) or word in {"m", "bn"}:
        return "", at
    if word == "one" and (
        _word(tokens, at + 1) in _AFTER_PRONOUN
        or _word(tokens, at - 1) in {"no", "any", "every", "this", "that", "the"}
    ):
        return "", at
    return _summed(tokens, at)


def _summed(tokens: Sequence[str], at: int) -> tuple[str, int]:
    """The value of such as `two hundred and fifty thousand`, and where it ends."""
    total, part, end = 0, 0, at
    while _word(tokens, end) in _CARDINAL or _word(tokens, end) in _MAGNITUDE:
        word = _word(tokens, end)
        part = part + _CARDINAL[word] if word in _CARDINAL else max(part, 1) * _MAGNITUDE[word]
        if _MAGNITUDE.get(word, 0) > 100:
            total, part = total + part, 0
        end += 1
        within = _word(tokens, end) == "-" or (_word(tokens, end) == "and" and (part >= 100 or total))
        if within and (_word(tokens, end + 1) in _CARDINAL or _word(tokens, end + 1) in _MAGNITUDE):
            end += 1
    return _shown(total + part), end


def _unit(tokens: Sequence[str], at: int, end: int) -> tuple[str, int]:
    """The unit of a number at [at, end), and where number and unit end."""
    before, ahead = (tokens[at - 1] if at else ""), end + 1 if _word(tokens, end) == "-" else end
    if before in _CURRENCIES:
        return _UNITS[before], end
    if _word(tokens, ahead) == "per" and _word(tokens, ahead + 1) == "cent":
        return "percent", ahead + 2
    if _word(tokens, ahead) in _UNITS:
        return _UNITS[_word(tokens, ahead)], ahead + 1
    return "", end


def _shown(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
