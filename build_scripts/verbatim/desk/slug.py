"""Makes ids out of words.

In: a headline, a claim, a name, the name of a file. Out: an id as the data accepts it (`ID_PATTERN`): lower-case Latin
letters and digits, with single hyphens between the words.
"""

import re
import unicodedata
from collections.abc import Collection
from itertools import chain, count

from verbatim.model.values.file_names import RESERVED

# An id has at most 64 characters: this leaves room for the number that `unused_id` may add.
_LONGEST = 60


def slug(text: str, most_words: int = 8, skipped: Collection[str] = ()) -> str:
    """The first words of a text as an id, without the `skipped` ones; empty where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text)).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in skipped][:most_words]
    made = "-".join(words)
    while len(made) > _LONGEST and len(words) > 1:
        words.pop()
        made = "-".join(words)
    return made[:_LONGEST]


def unused_id(made: str, taken: Collection[str]) -> str:
    """An id, with the first number at its end that makes it one that is not taken yet and that Windows allows."""
    names = chain([made], (f"{made}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken and name not in RESERVED)
