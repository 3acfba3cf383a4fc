"""The addresses of the site's own documents, as pages and data files write them.

In: the address at which the site will be published, or an empty text for a local preview. Out: absolute addresses or,
for a preview, addresses relative to the document that contains them.
"""

import re
from dataclasses import dataclass
from typing import Self

# The environment variable that says where the site will be published; only `cli` reads it. Empty for a preview.
SITE_URL = "SITE_URL"

_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
# A scheme and a host, a port, and a path without control characters, encoded slashes, empty parts, `.` or `..`.
# `%2e` means a full stop there, too: https://url.spec.whatwg.org/#double-dot-path-segment
_FORM = re.compile(
    rf"(https?://(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[a-f0-9:.]+\]))(:[0-9]+)?"
    r"((?:/(?!(?:\.|%2e){1,2}(?:/|$)|/)(?:%(?![01]|2f|7f)[a-f0-9]{2}|[^\s<>\"'?#\\%/])*)*)",
    re.ASCII | re.IGNORECASE,
)
_USUAL_PORTS = {("http", ":80"), ("https", ":443")}


@dataclass(frozen=True)
class SiteAddress:
    """The site's address: `https://host/` or `https://host/folder/`, with or without the last `/`; empty if unknown."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """A whole address without a query; None if the text is something else.

        Its scheme and host are written in lower case and without the usual port, since they mean the same.
        """
        found = _FORM.fullmatch(text)
        if not found:
            return None
        origin, port = found[1].lower(), found[2] or ""
        usual = (origin.partition(":")[0], port) in _USUAL_PORTS
        return cls(origin + ("" if usual else port) + found[3])

    def to(self, path: str, at: str) -> str:
        """The address of a document at a path from the site's root, for use in the document at the path `at`."""
        return f"{self.text.rstrip('/')}/{path}" if self.text else "../" * at.count("/") + path or "./"
