"""The addresses of the site's own documents, as pages and data files write them.

In: the address at which the site will be published, or an empty text for a local preview. Out: absolute addresses or,
for a preview, addresses relative to the document that contains them.
"""

import re
from dataclasses import dataclass
from typing import Self

# The environment variable that says where the site will be published; only `cli` reads it. Empty for a preview.
SITE_URL = "SITE_URL"

_FORM = re.compile(r"(https?://[a-z0-9.\[\]:-]+)((?:/[^\s<>\"?#\\]*)?)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class SiteAddress:
    """The site's address: `https://host/` or `https://host/folder/`, with or without the last `/`; empty if unknown."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """A whole address without a query, its scheme and host in lower case; None if the text is something else."""
        found = _FORM.fullmatch(text)
        return cls(found[1].lower() + found[2]) if found else None

    def to(self, path: str, at: str) -> str:
        """The address of a document at a path from the site's root, for use in the document at the path `at`."""
        return f"{self.text.rstrip('/')}/{path}" if self.text else "../" * at.count("/") + path or "./"
