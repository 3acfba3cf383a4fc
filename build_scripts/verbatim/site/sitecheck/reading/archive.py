"""Opens the offline copy of a built site.

In: the bytes of the ZIP. Out: an `Archive`: its pages as documents, the checksums of its files, the claims that its
search has.
"""

import io
import json
from dataclasses import dataclass, field
from zipfile import BadZipFile, ZipFile
from zlib import error as InflateError  # noqa: N812 - `error` alone would not say whose

from verbatim.long_work.processes import on_all_cores
from verbatim.site.sitecheck.reading.document import Document
from verbatim.site.sitecheck.reading.page import MIN_PAGES_FOR_PROCESSES, read_page

# The ZIP, and in it the index of the Find page.
PATH, FIND_INDEX = "data/offline.zip", "find/claims.js"

# The paths of the documents begin with it, so that a problem says where the page is.
FOLDER = f"{PATH}/"


@dataclass(frozen=True)
class Archive:
    """The files of a ZIP by their paths in its only folder; `broken` says why it could not be opened.

    `checksums` are CRC-32, as the ZIP itself has them. `claims` are the ids in the index of the Find page.
    """

    documents: tuple[Document, ...] = ()
    checksums: dict[str, int] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    broken: str = ""


def read_archive(raw: bytes) -> Archive:
    """Open the offline copy; every file in it is decompressed and compared with its checksum."""
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            entries = {entry.filename.partition("/")[2]: entry for entry in archive.infolist()}
            contents = {name: archive.read(entry) for name, entry in entries.items()}
        pages = [(f"{FOLDER}{name}", content) for name, content in contents.items() if name.endswith(".html")]
        return Archive(
            tuple(on_all_cores(_read_page, pages, MIN_PAGES_FOR_PROCESSES)),
            {name: entry.CRC for name, entry in entries.items()},
            _claims(contents.get(FIND_INDEX, b"")),
        )
    except (BadZipFile, InflateError, EOFError, ValueError, LookupError, TypeError, NotImplementedError) as error:
        return Archive(broken=str(error) or type(error).__name__)


def _read_page(page: tuple[str, bytes]) -> Document:
    """A page, by its path and content."""
    return read_page(*page)


def _claims(script: bytes) -> tuple[str, ...]:
    """The ids in the first line of the script, `window.verbatimIndex=…;`."""
    first_line = script.decode("utf-8").partition("\n")[0]
    index = json.loads(first_line.partition("=")[2].removesuffix(";"))
    return tuple(str(page["url"]).split("/")[2] for page in index["pages"])
