"""One project gives one site, whatever surrounds the build: interpreter, locale, zone, variables, folder."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cases import lay_out
from tests.support.microsite import Ran, buildable, files_in

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
# Each is a build: what does not hide something else is together.
SURROUNDINGS: dict[str, dict[str, str]] = {
    "without docstrings": {"PYTHONOPTIMIZE": "2"},
    "ASCII": {**ASCII, "PYTHONIOENCODING": "ascii"},
    "development mode, in which warnings are errors": {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error"},
    "no assertions, programs and home; another language, zone, hash seed and other settings": {
        "PYTHONOPTIMIZE": "1",
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "tr",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4242",
        "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "100",
        "PAGEFIND_VERBOSE": "x",
        "SITE_NAME": "x",
        "SITE_LANG": "de",
        "SOURCE_DATE_EPOCH": "1",
        "CI": "true",
        "PATH": "/nowhere",
        "HOME": "/nowhere",
        "GIT_DIR": "/nowhere",
    },
}


@pytest.fixture(scope="module")
def expected(build_once: Callable[..., Path]) -> dict[str, bytes]:
    """The site where nothing is unusual."""
    return files_in(build_once("base", lambda folder: buildable(lay_out("_base", folder))) / "site")


def folder_with_a_name(tmp_path: Path) -> Path:
    """A project in a folder whose name is 240 bytes long: with what shells, addresses and formats give a meaning.

    One byte of it is not UTF-8.
    """
    name = b"a b#%'\"{}\xc3\xbc\xff"
    return buildable(lay_out("_base", tmp_path / os.fsdecode(name.ljust(240, b"d")) / "project"))


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_change_nothing(
    name: str, expected: dict[str, bytes], tmp_path: Path, verbatim: Callable[..., Ran]
) -> None:
    """The same bytes, also in a folder with an unusual name."""
    project = folder_with_a_name(tmp_path)
    (tmp_path / "cwd").mkdir()
    (tmp_path / "cwd" / "mkdocs.py").write_text("raise SystemExit(5)", encoding="utf-8")
    (tmp_path / "cwd" / "pagefind.yml").write_text("force_language: de", encoding="utf-8")
    ran = verbatim("build", project=project, cwd=tmp_path / "cwd", **SURROUNDINGS[name])
    assert ran.code == 0, ran.stdout + ran.stderr
    site = files_in(project / "site")
    assert sorted(site) == sorted(expected)
    assert [path for path in site if site[path] != expected[path]] == []


def test_help_and_schemas_without_docstrings(verbatim: Callable[..., Ran]) -> None:
    """Help texts are printed as ever."""
    assert verbatim("build", "--help", PYTHONOPTIMIZE="2") == verbatim("build", "--help")
    assert re.search("site/", verbatim("build", "--help", PYTHONOPTIMIZE="2").stdout)


def test_names_of_files_in_an_ascii_locale(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """A file whose name is not ASCII is found by its name in the data; the output stays ASCII, as the terminal is."""
    project = lay_out("_base", tmp_path / "project")
    articles = project / "seeds" / "articles"
    (articles / "talks.txt").rename(articles / "tälks.txt")
    data = project / "seeds" / "articles.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("file: talks.txt", "file: tälks.txt"), encoding="utf-8")
    for env in ({}, ASCII):
        assert verbatim("check", project=project, **env).stdout == verbatim("check", project=project).stdout
    (articles / "tälks.txt").unlink()
    assert r"t\xe4lks.txt" in verbatim("check", project=project, **ASCII).stdout
