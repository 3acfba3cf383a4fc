"""The catalogues: for each language the interface's sentences, by the English ones.

In: the tag of a language. Out: its catalogue, and which sentences it lacks. `verbatim.pot` has every sentence that a
page can need; English needs no catalogue. The files are those of GNU gettext.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

CATALOGUES = Path(__file__).parent / "catalogues"
TEMPLATE = CATALOGUES / "verbatim.pot"
ENGLISH = "en"


def catalogue_file(tag: str) -> Path | None:
    """The catalogue for a language, which may be that of the tag without its last parts; None if there is none."""
    parts = tag.split("-")
    names = ("-".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((file for name in names if (file := CATALOGUES / f"{name}.po").is_file()), None)


def read_catalogue(file: Path) -> "Catalog":
    """A catalogue."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - `check` of a site in English starts faster without it

    with file.open("rb") as text:
        return read_po(text)


def untranslated(tag: str) -> list[str]:
    """The sentences that the catalogue of a language lacks, in the order of the pages; none for English."""
    if tag.partition("-")[0] == ENGLISH:
        return []
    file = catalogue_file(tag)
    catalogue = read_catalogue(file) if file else None
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in read_catalogue(TEMPLATE)
        if message.id and not (catalogue and _is_translated(catalogue.get(message.id, message.context)))
    ]


def offered() -> list[str]:
    """The languages that have every sentence, English first."""
    complete = [file.stem for file in sorted(CATALOGUES.glob("*.po")) if not untranslated(file.stem)]
    return [ENGLISH, *complete]


def _is_translated(message: "Message | None") -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)
