"""The search index: the same files from the same pages, whatever surrounds the build."""

from base64 import b64encode
from pathlib import Path

import pytest
from verbatim.site.engine import EngineError
from verbatim.site.search_index import make_search_index
from verbatim.site.search_pages import SearchPage
from verbatim.site.sitecheck.reading.search_index import read_search_index

from tests.support.microsite import files_in

PAGES = {
    f"claims/claim-{number}/index.html": SearchPage(
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        f"{' '.join(f'word{(number * 7 + place * place) % 500}' for place in range(60))}</body></html>",
        f'["a topic",["v-ours","","Passage",0,"Of claim {number}."]]',
    )
    for number in range(60)
}

# An answer of Pagefind that says what is wrong.
REFUSES = b64encode(b'{"payload": {"type": "Error", "message": "no more pages"}}').decode() + ","


def index_of(pages: dict[str, SearchPage], folder: Path) -> dict[str, bytes]:
    """The files of the index."""
    make_search_index(pages, "stamp", folder)
    return files_in(folder)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The index of the pages, where nothing is unusual."""
    return index_of(PAGES, tmp_path_factory.mktemp("expected") / "pagefind")


def test_the_number_of_a_page_names_its_file(expected: dict[str, bytes], tmp_path: Path) -> None:
    """In the order in which the pages are given; the index is the same each time."""
    assert index_of(PAGES, tmp_path / "again") == expected
    backwards = dict(reversed(PAGES.items()))
    for pages, files in ((PAGES, expected), (backwards, index_of(backwards, tmp_path / "backwards"))):
        index = read_search_index(files)
        assert index.broken == ()
        assert {path: page.name for path, page in index.pages.items()} == {
            path: f"stamp-{number}" for number, path in enumerate(pages)
        }
        assert {path: page.passages for path, page in index.pages.items()} == {
            path: page.passages for path, page in pages.items()
        }
        assert sum(path.startswith("fragment/") for path in files) == len(pages)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE", "100"),
        ("PAGEFIND_FORCE_LANGUAGE", "de"),
        ("PAGEFIND_ROOT_SELECTOR", "title"),
        ("PAGEFIND_GLOB", "*.txt"),
        ("PAGEFIND_INCLUDE_CHARACTERS", "_"),
        ("PAGEFIND_KEEP_INDEX_URL", "true"),
        ("PAGEFIND_WRITE_PLAYGROUND", "true"),
        ("PAGEFIND_VERBOSE", "1"),  # not one of the values that Pagefind allows, so it would end
        ("PAGEFIND_SITE", "/nowhere"),
        ("PAGEFIND_BINARY_PATH", "/bin/false"),
    ],
)
def test_no_variable_changes_the_index(
    variable: str, value: str, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pagefind's own variables of the environment do not reach it."""
    monkeypatch.setenv(variable, value)
    assert index_of(PAGES, tmp_path / "pagefind") == expected


@pytest.mark.parametrize("name", ["pagefind.toml", "pagefind.yml", "pagefind.yaml", "pagefind.json", "pagefind.py"])
def test_no_file_of_the_current_folder_changes_the_index(
    name: str, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings and modules there are not read, valid or not."""
    text = {".json": '{"force_language": "de"}', ".py": "raise SystemExit(5)"}.get(Path(name).suffix, "force_language")
    for content in (text, "]{"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert index_of(PAGES, tmp_path / str(len(content))) == expected


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("raise SystemExit('no more')", "no more"),
        ("import sys; sys.stdin.buffer.read(9); sys.exit('half')", "half"),
        (f"print({REFUSES!r}, end='')", "no more pages"),
    ],
)
def test_a_failure_of_pagefind_is_reported(
    program: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends at once, ends after some bytes, or answers with an error: an EngineError has its last words."""
    fake = tmp_path / "pagefind"
    fake.mkdir()
    (fake / "__main__.py").write_text(program, encoding="utf-8")
    (fake / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(EngineError, match=f"(?s)pagefind failed:.*{words}"):
        make_search_index(PAGES, "stamp", tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """That is an OSError, as wherever files are written."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        make_search_index(PAGES, "stamp", tmp_path / "file" / "pagefind")
