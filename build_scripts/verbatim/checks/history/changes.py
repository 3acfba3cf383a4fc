"""What differs between an entry as it was published and as it is now.

In: two versions of one claim, voice, person, origin or source, or of the policy. Out: `Difference`s, each with its path
in the new version and a description. Every field is compared that is not in `_FREE`. Those in `_NOT_OF_THE_CLAIM` are
compared apart, since the claims that rest on an entry do not say them. Texts are folded before they are compared, like
quotations, so that white space and typography do not matter; neither does the order of excerpts and of lists of ids.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import BaseModel

from verbatim.model.claims import Claim
from verbatim.model.evidence import Evidence
from verbatim.model.policy import Furniture, Limits, Policy, Topic
from verbatim.model.reading.yaml_file import Path
from verbatim.model.scale import Bound
from verbatim.model.site import Site
from verbatim.model.sources import Article, Excused, Origin, Passage, Person, Record, Voice
from verbatim.model.values.fields import Entry, Period
from verbatim.quotation.locate import OMISSION
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.source_text import SourceText

_ADDRESSES = frozenset({"carrier_url", "original_url", "archive_url"})

# May change without a history entry: no reader sees it, it only leads to other pages or is a matter of looks, or it is
# compared elsewhere. The editors' guide lists what readers see of it.
_FREE: dict[type[BaseModel], frozenset[str]] = {
    Claim: frozenset({"topics", "related", "checked", "history", "draft", "variants"}),
    Voice: frozenset({"also"}),
    Person: frozenset({"also"}),
    Article: frozenset({"file", "original_file", "original_sha256"}),
    Record: frozenset({"file"}),
    Policy: frozenset({"schema_", "featured", "questions", "link_exceptions", "leave_out", "history"}),
    Limits: frozenset({"per_page"}),
    Site: frozenset({"id", "contact", "issues", "repository"})
    | {"logo", "favicon", "colours", "footer", "pages", "not_found"},
}

# What only the site's pages of sources and voices say, or where a source can be read.
_NOT_OF_THE_CLAIM: dict[type[BaseModel], frozenset[str]] = {
    Voice: frozenset({"note"}),
    Origin: frozenset({"url", "archive_url"}),
    Article: _ADDRESSES | {"rights", "rights_allow_all", "note", "coverage", "excused"},
    Record: _ADDRESSES | {"rights", "rights_allow_all"},
}

# An address that is given for the first time replaces none.
_FREE_AT_FIRST = _ADDRESSES | {"address", "url"}

Excuse: TypeAlias = Excused | Furniture

# Entries that are compared field by field, in the policy.
_PARTS = frozenset({"site", "limits"})

# The first item is the claimant of a claim that names none, so the order matters.
_ORDERED = frozenset({"by", "voices"})

# Of a long text, how many words are shown on each side of the difference, and how many in all.
_CONTEXT_WORDS, _MOST_WORDS = 2, 12


@dataclass(frozen=True)
class Difference:
    """One difference: its path in the new entry, and a description such as `status: disputed → confirmed`."""

    path: Path
    words: str


def differences(before: Entry, now: Entry) -> Iterator[Difference]:
    """What differs between two versions of an entry, in the order of its keys."""
    if type(before) is not type(now):
        yield Difference((), f"{type(before).__name__.lower()} → {type(now).__name__.lower()}")
        return
    yield from _differences_of(before, now, _compared_keys(type(now)))


def differences_elsewhere(before: Entry, now: Entry) -> Iterator[Difference]:
    """What differs between two versions of an entry on which claims rest, without what those claims say."""
    if type(before) is type(now):
        keys = _NOT_OF_THE_CLAIM.get(type(now), frozenset())
        yield from _differences_of(before, now, [key for key in type(now).model_fields if key in keys])


def _differences_of(before: Entry, now: Entry, keys: Iterable[str]) -> Iterator[Difference]:
    """What differs in some keys."""
    for key in keys:
        was, became = getattr(before, key), getattr(now, key)
        if was == became or (key in _FREE_AT_FIRST and was is None):
            continue
        if key == "evidence":
            yield from _evidence_differences(was, became)
        elif key == "passages":
            yield from _passage_differences(was, became)
        elif key in _PARTS:
            yield from _below(key, (key,), differences(was, became))
        elif key in ("excused", "furniture"):
            yield from _new_excuses(key, was, became)
        elif key in ("statuses", "rules"):
            yield from _differences_by_id(key, was, became)
        elif key == "topics":
            yield from _renamed_topics(was, became)
        elif _normalised(was, key) != _normalised(became, key):
            yield Difference((key,), f"{key}: {_contrast(_shown(was), _shown(became))}")


def same_entry(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, apart from white space and typography."""
    return one == other or _normalised(one) == _normalised(other)


def _evidence_differences(before: Sequence[Evidence], now: Sequence[Evidence]) -> Iterator[Difference]:
    """Excerpts that were added, dropped or changed. An excerpt is identified by its source and its words."""
    old = {_identity(excerpt): excerpt for excerpt in before}
    new = {_identity(excerpt): number for number, excerpt in enumerate(now)}
    for number, excerpt in enumerate(now):
        was = old.get(_identity(excerpt))
        if was is None:
            yield Difference(("evidence", number), f"evidence: {_named(excerpt)} was added")
        else:
            for difference in differences(was, excerpt):
                path: Path = ("evidence", number, *difference.path)
                yield Difference(path, f"{_named(excerpt)}, {difference.words}")
    for identity, excerpt in old.items():
        if identity not in new:
            yield Difference(("evidence",), f"evidence: {_named(excerpt)} was dropped")


def _passage_differences(before: Sequence[Passage], now: Sequence[Passage]) -> Iterator[Difference]:
    """Passages with a new translation. Added or dropped passages show in the evidence that quotes them."""
    texts = [_normalised(passage.text) for passage in now]
    for was in before:
        text = _normalised(was.text)
        # Of the passages that have its words, the shortest is the same or what it grew into.
        number = min(
            (at for at, other in enumerate(texts) if text in other), key=lambda at: len(texts[at]), default=None
        )
        if number is not None and _normalised(was.translation) != _normalised(now[number].translation):
            contrast = _contrast(_shown(was.translation), _shown(now[number].translation))
            yield Difference(("passages", number), f"translation: {contrast}")


def reworded_passages(before: Record, now: Record, quotes: Sequence[str]) -> Iterator[Difference]:
    """Passages from which one of the quotations was taken, and whose words are no longer in the record.

    A page prints the words round a quotation, too. A passage may get longer, but not the sentences that are quoted.
    """
    words = [part for quote in quotes for part in map(_normalised, OMISSION.split(quote)) if part]
    present = [_normalised(passage.text) for passage in now.passages]
    sentences = {sentence for passage in now.passages for sentence in _sentences(passage)}
    for number, passage in enumerate(before.passages):
        text = _normalised(passage.text)
        quoted = [part for part in words if part in text]
        kept = any(text in other for other in present)
        if quoted and not (kept and _quoted_sentences(passage, quoted) <= sentences):
            became = now.passages[number].text if number < len(now.passages) else None
            yield Difference(("passages",), f"passage: {_contrast(passage.text, _shown(became))}")


def _sentences(passage: Passage) -> list[str]:
    """The sentences of a passage as they are compared; a full stop at its end may be missing."""
    text = SourceText(passage.text)
    return [_normalised(text.text[span.start : span.end]).rstrip(".") for span in text.sentences]


def _quoted_sentences(passage: Passage, quoted: Iterable[str]) -> set[str]:
    """The sentences of a passage that share words with one of the quotations, each where it first occurs."""
    text, found, at = _normalised(passage.text), set(), 0
    for sentence in _sentences(passage):
        start = max(text.find(sentence, at), at)
        at = start + len(sentence)
        if any(part in sentence or start - len(part) < text.find(part) < at for part in quoted):
            found.add(sentence)
    return found


def _differences_by_id(key: str, before: Sequence[Any], now: Sequence[Any]) -> Iterator[Difference]:
    """Statuses or rules that were added, dropped or changed, each found by its id."""
    old, new = ({entry.id: entry for entry in entries} for entries in (before, now))
    for number, entry in enumerate(now):
        if entry.id not in old:
            yield Difference((key, number), f"{key}: {entry.id} was added")
        elif entry != old[entry.id]:
            yield from _below(entry.id, (key, number), differences(old[entry.id], entry))
    for name in old:
        if name not in new:
            yield Difference((key,), f"{key}: {name} was dropped")


def _new_excuses(key: str, before: Sequence[Excuse], now: Sequence[Excuse]) -> Iterator[Difference]:
    """Excuses that are new or have another reason. Without one its sentence needs a claim again, as its page shows."""
    old = [_normalised(excuse) for excuse in before]
    for number, excuse in enumerate(now):
        if _normalised(excuse) not in old:
            words = _first_words((excuse.line if isinstance(excuse, Furniture) else excuse.quote).split())
            yield Difference((key, number), f"{key}: “{words}” was added: {excuse.reason}")


def _renamed_topics(before: Sequence[Topic], now: Sequence[Topic]) -> Iterator[Difference]:
    """Topics with another name. A new one needs no entry, and the address of one that is dropped must lead on."""
    names = {topic.id: topic.name for topic in before}
    for number, topic in enumerate(now):
        was = names.get(topic.id, topic.name)
        if _normalised(was) != _normalised(topic.name):
            yield Difference(("topics", number, "name"), f"topics, {topic.id}: {_contrast(was, topic.name)}")


def _below(name: str, path: Path, found: Iterable[Difference]) -> Iterator[Difference]:
    """Differences of a part, with the part's name and path before them."""
    for difference in found:
        yield Difference((*path, *difference.path), f"{name}, {difference.words}")


def _identity(excerpt: Evidence) -> tuple[Any, ...]:
    parts = (excerpt.source, excerpt.quote, excerpt.before, excerpt.after, excerpt.occurrence)
    return tuple(_normalised(part) for part in parts)


def _named(excerpt: Evidence) -> str:
    return f"“{_first_words(excerpt.quote.split())}” of {excerpt.source}"


def _compared_keys(kind: type[BaseModel]) -> list[str]:
    """The keys of an entry that `differences` compares."""
    others = _FREE.get(kind, frozenset()) | _NOT_OF_THE_CLAIM.get(kind, frozenset())
    return [name for name in kind.model_fields if name not in others]


def _normalised(value: Any, key: str = "") -> Any:
    """A value in a form that is the same for all values whose difference does not matter."""
    if isinstance(value, str):
        return fold(value).text.strip()
    if isinstance(value, BaseModel):
        return {name: _normalised(getattr(value, name), name) for name in _compared_keys(type(value))}
    if isinstance(value, dict):
        return {name: _normalised(value[name]) for name in sorted(value)}
    if isinstance(value, tuple):
        items = [_normalised(item) for item in value]
        return items if key in _ORDERED else sorted(items, key=repr)
    return value


def _shown(value: Any) -> str:
    """A value as a text for people."""
    match value:
        case Period() | Bound():
            words = value.text
        case BaseModel():
            words = ", ".join(_shown(getattr(value, name)) for name in type(value).model_fields)
        case dict():
            words = "; ".join(f"{name}: {_shown(text)}" for name, text in value.items())
        case tuple():
            words = ", ".join(map(_shown, value))
        case _:
            words = "" if value is None else str(value)
    return words or "nothing"


def _contrast(was: str, became: str) -> str:
    """Two texts with an arrow between; of long texts only the difference, with a few words around it."""
    old, new = was.split(), became.split()
    if max(len(old), len(new)) <= _MOST_WORDS:
        return f"{was} → {became}"
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    return " → ".join(
        _middle(words, max(start - _CONTEXT_WORDS, 0), max(end - _CONTEXT_WORDS, 0)) for words in (old, new)
    )


def _middle(words: Sequence[str], before: int, after: int) -> str:
    """Words without some at the beginning and at the end, which dots replace."""
    kept = _first_words(words[before : len(words) - after])
    return f"“{'… ' if before else ''}{kept}{' …' if after and not kept.endswith('…') else ''}”"


def _first_words(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) <= _MOST_WORDS else f"{' '.join(words[:_MOST_WORDS])} …"
