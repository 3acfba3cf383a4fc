"""Words in quotation marks in the editors' own text.

In: a claim's own text. Out: the words between double quotation marks, which must be in one of the claim's excerpts.
Single marks are free for terms and titles.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from verbatim.quotation.folding import fold
from verbatim.quotation.quotation_marks import DOUBLE
from verbatim.quotation.whole_words import occurrences

_MARK = re.compile(f"[{''.join(DOUBLE)}]")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


def printed(markdown: str) -> str:
    """A text in Markdown with its character references, such as `&ldquo;`, as the characters that they print."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), markdown)


def quoted_words(text: str) -> Iterator[str]:
    """The words between each pair of double marks, in order. A mark without a partner gives the text from it on."""
    end = 0
    while opening := _MARK.search(text, end):
        closed_by = DOUBLE[opening[0]]
        partner = re.compile(f"[{opening[0]}{closed_by}]").search(text, opening.end())
        if partner is None or partner[0] not in closed_by:
            yield text[opening.start() :]
            return
        yield text[opening.end() : partner.start()]
        end = partner.end()


def is_in_any(words: str, quotations: Iterable[str]) -> bool:
    """Whether one of the quotations holds the words, typography aside. Punctuation before the closing mark is free."""
    wanted = fold(words).text.strip()
    forms = {wanted, wanted.rstrip(",.;:!? ")}
    return any(any(occurrences(form, fold(quotation).text)) for quotation in quotations for form in forms)
