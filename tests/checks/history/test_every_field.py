"""Every field of the data: its change is seen by `check --against`, or the field is listed here as free, with a reason.

On the small site with values for every field, loaded once. Each value is changed in a copy, one after the other.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest
from pydantic import BaseModel
from verbatim.checks.history.comparison import comparison_problems
from verbatim.checks.history.revision import Revision
from verbatim.model.claims import Claim
from verbatim.model.loaded import Loaded, Placed
from verbatim.model.policy import Policy
from verbatim.model.reading.load import load
from verbatim.model.scale import Bound
from verbatim.model.sightings import Sighting
from verbatim.model.sources import Article, Origin, Person, Record, Voice
from verbatim.model.values.fields import Entry, Period
from verbatim.project import Project

from tests.checks.history.test_history import lay_out_site
from tests.support.register import SHA

DAY = "2022-07-02"
SELECTOR = {"quote": "words", "before": "the", "after": "then", "occurrence": "1"}
TRANSLATION = {"text": "Words", "by": "us"}
UPDATED = {"kind": "updated", "day": DAY, "change": "C.", "why": "W."}
RULE = {"id": "one", "kinds": ["fact"], "says": "One.", "needs": [{"asserting-voices": "exactly 1"}]}
WAS = {
    "claim": "A.",
    "finding": "F.",
    "reasoning": "R.",
    "status": "single-origin",
    "kind": "fact",
    "when": "2022",
    "claimant": "ada-berg",
}
OF_A_SOURCE = {
    "title": "Talks",
    "publisher": "daily",
    "carrier": "A site",
    "carrier_url": "https://carrier.example/",
    "original_url": "https://daily.example/talks",
    "archive_url": "https://archive.example/",
    "author": "Ada",
    "published": "2022-05-03",
    "inferred": {"author": "Its style."},
    "derives_from": ["other"],
    "lang": "ko",
    "rights": "Invented.",
    "rights_allow_all": "true",
    "note": "A copy.",
}
FULL: dict[type[BaseModel], dict[str, Any]] = {
    Claim: {
        "id": "grain",
        "claim": "Southland sent grain.",
        "short": "It sent grain",
        "kind": "fact",
        "status": "single-origin",
        "finding": "Only Southland says so.",
        "reasoning": "Nothing else was found.",
        "when": "2022",
        "topics": ["talks"],
        "matters": "It fed many.",
        "claimant": "ada-berg",
        "checked": {"day": DAY, "by": "us"},
        "evidence": [
            {
                **SELECTOR,
                "source": "talks",
                "stance": "asserts",
                "origin": ["holm-monday"],
                "origin_basis": "inferred",
                "distortion": "cut",
                "utterance": "u",
                "context": "none",
                "outweighed": "It is old.",
                "uncheckable": "Nobody can look.",
                "translation": TRANSLATION,
                "covers": [SELECTOR],
                "note": "By phone.",
            },
            {"source": "call", "quote": "It rained", "stance": "context", "origin": "unattributed"},
            {"source": "stored", "quote": "It snowed", "stance": "context", "origin": "unattributed"},
        ],
        "searched": [{"for": "reports", "where": "the archive", "day": DAY, "by": "us", "found": "nothing"}],
        "unknown": "How much.",
        "asked": [{"whom": "Ada", "day": DAY, "answer": "None came."}],
        "related": ["no-signature"],
        "variants": ["Grain came."],
        "history": [
            {"day": "2022-06-01", "kind": "published", "change": "F.", "why": "R."},
            {**UPDATED, "was": WAS},
        ],
        "draft": "false",
        "override": {"rule": "confirmed-fact", "reason": "R.", "by": "us", "day": DAY},
    },
    Voice: {"id": "daily", "name": "The Daily", "also": ["Daily"], "part_of": "northland", "note": "A newspaper."},
    Person: {"id": "ada-berg", "name": "Ada Berg", "also": ["Berg"], "role": "spokeswoman", "voice": "northland"},
    Origin: {
        "id": "holm-monday",
        "kind": "statement",
        "title": "An answer",
        "voices": ["southland"],
        "by": ["ada-berg"],
        "day": "2022-05-02",
        "url": "https://southland.example/",
        "archive_url": "https://archive.example/holm",
        "derives_from": ["berg-monday"],
        "note": "As relayed.",
    },
    Article: {
        **OF_A_SOURCE,
        "id": "talks",
        "file": "talks.txt",
        "sha256": SHA,
        "original_file": "originals/talks.html",
        "original_sha256": SHA,
        "coverage": "claims-only",
        "excused": [{**SELECTOR, "reason": "Furniture."}],
    },
    Record: {
        **OF_A_SOURCE,
        "id": "call",
        "kind": "report",
        "read": "excerpt",
        "passages": [{"text": "It rained.", "translation": TRANSLATION}],
    },
    Policy: {
        "schema": "1",
        "site": {
            "id": "0b5a3f6e-7a0e-4c1d-9c53-0d3f5f2f9c11",
            "name": "Small",
            "subject": "the talks",
            "publisher": "The testers",
            "contact": "testers@example.org",
            "issues": "https://forge.example/issues",
            "repository": "https://forge.example/",
            "licence": "CC BY 4.0",
            "licence_url": "https://creativecommons.org/licenses/by/4.0/",
            "funding": "Nobody.",
            "promise": "Within a week.",
            "lang": "en",
            "address": "https://facts.example/",
            "logo": "logo.svg",
            "favicon": "icon.svg",
            "colours": {
                "light": {"primary": "#0b5394", "accent": "#0b5394"},
                "dark": {"primary": "#0b5394", "accent": "#0b5394"},
            },
            "footer": {"lines": ["One."], "links": [{"name": "Team", "address": "https://facts.example/team/"}]},
            "pages": [{"file": "docs/team/index.md", "name": "Team", "in": "footer"}],
            "about": [{"id": "team", "title": "Team", "text": "Two people."}],
            "not_found": "It is gone.",
            "privacy": "Our host counts.",
        },
        "questions": ["Who sent grain?"],
        "selection": "All of May.",
        "people": [{"id": "eva", "name": "Eva Strand", "role": "editor"}],
        "featured": ["grain"],
        "topics": [{"id": "talks", "name": "The talks"}],
        "statuses": [
            {
                "id": "single-origin",
                "word": "Single origin",
                "definition": "It traces to one voice.",
                "does_not_mean": "That it is false.",
                "tone": "partial",
                "icon": "dot",
                "kinds": ["fact"],
                "rules": [
                    {"id": "one", "kinds": ["fact"], "says": "One.", "needs": [{"asserting-voices": "exactly 1"}]}
                ],
                "claim_review": "true",
                "rating": {"value": "3", "best": "5", "worst": "1"},
                "recheck_days": "30",
            }
        ],
        "limits": {
            "longest_quotation": "60",
            "omission_reach": "400",
            "largest_share": "60",
            "longest_title": "75",
            "per_page": "500",
        },
        "coverage": "every-sentence",
        "furniture": [{"line": "Read more: *", "reason": "A link."}],
        "link_exceptions": [{"address": "https://a.example/", "reason": "It is slow.", "until": DAY}],
        "sights": {"every_days": "28", "archive": "https://a.example/?url=", "archive_save": "https://a.example/save/"},
        "leave_out": ["print"],
        "history": [UPDATED],
    },
    Sighting: {
        "day": DAY,
        "source": "talks",
        "address": "https://daily.example/talks",
        "kind": "page",
        "outcome": "read",
        "sha256": SHA,
        "length": "7",
        "before": SHA,
        "compared": SHA,
        "same": "true",
        "words": [{"sha256": SHA, "found": "absent", "nearest": "The words"}],
    },
}

# What may change without an entry, and why. What is below such a field is free, too.
FREE = {
    "Article.excused dropped": "the sentence needs a claim again, and its page says so",
    "Policy.furniture dropped": "the lines need a claim again, and their pages say so",
    "Record.passages added": "is printed only where a claim quotes it",
    "Policy.history added": "an entry says what changed",
    "Site.pages added": "a new page is no change of another",
    **dict.fromkeys(
        [
            *(
                f"{kind}.{name}_url added"
                for kind in ("Article", "Record")
                for name in ("carrier", "original", "archive")
            ),
            "Origin.url added",
            "Origin.archive_url added",
            "Site.address added",
        ],
        "the first address replaces none",
    ),
    "Origin.id": "what names it must change with it, and that is seen",
    "Person.id": "what names it must change with it, and that is seen",
    "Claim.topics": "groups the claim; a topic that was used must stay",
    "Claim.related": "leads to another claim",
    "Claim.checked": "the day of the last review, which is no change",
    "Claim.variants": "no reader sees it",
    "Claim.draft": "a published claim that becomes a draft is gone, which is another error",
    "Voice.also": "only the search knows it",
    "Person.also": "only the search knows it",
    "Article.file": "only the name of the file: its SHA-256 is compared",
    "Record.file": "only the name of the file: its SHA-256 is compared",
    "Article.original_file": "no reader sees it",
    "Article.original_sha256": "no reader sees it",
    "Policy.schema_": "no reader sees it",
    "Policy.questions": "lead to what the search finds",
    "Policy.featured": "leads to a claim",
    "Policy.link_exceptions": "no reader sees it",
    "Policy.leave_out": "says nothing; it only leaves out",
    "Limits.per_page": "breaks a list into pages",
    "Site.contact": "an address where readers reach the editors",
    "Site.issues": "an address where readers reach the editors",
    "Site.repository": "an address; the files behind it are checked by their SHA-256",
    "Site.logo": "a matter of looks",
    "Site.favicon": "a matter of looks",
    "Site.colours": "a matter of looks",
    "Site.footer": "a matter of looks",
    "OwnPage.name": "the words of a link",
    "OwnPage.place": "the place of a link",
    "Site.not_found": "is on no page that has an address",
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The small site, in which every field of every kind of entry has a value."""
    loaded = load(Project(lay_out_site(tmp_path_factory.mktemp("every") / "site")))
    policy, (grain, retired) = loaded.policy, loaded.claims
    assert policy

    def placed(kind: type[Any], **others: Any) -> Placed[Any]:
        return Placed(kind.model_validate({**FULL[kind], **others}), policy.file, ())

    taken_back = {"withdrawn": {"day": DAY, "reason": "It was wrong."}, "merged_into": "grain"}
    return replace(
        loaded,
        policy=placed(Policy),
        voices=[placed(Voice), *loaded.voices[:2]],
        people=[placed(Person)],
        origins=[placed(Origin), loaded.origins[0]],
        articles=[placed(Article)],
        records=[placed(Record), placed(Record, id="stored", passages=[], file="call.txt", sha256=SHA)],
        claims=[
            replace(grain, value=Claim.model_validate(FULL[Claim])),
            replace(retired, value=Claim.model_validate({**FULL[Claim], "id": "retired", **taken_back})),
        ],
        sightings=[placed(Sighting)],
        problems=[],
    )


def other_values(value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The value with one field or item changed, for each of them, and the names of the fields that lead there."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            others = [*other_values(getattr(value, name))]
            if not field.is_required() and getattr(value, name) != field.get_default():
                others.append((("dropped",), field.get_default(call_default_factory=True)))
            for names, other in others:
                yield (f"{type(value).__name__}.{name}", *names), value.model_copy(update={name: other})
    elif isinstance(value, tuple | dict):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            for names, other in other_values(item):
                yield names, with_item(value, key, other)
    elif value is not None:
        yield (), another(value)


def with_item(value: Any, key: Any, item: Any) -> Any:
    """A tuple or a dictionary with another item."""
    return {**value, key: item} if isinstance(value, dict) else (*value[:key], item, *value[key + 1 :])


def another(value: Any) -> Any:
    """Another value of the same type."""
    if isinstance(value, Enum):
        return next(other for other in type(value) if other is not value)
    if isinstance(value, str):
        return f"Ω{value[1:]}"
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, Period | Bound):
        return type(value).parse({Period: "1999", Bound: "at least 7"}[type(value)])
    assert isinstance(value, int)
    return not value if isinstance(value, bool) else value + 1


def each_change(full: Loaded) -> Iterator[tuple[tuple[str, ...], Loaded]]:
    """The data with one value changed, for each value, and the names of the fields that lead there."""
    assert full.policy
    for names, policy in other_values(full.policy.value):
        yield names, replace(full, policy=replace(full.policy, value=policy))
    for kind in ("voices", "people", "origins", "articles", "records", "claims", "sightings"):
        entries = getattr(full, kind)
        for number, placed in enumerate(entries):
            for names, value in other_values(placed.value):
                changed: Any = {kind: [*entries[:number], replace(placed, value=value), *entries[number + 1 :]]}
                yield names, replace(full, **changed)


def is_free(names: str) -> bool:
    """Whether a change of a field needs no entry, by the field or by one above it."""
    return not FREE.keys().isdisjoint(names.split()) or any(names.endswith(f" {change}") for change in FREE)


def test_every_field(full: Loaded) -> None:
    """A change of each value is an error, unless its field, or one above it, is free."""
    assert comparison_problems(Revision("HEAD", full), full, None) == []
    reached, seen, silent = set[str](), set[str](), set[str]()
    for names, other in each_change(full):
        reached.update(name for name in names if "." in name)
        comparisons = {" ".join(("", *names)): (full, other)}
        if names[-1] == "dropped":
            comparisons[" ".join(("", *names[:-1], "added"))] = (other, full)
        for said, (before, now) in comparisons.items():
            (seen if comparison_problems(Revision("HEAD", before), now, None) else silent).add(said)
    assert {names for names in silent if not is_free(names)} == set()
    assert {names for names in seen if is_free(names)} == set()
    models = {name.partition(".")[0] for name in reached}
    kinds = [kind for kind in all_models() if kind.__name__ in models]
    assert {f"{kind.__name__}.{name}" for kind in kinds for name in kind.model_fields} == reached


def all_models() -> Iterator[type[Entry]]:
    """Every type of entry."""
    kinds = [Entry]
    while kinds:
        kind = kinds.pop()
        yield kind
        kinds += kind.__subclasses__()
