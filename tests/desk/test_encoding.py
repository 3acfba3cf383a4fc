"""Encodings of files from outside: labels mean what browsers take them for, and what cannot be decoded is refused."""

import pytest
from verbatim.desk.articles.encoding import MAX_BYTES, Decoded, UnreadableError, decode_file

JAPANESE = "政府は月曜日に合意に近づいていると語った。"


def declared(label: str, words: str, codec: str) -> bytes:
    """A page that declares an encoding, with some words in it."""
    return f"<!doctype html><meta charset='{label}'><p>".encode() + words.encode(codec)


@pytest.mark.parametrize(
    ("label", "words", "codec", "encoding"),
    [
        ("latin1", "“café” – €5", "cp1252", "windows-1252"),
        ("iso-8859-1", "“café” – €5", "cp1252", "windows-1252"),
        ("ascii", "“café” – €5", "cp1252", "windows-1252"),
        ("ISO-8859-9", "“ığş”", "cp1254", "windows-1254"),
        ("gb2312", "政府宣布鎔", "gbk", "gbk"),
        ("gbk", "政府宣布鎔", "gbk", "gbk"),
        ("gb18030", "政府宣布㐀€", "gb18030", "gb18030"),
        ("big5", "政府宣布", "big5", "big5"),
        ("euc-kr", "똠방각하", "cp949", "euc-kr"),
        ("ks_c_5601-1987", "똠방각하", "cp949", "euc-kr"),
        ("shift_jis", "①髙橋", "cp932", "shift_jis"),
        ("tis-620", "กรุงเทพ “€”", "cp874", "windows-874"),
        ("iso-2022-jp", JAPANESE, "iso2022_jp", "iso-2022-jp"),
        ("euc-jp", JAPANESE, "euc_jp", "euc-jp"),
        ("x-user-defined", "“café”", "cp1252", "windows-1252"),
        (" Windows-1251 ", "переговоры", "cp1251", "windows-1251"),
        ("WINDOWS-1251", "переговоры", "cp1251", "windows-1251"),
    ],
)
def test_declared_labels(label: str, words: str, codec: str, encoding: str) -> None:
    """A declared label means what browsers take it for, with any capitals and with spaces around it."""
    decoded = decode_file(declared(label, words, codec))
    assert (decoded.text.partition("<p>")[2], decoded.encoding, decoded.guessed) == (words, encoding, False)


@pytest.mark.parametrize(
    ("label", "words", "codec", "encoding"),
    [
        ("latin1", "“café”", "cp1252", "windows-1252"),
        (" ISO-8859-1 ", "“café”", "cp1252", "windows-1252"),
        ("gb2312", "政府鎔", "gbk", "gbk"),
        ("EUC-KR", "똠방각하", "cp949", "euc-kr"),
        ("Shift_JIS", "①髙橋", "cp932", "shift_jis"),
        ("tis-620", "กรุงเทพ", "cp874", "windows-874"),
        ("iso-2022-jp", JAPANESE, "iso2022_jp", "iso-2022-jp"),
        ("utf-16", "café", "utf-16-le", "utf-16le"),
        ("utf-16be", "café", "utf-16-be", "utf-16be"),
        ("utf-16", "café", "utf-16", "utf-16le"),
        ("latin1", "café", "utf-8-sig", "utf-8"),
        ("UTF8", "café", "utf-8", "utf-8"),
    ],
)
def test_given_labels(label: str, words: str, codec: str, encoding: str) -> None:
    """What an editor gives as `--encoding` is read the same way; a byte order mark has precedence."""
    assert decode_file(words.encode(codec), label) == Decoded(words, encoding)


@pytest.mark.parametrize("label", ["klingon", "x-user-defined", "iso-2022-kr", "utf-7", "rot13"])
def test_given_labels_that_are_refused(label: str) -> None:
    """No encoding, or one in which browsers read no text."""
    with pytest.raises(UnreadableError, match=f"“{label}” is not an encoding"):
        decode_file(b"words", label)


@pytest.mark.parametrize(
    "page",
    [
        b"<?xml version='1.0' encoding='Windows-1251'?><html>\xe4\xe0",
        b"<meta http-equiv='Content-Type' content='text/html; charset = windows-1251'>\xe4\xe0",
        b"<META CHARSET=windows-1251>\xe4\xe0",
        b"<meta name=x content=y>\n<!-- <meta charset=euc-kr> -->\n<meta charset='windows-1251'/>\xe4\xe0",
    ],
    ids=["XML", "http-equiv", "no quotation marks", "after a comment"],
)
def test_forms_of_a_declaration(page: bytes) -> None:
    """Wherever a page may declare it; a declaration in a comment is none."""
    assert decode_file(page).encoding == "windows-1251"
    assert decode_file(page).text.endswith("да")


def test_iso_2022_jp_is_never_taken_for_utf8() -> None:
    """Its bytes are ASCII. Declared or not, the words are decoded; without a declaration that is a guess."""
    raw = f"<p>{JAPANESE * 5}".encode("iso2022_jp")
    assert raw.isascii()
    guessed = decode_file(raw)
    assert (guessed.text, guessed.guessed) == (f"<p>{JAPANESE * 5}", True)
    with pytest.raises(UnreadableError, match="declares iso-2022-jp, but byte 0xff is not valid in it"):
        decode_file(declared("iso-2022-jp", JAPANESE, "iso2022_jp") + b"\xff")


def test_utf8_is_believed_before_a_declaration() -> None:
    """A page whose bytes are valid UTF-8 is read as UTF-8, even if it declares an encoding of ASCII bytes."""
    for label in ("iso-8859-1", "iso-2022-jp", "iso-2022-kr", "klingon"):
        decoded = decode_file(declared(label, JAPANESE, "utf-8"))
        assert (decoded.text.partition("<p>")[2], decoded.encoding) == (JAPANESE, "utf-8")
    assert decode_file(declared("klingon", "café", "utf-8")).encoding == "utf-8"


@pytest.mark.parametrize(("label", "codec"), [("hz-gb-2312", "hz"), ("iso-2022-kr", "iso2022_kr")])
def test_encodings_that_browsers_no_longer_read(label: str, codec: str) -> None:
    """Their bytes are ASCII too; such a page is refused, not stored as it looks."""
    words = {"hz": "政府", "iso2022_kr": "정부"}[codec]
    with pytest.raises(UnreadableError, match=f"declares {label}, an encoding that browsers no longer read"):
        decode_file(declared(label, words, codec))


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("utf-8", b"\xe9"),
        ("utf-16", b"\xe9!"),
        ("gbk", "㐀".encode("gb18030")),
        ("latin1", b"\x81"),
        ("euc-kr", b"\xff"),
    ],
)
def test_a_declaration_that_the_bytes_contradict(label: str, fault: bytes) -> None:
    """Refused, with the byte and its line; a page that declares UTF-16 in ASCII letters can only mean UTF-8."""
    with pytest.raises(UnreadableError, match=f"declares {label}, but byte 0x{fault[0]:02x} is not") as caught:
        decode_file(f"<meta charset={label}>one\ntwo\nthr".encode() + fault + b"ee")
    assert caught.value.line == 3
    assert "--encoding" in caught.value.hint


def test_the_wrong_encoding_given() -> None:
    """The file is not what the editor says."""
    with pytest.raises(UnreadableError, match="the file is not utf-8"):
        decode_file(b"\xff", "utf-8")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(codec: str) -> None:
    """The mark tells the encoding, and is no part of the text."""
    assert decode_file("café".encode(codec)) == Decoded("café", codec)
    assert decode_file(b"\xfe\xff" + "café".encode("utf-16-be")) == Decoded("café", "utf-16")


@pytest.mark.parametrize(
    ("raw", "message", "hint"),
    [
        (b"PK\x03\x04\x14\x00", "a Word document", "save it as plain text"),
        (b"\xd0\xcf\x11\xe0\xa1", "an Office document", "save it as plain text"),
        (b"{\\rtf1 words}", "a rich text document", "save it as plain text"),
        (b"\x1f\x8b\x08", "a compressed file", "unpack it"),
        (b"bplist00", "a web archive", "HTML only"),
        (b"From: <Saved by Blink>\nSnapshot-Content-Location: x\n", "MHTML", "HTML only"),
        (b"MIME-Version: 1.0\n", "MHTML", "HTML only"),
        (b"Subject: Grain\nTo: a@b.example,\n c@b.example\nMime-Version: 1.0\n\nWords.", "an e-mail", "HTML only"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "a web archive", "HTML only"),
        (b"<?xml version='1.0'?>\n<rss><channel/></rss>", "XML, such as a feed", "HTML only"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "XML, such as a feed", "HTML only"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text in any encoding", "save it as UTF-8"),
        (b"\xff\xfeW\x00o", "first bytes are those of utf-16", "save it as UTF-8"),
        (b" \n\n", "contains no words", "copy its words"),
        (b"x" * (MAX_BYTES + 1), "more than 16,777,216 bytes", "without its pictures"),
    ],
    ids=[
        "Word",
        "Office",
        "RTF",
        "gzip",
        "web archive",
        "MHTML",
        "MHTML 2",
        "e-mail",
        "WARC",
        "XML",
        "Atom",
        "picture",
        "cut UTF-16",
        "blank",
        "large",
    ],
)
def test_what_is_not_text(raw: bytes, message: str, hint: str) -> None:
    """What the file is instead, and what to do."""
    with pytest.raises(UnreadableError, match=message) as caught:
        decode_file(raw)
    assert hint in caught.value.hint


@pytest.mark.parametrize("declared", ["utf-8", "shift_jis", "windows-1252", "iso-8859-1", "euc-jp"])
def test_escape_sequences_of_another_encoding(declared: str) -> None:
    """Without them the characters would be stored as others; the true encoding can be given."""
    words = f"<meta charset={declared}><p>{'「署名しない」と述べた。' * 5}</p>"
    raw = words.encode("iso2022_jp")
    with pytest.raises(UnreadableError, match="escape sequences of another encoding"):
        decode_file(raw)
    assert decode_file(raw, "iso-2022-jp").text == words


@pytest.mark.parametrize("label", ["utf-7", "UTF-7", "unicode-1-1-utf-7"])
def test_utf_7_is_refused(label: str) -> None:
    """Browsers do not know it, and its bytes look like ASCII."""
    with pytest.raises(UnreadableError, match="no longer read"):
        decode_file(f"<meta charset={label}><p>「署名しない」</p>".encode("utf-7"))


@pytest.mark.parametrize("label", ["ISO-2022-JP", "csISO2022JP", ""])
def test_iso_2022_jp(label: str) -> None:
    """It is decoded as the page declares, or recognised by its escape sequences."""
    words = f"<meta charset='{label}'><p>{'「署名しない」と述べた。' * 5}</p>"
    assert decode_file(words.encode("iso2022_jp")).text == words


@pytest.mark.parametrize(
    ("label", "words", "codec", "bad"),
    [
        ("utf-8", "“café” – €5", "utf-8", b"\x93"),
        ("utf-8", JAPANESE, "utf-8", b"\xe3\x81"),
        ("klingon", "“café” – €5", "utf-8", b"\xff"),
        ("windows-1252", "“café” – €5" * 10, "cp1252", b"\x81"),
        ("windows-1251", "переговоры" * 10, "cp1251", b"\x98"),
        ("gbk", "政府宣布" * 10, "gbk", b"\xff"),
        ("euc-kr", "정부는 발표했다" * 10, "cp949", b"\xff"),
        ("euc-jp", "政府は発表した" * 10, "euc_jp", b"\xff"),
    ],
)
def test_a_bad_byte_becomes_a_sign_as_in_browsers(label: str, words: str, codec: str, bad: bytes) -> None:
    """The rest of the page is read; whether the page or the editor says the encoding, and in a text file, too."""
    raw = declared(label, words, codec) + bad + b" end"
    decoded = decode_file(raw)
    assert decoded.text.partition("<p>")[2] == f"{words}\ufffd end"
    assert (decoded.unreadable, decoded.lossy) == (1, True)
    if label != "klingon":
        assert decode_file(raw, label).text == decoded.text
    if codec == "utf-8":
        assert decode_file(words.encode() + bad).text == f"{words}\ufffd"
        assert decode_file(b"\xef\xbb\xbf" + words.encode() + bad).text == f"{words}\ufffd"


@pytest.mark.parametrize(
    ("label", "words", "codec"),
    [
        ("utf-8", "“café” – €5", "cp1252"),
        ("utf-8", "переговоры", "cp1251"),
        ("gbk", "é à la té, où è là ", "cp1252"),
        ("euc-kr", "так и не стало их", "cp1251"),
        ("iso-2022-jp", JAPANESE + "\ufffd", "utf-16"),
    ],
)
def test_a_false_declaration_is_still_refused(label: str, words: str, codec: str) -> None:
    """A page of which much is invalid is in another encoding than it declares."""
    with pytest.raises(UnreadableError, match=f"declares {label}, but byte"):
        decode_file(declared(label, words * 3, codec))


def test_a_sign_for_a_bad_byte_that_is_in_the_file_itself_is_told_too() -> None:
    """Another program has put it there."""
    assert decode_file("“caf\ufffd”".encode()) == Decoded("“caf\ufffd”", "utf-8")
    assert decode_file("“caf\ufffd”".encode()).unreadable == 1


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?>\n<!-- a --><html><body>Words.</body></html>",
        "Note: the sender wrote this.\n\nMIME-Version: 1.0 is a header of e-mails.",
        "<rssfeed> is no element.",
    ],
)
def test_what_only_looks_like_another_file(text: str) -> None:
    """XHTML, and texts about such files."""
    assert decode_file(text.encode()).text == text


@pytest.mark.parametrize("codec", ["cp1252", "latin1"])
def test_utf8_that_another_program_read_wrongly(codec: str) -> None:
    """An example is given; a few such characters may be right, as a capital before a German quotation mark."""
    spoilt = "‘We will – sign’, Ünal said.".encode().decode(codec)
    assert decode_file(spoilt.encode()).looks_misread == "‘".encode().decode(codec)
    assert decode_file("„SEINÄ“, „KÖPÄ“: déjà “vu” – señor £5 €5".encode()).looks_misread == ""
