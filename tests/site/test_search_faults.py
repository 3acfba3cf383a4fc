"""What the site checks find in a search index that is not that of the claims, and the form in which Pagefind writes."""

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.checks.corpus import Corpus
from verbatim.data.search.passages import stamp
from verbatim.site.search_pages import search_entries
from verbatim.site.sitecheck.reading.search_index import Cbor, IndexedPage, SearchIndex, read_search_index
from verbatim.site.sitecheck.search_rules import search_faults


# Examples of RFC 8949, appendix A.
@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("00", 0),
        ("17", 23),
        ("1818", 24),
        ("1903e8", 1000),
        ("1a000f4240", 1000000),
        ("1b000000e8d4a51000", 1000000000000),
        ("20", -1),
        ("3863", -100),
        ("6449455446", "IETF"),
        ("62c3bc", "ü"),
        ("80", []),
        ("8301820203820405", [1, [2, 3], [4, 5]]),
        ("a26161016162820203", {"a": 1, "b": [2, 3]}),
        ("f4", False),
        ("f5", True),
        ("f6", None),
    ],
)
def test_values(raw: str, value: object) -> None:
    """Those kinds that Pagefind writes."""
    assert Cbor(bytes.fromhex(raw)).value() == value


@pytest.mark.parametrize("raw", ["40", "c0", "f7", "f93c00", "9f01ff", "1c", "6261", "19ff"])
def test_values_that_are_not_read(raw: str) -> None:
    """Other kinds, lengths without an end, and what ends too early."""
    with pytest.raises(ValueError, match=r"CBOR of kind|a length of kind|it ends after"):
        Cbor(bytes.fromhex(raw)).value()


def end_of(read: Callable[[Cbor], object], raw: bytes) -> int | None:
    """Where the reader is after something was read; None if it could not be."""
    cbor = Cbor(raw)
    try:
        read(cbor)
    except (ValueError, IndexError):
        return None
    return cbor.at


@given(raw=st.lists(st.sampled_from([*range(26), 0x38, 0x61, 0x62, 0x81, 0x82, 0x83, 0x98, 0xF4, 0xA0, 0xC0, 0xFF])))
def test_a_value_is_passed_over_as_it_is_read(raw: list[int]) -> None:
    """To the same byte; what cannot be read cannot be passed over."""
    assert end_of(lambda cbor: cbor.skip(1), bytes(raw)) == end_of(Cbor.value, bytes(raw))


def packed(content: bytes) -> bytes:
    """A file of an index."""
    return gzip.compress(b"pagefind_dcd" + content, mtime=0)


ENTRY = json.dumps({"languages": {"en": {"hash": "x", "wasm": "en", "page_count": 1}}}).encode()
META = bytes.fromhex("8360818166") + b"page-1" + bytes.fromhex("818166") + b"word-1"
INDEX = {
    "pagefind-entry.json": ENTRY,
    "pagefind.js": b"x",
    "pagefind-worker.js": b"x",
    "wasm.en.pagefind": packed(b""),
    "pagefind.x.pf_meta": packed(META),
    "fragment/page-1.pf_fragment": packed(json.dumps({"url": "/a/", "content": "Words"}).encode()),
    "index/word-1.pf_index": packed(bytes.fromhex("818101")),
}


def test_a_small_index() -> None:
    """One page, one word."""
    pages = {"a/index.html": IndexedPage("page-1", "Words", "")}
    assert read_search_index(INDEX) == SearchIndex(pages, counted=1, words=1)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("pagefind-entry.json", b"[]", "it is no list of languages"),
        ("pagefind-entry.json", b"{}", "it is no list of languages"),
        ("pagefind-entry.json", b'{"languages": {}}', "it names no language"),
        ("pagefind.js", b"", "it is empty"),
        ("wasm.en.pagefind", None, "it is missing"),
        ("wasm.en.pagefind", b"x", "it cannot be decompressed"),
        ("wasm.en.pagefind", packed(b"")[:-3], "it cannot be decompressed"),
        ("wasm.en.pagefind", gzip.compress(b"x", mtime=0), "it does not begin with the mark of Pagefind"),
        ("pagefind.x.pf_meta", packed(META[:-1]), "it is no list of pages"),
        ("pagefind.x.pf_meta", packed(b"\x01"), "it is no list of pages"),
        ("pagefind.x.pf_meta", None, "it is missing"),
        ("fragment/page-1.pf_fragment", packed(b"{"), "it is no text of a page"),
        ("fragment/page-1.pf_fragment", packed(b"[]"), "it is no text of a page"),
        ("fragment/page-1.pf_fragment", packed(b"{}"), "it is no text of a page"),
        ("fragment/page-1.pf_fragment", None, "it is missing"),
        ("index/word-1.pf_index", packed(b"\x80"), "it is no list of words"),
        ("index/word-1.pf_index", packed(b"\x01"), "it is no list of words"),
        ("index/word-1.pf_index", None, "it is missing"),
    ],
)
def test_a_broken_file(name: str, content: bytes | None, why: str) -> None:
    """It is named, with what is wrong with it."""
    files = {**INDEX, name: content}
    ((broken, said),) = read_search_index({key: raw for key, raw in files.items() if raw is not None}).broken
    assert (broken, why in said) == (name, True), said


def test_words_under_the_name_that_pagefind_gave_them() -> None:
    """They are as it wrote them, so only their number is read; under any other name all of them are."""
    words = bytes.fromhex("8182") + b"no list of words"
    digits = "".join(f"{byte:x}" for byte in hashlib.sha1(words, usedforsecurity=False).digest())[:7]

    def read(name: str) -> SearchIndex:
        meta = META.replace(bytes([0x66]) + b"word-1", bytes([0x60 + len(name)]) + name.encode())
        files = {**INDEX, "pagefind.x.pf_meta": packed(meta), f"index/{name}.pf_index": packed(words)}
        return read_search_index(files)

    assert (read(f"en_{digits}").words, read(f"en_{digits}").broken) == (2, ())
    for name in ("en_", "en_0000000", f"en_{digits[:6]}", f"en_{digits[1:]}", f"{digits}_en"):
        ((broken, said),) = read(name).broken
        assert (broken, "it is no list of words" in said) == (f"index/{name}.pf_index", True)


def right(corpus: Corpus) -> SearchIndex:
    """The index of some claims."""
    pages = {
        f"claims/{name}/index.html": IndexedPage(f"{stamp(corpus)}-{number}", entry["content"], entry["passages"])
        for number, (name, entry) in enumerate(search_entries(corpus).items())
    }
    return SearchIndex(pages, len(pages), words=9)


def messages(index: SearchIndex, corpus: Corpus) -> list[str]:
    """What is wrong with an index."""
    return [finding.fault.message for finding in search_faults(index, corpus)]


def test_an_index_of_other_claims(corpus: Corpus) -> None:
    """Each kind of difference has a sentence of its own."""
    index = right(corpus)
    first, *others = index.pages
    page = index.pages[first]
    assert messages(index, corpus) == []

    def changed(new: IndexedPage | None, **more: Any) -> list[str]:
        pages = {**({first: new} if new else {}), **{name: index.pages[name] for name in others}}
        return messages(replace(index, pages={**pages, **more.pop("pages", {})}, **more), corpus)

    assert changed(page, broken=(("pagefind.js", "it is empty"),)) == ["the search cannot use this file: it is empty"]
    assert changed(page, counted=1) == [
        f"the search index says that it has 1 pages, and has {len(index.pages)}",
    ]
    assert changed(page, words=0) == ["the search index has no word"]
    assert changed(page, pages={"about/index.html": page}, counted=len(index.pages) + 1) == [
        "the search index has this page, which is not the page of a claim"
    ]
    assert changed(None, counted=len(others)) == ["the search index does not have the page of this claim"]
    assert changed(replace(page, name="another-0")) == [
        "the search index has this claim under another number than the Find page"
    ]
    assert changed(replace(page, passages="Other.")) == ["the search index has other passages than this claim"]
    assert changed(replace(page, content="Other.")) == ["the search index has other words than this claim"]
