"""Words in quotation marks in the editors' own text.

In: a claim's own text. Out: every stretch between double quotation marks, so that each can be held against the claim's
excerpts. Single marks are free for terms and titles.
"""

import re
from collections.abc import Iterator

from verbatim.quotation.folding import fold

_PAIRS = re.compile(r"“(?P<curly>[^“”]*)”|„(?P<low>[^„“”]*)[“”]|«(?P<angle>[^«»]*)»|\"(?P<straight>[^\"]*)\"")
_LONE = re.compile(r"[“”„\"«»]")


def quoted_words(text: str) -> Iterator[str]:
    """The words between each pair of double marks, in order; a mark without its fellow gives the text from it on."""
    at = 0
    for found in _PAIRS.finditer(text):
        lone = _LONE.search(text, at, found.start())
        if lone:
            break
        yield next(words for words in found.groups() if words is not None)
        at = found.end()
    lone = _LONE.search(text, at)
    if lone:
        yield text[lone.start() :]


def stands_in(words: str, quotations: list[str]) -> bool:
    """Whether words stand in one of some quotations, typography aside; a comma or stop before the closing mark is free."""
    wanted = fold(words).text.strip()
    return any(
        form and form in fold(quotation).text for form in (wanted, wanted.rstrip(",.;:!? ")) for quotation in quotations
    )
