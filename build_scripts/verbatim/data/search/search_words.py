"""How Find takes a text apart into words. The rules are data, so that the build and the Find page use the same ones.

In: any text. Out: its words as the search index has them, without case, accents and typography. `rules` is published in
`api/v1/facets.json`; `find.js` reads texts and queries by it.

A word is a run of letters or a run of digits; in a script that puts no blanks between words, each letter is one. Words
that only a hyphen, an apostrophe, a full stop or nothing parts are one word as well: `F-16` is `f`, `16` and `f16`.
So are the groups of a number: `2,800` is `2`, `800` and `2800`.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import regex

_WITHOUT_BLANKS = "".join(
    rf"\p{{Script={name}}}"
    for name in ("Han", "Hiragana", "Katakana", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Javanese")
)
# The signs of these scripts, and marks that nothing bears, are no words.
_ALONE = rf"(?=[\p{{L}}\p{{M}}\p{{N}}])[{_WITHOUT_BLANKS}][\p{{M}}\p{{Cf}}]*"
# Letters for Unicode, but written as an apostrophe is: Hawai\u02bbi.
_APOSTROPHES = "\u02b9\u02bb-\u02bd"
_OTHER = f"(?![{_WITHOUT_BLANKS}{_APOSTROPHES}])"
_LETTERS = rf"(?=(?:{_OTHER}[\p{{M}}\p{{Cf}}])*{_OTHER}\p{{L}})(?:{_OTHER}[\p{{L}}\p{{M}}\p{{Cf}}])+"
_PART = rf"{_ALONE}|{_LETTERS}|(?=\p{{Cf}}*\p{{N}})[\p{{N}}\p{{Cf}}]+"

# A word: its parts, with no more than one of these marks between them, or what parts the groups of a number.
_MARKS = rf"[-\u2010\u2011'\u2019`\u00b4\u05f3\u05f4\u0f0b\uff07.{_APOSTROPHES}]"
_GROUPS = r"(?<=(?<!\p{N})\p{N}{1,3})[, \u00a0\u2009\u202f](?=\p{N}{3}(?!\p{N}))"
_WORD = rf"(?:{_PART})(?:(?:{_MARKS}|{_GROUPS})?(?:{_PART}))*"

# In a query: a phrase in quotation marks, which may hold others, or words.
_MARK = '["“”„‟«»]'
_NO_MARK = _MARK.replace("[", "[^")
_QUERY = rf"{_MARK}((?:{_NO_MARK}|{_MARK}(?=[\p{{L}}\p{{N}}]){_NO_MARK}*{_MARK})*){_MARK}|{_NO_MARK}+"

# What is dropped of a word: accents of Latin, Greek and Cyrillic, and what is no letter, mark or digit.
_DROPPED = regex.compile(r"[\u0300-\u036f]|[^\p{L}\p{M}\p{N}]")

# Letters that Unicode does not take apart, and what stands for them.
_PLAIN = {"ß": "ss", "þ": "th", "æ": "ae", "œ": "oe", "ς": "σ", **dict(zip("łøđðħŧı", "loddhti", strict=True))}

# How Pagefind ranks: long pages lose little.
_RANKING = {"pageLength": 0.3}

# Words that say nothing of what is asked, by the language of the site.
_STOP_WORDS = {
    "en": "a about all also am an and any are as at be been being but by can could did do does doing for from get gets "
    "give given got had has have having he her him his how i if in into is it its just many me much my no not of on or "
    "our s say says said she should so some t than that the their them then there these they this those to tell too "
    "very was we were what when where which who whom whose why will with would you your",
    "ar": "إلى أن إن أو أي التي الذي الذين ثم ذلك على عن عند في قال قالت كان كانت كل كم كيف لا لم لماذا لن ليس "
    "ما ماذا متى مع من منذ هذا هذه هل هو هي و يا",
    "de": "aber als am an auch auf aus bei bin bis das dass dem den der des die dies diese dieser du durch ein "
    "eine einem einen einer er es für gab gibt haben hat hatte hatten ich ihr im in ist kann mit nach "
    "nicht noch nur ob oder sagt sagte sich sie sind so über um und uns von vor war waren warum was weil "
    "welche wem wen wenn wer werden wie wird wo wurde wurden zu zum zur",
    "es": "a al algo como con cual cuando cuál cuándo cómo de del desde dice dijo donde dónde e el ella ellos "
    "en entre era es esa ese esta este esto fue fueron ha han hay la las le les lo los más me mi muy ni "
    "no nos o para pero por porque que quien quién qué se ser si sin sobre son su sus también tiene un "
    "una uno y ya",
    "fr": "a au aux avec ce ces cette comme comment dans de des dit du elle elles en est et eu été il ils je l "
    "la le les leur leurs lui mais n ne nous on ont ou où par pas plus pour pourquoi qu quand que quel "
    "quelle qui quoi s sa se ses si son sont sur un une était y à d c j",
    "ru": "а без бы был была были было в вы где да для до его ее её если есть еще ещё же за и из или их к как "
    "какая какие какой когда который кто ли на не но о об он она они от по под почему при с сказал "
    "сказала со так то том у уже что чтобы это я",
}

_part = regex.compile(_PART)
_word = regex.compile(_WORD)
_alone = regex.compile(_ALONE)

# The same, and several times as fast, for most texts in Latin letters: those without combining marks, invisible signs,
# fractions, and the letters among the signs of Latin-1.
_beyond_latin = re.compile("[^\0-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf-\u024f\u2010-\u2027\u20ac]")
_LATIN_LETTERS = "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f"
_LATIN_PART = f"[{_LATIN_LETTERS}]++|[0-9]++"
_LATIN_GROUPS = r"(?<=[0-9])(?<![0-9]{4})[, \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))"
_latin_part = re.compile(_LATIN_PART)
# Only words of several parts, since the others are not joined.
_latin_parts = re.compile(
    rf"(?<![{_LATIN_LETTERS}0-9])(?:{_LATIN_PART})(?:(?:{_MARKS}|{_LATIN_GROUPS})?(?:{_LATIN_PART}))+"
)


def rules(lang: str) -> Mapping[str, Any]:
    """The rules as `find.js` reads them, for a site in this language."""
    stop = words(_STOP_WORDS.get(lang.partition("-")[0].lower(), ""))
    return {"part": _PART, "word": _WORD, "query": _QUERY, "plain": _PLAIN, "stop": stop, "ranking": _RANKING}


def words(text: str) -> list[str]:
    """The parts of all words of a text, in order."""
    return list(map(_folded, (_part if _beyond_latin.search(text) else _latin_part).findall(text)))


def joined_words(text: str) -> list[str]:
    """The words of a text that have several parts, as one; a run in a script without blanks is not one."""
    found = (_word if _beyond_latin.search(text) else _latin_parts).findall(text)
    return [joined for joined in map(_joined, found) if joined]


# A record uses the same words again and again; without these caches its search takes three times as long.
@lru_cache(maxsize=100_000)
def _joined(word: str) -> str:
    """A word that has several parts, as one; an empty text for every other word."""
    parts = () if _alone.match(word) else words(word)
    return "".join(parts) if len(parts) > 1 else ""


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    """A word without case and accents; `_` where nothing is left."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKD", word.lower()))
    return "".join(_PLAIN.get(char, char) for char in text) or "_"
