"""Negations directly before or after a quotation, in scripts without blanks between words.

In: a source's text and the span of a quotation. Out: the negations that it leaves out, for a warning. A quotation may
end between two letters of such a script, as only a dictionary knows its words: so 同意 is found in 不同意.
"""

from collections.abc import Iterator

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
# The longest negation in code points, with a margin.
_WINDOW = 12


def negations_beside(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """Each negation that a span leaves out, and whether it is directly `before` or `after` it."""
    before = _BEFORE.search(text[max(span.start - _WINDOW, 0) : span.start])
    if before and _LETTER.match(text, span.start):
        yield before[0], "before"
    after = _AFTER.match(text[span.end : span.end + _WINDOW])
    if after and _LETTER.match(text, span.end - 1):
        yield after[0], "after"
