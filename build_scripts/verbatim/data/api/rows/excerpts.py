"""The types of the excerpts' rows. Offsets count code points. `claim_rows` fills the rows."""

from datetime import date

from verbatim.data.api.rows.row import (
    Count,
    Id,
    Named,
    OriginRef,
    Page,
    Row,
    Sha256,
    Web,
    WhenText,
    row_type,
)
from verbatim.model.evidence import Distortion, OriginBasis, Stance
from verbatim.model.sightings import CopyKind
from verbatim.model.sources import Inferable
from verbatim.model.values.fields import Word
from verbatim.quotation.grades import DriftKind, Grade
from verbatim.quotation.locate import Match


class Proof(Word):
    """How the words of an excerpt are known."""

    PROVEN = "proven", "During the build the words were found in the stored text of their source."
    SEEN = (
        "seen",
        "An editor noted the words, and a machine found them at an address of the source on the day `seen_on`.",
    )
    RECORDED = "recorded", "An editor read the words on a page that is not stored, and noted them."


PROOF_OF = {Grade.PROVEN: Proof.PROVEN, Grade.SEEN: Proof.SEEN, Grade.NOTED: Proof.RECORDED}


@row_type
class Selector(Row):
    """The position of the words in their source, in terms of the W3C Web Annotation Data Model (4.2.4, 4.2.5)."""

    start: Count
    """The number of code points before the words. For recorded words it counts in the noted passages."""
    end: Count
    """The number of code points up to the end of the words."""
    exact: tuple[str, ...]
    """The words as they are in the source; one string for each part if something between was left out."""
    prefix: str
    """The text just before the words, as far as the page prints it."""
    suffix: str
    """The text just after the words, as far as the page prints it."""
    folding: Count
    """The version of the rules by which the quotation was compared with the text."""
    source_sha256: Sha256 | None = None
    """The SHA-256 of the stored file; absent for recorded words."""


@row_type
class TranslationRow(Row):
    """A translation of words in another language."""

    text: str
    """The translation."""
    by: str
    """Who translated the words."""


@row_type
class DriftRow(Row):
    """An address of the source that no longer has the words."""

    kind: DriftKind
    """Whether the `words` are no longer in its text, or the `page` is gone."""
    address: Web
    """The address."""
    since: date
    """The day on which a machine first did not find them."""


@row_type
class ExcerptRow(Page):
    """Words quoted from a source, and what they show about the claim."""

    id: Id
    """Its permanent id, also used on the pages."""
    source: Id
    """The id of the source in sources.json."""
    source_title: str
    """The headline of the source, or our description of it: see `source_inferred`."""
    publisher: Named
    """Who published the source."""
    published: WhenText
    """When it was published: a day, a month, a year, or a range."""
    published_earliest: date
    """The first possible day of publication."""
    published_latest: date
    """The last possible day of publication."""
    source_inferred: tuple[Inferable, ...]
    """Which of the source's values are only inferred: with `title`, `source_title` is our description, no headline."""
    lang: str
    """The language of the words, as a BCP 47 tag."""
    address: Web | None = None
    """The address where readers find the source."""
    archived: Web | None = None
    """The address of a copy in a web archive."""
    stance: Stance
    """How the words relate to the claim."""
    distortion: Distortion | None = None
    """In what way they differ in substance from the words that they report."""
    uncheckable: str | None = None
    """Why nobody can check what the words say."""
    outweighed: str | None = None
    """Why words that deny the claim do not change its status."""
    origins: tuple[OriginRef, ...]
    """The origins of the information; an empty list if none is known."""
    origin_basis: OriginBasis
    """Whether the source itself names the origin, or we inferred it."""
    quotation: Proof
    """How the words are known: proven in a stored text, seen by a machine, or only recorded."""
    match: Match
    """How the source's words compare with the editor's: `exact`, or equal except for typography."""
    words: str
    """The words as one string, with […] if something was left out."""
    selector: Selector
    """The position of the words in the text of the source."""
    translation: TranslationRow | None = None
    """A translation, if the words are in another language."""
    note: str | None = None
    """A note for readers about the words."""
    seen_on: date | None = None
    """The last day on which a machine found the words at an address of the source; also for proven words."""
    seen_at: Web | None = None
    """The address at which it found them."""
    seen_in: CopyKind | None = None
    """What was there: a page, a copy in a web archive, or a PDF."""
    lost: tuple[DriftRow, ...]
    """The addresses that no longer have the words; an empty list if there is none or no machine has looked."""
