"""A small invented world of voices, origins and sources, for counting by hand.

Two outlets (the Daily, the Weekly) published on 30 and 31 August 2023; the Agency wrote what others rewrite. North
Korea and its agency KCNA are one voice.
"""

from typing import Any

from verbatim.model.claims import Claim
from verbatim.model.evidence import Evidence
from verbatim.model.register import Register
from verbatim.model.sources import Article, Origin, Person, Record, Voice

SHA = "0" * 64


def _voice(name: str, **more: str) -> Voice:
    return Voice.model_validate({"id": name, "name": name.title(), **more})


def _origin(name: str, kind: str, voices: str, on: str | None = None, **more: Any) -> Origin:
    return Origin.model_validate(
        {"id": name, "kind": kind, "title": name, "voices": voices.split(), **({"day": on} if on else {}), **more}
    )


def _article(name: str, publisher: str, published: str, **more: Any) -> Article:
    entry = {
        "id": name,
        "title": name,
        "publisher": publisher,
        "published": published,
        "file": name,
        "sha256": SHA,
        "rights": "Invented.",
    }
    return Article.model_validate({**entry, **more})


def _record(
    name: str, publisher: str, published: str, kind: str = "report", read: str = "excerpt", **more: Any
) -> Record:
    return Record.model_validate(
        {"id": name, "title": name, "publisher": publisher, "published": published, "kind": kind, "read": read, **more}
    )


VOICES = [
    _voice("us"),
    _voice("japan"),
    _voice("north-korea"),
    _voice("kcna", part_of="north-korea"),
    _voice("rodong", part_of="kcna"),
    _voice("monitors"),
    _voice("daily"),
    _voice("weekly"),
    _voice("weekly-online", part_of="weekly"),
    _voice("agency"),
]
PEOPLE = [Person(id="kirby", name="John Kirby", role="spokesman", voice="us")]
ORIGINS = [
    _origin("us-call", "statement", "us", "2023-08-30", by=["kirby"]),
    _origin("us-again", "statement", "us", "2023-09-05"),
    _origin("us-october", "statement", "us", "2023-10-13"),
    _origin("japan-call", "statement", "japan", "2023-08-30"),
    _origin("japan-october", "statement", "japan", "2023-10-26"),
    _origin("japan-next-day", "statement", "japan", "2023-09-01"),
    _origin("japan-some-day", "statement", "japan"),
    _origin("japan-that-year", "statement", "japan", "2023"),
    _origin("japan-autumn", "statement", "japan", "2023-09/2023-11"),
    _origin("joint", "statement", "us japan", "2023-08-30"),
    _origin("joint-echo", "statement", "us japan", "2023-08-31", derives_from=["us-call"]),
    _origin("late-echo", "report", "agency", "2023-10-20", derives_from=["japan-call"]),
    _origin("echo-of-echo", "report", "weekly", "2023-09-01", derives_from=["joint-echo"]),
    _origin("two-roots", "report", "agency", "2023-08-31", derives_from=["us-call", "japan-call"]),
    _origin("law", "document", "monitors", "2016-03-02"),
    _origin("report-of-law", "report", "agency", "2023-08-30", derives_from=["law"]),
    _origin("images-august", "observation", "monitors", "2023-08-20"),
    _origin("images-of-that-day", "observation", "monitors", "2023-08-30"),
    _origin("images-october", "observation", "monitors", "2023-10-20"),
    _origin("images-autumn", "observation", "us", "2023-08/2023-10"),
    _origin("us-images-october", "observation", "us", "2023-10-20"),
    _origin("daily-saw", "report", "daily", "2023-08-30"),
    _origin("kcna-denial", "statement", "kcna", "2023-08-31"),
    _origin("rodong-denial", "statement", "rodong", "2023-08-31"),
    _origin("korea-denial", "statement", "north-korea", "2023-09-01"),
    _origin("us-denial", "statement", "us", "2023-09-01"),
    _origin("agency-report", "report", "agency", "2023-08-30"),
    _origin("agency-report-of-call", "report", "agency", "2023-08-30", derives_from=["us-call"]),
    _origin("weekly-relay", "report", "weekly", "2023-08-31", derives_from=["agency-report"]),
    _origin("monitors-report", "report", "monitors", "2023-08-30"),
    _origin("joint-report", "report", "agency daily", "2023-08-30"),
    _origin("kcna-report", "report", "kcna", "2023-08-30"),
    _origin("korea-report", "report", "north-korea", "2023-08-30"),
    _origin("daily-pictures", "observation", "daily", "2023-08-20"),
    _origin("here", "report", "agency", derives_from=["there"]),
    _origin("there", "report", "agency", derives_from=["here"]),
]
SOURCES: list[Article | Record] = [
    _article("daily-30", "daily", "2023-08-30"),
    _article("weekly-31", "weekly", "2023-08-31"),
    _article("weekly-online-31", "weekly-online", "2023-08-31"),
    _article("monthly", "monitors", "2023-08-31"),
    _article("daily-guess", "daily", "2023-08-30", inferred={"publisher": "From its style."}),
    _article("weekly-vague", "weekly", "2023-08-30/2023-09-05"),
    _article("rewrite-of-wire", "weekly", "2023-08-31", derives_from=["wire"]),
    _article("rewrite-of-rewrite", "daily", "2023-09-01", derives_from=["rewrite-of-wire"]),
    _article("rewrite-of-stub", "weekly", "2023-08-31", derives_from=["stub"]),
    _article("rewrite-of-wires", "daily", "2023-08-31", derives_from=["wire", "wire-b"]),
    _article("rewrite-of-two", "daily", "2023-08-31", derives_from=["wire", "weekly-31"]),
    _record("wire", "agency", "2023-08-30"),
    _record("wire-b", "monitors", "2023-08-30"),
    _record("wire-guess", "agency", "2023-08-30", inferred={"publisher": "From its style."}),
    _record("stub", "agency", "2023-08-30", read="none"),
    _record("kcna-report", "kcna", "2023-08-31"),
    _record("transcript", "us", "2023-08-30", kind="transcript", read="whole"),
    _record("transcript-guess", "us", "2023-08-30", "transcript", inferred={"publisher": "From its style."}),
    _record("transcript-stub", "us", "2023-08-30", "transcript", "none"),
    _record("statute", "monitors", "2016-03-02", kind="document"),
]
REGISTER = Register(
    voices={voice.id: voice for voice in VOICES},
    people={person.id: person for person in PEOPLE},
    origins={origin.id: origin for origin in ORIGINS},
    sources={source.id: source for source in SOURCES},
)


def excerpt(origin: str = "us-call", source: str = "daily-30", stance: str = "asserts", **more: Any) -> Evidence:
    """An excerpt; several origins are given with blanks between. Its words do not matter for counting."""
    words = {"quote": f"{source} {origin} {stance}", "source": source, "stance": stance, "origin": origin.split()}
    return Evidence.model_validate({**words, **more})


def denial(origin: str = "kcna-denial", **more: Any) -> Evidence:
    """An excerpt that denies the claim."""
    return excerpt(origin, source="kcna-report", stance="denies", **more)


def inferred(origin: str, **more: Any) -> Evidence:
    """An excerpt whose origin is our inference."""
    return excerpt(origin, origin_basis="inferred", note="Inferred.", **more)


def claim(*evidence: Evidence, kind: str = "fact", **more: Any) -> Claim:
    """A claim with that evidence."""
    entry = {
        "id": "a",
        "claim": "A.",
        "kind": kind,
        "status": "confirmed",
        "finding": "F.",
        "reasoning": "R.",
        "topics": ["t"],
    }
    return Claim.model_validate({**entry, "checked": {"day": "2026-01-01", "by": "us"}, "evidence": evidence, **more})
