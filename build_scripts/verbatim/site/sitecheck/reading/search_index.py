"""Reads the search index of a built site, as Pagefind writes it.

In: the files in the index's folder. Out: a `SearchIndex`. Each file is compressed by gzip; within, after a mark, there
is CBOR (RFC 8949) or, for the text of a page, JSON. `pagefind-entry.json` names the index of each language.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENTRY = "pagefind-entry.json"
MARK = b"pagefind_dcd"
# How long the part of a name is at least that is a hash.
_DIGITS = 7
# What a browser loads before any word is looked up.
_PROGRAM = ("pagefind.js", "pagefind-worker.js")


@dataclass(frozen=True)
class IndexedPage:
    """The name of the file of a page, the words by which it is found, and the passages that the Find page shows."""

    name: str
    content: str
    passages: str


@dataclass(frozen=True)
class SearchIndex:
    """Each page in the index, by the page's path from the site's root.

    `counted` is the number of pages that it says it has, `words` of those that it knows; `broken` has each file that
    cannot be read, and why.
    """

    pages: dict[str, IndexedPage]
    counted: int = 0
    words: int = 0
    broken: tuple[tuple[str, str], ...] = ()


def read_search_index(files: Mapping[str, bytes]) -> SearchIndex:
    """Read an index from its files, by their paths from its folder."""
    reader = _Reader(files)
    languages = reader.languages()
    if not languages:
        return SearchIndex({}, broken=tuple(reader.broken) or ((ENTRY, "it names no language"),))
    for name in (*_PROGRAM, *(f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages)):
        reader.read(name)
    for language in languages:
        reader.read_language(str(language["hash"]))
    counted = sum(language["page_count"] for language in languages)
    return SearchIndex(reader.pages, counted, reader.words, tuple(reader.broken))


class _Reader:
    """Reads file by file, and keeps what it finds."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.pages = dict[str, IndexedPage]()
        self.words = 0
        self.broken = list[tuple[str, str]]()

    def languages(self) -> list[dict[str, Any]]:
        """The entries of the languages."""
        try:
            found = json.loads(self.read(ENTRY))["languages"].values()
            return [
                {"hash": each["hash"], "wasm": each["wasm"], "page_count": int(each["page_count"])} for each in found
            ]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.broken.append((ENTRY, f"it is no list of languages: {error}"))
            return []

    def read(self, name: str) -> bytes:
        """The bytes of a file, without compression and mark; empty if it is broken."""
        raw = self.files.get(name, b"")
        if not raw:
            self.broken.append((name, "it is empty" if name in self.files else "it is missing"))
            return b""
        if name.endswith((".js", ".json")):
            return raw
        try:
            content = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as error:
            self.broken.append((name, f"it cannot be decompressed: {error}"))
            return b""
        if not content.startswith(MARK):
            self.broken.append((name, "it does not begin with the mark of Pagefind"))
        return content.removeprefix(MARK)

    def read_language(self, name: str) -> None:
        """Read the list of a language's pages, and all that it names."""
        path = f"pagefind.{name}.pf_meta"
        raw = self.read(path)
        if not raw:
            return
        try:
            _, pages, chunks, *_ = Cbor(raw).value()
            fragments, indexes = [str(page[0]) for page in pages], [str(chunk[-1]) for chunk in chunks]
        except (ValueError, IndexError, TypeError) as error:
            self.broken.append((path, f"it is no list of pages: {error}"))
            return
        for fragment in fragments:
            self._read_fragment(fragment)
        for index in indexes:
            self._read_words(index)

    def _read_fragment(self, name: str) -> None:
        path = f"fragment/{name}.pf_fragment"
        raw = self.read(path)
        if not raw:
            return
        try:
            page = json.loads(raw)
            address = page["url"].lstrip("/")
            path_of_page = address if address.endswith(".html") else f"{address}index.html"
            passages = str(page.get("meta", {}).get("passages", ""))
            self.pages[path_of_page] = IndexedPage(name, str(page["content"]), passages)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.broken.append((path, f"it is no text of a page: {error}"))

    def _read_words(self, name: str) -> None:
        path = f"index/{name}.pf_index"
        raw = self.read(path)
        if not raw:
            return
        try:
            self.words += _words_in(raw, is_read=not _is_as_named(raw, name))
        except (ValueError, IndexError, TypeError) as error:
            self.broken.append((path, f"it is no list of words: {error}"))


def _is_as_named(raw: bytes, name: str) -> bool:
    """Whether the name is Pagefind's: it ends with seven digits of the hash of the words, each byte without zeros."""
    digits = name.rpartition("_")[2]
    of_content = "".join(f"{byte:x}" for byte in hashlib.sha1(raw, usedforsecurity=False).digest())
    return len(digits) >= _DIGITS and of_content.startswith(digits)


def _words_in(raw: bytes, *, is_read: bool) -> int:
    """The number of entries in the first of the lists in a list. Raises ValueError or IndexError if there is none.

    All that the list has is only looked at if `is_read`.
    """
    lists = Cbor(raw)
    others = lists.length() - 1
    words = lists.length()
    if is_read:
        lists.skip(words + others)
    return words


class Cbor:
    """Reads values of those kinds that Pagefind writes: numbers, texts, lists, maps, truth values and nothing."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0

    def value(self) -> Any:
        """The next value. Raises ValueError for a kind that is not read, IndexError at the end."""
        head = self.raw[self.at]
        self.at += 1
        if head < 24:  # most values are small numbers
            return head
        kind, number = head >> 5, self._number(head & 31)
        if kind < 2:
            return -1 - number if kind else number
        if kind == 3:
            return self._take(number).decode()
        if kind == 4:
            return [self.value() for _ in range(number)]
        if kind == 5:
            return {self.value(): self.value() for _ in range(number)}
        if kind == 7 and number in (20, 21, 22):
            return {20: False, 21: True, 22: None}[number]
        raise ValueError(f"CBOR of kind {kind} at byte {self.at}")

    def length(self) -> int:
        """The length of the list that comes next, whose first value is then the next one."""
        head = self.raw[self.at]
        if head >> 5 != 4:
            raise ValueError(f"no list at byte {self.at}")
        self.at += 1
        return self._number(head & 31)

    def skip(self, values: int) -> None:
        """Pass over the next values, three times as fast as they are read; raises the same errors."""
        raw, at, end = self.raw, self.at, len(self.raw)
        while values > 0:
            head = raw[at]
            at += 1
            values -= 1
            if head < 24:
                continue
            kind, number = head >> 5, head & 31
            if number == 24 and at < end:  # most of those that are not in the head
                number = raw[at]
                at += 1
            elif number >= 24:
                self.at = at
                number = self._number(number)
                at = self.at
            if kind == 3:
                raw[at : at + number].decode()
                at += number
            elif kind in (4, 5):
                values += number * (kind - 3)
            elif kind > 1 and not (kind == 7 and number in (20, 21, 22)):
                raise ValueError(f"CBOR of kind {kind} at byte {at}")
            if at > end:
                raise ValueError(f"it ends after {end} bytes")
        self.at = at

    def _number(self, short: int) -> int:
        """The number in a head: the count of a text or list, or a value (RFC 8949, 3)."""
        if short < 24:
            return short
        if short > 27:
            raise ValueError(f"a length of kind {short} at byte {self.at}")
        return int.from_bytes(self._take(1 << (short - 24)))

    def _take(self, size: int) -> bytes:
        taken = self.raw[self.at : self.at + size]
        if len(taken) < size:
            raise ValueError(f"it ends after {len(self.raw)} bytes")
        self.at += size
        return taken
