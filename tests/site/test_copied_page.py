"""A page of the offline copy that is taken for that of the site shows the same, and nothing that the site may not."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from verbatim.rendering.content_policy import source_hash, themed_policy
from verbatim.site.sitecheck.data_rules import our_files
from verbatim.site.sitecheck.reading.archive import PATH
from verbatim.site.sitecheck.reading.copied_page import is_same_page
from verbatim.site.sitecheck.reading.document import is_page

MODULES = {file.bytes: source_hash(file.bytes.decode()) for file in our_files() if file.path.endswith(".js")}
NOTE, LINK = b'<p class="v-aside" role="note">', b'<a href="'


@dataclass(frozen=True)
class Both:
    """A page of the site and of the copy."""

    page: bytes
    copied: bytes

    def is_same(self, old: bytes = b"", new: bytes = b"") -> bool:
        """Whether the copy is taken for the page, after a replacement in it."""
        assert old in self.copied
        return is_same_page(self.page, self.copied.replace(old, new, 1), MODULES)


def pages_of(site: Path) -> dict[str, Both]:
    """Every page that is in the copy of a site."""
    with ZipFile(site / PATH) as archive:
        names = {name.partition("/")[2]: name for name in archive.namelist() if is_page(name)}
        return {path: Both((site / path).read_bytes(), archive.read(name)) for path, name in names.items()}


@pytest.fixture(scope="module")
def claim(built_site: Path) -> Both:
    """The page of a claim."""
    return min((path, both) for path, both in pages_of(built_site).items() if path.startswith("claims/"))[1]


@pytest.fixture(params=["built_site", "published_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """A site without an address, and one with an address."""
    found: Path = request.getfixturevalue(request.param)
    return found


def test_nearly_all_pages_are_taken_for_those_of_the_site(site: Path) -> None:
    """But for those with links that have a place and no address, and the Find page, which has another script."""
    pages = pages_of(site)
    others = [path for path, both in pages.items() if not both.is_same()]
    assert "find/index.html" in others
    assert len(others) < len(pages) / 20


@pytest.mark.parametrize(
    "address", [b"../", b"", b"#place", b"../a/?b=1&amp;c=2", b"https://example.org/a:b", b"mailto:x@y.z"]
)
def test_another_address(claim: Both, address: bytes) -> None:
    """Addresses that run nothing are not looked at, as when the page is read."""
    old = claim.copied[claim.copied.index(LINK) :].removeprefix(LINK).partition(b'"')[0]
    assert claim.is_same(LINK + old + b'"', LINK + address + b'"')


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a letter of a quotation": lambda page: page.replace(b"</mark>", b"x</mark>", 1),
    "the place of a quotation": lambda page: page.replace(b'data-start="', b'data-start="1', 1),
    "a quotation in the note": lambda page: page.replace(NOTE, NOTE + b'<mark data-source="x">y</mark>', 1),
    "a picture in the note": lambda page: page.replace(NOTE, NOTE + b'<img src="x" onerror="y">', 1),
    "a second note": lambda page: page.replace(NOTE, NOTE + b"x</p>" + NOTE, 1),
    "a note elsewhere": lambda page: page.replace(b"</mark>", b"</mark>" + NOTE + b"x</p>", 1),
    "a script in the page": lambda page: page.replace(b"</body>", b"<script>x</script></body>", 1),
    "a script in an attribute": lambda page: page.replace(LINK, b'<a onclick="x" href="', 1),
    "a style in an attribute": lambda page: page.replace(LINK, b'<a style="x" href="', 1),
    "an address that runs": lambda page: page.replace(LINK, b'<a href="javascript:x" name="', 1),
    "an address that runs, in other letters": lambda page: page.replace(LINK, b'<a href="JAVASCRIPT:x" name="', 1),
    "an address that runs, after a blank": lambda page: page.replace(LINK, b'<a href=" javascript:x" name="', 1),
    "an address that runs, with a number": lambda page: page.replace(LINK, b'<a href="javascript&#58;x" name="', 1),
    "an address that runs, with a name": lambda page: page.replace(LINK, b'<a href="javascript&colon;x" name="', 1),
    "an address that is a page": lambda page: page.replace(LINK, b'<a href="data:text/html,x" name="', 1),
    "a link of the head that runs": lambda page: page.replace(b"</head>", b'<link rel="x" onload="x"></head>', 1),
    "a link of the head to what runs": lambda page: page.replace(b"</head>", b'<link href="javascript:x"></head>', 1),
    "a frame": lambda page: page.replace(b"</body>", b'<iframe src="x"></iframe></body>', 1),
    "a form without an address": lambda page: page.replace(b' action="', b' title="', 1),
    "a module that is not ours": lambda page: page.replace(b'<script type="module">', b'<script type="module">x', 1),
    "a module more": lambda page: page.replace(
        b"</body>", b'<script type="module">' + next(iter(MODULES)) + b"</script></body>", 1
    ),
    "the policy of the site": lambda page: page.replace(b"script-src 'self' file:", b"script-src 'self'", 1),
    "no policy": lambda page: page.replace(b"Content-Security-Policy", b"x", 1),
    "a script more in the policy": lambda page: page.replace(b"; style-src", b" 'unsafe-inline'; style-src", 1),
    "something after the end": lambda page: page + b"x",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_must_be_read(claim: Both, change: str) -> None:
    """It differs in something that the rules look at."""
    assert claim.is_same()
    changed = CHANGES[change](claim.copied)
    assert changed != claim.copied
    assert not is_same_page(claim.page, changed, MODULES)


def test_a_page_of_the_site_is_not_one_of_the_copy(claim: Both) -> None:
    """Its policy is another."""
    assert themed_policy().encode() in claim.page
    assert not is_same_page(claim.page, claim.page, MODULES)
