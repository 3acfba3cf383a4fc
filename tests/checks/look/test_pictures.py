"""The logo and the favicon: what is refused, and what a drawing program may write."""

import struct
import zlib
from pathlib import Path

import pytest

from tests.support.microsite import edit, in_process

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 32 32"'
SHAPE = '<path d="M4 4h24v24H4z"/>'


def svg(inside: str = SHAPE, attributes: str = "") -> bytes:
    """A drawing with this in it."""
    return f"{HEAD} {attributes}>{inside}</svg>".encode()


def png(width: int, height: int) -> bytes:
    """A grey PNG of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def found_with(folder: Path, key: str, name: str, content: bytes | None) -> list[str]:
    """The messages of `check` for a project with this picture."""
    if content is not None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    edit(
        folder / "policy.yaml", "  funding: Nobody pays for it.\n", f"  funding: Nobody pays for it.\n  {key}: {name}\n"
    )
    problems = in_process("check", "--format", "json", project=folder).problems
    assert {problem["code"] for problem in problems} <= {"unusable-picture"}
    return [problem["message"] for problem in problems]


GOOD = {
    "shapes": svg(
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><g fill="url(#a)"><rect/></g>'
    ),
    "with a style of its own": svg("<style>.a{fill:url('#b');stroke:#fff}</style>" + SHAPE),
    "with a declaration and a comment": b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- by hand -->\n' + svg(),
    "with a mark of the byte order": b"\xef\xbb\xbf" + svg(),
    "with the labels of a drawing program": svg(attributes='xmlns:i="http://inkscape.example/ns" i:label="Layer 1"'),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_what_only_draws_is_taken(content: bytes, small: Path) -> None:
    """Neither as a logo nor as a favicon there is a problem."""
    assert found_with(small, "logo", "docs/images/logo.svg", content) == []
    edit(small / "policy.yaml", "  logo: docs/images/logo.svg\n", "  favicon: docs/images/logo.svg\n")
    assert in_process("check", "--format", "json", project=small).problems == []


BAD = {
    "a script": (svg("<script>x()</script>"), "has <script>"),
    "a script of HTML": (svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml">x()</x:script>'), "has <script>"),
    "a handler": (svg(attributes='onload="x()"'), "runs a script"),
    "a handler in capitals": (svg(attributes='ONLOAD="x()"'), "runs a script"),
    "a link": (svg(f'<a xlink:href="https://example.org/">{SHAPE}</a>'), "has <a>"),
    "a foreign object": (svg("<foreignObject/>"), "has <foreignObject>"),
    "a picture": (svg('<image href="data:image/png;base64,AAAA"/>'), "has <image>"),
    "a part of another file": (svg('<use href="other.svg#a"/>'), "has <use>"),
    "an animation": (svg('<path><animate attributeName="d"/></path>'), "has <animate>"),
    "text": (svg("<text>Daily</text>"), "the font is missing"),
    "an import": (svg("<style>@import 'a.css';</style>"), "loads another file"),
    "an import in other letters": (svg("<style>@\\69mport 'a.css';</style>"), "loads another file"),
    "a ground from elsewhere": (svg('<rect style="fill:url(https://example.org/a.svg#b)"/>'), "leads out"),
    "a ground from elsewhere, quoted": (svg("<rect fill=\"url('//example.org/a#b')\"/>"), "leads out"),
    "a base": (svg(attributes='xml:base="other/"'), "leads out"),
    "a gradient of another file": (svg('<linearGradient href="a.svg#b"/>'), "leads out"),
    "a document type": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(), "a declaration"),
    "a style sheet": (b'<?xml-stylesheet href="a.css"?>' + svg(), "a declaration"),
    "another encoding": (b'<?xml version="1.0" encoding="utf-16"?>' + svg(), "a declaration"),
    "bytes of another encoding": (svg().decode().encode("utf-16"), "is no SVG"),
    "no XML": (b"<svg", "is no SVG"),
    "another document": (b"<html/>", "is no SVG"),
    "no size": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no `viewBox`"),
    "no height": (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 0"/>', "no `viewBox`"),
    "a long line": (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 10"/>', "9.0 times as wide"),
    "too many bytes": (svg(f"<!--{'a' * 100_000}-->"), "at most 100,000"),
}


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD)
def test_what_does_more_than_draw_is_refused(content: bytes, words: str, small: Path) -> None:
    """One problem, which says what it is."""
    (message,) = found_with(small, "logo", "docs/images/logo.svg", content)
    assert words in message


@pytest.mark.parametrize(
    ("key", "name", "content", "words"),
    [
        ("logo", "docs/images/logo.png", png(64, 32), ""),
        ("favicon", "docs/images/icon.png", png(64, 64), ""),
        ("favicon", "docs/images/icon.png", png(64, 32), "is not square: its width is 2.00 times"),
        ("logo", "docs/images/logo.png", png(16, 16), "has 16 × 16 pixels"),
        ("logo", "docs/images/logo.png", png(64, 32)[:-3], "is no whole PNG"),
        ("logo", "docs/images/logo.png", svg(), "is no whole PNG"),
        ("logo", "docs/images/logo.jpg", b"", "is neither .svg nor .png"),
        ("logo", "docs/images/LOGO.SVG", svg(), "is neither .svg nor .png"),
        ("logo", "images/logo.svg", svg(), "is not in docs/"),
        ("logo", "docs/../docs/logo.svg", svg(), "is not in docs/"),
        ("logo", "docs/images/our logo.svg", svg(), "has a character that some hosts refuse"),
        ("logo", "docs/images/con.svg", svg(), "is a name that Windows reserves"),
        ("logo", "docs/images/logo.svg", None, "does not exist"),
        ("logo", "https://example.org/logo.svg", None, "is not in docs/"),
    ],
)
def test_files(key: str, name: str, content: bytes | None, words: str, small: Path) -> None:
    """Where the file is, and what it is."""
    messages = found_with(small, key, name, content)
    assert len(messages) == bool(words)
    assert all(words in message for message in messages)


def test_a_link_out_of_the_project_is_not_followed(small: Path) -> None:
    """What it leads to is no business of the site."""
    (small.parent / "elsewhere.svg").write_bytes(svg())
    (small / "docs").mkdir(exist_ok=True)
    (small / "docs" / "logo.svg").symlink_to(small.parent / "elsewhere.svg")
    (message,) = found_with(small, "logo", "docs/logo.svg", None)
    assert "leads out of the project" in message
