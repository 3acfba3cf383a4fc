"""Reads the files of a site one by one, applies the rules for one file, and keeps what the other rules need.

In: a site or its offline copy, and what its pages must show. Out: what was found. Few files are in memory at a time.
"""

from collections.abc import Collection as Names
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from verbatim.long_work.processes import on_all_cores
from verbatim.rendering.content_policy import source_hash
from verbatim.site.sitecheck.data_rules import OfflineCopy, our_files
from verbatim.site.sitecheck.expected import Expected, ExpectedPages
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.link_rules import Links, ids_of
from verbatim.site.sitecheck.page_rules import Checked, checked, checked_offline
from verbatim.site.sitecheck.reading.archive import (
    FIND_INDEX,
    FOLDER,
    Archive,
    BrokenArchive,
    claims_in,
    open_archive,
)
from verbatim.site.sitecheck.reading.collection import Collection
from verbatim.site.sitecheck.reading.copied_page import is_same_page
from verbatim.site.sitecheck.reading.document import Document, is_page
from verbatim.site.sitecheck.reading.page import read_page
from verbatim.site.sitecheck.reading.site import Site, read_document

# The number of files from which other processes help to read them: to start them, and to send what the other rules
# need, takes as long as to read thousands.
_MIN_FILES_FOR_PROCESSES = 10_000
# Files that another process reads at once.
_BATCH = 16


@dataclass
class Found:
    """What is wrong with single files, in the order of the files; what pages do not show, by their paths."""

    findings: list[Finding] = field(default_factory=list)
    lacks: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    lacks_texts: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def add(self, each: Checked) -> None:
        """Add what is wrong with one file."""
        self.findings += each.findings
        self.lacks[each.document.path] = each.lacks
        self.lacks_texts[each.document.path] = each.lacks_texts

    @property
    def wrong(self) -> set[str]:
        """The files with which something is wrong."""
        lacking = (path for lacks in (self.lacks, self.lacks_texts) for path, found in lacks.items() if found)
        return {*lacking, *(finding.file for finding in self.findings)}

    def missing(self, expected: Iterable[str], there: Names[str], folder: str = "") -> Iterator[Finding]:
        """Expected pages that are not `there`, in the folder `folder`, and what the others do not show."""
        for name in expected:
            path = f"{folder}{name}"
            if name not in there:
                yield Finding(Fault("missing-from-site", "this page is missing", "build again", path), path)
            yield from self.lacks.get(path, ())
        yield from chain.from_iterable(self.lacks_texts.get(f"{folder}{name}", ()) for name in expected)


@dataclass
class Gathered:
    """What was found in the files of a site that were read, and what they add to the whole.

    `ids` are those of each file in which links may lead to a place. `indexable` says of each page whether it may be
    indexed. `leftovers` are the files with texts that look like placeholders. `collections` are the JSON files that
    hold many entries. `references` is the number of addresses.
    """

    links: Links
    found: Found = field(default_factory=Found)
    dead: list[Finding] = field(default_factory=list)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    indexable: dict[str, bool] = field(default_factory=dict)
    leftovers: list[Document] = field(default_factory=list)
    collections: dict[str, Collection] = field(default_factory=dict)
    references: int = 0

    def add(self, site: Site, paths: Iterable[str], expected: ExpectedPages) -> None:
        """Read some files."""
        tasks = [(path, expected.pages.get(path)) for path in paths]
        batches = [tasks[start : start + _BATCH] for start in range(0, len(tasks), _BATCH)]
        check = partial(_check_files, site.folder, expected.texts)
        for each in chain.from_iterable(on_all_cores(check, batches, _MIN_FILES_FOR_PROCESSES // _BATCH)):
            self.found.add(each)
            self.references += each.references
            self._add(each.document)

    def _add(self, document: Document) -> None:
        self.dead += self.links.follow(document)
        self.ids.update(ids_of([document]))
        if document.is_page:
            self.indexable[document.path] = document.indexable
        if document.leftovers:
            self.leftovers.append(document)
        if document.collection:
            self.collections[document.path] = document.collection


@dataclass(frozen=True)
class Offline:
    """What was found in the offline copy; `copy` is None if there is none. `stamps` are those of its files."""

    copy: OfflineCopy | None = None
    found: Found = field(default_factory=Found)
    stamps: Mapping[str, str] = field(default_factory=dict)


def check_offline(site: Site, expected: ExpectedPages, wrong: Names[str], known: Mapping[str, str] | None) -> Offline:
    """Check the offline copy but for the files that are right already: those whose stamp is `known`.

    No stamps are made if this is None. A page is not read if it is that of the site and this is not `wrong`. In stamps
    and findings the paths of the files begin with `FOLDER`.
    """
    if site.offline is None:
        return Offline()
    try:
        with open_archive(site.offline) as archive:
            stamps = {} if known is None else _stamps(archive, site, expected)
            right = {path.removeprefix(FOLDER) for path, now in stamps.items() if known and known.get(path) == now}
            return Offline(*_check_contents(archive, right, site, expected, wrong), stamps)
    except BrokenArchive as error:
        return Offline(OfflineCopy(broken=str(error)))


def _stamps(archive: Archive, site: Site, expected: ExpectedPages) -> dict[str, str]:
    """One hash of each file, of that of the site, and of what it must show."""
    hashes = {name: now + (site.hash_of(name) if name in site.sizes else "") for name, now in archive.hashes().items()}
    return expected.stamps(hashes, FOLDER)


def _check_contents(
    archive: Archive, right: Names[str], site: Site, expected: ExpectedPages, wrong: Names[str]
) -> tuple[OfflineCopy, Found]:
    """Check the files that are not `right` already, and read the index of the Find page. Raises BrokenArchive."""
    found, others, claims = Found(), list[str](), tuple[str, ...]()
    modules = {file.bytes: source_hash(file.bytes.decode()) for file in our_files() if file.path.endswith(".js")}
    for name, content in archive.contents(right):
        if is_page(name):
            if name in wrong or name not in site.sizes or not is_same_page(site.read(name), content, modules):
                page = read_page(f"{FOLDER}{name}", content, links=False)
                found.add(checked_offline(page, expected.pages.get(name), expected.texts, {*modules.values()}))
        elif name == FIND_INDEX:
            claims = claims_in(content)
        elif name not in site.sizes or sha256(content).hexdigest() != site.hash_of(name):
            others.append(name)
    return OfflineCopy(tuple(filter(is_page, archive.entries)), tuple(others), claims), found


def _check_files(folder: Path, texts: Mapping[str, str], tasks: Sequence[tuple[str, Expected | None]]) -> list[Checked]:
    """Check files, each by its path and what it must show; those of a kind without addresses are left out."""
    documents = ((read_document(folder, path), expected) for path, expected in tasks)
    return [checked(document, expected, texts) for document, expected in documents if document]
