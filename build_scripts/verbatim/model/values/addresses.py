"""Addresses on the web: which of them a reader can follow.

In: an absolute address. Out: what is wrong with it, or nothing. Nothing is requested from the network.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote, urlsplit

ADDRESS_PATTERN = r'^https?://[^\s<>"]+$'

# Control characters, and characters without a width that no address needs; some change how it is read.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Names that never lead to a public host: RFC 6761, RFC 6762, RFC 8375, and ICANN's decision on `.internal`.
_LOCAL_NAMES = ("localhost", "local", "internal", "home.arpa")
# A host that ends with a number is an IPv4 address or invalid: https://url.spec.whatwg.org/#ends-in-a-number-checker
_ENDS_IN_A_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")
_NUMBER = re.compile("0[0-7]*|[1-9][0-9]*|0x[0-9a-f]+")
_LONGEST_LABEL = 63

_LOCAL = "leads to the reader’s own machine or network"


def fault_of_address(address: str) -> str | None:
    """What keeps a reader from following an address, in words that continue “the address …”; None if nothing does."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "is not valid"
    if _UNSEEN.search(address):
        return "has a character that nobody sees"
    if parts.scheme not in ("http", "https") or not re.fullmatch(ADDRESS_PATTERN, address, re.IGNORECASE):
        return "does not begin with https:// or http://, or has spaces"
    too_long = any(len(label) > _LONGEST_LABEL for label in host.split("."))
    if not re.search(r"\w", host) or too_long or port == 0 or (_ENDS_IN_A_NUMBER.search(host) and not _as_ip(host)):
        return "names no host"
    return _LOCAL if is_local(host) else None


def names_host(address: str) -> bool:
    """Whether an address is valid and has a host, local or not."""
    return fault_of_address(address) in (None, _LOCAL)


def is_local(host: str) -> bool:
    """Whether a host is the reader's own machine or network."""
    host = host.rstrip(".")
    if host in _LOCAL_NAMES or host.endswith(tuple(f".{name}" for name in _LOCAL_NAMES)):
        return True
    address = _as_ip(host)
    return address is not None and not address.is_global


def _as_ip(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host is, also one written as `127.1` or `0x7f000001`; None for a name.

    The last number stands for all bytes that are left: https://url.spec.whatwg.org/#concept-ipv4-parser
    """
    if ":" not in host and not _ENDS_IN_A_NUMBER.search(host):
        return None
    try:
        return ip_address(host)
    except ValueError:
        parts = host.split(".")
    if len(parts) > 4 or not all(map(_NUMBER.fullmatch, parts)):
        return None
    *first, last = (int(part, 8 if part.startswith("0") and part.isdecimal() else 0) for part in parts)
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        return None
    return IPv4Address(last + sum(number << (24 - 8 * place) for place, number in enumerate(first)))


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
