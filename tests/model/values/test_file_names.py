"""Names of files that Windows, macOS and Linux can all check out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.model.values.file_names import fault_of_file_name, safe_file_name, same_file


@pytest.mark.parametrize(
    ("name", "fault", "safe"),
    [
        ('Deal: near? "Mere".html', "':'", "Deal near Mere.html"),
        ("a|b<c>d*e\\f.txt", "'|'", "a b c d e f.txt"),
        ("two\nlines.txt", "'\\n'", "two lines.txt"),
        ("???.html", "'?'", "article.html"),
        ("talks.", "full stop", "talks"),
        ("talks.txt ", "space", "talks.txt"),
        ("con", "reserves", "con-article"),
        ("Aux.html", "reserves", "Aux-article.html"),
        ("nul.tar.gz", "reserves", "nul-article.tar.gz"),
        ("LPT1 .txt", "reserves", "LPT1-article.txt"),
        ("com¹.txt", "reserves", "com¹-article.txt"),
        ("日" * 90 + ".html", "longer", "日" * 78 + ".html"),
    ],
)
def test_a_name_that_some_system_refuses(name: str, fault: str, safe: str) -> None:
    """The fault is named, and a name without it is proposed."""
    assert fault in (fault_of_file_name(name) or "")
    assert safe_file_name(name) == safe


@pytest.mark.parametrize(
    "name",
    ["talks.txt", "console.txt", "com10.txt", "a b, c (2).html", "日報.txt", ".gitkeep", "a..b.txt", "prn-1.txt"],
)
def test_a_name_that_every_system_accepts(name: str) -> None:
    """It stays as it is."""
    assert fault_of_file_name(name) is None
    assert safe_file_name(name) == name


@given(st.text(min_size=1).filter(lambda name: name.isprintable()))
def test_every_proposed_name_is_safe(name: str) -> None:
    """Whatever the file is called."""
    assert fault_of_file_name(safe_file_name(name)) is None


def test_names_that_two_systems_take_for_one() -> None:
    """Capitals and composed letters."""
    assert same_file("Caf\u00e9.txt") == same_file("cafe\u0301.TXT")
    assert same_file("talks.txt") != same_file("talk.txt")
