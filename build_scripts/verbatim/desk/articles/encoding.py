"""The bytes of a file from outside → its characters.

In: bytes, which may be in any encoding. Out: the text and how its encoding is known. Tried in this order: what the editor says, a
byte order mark, UTF-8, what an HTML page declares, a guess. A file that holds no text is refused, with what to do.
"""

import codecs
from dataclasses import dataclass

from bs4.dammit import EncodingDetector
from charset_normalizer import from_bytes

MAX_BYTES = 16 * 1024 * 1024


class UnreadableError(Exception):
    """The file cannot be taken in: why, what to do, and on which line of the file."""

    def __init__(self, message: str, hint: str, line: int = 1) -> None:
        super().__init__(message)
        self.hint = hint
        self.line = line


@dataclass(frozen=True)
class Decoded:
    """A text, its encoding by Python's name, and whether that was only guessed."""

    text: str
    encoding: str
    guessed: bool = False


_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]

# Browsers read these labels as the larger encodings that contain them, and pages rely on it:
# https://encoding.spec.whatwg.org/#names-and-labels
_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}

_NO_TEXT = [
    (b"%PDF", "a PDF", "save the article’s page as HTML, or copy its words into a text file"),
    (b"PK\x03\x04", "a packed file, such as a Word document", "open it, and save it as plain text (.txt) in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an Office document", "open it, and save it as plain text (.txt) in UTF-8"),
    (b"{\\rtf", "a rich text document", "open it, and save it as plain text (.txt) in UTF-8"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"bplist", "a web archive", "save the page as “HTML only” instead"),
    (b"From: <Saved by", "a page saved as a single archive (MHTML)", "save the page as “HTML only” instead"),
    (b"MIME-Version:", "a page saved as a single archive (MHTML)", "save the page as “HTML only” instead"),
]


def decode_file(raw: bytes, encoding: str | None = None) -> Decoded:
    """Decode a file; `encoding` is the editor's word for it. Raises UnreadableError."""
    if len(raw) > MAX_BYTES:
        hint = "save the page as “HTML only”, without its pictures, or copy its words into a text file"
        raise UnreadableError(f"the file has {len(raw):,} bytes; at most {MAX_BYTES:,} are read", hint)
    for beginning, what, mend in _NO_TEXT:
        if raw.startswith(beginning):
            raise UnreadableError(f"this is {what}; only plain text and HTML are read", mend)
    decoded = _as_told(raw, encoding) if encoding else _marked(raw) or _utf8(raw) or _declared(raw) or _guessed(raw)
    if not decoded.text.strip():
        raise UnreadableError(
            "the file holds no words", "save the article’s page again, or copy its words into a text file"
        )
    return decoded


def _as_told(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), codecs.lookup(encoding).name)
    except LookupError as error:
        raise UnreadableError(
            f"“{encoding}” is no encoding", "well known are utf-8, windows-1252, windows-1251 and euc-kr"
        ) from error
    except UnicodeError as error:
        raise UnreadableError(
            f"the file is not {encoding}", "leave `--encoding` out to have the encoding found"
        ) from error


def _marked(raw: bytes) -> Decoded | None:
    name = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    if name is None:
        return None
    try:
        return Decoded(raw.decode(name), name)
    except UnicodeDecodeError as error:
        hint = "open it in a text editor, and save it as UTF-8"
        raise UnreadableError(
            f"the file’s first bytes promise {name.removesuffix('-sig')}, but the rest is not", hint
        ) from error


def _utf8(raw: bytes) -> Decoded | None:
    """Bytes that are valid UTF-8 are hardly ever anything else, whatever a page declares."""
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _declared(raw: bytes) -> Decoded | None:
    """What a page declares; where its bytes belie that, a guess would only hide the damage."""
    label = EncodingDetector.find_declared_encoding(raw, is_html=True, search_entire_document=False)
    try:
        name = codecs.lookup(label or "").name
    except LookupError:
        return None
    name = _AS_BROWSERS_READ.get(name, name)
    try:
        return Decoded(raw.decode(name), name)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = (
            "name its true encoding with `--encoding`, or copy the article’s words from your browser into a text file"
        )
        raise UnreadableError(
            f"the page declares {label}, but byte 0x{raw[error.start]:02x} is not", hint, line
        ) from error


def _guessed(raw: bytes) -> Decoded:
    best = None if b"\0" in raw else from_bytes(raw).best()
    if best is None:
        hint = "if it is text, open it in a text editor and save it as UTF-8, or name its encoding with `--encoding`"
        raise UnreadableError("this is no text in any encoding that could be found", hint)
    return Decoded(str(best), best.encoding, guessed=True)
