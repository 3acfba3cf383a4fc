"""One request to one checked address, with every wait bounded.

In: a `Target`. Out: an `Answer`. Follows no redirect, keeps no connection and no cookie, and reads no more of a body
than it is told to. urllib3 speaks HTTP and TLS (names and certificates are checked as usual). Only the connecting is
ours, because the connection must go to exactly the IP address that was checked.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from http.client import HTTPException
from types import MappingProxyType

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, InvalidHeader, ProtocolError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from verbatim.watch.network import Network, Target, checked_ips
from verbatim.watch.states import Answer, RequestFailedError
from verbatim.watch.timeouts import Deadline, Timeouts

_CHUNK = 4096

# Why there is no answer: the first kind that the error is of. An error of none of these kinds means an answer that is
# no HTTP.
_REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((TimeoutError, ReadTimeoutError), "time-out: the server did not answer in time"),
    (ConnectionRefusedError, "the connection was refused"),
    (OSError, "the connection broke off or could not be made"),
    ((InvalidHeader, ProtocolError), "the answer broke off, or is not as long as it says"),
)


class _CheckedConnection(HTTPConnection):
    """Connects with a function of ours, and does not look the host's name up again."""

    connect_checked: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.connect_checked()


class _CheckedTlsConnection(_CheckedConnection, HTTPSConnection):
    """The same with TLS; the certificate must be that of the named host."""


class Client:
    """Sends requests.

    `allowed_networks` and `authority` (a file of certificates) are for tests, which have no public network. Nothing
    in a project or in the environment can set them. `tokens` has what a host wants as `Authorization`; it is sent to
    that very host, over TLS, and nowhere else.
    """

    def __init__(
        self,
        agent: str,
        timeouts: Timeouts,
        *,
        allowed_networks: tuple[Network, ...] = (),
        authority: str | None = None,
        tokens: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.agent = agent
        self._tokens = tokens
        self.timeouts = timeouts
        self._allowed = allowed_networks
        self._tls = ssl.create_default_context(cafile=authority or certifi.where())

    def request(self, method: str, target: Target, deadline: Deadline, most: int) -> Answer:
        """Send one request and read at most so many bytes of the answer's body; raises RequestFailedError."""
        ips = checked_ips(target, self._allowed, deadline)
        with ExitStack() as cleanup:
            connection = self._connection(target)
            connection.connect_checked = lambda: self._connect(ips, target.port, deadline, cleanup)
            cleanup.callback(connection.close)
            try:
                connection.request(method, target.path, headers=self._headers(target), preload_content=False)
                cleanup.callback(_close, connection.sock)
                response = connection.getresponse()
                cleanup.callback(response.close)
                body = _read(response, most)
                if not deadline.left:  # http.client takes a shutdown within the head for the end of the head
                    raise TimeoutError
                return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, body)
            except (OSError, HTTPException, HTTPError) as error:
                raise _failure(error, deadline) from error

    def _headers(self, target: Target) -> dict[str, str]:
        token = self._tokens.get(target.host) if target.scheme == "https" else None
        return {
            **({"Authorization": token} if token else {}),
            "User-Agent": self.agent,
            "Accept": "text/html, */*;q=0.8",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }

    def _connection(self, target: Target) -> _CheckedConnection:
        timeout = self.timeouts.read
        if target.scheme == "https":
            return _CheckedTlsConnection(target.host, target.port, timeout=timeout, ssl_context=self._tls)
        return _CheckedConnection(target.host, target.port, timeout=timeout)

    def _connect(self, ips: tuple[str, ...], port: int, deadline: Deadline, cleanup: ExitStack) -> socket.socket:
        """Connect to the first of the checked IP addresses that accepts, and shut the connection down at the deadline.

        A socket's time-out starts again with every byte, so a server that sends a byte now and then would hold us for
        ever. The shutdown goes through a second handle, which TLS does not take over.
        """
        *others, last = ips
        timeout = max(0.001, min(self.timeouts.connect, deadline.left / len(ips)))
        connected = next(filter(None, (_connect_or_none(ip, port, timeout) for ip in others)), None)
        connected = connected or socket.create_connection((last, port), timeout)
        connected.settimeout(self.timeouts.read)
        handle = connected.dup()
        cleanup.callback(handle.close)
        guard = threading.Timer(deadline.left, _shut_down, [handle])
        guard.daemon = True
        guard.start()
        cleanup.callback(guard.cancel)
        return connected


def _failure(error: Exception, deadline: Deadline) -> RequestFailedError:
    """Why there is no answer, in our own words: the server's could contain anything."""
    if not deadline.left:
        return RequestFailedError("no complete answer in the time that an address is given")
    if isinstance(error, ssl.SSLError) and not isinstance(error, TimeoutError):
        invalid = isinstance(error, ssl.SSLCertVerificationError)
        return RequestFailedError(
            f"TLS: {'the certificate is not valid for this host' if invalid else 'no secure connection could be made'}"
        )
    reason = next((reason for kind, reason in _REASONS if isinstance(error, kind)), "the answer is not HTTP")
    return RequestFailedError(reason, temporary=True)


def _connect_or_none(ip: str, port: int, timeout: float) -> socket.socket | None:
    """A connection to one of several IP addresses, or None."""
    try:
        return socket.create_connection((ip, port), timeout)
    except OSError:
        return None


def _read(response: BaseHTTPResponse, most: int) -> bytes:
    """The first bytes of a body; a body that ends before its announced length is an error.

    Some servers compress it though we do not ask for that.
    """
    body = bytearray()
    while len(body) < most:
        chunk = response.read(min(_CHUNK, most - len(body)), decode_content=True)
        if not chunk:
            break
        body += chunk
    return bytes(body)


def _close(connected: socket.socket | None) -> None:
    """Close a socket even if a file still uses it: urllib3 leaves one open when it refuses the head of an answer."""
    number = connected.detach() if connected else -1
    if number >= 0:
        socket.close(number)


def _shut_down(handle: socket.socket) -> None:
    with suppress(OSError):  # it may have ended already
        handle.shutdown(socket.SHUT_RDWR)
