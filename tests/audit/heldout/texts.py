"""The texts that the quotations are made from: our own articles, and texts of invented words in twelve scripts.

In: a seed. Out: `Text`s that know where their words are, without the project's code. The same seed gives the same
texts. Invented words are as good as real ones here: the proof knows no dictionary.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.support.microsite import NEWSROOM, ROOT

TEXTS_OF_A_SCRIPT = 12
_PARAGRAPHS = 8
_SENTENCES = (2, 4)
_WORDS = (6, 16)

# What may be around a word without being part of it.
OUTER = "\"“”„«»‘’'()[]{}「」、。，,;:!?.…—–|"


@dataclass(frozen=True)
class Script:
    """What the words and sentences of a script are made of; `blank` is between its words."""

    name: str
    syllables: Sequence[str]
    blank: str = " "
    stop: str = "."
    comma: str = ","
    marks: str = "“”"
    negations: Sequence[str] = ()


@dataclass(frozen=True)
class Text:
    """A text, and for each of its lines the spans of the words, without the marks around them."""

    name: str
    script: Script
    text: str
    lines: list[list[tuple[int, int]]] = field(repr=False)

    @property
    def spaced(self) -> bool:
        """Whether the script puts blanks between words."""
        return bool(self.script.blank)


def _product(first: str, second: str) -> list[str]:
    return [a + b for a in first for b in second.split(" ")]


LATIN = Script(
    "Latin", _product("bdfgklmnprstvzäøé", "a e i o u ar en is or"), negations=("non-", "un-", "anti-", "ex-", "no-")
)
SCRIPTS = (
    LATIN,
    Script(
        "Cyrillic", _product("бвгдклмнпрстфшё", "а е и о у ый ать ов"), marks="«»", negations=("не-", "анти-", "экс-")
    ),
    Script("Greek", _product("βγδκλμνπρστφχ", "α ά ε ή ι ο ος ων"), marks="«»", negations=("αντι-", "μη-", "πρώην-")),
    Script("Arabic", _product("بتجحدرسشعفقكلمنه", "ا ي و ّا َل ة"), comma="،", negations=("غير-", "لا-")),
    Script("Hebrew", _product("בגדהזחטלמנסעפקרשת", "א ו י ה ת"), marks="„”", negations=("אי־", "לא־", "אנטי-")),
    Script("Devanagari", _product("कखगचजतदनपबमरलवसह", "ा ि ी ु े ो ं ्य"), stop="।", negations=("गैर-", "अ-")),
    Script("Tamil", _product("கசதநபமயரலவழ", "ா ி ு ே ோ ை ்"), negations=("அல்லாத-", "எதிர்-")),
    Script("Hangul", [chr(code) for code in range(0xAC00, 0xD7A0, 97)], negations=("비-", "반-", "탈-")),
    Script("Ethiopic", [chr(code) for code in (*range(0x1208, 0x1240), *range(0x1260, 0x1287))], stop="።", comma="፣"),
    Script("Georgian", _product("ბგდვზთკლმნპრსტ", "ა ე ი ო უ"), marks="„“", negations=("არა-", "ანტი-")),
    Script(
        "Han",
        "说部长会谈继续行签署国际外交发言人表示记者今天城市经济关系支持安全合作问题情况政府公司学生生活世界历史",
        blank="",
        stop="。",
        comma="，",
    ),
    Script(
        "Thai",
        _product("กปมรล", "า ี ู ้า ื่อ") + _product("เแโไ", "ก ป ม ร ล"),
        blank="",
        stop=" ",
        comma=" ",
    ),
)


def texts(seed: int) -> Iterator[Text]:
    """Our own articles and those of the invented newsroom, then the invented texts of each script."""
    for folder in (ROOT, NEWSROOM):
        for path in sorted((folder / "seeds" / "articles").glob("*.txt")):
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            yield Text(path.name, LATIN, text, [list(words_of(text, *line.span())) for line in _LINE.finditer(text)])
    for script in SCRIPTS:
        for number in range(TEXTS_OF_A_SCRIPT):
            name = f"{script.name} {number}"
            yield _invented(name, script, Random(f"{seed}/{name}"))  # noqa: S311 - repeatable on purpose


_LINE = re.compile(r"[^\n]+")
# The groups of a number are one word.
_WORD = re.compile(r"[^\s\d]*\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+\S*|\S+")


def words_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the words between blanks, without the marks around them."""
    for found in _WORD.finditer(text, start, end):
        body = found[0]
        left, right = len(body) - len(body.lstrip(OUTER)), len(body.rstrip(OUTER))
        if left < right:
            yield found.start() + left, found.start() + right


def _invented(name: str, script: Script, dice: Random) -> Text:
    """A text of paragraphs with commas, dashes, quoted words and hyphens; it keeps the spans of its words."""
    text = ""
    lines: list[list[tuple[int, int]]] = []
    for _ in range(_PARAGRAPHS):
        lines.append([])
        for _ in range(dice.randint(*_SENTENCES)):
            number = dice.randint(*_WORDS)
            quoted = dice.randrange(1, number) if dice.random() < 0.4 else 0
            for place in range(number):
                text += script.marks[0] if quoted and place == quoted else ""
                word = invented_word(script, dice)
                lines[-1].append((len(text), len(text) + len(word)))
                text += word
                text += script.marks[1] if quoted and place == min(quoted + 2, number - 1) else ""
                if place < number - 1:
                    text += dice.choices((script.blank, f"{script.comma}{script.blank}", " – "), (20, 2, 1))[0]
            text += f"{script.stop}{script.blank}"
        text = text.rstrip() + "\n\n"
    return Text(name, script, text, lines)


def invented_word(script: Script, dice: Random) -> str:
    """A word of a script; one in twelve has a hyphen where the script has words between blanks."""
    word = "".join(dice.choices(script.syllables, k=dice.randint(2, 4)))
    return f"{word}-{invented_word(script, dice)}" if script.blank and dice.random() < 0.08 else word
