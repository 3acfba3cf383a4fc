"""Which machine an address leads to, and whether it may be sent a request.

In: an address from the data or from a redirect. Out: a `Target`, and the IP addresses of its host, all of which may
be connected to. A private, loopback, link-local, multicast or reserved IP address is refused, however it is written:
the check is on what the name resolves to, and the client connects to exactly those IP addresses. So it makes no
difference if the name resolves to another one a moment later (DNS rebinding).
"""

import ipaddress
import queue
import re
import socket
import threading
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from verbatim.watch.states import RequestFailedError, State
from verbatim.watch.timeouts import Deadline

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PORTS = {"http": 80, "https": 443}

# A name of letters, digits, hyphens and underscores, or an IPv6 address; urllib3 accepts more.
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f:.]+:[0-9a-f:.]*")

# All unicast addresses that have been assigned (RFC 4291, IANA); everything else in IPv6 has a special purpose.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Reserved for protocols (RFC 6890); Python 3.11 holds most of it to be public.
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")
# IPv4 within IPv6, for a network's own translator (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Target:
    """The parts of an address. `host` is ASCII in lower case; `path` includes the query, and never a fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt applies to."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def address(self) -> str:
        """The whole address, in its one normal spelling."""
        return self.origin + self.path


def parse(address: str) -> Target:
    """Split an address into its parts, without a user's name and password. Raises RequestFailedError."""
    try:
        url = parse_url(address)
    except LocationParseError as error:
        raise RequestFailedError("not an address that can be requested") from error
    if url.scheme not in PORTS or not url.host:
        raise RequestFailedError("not an address of the web (http or https)")
    host = url.host.strip("[]").rstrip(".")
    if not _HOST.fullmatch(host):
        raise RequestFailedError("the host’s name is not valid")
    return Target(url.scheme, host, PORTS[url.scheme] if url.port is None else url.port, url.request_uri)


def redirected(target: Target, location: str) -> Target:
    """The target that a `Location` header leads to; urllib3 reads it as Latin-1, and servers write UTF-8.

    Raises RequestFailedError.
    """
    try:
        written = location.strip().encode("latin-1", "replace").decode("utf-8", "replace")
        return parse(urljoin(target.address, written))
    except ValueError as error:
        raise RequestFailedError("redirects to an address that is not valid") from error


def may_be_requested(ip: IP, allowed: tuple[Network, ...] = ()) -> bool:
    """Whether an IP address is public, or in one of the networks that are allowed in addition."""
    if any(ip in network for network in allowed):
        return True
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip not in _PROTOCOLS
    if ip.ipv4_mapped:
        return may_be_requested(ip.ipv4_mapped, allowed)
    if ip in _TRANSLATED:
        return may_be_requested(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF), allowed)
    if ip.sixtofour:
        return may_be_requested(ip.sixtofour, allowed)
    return ip in _GLOBAL_UNICAST and ip.is_global


def checked_ips(target: Target, allowed: tuple[Network, ...], deadline: Deadline) -> tuple[str, ...]:
    """The IP addresses of the target's host, IPv4 first; raises RequestFailedError where one of them is not allowed.

    One forbidden address among several refuses all: no honest name leads both to the public network and to a private
    one.
    """
    ips = [ipaddress.ip_address(found) for found in _resolved(target.host, target.port, deadline)]
    for ip in ips:
        if not may_be_requested(ip, allowed):
            raise RequestFailedError(f"never requested: {target.host} leads to {ip}, which is not a public address")
    return tuple(str(ip) for ip in sorted(ips, key=lambda ip: ip.version))


def _resolved(host: str, port: int, deadline: Deadline) -> list[str]:
    """Look a name up. The resolver has no time-out, so it runs in a thread, which is abandoned at the deadline."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error)
        else:
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left)
    except queue.Empty:
        raise RequestFailedError("the host’s name was not resolved in time", temporary=True) from None
    if isinstance(answer, socket.gaierror) and answer.errno in (socket.EAI_NONAME, socket.EAI_NODATA):
        raise RequestFailedError("there is no host of that name", State.GONE) from answer
    if isinstance(answer, UnicodeError):
        raise RequestFailedError("the host’s name is not valid") from answer
    if isinstance(answer, OSError):
        raise RequestFailedError("the host’s name could not be resolved", temporary=True) from answer
    return answer
