"""Which texts cannot hold some words, told from the texts as they are.

In: a quotation. Out: a `Prefilter`, which a text passes unless `locate` could not find the quotation in it. Folding a text
costs a hundred times what this does, so that among a thousand sources only those are folded that may hold the words.

Why no text is held back that holds them: where a text is composed (NFC) and has no invisible characters, folding
changes nothing but typography, and never removes all of it from between two words. So the words of a quotation, with
nothing but typography between them, stand in such a text or the quotation does not. Any other text passes.
"""

import re
import unicodedata

from verbatim.quotation.folding import INVISIBLE, TYPOGRAPHY, fold
from verbatim.quotation.locate import FOLDED_OMISSION

_BETWEEN = f"[{re.escape(''.join(sorted(TYPOGRAPHY)))}]+"
_BREAKS = re.compile(_BETWEEN)


class Prefilter:
    """Lets every text pass in which a quotation may stand, as a whole or in parts round omissions."""

    def __init__(self, quote: str) -> None:
        parts = (_BREAKS.split(part) for part in fold(quote).text.split(FOLDED_OMISSION))
        worded = [list(map(re.escape, filter(None, words))) for words in parts]
        self.patterns = [re.compile(_BETWEEN.join(words)) for words in worded if words]

    def passes(self, text: str) -> bool:
        """Whether `locate` may find the quotation in this text; False means that it cannot."""
        return all(pattern.search(text) for pattern in self.patterns) or not _is_plain(text)


def _is_plain(text: str) -> bool:
    """Whether folding changes nothing but typography in a text."""
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not INVISIBLE.search(text))
