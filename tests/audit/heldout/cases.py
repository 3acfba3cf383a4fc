"""Makes quotations from texts, with what the proof must say of each.

In: the texts and a seed. Out: `Case`s. What is right is known from how a case is made, and from a comparison that is
looser than any folding: letters, marks and digits only, without case. A quotation that must be found is in the text
once, however loosely one looks; one that must be refused is nowhere in it as it is written.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from random import Random
from typing import Any

import regex

from tests.audit.heldout.texts import LATIN, Script, Text, invented_word

REACH = 2_000
_EACH = 25
_TRIES = 12

# Written with signs of which none may be cut off. Each digit may be any other, but for those of Han.
_NUMBERS = (
    *("1,234,567", "1.234.567,89", "12 345 678", "12\u00a0345", "12\u202f345", "1’234’567", "12_345", "٣٬٤٥٦", "३४५"),
    *("10:30", "10h30", "3.75", "3,75", "0·5", "1/2", "3½", "12–15", "2019-11-28", "28/11/2019", "28.11.2019"),
    *("−300", "±25", "+25", "<25", "≥25", "€300", "US$300", "300€", "45%", "45 %", "45‰", "12°", "10°C", "#25", "№ 25"),
    *("10⁶", "5e6", "G20", "F-16", "22nd", "12-year-old", "300万", "三百万", "二十一", "百分之五", "½", "１２３"),
    *("No.25", "Rs.500", "10月", "300元", "12日", "3か月", "二〇二三年", "10⁻³", "5 – 10", "12 - 15"),
    *("$ 5", "€ 1 000", "2 1/2", "5%-10%", "10 × 5", "5°30′", "第三", "零下五", "数百", "三十多"),
)
_ONLY_AFTER_BLANKS = ("-300", "–300", "12x15x20", ".75")
_HYPHENS = "-‐‑"
_OTHER_SIGNS = {
    "'": "’‘ʼ´`",
    "’": "'ʼ",
    '"': "“”„«»＂",
    "“": '"„«「',
    "”": '"»」',
    "-": "‐‑",
    "–": "-—―",
    "—": "–―",
    " ": ("\u00a0", "\u202f", "\u2009", "  ", "\n", "\t"),
    "…": ("...", ". . ."),
}
# Letters that look or sound alike, or that programs often make the same: they are not the same letters.
_ALIKE = (
    *("аa", "еe", "оo", "её", "ий", "iı", "ée", "öo", "øo", "ςσ", "άα", "ήη", "יו", "ךכ", "םמ", "ىي", "يی", "كک"),
    *("ةه", "أا", "国國", "会會", "说説", "部郎", "แเ", "ำา", "ფპ", "ኸሀ", "비미", "०0", "٣3", "¹1", "½¼", "fﬁ", "ij"),
)
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\u200e"
_PUNCTUATION = ",;:!?"


class Right(StrEnum):
    """What the proof must say. A cut must be refused as a cut, with the word that it cuts."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"
    CUT = "refused as a cut"


@dataclass(frozen=True)
class Case:
    """A quotation, and what is right of it in a source. `own` words are looked for as an editor's own words are."""

    kind: str
    script: str
    source: str = field(repr=False)
    quote: str
    right: Right
    spans: tuple[tuple[int, int], ...] = ()
    occurrence: int | None = None
    own: bool = False


def loose(text: str) -> str:
    """Letters, marks and digits only, without case and without forms of compatibility."""
    return regex.sub(r"[^\p{L}\p{M}\p{N}]+", "", unicodedata.normalize("NFKC", text).casefold())


def cases(texts: list[Text], seed: int) -> Iterator[Case]:
    """The cases of all texts, kind by kind for each."""
    for number, text in enumerate(texts):
        dice = Random(f"{seed}/cases/{text.name}")  # noqa: S311 - repeatable on purpose
        yield from _Maker(text, texts[number - 1], dice).all()


class _Maker:
    """Makes the cases of one text. `other` is the text from which quotations that are nowhere in it are taken."""

    def __init__(self, text: Text, other: Text, dice: Random) -> None:
        self.text, self.other, self.dice = text, other, dice
        self.loose = loose(text.text)
        self.lines = [line for line in text.lines if len(line) >= 4]

    def all(self) -> Iterator[Case]:
        kinds: tuple[Callable[[], Iterator[Case]], ...] = (
            self.exact,
            self.typographic,
            self.ambiguous,
            self.gapped,
            self.nowhere,
            self.edited_character,
            self.edited_word,
            self.cut_word,
            self.lost_mark,
            self.other_letters,
            self.number,
            self.negated,
        )
        for kind in kinds:
            for _ in range(_EACH):
                yield from kind()

    # The kinds

    def exact(self) -> Iterator[Case]:
        """Whole words of one line or of two, as they are; and as own words."""
        if span := self.stretch(1, 40):
            quote = self.words(span)
            yield self.case("exact", quote, Right.FOUND, (span,))
            yield self.case("own words, whole", quote, Right.FOUND, own=True)
        first = self.dice.randrange(len(self.text.lines))
        both = self.text.lines[first : first + 2]
        if len(both) == 2 and all(both):
            span = self.dice.choice(both[0])[0], self.dice.choice(both[1])[1]
            quote = " ".join(self.words(span).split())
            if self.once(quote):
                yield self.case("across a line end", quote, Right.FOUND, (span,))

    def typographic(self) -> Iterator[Case]:
        """Another kind of quotation mark, apostrophe, dash, blank or ellipsis; signs that nobody sees; NFD."""
        if not (span := self.stretch(3, 20)):
            return
        quote = self.words(span)
        places = [place for place, sign in enumerate(quote) if sign in _OTHER_SIGNS]
        for place in self.dice.sample(places, min(len(places), 3)):
            other = self.dice.choice(_OTHER_SIGNS[quote[place]])
            # A dash without blanks is another sign than one with blanks between numbers.
            if not (quote[place] in "–—" and other == "-" and regex.search(r"\d", quote)):
                changed = quote[:place] + other + quote[place + 1 :]
                yield self.case("other typography", changed, Right.FOUND, (span,))
        place = self.dice.randrange(1, len(quote))
        changed = quote[:place] + self.dice.choice(_INVISIBLE) + quote[place:]
        yield self.case("signs that nobody sees", changed, Right.FOUND, (span,))
        yield self.case("letters taken apart", unicodedata.normalize("NFD", quote), Right.FOUND, (span,))

    def ambiguous(self) -> Iterator[Case]:
        """Words that occur twice; with a number, the one that is meant."""
        if not (span := self.stretch(2, 6)):
            return
        quote = self.words(span)
        source = f"{self.text.text}\n{quote}"
        again = len(source) - len(quote), len(source)
        yield self.case("ambiguous", quote, Right.AMBIGUOUS, source=source)
        for number, place in enumerate((span, again), 1):
            yield self.case("one of two occurrences", quote, Right.FOUND, (place,), source=source, occurrence=number)
        yield self.case("occurrence that is not there", quote, Right.REFUSED, source=source, occurrence=3)

    def gapped(self) -> Iterator[Case]:
        """Parts with omissions, in order and within reach; in the wrong order; too far apart; a part changed."""
        parts = sorted({part for _ in range(self.dice.choice((2, 2, 3, 4))) if (part := self.stretch(1, 6))})
        gaps = [later[0] - sooner[1] for sooner, later in pairwise(parts)]
        if not gaps or min(gaps) <= 0:
            return
        omission = self.dice.choice((" […] ", " [...] ", "[…]", " [ … ] "))
        quote = omission.join(map(self.words, parts))
        if max(gaps) > REACH:
            yield self.case("gapped, out of reach", quote, Right.REFUSED)
            return
        yield self.case("gapped", quote, Right.FOUND, tuple(parts))
        far = f"{self.words(parts[0])} {'x ' * REACH}{self.words(parts[1])}"
        yield self.case("gapped, out of reach", omission.join(map(self.words, parts[:2])), Right.REFUSED, source=far)
        yield self.case("gapped, wrong order", omission.join(map(self.words, parts[::-1])), Right.REFUSED)
        wrong = [*map(self.words, parts[:-1]), self.words(parts[-1]) + self.letters(3)]
        yield from self.absent("gapped, part changed", omission.join(wrong))

    def nowhere(self) -> Iterator[Case]:
        """Words of another text, and words of this one with those of another after them."""
        theirs = _Maker(self.other, self.text, self.dice).stretch(2, 20)
        ours = self.stretch(2, 10)
        if theirs and ours:
            quote = self.other.text[slice(*theirs)]
            yield from self.absent("nowhere", quote)
            yield from self.absent("nowhere", f"{self.words(ours)}{self.text.script.blank}{quote}")

    def edited_character(self) -> Iterator[Case]:
        """One letter replaced, dropped, doubled, moved or in the other case; a comma replaced or dropped."""
        if not (span := self.stretch(2, 20)):
            return
        quote = self.words(span)
        places = [found.start() for found in regex.finditer(r"\p{L}", quote)]
        at = self.dice.choice(places)
        letter = quote[at]
        for changed in (self.letters(1), "", letter * 2, quote[at + 1 : at + 2] + letter):
            rest = quote[at + (2 if changed.endswith(letter) and changed[:1] == quote[at + 1 : at + 2] else 1) :]
            yield from self.absent("one character", quote[:at] + changed + rest)
        if letter.swapcase() != letter:
            yield from self.unwritten("one character", quote[:at] + letter.swapcase() + quote[at + 1 :])
        for found in regex.finditer(rf"[{_PUNCTUATION}](?=\s\p{{L}})", quote):
            others = [mark for mark in (*_PUNCTUATION, "") if mark != found[0]]
            yield from self.unwritten(
                "one character", quote[: found.start()] + self.dice.choice(others) + quote[found.end() :]
            )

    def edited_word(self) -> Iterator[Case]:
        """One word dropped, doubled, put in, replaced or moved."""
        line = self.dice.choice(self.lines)
        first = self.dice.randrange(len(line) - 3)
        chosen = line[first : first + self.dice.randint(4, 20)]
        words = [self.words(word) for word in chosen]
        at = self.dice.randrange(1, len(words) - 1)
        other = invented_word(self.text.script, self.dice)
        for edited in (
            [*words[:at], *words[at + 1 :]],
            [*words[: at + 1], *words[at:]],
            [*words[:at], other, *words[at:]],
            [*words[:at], other, *words[at + 1 :]],
            [*words[: at - 1], words[at], words[at - 1], *words[at + 1 :]],
        ):
            yield from self.absent("one word", self.text.script.blank.join(edited))

    def cut_word(self) -> Iterator[Case]:
        """The first or the last letters of a word cut off; in Thai, a letter from its vowel or mark."""
        if not (span := self.stretch(2, 12)):
            return
        quote = self.words(span)
        clusters = [found.end() for found in regex.finditer(r"\X", quote)]
        if self.text.spaced:
            first, last = regex.match(r"\w+", quote), regex.search(r"\w+$", quote)
            starts = [at for at in clusters if first and at < first.end()]
            ends = [at for at in clusters if last and last.start() < at < len(quote)]
        else:
            inside = [found.start() for found in regex.finditer(r"(?=\p{M})|(?<=[เแโใไ])", quote)]
            starts = ends = [at for at in inside if 0 < at < len(quote)]
        for part in (*(quote[at:] for at in starts[:2]), *(quote[:at] for at in ends[-2:])):
            if self.once(part):
                yield self.case("word cut at a letter", part, Right.CUT)
                yield self.case("own words, cut", part, Right.CUT, own=True)

    def lost_mark(self) -> Iterator[Case]:
        """The last letter without its marks, and the whole quotation without one of them."""
        if not (span := self.stretch(2, 12)):
            return
        quote = unicodedata.normalize("NFC", self.words(span))
        marked = list(regex.finditer(r"\p{M}+", quote))
        if marked:
            mark = self.dice.choice(marked)
            yield from self.absent("letter without its mark", quote[: mark.start()] + quote[mark.end() :])
            if self.once(part := quote[: mark.start()]):
                yield self.case("letter without its mark", part, Right.CUT)
        bare = regex.sub(r"\p{M}+", "", unicodedata.normalize("NFD", quote))
        yield from self.absent("letter without its mark", unicodedata.normalize("NFC", bare))

    def other_letters(self) -> Iterator[Case]:
        """A letter replaced by one that looks alike."""
        if not (span := self.stretch(2, 20)):
            return
        quote = self.words(span)
        pairs = [pair for pair in (*_ALIKE, *(pair[::-1] for pair in _ALIKE)) if pair[0] in quote]
        if pairs:
            pair = self.dice.choice(pairs)
            yield from self.unwritten("letter that looks alike", quote.replace(pair[0], pair[1:], 1))

    def number(self) -> Iterator[Case]:
        """A number whole, and every part of it, at the end and at the beginning of a quotation."""
        forms = _NUMBERS + (_ONLY_AFTER_BLANKS if self.text.spaced else ())
        number = regex.sub("[1-9]", lambda _: str(self.dice.randint(1, 9)), self.dice.choice(forms))
        before, after, source, at = self.around(number)
        blank = self.text.script.blank
        whole = f"{before}{blank}{number}{blank}{after}"
        yield self.case("number, whole", whole, Right.FOUND, ((0, len(whole)),), source=source)
        yield self.case("number, whole", number, Right.FOUND, ((at, at + len(number)),), source=source)
        for place in range(1, len(number)):
            if number[:place].strip() and number[place:].strip():
                parts = (f"{before}{blank}{number[:place]}", f"{number[place:]}{blank}{after}")
                yield self.case("number cut", self.dice.choice(parts), Right.CUT, source=source)
                own = self.dice.choice(parts)
                if not own.endswith("."):  # a full stop before the closing mark is free
                    yield self.case("own words, cut", own, Right.CUT, source=source, own=True)

    def negated(self) -> Iterator[Case]:
        """A word without the prefix that negates it, and the prefix without the word; with and without a hyphen."""
        script = self.text.script
        if not script.negations:
            return
        prefix = self.dice.choice(script.negations)
        bare = prefix.rstrip("-־")
        hyphen = self.dice.choice((*_HYPHENS, "", "־" if script.name == "Hebrew" else "-"))
        word = invented_word(script, self.dice)
        before, after, source, _ = self.around(f"{bare}{hyphen}{word}")
        for quote in (f"{word} {after}", f"{before} {bare}", f"{before} {bare}{hyphen}"):
            if quote != before and loose(quote):
                yield self.case("negating prefix", quote, Right.CUT, source=source)
                yield self.case("own words, cut", quote, Right.CUT, source=source, own=True)

    # What the kinds are made with

    def case(self, kind: str, quote: str, right: Right, spans: tuple[tuple[int, int], ...] = (), **more: Any) -> Case:
        """A case whose source is the text, unless `more` names another one."""
        source = more.pop("source", self.text.text)
        return Case(kind, self.text.script.name, source, quote, right, spans, **more)

    def absent(self, kind: str, quote: str) -> Iterator[Case]:
        """A case that must be refused, unless the letters of the quotation happen to be in the text."""
        if loose(quote) and loose(quote) not in self.loose:
            yield self.case(kind, quote, Right.REFUSED)

    def unwritten(self, kind: str, quote: str) -> Iterator[Case]:
        """A case that must be refused, unless the text happens to have it just so."""
        if quote not in self.text.text:
            yield self.case(kind, quote, Right.REFUSED)

    def words(self, span: tuple[int, int]) -> str:
        return self.text.text[slice(*span)]

    def letters(self, number: int) -> str:
        return "".join(self.dice.choices(_letters(self.text.script), k=number))

    def once(self, words: str) -> bool:
        wanted = loose(words)
        return len(wanted) > 3 and self.loose.count(wanted) == 1

    def stretch(self, fewest: int, most: int) -> tuple[int, int] | None:
        """The span of some whole words of one line that are in the text once."""
        for _ in range(_TRIES):
            line = self.dice.choice(self.lines)
            number = min(self.dice.randint(fewest, most), len(line))
            first = self.dice.randint(0, len(line) - number)
            span = line[first][0], line[first + number - 1][1]
            if self.once(self.words(span)) and "[" not in self.words(span):
                return span
        return None

    def around(self, word: str) -> tuple[str, str, str, int]:
        """A source of invented words with a given one among them: the words before and after it, and its place."""
        script = self.text.script
        before, after = (
            script.blank.join(invented_word(script, self.dice) for _ in range(3)) for _ in ("before", "after")
        )
        source = f"{before}{script.blank}{word}{script.blank}{after}{script.stop}"
        return before, after, source, len(before) + len(script.blank)


def _letters(script: Script) -> list[str]:
    return [letter for syllable in (script or LATIN).syllables for letter in syllable if regex.match(r"\p{L}", letter)]
