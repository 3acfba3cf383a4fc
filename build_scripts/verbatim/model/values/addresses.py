"""Addresses on the web: which of them a reader can follow.

In: an absolute address. Out: what is wrong with it, or nothing. Nothing is requested from the network.
"""

import re
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

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


_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# All of a path and a query that is not percent-encoded, and what is already.
_SENT_AS_WRITTEN = "%/?:@!$&'()*+,;=-._~[]"


def as_requested(address: str) -> str:
    """An address as it is sent to its server, in one form.

    Without the fragment and the default port, with scheme and host in lower case, a path, and percent-encoded.
    """
    scheme, separator, after = address.partition("#")[0].partition("://")
    host = re.split(r"[/?]", after, maxsplit=1)[0]
    rest = quote(after[len(host) :], safe=_SENT_AS_WRITTEN)
    scheme, host = scheme.lower(), host.lower().removesuffix(_DEFAULT_PORTS.get(scheme.lower(), ""))
    rest = re.sub("%[0-9a-f]{2}", lambda found: found[0].upper(), rest, flags=re.IGNORECASE)
    return f"{scheme}{separator}{host}{'' if rest.startswith('/') else '/'}{rest}"
