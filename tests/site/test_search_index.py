"""The search index: the same files from the same pages, whatever surrounds the build."""

import random
from pathlib import Path

import pytest
from verbatim.site.engine import EngineError
from verbatim.site.search_index import make_search_index

from tests.support.microsite import files_in

PAGES = {
    f"claims/claim-{number}/index.html": (
        '<!doctype html><html lang="en"><title>Claim</title><body data-pagefind-body>'
        f"{' '.join(f'word{(number * 7 + place * place) % 500}' for place in range(60))}</body></html>"
    )
    for number in range(60)
}


def index_of(pages: dict[str, str], folder: Path) -> dict[str, bytes]:
    """The files of the index."""
    make_search_index(pages, folder)
    return files_in(folder)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The index of the pages, where nothing is unusual."""
    return index_of(PAGES, tmp_path_factory.mktemp("expected") / "pagefind")


def test_the_order_of_the_pages_changes_nothing(expected: dict[str, bytes], tmp_path: Path) -> None:
    """The pages are indexed in the order of their paths."""
    assert len(expected) > len(PAGES)
    for seed in range(3):
        paths = list(PAGES)
        random.Random(seed).shuffle(paths)  # noqa: S311 - no secret
        assert index_of({path: PAGES[path] for path in paths}, tmp_path / str(seed)) == expected


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


def test_a_failure_of_pagefind_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made ends Pagefind; its last words are in the error."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EngineError, match=r"(?s)pagefind failed:.*Os"):
        make_search_index(PAGES, tmp_path / "file" / "pagefind")
