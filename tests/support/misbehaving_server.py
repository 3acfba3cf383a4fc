"""A web server on this machine that answers in all the ways, good and bad, that servers on the web do.

It writes to the socket directly, since no library would send some of these answers.
"""

import contextlib
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.microsite import PATIENCE

ROBOTS = """\
User-agent: *
Disallow: /private/

User-agent: verbatim-linkwatch
Disallow: /not-for-us/
Disallow: /private/
"""


@dataclass(frozen=True)
class Request:
    """One request: its time (seconds of a monotonic clock), request line and header fields."""

    at: float
    method: str
    path: str
    headers: dict[str, str]


class MisbehavingServer(socketserver.ThreadingTCPServer):
    """Listens on one loopback address; records every request, and the most that were open at once."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(
        self, host: str, elsewhere: str = "", certificate: Path | None = None, robots: bytes | None = None
    ) -> None:
        super().__init__((host, 0), _Handler)
        self.host, self.port = host, int(self.server_address[1])
        self.elsewhere = elsewhere
        # Answers of a test's own, by path.
        self.pages: dict[str, bytes] = {}
        self.robots = robots or answer("200 OK", ROBOTS.encode())
        self.requests: list[Request] = []
        self.sent: Counter[str] = Counter()
        self.connections = 0
        self.open, self.most_open = 0, 0
        self.counting = threading.Lock()
        self.stopped = threading.Event()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if certificate else None
        if self.tls and certificate:
            self.tls.load_cert_chain(certificate)

    def address(self, path: str) -> str:
        """The whole address of a path."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}{path}"

    def methods(self, path: str) -> list[str]:
        """The methods of the requests for a path, in order."""
        return [request.method for request in self.requests if request.path == path]

    def handle_error(self, *_: object) -> None:
        """Print nothing: the client ends connections on purpose."""


@contextmanager
def serving(*servers: MisbehavingServer) -> Iterator[None]:
    """Run the servers until the end of the block."""
    threads = [
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True) for server in servers
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for server in servers:
            server.stopped.set()
            server.shutdown()
            server.server_close()


# As long as a page of a newspaper.
A_PAGE = b"words " * 2_000


def answer(status: str, body: bytes = b"words", *fields: str, length: int | None = None) -> bytes:
    """The bytes of an answer."""
    head = [
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(body) if length is None else length}",
        "Connection: close",
        *fields,
    ]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


def redirect(status: str, to: str) -> bytes:
    """The bytes of a redirect; `to` is encoded as UTF-8."""
    return answer(status, b"", f"Location: {to.encode().decode('latin-1')}")


class _Handler(socketserver.BaseRequestHandler):
    server: MisbehavingServer
    request: socket.socket

    def handle(self) -> None:
        server = self.server
        self.is_open = True
        with server.counting:
            server.connections += 1
            server.open += 1
            server.most_open = max(server.most_open, server.open)
        try:
            with contextlib.suppress(OSError):
                self._handle_request()
        finally:
            self.request.close()
            self._end_count()

    def _end_count(self) -> None:
        """Stop counting this request as open; only the first call does something."""
        with self.server.counting:
            self.server.open -= self.is_open
            self.is_open = False

    def _handle_request(self) -> None:
        if self.server.tls:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.request.settimeout(PATIENCE)
        asked = b""
        while b"\r\n\r\n" not in asked:
            more = self.request.recv(4096)
            if not more:
                return
            if more[:1] == b"\x16":  # a TLS greeting; this server has no TLS
                self._drip(b"\x16\x03\x03\x40\x00" + b"\x00" * 4096)
                return
            asked += more
        line, *fields = asked.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        method, path, _ = line.split(" ")
        headers = {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}
        self.server.requests.append(Request(time.monotonic(), method, path, headers))
        self._answer(method, path)

    def _answer(self, method: str, path: str) -> None:
        name = path.partition("?")[0].strip("/").partition("/")[0]
        special: dict[str, Callable[[], None]] = {
            "hang": self._hang,
            "drip": lambda: self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"." * 4096),
            "drip-body": lambda: self._drip(b"." * 4096, answer("200 OK", b"", length=4096)),
            "reset": self._reset,
            "nothing": lambda: None,
            "huge": self._huge,
        }
        if name in special and not (name in ("huge", "drip-body") and method == "HEAD"):
            special[name]()
            return
        sent = self.server.robots if path == "/robots.txt" else self._plain(name, method, path)
        head, blank, body = sent.partition(b"\r\n\r\n")
        whole = head + blank + (b"" if method == "HEAD" else body)
        # A client that has the last byte may send the next request at once, so this one must not be counted any more.
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request.sendall(whole[:-1])
        self._end_count()
        self.request.sendall(whole[-1:])

    def _plain(self, name: str, method: str, path: str) -> bytes:
        """The answer for a path, by its first part."""
        server, head, times = self.server, method == "HEAD", len(self.server.methods(path))
        ok = answer("200 OK", A_PAGE)
        refused = answer("405 Method Not Allowed")
        answers = {
            "head-404": answer("404 Not Found") if head else ok,
            "head-405": refused if head else ok,
            "head-501": answer("501 Not Implemented") if head else ok,
            "huge": refused,
            "drip-body": refused,
            "wrong-length": refused if head else answer("200 OK", b"short", length=4000),
            "two-lengths": refused if head else answer("200 OK", b"short", "Content-Length: 17"),
            "flaky": answer("500 Internal Server Error") if times < 3 else ok,
            "later": answer("429 Too Many Requests", b"", "Retry-After: 1") if times == 1 else ok,
            "endless": redirect("302 Found", f"/endless?{path.partition('?')[2]}x"),
            "chain": redirect("301 Moved Permanently", "/chain-2"),
            "chain-2": redirect("308 Permanent Redirect", "/chain-3"),
            "chain-3": redirect("302 Found", "/ok"),
            "for-a-while": redirect("302 Found", "/chain-2"),
            "to-front": redirect("301 Moved Permanently", "/"),
            "to-gone": redirect("301 Moved Permanently", "/404"),
            "loop-a": redirect("302 Found", "/loop-b"),
            "loop-b": redirect("302 Found", "/loop-a"),
            "away": redirect("302 Found", server.elsewhere),
            "moved-away": redirect("301 Moved Permanently", server.elsewhere),
            "to-private": redirect("302 Found", "http://10.0.0.1/secret"),
            "to-metadata": redirect("302 Found", "http://169.254.169.254/latest/meta-data/"),
            "to-file": redirect("302 Found", "file:///etc/passwd"),
            "to-nonsense": redirect("302 Found", "http://[nonsense/"),
            "to-cyrillic": redirect("301 Moved Permanently", "/ok/страница"),
            "to-trouble": redirect("301 Moved Permanently", "/ok/-->](x)<b>@everyone"),
            "to-robots": redirect("302 Found", "/private/page"),
            "no-location": answer("302 Found"),
            "204": answer("204 No Content", b""),
            "401": answer("401 Unauthorized"),
            "403": answer("403 Forbidden"),
            "404": answer("404 Not Found"),
            "410": answer("410 Gone"),
            "418": answer("418 I'm a teapot"),
            "429": answer("429 Too Many Requests", b"", "Retry-After: 0"),
            "429-tomorrow": answer("429 Too Many Requests", b"", "Retry-After: 86400"),
            "500": answer("500 Internal Server Error"),
            "503-for-ever": answer("503 Service Unavailable", b"", f"Retry-After: {'9' * 5000}"),
            "wall": answer("503 Service Unavailable", b"wait", "cf-mitigated: challenge"),
            "wall-202": answer("202 Accepted", b"", "x-amzn-waf-action: challenge"),
            "wall-202-in-words": answer("202 Accepted", b"<script>window.gokuProps = {}</script>"),
            "wall-200": answer("200 OK", b"wait", "sg-captcha: challenge"),
            "wall-200-in-words": answer("200 OK", b"<script>window._cf_chl_opt = {}</script>", "cf-ray: 1"),
            "wall-404": answer("404 Not Found", b"wait", "cf-mitigated: challenge"),
            "behind-a-wall": answer("200 OK", b"<script src='/challenge-platform/x.js'>", "x-datadome: protected"),
            "wall-in-a-sentence": answer("200 OK", "<title>…</title><p>Please verify that you’re human.".encode()),
            "wall-of-a-cookie": answer("200 OK", b"<script>document.cookie='a=1'; location.reload()</script>"),
            "short": answer("200 OK", b"<p>The robot said: are you human? It was a play of 1921."),
            "needs-a-script": answer("200 OK", b"<noscript>You need to enable JavaScript to run this app.</noscript>"),
            "about-robots": answer("200 OK", b"<p>" + A_PAGE + b"I am not a robot, said the robot."),
            "accepted": answer("202 Accepted"),
            "wall-in-words": answer("503 Service Unavailable", b'<script src="/cdn-cgi/challenge-platform/x.js">'),
            "garbage": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
            "headers": answer("200 OK", b"", *[f"X-{number}: x" for number in range(500)]),
            "long-header": answer("200 OK", b"", "X: " + "x" * 100_000),
        }
        return server.pages.get(path) or answers.get(name, ok)

    def _hang(self) -> None:
        self.server.stopped.wait(PATIENCE)

    def _drip(self, content: bytes, first: bytes = b"") -> None:
        """Send one byte at a time, each soon enough to prevent a time-out of the socket."""
        self.request.sendall(first)
        for byte in content:
            if self.server.stopped.wait(0.1):
                return
            self.request.sendall(bytes([byte]))

    def _reset(self) -> None:
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()

    def _huge(self) -> None:
        """Send a body of a gigabyte, as much of it as the client reads."""
        self.request.sendall(answer("200 OK", b"", length=1 << 30))
        while self.server.sent["huge"] < 1 << 30:
            self.server.sent["huge"] += self.request.send(b"." * 65536)
