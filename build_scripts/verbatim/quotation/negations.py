"""Words that a quotation leaves out and that may reverse or change its sense: negations, conditions, parts of numbers.

In: a source's text, its language, and the spans of a quotation. Out: what the quotation leaves out directly before it,
directly after it, or between its parts. It is for a warning, since only an editor can say whether such a word belongs
to the quoted words. Words of another line or sentence are not looked at.

In scripts without blanks between words the signs are looked for in any language, as a quotation may end between two
letters: 同意 is found in 不同意. In other scripts whole words are looked for, by the language of the source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

import regex

from verbatim.quotation.text.source_text import Span
from verbatim.quotation.text.whole_words import UNSPACED

# Chinese; Japanese prefixes; Thai; Khmer; Lao; Burmese.
_BEFORE = regex.compile("(?:不|没|沒|未|非|无|無|莫|勿|别|別|ไม่|มิได้|มิ|មិន|គ្មាន|ບໍ່|မ)$")
# Japanese endings, also after a particle; Chinese complements; Burmese; Khmer; Thai.
_AFTER = regex.compile(
    "(?:では|じゃ|でも|には|とは|は|が|も)?(?:な(?:い|く|かっ|けれ|き|し)|ず|ぬ|ざる|(?:あり|い|し|でき)?ません|まい)"
    "|不|没|沒|未|非|无|無|ไม่|ဘူး|ទេ|មិន"
)
_LETTER = regex.compile(rf"[[\p{{L}}\p{{M}}]&&[{UNSPACED}]]", regex.V1)
# The longest of them in code points, with a margin.
_WINDOW = 12


@dataclass(frozen=True)
class LeftOut:
    """A word that a quotation leaves out, where (`before`, `after` or `between`), and the passage that has it."""

    word: str
    where: str
    passage: str


_EDGE, _END = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
# Between such a word and the quotation there may be these.
_BLANKS = r"[ \u00a0,“”„«»\"'‘’(]+"
_FILLERS = r"(?:(?:that|to|ever|yet|even|really|actually|only|dass|que|che|что|що)[ \u00a0“”„«»\"]+)?"


@dataclass(frozen=True)
class _Words:
    """Patterns of whole words of a language: what negates, and what else limits the words after or before it."""

    negating: str
    limiting_next: str = "(?!)"
    limiting_last: str = "(?!)"

    @cached_property
    def before(self) -> regex.Pattern[str]:
        """Such a word at the end of what comes before a quotation."""
        return regex.compile(rf"{_EDGE}(?P<word>{self.negating}|{self.limiting_next}){_BLANKS}{_FILLERS}$", regex.I)

    @cached_property
    def after(self) -> regex.Pattern[str]:
        """Such a word at the start of what comes after a quotation."""
        return regex.compile(rf"{_BLANKS}(?P<word>{self.negating}|{self.limiting_last}){_END}", regex.I)

    @cached_property
    def anywhere(self) -> regex.Pattern[str]:
        """A negation."""
        return regex.compile(rf"{_EDGE}(?P<word>{self.negating}){_END}", regex.I)


# Of a language that is not here only the signs above are known.
_WORDS = {
    "en": _Words(
        r"not|never|no|nor|neither|without|hardly|barely|scarcely|cannot|[a-z]+n['’]t|none|nothing|nobody|nowhere",
        r"if|unless|whether|may|might|could|would|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)"
        r"|fail(?:s|ed|ing|ure)?|unable|unlikely|false(?:ly)?|alleged(?:ly)?|supposed(?:ly)?|rumou?red",
        r"if|only if|unless|provided|(?:is|are|was|were) (?:false|untrue|wrong|denied)",
    ),
    "de": _Words(
        r"nicht|nie|niemals|kein(?:e[mnrs]?)?|ohne|weder|nichts|kaum", r"wenn|falls|angeblich\w*", r"wenn|falls"
    ),
    "fr": _Words(r"ne|n['’]|ni|sans|non|pas|jamais|rien|aucune?", r"si|nie|niait|aurait|auraient", r"si"),
    "es": _Words(r"no|nunca|ni|sin|jamás|nada|ning[uú]n\w*", r"si|niega|negó", r"si"),
    "it": _Words(r"non|mai|né|senza|niente|nulla|nessun\w*", r"se|nega|negato", r"se"),
    "pt": _Words(r"não|nunca|nem|sem|nada|nenhuma?", r"nega|negou"),
    "nl": _Words(r"niet|nooit|geen|zonder|niets|noch", r"indien|tenzij|ontkent|ontkende", r"indien|tenzij"),
    "sv": _Words(r"inte|ej|aldrig|ingen|inget|inga|utan"),
    "da": _Words(r"ikke|aldrig|ingen|intet|uden", r"hvis", r"hvis"),
    "no": _Words(r"ikke|aldri|ingen|intet|uten", r"hvis", r"hvis"),
    "pl": _Words(r"nie|nigdy|nic|ani|bez", r"jeśli|jeżeli|gdyby|rzekomo", r"jeśli|jeżeli"),
    "ru": _Words(r"не|ни|нет|без|никогда", r"если|якобы|отрицает|отрицал\w*", r"если"),
    "uk": _Words(r"не|ні|немає|без|ніколи", r"якщо|нібито|заперечує", r"якщо"),
    "ar": _Words(r"لا|لم|لن|ليس|ليست|غير|دون", r"إذا|لو", r"إذا|لو|إلا"),
    "he": _Words(r"לא|אין|אינו|אינה|בלי|ללא", r"אם", r"אם"),
    "fa": _Words(r"نه|بدون|هیچ|نیست|نبود", r"اگر", r"اگر"),
    "hi": _Words(r"नहीं|न|बिना|मत", r"अगर|यदि"),
    "tr": _Words(r"değil\w*|yok\w*|hiçbir", r"eğer"),
    "ko": _Words(r"안|못|(?:않|없|아니)\w*", r"만약|만일"),
    "vi": _Words(r"không|chưa|chẳng", r"nếu", r"nếu"),
    "id": _Words(r"tidak|bukan|belum|tanpa", r"jika|kalau", r"jika|kalau"),
}

# What makes another number of a number next to it, in English.
_MAGNITUDE = "(?:dozen|hundred|thousand|million|billion|trillion)"
_WRITTEN_OUT = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    f"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|{_MAGNITUDE})"
)
_NUMBER_BEFORE = re.compile(
    rf"\b(?P<word>{_WRITTEN_OUT}|\d[\d.,]*(?=[ \u00a0]{_MAGNITUDE}\b))[ \u00a0](?=(?:and )?{_WRITTEN_OUT}\b)",
    re.IGNORECASE,
)
_ENDS_AS_NUMBER = re.compile(rf"(?:\b{_WRITTEN_OUT}|\d)$", re.IGNORECASE)
_NUMBER_AFTER = re.compile(
    rf"[ \u00a0](?P<word>{_MAGNITUDE}|(?:and )?{_WRITTEN_OUT}|per ?cent|percentage points?)\b", re.IGNORECASE
)

_Found: TypeAlias = regex.Match[str] | re.Match[str] | None

# Code points on each side of a quotation in which the words are looked for.
_REACH = 40


def negations_left_out(text: str, lang: str, spans: Sequence[Span]) -> Iterator[LeftOut]:
    """Words left out that may negate a quotation or be part of a number in it; `spans` are its parts, in order."""
    for span in spans:
        yield from _signs_beside(text, span)
    words, start, end = _WORDS.get(lang.partition("-")[0].lower()), spans[0].start, spans[-1].end
    if words is None:
        return
    before: _Found = words.before.search(text, max(start - _REACH, 0), start)
    after: _Found = words.after.match(text, end) if text[end - 1] not in ".!?…" else None
    if words is _WORDS["en"]:
        numbers = _NUMBER_BEFORE.finditer(text, max(start - 15, 0), start + 15)
        before = before or next((number for number in numbers if number.end() == start), None)
        after = after or (_ENDS_AS_NUMBER.search(text, max(start, end - 15), end) and _NUMBER_AFTER.match(text, end))
    if before:
        yield LeftOut(before["word"], "before", text[before.start("word") : end])
    if after:
        yield LeftOut(after["word"], "after", text[start : after.end("word")])
    for one, other in pairwise(spans):
        if found := words.anywhere.search(text, one.end, other.start):
            yield LeftOut(found["word"], "between", text[one.start : other.end])


def _signs_beside(text: str, span: Span) -> Iterator[LeftOut]:
    """The signs directly beside a part of a quotation, in scripts without blanks between words."""
    before = _BEFORE.search(text[max(span.start - _WINDOW, 0) : span.start])
    if before and _LETTER.match(text, span.start):
        yield LeftOut(before[0], "before", before[0] + text[span.start : span.end])
    after = _AFTER.match(text[span.end : span.end + _WINDOW])
    if after and _LETTER.match(text, span.end - 1):
        yield LeftOut(after[0], "after", text[span.start : span.end] + after[0])
