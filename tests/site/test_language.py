"""The language that pages and data declare: that of what the editors write."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.support.cases import lay_out
from tests.support.microsite import buildable, edit, in_process

# The guides and the explanations of errors are English, whatever the editors write.
ENGLISH = "editors/"


def declared(html: bytes) -> str:
    """The language of a page."""
    found = re.search(rb'<html[^>]*? lang="([^"]*)"', html)
    assert found
    return found[1].decode()


@pytest.mark.parametrize(("written", "lang"), [("ar", "ar"), ("de-at", "de-AT"), ("en-gb", "en-GB")])
def test_one_setting_for_all(tmp_path: Path, written: str, lang: str) -> None:
    """Pages, the page to print, embedded cards, the offline copy, feeds, the API, ClaimReview, and the search index."""
    folder = buildable(lay_out("_base", tmp_path / "project"))
    edit(folder / "policy.yaml", "  funding:", f"  lang: {written}\n  funding:")
    ran = in_process("build", project=folder)
    assert ran.code == 0, ran.stdout + ran.stderr
    site = folder / "site"
    pages = {page.relative_to(site).as_posix(): page.read_bytes() for page in site.rglob("*.html")}
    assert {declared(page) for page in pages.values()} == {lang}
    for path, page in pages.items():
        assert (b'<div class="v-page" lang="en" dir="ltr">' in page) == path.startswith(ENGLISH), path
    with zipfile.ZipFile(site / "data/offline.zip") as offline:
        names = [name for name in offline.namelist() if name.endswith(".html")]
        assert {declared(offline.read(name)) for name in names} == {lang}
    assert f'xml:lang="{lang}"'.encode() in (site / "feed.xml").read_bytes()
    assert json.loads((site / "feed.json").read_bytes())["language"] == lang
    assert json.loads((site / "api/v1/claims.json").read_bytes())["lang"] == lang
    assert f'"inLanguage": "{lang}"'.encode() in pages["claims/no-signature/index.html"]
    index = json.loads((site / "pagefind/pagefind-entry.json").read_bytes())
    assert list(index["languages"]) == [lang.lower()]
