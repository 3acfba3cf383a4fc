"""What differs between an entry as it was published and as it is now.

In: two states of one claim, voice, person, origin or source. Out: `Difference`s, each with its path in the new state and
in words. Compared is what a claim's page prints or counts; everything is, unless `_FREE` names it. Texts are compared
folded, as quotations are, so that neither white space nor typography is a change; excerpts and lists of ids have no order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from verbatim.model.claims import Claim, Evidence
from verbatim.model.fields import Entry, Period
from verbatim.model.sources import Article, Origin, Passage, Record, Voice
from verbatim.model.yaml_file import Path
from verbatim.quotation.folding import fold

# Addresses are kept alive by mending them; that is no change of what they lead to.
_ADDRESSES = frozenset({"carrier_url", "original_url", "archive_url"})

# What may change without a word: it only leads readers about, says when somebody last looked, or is not on the claim's page.
_FREE: dict[type[BaseModel], frozenset[str]] = {
    Claim: frozenset({"topics", "related", "checked", "history", "draft", "variants"}),
    Evidence: frozenset({"covers"}),
    Voice: frozenset({"note"}),
    Origin: frozenset({"url", "archive_url"}),
    Article: _ADDRESSES | {"file", "original_file", "original_sha256", "rights", "rights_allow_all", "excused", "note"},
    Record: _ADDRESSES | {"file"},
}

# The first of these is named as the claimant where a claim names none, so that their order does count.
_ORDERED = frozenset({"by", "voices"})

# Words of a long text that are shown on either side of what differs, and at most.
_BESIDE, _AT_MOST = 2, 12


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was: where in the new entry, and what, in words: `status: disputed → confirmed`."""

    path: Path
    words: str


def differences(before: Entry, now: Entry) -> Iterator[Difference]:
    """Everything that differs between two states of an entry, in the order of its keys."""
    if type(before) is not type(now):
        yield Difference((), f"{type(before).__name__.lower()} → {type(now).__name__.lower()}")
        return
    for key in _held(type(now)):
        was, became = getattr(before, key), getattr(now, key)
        if was == became:
            continue
        if key == "evidence":
            yield from _of_evidence(was, became)
        elif key == "passages":
            yield from _of_passages(was, became)
        elif _form(was, key) != _form(became, key):
            yield Difference((key,), f"{key}: {_contrast(_shown(was), _shown(became))}")


def same_entry(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, whatever their white space and typography."""
    return one == other or _form(one) == _form(other)


def _of_evidence(before: Sequence[Evidence], now: Sequence[Evidence]) -> Iterator[Difference]:
    """Excerpts that were added, dropped or judged otherwise. An excerpt is known by its source and its words."""
    old = {_identity(excerpt): excerpt for excerpt in before}
    new = {_identity(excerpt): number for number, excerpt in enumerate(now)}
    for number, excerpt in enumerate(now):
        was = old.get(_identity(excerpt))
        if was is None:
            yield Difference(("evidence", number), f"evidence: {_named(excerpt)} was added")
        else:
            found = list(differences(was, excerpt))
            paths: list[Path] = [("evidence", number, *difference.path) for difference in found]
            yield from (
                Difference(path, f"{_named(excerpt)}, {found.words}") for path, found in zip(paths, found, strict=True)
            )
    for identity, excerpt in old.items():
        if identity not in new:
            yield Difference(("evidence",), f"evidence: {_named(excerpt)} was dropped")


def _of_passages(before: Sequence[Passage], now: Sequence[Passage]) -> Iterator[Difference]:
    """Other translations of the same words. That passages come and go shows in the evidence that quotes them."""
    old = {_form(passage.text): passage.translation for passage in before}
    for number, passage in enumerate(now):
        was = old.get(_form(passage.text), passage.translation)
        if _form(was) != _form(passage.translation):
            yield Difference(
                ("passages", number), f"translation: {_contrast(_shown(was), _shown(passage.translation))}"
            )


def _identity(excerpt: Evidence) -> tuple[Any, ...]:
    return tuple(
        _form(value) for value in (excerpt.source, excerpt.quote, excerpt.before, excerpt.after, excerpt.occurrence)
    )


def _named(excerpt: Evidence) -> str:
    return f"“{_some(excerpt.quote.split())}” of {excerpt.source}"


def _held(kind: type[BaseModel]) -> list[str]:
    """The keys of an entry whose change must be recorded."""
    return [name for name in kind.model_fields if name not in _FREE.get(kind, ())]


def _form(value: Any, key: str = "") -> Any:
    """A value without what is no change."""
    if isinstance(value, str):
        return fold(value).text.strip()
    if isinstance(value, BaseModel):
        return {name: _form(getattr(value, name), name) for name in _held(type(value))}
    if isinstance(value, dict):
        return {name: _form(item) for name, item in value.items()}
    if isinstance(value, tuple):
        items = [_form(item) for item in value]
        return items if key in _ORDERED else sorted(items)
    return value


def _shown(value: Any) -> str:
    """A value in words."""
    match value:
        case Period():
            words = value.text
        case BaseModel():
            words = ", ".join(_shown(getattr(value, name)) for name in type(value).model_fields)
        case dict():
            words = "; ".join(f"{name}: {text}" for name, text in value.items())
        case tuple():
            words = ", ".join(map(_shown, value))
        case _:
            words = "" if value is None else str(value)
    return words or "nothing"


def _contrast(was: str, became: str) -> str:
    """Two texts with an arrow between; of long ones only what differs, with a few words beside it."""
    old, new = was.split(), became.split()
    if max(len(old), len(new)) <= _AT_MOST:
        return f"{was} → {became}"
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    return " → ".join(_middle(words, max(start - _BESIDE, 0), max(end - _BESIDE, 0)) for words in (old, new))


def _middle(words: Sequence[str], before: int, after: int) -> str:
    """Words without so many at either end, which dots stand for."""
    kept = _some(words[before : len(words) - after])
    return f"“{'… ' if before else ''}{kept}{' …' if after and not kept.endswith('…') else ''}”"


def _some(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) <= _AT_MOST else f"{' '.join(words[:_AT_MOST])} …"
