"""What the last check of a site found right, so that the next one reads only what can have become wrong.

In: the list of the last check, `.verbatim/last_check.json`, and what is known of the site now. Out: the files that need
not be read, and whether the others leave them as right as they were.

The list is made of a site in which nothing was wrong. A file that was right then is right now if it has the same
bytes and must show the same, and if all that its verdict depends on besides is as it was:

- Policy, sources and their texts, rules and programs, and the site's own address: a change of one of these ends the
  use of the list (`depends_on`).
- Where its addresses lead: each file that an address led to is there, and each place in one of these that was read
  again. A new file changes nothing, since an address leads to a file of its own name first.
- Whether readers reach it: for each file the list has one that links to it. The links of the files that are read are
  known anew; with these and those of the list, all files must be reached that were, and no other one that is not read.
- A file of the offline copy is compared with that of the site, so the hash in the list is of both.
- Whether the site map lists it, which is read every time, as is the home page.

If one of these cannot be said, all files are read. Files with texts that look like placeholders are never in the list,
as such a text is only right if the data have it. All rules that are not about one file are applied every time.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from verbatim.model.graph import closure
from verbatim.output import write_files
from verbatim.site.sitecheck.expected import ExpectedPages
from verbatim.site.sitecheck.gathered import Gathered
from verbatim.site.sitecheck.link_rules import MISSING_PAGE
from verbatim.site.sitecheck.reading.archive import FIND_INDEX, FOLDER

_HOME = "index.html"


@dataclass(frozen=True)
class Noted:
    """What is known of a site in which nothing was wrong.

    `files` has a hash of each file and of what it must show; `places` the places that addresses lead to, by each file
    that they lead to; `reached_from` one of the files that link to each file that can be reached; `indexable` the pages
    that may be indexed.
    """

    depends_on: str = ""
    files: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    reached_from: dict[str, str] = field(default_factory=dict)
    indexable: list[str] = field(default_factory=list)

    def unchanged(self, stamps: Mapping[str, str]) -> "Unread":
        """The files that are as they were, by the stamps of today."""
        return Unread(self, frozenset(path for path, now in stamps.items() if self.files.get(path) == now))


@dataclass(frozen=True)
class Unread:
    """Files of a site that are not read, since they are as they were noted."""

    before: Noted = Noted()
    paths: frozenset[str] = frozenset()

    def unknown_places(self, read: Gathered) -> frozenset[str]:
        """Those in which something that was read names a place of which it is not noted that it is there."""
        places = self.before.places
        named = (each.target for each in read.links.places if each.target.path in self.paths)
        return frozenset(target.path for target in named if target.fragment not in places.get(target.path, ()))

    def without(self, paths: frozenset[str]) -> "Unread":
        """The same without some files, which are read after all."""
        return Unread(self.before, self.paths - paths)

    def are_still_right(self, read: Gathered) -> bool:
        """Whether all that the verdict on these files depends on is as it was."""
        before, files, reached = self.before, read.links.site_files, self.reached(read)
        gone = [path for path, places in before.places.items() if not _has(read, path, places)]
        lost = [path for path in before.reached_from if path in files.files and path not in reached]
        gained = [path for path in self.paths if path in reached and path not in before.reached_from]
        listed = read.links.listed if files.address else before.indexable
        unlisted = self.paths.intersection(before.indexable).difference(listed)
        return not (gone or lost or gained or unlisted)

    def reached(self, read: Gathered) -> frozenset[str]:
        """The files to which a chain of links leads from the home page."""
        return frozenset(closure([_HOME], self._onward(read)))

    def with_read(self, read: Gathered, stamps: Mapping[str, str]) -> Noted:
        """What is known of a site in which nothing is wrong, from these files and those that were read."""
        with_leftovers = {document.path for document in read.leftovers}
        files = {path: now for path, now in stamps.items() if path not in with_leftovers and not _is_always_read(path)}
        places = {path: set(self.before.places.get(path, ())) for path in {*self.before.places, *read.links.targets}}
        for each in read.links.places:
            places[each.target.path].add(each.target.fragment)
        onward = self._onward(read)
        reached_from = {_HOME: ""}
        for path in closure([_HOME], onward):
            for target in sorted(onward(path)):
                reached_from.setdefault(target, path)
        indexable = {path for path in self.before.indexable if path in self.paths}
        indexable |= {path for path, may_be in read.indexable.items() if may_be}
        return Noted(
            "", files, {path: sorted(names) for path, names in places.items()}, reached_from, sorted(indexable)
        )

    def _onward(self, read: Gathered) -> Callable[[str], Collection[str]]:
        """The files to which each file links: all if it was read, else those that were noted."""
        onward: dict[str, Collection[str]] = {**read.links.onward}
        noted = defaultdict[str, list[str]](list)
        for path, source in self.before.reached_from.items():
            noted[source].append(path)
        onward |= {path: noted[path] for path in self.paths}
        return lambda path: onward.get(path, ())


class LastCheck:
    """The list of the last check; `depends_on` is a hash of all that a verdict depends on besides claims and site."""

    def __init__(self, file: Path, depends_on: str) -> None:
        self.file = file
        self._depends_on = depends_on
        self._now: Noted | None = None
        self._before = Noted()
        with suppress(OSError, ValueError, TypeError):
            self._before = Noted(**json.loads(file.read_text(encoding="utf-8")))

    def before(self, expected: ExpectedPages) -> Noted:
        """What was noted of a site with the same address and texts; nothing if it cannot be used any more."""
        return self._before if self._before.depends_on == self._hash(expected) else Noted()

    def note(self, expected: ExpectedPages, now: Noted) -> None:
        """Keep in mind what is known of a site in which nothing is wrong."""
        self._now = replace(now, depends_on=self._hash(expected))

    def keep(self) -> None:
        """Write the list for the next check, if something was noted."""
        if self._now:
            write_files({self.file: (json.dumps(vars(self._now), sort_keys=True) + "\n").encode()})

    def _hash(self, expected: ExpectedPages) -> str:
        parts = [self._depends_on, expected.address.text, expected.texts]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _is_always_read(path: str) -> bool:
    return path in (_HOME, MISSING_PAGE, f"{FOLDER}{FIND_INDEX}") or path.startswith("sitemap")


def _has(read: Gathered, path: str, places: Iterable[str]) -> bool:
    """Whether the site has a file, and this has some places, as far as it was read."""
    ids = read.ids.get(path)
    return path in read.links.site_files.files and (ids is None or ids.issuperset(places))
