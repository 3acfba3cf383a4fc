"""What a text is about: its words as terms that can be compared.

In: a text in English, folded or not; words of other languages stay as they are. Out: `Term`s in order: the stem of each
word that carries meaning, and the place where the word stands. `Russian`, `Moscow` and `Kremlin` are one term
(`states.yaml`); words of like meaning are told apart but known as such (`like_terms`, `thesaurus.yaml`).

Terms serve to find and to rank. They never decide whether two texts agree: that is for `facts`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from verbatim.desk.scan.wordlists import states, thesaurus, words

# `co-operation` is one word, and so is `U.S.`
_WORD = re.compile(r"\b[Cc]o-[a-z]+|(?:[A-Z]\.){2,}|[^\W_]+")

# British and American spelling, and the commonest endings: enough to bring `travelled` and `traveling` together. What it
# joins wrongly costs a rank, not an error; hence no dictionary.
_SPELLING = (("our", "or"), ("ence", "ense"), ("yse", "yze"), ("isa", "iza"), ("ise", "ize"))
_ENDINGS = (
    ("ization", "iz"), ("ations", "at"), ("ation", "at"), ("ating", "at"), ("ated", "at"), ("ates", "at"), ("ate", "at"), ("ities", "iti"),
    ("ity", "iti"), ("ies", "i"), ("ied", "i"), ("ions", "ion"), ("ments", "ment"), ("ings", ""), ("ing", ""), ("edly", ""), ("ed", ""),
    ("ers", "er"), ("es", ""), ("s", ""), ("ly", ""), ("e", ""), ("y", "i"),
)  # fmt: skip
_SHORTEST_STEM = 3


def terms(text: str) -> tuple[str, ...]:
    """The terms of a text in order."""
    return tuple(filter(None, map(_term, _WORD.findall(text))))


def placed_terms(text: str) -> Iterator[tuple[str, int, int]]:
    """The same terms, each with the code points of the text [start, end) where its word stands."""
    for word in _WORD.finditer(text):
        term = _term(word[0])
        if term:
            yield term, word.start(), word.end()


def like_terms(term: str) -> str:
    """The group of terms that a term belongs to; the term itself where it has none."""
    return _groups().get(term, term)


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    """The term of one word; empty where it carries no meaning of its own."""
    word = word.replace(".", "").replace("-", "")
    state = _states().get(word)
    if state:
        return state
    word = word.lower()
    if word in words("stop") or (len(word) == 1 and word.isascii() and not word.isdigit()):
        return ""
    return _stem(word)


def _stem(word: str) -> str:
    if len(word) <= _SHORTEST_STEM or not word.isascii():
        return word
    for british, american in _SPELLING:
        word = word.replace(british, american)
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: len(word) - len(ending)] + rest
            break
    return word[:-1] if word[-1] == word[-2] else word


@cache
def _states() -> dict[str, str]:
    """The term for every single word that names a state, by the word as it is written, with its capital."""
    return {
        name.replace(".", "").split()[-1]: _stem(state.split()[-1].lower())
        for state, names in states().items()
        for name in names
    }


@cache
def _groups() -> dict[str, str]:
    return {_stem(word): f"{group[0]}…" for group in thesaurus() for word in group}
