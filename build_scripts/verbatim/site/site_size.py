"""The size of a built site, compared with what GitHub Pages takes.

In: the sizes of a site's files, and the corpus that it was made from. Out: how large it is, how many claims of this
size will fit, and what may be left out, in words. GitHub's documentation (“GitHub Pages limits”) says that a published
site may be no larger than 1 GB, counted here as the smaller number of bytes that this can mean.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from verbatim.checks.corpus import Corpus
from verbatim.model.policy import Extra

# Bytes.
LARGEST_SITE = 1_000_000_000
_MEGABYTE = 1_000_000

# What is there however few claims there are: the theme, the guide for editors, and the programs of the search.
_FIXED = re.compile(r"(?:assets|verbatim|editors)/|pagefind/[^/]*$")

_PATHS = {
    Extra.CARDS: re.compile(r"embed/(?:[^/]+/)?card\.png$"),
    Extra.OFFLINE_COPY: re.compile(r"data/offline\.zip$"),
    Extra.PRINT: re.compile(r"print/"),
}


@dataclass(frozen=True)
class SiteSize:
    """The bytes of a site, how many of them do not depend on its claims, how many claims, and the bytes of extras."""

    total: int
    fixed: int
    claims: int
    extras: Mapping[Extra, int]

    @classmethod
    def of(cls, sizes: Mapping[str, int], corpus: Corpus) -> "SiteSize":
        """The size of a site, by the sizes of its files."""
        extras = {
            extra: sum(size for path, size in sizes.items() if pattern.match(path)) for extra, pattern in _PATHS.items()
        }
        fixed = sum(size for path, size in sizes.items() if _FIXED.match(path))
        return cls(sum(sizes.values()), fixed, len(corpus.claims), extras)

    @property
    def claims_that_fit(self) -> int:
        """How many claims with as much evidence fit on GitHub Pages, to two digits; 0 if that cannot be said."""
        growing = self.total - self.fixed
        number = (LARGEST_SITE - self.fixed) * self.claims // growing if growing else 0
        unit = int(10 ** max(0, len(str(number)) - 2))
        return number // unit * unit

    @property
    def room(self) -> str:
        """How many claims fit, as the end of a sentence; empty if that cannot be said."""
        number = self.claims_that_fit
        return f", which is enough for about {number:,} claims with as much evidence" if number else ""

    @property
    def in_words(self) -> str:
        """The size, and how many claims fit."""
        return f"It has {_megabytes(self.total)}; GitHub Pages takes {_megabytes(LARGEST_SITE)}{self.room}."

    @property
    def mend(self) -> str:
        """What to leave out, the largest first."""
        extras = sorted((extra for extra in self.extras if self.extras[extra]), key=lambda each: -self.extras[each])
        if not extras:
            return "publish the site elsewhere, or in parts"
        sizes = ", ".join(f"{extra} ({_megabytes(self.extras[extra])})" for extra in extras)
        return f"name what the site can do without in `leave_out:` of policy.yaml: {sizes}"


def sizes_of(site: Path) -> dict[str, int]:
    """The size of each file of a site, by its path from the site's root."""
    return {file.relative_to(site).as_posix(): file.stat().st_size for file in site.rglob("*") if file.is_file()}


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:,.{0 if size >= 10 * _MEGABYTE else 1}f} MB"
