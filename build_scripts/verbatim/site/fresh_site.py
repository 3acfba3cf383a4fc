"""Begins a fresh site with all that need not be made again, so that the engine is only started for what only it makes.

In: a project whose pages are generated, the settings of the engine, and the last site with its list (`last_build`).
Out: a folder with the files that are known, and whether these are all that the engine would make.

A file of the last site is only used if its hash is the one in the list. What the engine makes of a generated page
depends on its Markdown file and on what all pages share; of a handwritten one also on which other files there are,
since it may link to them. So the engine is not needed if docs/ has the same files as before, only generated ones have
changed, and each of these has a shell or a frame, or was copied by the engine as it was. The engine's other files, such
as those of the theme, are then as they were too; only the site map has the day of the build.

Files that have not changed are linked, not copied, where the disk can do that. Nothing may write into such a file,
since it is also one of the last site. The engine may do so, so it gets copies.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from gzip import GzipFile
from io import BytesIO
from pathlib import Path

from verbatim.long_work.file_hashes import hashes_of
from verbatim.output import generated_hashes
from verbatim.project import Project
from verbatim.site.engine import BUILD_TIME, makes_files_one_by_one, named_pages
from verbatim.site.last_build import (
    LastBuild,
    by_hand,
    files_below,
    hash_of_inputs,
    hashes_of_docs,
    keep,
    last_build,
    shared_hash,
)
from verbatim.site.shells.frames import Frame, frame_of
from verbatim.site.shells.specimens import fill_pages, page_of
from verbatim.site.sitecheck.reading.archive import PATH as OFFLINE_COPY

_SITE_MAP, _PACKED_SITE_MAP = "sitemap.xml", "sitemap.xml.gz"
_LAST_CHANGED = re.compile(b"<lastmod>.*?</lastmod>")


@dataclass(frozen=True)
class FreshSite:
    """What is known of a fresh site: the hash of each of its files by its path there, and the frames of its pages.

    `is_whole` says whether the engine would add nothing. `docs` are the hashes of the files in docs/, and `shared` is
    that of what all pages share. `frames` are by the paths of the pages in docs/.
    """

    hashes: dict[str, str]
    is_whole: bool
    docs: dict[str, str]
    shared: str
    frames: dict[str, Frame]


@dataclass(frozen=True)
class _Sources:
    """Where each file comes from that the engine would make: the last site, docs/, or a text that we have.

    `frames` are those of pages among the texts, by their paths in docs/.
    """

    unchanged: set[str]
    copied: set[str]
    texts: dict[str, bytes]
    frames: dict[str, Frame]


def begin_site(project: Project, settings: Mapping[str, str], site: Path, found: Mapping[str, str]) -> FreshSite:
    """Put into the folder of a fresh site what is known; `found` are the hashes of the files of the last site."""
    last = _LastSite(project, settings, found)
    pages = last.unchanged_pages()
    hashes = fill_pages(project, settings, last.shared, site, {*pages.values()})
    sources = last.sources(hashes)
    frames = {path: last.list.frames[path] for path in pages.keys() & last.list.frames.keys()}
    if sources is None:
        # The engine reads only the pages that it makes, and it needs the titles of those in the navigation.
        for path in named_pages(project, settings):
            pages.pop(path, None)
            frames.pop(path, None)
        _put(project.site, site, pages.values(), shutil.copyfile)
        hashes |= {page: last.same[page] for page in pages.values()}
    else:
        _put(project.site, site, sources.unchanged, _link)
        hashes |= {path: last.same[path] for path in sources.unchanged}
        for path in sources.copied:
            hashes[path] = _write(site / path, (project.docs / path).read_bytes())
        for path, content in sources.texts.items():
            hashes[path] = _write(site / path, content)
        frames |= sources.frames
    return FreshSite(hashes, sources is not None, last.docs, last.shared, frames)


def remember(project: Project, settings: Mapping[str, str], before: str, fresh: FreshSite) -> bool:
    """Note what the site was made from, and what was made; returns whether it was noted.

    `before` is `by_hand` as the build began. If somebody wrote during the build, the site may have been made from the
    old words, so nothing is noted.
    """
    if by_hand(project) != before:
        return False
    others = hashes_of(project.site, [path for path in files_below(project.site) if path not in fresh.hashes])
    by_engine = [path for path in generated_hashes(project) if page_of(path) in others]
    frames = {path: frame_of(_text(project.docs / path), _text(project.site / page_of(path))) for path in by_engine}
    known = fresh.frames | {path: frame for path, frame in frames.items() if frame}
    inputs, site = hash_of_inputs(settings, before), {**fresh.hashes, **others}
    keep(project, LastBuild(inputs, fresh.shared, settings[BUILD_TIME], fresh.docs, site, known))
    return True


class _LastSite:
    """The last site as far as it is as it was noted, and docs/ as it is now.

    `docs` and `same` are the hashes of docs/, and of the files of the last site that are as they were.
    """

    def __init__(self, project: Project, settings: Mapping[str, str], found: Mapping[str, str]) -> None:
        self.shared = shared_hash(project, settings)
        self.list = last_build(project)
        if self.list.shared != self.shared:
            self.list = LastBuild()
        self.docs = hashes_of_docs(project)
        self.same = {path: now for path, now in found.items() if now == self.list.site.get(path)}
        self._project = project
        self._generated = generated_hashes(project).keys()
        self._time = settings[BUILD_TIME]
        self._changed = {path for path, now in self.docs.items() if self.list.docs.get(path) != now}

    def unchanged_pages(self) -> dict[str, str]:
        """The pages of generated files that the engine would not change, by the paths of these files in docs/."""
        pages = {path: page_of(path) for path in self._generated}
        return {path: page for path, page in pages.items() if page in self.same and path not in self._changed}

    def sources(self, filled: Collection[str]) -> _Sources | None:
        """Where all files come from that the engine would make, but for those that are filled; None if it must run."""
        last, changed = self.list, self._changed
        if (
            self.docs.keys() != last.docs.keys()
            or not changed <= self._generated
            or not makes_files_one_by_one(self._project)
        ):
            return None
        framed = {path: framed for path in changed if page_of(path) not in filled and (framed := self._framed(path))}
        site_map = self._site_map()
        texts = {page_of(path): html.encode() for path, (html, _) in framed.items()} | (site_map or {})
        copied = {path for path, now in last.docs.items() if last.site.get(path) == now}
        made = {*filled, *texts}
        if site_map is None or any(path not in copied and page_of(path) not in made for path in changed):
            return None
        sources = _Sources(set(), set(), texts, {path: frame for path, (_, frame) in framed.items()})
        for path in last.site.keys() - made:
            if _is_made_later(path):
                continue
            if path in copied and (path in changed or path not in self.same):
                sources.copied.add(path)
            elif path in self.same:
                sources.unchanged.add(path)
            else:
                return None
        return sources

    def _framed(self, path: str) -> tuple[str, Frame] | None:
        """The page of a changed file of docs/ in the frame of the last one, and its frame; None if it does not fit."""
        frame, page = self.list.frames.get(path), page_of(path)
        if frame is None or page not in self.same:
            return None
        return frame.filled(_text(self._project.site / page), _text(self._project.docs / path))

    def _site_map(self) -> dict[str, bytes] | None:
        """The two files of the site map if they need another day; None if only the engine can make them."""
        before, now = self.list.time, self._time
        if before == now or _SITE_MAP not in self.list.site:
            return {}
        if not self.same.keys() >= {_SITE_MAP, _PACKED_SITE_MAP}:
            return None
        text, day = (self._project.site / _SITE_MAP).read_bytes(), _last_changed(before)
        packed = self._project.site / _PACKED_SITE_MAP
        if {*_LAST_CHANGED.findall(text)} - {day} or _packed(text, before) != packed.read_bytes():
            return None
        text = text.replace(day, _last_changed(now))
        return {_SITE_MAP: text, _PACKED_SITE_MAP: _packed(text, now)}


def _last_changed(time: str) -> bytes:
    return f"<lastmod>{datetime.fromtimestamp(int(time), UTC):%Y-%m-%d}</lastmod>".encode()


def _packed(text: bytes, time: str) -> bytes:
    """A file as the engine compresses it."""
    content = BytesIO()
    with GzipFile(_PACKED_SITE_MAP, "wb", fileobj=content, mtime=int(time)) as file:
        file.write(text)
    return content.getvalue()


def _is_made_later(path: str) -> bool:
    """Whether a file is not made by the engine."""
    return path == OFFLINE_COPY or path.startswith("pagefind/")


def _put(old: Path, fresh: Path, paths: Collection[str], put: Callable[[str, str], object]) -> None:
    """Put some files of the last site into the fresh one."""
    for folder in sorted({path.rpartition("/")[0] for path in paths}):
        (fresh / folder).mkdir(parents=True, exist_ok=True)
    for path in paths:
        put(f"{old}/{path}", f"{fresh}/{path}")


def _link(old: str, new: str) -> None:
    """Link a file, or copy it where that is not possible, or where it is itself a link to somewhere else."""
    try:
        if not os.path.islink(old):  # noqa: PTH114 - a Path for each of ten thousand files takes longer than the link
            os.link(old, new)
            return
    except OSError:
        pass
    shutil.copyfile(old, new)


def _write(file: Path, content: bytes) -> str:
    """Write a file; returns its hash."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _text(file: Path) -> str:
    return file.read_bytes().decode()
