"""What the site checks read in pages, drawings, style sheets and the search index."""

import gzip
import json

import pytest
from verbatim.site.sitecheck.reading.collection import Collection, is_collection, read_collection
from verbatim.site.sitecheck.reading.data_file import addresses_in_css, read_data_file
from verbatim.site.sitecheck.reading.page import read_page
from verbatim.site.sitecheck.reading.search_index import Cbor, read_search_index

# RFC 8949, Appendix A, as far as Pagefind writes such values.
CBOR = [
    ("00", 0),
    ("17", 23),
    ("1818", 24),
    ("1903e8", 1000),
    ("1a000f4240", 1_000_000),
    ("1b000000e8d4a51000", 1_000_000_000_000),
    ("20", -1),
    ("3863", -100),
    ("60", ""),
    ("62c3bc", "ü"),
    ("80", []),
    ("8301820203820405", [1, [2, 3], [4, 5]]),
    ("a26161016162820203", {"a": 1, "b": [2, 3]}),
    ("83f4f5f6", [False, True, None]),
]


@pytest.mark.parametrize(("raw", "value"), CBOR)
def test_cbor_is_read(raw: str, value: object) -> None:
    """The examples of the standard."""
    assert Cbor(bytes.fromhex(raw)).value() == value


@pytest.mark.parametrize("raw", ["", "18", "82", "1c", "c0", "fb3ff199999999999a", "62c3"])
def test_other_cbor_is_refused(raw: str) -> None:
    """What is cut off, and what Pagefind does not write."""
    with pytest.raises((ValueError, IndexError)):
        Cbor(bytes.fromhex(raw)).value()


def test_an_index_of_two_languages() -> None:
    """Each language has a list of pages; the pages of both are read."""
    files = {"pagefind.js": b"x", "pagefind-worker.js": b"x", "wasm.unknown.pagefind": packed(b"\0asm")}
    languages = {}
    for name in ("en", "zh"):
        languages[name] = {"hash": f"{name}_1", "wasm": None, "page_count": 1}
        meta = (
            b"\x85" + b"\x61v" + b"\x81\x82" + text(f"{name}_p") + b"\x05" + b"\x81\x83\x61a\x61z" + text(f"{name}_i")
        )
        files |= {
            f"pagefind.{name}_1.pf_meta": packed(meta + b"\x80\x80"),
            f"fragment/{name}_p.pf_fragment": packed(json.dumps({"url": f"/{name}/", "content": name}).encode()),
            f"index/{name}_i.pf_index": packed(b"\x81\x82" + text("one") + text("two")),
        }
    files["pagefind-entry.json"] = json.dumps({"languages": languages}).encode()
    index = read_search_index(files)
    assert index.broken == ()
    assert (sorted(index.pages), index.counted, index.words) == (["en/index.html", "zh/index.html"], 2, 4)


def packed(content: bytes) -> bytes:
    """The content of a file as Pagefind writes it."""
    return gzip.compress(b"pagefind_dcd" + content)


def text(value: str) -> bytes:
    """A short text in CBOR."""
    return bytes([0x60 + len(value)]) + value.encode()


@pytest.mark.parametrize(
    ("css", "addresses"),
    [
        ("@import 'a.css' screen;", ["a.css"]),
        ("@import url(a.css);", ["a.css"]),
        ("p { background: image-set('a.png' 1x, \"b.png\" 2x) }", ["a.png", "b.png"]),
        ("p { background: -webkit-image-set(url(a.png) 1x, url('b.png') 2x type('image/png')) }", ["a.png", "b.png"]),
        ("p::after { content: 'image-set(x)' } /* image-set('y') */", []),
    ],
)
def test_addresses_in_style_sheets(css: str, addresses: list[str]) -> None:
    """Those that a browser loads, and no other string."""
    assert sorted(address for address, _ in addresses_in_css(css)) == addresses


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://e.example/?to=javascript:x">x</a>',
        '<a href="../data:x/">x</a>',
        '<img src="data:image/png;base64,AA" alt="">',
        '<svg><image href="data:image/png;base64,AA"/><path fill="url(#a)"/></svg>',
        '<script type="application/ld+json">{}</script>',
        '<meta http-equiv="Content-Security-Policy" content="x">',
        '<p lang="en" title="style=&quot;x&quot; onclick=x">x</p>',
    ],
)
def test_what_a_page_may_have(html: str) -> None:
    """Nothing of it runs or leads elsewhere by itself."""
    page = read_page("x.html", f"<!doctype html><title>x</title>{html}".encode())
    assert (page.unwanted, page.scripts) == ((), ())


@pytest.mark.parametrize("kind", ["", "module", "text/javascript", "importmap", "speculationrules"])
def test_scripts_of_every_kind_are_seen(kind: str) -> None:
    """Also those that only say what the browser should load."""
    (script,) = read_page("x.html", f'<!doctype html><script type="{kind}">{{}}</script>'.encode()).scripts
    assert script.source.startswith("'sha256-")


def test_a_policy_counts_only_at_its_place() -> None:
    """In the head, before what it is for; of two, both are seen."""
    policy = '<meta http-equiv="Content-Security-Policy" content="a">'
    for html, content in (
        (policy, "a"),
        (f"<link rel=icon href=x>{policy}", "a"),
        (f"<link rel=stylesheet href=x>{policy}", ""),
        (f"<script src=x></script>{policy}", ""),
        (f"<body>{policy}", ""),
        (policy * 2, "a, a"),
    ):
        assert read_page("x.html", f"<!doctype html><head>{html}".encode()).policy.content == content, html


def test_a_drawing_may_have_styles() -> None:
    """It is a file of its own."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>a { fill: url(#p) }</style><a id="p" style="fill: red"/></svg>'
    )
    document = read_data_file("x.svg", svg.encode())
    assert document
    assert document.unwanted == ()


@pytest.mark.parametrize(
    "name", ["data/claims.db", "api/v1/claims.json", "api/v1/x.jsonl", "api/v1/x.csv", "a/feed.xml"]
)
def test_a_collection_that_cannot_be_opened(name: str) -> None:
    """It is said to be broken, whatever is in it."""
    assert is_collection(name)
    for raw in (b"\xff\xfe", b"[]", b"{", b"<a", b'{"total": 3, "claims": []}', b"SQLite format 3\0" + bytes(4096)):
        found = read_collection(name, raw)
        assert found.broken or not any(found.lists.values())


def test_a_collection_that_was_read_for_its_addresses() -> None:
    """Its entries, or why it has none, are those that a second reading of the file would find."""
    for raw in (b'{"claims": [{"id": "a"}, {"id": "b"}], "total": 2}', b'{"claims": [{"id": "a"}], "total": 2}', b"[]"):
        document = read_data_file("api/v1/claims.json", raw)
        assert document is not None
        assert document.collection == read_collection("api/v1/claims.json", raw) != Collection()
    for name, raw in (("api/v1/claims.json", b"{"), ("data/other.json", b"{}")):
        document = read_data_file(name, raw)
        assert document is not None
        assert document.collection is None
