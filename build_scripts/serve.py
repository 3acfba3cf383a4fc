"""`serve`: the preview on this machine, brought up to date at every change.

In: a project. Out: nothing; it runs until it is interrupted. A fault in the data is printed, and shown over the
last good site, which stays up. The server that reloads the browser is the one that `mkdocs serve` uses; it answers no request while pages are made.
"""

import time
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from mkdocs.livereload import LiveReloadServer

from build_scripts.build import generate_pages
from build_scripts.engine import EngineError
from build_scripts.pages.remembered import RememberedPages
from build_scripts.pages.templating import TEMPLATES
from build_scripts.preview import Finishing, Preview
from build_scripts.problems import Problem, errors
from build_scripts.project import THEME, Project
from build_scripts.reports.sources import Sources
from build_scripts.reports.terminal import as_text
from build_scripts.write import handwritten

FAULT_STYLE = (
    "position: fixed; inset: auto 0 0 0; z-index: 9; max-height: 60vh; overflow: auto; margin: 0; padding: 1rem; "
    "background: #7f1d1d; color: #fff; font-size: .8rem; white-space: pre-wrap"
)

# Seconds between two looks at the files; a look takes a few milliseconds.
INTERVAL = 0.1


def serve(project: Project, host: str, port: int, say: Callable[[str], None]) -> bool:
    """Serve until interrupted; returns False at once where there is no site to begin with.

    Raises OSError where the port is taken.
    """
    session = _Session(project, say)
    if not session.update() and not session.preview.site.is_dir():
        return False
    server = _Server(session, host, port)
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
    """One run of `serve`: the preview, what is still being done for it, and the fault of the last edit, if it has one."""

    def __init__(self, project: Project, say: Callable[[str], None]) -> None:
        self.project = project
        self.preview = Preview(project)
        self.say = say
        self.fault = ""
        self._claim_page = RememberedPages()
        self._finishing: Finishing | None = None

    def update(self) -> bool:
        """Bring the preview up to date, and say how it went."""
        started = time.monotonic()
        try:
            problems = self._make()
        except EngineError as error:
            return self._fail(str(error))
        if errors(problems):
            return self._fail(self._text(problems))
        if problems:
            self.say(self._text(problems))
        self.fault = ""
        self.say(f"Built in {time.monotonic() - started:.1f} s; data files, search and the site checks follow.")
        self._finishing = Finishing(self.project, self.say)
        return True

    def again(self) -> None:
        """Update after a change; whatever goes wrong must not end the server, and half a template can raise anything."""
        try:
            self.update()
        except Exception as error:  # noqa: BLE001 - see above
            self._fail(f"{type(error).__name__}: {error}")

    def stop(self) -> None:
        """End what is still being done."""
        if self._finishing:
            self._finishing.stop()
            self._finishing = None

    def _make(self) -> list[Problem]:
        if self._finishing:
            self._finishing.pause()
        try:
            built = generate_pages(self.project, self._claim_page)
            if built.corpus is None:
                return [*built.problems]
            self.stop()
            return [*built.problems, *self.preview.refresh(built.corpus)]
        finally:
            if self._finishing:
                self._finishing.resume()

    def _text(self, problems: list[Problem]) -> str:
        return as_text(problems, Sources.read(self.project.root, problems)).plain

    def _fail(self, fault: str) -> bool:
        self.fault = fault
        self.say(f"{fault}\nThe last good site stays up.")
        return False


class _Server(LiveReloadServer):
    """The server over a session's preview."""

    def __init__(self, session: _Session, host: str, port: int) -> None:
        root = str(session.preview.site)
        super().__init__(builder=session.again, host=host, port=port, root=root, mount_path="/", polling_interval=INTERVAL)
        self.session = session

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Say that it serves, which is true only now that the files are watched."""
        self.session.say(f"Serving {self.url} - press Ctrl+C to stop.")
        super().serve_forever(poll_interval)

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """What is asked for, from the last good site; a page shows the fault of the last edit, too."""
        if not self.session.fault:
            return super().serve_request(environ, start_response)
        begun: list[Any] = []
        body = b"".join(super().serve_request(environ, lambda *status_and_headers: begun.extend(status_and_headers)))
        status, headers = begun
        if ("Content-Type", "text/html") in headers:
            body += f'<pre role="alert" style="{FAULT_STYLE}">{escape(self.session.fault)}</pre>'.encode()
            headers = [*((name, value) for name, value in headers if name != "Content-Length"), ("Content-Length", str(len(body)))]
        start_response(status, headers)
        return [body]
