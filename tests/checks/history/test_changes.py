"""Which differences between two states of an entry must be recorded: decided for every key of every type."""

from typing import Any

import pytest
from verbatim.checks.history.changes import Difference, differences, reworded_passages, same_entry
from verbatim.checks.history.dependencies import dependencies
from verbatim.model.claims import Claim
from verbatim.model.scale import Rule
from verbatim.model.sources import Article, Origin, Person, Record, Voice
from verbatim.model.values.fields import Entry

from tests.support.register import ORIGINS, REGISTER, SHA, SOURCES, claim, excerpt

SOURCE: dict[str, Any] = {"id": "s", "title": "Talks", "publisher": "daily", "published": "2023-08-30"}
EVIDENCE: dict[str, Any] = {"source": "daily-30", "quote": "the words", "stance": "asserts", "origin": ["us-call"]}
ENTRIES: dict[type[Entry], dict[str, Any]] = {
    Claim: {
        "id": "a",
        "claim": "A.",
        "kind": "fact",
        "status": "confirmed",
        "finding": "F.",
        "reasoning": "R.",
        "topics": ["t"],
        "checked": {"day": "2026-01-01", "by": "us"},
        "evidence": [EVIDENCE],
    },
    Voice: {"id": "v", "name": "The Daily"},
    Person: {"id": "p", "name": "Ada Berg", "role": "spokeswoman", "voice": "us"},
    Origin: {"id": "o", "kind": "statement", "title": "A call", "voices": ["us"]},
    Article: {
        **SOURCE,
        "file": "a.txt",
        "sha256": SHA,
        "original_file": "originals/a.html",
        "original_sha256": SHA,
        "rights": "Invented.",
    },
    Record: {
        **SOURCE,
        "kind": "report",
        "read": "excerpt",
        "passages": [{"text": "Слова", "translation": {"text": "Words", "by": "us"}}],
    },
}

# For every key but `id` another value, and how the difference reads; None where the claims need not say it.
WHEN = {"day": "2023-01-02", "reason": "It was wrong."}
SEARCH = {"for": "reports", "where": "the archive", "day": "2026-01-02", "by": "us", "found": "nothing"}
OF_A_SOURCE: dict[str, tuple[Any, str | None]] = {
    "title": ("Other talks", "title: Talks → Other talks"),
    "publisher": ("weekly", "publisher: daily → weekly"),
    "carrier": ("Elsewhere", "carrier: nothing → Elsewhere"),
    "carrier_url": ("https://example.org/b", None),
    "original_url": ("https://example.org/b", None),
    "archive_url": ("https://example.org/b", None),
    "author": ("Ada", "author: nothing → Ada"),
    "published": ("2023-08-31", "published: 2023-08-30 → 2023-08-31"),
    "inferred": ({"author": "Its style."}, "inferred: nothing → author: Its style."),
    "derives_from": (["wire"], "derives_from: nothing → wire"),
    "lang": ("ru", "lang: en → ru"),
}
OTHERS: dict[type[Entry], dict[str, tuple[Any, str | None]]] = {
    Claim: {
        "claim": ("B.", "claim: A. → B."),
        "kind": ("said", "kind: fact → said"),
        "status": ("disputed", "status: confirmed → disputed"),
        "finding": ("Not so.", "finding: F. → Not so."),
        "reasoning": ("Because.", "reasoning: R. → Because."),
        "when": ("2023-08", "when: nothing → 2023-08"),
        "short": ("A", "short: nothing → A"),
        "searched": ([SEARCH], "searched: nothing → reports, the archive, 2026-01-02, us, nothing"),
        "unknown": ("Why.", "unknown: nothing → Why."),
        "asked": (
            [{"whom": "Ada", "day": "2026-01-02", "answer": "None came."}],
            "asked: nothing → Ada, 2026-01-02, None came.",
        ),
        "topics": (["u"], None),
        "claimant": ("kirby", "claimant: nothing → kirby"),
        "checked": ({"day": "2026-01-02", "by": "them"}, None),
        "evidence": ([{**EVIDENCE, "quote": "other words"}], "evidence: “other words” of daily-30 was added"),
        "related": (["b"], None),
        "variants": (["Put otherwise."], None),
        "matters": ("It does.", "matters: nothing → It does."),
        "history": ([{"day": "2026-01-02", "kind": "updated", "change": "C.", "why": "W."}], None),
        "draft": ("true", None),
        "withdrawn": (WHEN, "withdrawn: nothing → 2023-01-02, It was wrong."),
        "merged_into": ("b", "merged_into: nothing → b"),
        "override": ({"rule": "r", **WHEN, "by": "us"}, "override: nothing → r, It was wrong., us, 2023-01-02"),
    },
    Voice: {
        "name": ("The Weekly", "name: The Daily → The Weekly"),
        "part_of": ("weekly", "part_of: nothing → weekly"),
        "also": (["Strait"], None),
        "note": ("Founded in 1900.", None),
    },
    Person: {
        "name": ("Ida Berg", "name: Ada Berg → Ida Berg"),
        "role": ("minister", "role: spokeswoman → minister"),
        "also": (["Berg"], None),
        "voice": ("japan", "voice: us → japan"),
    },
    Origin: {
        "kind": ("document", "kind: statement → document"),
        "title": ("Another call", "title: A call → Another call"),
        "voices": (["us", "japan"], "voices: us → us, japan"),
        "by": (["kirby"], "by: nothing → kirby"),
        "day": ("2023-08", "day: nothing → 2023-08"),
        "url": ("https://example.org/b", None),
        "archive_url": ("https://example.org/b", None),
        "derives_from": (["us-call"], "derives_from: nothing → us-call"),
        "note": ("As relayed.", "note: nothing → As relayed."),
    },
    Article: {
        **OF_A_SOURCE,
        "file": ("b.txt", None),
        "sha256": ("1" * 64, f"sha256: {SHA} → {'1' * 64}"),
        "original_file": ("originals/b.html", None),
        "original_sha256": ("1" * 64, None),
        "rights": ("Bought.", None),
        "rights_allow_all": ("true", None),
        "note": ("A copy.", None),
        "coverage": ("claims-only", None),
        "excused": ([{"quote": "Related posts", "reason": "Furniture."}], None),
    },
    Record: {
        **OF_A_SOURCE,
        "kind": ("transcript", "kind: report → transcript"),
        "read": ("whole", "read: excerpt → whole"),
        "passages": (
            [{"text": "Слова", "translation": {"text": "Deeds", "by": "us"}}],
            "translation: Words, us → Deeds, us",
        ),
        "note": ("A copy.", "note: nothing → A copy."),
        "rights": ("Public domain.", None),
        "rights_allow_all": ("true", None),
    },
}
OF_EVIDENCE: dict[str, tuple[Any, str | None]] = {
    "quote": ("other words", "evidence: “other words” of daily-30 was added"),
    "before": ("just", "evidence: “the words” of daily-30 was added"),
    "after": ("then", "evidence: “the words” of daily-30 was added"),
    "occurrence": ("2", "evidence: “the words” of daily-30 was added"),
    "source": ("weekly-31", "evidence: “the words” of weekly-31 was added"),
    "stance": ("denies", "stance: asserts → denies"),
    "origin": (["us-call", "us-again"], "origin: us-call → us-call, us-again"),
    "origin_basis": ("inferred", "origin_basis: stated → inferred"),
    "distortion": ("cut", "distortion: nothing → cut"),
    "utterance": ("u", "utterance: nothing → u"),
    "context": ("none", "context: sentence → none"),
    "outweighed": ("It is old.", "outweighed: nothing → It is old."),
    "uncheckable": ("Nobody can look.", "uncheckable: nothing → Nobody can look."),
    "translation": ({"text": "Words", "by": "us"}, "translation: nothing → Words, us"),
    "covers": (["words elsewhere"], "covers: nothing → words elsewhere, nothing, nothing, nothing"),
    "note": ("By phone.", "note: nothing → By phone."),
}


def entry(kind: type[Entry], /, **changed: Any) -> Entry:
    """An entry of that kind, as it would be read from YAML."""
    given = {key: value for key, value in {**ENTRIES[kind], **changed}.items() if value is not None}
    return kind.model_validate(given)


def words(before: Entry, now: Entry) -> list[str]:
    """The differences in words."""
    return [difference.words for difference in differences(before, now)]


@pytest.mark.parametrize(
    ("kind", "key", "value", "said"),
    [(kind, key, value, said) for kind, others in OTHERS.items() for key, (value, said) in others.items()],
    ids=[f"{kind.__name__}-{key}" for kind, others in OTHERS.items() for key in others],
)
def test_one_key(kind: type[Entry], key: str, value: Any, said: str | None) -> None:
    """One key alone changes: it is seen, at its place, or it is one of those that need no word."""
    found = list(differences(entry(kind), entry(kind, **{key: value})))
    assert [difference.words for difference in found][:1] == ([said] if said else [])
    assert all(difference.path[0] == key for difference in found)


@pytest.mark.parametrize("key", OF_EVIDENCE)
def test_one_key_of_an_excerpt(key: str) -> None:
    """The same of an excerpt; one with other words or of another place is another excerpt."""
    value, said = OF_EVIDENCE[key]
    note = {"note": "By phone."} if key == "origin_basis" else {}
    before = entry(Claim, evidence=[{**EVIDENCE, **note}])
    found = list(differences(before, entry(Claim, evidence=[{**EVIDENCE, **note, key: value}])))
    assert bool(found) == bool(said)
    if said:
        assert found[0].words.endswith(said)
        assert found[0].path[:2] == ("evidence", 0)


def test_every_key_is_decided() -> None:
    """Whoever adds a key decides here whether its change must be recorded."""
    for kind, others in OTHERS.items():
        stored_record = {"file", "sha256"} if kind is Record else set()
        assert set(others) | {"id"} | stored_record == set(kind.model_fields)
    assert set(OF_EVIDENCE) == set(type(excerpt()).model_fields)


def test_a_record_that_is_now_stored() -> None:
    """Its words were only recorded and are now proven: that is to be said."""
    assert words(entry(Record), entry(Record, file="r.txt", sha256=SHA)) == [f"sha256: nothing → {SHA}"]


def test_an_article_that_became_a_record() -> None:
    """It is no longer stored whole."""
    assert list(differences(entry(Article), entry(Record))) == [Difference((), "article → record")]


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("He said that it was so.", "He said\n  that it was so."),
        ("He said “no” – twice…", 'He said "no" - twice...'),
        ("It’s 5 tonnes", "It's 5\u00a0tonnes"),
        ("Caf\u00e9", "Cafe\u0301"),
    ],
)
def test_white_space_and_typography_are_no_change(was: str, became: str) -> None:
    """As in quotations: whatever is the same after folding is the same."""
    assert words(entry(Claim, reasoning=was), entry(Claim, reasoning=became)) == []


@pytest.mark.parametrize(
    ("was", "became"), [("He said so.", "he said so."), ("“no”", "‘no’"), ("5 tonnes", "50 tonnes"), ("A.", "A")]
)
def test_letters_case_and_marks_are_a_change(was: str, became: str) -> None:
    """Nothing beyond typography is let pass."""
    assert len(words(entry(Claim, reasoning=was), entry(Claim, reasoning=became))) == 1


def test_order_is_no_change() -> None:
    """Excerpts and lists of ids have no order, but for those whose first is named as the claimant."""
    excerpts = [EVIDENCE, {**EVIDENCE, "quote": "more"}, {**EVIDENCE, "quote": "most", "origin": ["us-call", "law"]}]
    turned = [{**excerpts[2], "origin": ["law", "us-call"]}, *excerpts[:2]]
    assert words(entry(Claim, evidence=excerpts), entry(Claim, evidence=turned)) == []
    assert words(entry(Record, derives_from=["a", "b"]), entry(Record, derives_from=["b", "a"])) == []
    for one, other in (("us", "japan"), ("japan", "us")):
        assert words(entry(Origin, voices=[one, other]), entry(Origin, voices=[other, one])) == [
            f"voices: {one}, {other} → {other}, {one}"
        ]


def test_the_order_of_the_alternatives_of_a_rule_is_no_change() -> None:
    """One of them is enough, whichever comes first."""
    needs = [{"witnesses": "at least 2"}, {"asserting-records": "at least 1", "denying-voices": "none"}]
    one, other = (
        Rule.model_validate({"id": "r", "says": "S.", "needs": alternatives}) for alternatives in (needs, needs[::-1])
    )
    assert words(one, other) == []


def test_an_excerpt_that_is_dropped() -> None:
    """It is named by its words and its source; of long words the first twelve are shown."""
    twelve = "one two three four five six seven eight nine ten eleven twelve"
    for quote, shown in (("more", "more"), (twelve, twelve), (f"{twelve} thirteen", f"{twelve} …")):
        both = entry(Claim, evidence=[EVIDENCE, {**EVIDENCE, "quote": quote}])
        assert words(both, entry(Claim)) == [f"evidence: “{shown}” of daily-30 was dropped"]


def test_what_is_inferred() -> None:
    """Each key with its reason."""
    before = entry(Article, inferred={"author": "Its style.", "published": "Its number."})
    now = entry(Article, inferred={"author": "Its “style”.", "published": "Its number."})
    assert words(before, now) == [
        "inferred: author: Its style.; published: Its number. → author: Its “style”.; published: Its number."
    ]
    assert words(now, entry(Article, inferred={"author": 'Its "style".', "published": "Its number."})) == []


def test_the_same_entry() -> None:
    """In other typography it is the same, in other words it is not."""
    one = entry(Voice, name="The “Daily”")
    assert same_entry(one, one)
    assert same_entry(one, entry(Voice, name='The "Daily"'))
    assert not same_entry(one, entry(Voice, name="The Weekly"))
    assert same_entry(entry(Origin, derives_from=["a", "b"]), entry(Origin, derives_from=["b", "a"]))
    assert not same_entry(entry(Origin, voices=["us", "japan"]), entry(Origin, voices=["japan", "us"]))


def test_of_a_long_text_only_what_differs_is_shown() -> None:
    """With two words on either side."""
    text = "The first record of it is a letter of 15 August 2023 that both of them published on the same day."
    (shown,) = words(entry(Claim, reasoning=text), entry(Claim, reasoning=text.replace("15 August", "16 August")))
    assert shown == "reasoning: “… letter of 15 August 2023 …” → “… letter of 16 August 2023 …”"


LETTERS = "a b c d e f g h i j k l m n o p q r s t u v w x y z"


@pytest.mark.parametrize(
    ("was", "became", "shown"),
    [
        (LETTERS[:23], LETTERS[:23].replace("a", "A"), f"{LETTERS[:23]} → A{LETTERS[1:23]}"),
        (LETTERS, LETTERS.replace("a", "A"), "“a b c …” → “A b c …”"),
        (LETTERS, LETTERS.replace("b", "B"), "“a b c d …” → “a B c d …”"),
        (LETTERS, LETTERS.replace("d", "D"), "“… b c d e f …” → “… b c D e f …”"),
        (LETTERS, LETTERS.replace("z", "Z"), "“… x y z” → “… x y Z”"),
        (LETTERS, LETTERS.replace("y", "Y"), "“… w x y z” → “… w x Y z”"),
        (LETTERS, f"{LETTERS} A", "“… y z” → “… y z A”"),
        (f"A {LETTERS}", LETTERS, "“A a b …” → “a b …”"),
        ("no " * 14, "no " * 13, "“… no no no” → “… no no”"),
        (
            LETTERS,
            LETTERS.replace("d", "D").replace("w", "W"),
            "“… b c d e f g h i j k l m …” → “… b c D e f g h i j k l m …”",
        ),
    ],
)
def test_of_a_long_text_the_difference_is_shown(was: str, became: str, shown: str) -> None:
    """Wherever it is; dots stand for what is left out, and at most twelve words are shown."""
    assert words(entry(Claim, reasoning=was), entry(Claim, reasoning=became)) == [f"reasoning: {shown}"]


def test_passages_come_and_go() -> None:
    """A record may grow by words that other claims quote; what this one quotes shows in its own evidence."""
    before, now = entry(Record), entry(Record, passages=[{"text": "Other words"}, *ENTRIES[Record]["passages"]])
    assert words(before, now) == words(now, before) == []
    translated = {"text": "Другие слова", "translation": {"text": "Other words", "by": "us"}}
    assert words(before, entry(Record, passages=[*ENTRIES[Record]["passages"], translated])) == []


def test_the_translation_of_a_passage_that_grew() -> None:
    """Its page prints the new translation; a shorter passage with the same words has its own."""
    grown = {"text": "Слова и дела", "translation": {"text": "Words and deeds", "by": "us"}}
    said = ["translation: Words, us → Words and deeds, us"]
    assert words(entry(Record), entry(Record, passages=[grown])) == said
    assert words(entry(Record), entry(Record, passages=[grown, *ENTRIES[Record]["passages"]])) == []
    assert words(entry(Record), entry(Record, passages=[*ENTRIES[Record]["passages"], grown])) == []


@pytest.mark.parametrize(
    ("now", "quotes", "contrasts"),
    [
        (["It rained.", "They agreed."], ["It rained", "They agreed"], []),
        (["They agreed.", "Again. It  rained. So they said."], ["It rained"], []),
        (["It snowed.", "They agreed."], ["They agreed"], []),
        (["It snowed.", "They agreed."], ["It rained"], ["It rained. → It snowed."]),
        (["It rained."], ["They agreed"], ["They agreed. → nothing"]),
        (["Other words."], ["It […] rained", "agreed"], ["It rained. → Other words.", "They agreed. → nothing"]),
        (["It rained. They agreed. And more."], ["It rained", "They agreed"], []),
        (["It rained."], ["It rained"], []),
        (["It is false: It rained. No.", "They agreed."], ["It rained"], ["It rained. → It is false: It rained. No."]),
        (["It rained.", "They agreed. It"], ["agreed"], []),
        (["It rained.", "They agreed?"], ["agreed"], ["They agreed. → They agreed?"]),
    ],
)
def test_words_around_a_quotation_of_a_record(now: list[str], quotes: list[str], contrasts: list[str]) -> None:
    """A passage that a claim quotes stays in the record, perhaps in a longer one; it is compared with its successor."""
    before, after = (
        entry(Record, passages=[{"text": text} for text in texts]) for texts in (["It rained.", "They agreed."], now)
    )
    assert isinstance(before, Record)
    assert isinstance(after, Record)
    expected = [Difference(("passages",), f"passage: {contrast}") for contrast in contrasts]
    assert list(reworded_passages(before, after, quotes)) == expected


def test_dependencies_reach_as_far_back_as_there_is_anything() -> None:
    """Sources and what they rewrite, publishers, origins and theirs, speakers, voices and what they are part of."""
    found = dependencies(claim(excerpt("echo-of-echo", "rewrite-of-rewrite"), claimant="rodong"), REGISTER)
    assert found == {
        *(("source", name) for name in ("rewrite-of-rewrite", "rewrite-of-wire", "wire")),
        *(("origin", name) for name in ("echo-of-echo", "joint-echo", "us-call")),
        *(
            ("speaker", name)
            for name in ("daily", "weekly", "agency", "us", "japan", "kirby", "rodong", "kcna", "north-korea")
        ),
    }


def test_dependencies_of_what_leads_nowhere_or_in_a_circle() -> None:
    """Other checks report both; here they end the search."""
    assert dependencies(claim(excerpt("here", "gone"), claimant="nobody"), REGISTER) == {
        ("origin", "here"),
        ("origin", "there"),
        ("speaker", "agency"),
    }


def test_dependencies_name_everything_that_the_counting_reads() -> None:
    """Whatever voice or source counts for an excerpt is among its dependencies."""
    for origin in ORIGINS:
        for source in SOURCES:
            found = {name for _, name in dependencies(claim(excerpt(origin.id, source.id)), REGISTER)}
            assert REGISTER.voices_behind(origin.id) | {REGISTER.voice(source.publisher)} <= found
