"""Every measure, and every rule of the newsroom's scale, with evidence that is just enough and just not."""

from datetime import date
from pathlib import Path

import pytest
from verbatim.checks.assess import allowed_statuses, broken_rules, meets, tally
from verbatim.checks.scale_checks import NEVER_MORE_THAN, NEVER_WITHOUT
from verbatim.model.claims import Claim
from verbatim.model.evidence import Evidence
from verbatim.model.policy import Policy
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.model.scale import Bound, Measure, Status
from verbatim.model.values.fields import Period
from verbatim.quotation.grades import Grade

from tests.support.microsite import NEWSROOM
from tests.support.register import REGISTER, claim, denial, excerpt, inferred

US, JAPAN = excerpt("us-call"), excerpt("japan-call", source="weekly-31")
WEIGHED = "It offered nothing."
DIFFERS = excerpt(stance="differs", note="The month.")
BENT = excerpt("us-call", source="weekly-31", distortion="overstated")
LESS = excerpt(source="wire", stance="differs", note="How many: one.")
UNCHECKABLE = {"uncheckable": "Nobody can look."}
LATER = excerpt("japan-october", source="wire")
INFERRED = {"origin_basis": "inferred", "note": "Inferred."}

# A measure, evidence, and what is counted, by name or, where the names are quotations, by number.
MEASURES: list[tuple[str, list[Evidence], list[str] | int]] = [
    ("excerpts", [US], 1),
    ("excerpts", [US, JAPAN, denial(), DIFFERS], 4),
    ("claimants", [US], ["kirby"]),
    ("claimants", [JAPAN, US], ["japan"]),
    ("claimants", [excerpt("us-october"), JAPAN], ["japan"]),
    ("claimants", [excerpt("japan-some-day"), US], ["kirby"]),
    ("claimants", [excerpt("japan-some-day")], ["japan"]),
    ("claimants", [excerpt("unattributed")], []),
    ("claimants", [denial()], []),
    ("claimants", [inferred("us-call")], []),
    ("claimants", [inferred("us-call"), JAPAN], ["japan"]),
    ("claimants", [excerpt("daily-saw", source="daily-guess")], []),
    ("claimants", [excerpt("us-call", source="daily-guess")], ["kirby"]),
    # Who only passes something on claims nothing.
    ("claimants", [excerpt("agency-report-of-call")], ["kirby"]),
    ("claimants", [excerpt("echo-of-echo"), excerpt("japan-october", source="wire")], ["kirby"]),
    ("claimants", [excerpt("late-echo", source="wire"), excerpt("us-again")], ["japan"]),
    # Nobody claims a wording that distorts their words.
    ("claimants", [BENT], []),
    ("claimants", [excerpt("us-call", distortion="cut"), JAPAN], ["japan"]),
    ("claimants", [BENT, US], ["kirby"]),
    ("transcripts", [excerpt(source="transcript")], ["transcript"]),
    ("transcripts", [excerpt("law", source="statute"), excerpt(source="transcript")], ["statute", "transcript"]),
    ("transcripts", [US, excerpt(source="wire")], []),
    ("transcripts", [excerpt(source="transcript", stance="context")], []),
    ("transcripts", [inferred("us-call", source="transcript"), excerpt("unattributed", source="statute")], []),
    ("transcripts", [excerpt(source="transcript-guess"), excerpt(source="transcript-stub")], []),
    ("transcripts", [excerpt(source="transcript", distortion="cut")], []),
    ("transcripts", [excerpt(source="transcript", **UNCHECKABLE)], []),
    # A transcript or document that relays the report of somebody else does not hold the words.
    ("transcripts", [excerpt("agency-report", source="transcript")], []),
    ("transcripts", [excerpt("report-of-law", source="statute")], []),
    ("transcripts", [excerpt("us-call agency-report", source="transcript")], ["transcript"]),
    ("transcripts", [excerpt("monitors-report", source="statute")], ["statute"]),
    ("witnesses", [US], ["daily"]),
    ("witnesses", [US, excerpt(source="weekly-31")], ["daily", "weekly"]),
    ("witnesses", [US, US, excerpt("japan-call")], ["daily"]),
    ("witnesses", [excerpt(source="weekly-31"), excerpt(source="weekly-online-31")], ["weekly"]),
    ("witnesses", [excerpt(source="rewrite-of-wire"), excerpt(source="wire")], ["agency"]),
    ("witnesses", [excerpt(source="rewrite-of-wire"), excerpt(source="rewrite-of-rewrite")], []),
    # A rewrite is no witness; the texts that it rewrites are, where they are quoted themselves.
    ("witnesses", [excerpt(source="rewrite-of-wire")], []),
    ("witnesses", [excerpt(source="rewrite-of-wires")], []),
    ("witnesses", [excerpt(source="rewrite-of-two")], []),
    ("witnesses", [excerpt(source="rewrite-of-two"), excerpt(source="weekly-31")], ["weekly"]),
    ("witnesses", [excerpt(source="rewrite-of-wires"), excerpt(source="wire", stance="context")], []),
    ("witnesses", [excerpt("agency-report", source="rewrite-of-wire")], []),
    ("witnesses", [excerpt(source="rewrite-of-stub"), excerpt(source="stub")], []),
    # Texts that relay one report are one witness, and the text of that report is the same one.
    ("witnesses", [excerpt("agency-report")], ["agency"]),
    ("witnesses", [excerpt("agency-report"), excerpt("agency-report", source="weekly-31")], ["agency"]),
    ("witnesses", [excerpt("agency-report"), excerpt(source="wire")], ["agency"]),
    ("witnesses", [excerpt("agency-report"), excerpt("agency-report", source="wire")], ["agency"]),
    ("witnesses", [excerpt("agency-report"), excerpt("agency-report-of-call", source="weekly-31")], ["agency"]),
    ("witnesses", [excerpt("weekly-relay"), excerpt("agency-report", source="monthly")], ["agency"]),
    ("witnesses", [excerpt("kcna-report"), excerpt("korea-report", source="weekly-31")], ["north-korea"]),
    ("witnesses", [excerpt("us-call agency-report")], ["agency"]),
    ("witnesses", [excerpt("agency-report monitors-report")], []),
    ("witnesses", [excerpt("joint-report", source="weekly-31")], []),
    ("witnesses", [excerpt("joint-report")], ["daily"]),
    ("witnesses", [excerpt("daily-saw"), excerpt("daily-saw", source="weekly-31")], ["daily"]),
    ("witnesses", [excerpt("agency-report"), excerpt("daily-saw", source="weekly-31")], ["agency", "daily"]),
    # Nobody is a witness by inference, or without a stated origin.
    ("witnesses", [excerpt("unattributed")], []),
    ("witnesses", [excerpt("unattributed", source="wire")], []),
    ("witnesses", [inferred("us-call"), inferred("agency-report", source="weekly-31")], []),
    ("witnesses", [excerpt(source="daily-guess"), excerpt(source="wire-guess")], []),
    ("witnesses", [excerpt(source="daily-guess"), US], ["daily"]),
    ("witnesses", [excerpt("daily-saw", source="daily-guess")], []),
    ("witnesses", [excerpt("agency-report", source="daily-guess")], ["agency"]),
    ("witnesses", [excerpt("agency-report", source="wire-guess")], []),
    ("witnesses", [denial(), excerpt(source="weekly-31", stance="context")], []),
    # Who distorts the words has not shown that it holds them.
    ("witnesses", [BENT], []),
    ("witnesses", [US, BENT], ["daily"]),
    ("witnesses", [BENT, excerpt(source="weekly-31")], ["weekly"]),
    ("witnesses", [US, excerpt(source="weekly-31", **UNCHECKABLE)], ["daily"]),
    ("asserting-voices", [US], ["us"]),
    ("asserting-voices", [US, excerpt(source="weekly-31"), excerpt("us-again", source="wire")], ["us"]),
    ("asserting-voices", [US, JAPAN], ["japan", "us"]),
    ("asserting-voices", [excerpt("us-call japan-call")], ["japan", "us"]),
    ("asserting-voices", [excerpt("joint")], ["japan", "us"]),
    ("asserting-voices", [excerpt("joint-echo"), excerpt("echo-of-echo")], ["us"]),
    ("asserting-voices", [excerpt("two-roots")], ["japan", "us"]),
    ("asserting-voices", [excerpt("kcna-denial"), excerpt("korea-denial"), excerpt("rodong-denial")], ["north-korea"]),
    ("asserting-voices", [inferred("us-call")], []),
    ("asserting-voices", [US, inferred("japan-call")], ["us"]),
    ("asserting-voices", [excerpt("unattributed")], []),
    ("asserting-voices", [excerpt("unattributed us-call")], ["us"]),
    ("asserting-voices", [excerpt(stance="context"), DIFFERS, denial()], []),
    ("asserting-voices", [excerpt("here")], []),
    # What a source reports or saw itself is as uncertain as its publisher; what somebody else said to it is not.
    ("asserting-voices", [excerpt("daily-saw", source="daily-guess"), US], ["us"]),
    ("asserting-voices", [excerpt("daily-saw", source="daily-guess"), excerpt("daily-saw", source="wire")], ["daily"]),
    (
        "asserting-voices",
        [excerpt(source="daily-guess"), excerpt("agency-report", source="daily-guess")],
        ["agency", "us"],
    ),
    # A distorted wording is the outlet's, not its origin's.
    ("asserting-voices", [BENT], []),
    ("asserting-voices", [BENT, JAPAN], ["japan"]),
    ("asserting-voices", [excerpt(**UNCHECKABLE)], ["us"]),
    ("checkable-voices", [US, JAPAN], ["japan", "us"]),
    ("checkable-voices", [excerpt(**UNCHECKABLE), JAPAN], ["japan"]),
    ("checkable-voices", [excerpt(**UNCHECKABLE), excerpt(source="weekly-31")], ["us"]),
    ("checkable-voices", [excerpt(**UNCHECKABLE), excerpt(source="weekly-31", **UNCHECKABLE)], []),
    ("independent-voices", [US], []),
    ("independent-voices", [US, JAPAN], ["japan", "us"]),
    ("independent-voices", [US, excerpt("us-october", source="wire")], []),
    ("independent-voices", [excerpt("daily-saw")], []),
    ("independent-voices", [US, excerpt("daily-saw")], ["us"]),
    ("independent-voices", [US, excerpt("daily-saw", source="weekly-31")], ["daily", "us"]),
    ("independent-voices", [inferred("us-call"), BENT], []),
    ("asserting-records", [US, excerpt("daily-saw")], []),
    ("asserting-records", [excerpt("law", source="statute", **UNCHECKABLE)], []),
    ("asserting-records", [excerpt("law", source="statute", distortion="cut")], []),
    ("asserting-records", [excerpt("law", source="statute")], ["law"]),
    ("asserting-records", [excerpt("report-of-law"), excerpt("law", source="statute")], ["law"]),
    ("asserting-records", [excerpt("images-august"), excerpt("images-october")], ["images-august", "images-october"]),
    ("asserting-records", [excerpt("daily-pictures", source="daily-guess")], []),
    ("asserting-records", [excerpt("daily-pictures")], ["daily-pictures"]),
    ("asserting-records", [inferred("law"), excerpt("law", stance="context")], []),
    ("own-voices", [excerpt("daily-saw")], ["daily"]),
    ("own-voices", [excerpt("daily-saw", source="weekly-31")], []),
    ("own-voices", [excerpt("daily-saw", source="wire")], []),
    ("own-voices", [excerpt("us-call", source="transcript")], []),
    ("own-voices", [inferred("daily-saw")], []),
    ("own-voices", [excerpt("daily-saw", source="daily-guess")], []),
    ("denying-excerpts", [US, denial(), denial("us-denial")], 2),
    ("denying-excerpts", [US, DIFFERS], 0),
    ("outside-evidence", [US, excerpt("us-again", source="wire")], 0),
    ("outside-evidence", [US, excerpt("us-call", source="transcript")], 0),
    ("outside-evidence", [US, excerpt("japan-call", source="wire")], 1),
    ("outside-evidence", [US, JAPAN], 0),
    ("outside-evidence", [US, excerpt("images-august")], 1),
    ("outside-evidence", [US, inferred("images-august")], 1),
    ("outside-evidence", [US, excerpt("us-images-october", source="wire")], 1),
    ("outside-evidence", [US, inferred("us-again", source="wire")], 1),
    ("outside-evidence", [excerpt("unattributed"), excerpt("unattributed", source="wire")], 1),
    ("outside-evidence", [US, excerpt("unattributed", source="transcript")], 0),
    ("outside-evidence", [US, excerpt("unattributed", source="transcript-guess")], 1),
    ("outside-evidence", [US, denial("us-denial"), denial("unattributed")], 2),
    ("outside-evidence", [US, denial(outweighed=WEIGHED)], 1),
    ("outside-evidence", [US, LESS, excerpt("law", source="statute", stance="context")], 0),
    ("denying-voices", [denial(), denial("korea-denial")], ["north-korea"]),
    ("denying-voices", [denial(distortion="cut")], []),
    ("denying-voices", [denial(), denial("us-denial")], ["north-korea", "us"]),
    ("denying-voices", [US, denial("unattributed"), denial(origin_basis="inferred", note="Inferred.")], []),
    ("opposing-voices", [US, denial()], ["north-korea"]),
    ("opposing-voices", [US, denial("us-denial")], []),
    ("opposing-voices", [US, JAPAN, denial("us-denial")], ["us"]),
    ("opposing-voices", [denial()], []),
    ("denying-records", [denial("law"), denial()], ["law"]),
    ("denying-records", [denial("images-october")], ["images-october"]),
    ("denying-records", [excerpt("law"), denial()], []),
    ("unanswered-denials", [denial()], 1),
    ("unanswered-denials", [denial(outweighed=WEIGHED), denial("us-denial")], 1),
    ("unanswered-denials", [denial(outweighed=WEIGHED)], 0),
    ("unanswered-denials", [denial("unattributed")], 1),
    ("voices-when-published", [US], ["us"]),
    ("voices-when-published", [US, LATER], ["us"]),
    ("voices-when-published", [US, JAPAN], ["japan", "us"]),
    ("voices-when-published", [US, excerpt("japan-next-day", source="wire")], ["us"]),
    (
        "voices-when-published",
        [excerpt(source="weekly-vague"), excerpt("japan-next-day", source="wire")],
        ["japan", "us"],
    ),
    ("voices-when-published", [US, excerpt("japan-some-day", source="wire")], ["japan", "us"]),
    ("voices-when-published", [US, excerpt("japan-that-year", source="wire")], ["japan", "us"]),
    ("voices-when-published", [US, excerpt("japan-autumn", source="wire")], ["us"]),
    ("voices-when-published", [US, excerpt("late-echo", source="wire")], ["japan", "us"]),
    ("voices-when-published", [excerpt(source="wire"), excerpt(source="transcript")], []),
    ("later-support", [US, LATER], ["japan"]),
    ("later-support", [US, JAPAN, LATER], []),
    ("later-support", [US, excerpt("us-october", source="wire")], []),
    ("later-support", [US, excerpt("us-images-october", source="wire")], ["us-images-october"]),
    ("later-support", [US, excerpt("images-autumn", source="wire")], []),
    ("later-support", [US, excerpt("images-august", source="wire")], []),
    ("later-support", [US, excerpt("images-of-that-day", source="wire")], []),
    ("later-support", [US, excerpt("japan-autumn", source="wire")], ["japan"]),
    ("later-support", [US, excerpt("japan-that-year", source="wire")], []),
    ("later-support", [excerpt(source="weekly-vague"), excerpt("japan-next-day", source="wire")], []),
    ("later-support", [US, excerpt("late-echo", source="wire")], []),
    ("later-support", [US, inferred("japan-october", source="wire")], []),
    ("named-differences", [DIFFERS, excerpt(stance="differs")], ["The month."]),
    ("named-differences", [excerpt(note="The month."), denial(note="No.")], []),
    ("named-measures", [US, LESS, DIFFERS], 2),
    ("named-measures", [excerpt(stance="differs")], 0),
    ("named-measures", [excerpt(stance="differs", distortion="overstated")], 1),
    ("named-measures", [excerpt(stance="differs", distortion="misdated", note="The month.")], 0),
    ("named-measures", [excerpt(note="How many."), denial(note="None.")], 0),
    ("contrasted-distortions", [US, BENT], ["overstated"]),
    ("contrasted-distortions", [JAPAN, BENT], []),
    ("contrasted-distortions", [BENT], []),
    ("contrasted-distortions", [BENT, excerpt("us-call", distortion="cut")], []),
    (
        "contrasted-distortions",
        [
            excerpt("unattributed", distortion="cut", utterance="u"),
            excerpt("japan-call", utterance="u", stance="context"),
        ],
        ["cut"],
    ),
    ("contrasted-distortions", [excerpt("unattributed", distortion="cut"), excerpt("unattributed")], []),
    (
        "contrasted-distortions",
        [excerpt("us-call", distortion="cut", utterance="u"), excerpt("japan-call", utterance="v")],
        [],
    ),
]

# A status, a kind, evidence, and the rules that it breaks: none where it is just enough.
STATUSES: list[tuple[str, str, list[Evidence], set[str]]] = [
    ("confirmed", "said", [US, excerpt(source="weekly-31")], set()),
    ("confirmed", "said", [excerpt(source="transcript")], set()),
    ("confirmed", "said", [US], {"confirmed-said"}),
    ("confirmed", "said", [excerpt(source="rewrite-of-wires")], {"confirmed-said"}),
    ("confirmed", "said", [excerpt("agency-report"), excerpt("agency-report", source="weekly-31")], {"confirmed-said"}),
    ("confirmed", "said", [US, excerpt("unattributed", source="weekly-31")], {"confirmed-said"}),
    ("confirmed", "said", [US, inferred("us-call", source="weekly-31")], {"confirmed-said"}),
    ("confirmed", "said", [US, excerpt(source="wire-guess")], {"confirmed-said"}),
    ("confirmed", "said", [inferred("us-call", source="transcript")], {"confirmed-said"}),
    ("confirmed", "said", [excerpt("agency-report", source="transcript")], {"confirmed-said"}),
    ("confirmed", "fact", [US, excerpt("daily-saw", source="daily-guess")], {"confirmed-fact"}),
    ("confirmed", "said", [excerpt(source="rewrite-of-wire"), excerpt(source="wire")], {"confirmed-said"}),
    ("confirmed", "said", [US, excerpt(source="weekly-31"), denial(outweighed=WEIGHED)], set()),
    ("confirmed", "said", [US, excerpt(source="weekly-31"), denial()], {"confirmed-denials-weighed"}),
    ("confirmed", "fact", [US, JAPAN], set()),
    ("confirmed", "fact", [excerpt("law", source="statute")], set()),
    ("confirmed", "fact", [excerpt("images-august")], set()),
    ("confirmed", "fact", [US, excerpt(source="weekly-31"), excerpt(source="transcript")], {"confirmed-fact"}),
    ("confirmed", "fact", [US, inferred("japan-call")], {"confirmed-fact"}),
    ("confirmed", "fact", [US, excerpt("japan-call", **UNCHECKABLE)], {"confirmed-fact"}),
    ("confirmed", "fact", [US, excerpt("japan-call", distortion="overstated")], {"confirmed-fact"}),
    ("confirmed", "fact", [excerpt("law", source="statute", **UNCHECKABLE)], {"confirmed-fact"}),
    ("confirmed", "said", [US, BENT], {"confirmed-said"}),
    ("confirmed", "said", [US, excerpt(source="weekly-31", **UNCHECKABLE)], {"confirmed-said"}),
    ("confirmed", "fact", [US, excerpt("joint-echo")], {"confirmed-fact"}),
    ("confirmed", "fact", [US, JAPAN, denial()], {"confirmed-denials-weighed"}),
    ("confirmed", "fact", [US, denial()], {"confirmed-fact", "confirmed-denials-weighed"}),
    ("borne-out", "fact", [US, LATER], set()),
    ("borne-out", "fact", [US, excerpt("us-images-october", source="wire")], set()),
    ("borne-out", "fact", [US], {"borne-out-support-later"}),
    (
        "borne-out",
        "fact",
        [US, excerpt("japan-october", source="wire", **UNCHECKABLE)],
        {"borne-out-support-later"},
    ),
    ("borne-out", "fact", [US, excerpt("us-october", source="wire")], {"borne-out-support-later"}),
    ("borne-out", "fact", [US, JAPAN, excerpt("us-images-october", source="wire")], {"borne-out-one-voice-then"}),
    ("borne-out", "fact", [excerpt("unattributed"), LATER], {"borne-out-one-voice-then"}),
    ("borne-out", "fact", [US, LATER, denial(outweighed=WEIGHED)], set()),
    ("borne-out", "fact", [US, LATER, denial()], {"borne-out-denials-weighed"}),
    ("single-origin", "fact", [US, excerpt(source="weekly-31"), excerpt("joint-echo")], set()),
    ("single-origin", "fact", [US, JAPAN], {"single-origin-one-voice"}),
    ("single-origin", "fact", [excerpt("unattributed")], {"single-origin-one-voice"}),
    ("single-origin", "fact", [excerpt("daily-saw")], {"single-origin-one-voice"}),
    ("single-origin", "fact", [US, denial()], {"single-origin-undenied"}),
    ("single-origin", "fact", [US, denial("unattributed")], {"single-origin-undenied"}),
    ("single-origin", "fact", [US, denial(**INFERRED)], {"single-origin-undenied"}),
    ("single-origin", "said", [US, denial(**INFERRED)], {"single-origin-undenied"}),
    ("single-origin", "said", [excerpt("agency-report"), excerpt("agency-report", source="weekly-31")], set()),
    ("single-origin", "said", [excerpt(source="rewrite-of-wire")], {"single-origin-one-witness"}),
    ("single-origin", "said", [excerpt(source="rewrite-of-wire"), excerpt(source="wire")], set()),
    ("single-origin", "said", [US, excerpt(source="weekly-31")], {"single-origin-one-witness"}),
    ("single-origin", "said", [excerpt(source="transcript")], {"single-origin-one-witness"}),
    ("single-origin", "said", [excerpt(source="stub")], {"single-origin-one-witness"}),
    ("disputed", "fact", [US, denial()], set()),
    ("disputed", "said", [US, denial()], set()),
    ("disputed", "fact", [US, denial("us-denial")], {"disputed-two-sides"}),
    ("disputed", "fact", [US, denial("unattributed")], {"disputed-two-sides"}),
    ("disputed", "fact", [US, denial(**INFERRED)], {"disputed-two-sides"}),
    ("disputed", "fact", [denial()], {"disputed-two-sides"}),
    ("disputed", "fact", [US], {"disputed-two-sides"}),
    ("imprecise", "fact", [DIFFERS], set()),
    ("imprecise", "said", [US, DIFFERS], set()),
    ("imprecise", "fact", [US, excerpt(stance="differs")], {"imprecise-detail-named"}),
    ("overstated", "fact", [excerpt("unattributed"), LESS], set()),
    ("overstated", "fact", [BENT, LESS], set()),
    ("overstated", "fact", [US, LESS], set()),
    ("overstated", "fact", [excerpt("daily-saw"), LESS], set()),
    ("overstated", "fact", [excerpt("unattributed"), excerpt(stance="differs", distortion="overstated")], set()),
    ("overstated", "fact", [excerpt("unattributed"), LESS, denial()], set()),
    ("overstated", "fact", [US, JAPAN, LESS], {"overstated-no-independent-voice"}),
    ("overstated", "fact", [US, excerpt("daily-saw", source="wire"), LESS], {"overstated-no-independent-voice"}),
    ("overstated", "fact", [excerpt("unattributed"), excerpt(stance="differs")], {"overstated-measure-named"}),
    ("overstated", "said", [inferred("us-call"), LESS], set()),
    ("overstated", "said", [BENT, LESS], set()),
    ("overstated", "said", [US, LESS], {"overstated-no-witness"}),
    ("overstated", "said", [excerpt(source="transcript"), LESS], {"overstated-no-witness"}),
    ("overstated", "said", [BENT], {"overstated-measure-named"}),
    ("distorted", "said", [US, BENT], set()),
    ("distorted", "fact", [US, BENT], set()),
    ("distorted", "said", [BENT], {"distorted-beside-the-original"}),
    ("distorted", "said", [JAPAN, BENT], {"distorted-beside-the-original"}),
    ("wrong", "fact", [US, denial("images-october")], set()),
    ("wrong", "fact", [US, denial("law")], set()),
    ("wrong", "fact", [denial(), denial("us-denial")], set()),
    ("wrong", "fact", [US, denial()], {"wrong-contradicted"}),
    ("wrong", "fact", [US, denial(), denial("korea-denial")], {"wrong-contradicted"}),
    ("not-established", "fact", [excerpt("unattributed")], set()),
    ("not-established", "fact", [excerpt("daily-saw")], set()),
    ("not-established", "fact", [inferred("us-call")], set()),
    ("not-established", "fact", [excerpt(**UNCHECKABLE), excerpt("japan-call", **UNCHECKABLE)], set()),
    ("not-established", "said", [excerpt(**UNCHECKABLE)], set()),
    ("not-established", "fact", [excerpt(**UNCHECKABLE), JAPAN], {"not-established-no-voice"}),
    ("not-established", "fact", [excerpt(**UNCHECKABLE), LESS], set()),
    ("not-established", "fact", [US], {"not-established-no-voice"}),
    ("not-established", "fact", [excerpt("daily-saw"), US], {"not-established-no-voice"}),
    ("not-established", "fact", [excerpt("daily-saw", source="weekly-31")], {"not-established-no-voice"}),
    ("opinion", "fact", [US], set()),
    ("opinion", "fact", [US, excerpt("us-again", source="wire")], set()),
    ("opinion", "fact", [US, excerpt("japan-call", source="wire")], {"opinion-unsettled"}),
    ("opinion", "fact", [excerpt("us-images-october", source="wire"), US], {"opinion-unsettled"}),
    ("opinion", "fact", [excerpt("images-august")], {"opinion-unsettled"}),
    ("opinion", "fact", [BENT], {"opinion-somebodys"}),
    ("opinion", "fact", [excerpt("unattributed")], {"opinion-somebodys"}),
    ("opinion", "fact", [inferred("us-call")], {"opinion-somebodys"}),
    ("opinion", "fact", [inferred("us-call"), JAPAN], set()),
    ("opinion", "fact", [US, denial(outweighed=WEIGHED)], {"opinion-unsettled"}),
]


def policy_of(folder: Path) -> Policy:
    """The policy of a project."""
    read, problems = read_yaml("policy.yaml", (folder / "policy.yaml").read_bytes())
    assert read
    assert problems == []
    return Policy.model_validate(read.data)


POLICY = policy_of(NEWSROOM)


# How the words of each excerpt are known decides what these count; here by the excerpt's source.
GRADES = {"daily-30": Grade.PROVEN, "weekly-31": Grade.SEEN}
GRADED: list[tuple[str, list[Evidence], list[str] | int]] = [
    ("proven-excerpts", [US, JAPAN, LATER], 1),
    ("proven-excerpts", [JAPAN, LATER], 0),
    ("proven-excerpts", [excerpt("kcna-denial", stance="denies")], 0),
    ("seen-excerpts", [US, JAPAN, LATER], 2),
    ("seen-excerpts", [LATER], 0),
    ("seen-voices", [US, JAPAN, LATER], ["japan", "us"]),
    ("seen-voices", [US, LATER], ["us"]),
    ("seen-voices", [LATER], []),
]


def described(evidence: list[Evidence]) -> str:
    """Evidence in a line, for a failure's message."""
    return ", ".join(each.quote for each in evidence)


@pytest.mark.parametrize(
    ("measure", "evidence", "counted"), MEASURES, ids=lambda value: value if isinstance(value, str) else None
)
def test_a_measure(measure: str, evidence: list[Evidence], counted: list[str] | int) -> None:
    """What is counted, by name."""
    found = tally(claim(*evidence), REGISTER)
    names = found.counted[Measure(measure)]
    assert found[Measure(measure)] == len(names)
    assert (len(names) if isinstance(counted, int) else list(names)) == counted, described(evidence)


@pytest.mark.parametrize(("measure", "evidence", "counted"), GRADED)
def test_a_measure_of_grades(measure: str, evidence: list[Evidence], counted: list[str] | int) -> None:
    """What is proven or seen counts; without a grade, words are only noted."""
    grades = {each: GRADES[each.source] for each in evidence if each.source in GRADES}
    names = tally(claim(*evidence), REGISTER, grades).counted[Measure(measure)]
    assert (len(names) if isinstance(counted, int) else list(names)) == counted, described(evidence)
    assert tally(claim(*evidence), REGISTER)[Measure(measure)] == 0


def test_the_order_of_the_evidence_does_not_matter() -> None:
    """Every measure counts the same whichever excerpt stands first, the default claimant's ties aside."""
    for measure, evidence, _ in MEASURES:
        if measure != "claimants":
            forwards = tally(claim(*evidence), REGISTER)
            backwards = tally(claim(*reversed(evidence)), REGISTER)
            assert forwards[Measure(measure)] == backwards[Measure(measure)], (measure, described(evidence))


def test_every_measure_is_counted() -> None:
    """A page may go through all of them."""
    assert set(tally(claim(US), REGISTER).counted) == set(Measure)


def test_searches_are_counted() -> None:
    """One for each entry of `searched`."""
    search = {"for": "reports", "where": "the archive", "day": "2023-09-01", "by": "editors", "found": "nothing"}
    for searched in ([], [search], [search, search | {"for": "photographs"}]):
        judged = claim(US, searched=searched)
        assert tally(judged, REGISTER)[Measure.SEARCHES] == len(searched)


def test_every_measure_is_tried() -> None:
    """Each with something to count and with nothing; searches are no evidence, and have a test of their own."""
    for measure in set(Measure) - {Measure.SEARCHES}:
        numbers = [
            counted if isinstance(counted, int) else len(counted)
            for name, _, counted in (*MEASURES, *GRADED)
            if name == measure
        ]
        assert max(numbers, default=0) > 0, measure
        assert min(numbers) == 0 or measure is Measure.EXCERPTS, measure


@pytest.mark.parametrize(
    ("status", "kind", "evidence", "broken"), STATUSES, ids=lambda value: value if isinstance(value, str) else None
)
def test_a_status(status: str, kind: str, evidence: list[Evidence], broken: set[str]) -> None:
    """A status is allowed by evidence that is just enough, and refused, by the rule's name, by what is just not."""
    judged = claim(*evidence, kind=kind)
    counted = tally(judged, REGISTER)
    chosen = POLICY.status(status)
    assert {rule.id for rule in broken_rules(judged, chosen, counted)} == broken, described(evidence)
    assert (chosen in allowed_statuses(judged, POLICY, counted)) is (not broken)


def test_every_rule_is_tried_both_ways() -> None:
    """Each rule of policy.yaml breaks for some row above; each of its alternatives holds for some row, alone."""
    for status in POLICY.statuses:
        rows = [row for row in STATUSES if row[0] == status.id]
        assert any(not broken for *_, broken in rows), status.id
        for rule in status.rules:
            assert any(rule.id in broken for *_, broken in rows), rule.id
            for need in rule.needs:
                alone = rule.model_copy(update={"needs": (need,)})
                others = rule.model_copy(update={"needs": tuple(other for other in rule.needs if other is not need)})
                tallies = [
                    tally(claim(*evidence, kind=kind), REGISTER) for _, kind, evidence, _ in rows if kind in rule.kinds
                ]
                assert any(meets(alone, counted) and not meets(others, counted) for counted in tallies), (rule.id, need)


@pytest.mark.parametrize("status", POLICY.statuses, ids=lambda status: status.id)
def test_a_status_is_only_for_its_kinds(status: Status) -> None:
    """A status that is for one kind of claim is never allowed for the other."""
    for name, kind, evidence, broken in STATUSES:
        other = "fact" if kind == "said" else "said"
        if name == status.id and not broken and other not in status.kinds:
            judged = claim(*evidence, kind=other)
            assert status not in allowed_statuses(judged, POLICY, tally(judged, REGISTER))


@pytest.mark.parametrize("measure", ["denying-voices", "opposing-voices", "denying-records"])
@pytest.mark.parametrize(
    ("denied", "counts"),
    [
        (denial("law"), 1),
        (denial("law", **INFERRED), 1),
        (denial("unattributed"), 0),
        (excerpt("daily-pictures", source="daily-guess", stance="denies"), 1),
    ],
    ids=["stated", "inferred", "unattributed", "publisher inferred"],
)
def test_a_doubtful_denial_counts_only_against_an_upper_bound(measure: str, denied: Evidence, counts: int) -> None:
    """A denial whose voice is inferred or not known breaks `none` and `exactly 0`, and does not meet `at least 1`.

    Where nobody is named, it is not known to be a document or an observation.
    """
    counted = tally(claim(US, denied), REGISTER)
    stated = denied.origins == ("law",) and denied.origin_basis == "stated"
    known = Measure(measure)
    assert counted.within(known, Bound.parse("at least 1")) is stated
    for bound in ("none", "exactly 0"):
        assert counted.within(known, Bound.parse(bound)) is (measure == "denying-records" and not counts)
    assert tally(claim(US), REGISTER).within(known, Bound.parse("none"))


def test_a_named_claimant_does_not_make_an_inference_an_opinion() -> None:
    """Editors may name the claimant, but not if every origin is inferred; the outlet's own words need none."""
    for evidence, number in ((inferred("us-call"), 0), (excerpt("unattributed"), 1), (US, 1)):
        counted = tally(claim(evidence, claimant="japan"), REGISTER)
        assert (counted.claimant, counted[Measure.CLAIMANTS]) == ("japan", number)


def test_a_named_claimant_is_not_independent_of_itself() -> None:
    """A person and a part of a voice count as that voice; the others stay independent."""
    for claimant, named in (("kirby", ["japan"]), ("us", ["japan"]), ("japan", ["us"]), ("daily", ["japan", "us"])):
        counted = tally(claim(US, JAPAN, claimant=claimant), REGISTER)
        assert list(counted.counted[Measure.INDEPENDENT_VOICES]) == named
    own = tally(claim(excerpt("kcna-denial"), excerpt("korea-denial", source="wire"), claimant="rodong"), REGISTER)
    assert (own[Measure.INDEPENDENT_VOICES], own[Measure.OUTSIDE_EVIDENCE]) == (0, 0)


@pytest.mark.parametrize(
    ("evidence", "holding", "departing"),
    [
        ([US, JAPAN], [], []),
        ([BENT, US], ["daily"], ["weekly"]),
        ([BENT, US, excerpt(source="wire", stance="differs"), JAPAN], ["agency", "daily"], ["weekly"]),
        ([BENT, excerpt(source="transcript", stance="denies")], ["us"], ["weekly"]),
        ([BENT, excerpt(source="wire", stance="context")], [], ["weekly"]),
        ([BENT, excerpt(source="daily-guess"), inferred("us-call")], [], ["weekly"]),
        ([BENT, excerpt(source="rewrite-of-wires")], [], ["weekly"]),
        ([BENT, excerpt(source="weekly-online-31", distortion="cut"), US], ["daily"], ["weekly"]),
        (
            [
                excerpt("unattributed", distortion="cut", utterance="u"),
                excerpt("japan-call", "wire", "context", utterance="u"),
            ],
            ["agency"],
            ["daily"],
        ),
    ],
)
def test_who_holds_the_words_and_who_departs_from_them(
    evidence: list[Evidence], holding: list[str], departing: list[str]
) -> None:
    """What a page counts where an outlet distorts words: those who have them, as witnesses are counted."""
    counted = tally(claim(*evidence), REGISTER)
    assert (list(counted.holding_the_words), list(counted.departing)) == (holding, departing)


def test_the_relations_of_measures_hold() -> None:
    """What `scale_checks` calls impossible is never counted, in all evidence above, alone and in pairs."""
    lists = [evidence for _, evidence, _ in MEASURES] + [evidence for _, _, evidence, _ in STATUSES]
    for first, second in [(one, other) for one in lists for other in ([], *lists[::7])]:
        counted = tally(claim(*first, *second), REGISTER)
        possible = {measure: counted[measure] + len(counted.doubtful.get(measure, ())) for measure in Measure}
        for one, other in NEVER_MORE_THAN:
            assert counted[one] <= counted[other], (one, other, described([*first, *second]))
        for one, other in NEVER_WITHOUT:
            assert not counted[one] or possible[other], (one, other, described([*first, *second]))


def overridden(rule: str, *evidence: Evidence) -> Claim:
    """A claim with an override of one rule."""
    return claim(*evidence, override={"rule": rule, "reason": "Seen.", "by": "us", "day": "2026-01-01"})


def test_an_override_sets_aside_one_rule() -> None:
    """The rule that it names, and no other."""
    confirmed = POLICY.status("confirmed")
    alone = overridden("confirmed-fact", US)
    assert broken_rules(alone, confirmed, tally(alone, REGISTER)) == []
    denied = overridden("confirmed-fact", US, denial())
    assert [rule.id for rule in broken_rules(denied, confirmed, tally(denied, REGISTER))] == [
        "confirmed-denials-weighed"
    ]
    other = overridden("borne-out-support-later", US)
    assert [rule.id for rule in broken_rules(other, confirmed, tally(other, REGISTER))] == ["confirmed-fact"]


def test_a_named_claimant_comes_first() -> None:
    """Whoever the editors name is the claimant, also where an origin has a speaker."""
    named = tally(claim(US, claimant="japan"), REGISTER)
    assert named.claimant == "japan"
    assert named.counted[Measure.CLAIMANTS] == ("japan",)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("at least 2", {2, 3, 99}),
        ("exactly 1", {1}),
        ("none", {0}),
        ("at least 0", {0, 1, 2, 3, 99}),
        ("exactly 0", {0}),
    ],
)
def test_a_bound(text: str, holds: set[int]) -> None:
    """The three forms, both ends included."""
    bound = Bound.parse(text)
    assert {count for count in (0, 1, 2, 3, 99) if bound.holds(count)} == holds


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-07-25", date(2023, 7, 25), date(2023, 7, 25)),
        ("2023-07", date(2023, 7, 1), date(2023, 7, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-07-25/2023-07-27", date(2023, 7, 25), date(2023, 7, 27)),
        ("2023-07/2023-09", date(2023, 7, 1), date(2023, 9, 30)),
        ("2022/2023-03-01", date(2022, 1, 1), date(2023, 3, 1)),
    ],
)
def test_a_period_has_two_ends(text: str, start: date, end: date) -> None:
    """A day, a month, a year or a range, from its first day to its last."""
    period = Period.parse(text)
    assert (period.start, period.end) == (start, end)
