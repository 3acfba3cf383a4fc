"""One thing under two ids, which would count twice: a voice, a person, a source or an origin.

In: the loaded data. Out: a warning at the second entry. Entries are compared by name, address, text or title.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from verbatim.model.loaded import Loaded, Placed
from verbatim.model.values.addresses import as_requested
from verbatim.problems import Problem, Severity
from verbatim.quotation.text.folding import fold

_DIFFER = "or say in the name or title in what they differ"


def repeated_entries(loaded: Loaded) -> Iterator[Problem]:
    """Voices and people with one name, sources with one address or text, origins with one title and day."""
    names = ((_folded(name), each, "name") for each in loaded.voices for name in (each.value.name, *each.value.also))
    yield from _same(names, "voice", "name", f"a voice counts once: keep one of the two, {_DIFFER}")
    people = ((_folded(each.value.name), each, "name") for each in loaded.people)
    yield from _same(people, "person", "name", f"keep one of the two, {_DIFFER}")
    addresses = (
        (as_requested(address).rstrip("/"), each, key)
        for each in loaded.sources
        for key in ("original_url", "carrier_url")
        if (address := getattr(each.value, key))
    )
    yield from _same(addresses, "source", "address", "a source is a witness once: keep one of the two")
    texts = ((each.value.sha256, each, "sha256") for each in loaded.sources if each.value.sha256)
    yield from _same(texts, "source", "text", "keep one of the two, or let one name the other under `derives_from:`")
    origins = (
        ((_folded(each.value.title), each.value.day and each.value.day.text), each, "title") for each in loaded.origins
    )
    yield from _same(origins, "origin", "title and day", f"keep one of the two, {_DIFFER}")


def _same(entries: Iterable[tuple[Hashable, Placed[Any], str]], kind: str, what: str, hint: str) -> Iterator[Problem]:
    """A warning for each entry that has a key of an earlier one."""
    first = dict[Hashable, tuple[Placed[Any], str]]()
    for value, entry, key in entries:
        other, others_key = first.setdefault(value, (entry, key))
        if other.value.id != entry.value.id:
            message = f"this {kind} has the {what} of “{other.value.id}”: {other.place(others_key)}"
            yield Problem("repeated-entry", entry.place(key), message, hint, Severity.WARNING)


def _folded(text: str) -> str:
    return fold(text).text.strip().casefold()
