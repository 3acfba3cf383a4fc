"""What changed between two versions of a text, word by word.

In: a text before and after a change. Out: `Edit`s in order: words that were kept, removed or added. Words are compared
as they are, with their punctuation; white space does not matter.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What happened to some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Edit:
    """Words in a row, and what happened to them."""

    words: str
    change: Change


def edits(before: str, after: str) -> Iterator[Edit]:
    """The words of both versions in runs; removed words come before those that replace them."""
    old, new = before.split(), after.split()
    for tag, i, j, k, m in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Edit(" ".join(new[k:m]), Change.KEPT)
            continue
        if i < j:
            yield Edit(" ".join(old[i:j]), Change.REMOVED)
        if k < m:
            yield Edit(" ".join(new[k:m]), Change.ADDED)
