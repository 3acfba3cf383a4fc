"""Folded words in a text, where they cut through no character, no word and no number.

In: folded words and a `SourceText`. Out: where the words occur; and of words that occur only with a cut, what they cut.
Every proof of words uses this rule, of a quotation in its source and of the editors' own words in an excerpt: `not`
never proves `no`, nor 300,000 prove 300, nor `non-lethal` prove `lethal`.

A quotation may not begin or end at these places of the source:
- inside a user-perceived character (Unicode Standard Annex 29): before a mark, inside an emoji or a flag, inside a
  syllable of Thai, Lao, Khmer or Burmese that cannot be divided;
- between two letters, marks or digits, unless one is of a script that puts no blanks between words. There it may end
  between two letters, since only a dictionary knows the words;
- next to an apostrophe, colon, full stop or other sign that joins two letters, or after a prefix in brackets. A
  possessive `'s` may be cut off;
- next to a hyphen without blanks, on both sides. Dashes join digits, and a prefix such as `non` to its word;
- inside a number with its sign, currency, separators, groups, fraction, `%` or degree, and inside a Han number;
- between a number and what is written to it without a blank: `No.5`, `Rs.500`, and the Han units of dates, times, ages
  and money, as in `10月5日`. After a blank a unit is a word, as `people` is in `300 people`.

The source's own characters decide, as folding makes hyphens and dashes, blanks and line ends the same.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import regex

from verbatim.quotation.text.folding import APOSTROPHES, DROPPABLE, Folded
from verbatim.quotation.text.quotation_marks import STRAIGHT
from verbatim.quotation.text.source_text import SourceText, Span

# Scripts without blanks between words. Katakana is not among them: it writes a foreign name or word as a whole (Unicode
# Standard Annex 29, WB13). Nor is Tibetan, whose tsheg is punctuation.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tai_Tham}\p{Tai_Le}\p{New_Tai_Lue}"

# Armenian marks of emphasis, exclamation and question, and joiners, are written inside a word.
_IN_WORD = rf"[[\p{{L}}\p{{M}}\p{{N}}\p{{Pc}}\u055a-\u055c\u055e\u200d]--[{UNSPACED}]]"
# Letters between which an apostrophe or a colon belongs to the word. Chinese and Japanese write none in a word.
_JOINED = rf"[[\p{{L}}\p{{M}}]--[{UNSPACED}\p{{Katakana}}\p{{Bopomofo}}]]"
_HEBREW = r"\p{Script=Hebrew}"
# Each pattern matches, without length, where a sign joins what is before it to what is after it.
_JOINT = regex.compile(
    rf"(?<={_JOINED})[':&@*](?={_JOINED})"
    # A prefix in brackets, as in (un)signed; after (AP) a sentence begins.
    rf"|(?<=[(\[{{]\p{{L}}{{1,8}}-?)[)\]}}](?={_JOINED})(?!\p{{Lu}}\p{{Ll}})"
    r"|(?<=\p{Latin}\p{M}*)·(?=\p{Latin})"
    r"|(?<=\b\p{L})\.(?=\p{L}\b)|(?<=\p{Ll})\.(?=\p{Ll})"
    rf"|(?<=(?<!{_JOINED}){_JOINED}{{1,3}})\.(?=\p{{N}})"
    rf"|(?<={_HEBREW})[\"'](?={_HEBREW})"
    # A line may end after a hyphen, within a word.
    rf"|(?<={_IN_WORD}|\p{{L}}\.)[-\u2010\u2011\u05be\u058a]\n?(?={_IN_WORD})"
    r"|(?<=\b(?i:non|anti|un|ex|counter|quasi|pseudo|semi|анти|контр|псевдо|квази|экс))[-\u2010-\u2013][ \n]?(?=\p{L})"
    r"|(?<=\b(?i:non|anti))(?:[\"']?[-\u2010-\u2014]\n?| [-\u2010-\u2013] ?)(?=\p{L})"
    r"|(?<=\b(?i:dis|il|im|in|ir|mis|de))[-\u2010\u2011] (?=\p{Ll})"
    r"|(?<=\b(?i:non|anti|un|dis|il|im|ir|mis))[\"'*](?=\p{Ll})"
    # F-16, also with a dash; $5m–$10m and 5am–10am.
    r"|(?<=[\p{L}\p{M}\p{N}])-(?=\p{N})|(?<=\b\p{Lu})–(?=\p{N})|(?<=\p{N}\p{Sc}?\p{L}{0,3})[-–](?=\p{Sc}?\p{N})",
    regex.V1,
)
_STRAIGHT = str.maketrans({**STRAIGHT, **APOSTROPHES})
# A joiner stays: it makes one emoji of several.
_DROPPED = regex.compile(rf"(?:(?!\u200d){DROPPABLE.pattern.removesuffix('+')})+")
# At a line end a soft hyphen, or the sign that some programs write for it, is seen: it is a hyphen.
_AT_LINE_END = regex.compile(r"[\u00ad¬](?=\n)")
_POSSESSIVE = regex.compile(r"'[sS](?![\p{L}\p{M}\p{N}])", regex.V1)

_SPLITS_CHARACTER = regex.compile(
    r"(?=\p{M})"
    r"|(?<=[เแโใไເແໂໃໄ])(?=[\p{Thai}\p{Lao}])|(?<=[\p{Thai}\p{Lao}])(?=[ะาำๅๆฯະາຳໆຯ])"
    r"|(?<=[\u17d2\u1039])(?=\p{L})"
    # A Burmese consonant with the sign that takes its vowel ends a syllable.
    r"|(?<=\p{Myanmar})(?=[\u1000-\u1021]\u1037?\u103a)",
    regex.V1,
)
_SPLITS_WORD = regex.compile(rf"(?<={_IN_WORD})(?={_IN_WORD})", regex.V1)

_BLANK = "[ \u00a0\u2000-\u200a\u202f\u205f]"
_DASH = r"\-\u2010-\u2015\u2212﹣－"
_HAN_UNIT = "(?:[かカヵヶケ箇個个]?月|[年日号號時时点點分秒歳岁歲元円圓圆])"
# And a half of it, but not in words such as 半夜 (midnight).
_HALF = "(?:半(?![途路夜数數导導島岛身]))"
_HAN_DIGITS = "〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅佰仟壹壱贰貳弐叁參参肆伍陆陸柒捌玖拾"
# Groups of three digits with blanks between them, or digits in a row.
_DIGITS = rf"(?:\p{{N}}{{1,3}}(?:{_BLANK}\p{{N}}{{3}}(?!\p{{N}}|[.,]\p{{N}}{{3}}(?!\p{{N}})))+|\p{{N}}+)"
_NUMBER = regex.compile(
    # The sign: a hyphen or a short dash is one only after a blank or an opening mark. A decimal point may come first.
    rf"(?:(?:[±∓~∼<>＜＞≤≥≦≧≈#№%٪]{_BLANK}?|[+−＋]|(?<![^\s(\[\"'，、：；（])[-–﹣－])?(?:\p{{Lu}}{{0,3}}\p{{Sc}}{_BLANK}?|\p{{Lu}}{{0,3}})"
    rf"(?:(?<![\p{{L}}\p{{M}}\p{{N}}.)\]])[.·])?"
    rf"{_DIGITS}(?:[.,:'·˙‧∙⋅⸱٫٬،_，．^⁺⁻]\p{{N}}+|{_BLANK}?×{_BLANK}?\p{{N}}+|(?:{_BLANK}?%|°)?[⁄/{_DASH}]{_DIGITS}"
    # A date with blanks: 20. 11. 2023.
    rf"|(?<=(?<!\p{{N}})\p{{N}}{{1,2}})\.{_BLANK}\p{{N}}{{1,2}}\.{_BLANK}\p{{N}}{{4}}"
    # A dash with blanks is between two parts of a text after a year.
    rf"|(?<!(?<!\p{{N}})\p{{N}}{{4}}){_BLANK}[{_DASH}]{_BLANK}{_DIGITS})*"
    # A fraction after a whole number, but not after a year; minutes and seconds of arc; feet and inches.
    rf"(?:{_BLANK}?[¼-¾⅐-⅞]|(?<!\p{{N}}{{4}}){_BLANK}\p{{N}}{{1,2}}[⁄/]\p{{N}}{{1,3}}(?![\p{{N}}⁄/]))?"
    rf"(?:°{_BLANK}?\p{{N}}+(?:[.,]\p{{N}}+)?'(?:{_BLANK}?\p{{N}}+(?:[.,]\p{{N}}+)?\")?"
    rf"|'{_BLANK}?\p{{N}}+[½¼¾]?\")?)"
    rf"(?:{_BLANK}?\p{{Lu}}{{0,3}}\p{{Sc}}(?!\p{{N}})|{_BLANK}?(?:[%‰‱٪％﹪℃℉]|[°˚×][CFK]?)|{_HAN_UNIT}{_HALF}?|\+(?!\p{{N}}))?",
    regex.V1,
)
_HAN_MULTIPLIERS = "十百千万萬亿億"
# With what makes an ordinal of it, negates it, or says that it is more: 第三, 零下五, 数百, 三十多.
_HAN_NUMBER = regex.compile(
    rf"(?:第|零下|[负負])?(?:(?:[几幾数數]|(?<!任)何)(?=[{_HAN_MULTIPLIERS}]))?[\p{{Nd}}{_HAN_DIGITS}]+"
    rf"(?:(?:分[之の]|[点點・])[\p{{Nd}}{_HAN_DIGITS}]+)*(?:[多余餘几幾]|[来來数數](?=[岁歲人个個天年名万萬件回日]))?"
    # One Han digit alone is part of many words.
    rf"(?:(?<=\p{{Nd}}.?|[{_HAN_DIGITS}]{{2}}){_HAN_UNIT}{_HALF}?|{_HAN_UNIT}{_HALF})?",
    regex.V1,
)
_NEAR_NUMBER = regex.compile(rf"[\p{{N}}{_HAN_DIGITS}]", regex.V1)

# Code points of the source on each side of an edge that decide; no word or number is as long.
_WINDOW = 80
# Characters on each side of an edge of which one is a digit if the edge is in a number.
_NEAR = 8
# English words near an edge, without a sign that may join two: only between two letters is the edge within a word. A
# mark of a quotation, a bracket or an apostrophe joins nothing if a side of it is no letter, nor does a full stop
# before a blank, or what is between two passages.
_WORDS = r"[A-Za-z ,;!?\n]*+"
_SIGN = r"(?:(?<![A-Za-z])[\"“”(]|[\"“”'’](?![A-Za-z])|\.(?=[ \n]|\Z)|(?<=\n)\[…\](?=\n))"
_ONLY_WORDS = re.compile(rf"{_WORDS}(?:{_SIGN}{_WORDS})*+")


class Cut(StrEnum):
    """What an edge of a quotation cuts through."""

    CHARACTER = "character"
    WORD = "word"
    NUMBER = "number"


class CutWords(NamedTuple):
    """Words that occur in a source only with a cut: the word or number that they cut, and the passage with it whole."""

    cut: Cut
    word: str
    passage: str


def occurrences(words: str, source: SourceText) -> Iterator[Span]:
    """Every occurrence of folded words that cuts through nothing, overlapping ones too, in order."""
    for span in _everywhere(words, source):
        if cut_at(source.text, span.start) is None and cut_at(source.text, span.end) is None:
            yield span


def cut_words(words: str, source: SourceText) -> CutWords | None:
    """What folded words cut through where they first occur; None where they do not occur, or cut through nothing."""
    span = next(_everywhere(words, source), None)
    if span is None:
        return None
    text, whole = source.text, whole_words(source.text, span)
    for edge in (span.start, span.end):
        cut = cut_at(text, edge)
        if cut:
            word = whole_words(text, Span(edge, edge))
            return CutWords(cut, text[word.start : word.end], text[whole.start : whole.end])
    return None


def whole_words(text: str, span: Span) -> Span:
    """A span of a source's text, extended until its ends cut through nothing."""
    start, end = span.start, span.end
    while cut_at(text, start):
        start -= 1
    while cut_at(text, end):
        end += 1
    return Span(start, end)


def cut_at(text: str, at: int) -> Cut | None:
    """What an edge at that offset of a source's text cuts through."""
    if not 0 < at < len(text):
        return None
    if _ONLY_WORDS.fullmatch(text, max(at - _NEAR, 0), at + _NEAR):
        return Cut.WORD if text[at - 1].isalpha() and text[at].isalpha() else None
    around, middle = text[max(at - _WINDOW, 0) : at + _WINDOW], min(at, _WINDOW)
    around = _AT_LINE_END.sub("-", around)
    left, right = _plain(around[:middle]), _plain(around[middle:])
    window, edge = left + right, len(left)
    if _splits_character(window, edge):
        return Cut.CHARACTER
    if _NEAR_NUMBER.search(window, max(edge - _NEAR, 0), edge + _NEAR) and any(
        found.start() < edge < found.end() for number in (_NUMBER, _HAN_NUMBER) for found in number.finditer(window)
    ):
        return Cut.NUMBER
    return Cut.WORD if _SPLITS_WORD.match(window, edge) or _splits_joint(window, edge) else None


def _everywhere(words: str, source: SourceText) -> Iterator[Span]:
    """Every occurrence of folded words in a source, whatever it cuts through."""
    folded = source.folded
    start = folded.text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not _is_within_piece(folded, start) and not _is_within_piece(folded, end):
            yield trimmed(source, start, end)
        start = folded.text.find(words, start + 1)


def trimmed(source: SourceText, start: int, end: int) -> Span:
    """The span of folded characters [start, end), without white space at its ends that folding merged with a mark."""
    first, last = source.folded.span(start, end)
    body = source.text[first:last]
    return Span(first + len(body) - len(body.lstrip()), last - len(body) + len(body.rstrip()))


def _is_within_piece(folded: Folded, at: int) -> bool:
    """Whether the folded characters on both sides of an edge represent the same code points."""
    return 0 < at < len(folded.text) and folded.ends[at - 1] > folded.starts[at]


def _plain(part: str) -> str:
    """A part of a source without what folding drops, and with straight marks. Line ends, blanks and dashes stay."""
    if part.isascii():
        return part.replace("`", "'")
    return _DROPPED.sub("", part).translate(_STRAIGHT)


def _splits_character(window: str, edge: int) -> bool:
    if window[edge - 1 : edge + 1].isascii():
        return False
    return bool(_SPLITS_CHARACTER.match(window, edge)) or not any(
        found.end() == edge for found in regex.finditer(r"\X", window)
    )


def _splits_joint(window: str, edge: int) -> bool:
    if _JOINT.match(window, edge):
        return not _POSSESSIVE.match(window, edge)
    joints = (_JOINT.match(window, at) for at in range(max(edge - 3, 0), edge))
    return any(joint and joint.end() >= edge for joint in joints)
