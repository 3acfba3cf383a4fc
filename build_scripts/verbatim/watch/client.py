"""One request to one checked address, with every wait bounded.

In: a `Target`. Out: an `Answer`. Follows no redirect, keeps no connection and no cookie, and reads no more of a body
than it is told to. urllib3 speaks HTTP and TLS (names and certificates checked as usual); only the connecting is
ours, because it must go to exactly the IP address that was checked.
"""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from http.client import HTTPException

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, InvalidHeader, ProtocolError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from verbatim.watch.network import Network, Target, checked_ips
from verbatim.watch.states import Answer, NoAnswerError
from verbatim.watch.timeouts import Deadline, Timeouts

_CHUNK = 4096

# Why an answer is missing, by the first kind that fits; what fits none is no HTTP.
_REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((TimeoutError, ReadTimeoutError), "time-out: the server did not answer in time"),
    (ConnectionRefusedError, "the connection was refused"),
    (OSError, "the connection broke off or could not be made"),
    ((InvalidHeader, ProtocolError), "the answer broke off, or is not as long as it says"),
)


class _CheckedConnection(HTTPConnection):
    """Connects by a function of ours, whatever the host's name means by now."""

    dial: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.dial()


class _CheckedTlsConnection(_CheckedConnection, HTTPSConnection):
    """The same under TLS: the certificate must be the named host's."""


class Client:
    """Asks servers.

    `allowed_networks` and `authority` (a file of certificates) are for tests, which have no public network: nothing
    that a project or an environment can set reaches them.
    """

    def __init__(
        self,
        agent: str,
        timeouts: Timeouts,
        *,
        allowed_networks: tuple[Network, ...] = (),
        authority: str | None = None,
    ) -> None:
        self.agent = agent
        self.timeouts = timeouts
        self._allowed = allowed_networks
        self._tls = ssl.create_default_context(cafile=authority or certifi.where())

    def ask(self, method: str, target: Target, deadline: Deadline, most: int) -> Answer:
        """Send one request and read at most so many bytes of the answer's body; raises NoAnswerError."""
        ips = checked_ips(target, self._allowed, deadline)
        with ExitStack() as open_ones:
            connection = self._connection(target)
            connection.dial = lambda: self._dial(ips, target.port, deadline, open_ones)
            open_ones.callback(connection.close)
            try:
                connection.request(
                    method, target.path, headers=self._headers(), preload_content=False, decode_content=False
                )
                open_ones.callback(_let_go, connection.sock)
                response = connection.getresponse()
                open_ones.callback(response.close)
                body = _beginning(response, most)
                if not deadline.left:  # shut down within the head, which http.client takes for its end
                    raise TimeoutError
                return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, body)
            except (OSError, HTTPException, HTTPError) as error:
                raise _reason(error, deadline) from error

    def _headers(self) -> dict[str, str]:
        return {
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

    def _dial(self, ips: tuple[str, ...], port: int, deadline: Deadline, open_ones: ExitStack) -> socket.socket:
        """Connect to the first of the checked addresses that takes it, and see to it that the deadline ends everything.

        A time-out of a socket begins anew with every byte; a server that sends one now and then would hold us for ever.
        So the connection is shut down at the deadline, through a second handle that TLS does not take over.
        """
        *others, last = ips
        timeouts = max(0.001, min(self.timeouts.connect, deadline.left / len(ips)))
        connected = next(filter(None, (_tried(ip, port, timeouts) for ip in others)), None)
        connected = connected or socket.create_connection((last, port), timeouts)
        connected.settimeout(self.timeouts.read)
        handle = connected.dup()
        open_ones.callback(handle.close)
        guard = threading.Timer(deadline.left, _shut, [handle])
        guard.daemon = True
        guard.start()
        open_ones.callback(guard.cancel)
        return connected


def _reason(error: Exception, deadline: Deadline) -> NoAnswerError:
    """Why there is no answer, in words of ours: a server's own could hold anything."""
    if not deadline.left:
        return NoAnswerError("no whole answer in the time that an address is given")
    if isinstance(error, ssl.SSLError) and not isinstance(error, TimeoutError):
        invalid = isinstance(error, ssl.SSLCertVerificationError)
        return NoAnswerError(
            f"TLS: {'the certificate is not valid for this host' if invalid else 'no secure connection could be made'}"
        )
    reason = next((reason for kind, reason in _REASONS if isinstance(error, kind)), "what was answered is not HTTP")
    return NoAnswerError(reason, again=True)


def _tried(ip: str, port: int, timeouts: float) -> socket.socket | None:
    """A connection to one of several addresses, None where it cannot be had."""
    try:
        return socket.create_connection((ip, port), timeouts)
    except OSError:
        return None


def _beginning(response: BaseHTTPResponse, most: int) -> bytes:
    """The first bytes of a body; a body that ends before the length that was announced is an error."""
    body = b""
    while len(body) < most:
        chunk = response.read(min(_CHUNK, most - len(body)))
        if not chunk:
            break
        body += chunk
    return body


def _let_go(connected: socket.socket | None) -> None:
    """Close a socket whoever still holds it: urllib3 drops a response whose head it refuses, and leaves its file open."""
    number = connected.detach() if connected else -1
    if number >= 0:
        socket.close(number)


def _shut(handle: socket.socket) -> None:
    with suppress(OSError):  # it may have ended by itself
        handle.shutdown(socket.SHUT_RDWR)
