"""The addresses of the site's own documents, as pages and data files write them.

In: where the site will be published, or nothing for a site that is only looked at. Out: absolute addresses or, without
that, addresses relative to the document in which they stand.
"""

from dataclasses import dataclass

# The environment variable that says where the site will be published; `cli` reads it. Empty or unset for a site that is only looked at.
SITE_URL = "SITE_URL"


@dataclass(frozen=True)
class SiteAddress:
    """Where the site will stand: `https://host/` or `https://host/folder/`, with or without the last `/`; empty where that is not known."""

    text: str

    def to(self, path: str, at: str) -> str:
        """The address of a document of the site by its path from the root, for use in the document at the path `at`."""
        return f"{self.text.rstrip('/')}/{path}" if self.text else "../" * at.count("/") + path or "./"
