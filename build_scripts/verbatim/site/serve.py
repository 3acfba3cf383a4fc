"""`serve`: the preview on this machine, brought up to date at every change.

In: a project. Out: nothing; it runs until it is interrupted. A fault in the data is printed, and shown over the last
good site, which stays up. The server that reloads the browser is the one that `mkdocs serve` uses; it answers no
request for a page that is being made.
"""

import gc
import time
from collections.abc import Callable, Iterable
from html import escape
from threading import Event, Thread
from typing import Any

from mkdocs.livereload import LiveReloadServer

from verbatim.checks.corpus import Corpus
from verbatim.output import handwritten
from verbatim.pages import is_claim_page
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.rendering.templating import TEMPLATES, THEME
from verbatim.site.build import generate_claims, generate_others
from verbatim.site.claim_page_cache import ClaimPageCache
from verbatim.site.engine import EngineError, Program
from verbatim.site.preview import Finishing, Preview
from verbatim.site_address import SiteAddress

FAULT_STYLE = (
    "position: fixed; inset: auto 0 0 0; z-index: 9; max-height: 60vh; overflow: auto; margin: 0; padding: 1rem; "
    "background: #7f1d1d; color: #fff; font-size: .8rem; white-space: pre-wrap"
)

Say = Callable[[str], None]
Describe = Callable[[Iterable[Problem]], str]

# Seconds between two looks at the files; a look takes a few milliseconds.
INTERVAL = 0.1

# Seconds without another edit after which the pages are made that nobody has asked for.
LULL = 1.0


def serve(project: Project, address: SiteAddress, listen: tuple[str, int], say: Say, describe: Describe) -> bool:
    """Serve at a host and port until interrupted; returns False at once where there is no site to begin with.

    `say` tells the editor something; `describe` puts problems in words.

    Raises OSError where the port is taken.
    """
    session = _Session(project, address, say, describe)
    # What an edit makes lives until the next one; to look through it for circles at every turn took a tenth of the
    # time.
    gc.disable()
    if not session.update() and not session.preview.site.is_dir():
        return False
    server = _Server(session, *listen)
    claims = {file if file.parent == project.root else file.parent for file in project.claims_files}
    inputs = [*claims, project.policy_file, project.engine_config, project.seeds, TEMPLATES, THEME]
    pages = handwritten(project)
    for path in [*inputs, *pages]:
        server.watch(str(path), recursive=path.is_dir())
    for folder in {page.parent for page in pages} - {project.docs}:
        server.watch(str(folder), recursive=False)  # where pages of both kinds stand, a new one may be an editor's
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        session.stop()
        server.shutdown(wait=server.serve_thread.is_alive())
    return True


class _Session:
    """One run of `serve`: the preview, what is still to be done for it, and the fault of the last edit, if it has one.

    An editor looks at the claim that he edits, so the claims' own pages come first. The others are made once no edit
    has followed for a moment, or as soon as one of them is asked for, which waits until `whole` is set. The data
    files, search and the site checks come last.
    """

    def __init__(self, project: Project, address: SiteAddress, say: Say, describe: Describe) -> None:
        self.project = project
        self.address = address
        self.preview = Preview(project, address)
        self.say = say
        self.describe = describe
        self.fault = ""
        self.whole = Event()
        self._claim_page = ClaimPageCache()
        self._finishing: Finishing | None = None
        # The last good corpus, until all of its pages are shown; and the thread that shows those that are not.
        self._pending: Corpus | None = None
        self._following: Thread | None = None
        self._wanted_now, self._wanted_no_more = Event(), False
        self._engine: Program | None = None

    def update(self) -> bool:
        """Bring the claims' pages up to date, say how it went, and go on with the rest."""
        self.whole.clear()
        self._wanted_now.clear()
        self._wanted_no_more = False
        started = time.monotonic()
        try:
            corpus = self._attempt(self._make)
            if corpus is not None:
                self.fault, self._pending = "", corpus
                self.say(
                    f"Built in {time.monotonic() - started:.1f} s; indexes, data files, search and the site checks follow."
                )
        finally:
            self._follow()
        return corpus is not None

    def again(self) -> None:
        """Update after a change; whatever goes wrong must not end the server, and half a template can raise anything."""
        self._stop_following()
        try:
            self.update()
        except Exception as error:  # noqa: BLE001 - see above
            self._fail(f"{type(error).__name__}: {error}")

    def wait_for_all(self) -> None:
        """Wait until every page shows the last good edit."""
        self._wanted_now.set()
        self.whole.wait()

    def stop(self) -> None:
        """End what is still being done."""
        self._stop_following()
        self._stop_finishing()

    def _make(self) -> tuple[Corpus | None, list[Problem]]:
        """The claims' pages; at the beginning, when nothing can be shown without the others, all pages."""
        if self._finishing:
            self._finishing.pause()
        try:
            built = generate_claims(self.project, self.address, self._claim_page)
            problems = list(built.problems)
            if built.corpus is not None:
                self._stop_finishing()
                begun = self.preview.begun
                problems += self._show(built.corpus, claims_first=True) if begun else self._show_others(built.corpus)
            return built.corpus, problems
        finally:
            if self._finishing:
                self._finishing.resume()

    def _follow(self) -> None:
        """See to what is pending, if anything is."""
        if self._pending is None:
            self.whole.set()
            return
        self._following = Thread(target=self._show_pending, args=(self._pending,))
        self._following.start()

    def _show_pending(self, corpus: Corpus) -> None:
        """The other pages, and then what nobody waits for."""
        self._wanted_now.wait(LULL)
        if self._wanted_no_more:
            return
        try:
            if self._attempt(lambda: (corpus, self._show_others(corpus))):
                self._finishing = Finishing(self.project, self._finished)
        except Exception as error:  # noqa: BLE001 - as in `again`
            self._fail(f"{type(error).__name__}: {error}")
        if not self._wanted_no_more:
            self._pending = None
            self.whole.set()

    def _stop_following(self) -> None:
        """Leave the other pages as they are, however far they have come."""
        if self._following:
            self._wanted_no_more = True
            self._wanted_now.set()
            if self._engine:
                self._engine.kill()
            self._following.join()
            self._following = None

    def _show_others(self, corpus: Corpus) -> list[Problem]:
        written = generate_others(self.project, corpus, self.address)
        return list(written.problems) or self._show(corpus)

    def _show(self, corpus: Corpus, *, claims_first: bool = False) -> list[Problem]:
        return self.preview.refresh(corpus, self._started, claims_first=claims_first)

    def _started(self, engine: Program) -> None:
        self._engine = engine
        if self._wanted_no_more:
            engine.kill()

    def _attempt(self, make: Callable[[], tuple[Corpus | None, list[Problem]]]) -> Corpus | None:
        """What comes of making pages, or None, and then the fault is told."""
        try:
            corpus, problems = make()
        except EngineError as error:
            self._fail(str(error))
            return None
        if errors(problems):
            self._fail(self.describe(problems))
            return None
        if problems:
            self.say(self.describe(problems))
        return corpus

    def _finished(self, said: str) -> None:
        """Say it, and look through memory for circles now, when nobody waits: `serve` keeps Python from doing so by itself."""
        self.say(said)
        gc.collect()

    def _stop_finishing(self) -> None:
        if self._finishing:
            self._finishing.stop()
            self._finishing = None

    def _fail(self, fault: str) -> None:
        if self._wanted_no_more:
            return  # it was interrupted
        self.fault = fault
        self.say(f"{fault}\nThe last good site stays up.")


class _Server(LiveReloadServer):
    """The server over a session's preview."""

    def __init__(self, session: _Session, host: str, port: int) -> None:
        root = str(session.preview.site)
        super().__init__(
            builder=session.again, host=host, port=port, root=root, mount_path="/", polling_interval=INTERVAL
        )
        self.session = session

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Say that it serves, which is true only now that the files are watched."""
        self.session.say(f"Serving {self.url} - press Ctrl+C to stop.")
        super().serve_forever(poll_interval)

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """What is asked for, from the last good site; a page shows the fault of the last edit, too."""
        path = environ["PATH_INFO"]
        if path.endswith("/") and not is_claim_page(f"{path.removeprefix('/')}index.md"):
            self.session.wait_for_all()
        if not self.session.fault:
            return super().serve_request(environ, start_response)
        begun: list[Any] = []
        body = b"".join(super().serve_request(environ, lambda *status_and_headers: begun.extend(status_and_headers)))
        status, headers = begun
        if ("Content-Type", "text/html") in headers:
            body += f'<pre role="alert" style="{FAULT_STYLE}">{escape(self.session.fault)}</pre>'.encode()
            headers = [
                *((name, value) for name, value in headers if name != "Content-Length"),
                ("Content-Length", str(len(body))),
            ]
        start_response(status, headers)
        return [body]
