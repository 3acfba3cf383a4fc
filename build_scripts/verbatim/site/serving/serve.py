"""`serve`: a preview on this machine, updated at every change.

In: a project. Out: nothing; it runs until it is interrupted. A fault in the data is printed, and shown over the last
good site, which stays up. The server that reloads the browser is the one of `mkdocs serve`; it answers a request for
a page that is being made when the page is ready.
"""

import re
import time
from collections.abc import Callable, Iterable
from html import escape
from threading import Event, Thread
from typing import Any

from mkdocs.livereload import LiveReloadServer

from verbatim.checks.corpus import Corpus
from verbatim.checks.memory import Memory
from verbatim.output import handwritten
from verbatim.pages import is_claim_page
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.rendering.content_policy import preview_policy, source_hash
from verbatim.rendering.templating import TEMPLATES, THEME
from verbatim.site.build import generate_claims, generate_other_pages
from verbatim.site.engine import EngineError, Program
from verbatim.site.serving.preview import Finisher, Preview
from verbatim.site.serving.request_rules import refusal
from verbatim.site_address import SiteAddress

FAULT_STYLE = (
    "position: fixed; inset: auto 0 0 0; z-index: 9; max-height: 60vh; overflow: auto; margin: 0; padding: 1rem; "
    "background: #7f1d1d; color: #fff; font-size: .8rem; white-space: pre-wrap"
)

Say = Callable[[str], None]
Describe = Callable[[Iterable[Problem]], str]

# The policy of a page, and the script that the server of MkDocs adds to it.
_POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_RELOADING = re.compile(r"<script>(\s*var livereload = .*?)</script>", re.DOTALL)

# Seconds between two looks at the files; a look takes a few milliseconds.
INTERVAL = 0.1

# Seconds without another edit after which the other pages are made, even if nobody requests one of them.
QUIET = 1.0


def serve(project: Project, address: SiteAddress, listen: tuple[str, int], say: Say, describe: Describe) -> bool:
    """Serve at a host and port until interrupted; returns False at once if there is no site to start with.

    `say` prints a message for the editor; `describe` turns problems into text. Raises OSError if the port is taken.
    """
    session = Session(project, address, say, describe)
    if not session.update() and not session.preview.site.is_dir():
        return False
    server = Server(session, *listen)
    server.watch_project(project)
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        session.stop()
        server.shutdown(wait=server.serve_thread.is_alive())
    return True


class Session:
    """One run of `serve`: the preview, the work that remains to be done for it, and the fault of the last edit.

    Editors look at the claim that they edit, so the pages of the claims are made first. A thread makes the other
    pages after a moment without an edit, or as soon as one of them is requested; that request waits for
    `all_pages_ready`. A separate process then makes the data files and the search index, and checks the site.
    """

    def __init__(self, project: Project, address: SiteAddress, say: Say, describe: Describe) -> None:
        self.project = project
        self.address = address
        self.preview = Preview(project, address)
        self.say = say
        self.describe = describe
        self.fault = ""
        self.all_pages_ready = Event()
        self._finisher: Finisher | None = None
        self._memory = Memory()
        # The last good corpus, until the preview shows all of its pages.
        self._pending: Corpus | None = None
        # The thread that makes the other pages; it starts at once when `_requested` is set, and stops when
        # `_cancelled`.
        self._other_pages: Thread | None = None
        self._requested, self._cancelled = Event(), False
        self._engine: Program | None = None

    def update(self) -> bool:
        """Update the pages of the claims, say whether that worked, and start on the other pages."""
        self.all_pages_ready.clear()
        self._requested.clear()
        self._cancelled = False
        started = time.monotonic()
        try:
            corpus = self._attempt(self._update_claims)
            if corpus is not None:
                self.fault, self._pending = "", corpus
                seconds = time.monotonic() - started
                self.say(f"Built in {seconds:.1f} s; other pages, data files, search and the site checks follow.")
        finally:
            self._start_other_pages()
        return corpus is not None

    def rebuild(self) -> None:
        """Update after an edit. No error may end the server, and an unfinished template can raise any."""
        self._cancel_other_pages()
        try:
            self.update()
        except Exception as error:  # noqa: BLE001 - see above
            self._report_fault(f"{type(error).__name__}: {error}")

    def wait_for_all_pages(self) -> None:
        """Wait until every page shows the last good edit."""
        self._requested.set()
        self.all_pages_ready.wait()

    def stop(self) -> None:
        """End all work."""
        self._cancel_other_pages()
        self._stop_finisher()

    def _update_claims(self) -> tuple[Corpus | None, list[Problem]]:
        """Make the pages of the claims. The first time make all pages, since none can be shown without the others."""
        if self._finisher:
            self._finisher.pause()
        try:
            built = generate_claims(self.project, self.address, self._memory)
            problems = list(built.problems)
            if built.corpus is not None:
                self._stop_finisher()
                if self.preview.is_built:
                    problems += self.preview.refresh(built.corpus, self._engine_started, claims_only=True)
                else:
                    problems += self._update_all(built.corpus)
            return built.corpus, problems
        finally:
            if self._finisher:
                self._finisher.resume()

    def _update_all(self, corpus: Corpus) -> list[Problem]:
        """Make the other pages, and show all pages."""
        written = generate_other_pages(self.project, corpus, self.address)
        return list(written.problems) or self.preview.refresh(corpus, self._engine_started)

    def _start_other_pages(self) -> None:
        """Start the thread that makes the other pages, if there is a corpus that they do not show yet."""
        if self._pending is None:
            self.all_pages_ready.set()
            return
        self._other_pages = Thread(target=self._make_other_pages, args=(self._pending,))
        self._other_pages.start()

    def _make_other_pages(self, corpus: Corpus) -> None:
        """Make the other pages, and start the process for the rest."""
        self._requested.wait(QUIET)
        if self._cancelled:
            return
        try:
            if self._attempt(lambda: (corpus, self._update_all(corpus))):
                self._finisher = Finisher(self.project, self.say)
        except Exception as error:  # noqa: BLE001 - as in `rebuild`
            self._report_fault(f"{type(error).__name__}: {error}")
        if not self._cancelled:
            self._pending = None
            self.all_pages_ready.set()

    def _cancel_other_pages(self) -> None:
        """Stop making the other pages, wherever that is, and leave them as they are."""
        if self._other_pages:
            self._cancelled = True
            self._requested.set()
            if self._engine:
                self._engine.kill()
            self._other_pages.join()
            self._other_pages = None

    def _engine_started(self, engine: Program) -> None:
        self._engine = engine
        if self._cancelled:
            engine.kill()

    def _attempt(self, make: Callable[[], tuple[Corpus | None, list[Problem]]]) -> Corpus | None:
        """The corpus, if its pages could be made; otherwise None, after the fault was reported."""
        try:
            corpus, problems = make()
        except EngineError as error:
            self._report_fault(str(error))
            return None
        if errors(problems):
            self._report_fault(self.describe(problems))
            return None
        if problems:
            self.say(self.describe(problems))
        return corpus

    def _stop_finisher(self) -> None:
        if self._finisher:
            self._finisher.stop()
            self._finisher = None

    def _report_fault(self, fault: str) -> None:
        if self._cancelled:
            return  # the error comes from the cancelling
        self.fault = fault
        self.say(f"{fault}\nThe last good site stays up.")


class Server(LiveReloadServer):
    """Serves the preview of a session, and rebuilds it when a watched file changes."""

    def __init__(self, session: Session, host: str, port: int) -> None:
        root = str(session.preview.site)
        super().__init__(
            builder=session.rebuild, host=host, port=port, root=root, mount_path="/", polling_interval=INTERVAL
        )
        self.session = session
        self.host = host

    def watch_project(self, project: Project) -> None:
        """Watch everything that pages are made from."""
        claims = {file if file.parent == project.root else file.parent for file in project.claims_files}
        inputs = [*claims, project.policy_file, project.engine_config, project.seeds, TEMPLATES, THEME]
        pages = handwritten(project)
        for path in [*inputs, *pages]:
            self.watch(str(path), recursive=path.is_dir())
        # A new file in a folder with handwritten pages may be another one.
        for folder in {page.parent for page in pages} - {project.docs}:
            self.watch(str(folder), recursive=False)

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Serve until `shutdown`, and say so first."""
        self.session.say(f"Serving {self.url} - press Ctrl+C to stop.")
        super().serve_forever(poll_interval)

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with a file of the last good site; a page reloads itself, and shows the fault of the last edit."""
        if refused := refusal(environ, self.host):
            start_response(refused.status, [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{refused.why}\n".encode()]
        path = environ["PATH_INFO"]
        if path.endswith("/") and not is_claim_page(f"{path.removeprefix('/')}index.md"):
            self.session.wait_for_all_pages()
        if not path.endswith(("/", ".html")):
            return super().serve_request(environ, start_response)
        answered: list[Any] = []
        body = b"".join(super().serve_request(environ, lambda *status_and_headers: answered.extend(status_and_headers)))
        status, headers = answered
        if ("Content-Type", "text/html") in headers:
            body = _with_reloading(body.decode()).encode()
            if self.session.fault:
                body += f'<pre role="alert" style="{FAULT_STYLE}">{escape(self.session.fault)}</pre>'.encode()
            headers = [
                *((name, value) for name, value in headers if name != "Content-Length"),
                ("Content-Length", str(len(body))),
            ]
        start_response(status, headers)
        return [body]


def _with_reloading(html: str) -> str:
    """A page as it is served: its policy allows the script that reloads it. Its file is as it will be published."""
    script = _RELOADING.search(html)
    allowed = source_hash(script[1]) if script else ""
    return _POLICY.sub(lambda policy: preview_policy(policy[0], allowed), html, count=1)
