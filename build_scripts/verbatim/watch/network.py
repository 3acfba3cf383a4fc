"""Which machine an address leads to, and whether it may be asked.

In: an address from the data or from a redirect. Out: a `Target`, and those IP addresses of its host that may be
connected to. A private, loopback, link-local, multicast or reserved one is refused, however it is written: what
counts is what the name resolves to, and the client connects to exactly what was checked here, so that a name that
means something else a moment later (DNS rebinding) changes nothing.
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

from verbatim.watch.states import NoAnswerError, State
from verbatim.watch.timeouts import Deadline

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PORTS = {"http": 80, "https": 443}

# A name of letters, digits, hyphens and underscores, or an IPv6 address; urllib3 lets more pass.
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f:.]+:[0-9a-f:.]*")

# All unicast addresses that are given out so far (RFC 4291, IANA); everything else in IPv6 has a special purpose.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Kept for protocols (RFC 6890); Python 3.11 takes most of it for public.
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")
# IPv4 within IPv6, by a network's own translator (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Target:
    """An address taken apart. `host` is in lower case and ASCII; `path` includes the query, never a fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def address(self) -> str:
        """The address as a whole, spelled in one way."""
        return self.origin + self.path


def parse(address: str) -> Target:
    """Take an address apart; a user's name and password in it are dropped. Raises NoAnswerError."""
    try:
        url = parse_url(address)
    except LocationParseError as error:
        raise NoAnswerError("not an address that can be asked") from error
    if url.scheme not in PORTS or not url.host:
        raise NoAnswerError("not an address of the web (http or https)")
    host = url.host.strip("[]").rstrip(".")
    if not _HOST.fullmatch(host):
        raise NoAnswerError("the host’s name is none")
    return Target(url.scheme, host, PORTS[url.scheme] if url.port is None else url.port, url.request_uri)


def redirected(target: Target, location: str) -> Target:
    """Where a `Location` leads from a target. Header fields come as Latin-1; what stands in them is UTF-8. Raises NoAnswerError."""
    try:
        return parse(urljoin(target.address, location.encode("latin-1", "replace").decode("utf-8", "replace")))
    except ValueError as error:
        raise NoAnswerError("redirects to what is no address") from error


def may_be_asked(ip: IP, allowed: tuple[Network, ...] = ()) -> bool:
    """Whether an IP address is public, or within one of the networks that are allowed beside."""
    if any(ip in network for network in allowed):
        return True
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip not in _PROTOCOLS
    if ip.ipv4_mapped:
        return may_be_asked(ip.ipv4_mapped, allowed)
    if ip in _TRANSLATED:
        return may_be_asked(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF), allowed)
    if ip.sixtofour:
        return may_be_asked(ip.sixtofour, allowed)
    return ip in _GLOBAL_UNICAST and ip.is_global


def checked_ips(target: Target, allowed: tuple[Network, ...], deadline: Deadline) -> tuple[str, ...]:
    """What the target's host resolves to, IPv4 first; raises NoAnswerError where any of it may not be asked.

    One forbidden address among several refuses all: a name that leads both out and in is no honest one.
    """
    ips = [ipaddress.ip_address(found) for found in _resolved(target.host, target.port, deadline)]
    for ip in ips:
        if not may_be_asked(ip, allowed):
            raise NoAnswerError(f"never asked: {target.host} leads to {ip}, which is no public address")
    return tuple(str(ip) for ip in sorted(ips, key=lambda ip: ip.version))


def _resolved(host: str, port: int, deadline: Deadline) -> list[str]:
    """Look a name up. The system's resolver knows no deadline, so it runs aside and is left behind where it takes too long."""
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
        raise NoAnswerError("the host’s name was not resolved in time", again=True) from None
    if isinstance(answer, socket.gaierror) and answer.errno in (socket.EAI_NONAME, socket.EAI_NODATA):
        raise NoAnswerError("there is no host of that name", State.GONE) from answer
    if isinstance(answer, UnicodeError):
        raise NoAnswerError("the host’s name is none") from answer
    if isinstance(answer, OSError):
        raise NoAnswerError("the host’s name could not be resolved", again=True) from answer
    return answer
