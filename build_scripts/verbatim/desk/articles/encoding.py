"""Decodes the bytes of a file that came from outside.

In: bytes in any encoding. Out: the text, and how its encoding is known. Encodings are tried in this order: the one that
the editor names, a byte order mark, UTF-8, the one that an HTML page declares, a guess. A few invalid bytes become
U+FFFD, as in browsers; the editor is told how many. A file that is not text is refused, with a hint what to do.

Labels of encodings mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels): `latin1` and
`ascii` are windows-1252, `tis-620` is windows-874. Python's codecs are stricter than browsers. They refuse bytes that
windows-1252 leaves free, GB 18030's four-byte characters in a page that declares `gbk`, and the vendors' characters
(such as `①`) in `euc-jp` and `iso-2022-jp`: these are invalid bytes here. Two differences stay unseen: `koi8-u` has no
`ў`, and `euc-jp` and `iso-2022-jp` give `〜` and `−` where browsers show their full-width look-alikes.
"""

import re
from dataclasses import dataclass

import webencodings
from charset_normalizer import from_bytes

MAX_BYTES = 16 * 1024 * 1024

# A page declares its encoding in its first 1,024 bytes, says the HTML standard; browsers also look further on.
_DECLARED_WITHIN = 64 * 1024
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_DECLARATION = re.compile(
    rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"'>]+) | <meta\b[^>]*?\bcharset\s*=\s*["']?\s*([^\s"'/;>]+)""",
    re.IGNORECASE | re.VERBOSE,
)

# A declaration that could be read byte by byte cannot be in UTF-16, and x-user-defined is for scripts that read binary
# data: https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
_IN_A_DECLARATION = {"utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "windows-1252"}

# Browsers read nothing in an encoding that the standard calls `replacement`, such as ISO-2022-KR and HZ, and do not
# know UTF-7 at all.
_UNREAD = "replacement"
_UNKNOWN = ("utf-7", "unicode-1-1-utf-7", "csunicode11utf7")

_NOT_ASCII = re.compile("[^\x00-\x7f]")
_ESCAPE = b"\x1b"
# How the encodings of the family ISO-2022 switch their alphabets: ISO/IEC 2022, such as `ESC $ B`.
_SWITCH = re.compile(r"\x1b[$(][()*+,-./]?[0-~]")


# U+FFFD, which browsers show as a question mark for bytes that are invalid in the encoding.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"

# How many valid characters other than ASCII must outweigh an invalid one. A text in another encoding is hardly ever
# valid UTF-8, but half of it may be valid in an encoding with two bytes for a character.
_VALID_FOR_AN_INVALID = 20
_VALID_FOR_AN_INVALID_IN_UTF8 = 1
# Here an invalid byte may change what all bytes after it mean.
_NOT_BYTE_BY_BYTE = ("utf-16", "utf-16le", "utf-16be", "utf-32", "iso-2022-jp")


class UnreadableError(Exception):
    """The file cannot be read as an article. Says why, what to do, and on which line of the file the fault is."""

    def __init__(self, message: str, hint: str, line: int = 1) -> None:
        super().__init__(message)
        self.hint = hint
        self.line = line


@dataclass(frozen=True)
class Decoded:
    """A text, its encoding (`utf-8-sig` is UTF-8 with a byte order mark), and whether that was only guessed.

    `lossy`: invalid bytes became U+FFFD.
    """

    text: str
    encoding: str
    guessed: bool = False
    lossy: bool = False

    @property
    def unreadable(self) -> int:
        """How many characters could not be read."""
        return self.text.count(UNREADABLE)

    @property
    def looks_misread(self) -> str:
        """An example of several signs that are UTF-8 read as windows-1252, in the file itself; empty without them."""
        found = [sign for sign in _READ_WRONGLY.findall(self.text) if _is_utf8(sign)]
        return found[0] if len(found) >= _FEWEST_READ_WRONGLY else ""


_BYTE_ORDER_MARKS = [
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),  # before UTF-16, whose mark begins with the same bytes
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
]

_SAVE_AS_HTML = "save the page as “HTML only” instead"
_NO_TEXT = [
    (b"PK\x03\x04", "a packed file, such as a Word document", "open it, and save it as plain text (.txt) in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an Office document", "open it, and save it as plain text (.txt) in UTF-8"),
    (b"{\\rtf", "a rich text document", "open it, and save it as plain text (.txt) in UTF-8"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"bplist", "a web archive", _SAVE_AS_HTML),
    (b"WARC/", "a web archive", _SAVE_AS_HTML),
]
# The head of an e-mail or of a page saved as a single archive; and XML that is no web page, such as a feed.
_MAIL = re.compile(
    rb"\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?(?:MIME-Version|Snapshot-Content-Location):",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*(?:<\?xml\b(?!.*<(?:html|body)\b)|<(?:rss|feed|svg)\b)", re.IGNORECASE | re.DOTALL)

# What UTF-8 looks like when it was read as windows-1252, as in `â€œ` for “ and `Ã©` for é.
_REST = "[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
_READ_WRONGLY = re.compile(f"[Â-ß]{_REST}|[à-ï]{_REST}{{2}}|[ð-ô]{_REST}{{3}}")
_FEWEST_READ_WRONGLY = 3
_HEAD = 8 * 1024


def _is_utf8(sign: str) -> bool:
    """Whether characters are the bytes of UTF-8, read as windows-1252 or as ISO-8859-1."""
    try:
        raw = b"".join(
            bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252") for character in sign
        )
        return len(raw.decode("utf-8")) == 1
    except UnicodeError:
        return False


def decode_file(raw: bytes, encoding: str | None = None) -> Decoded:
    """Decode a file; `encoding` is the label that the editor gave. Raises UnreadableError."""
    if len(raw) > MAX_BYTES:
        hint = "save the page as “HTML only”, without its pictures, or copy its words into a text file"
        raise UnreadableError(f"the file has more than {MAX_BYTES:,} bytes", hint)
    for beginning, what, hint in _NO_TEXT:
        if raw.startswith(beginning):
            raise UnreadableError(f"this is {what}; only plain text, HTML and PDF are read", hint)
    if _MAIL.match(raw[:_HEAD]):
        raise UnreadableError("this is an e-mail or a page saved as a single archive (MHTML)", _SAVE_AS_HTML)
    if _XML.match(raw[:_HEAD]):
        raise UnreadableError("this is XML, such as a feed, and no web page", _SAVE_AS_HTML)
    if encoding:
        decoded = _as_given(raw, encoding)
    else:
        decoded = _by_byte_order_mark(raw) or _as_utf8(raw) or _as_declared(raw) or _as_guessed(raw)
    if _SWITCH.search(decoded.text):
        message = (
            f"read as {decoded.encoding}, the file has the escape sequences of another encoding, such as iso-2022-jp"
        )
        raise UnreadableError(message, "give its true encoding with `--encoding`")
    if not decoded.text.strip():
        hint = "save the article’s page again, or copy its words into a text file"
        raise UnreadableError("the file contains no words", hint)
    return decoded


def _with_invalid_bytes(raw: bytes, name: str) -> str | None:
    """Decode as browsers do, with U+FFFD for invalid bytes; None if they are too many for the encoding to be right."""
    if name in _NOT_BYTE_BY_BYTE:
        return None
    text = webencodings.decode(raw, name.removesuffix("-sig"), "replace")[0]
    invalid = text.count(UNREADABLE)
    valid = len(_NOT_ASCII.findall(text)) - invalid
    needed = _VALID_FOR_AN_INVALID_IN_UTF8 if name.startswith("utf-8") else _VALID_FOR_AN_INVALID
    return text if valid > needed * invalid else None


def _as_given(raw: bytes, label: str) -> Decoded:
    """Decode as the editor says; a byte order mark has precedence, as in browsers."""
    given = webencodings.lookup(label)
    if given is None or given.name in (_UNREAD, "x-user-defined"):
        hint = "common ones are utf-8, windows-1252, windows-1251, shift_jis, gb18030 and euc-kr"
        raise UnreadableError(f"“{label}” is not an encoding of text that browsers know", hint)
    try:
        text, found = webencodings.decode(raw, given, "strict")
    except UnicodeError as error:
        lenient = _with_invalid_bytes(raw, given.name)
        if lenient is not None:
            return Decoded(lenient, given.name, lossy=True)
        raise UnreadableError(
            f"the file is not {label}", "leave `--encoding` out to have the encoding detected"
        ) from error
    return Decoded(text, found.name)


def _by_byte_order_mark(raw: bytes) -> Decoded | None:
    name = next((name for mark, name in _BYTE_ORDER_MARKS if raw.startswith(mark)), None)
    if name is None:
        return None
    try:
        return Decoded(raw.decode(name), name)
    except UnicodeDecodeError as error:
        lenient = _with_invalid_bytes(raw, name)
        if lenient is not None:
            return Decoded(lenient, name, lossy=True)
        message = f"the file’s first bytes are those of {name.removesuffix('-sig')}, but the rest is not"
        raise UnreadableError(message, "open it in a text editor, and save it as UTF-8") from error


def _as_utf8(raw: bytes) -> Decoded | None:
    """Bytes that are valid UTF-8 are hardly ever anything else, whatever a page declares.

    Except for plain ASCII bytes: these may be ISO-2022-JP, which switches its alphabets with escape sequences, or one
    of the old encodings that browsers no longer read.
    """
    if raw.isascii() and (_ESCAPE in raw or _declares_unread(raw)):
        return None
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _declared_label(raw: bytes) -> str:
    """The encoding that an HTML page declares for itself, in its own spelling; empty where it declares none."""
    declaration = _DECLARATION.search(_COMMENT.sub(b"", raw[:_DECLARED_WITHIN]))
    return (declaration[1] or declaration[2]).decode("ascii", "replace").strip() if declaration else ""


def _declares_unread(raw: bytes) -> bool:
    return _is_unread(_declared_label(raw))


def _is_unread(label: str) -> bool:
    known = webencodings.lookup(label)
    return known.name == _UNREAD if known else label.casefold() in _UNKNOWN


def _as_declared(raw: bytes) -> Decoded | None:
    """Decode as the page declares. Where its bytes contradict that, a guess would only hide the damage."""
    label = _declared_label(raw)
    if _is_unread(label):
        hint = "convert the file to UTF-8 with another program, then add it"
        raise UnreadableError(f"the page declares {label}, an encoding that browsers no longer read", hint)
    declared = webencodings.lookup(label)
    if declared is None:
        return None
    name = _IN_A_DECLARATION.get(declared.name, declared.name)
    try:
        return Decoded(webencodings.decode(raw, name, "strict")[0], name)
    except UnicodeDecodeError as error:
        lenient = _with_invalid_bytes(raw, name)
        if lenient is not None:
            return Decoded(lenient, name, lossy=True)
        hint = (
            "give its true encoding with `--encoding`, or copy the article’s words from your browser into a text file"
        )
        message = f"the page declares {label}, but byte 0x{raw[error.start]:02x} is not valid in it"
        raise UnreadableError(message, hint, raw.count(b"\n", 0, error.start) + 1) from error


def _as_guessed(raw: bytes) -> Decoded:
    lenient = None if b"\0" in raw or raw.isascii() else _with_invalid_bytes(raw, "utf-8")
    if lenient is not None:
        return Decoded(lenient, "utf-8", guessed=True, lossy=True)
    best = None if b"\0" in raw else from_bytes(raw).best()
    if best is None:
        hint = "if it is text, open it in a text editor and save it as UTF-8, or give its encoding with `--encoding`"
        raise UnreadableError("the file is not text in any encoding that could be detected", hint)
    known = webencodings.lookup(best.encoding)
    return Decoded(str(best), known.name if known else best.encoding, guessed=True)
