"""A web server that compresses and caches like GitHub Pages, so that sizes and speeds are those of a published site."""

import gzip
from contextlib import AbstractContextManager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.support import pages_server
from tests.support.pages_server import SUB_PATH

# GitHub Pages compresses text and leaves pictures, fonts and archives as they are.
TEXT = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "application/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xml": "application/xml",
}


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder below the sub-path only; nothing stands at the root of the host."""

    protocol_version = "HTTP/1.1"
    # Else small answers wait 40 ms for an acknowledgement, which a real server does not do.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        root = Path(self.directory).resolve()
        file = (root / path.removeprefix(SUB_PATH)).resolve() if path.startswith(SUB_PATH) else root / "404.html"
        if not file.is_relative_to(root):
            self._send(HTTPStatus.NOT_FOUND, root / "404.html")
        elif file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path.startswith(SUB_PATH) and (file := file / "index.html" if file.is_dir() else file).is_file():
            self._send(HTTPStatus.OK, file)
        else:
            self._send(HTTPStatus.NOT_FOUND, root / "404.html")

    def _send(self, status: HTTPStatus, file: Path) -> None:
        kind = TEXT.get(file.suffix)
        body = file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind else self.guess_type(str(file)))
        self.send_header("Cache-Control", "max-age=600")
        if kind and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        if kind:
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing: what was asked for is in Lighthouse's report."""


def served(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder, which may still be empty, on a free port of this machine; gives the address of its root."""
    return pages_server.served(folder, _Handler)
