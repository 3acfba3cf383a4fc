"""`claims/ID/cite.json`, `cite.bib` and `cite.ris`: a claim’s page as a reference for other programs, and in words.

In: a claim, the corpus, and the address where the site will be published. Out: one item of CSL-JSON 1.0.2 (a web page
by its publisher), from which BibTeX, RIS and the sentence are made. A claim that was withdrawn or merged keeps its
files, and they say so. If the site’s address is not known, they contain no address.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.claims import ChangeKind
from verbatim.output import MARK, Output
from verbatim.site_address import SiteAddress

# Characters that TeX does not print as themselves, some of them only in old fonts. BibTeX counts braces even after a
# backslash, so braces are written by name.
_TEX = {
    **{ord(sign): f"\\{sign}" for sign in "$&#%_"},
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"\textbraceleft{}",
    ord("}"): r"\textbraceright{}",
    ord("^"): r"\textasciicircum{}",
    ord("~"): r"\textasciitilde{}",
    ord("<"): r"\textless{}",
    ord(">"): r"\textgreater{}",
    ord("|"): r"\textbar{}",
}
# The place between two characters that TeX would join into a dash or a quotation mark.
_JOINED = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[!?])(?=`)")

# Characters of an address that are percent-encoded, because they have a meaning inside BibTeX's braces.
_NOT_IN_AN_ADDRESS = re.compile(r"[{}\\]")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def outputs(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The files of a claim."""
    folder, item = f"claims/{checked.id}", csl_item(checked, corpus, address)
    yield Output(f"{folder}/cite.json", json.dumps([item], ensure_ascii=False, indent=1) + "\n")
    yield Output(f"{folder}/cite.bib", _bibtex(item))
    yield Output(f"{folder}/cite.ris", _ris(item))


def csl_item(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> dict[str, Any]:
    """A claim as an item of CSL-JSON; its texts contain no line ends."""
    site, claim, language = corpus.policy.site, checked.claim, corpus.language
    issued = min(
        (change.day for change in claim.history if change.kind is ChangeKind.PUBLISHED), default=claim.checked.day
    )
    if claim.retired:
        note = (
            language.gettext("Fact-check: withdrawn")
            if claim.withdrawn
            else language.gettext("Fact-check: merged into another claim")
        )
    else:
        values = {"status": checked.status.word, "day": language.day(claim.checked.day)}
        note = language.gettext("Fact-check: %(status)s, last checked %(day)s", **values)
    return {
        "id": claim.id,
        "type": "webpage",
        "author": [{"literal": _line(site.publisher)}],
        "title": _line(claim.claim),
        "container-title": _line(site.name),
        "genre": language.gettext("Fact-check"),
        "note": _line(note),
        "issued": {"date-parts": [[issued.year, issued.month, issued.day]]},
        **({"URL": address.to(f"claims/{claim.id}/", "")} if address.text else {}),
        "language": site.lang,
        "custom": {"generated_from": MARK},
    }


def sentence(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> str:
    """The citation in plain text: publisher, claim, status, site and date, then the address if it is known."""
    item = csl_item(checked, corpus, address)
    issued = corpus.language.day(date(*item["issued"]["date-parts"][0]))
    parts = [
        item["author"][0]["literal"],
        item["title"],
        item["note"],
        f"{item['container-title']}{corpus.language.comma}{issued}",
    ]
    # A part that already ends with a full stop, “!” or “?” gets no full stop.
    words = " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)
    return f"{words} {item['URL']}" if "URL" in item else words


def _bibtex(item: dict[str, Any]) -> str:
    """The item for BibTeX and biblatex. Double braces keep capital letters and keep a publisher's name together."""
    (year, month, day_of_month), publisher = item["issued"]["date-parts"][0], item["author"][0]["literal"]
    fields = {
        "author": f"{{{{{_tex(publisher)}}}}}",
        "title": f"{{{{{_tex(item['title'])}}}}}",
        "howpublished": f"{{{_tex(item['container-title'])}}}",
        "year": f"{{{year}}}",
        "month": _MONTHS[month - 1],
        "day": f"{{{day_of_month}}}",
        "note": f"{{{_tex(item['note'])}}}",
    }
    if "URL" in item:
        address = _NOT_IN_AN_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", item["URL"])
        fields["url"] = f"{{{address}}}"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"{MARK}\n\n@misc{{{item['id']},\n{lines}\n}}\n"


def _tex(text: str) -> str:
    """A text escaped so that TeX prints it unchanged."""
    return _JOINED.sub("{}", text.translate(_TEX))


def _ris(item: dict[str, Any]) -> str:
    """The item in RIS: before each value a tag, two spaces, a hyphen and a space; lines end with CR LF."""
    issued = "/".join(f"{part:02}" for part in item["issued"]["date-parts"][0])
    rows = [
        ("TY", "ELEC"),
        ("ID", item["id"]),
        ("AU", item["author"][0]["literal"]),
        ("TI", item["title"]),
        ("T2", item["container-title"]),
        ("PY", issued[:4]),
        ("DA", f"{issued}/"),
        ("N1", item["note"]),
        *([("UR", item["URL"])] if "URL" in item else []),
        ("LA", item["language"]),
        ("C1", MARK),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows)


def _line(text: str) -> str:
    return " ".join(text.split())
