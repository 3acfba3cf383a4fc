"""What the examinations of one process have proven, so that after an edit only what has changed is proven again.

In: each claim that was examined without a problem. Out: what was found in it, as long as its entry is as it was, and so
is everything else that its proof reads: the policy, the register, the texts, the sightings, the day, and the claims to
which it may link. A claim with a problem is proven each time, since its problem names a line, which may have moved.
No proof is kept on the disk; only in which claims the last rules, which at most warn, found nothing (`rules_kept_in`).
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, reduce
from operator import getitem
from pathlib import Path
from typing import Any, NamedTuple

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.texts.statements import Statements
from verbatim.model.loaded import PlacedClaim
from verbatim.model.policy import Policy
from verbatim.model.register import Register
from verbatim.model.sightings import Sighting
from verbatim.output import write_files
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.source_text import SourceText


class Shared(NamedTuple):
    """What the proof of every claim reads, but for the claim."""

    policy: Policy
    register: Register
    texts: dict[str, SourceText]
    sightings: Mapping[str, tuple[Sighting, ...]]
    today: date | None


class Proven(NamedTuple):
    """What was found in a claim: its excerpts, in the order of its evidence; the claim, unless it is faulty."""

    excerpts: Sequence[Excerpt | None]
    checked: CheckedClaim | None


@dataclass
class _Known:
    """A claim without a problem, and its entry.

    `hangs` is whether it hangs on noted words, and None while the rules have to be applied to it.
    """

    entry: Any
    sound: bool
    proven: Proven
    hangs: bool | None = None


class Memory:
    """The claims without a problem, by their ids."""

    def __init__(self) -> None:
        self._claims = dict[str, _Known]()
        self._shared: Shared | None = None
        self._pages = frozenset[str]()
        self._lexicon = frozenset[str]()

    def shared(self, shared: Shared, pages: set[str]) -> Shared:
        """The same values; if they equal those of before, the latter, since the proven excerpts refer to them.

        `pages` are the ids of the claims to which others may link.
        """
        if self._shared is None or self._shared != shared or not self._pages <= pages:
            self._shared = shared
            self._claims.clear()
        self._pages = frozenset(pages)
        return self._shared

    def proven(self, placed: PlacedClaim) -> Proven | None:
        """What was found in a claim before; None if it has to be proven."""
        claim_id = placed.value.id if placed.value else ""
        known = self._claims.get(claim_id)
        if known is None or known.sound != placed.sound or known.entry != _entry(placed):
            self._claims.pop(claim_id, None)
            return None
        excerpts, checked = known.proven
        return Proven(excerpts, checked and replace(checked, place=placed.place()))

    def keep(self, placed: PlacedClaim, proven: Proven) -> None:
        """Keep what was found in a claim, in which nothing was wrong."""
        if placed.value:
            self._claims[placed.value.id] = _Known(_entry(placed), placed.sound, proven)

    def ruled(self, corpus: Corpus, lexicon: frozenset[str]) -> dict[str, bool]:
        """The claims to which the rules need not be applied, each with whether it hangs on noted words.

        `lexicon` has the words that occur without a capital.
        """
        changed, self._lexicon = self._lexicon ^ lexicon, lexicon
        has_changed = _finder(changed)
        found = self._without_fault(corpus)
        for checked in corpus.claims if changed else ():
            if checked.id in found and any(map(has_changed, Statements(checked, corpus).texts)):
                self._claims[checked.id].hangs = None
                del found[checked.id]
        return found

    def keep_ruled(self, checked: CheckedClaim, *, hangs: bool) -> None:
        """Keep that the rules found no fault in a claim."""
        if checked.id in self._claims:
            self._claims[checked.id].hangs = hangs

    @contextmanager
    def rules_kept_in(self, file: Path, shared: str, corpus: Corpus) -> Iterator[None]:
        """While entered, the rules are applied only to claims in which they may find something else than the last time.

        `file` says in which claims they found no fault then; it is written anew at the end. `shared` is a hash of all
        that the rules read besides claims.
        """
        self._lexicon, known = _read(file, shared)
        for checked in corpus.claims:
            if (hangs := known.get(checked.fingerprint)) is not None:
                self.keep_ruled(checked, hangs=hangs)
        yield
        without_fault = self._without_fault(corpus)
        known = {each.fingerprint: without_fault[each.id] for each in corpus.claims if each.id in without_fault}
        kept = json.dumps([sorted(self._lexicon), known], ensure_ascii=False)
        write_files({file: f"{_seal(shared, kept)}\n{kept}".encode()})

    def _without_fault(self, corpus: Corpus) -> dict[str, bool]:
        """The claims of a corpus in which the rules found no fault, each with whether it hangs on noted words."""
        known = ((checked.id, self._claims.get(checked.id)) for checked in corpus.claims)
        return {claim_id: each.hangs for claim_id, each in known if each and each.hangs is not None}


def _entry(placed: PlacedClaim) -> Any:
    """The entry of a claim as its file has it."""
    return reduce(getitem, placed.path, placed.file.data)


def _finder(words: frozenset[str]) -> Callable[[str], bool]:
    """A function that finds out whether a text may have one of some words, with or without a capital."""

    @cache
    def has_one(text: str) -> bool:
        # The rules look up a word in the folded text, and an abbreviation without its full stops.
        folded = fold(text).text.lower().replace(".", "")
        return any(word in folded for word in words)

    return has_one


def _read(file: Path, shared: str) -> tuple[frozenset[str], dict[str, bool]]:
    """The lexicon that a file has, and the claims by their fingerprints; nothing if it is not as it was written."""
    with suppress(OSError, UnicodeDecodeError):
        seal, _, kept = file.read_text(encoding="utf-8").partition("\n")
        if seal == _seal(shared, kept):
            lexicon, known = json.loads(kept)
            return frozenset(lexicon), known
    return frozenset(), {}


def _seal(shared: str, kept: str) -> str:
    return hashlib.sha256(f"{shared} {kept}".encode()).hexdigest()
