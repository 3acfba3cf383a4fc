"""A web server like GitHub Pages: a folder under a sub-path, and its 404.html for every address that is not there."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SUB_PATH = "/verbatim/"


class PagesHandler(SimpleHTTPRequestHandler):
    """Serves the folder below the sub-path only; nothing stands at the root of the host."""

    def translate_path(self, path: str) -> str:
        """The file behind an address; one that is not there for every address outside the sub-path."""
        wanted = urlsplit(path).path
        if not wanted.startswith(SUB_PATH):
            return str(Path(self.directory, "no-such-file"))
        return super().translate_path("/" + wanted.removeprefix(SUB_PATH))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where nothing was found."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing: what was asked for is seen in the browser."""


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = PagesHandler) -> Iterator[str]:
    """Serve a folder on a free port of this machine; gives the address of its root, which ends in `/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
