"""A quick test, without folding, for texts that cannot hold a quotation.

In: a quotation. Out: a `Prefilter`. A text that does not pass it cannot hold the quotation; for a text that passes,
`locate` decides. Folding a text costs a hundred times as much, so of a thousand sources only a few need to be folded.

Why it never rejects a text that holds the quotation: in a text that is composed (NFC) and has no characters that
folding drops, folding changes typography only, and always leaves some of it between two words. So if the quotation is
in such a text, its words are there too, with nothing but typography between them. Every other text passes.
"""

import re
import unicodedata

from verbatim.quotation.locate import FOLDED_OMISSION
from verbatim.quotation.text.folding import DROPPABLE, TYPOGRAPHY, fold

_TYPOGRAPHY = re.compile(f"[{re.escape(''.join(sorted(TYPOGRAPHY)))}]+")


class Prefilter:
    """Passes every text that may hold a quotation, whole or in parts between omissions."""

    def __init__(self, quote: str) -> None:
        parts = [_TYPOGRAPHY.split(part) for part in fold(quote).text.split(FOLDED_OMISSION)]
        words_of_parts = [[re.escape(word) for word in words if word] for words in parts]
        self.patterns = [re.compile(_TYPOGRAPHY.pattern.join(words)) for words in words_of_parts if words]

    def passes(self, text: str) -> bool:
        """Whether `locate` may find the quotation in this text; False means that it cannot."""
        return all(pattern.search(text) for pattern in self.patterns) or not _is_plain(text)


def _is_plain(text: str) -> bool:
    """Whether folding changes only the typography of a text."""
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not DROPPABLE.search(text))
