"""The preview: the site as `serve` shows it, brought up to date by making only what an edit changes.

In: a project whose pages are generated, and its corpus. Out: `.verbatim/preview`, page for page what a whole build
would make, since each page comes from its own Markdown file, the theme and the settings alone. The data files, for
which no editor waits, and search and the site checks, which need every page, follow in a process of their own.
Nothing is published from here.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

from mkdocs.structure.files import File

from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.output import WriteResult, generated_files
from verbatim.pages import is_claim_page, is_page
from verbatim.problems import Problem
from verbatim.project import Project
from verbatim.rendering.templating import THEME
from verbatim.site.build import add_offline_copy, generate_data, swap
from verbatim.site.engine import Program, environment, index_words, render
from verbatim.site.sitecheck import check_site
from verbatim.site.sitecheck.read_site import read_site
from verbatim.site_address import SiteAddress

# When a file was written, in nanoseconds, and its length in bytes: where neither changed, neither did the file.
Stamp = tuple[int, int]


@dataclass(frozen=True)
class MadeFrom:
    """What the pages were made from: what all of them share, and each file of docs/ by its path.

    Of the generated files, `data` are those that the engine only copies, and `others` the pages that are about no
    single claim.
    """

    shared: tuple[dict[str, str], Stamp, dict[str, Stamp]]
    files: dict[str, Stamp]
    data: frozenset[str]
    others: frozenset[str]

    @classmethod
    def of(cls, project: Project, corpus: Corpus, address: SiteAddress) -> "MadeFrom":
        """What they would be made from now."""
        # The clock stands in the sitemap alone, which the engine makes anew every time.
        settings = {**environment(corpus, address), "SOURCE_DATE_EPOCH": ""}
        shared = (settings, _stamp(project.engine_config), _stamps(THEME))
        made = frozenset(file.relative_to(project.docs).as_posix() for file in generated_files(project))
        pages = frozenset(filter(is_page, made))
        return cls(
            shared, _stamps(project.docs), made - pages, frozenset(path for path in pages if not is_claim_page(path))
        )

    def changed_since(self, before: "MadeFrom") -> list[str]:
        """The files of docs/ that are gone, or new, or not what they were.

        But not our own data files: `finish` brings them up to date, and the engine copies whichever is newer than its
        copy.
        """
        gone = before.files.keys() - self.files.keys()
        return [
            *gone,
            *(name for name, stamp in self.files.items() if stamp != before.files.get(name) and name not in self.data),
        ]

    def but_for_others(self, before: "MadeFrom") -> "MadeFrom":
        """The same, with the pages that are about no single claim as they were before."""
        others = self.others | before.others
        files = {path: stamp for path, stamp in self.files.items() if path not in others}
        return replace(
            self,
            files=files | {path: stamp for path, stamp in before.files.items() if path in others},
            others=before.others,
        )


class Preview:
    """The folder that is served. It begins anew with every run: what stands there from an earlier one is only looked at."""

    def __init__(self, project: Project, address: SiteAddress) -> None:
        self.project = project
        self.address = address
        self.site = project.workshop / "preview"
        self._made_from: MadeFrom | None = None

    @property
    def begun(self) -> bool:
        """Whether the folder shows the work of this run."""
        return self._made_from is not None

    def refresh(
        self, corpus: Corpus, started: Callable[[Program], None], *, claims_first: bool = False
    ) -> list[Problem]:
        """Bring the folder up to date; with `claims_first` all but the generated pages that are about no single claim.

        Where the engine refuses, or fails with EngineError, the folder stays as it was; `started` is told of the
        engine, and may end it.
        """
        now, before = MadeFrom.of(self.project, corpus, self.address), self._made_from
        if before is None or before.shared != now.shared:
            problems = self._make_all(corpus, started)
        else:
            now = now.but_for_others(before) if claims_first else now
            changed = now.changed_since(before)
            problems = self._make_again(corpus, changed, started) if changed else []
        if not problems:
            self._made_from = now
        return problems

    def _make_all(self, corpus: Corpus, started: Callable[[Program], None]) -> list[Problem]:
        fresh = self.project.workshop / "preview.new"
        problems = render(self.project, environment(corpus, self.address), fresh, started=started)
        if not problems:
            swap(fresh, self.site, self.project.workshop / "preview.old")
        return problems

    def _make_again(self, corpus: Corpus, changed: Iterable[str], started: Callable[[Program], None]) -> list[Problem]:
        """Take the pages of the changed files out, and have the engine make what is missing; what it refuses is undone."""
        places = [Path(File(name, None, str(self.site), use_directory_urls=True).abs_dest_path) for name in changed]
        last_good = {place: place.read_bytes() for place in places if place.is_file()}
        done = False
        try:
            _remove(places)
            problems = render(
                self.project, environment(corpus, self.address), self.site, only_missing=True, started=started
            )
            done = not problems
        finally:
            if not done:
                _remove(places)
                for place, content in last_good.items():
                    place.write_bytes(content)
        return problems


class Finishing:
    """Data files, search and the site checks for a preview that stands, in a process of their own until they are done or stopped."""

    def __init__(self, project: Project, say: Callable[[str], None]) -> None:
        command = [sys.executable, "-m", "verbatim", "finish-preview", "--project", str(project.root)]
        # A process group of its own: Ctrl+C on a terminal is not for it, `stop` is.
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", process_group=0
        )
        self._listener = Thread(target=self._pass_on, args=(say,))
        self._listener.start()

    def stop(self) -> None:
        """End it, done or not; nothing touches the folder any more."""
        self._process.terminate()
        self.resume()  # what is paused would end only then
        self._listener.join()

    def pause(self) -> None:
        """Leave both cores to what matters more: an edit that may make all of this vain."""
        self._tell(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after a pause."""
        self._tell(signal.SIGCONT)

    def _tell(self, what: signal.Signals) -> None:
        """Send a signal to it and to the programs that it runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, what)

    def _pass_on(self, say: Callable[[str], None]) -> None:
        """Say what it says; one that was stopped says nothing."""
        said, _ = self._process.communicate()
        if said:
            say(said.rstrip())


@dataclass(frozen=True)
class Finished:
    """The problems found, and the seconds that it took where all is well; None where there is nothing to say."""

    problems: tuple[Problem, ...]
    seconds: float | None = None


def finish(project: Project, address: SiteAddress) -> Finished:
    """Make the data files and the search index of the preview, and check it. Raises EngineError.

    It is for a process of its own, whose priority it lowers. The corpus is examined again, which takes less than to
    hand it over. A fault that was saved meanwhile is not told twice.
    """
    os.nice(10)  # the next edit comes first
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # by way of an exception, so that Pagefind ends, too
    started, corpus, preview = time.monotonic(), examine(project).corpus, Preview(project, address)
    if corpus is None:
        return Finished(())
    written = generate_data(project, corpus, address)
    if written.problems:
        return Finished(written.problems)
    _mirror(project.docs, preview.site, written)
    index, aside = project.workshop / "preview.search", project.workshop / "preview.old"
    shutil.rmtree(index, ignore_errors=True)
    index_words(preview.site, index)
    swap(index, preview.site / "pagefind", aside)
    shutil.rmtree(aside, ignore_errors=True)
    add_offline_copy(preview.site, corpus, address)
    problems = check_site(read_site(preview.site), corpus, address.text)
    return Finished(tuple(problems), None if problems else time.monotonic() - started)


def _mirror(docs: Path, site: Path, written: WriteResult) -> None:
    """Give the site the data files that are new, and take those that are gone; the next refresh would do the same."""
    for path in written.written:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / path, site / path)
    _remove(site / path for path in written.removed)


def _remove(places: Iterable[Path]) -> None:
    for place in places:
        place.unlink(missing_ok=True)


def _stamps(folder: Path) -> dict[str, Stamp]:
    return {file.relative_to(folder).as_posix(): _stamp(file) for file in folder.rglob("*") if file.is_file()}


def _stamp(file: Path) -> Stamp:
    found = file.stat()
    return found.st_mtime_ns, found.st_size
