"""Which requests `serve` answers.

In: a request as WSGI describes it (PEP 3333). Out: why it is refused, or None. The preview shows drafts, so no other
website that is open in the browser may read it: neither under its own name, whose address it changes to this machine
(DNS rebinding), nor as a part of its pages.
"""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

# More than any address of a site; the server would answer some longer ones with an error of its own.
LONGEST = 2000

# A browser takes what follows two slashes for the name of a host.
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\\]|\A//|\A(?!/)")


class Refusal(NamedTuple):
    """The status of an answer, and its text."""

    status: str
    why: str


def refusal(request: Mapping[str, Any], listens_at: str) -> Refusal | None:
    """Why a request is refused; None if it is answered. `listens_at` is the name or address given as `--host`."""
    path, host = request["PATH_INFO"], request.get("HTTP_HOST", "")
    if request["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return Refusal("405 Method Not Allowed", "Only GET and HEAD are answered.")
    if len(path) > LONGEST or _UNUSABLE.search(path) or not _is_utf8(path):
        return Refusal("400 Bad Request", "No page can have this address.")
    if not _is_ours(host, listens_at):
        why = (
            f"The preview is not answered under this name. Open it by its IP address, by localhost or by {listens_at}."
        )
        return Refusal("421 Misdirected Request", why)
    if _is_of_another_site(request, host):
        return Refusal("403 Forbidden", "The preview is not shown in pages of another website.")
    return None


def _is_utf8(path: str) -> bool:
    """Whether the bytes of a path, which WSGI passes as Latin-1, are UTF-8; the server drops those that are not."""
    try:
        path.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True


def _is_ours(host: str, listens_at: str) -> bool:
    """Whether a `Host` header names this machine by its address, as localhost, or as the user did.

    The name of a website can lead to this machine; an address cannot be the name of a website.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or name == listens_at.lower() or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_of_another_site(request: Mapping[str, Any], host: str) -> bool:
    """Whether a page of another origin makes the request, other than by a link (Fetch Metadata Request Headers)."""
    origin = request.get("HTTP_ORIGIN", f"http://{host}")
    linked = request.get("HTTP_SEC_FETCH_DEST", "") in ("", "document")
    return origin != f"http://{host}" or (
        request.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin") and not linked
    )
