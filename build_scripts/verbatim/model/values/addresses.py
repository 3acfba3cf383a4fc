"""Addresses on the web: which of them a reader can follow.

In: an absolute address. Out: what is wrong with it, or nothing. Nothing is requested from the network.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

ADDRESS_PATTERN = r'^https?://[^\s<>"]+$'

_LOCAL = "leads to the reader’s own machine or network"


def fault_of_address(address: str) -> str | None:
    """What keeps a reader from following an address, in words that continue “the address …”; None if nothing does."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not valid"
    if parts.scheme not in ("http", "https") or not re.fullmatch(ADDRESS_PATTERN, address, re.IGNORECASE):
        return "does not begin with https:// or http://, or has spaces"
    if not host or not re.search(r"\w", host):
        return "names no host"
    return _LOCAL if is_local(host) else None


def names_host(address: str) -> bool:
    """Whether an address is valid and has a host, local or not."""
    return fault_of_address(address) in (None, _LOCAL)


def is_local(host: str) -> bool:
    """Whether a host is the reader's own machine or network."""
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


def as_requested(address: str) -> str:
    """An address as it is sent to its server: without the fragment, with scheme and host in lower case."""
    before, separator, after = address.partition("#")[0].partition("://")
    host = re.split(r"[/?]", after, maxsplit=1)[0]
    return before.lower() + separator + host.lower() + after[len(host) :]
