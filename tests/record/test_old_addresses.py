"""No address of the record's first published site is gone.

`old_addresses.txt` has them all, sorted, from the site's root: pages, data files, and the headings to which pages led.
Files with a hash in their name are not among them. Whatever an editor withdraws or merges keeps its address.
"""

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

OLD = Path(__file__).with_name("old_addresses.txt")


@cache
def ids(page: Path) -> set[str]:
    """The ids on a page."""
    return {str(found["id"]) for found in BeautifulSoup(page.read_bytes(), "lxml").select("[id]")}


def answers(site: Path, address: str) -> bool:
    """Whether a file is at an address, and has the heading that it names."""
    path, _, heading = address.partition("#")
    file = site / path / "index.html" if path.endswith("/") else site / path
    return file.is_file() and (not heading or heading in ids(file))


def test_every_old_address_answers(site: Path) -> None:
    """Each is still a page or a file, with its heading."""
    old = OLD.read_text(encoding="utf-8").splitlines()
    assert old == sorted(set(old))
    assert [address for address in old if not answers(site, address)] == []


def test_a_lost_address_is_noticed(site: Path) -> None:
    """A page, a file and a heading that are not there do not answer."""
    assert not answers(site, "claims/never-published/")
    assert not answers(site, "api/v0/claims.json")
    assert not answers(site, "method/#never-there")
