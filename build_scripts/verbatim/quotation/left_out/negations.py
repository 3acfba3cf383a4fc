"""Words that a quotation leaves out and that may reverse its sense: negations, conditions, denials, question marks.

In: a source's text, its language, and the spans of a quotation. Out: what the quotation leaves out directly before it,
directly after it, or between its parts. It is for a warning, since only an editor can say whether such a word belongs
to the quoted words. Words of another line or sentence are not looked at.

In scripts without blanks between words the signs are looked for in any language, as a quotation may end between two
letters: 同意 is found in 不同意. In other scripts whole words are looked for, by the language of the source.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from verbatim.quotation.left_out.negating_words import WORDS
from verbatim.quotation.text.folding import DROPPABLE
from verbatim.quotation.text.source_text import Span
from verbatim.quotation.text.whole_words import UNSPACED

# Chinese; Japanese prefixes; Thai; Khmer; Lao; Burmese.
_BEFORE = regex.compile(
    "(?:不(?:会|會|能|可能|愿|願|想|肯|敢|再|应|應|该|該|是|打算|准备|準備)?|没有?|沒有?|未(?:能|曾)?|非|无法?|無法?|莫|勿|别|別"
    "|否认|否認|拒绝|拒絕|反对|反對|禁止|所谓|所謂|从未|從未"
    "|ไม่(?:ได้|เคย|ยอม|ใช่|อาจ|สามารถ|ควร)?|มิ(?:ได้|ใช่|อาจ)?|ปฏิเสธ(?:ว่า)?|មិន|គ្មាន|ບໍ່|မ)$"
)
# Japanese endings, also after a particle or a verb; Chinese complements; Burmese; Khmer; Thai.
_AFTER = regex.compile(
    "(?:では|じゃ|でも|には|とは|は|が|も)?(?:し|され|(?:(?:し|され)?て(?:は)?)?い|でき|言え)?"
    "(?:な(?:い|く|かっ|けれ|き|し)|ず|ぬ|ざる|(?:あり)?ません|まい)|を(?:拒否|拒絶|否定|否認|撤回)"
    "|不|没|沒|未|非|无|無|ไม่|ဘူး|ទេ|មិន"
)
_LETTER = regex.compile(rf"[[\p{{L}}\p{{M}}]&&[{UNSPACED}]]", regex.V1)
# The longest of them in code points, with a margin.
_WINDOW = 12


class LeftOut(NamedTuple):
    """A word that a quotation leaves out, where (`before`, `after` or `between`), and the passage that has it."""

    word: str
    where: str
    passage: str


# The rest of a sentence that is a question.
_ASKED = regex.compile(r"[^.!?…。！？؟۔।;\n]{0,300}+(?P<word>[?？؟])")
_ASKED_IN_GREEK = regex.compile(r"[^.!?…\n]{0,300}(?P<word>[;\u037e])")

# Code points on each side of a quotation in which the words are looked for.
_REACH = 60
_SENTENCE_ENDS = ".!?…。！？؟۔।"


def negations_left_out(text: str, lang: str, spans: Sequence[Span]) -> Iterator[LeftOut]:
    """Words left out that may negate or limit a quotation; `spans` are its parts, in order."""
    for span in spans:
        yield from _signs_beside(text, span)
    language, start, end = lang.partition("-")[0].lower(), spans[0].start, spans[-1].end
    goes_on = text[end - 1] not in _SENTENCE_ENDS
    asked = (_ASKED_IN_GREEK if language == "el" else _ASKED).match(text, end) if goes_on else None
    if asked:
        yield LeftOut(asked["word"], "after", text[start : asked.end()])
    words = WORDS.get(language)
    if words is None:
        return
    window = max(start - _REACH, 0)
    before = words.before(_seen(text[window:start]))
    if before:
        yield LeftOut(before["word"], "before", before.string[before.start("word") :] + text[start:end])
    after = words.after.match(_seen(text[end : end + _REACH])) if goes_on else None
    if after:
        yield LeftOut(after["word"], "after", text[start:end] + after.string[: after.end("word")])
    for one, other in pairwise(spans):
        if found := words.between.search(_seen(text[one.end : other.start])):
            yield LeftOut(found["word"], "between", text[one.start : other.end])


def negates(text: str, lang: str) -> bool | None:
    """Whether a text has a negation; None if the words of its language are not known."""
    words = WORDS.get(lang.partition("-")[0].lower())
    return bool(words.negation.search(_seen(text))) if words else None


def may_negate(text: str, lang: str) -> bool | None:
    """Whether a text has a negation or a word that limits; None if the words of its language are not known."""
    words = WORDS.get(lang.partition("-")[0].lower())
    return bool(words.anywhere.search(_seen(text))) if words else None


def _seen(text: str) -> str:
    """A text without the signs that nobody sees, and with its letters composed, as in the patterns."""
    return unicodedata.normalize("NFC", DROPPABLE.sub("", text))


def _signs_beside(text: str, span: Span) -> Iterator[LeftOut]:
    """The signs directly beside a part of a quotation, in scripts without blanks between words."""
    if _LETTER.match(text, span.start):
        before = _BEFORE.search(_seen(text[max(span.start - _WINDOW, 0) : span.start]))
        if before:
            yield LeftOut(before[0], "before", before[0] + text[span.start : span.end])
    if _LETTER.match(text, span.end - 1):
        after = _AFTER.match(_seen(text[span.end : span.end + _WINDOW]))
        if after:
            yield LeftOut(after[0], "after", text[span.start : span.end] + after[0])
