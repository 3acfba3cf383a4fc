"""The preview: the site that `serve` shows, updated by making only the pages that an edit changes.

In: a project whose pages are generated, and its corpus. Out: `.verbatim/preview`, page for page as `build` would make
it, since each page depends only on its own Markdown file, the theme and the settings. A separate process then makes
the data files, for which no editor waits, and the search index and the site checks, which need every page. The
preview is never published.
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
from verbatim.data.search.passages import stamp
from verbatim.output import WriteResult, generated_hashes
from verbatim.pages import is_claim_page, is_page
from verbatim.problems import Problem
from verbatim.project import Project
from verbatim.rendering.templating import THEME
from verbatim.site.build import generate_data, remove_folder, replace_folder
from verbatim.site.engine import Program, environment, render
from verbatim.site.last_build import shared_hash
from verbatim.site.offline import add_offline_copy
from verbatim.site.search_index import make_search_index
from verbatim.site.search_pages import search_pages
from verbatim.site.shells.specimens import fill_known_pages, fill_pages
from verbatim.site.sitecheck import check_site
from verbatim.site.sitecheck.reading.site import read_site
from verbatim.site_address import SiteAddress

# The time when a file was written, in nanoseconds, and its length in bytes; if neither changed, the file did not.
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Inputs:
    """What the pages are made from: `shared` is what all of them depend on, `files` are the files of docs/ by path.

    Of the generated files, `data` are those that the engine only copies, and `other_pages` those that are not about
    one claim.
    """

    shared: tuple[dict[str, str], Stamp, dict[str, Stamp]]
    files: dict[str, Stamp]
    data: frozenset[str]
    other_pages: frozenset[str]

    @classmethod
    def now(cls, project: Project, corpus: Corpus, address: SiteAddress) -> "Inputs":
        """The inputs as they are now."""
        # The time of the build is only in the site map, which the engine makes again every time.
        settings = {**environment(corpus, address), "SOURCE_DATE_EPOCH": ""}
        shared = (settings, _stamp(project.engine_config), _stamps(THEME))
        made = frozenset(generated_hashes(project))
        pages = frozenset(filter(is_page, made))
        other_pages = frozenset(path for path in pages if not is_claim_page(path))
        return cls(shared, _stamps(project.docs), made - pages, other_pages)

    def changed_since(self, before: "Inputs") -> list[str]:
        """The files of docs/ that were added, changed or removed.

        Our own data files do not count: `finish` copies them, and the engine copies every file that is newer than its
        copy.
        """
        gone = before.files.keys() - self.files.keys()
        return [
            *gone,
            *(name for name, stamp in self.files.items() if stamp != before.files.get(name) and name not in self.data),
        ]

    def with_other_pages_of(self, before: "Inputs") -> "Inputs":
        """The same inputs, with the pages that are not about one claim as they were before."""
        other_pages = self.other_pages | before.other_pages
        files = {path: stamp for path, stamp in self.files.items() if path not in other_pages}
        old_files = {path: stamp for path, stamp in before.files.items() if path in other_pages}
        return replace(self, files=files | old_files, other_pages=before.other_pages)


class Preview:
    """The folder that is served. Every run builds it anew; the folder of an earlier run is served only until then."""

    def __init__(self, project: Project, address: SiteAddress) -> None:
        self.project = project
        self.address = address
        self.site = project.workshop / "preview"
        self._inputs: Inputs | None = None

    @property
    def is_built(self) -> bool:
        """Whether this run has built the folder."""
        return self._inputs is not None

    def refresh(
        self, corpus: Corpus, on_start: Callable[[Program], None], *, claims_only: bool = False
    ) -> list[Problem]:
        """Update the folder; with `claims_only`, leave out the generated pages that are not about one claim.

        If the engine returns problems or raises EngineError, the folder stays as it was. `on_start` gets the running
        engine, and may end it.
        """
        now, before = Inputs.now(self.project, corpus, self.address), self._inputs
        if before is None or before.shared != now.shared:
            problems = self._build_all(corpus, on_start)
        else:
            now = now.with_other_pages_of(before) if claims_only else now
            changed = now.changed_since(before)
            problems = self._build_changed(corpus, changed, on_start) if changed else []
        if not problems:
            self._inputs = now
        return problems

    def _build_all(self, corpus: Corpus, on_start: Callable[[Program], None]) -> list[Problem]:
        fresh, settings = self.project.workshop / "preview.new", environment(corpus, self.address)
        remove_folder(fresh)
        fill_pages(self.project, settings, shared_hash(self.project, settings), fresh)
        problems = render(self.project, settings, fresh, only_missing=fresh.is_dir(), on_start=on_start)
        if not problems:
            replace_folder(self.site, fresh, self.project.workshop / "preview.old")
        return problems

    def _build_changed(self, corpus: Corpus, changed: list[str], on_start: Callable[[Program], None]) -> list[Problem]:
        """Make the pages of the changed files anew: the engine is only started if one of them has no shell.

        If the engine fails, the folder is as it was.
        """
        pages = [Path(File(name, None, str(self.site), use_directory_urls=True).abs_dest_path) for name in changed]
        last_good = {page: page.read_bytes() for page in pages if page.is_file()}
        done = False
        try:
            _remove(pages)
            settings = environment(corpus, self.address)
            filled = fill_known_pages(self.project, shared_hash(self.project, settings), self.site, changed)
            problems = (
                render(self.project, settings, self.site, only_missing=True, on_start=on_start)
                if filled < {*changed}
                else []
            )
            done = not problems
        finally:
            if not done:
                _remove(pages)
                for page, content in last_good.items():
                    page.write_bytes(content)
        return problems


class Finisher:
    """A process that runs `finish`: it makes data files and the search index for a preview, and checks it."""

    def __init__(self, project: Project, say: Callable[[str], None]) -> None:
        command = [sys.executable, "-m", "verbatim", "finish-preview", "--project", str(project.root)]
        # It gets its own process group: Ctrl+C on a terminal reaches only us, and `stop` ends it.
        self._process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            process_group=0,
        )
        self._listener = Thread(target=self._report, args=(say,))
        self._listener.start()

    def stop(self) -> None:
        """End the process; after this nothing changes the folder any more."""
        self._process.terminate()
        self.resume()  # a paused process would not end
        self._listener.join()

    def pause(self) -> None:
        """Pause the process while an edit is processed, which may make its work useless."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after a pause."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and to the programs that it runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)

    def _report(self, say: Callable[[str], None]) -> None:
        """Say what the process printed; a process that was stopped prints nothing."""
        output, _ = self._process.communicate()
        if output:
            say(output.rstrip())


@dataclass(frozen=True)
class Finished:
    """The problems found, or else the seconds that it took; None if there is nothing to report."""

    problems: tuple[Problem, ...]
    seconds: float | None = None


def finish(project: Project, address: SiteAddress) -> Finished:
    """Make the data files and the search index of the preview, and check it. Raises EngineError.

    It runs in a separate process, whose priority it lowers. That process examines the data again, which takes less
    time than to receive the corpus. If the data has errors by then, `serve` has already reported them.
    """
    os.nice(10)  # the next edit comes first
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # an exception, so that Pagefind is ended too
    started, corpus, preview = time.monotonic(), examine(project).corpus, Preview(project, address)
    if corpus is None:
        return Finished(())
    written = generate_data(project, corpus, address)
    if written.problems:
        return Finished(written.problems)
    _copy_data(project.docs, preview.site, written)
    index, old = project.workshop / "preview.search", project.workshop / "preview.old"
    shutil.rmtree(index, ignore_errors=True)
    make_search_index(search_pages(corpus), stamp(corpus), index)
    replace_folder(preview.site / "pagefind", index, old)
    shutil.rmtree(old, ignore_errors=True)
    add_offline_copy(project, corpus, preview.site, address)
    problems = check_site(read_site(preview.site), corpus, address.text).problems
    return Finished(tuple(problems), None if problems else time.monotonic() - started)


def _copy_data(docs: Path, site: Path, written: WriteResult) -> None:
    """Copy the data files that changed to the site, and remove those that are gone, as the next refresh would."""
    for path in written.written:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / path, site / path)
    _remove(site / path for path in written.removed)


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _stamps(folder: Path) -> dict[str, Stamp]:
    """The stamp of each file in a folder and below it, by its path from there."""
    found, below = dict[str, Stamp](), [""]
    for path in below:
        # With `Path` this would take five times as long, at every edit.
        with os.scandir(folder / path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    below.append(f"{path}{entry.name}/")
                elif entry.is_file():
                    found[path + entry.name] = _stamp(entry)
    return found


def _stamp(file: Path | os.DirEntry[str]) -> Stamp:
    found = file.stat()
    return found.st_mtime_ns, found.st_size
