"""YAML's traps: each is refused or read as the text that it is, with its exact place."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from verbatim.model.reading.yaml_file import YamlFile
from verbatim.model.reading.yaml_reader import MAX_BYTES, MAX_DEPTH, read_yaml
from verbatim.problems import Place, Problem


def read(text: str | bytes) -> tuple[YamlFile | None, list[tuple[str, int, int]]]:
    """A file and its problems as code, line and column."""
    found, problems = read_yaml("a.yaml", text if isinstance(text, bytes) else text.encode())
    assert all(problem.message and problem.hint and problem.place.file == "a.yaml" for problem in problems)
    return found, [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def data(text: str) -> Any:
    """The data of a file that has no problem."""
    found, problems = read(text)
    assert problems == []
    assert found
    return found.data


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "yes",
        "off",
        "true",
        "2023",
        "1e3",
        "0x1F",
        "012",
        "1_000",
        "12:30:45",
        "2023-08-30",
        ".inf",
        "-1.5",
        "N",
        "=",
        "1" * 5000,
    ],
)
def test_every_scalar_stays_the_text_that_it_is(word: str) -> None:
    """Nothing becomes a number, a date, a truth value or nothing; not even 5,000 digits take long or fail."""
    assert data(f"a: {word}\n") == {"a": word}
    assert data(f"- {word}\n") == [word]
    assert data(f"? {word}\n: a\n") == {word: "a"}


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL"])
def test_what_stands_for_nothing(word: str) -> None:
    """It is an empty text, as where nothing is written; between quotation marks it is a text."""
    assert data(f"a: {word}\nb:\nc: '{word}'\n") == {"a": "", "b": "", "c": word}


def test_old_names_of_keys() -> None:
    """`on` is read as `day`, also between quotation marks; as a value it stays what it is. Both are a key twice."""
    found, problems = read("a: {on: on}\nb:\n- 'on': 1\n")
    assert (found and found.data, problems) == ({"a": {"day": "on"}, "b": [{"day": "1"}]}, [])
    assert found
    assert [(extent.line, extent.column) for extent in found.renamed] == [(0, 4), (2, 2)]
    assert found.place(("a", "day")).column == 9
    assert [code for code, *_ in read("on: 1\nday: 2\n")[1]] == ["duplicate-key"]


def test_shapes() -> None:
    """Lists and mappings in block and flow form, folded and literal text."""
    text = (
        "a: [b, 'c d', \"e\\u00e9\"]\nf: {g: h, i: [j]}\nk: |\n  l\n\n  m\nn: >-\n  o\n  p\nq:\n- r: s\n  t: ''\nu:\n"
    )
    expected = {
        "a": ["b", "c d", "eé"],
        "f": {"g": "h", "i": ["j"]},
        "k": "l\n\nm\n",
        "n": "o p",
        "q": [{"r": "s", "t": ""}],
        "u": "",
    }
    assert data(text) == expected


def test_places() -> None:
    """Every value and key knows where it begins; what is missing is placed at what it is missing from."""
    found, problems = read("schema: 1\nclaims:\n- id: a\n  evidence:\n  - {quote: «x», source: b}\n  when:   2023\n")
    assert found
    assert problems == []
    places = {
        (): (1, 1),
        ("schema",): (1, 9),
        ("claims",): (3, 1),
        ("claims", 0): (3, 3),
        ("claims", 0, "id"): (3, 7),
        ("claims", 0, "evidence", 0): (5, 5),
        ("claims", 0, "evidence", 0, "quote"): (5, 13),
        ("claims", 0, "evidence", 0, "source"): (5, 26),
        ("claims", 0, "when"): (6, 11),
        ("claims", 0, "finding"): (3, 3),
        ("claims", 1, "finding"): (3, 1),
        ("nothing", "there"): (1, 1),
    }
    assert {path: (found.place(path).line, found.place(path).column) for path in places} == places
    assert found.key_place(("claims", 0, "when")) == Place("a.yaml", 6, 3)
    assert found.words_place(("claims", 0, "evidence", 0, "quote"), "x") == Place("a.yaml", 5, 14)
    assert found.words_place(("claims", 0, "evidence", 0, "quote"), "y") == Place("a.yaml", 5, 13)


TRAPS: list[tuple[str, str | bytes, list[tuple[str, int, int]]]] = [
    ("a duplicate key", "a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, 1)]),
    ("a duplicate key within", "x:\n- {a: 1, b: 2, a: 3}\n", [("duplicate-key", 2, 16)]),
    ("a duplicate key in other marks", "'a': 1\n\"a\": 2\n", [("duplicate-key", 2, 1)]),
    ("three of one key", "a: 1\na: 2\na: 3\n", [("duplicate-key", 2, 1), ("duplicate-key", 3, 1)]),
    ("an anchor", "a: &x 1\n", [("yaml-unsupported", 1, 4)]),
    ("an alias", "a: b\nc: *x\n", [("yaml-unsupported", 2, 4)]),
    ("an anchor and its alias", "a: &x [1]\nb: *x\n", [("yaml-unsupported", 1, 4), ("yaml-unsupported", 2, 4)]),
    ("a merge key", "a:\n  <<: {b: 1}\n", [("yaml-unsupported", 2, 3)]),
    ("a tag", "a: !!int 1\n", [("yaml-unsupported", 1, 4)]),
    ("a tag that runs code", "a: !!python/object/apply:os.system [ls]\n", [("yaml-unsupported", 1, 4)]),
    ("a tag of a list", "a:\n  !!set {b}\n", [("yaml-unsupported", 2, 3)]),
    ("an alias as a key", "*x : 1\n", [("yaml-unsupported", 1, 1)]),
    ("a list as a key", "a: 1\n? [b]\n: 2\n", [("yaml-unsupported", 2, 3)]),
    ("a second document", "a: 1\n---\nb: 2\n", [("yaml-unsupported", 2, 1)]),
    ("too deep a flow", "a: " + "[" * 10_000 + "]" * 10_000 + "\n", [("yaml-unsupported", 1, 4 + MAX_DEPTH)]),
    (
        "too deep a block",
        "".join(" " * n + "a:\n" for n in range(200)),
        [("yaml-unsupported", MAX_DEPTH + 2, MAX_DEPTH + 2)],
    ),
    ("a control character", "a: 1\nb: x\x07y\n", [("control-character", 2, 5)]),
    ("two control characters", "a: \x00\nb: \x1b\n", [("control-character", 1, 4), ("control-character", 2, 4)]),
    ("a control character by escape", 'a: 1\nb: "x\\x07"\n', [("control-character", 2, 4)]),
    ("a lone surrogate by escape", 'a: "\\uD800"\n', [("yaml-syntax", 1, 7)]),
    ("a line separator ends a line, as YAML 1.1 has it", "a: b\u2028c\nd: e: f\n", [("yaml-syntax", 1, 6)]),
    ("a fault at the very end", "a: [b", [("yaml-syntax", 1, 4)]),
    ("a lone surrogate in bytes", b"a: 1\nb: x\xed\xa0\x80\n", [("not-utf8", 2, 5)]),
    ("Latin-1", "a: 1\nb: é\n".encode("latin-1"), [("not-utf8", 2, 4)]),
    ("Latin-1 after other letters", "a: „ß“ ".encode() + b"\xe9\n", [("not-utf8", 1, 8)]),
    ("UTF-16", "a: 1\n".encode("utf-16"), [("not-utf8", 1, 1)]),
    ("a tab before a key", "a:\n\tb: 1\n", [("tab", 2, 1)]),
    ("a tab in the indentation", "a:\n  b: 1\n \tc: 2\n", [("tab", 3, 2)]),
    ("a tab before a list item", "a:\n- b\n\t- c\n", [("tab", 3, 1)]),
    ("a tab in a block text", "a: |\n\tb\n", [("tab", 2, 1)]),
    ("a colon in text", "a: b: c\n", [("yaml-syntax", 1, 5)]),
    ("a colon in a later text", "x: 1\na: He said: no\n", [("yaml-syntax", 2, 11)]),
    ("a missing colon", "a: 1\nb 2\nc: 3\n", [("yaml-syntax", 2, 1)]),
    ("an open quotation mark", 'a: 1\nb: "c\nd: e\n', [("yaml-syntax", 2, 4)]),
    ("an open single mark", "a: 1\nb: 'c\nd: e\n", [("yaml-syntax", 2, 4)]),
    ("an open bracket", "a: 1\nb: [c, d\ne: f\n", [("yaml-syntax", 2, 4)]),
    ("an open brace", "a: 1\nb: {c: d\ne: f\n", [("yaml-syntax", 2, 4)]),
    ("a reserved sign", "a: @b\n", [("yaml-syntax", 1, 4)]),
    ("an unknown escape", 'a: 1\nb: "x\\q"\n', [("yaml-syntax", 2, 6)]),
    ("nothing", "", [("empty-file", 1, 1)]),
    ("white space", " \n\n  \n", [("empty-file", 1, 1)]),
    ("comments", "# a\n\n  # b\n", [("empty-file", 1, 1)]),
    ("a byte order mark alone", b"\xef\xbb\xbf", [("empty-file", 1, 1)]),
]


@pytest.mark.parametrize(("text", "problems"), [trap[1:] for trap in TRAPS], ids=[trap[0] for trap in TRAPS])
def test_a_trap(text: str | bytes, problems: list[tuple[str, int, int]]) -> None:
    """Each is refused, at its place and with nothing else beside it."""
    assert read(text)[1] == problems


def test_a_duplicate_keeps_the_first() -> None:
    """Further checks go on with the first of two keys."""
    found, _ = read("a: 1\nb: 2\na: 3\n")
    assert found
    assert found.data == {"a": "1", "b": "2"}


def test_a_comment_after_the_second_of_two_keys() -> None:
    """It cuts a text that is not kept; the comment after the first is still that of the first."""
    found, problems = read("a: b #c\na: d #e\na: {f: g #h\n}\n")
    assert [code for code, *_ in problems] == ["duplicate-key"] * 2
    assert found
    assert found.commented == {("a",): "#c"}
    assert found.place(("a",)) == Place("a.yaml", 1, 4)


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\r", "é한😀", "\\n"])
def test_places_after_odd_characters(odd: str) -> None:
    """Line and column are those of an editor, also after what ends a line only for libyaml."""
    first = f'"x{odd}y"'
    found, problems = read(f"k: {first}\na: [{first}, {{b: c}}, {first}]\nd: {{e: {first}, f: g}}")
    assert problems == []
    assert found
    after = len(first) + 7
    places = {("a", 1): (2, after), ("a", 1, "b"): (2, after + 4), ("a", 2): (2, after + 8), ("d", "f"): (3, after + 6)}
    assert {path: (found.place(path).line, found.place(path).column) for path in places} == places
    assert found.place(("d", "f")).end_column == after + 7
    assert found.place(("d",)).end_column == after + 8
    assert found.key_place(("d", "f")).column == after + 3


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_windows_files_read_alike(mark: bytes, end: bytes) -> None:
    """A byte order mark and Windows line ends change neither the data nor any place."""
    found, problems = read(mark + end.join([b"schema: 1", b"a: |", b"  b", b"  c", b"d: e", b""]))
    assert problems == []
    assert found
    assert found.data == {"schema": "1", "a": "b\nc\n", "d": "e"}
    assert found.place(("schema",)) == Place("a.yaml", 1, 9)
    assert found.key_place(("schema",)) == Place("a.yaml", 1, 1)
    assert found.place(("d",)) == Place("a.yaml", 5, 4)


def test_a_huge_file_is_not_read() -> None:
    """Beyond the limit nothing is parsed."""
    assert read(b"a: " + b"x" * MAX_BYTES)[1] == [("file-too-large", 1, 1)]


def test_many_aliases_expand_to_nothing() -> None:
    """The billion laughs end at the first alias."""
    laughs = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    )
    found, problems = read(laughs)
    assert found is None
    assert {code for code, *_ in problems} == {"yaml-unsupported"}


@given(st.binary(max_size=200))
@example(b"? ")
@example(b"a: [b")
@example(b"%YAML 9.9\n---\na: 1\n")
@example(b"%TAG ! tag:x,2000:\n--- !a b\n")
@example("\u2028a: \u0085b".encode())
@example(b"- - - - a\n -")
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    """Reading any file gives data, or problems with a place in the file; it never raises."""
    found, problems = read_yaml("a.yaml", raw)
    assert found is not None or problems
    check_places(raw, problems)


@given(st.text(alphabet="abc:-?[]{}#&*!|>'\"%@` \n\t,<=~.0\\é\u2028\x85", max_size=60))
def test_no_yaml_breaks_the_reader(text: str) -> None:
    """The same for texts made of what means something to YAML."""
    found, problems = read_yaml("a.yaml", text.encode())
    assert found is not None or problems
    check_places(text.encode(), problems)


def check_places(raw: bytes, problems: list[Problem]) -> None:
    """Every problem stands on a line of the file, at a column of that line or just after its end."""
    lines = raw.decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines), problem
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
