"""Splits a line of text into sentences, in any script.

In: a line of text. Out: the offsets of its sentences. Two rules find the ends:
- nupunkt knows `.`, `!` and `?` in texts with blanks between words, and abbreviations such as `Mr.`;
- the marks of other scripts end a sentence nearly as Unicode Standard Annex 29 says: `。`, the danda, the full stops of
  Urdu, Amharic, Armenian, Burmese and Khmer, the question marks of Arabic and Greek, and so on.

Thai and Lao have no such mark. There a blank between two long runs of letters ends a sentence, but not before a
conjunction. This cuts some sentences in two, so a quoted word accounts for a phrase rather than for a paragraph.
"""

import re
from collections.abc import Iterator

import regex
from nupunkt import sent_spans

from verbatim.quotation.text.quotation_marks import straightened

_NO_BLANKS = r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]"
# The marks that nupunkt does not know, or not between letters that are neither upper nor lower case.
_MARK = "|".join(
    (
        r"[\p{Sentence_Terminal}--[.!?．]]|(?<!\p{Nd})．|．(?!\p{Nd})",
        rf"(?<={_NO_BLANKS})[.!?](?=[\p{{Pe}}\p{{Pf}}]*{_NO_BLANKS})",
        r"(?<=\p{Arabic}{2})\.(?=\s+\p{Arabic})|(?<=\p{Hangul}{2})[.!?](?=\p{Hangul})",
        r"(?<=\p{Greek}\p{M}*)[;\u037e](?=[\s\p{Pf}\"]+\P{L}*\p{Lu})",
        # A colon and two word separators are often typed for the full stops of Armenian and Amharic.
        r"(?<=\p{Armenian}):(?=\s+\P{L}*\p{Lu})|፡፡",
        r"[།༎](?=\s)",
    )
)
# Closing marks belong to the sentence. It goes on after a comma or a dash, and where Japanese says who spoke: `。」と`.
_END = regex.compile(
    rf"(?:{_MARK})[\p{{Sentence_Terminal}}]*(?:[\p{{Pe}}\p{{Pf}}\"']+(?!\p{{Script=Hiragana}}))?+"
    r"(?![\p{Pe}\p{Pf}]|\s*\p{Sentence_Break=SContinue})",
    regex.V1,
)
# Korean and Japanese words that say who spoke follow the closing mark without a blank.
_GOES_ON = regex.compile(r"(?<!\s)[\p{Pe}\p{Pf}\"']*(?<=[\p{Pe}\p{Pf}\"'])[\p{Hiragana}\p{Hangul}]")
_LONG_RUN = r"[\p{Thai}\p{Lao}]{8}"
# And, or, but, which, by, because, so: before these a sentence goes on.
_CONJUNCTION = "และ|หรือ|แต่|ซึ่ง|โดย|เพราะ|จึง|ແລະ|ຫຼື|ແຕ່|ເຊິ່ງ|ໂດຍ|ເພາະ|ຈຶ່ງ"
# The sign of repetition and that of abbreviation are followed by a blank within a sentence, too.
_LONG_BLANK = regex.compile(rf"(?<={_LONG_RUN})(?<![ๆฯໆຯ])\s+(?={_LONG_RUN})(?!{_CONJUNCTION})")
# nupunkt ends no sentence before such a mark; most lines of a claim have none but at their end.
_MORE_THAN_ONE = re.compile(r"[.!?\u2026]\s*\S")
# Both patterns need a character beyond Latin letters, their marks and typographic signs; most lines have none.
_BEYOND_LATIN = re.compile("[^\0-\u02ff\u2010-\u201f\u2026\u20ac]")


def sentence_spans(line: str) -> Iterator[tuple[int, int]]:
    """The sentences of a line in order, each [start, end) in code points, without the white space between them."""
    for start, end in _found_by_nupunkt(line):
        for left, right in _parts(line, start, end):
            body = line[left:right]
            if body.strip():
                yield left + len(body) - len(body.lstrip()), left + len(body.rstrip())


def _found_by_nupunkt(line: str) -> list[tuple[int, int]]:
    """The stretches that nupunkt takes for sentences; one that goes on after a quotation is one with it."""
    if not _MORE_THAN_ONE.search(line):
        return [(0, len(line))]
    found: list[tuple[int, int]] = []
    # nupunkt knows straight marks only. One character is replaced by one, so offsets stay.
    for start, end in sent_spans(straightened(line)):
        goes_on = found and _GOES_ON.match(line, start)
        found.append((found.pop()[0] if goes_on else start, end))
    return found


def _parts(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of a line, cut where a mark that nupunkt does not know ends a sentence."""
    if _BEYOND_LATIN.search(line):
        for found in sorted(
            (found for pattern in (_END, _LONG_BLANK) for found in pattern.finditer(line, start, end)),
            key=lambda found: found.end(),
        ):
            # A straight mark after an even number of others opens the next sentence.
            stop = found.end() - (found[0].endswith('"') and line.count('"', 0, found.end()) % 2)
            yield start, stop
            start = stop
    yield start, end
