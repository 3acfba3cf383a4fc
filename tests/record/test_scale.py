"""Our own scale: its rules allow and refuse what the tests of the rules say, whose scale began as a copy of it."""

import re

from verbatim.checks.assess import broken_rules, tally
from verbatim.model.policy import Policy
from verbatim.model.scale import Measure

from tests.checks.test_assess import STATUSES, described, policy_of
from tests.support.microsite import ROOT
from tests.support.register import REGISTER, claim

SEARCH = {"for": "other reports", "where": "the archive", "day": "2026-01-02", "by": "us", "found": "none"}


def searches(policy: Policy) -> set[str]:
    """The rules that ask for a search, which the scale of the tests does not have."""
    rules = [rule for status in policy.statuses for rule in status.rules]
    return {rule.id for rule in rules if any(Measure.SEARCHES in need for need in rule.needs)}


def test_the_rules_of_our_scale() -> None:
    """Each status is allowed by evidence that is just enough, and refused by the rule that is just not met.

    Where a rule asks for a search, a claim without one is refused by that rule as well.
    """
    policy = policy_of(ROOT)
    for status, kind, evidence, broken in STATUSES:
        asked = {rule.id for rule in policy.status(status).rules if kind in rule.kinds} & searches(policy)
        for searched, expected in (([SEARCH], broken), ([], broken | asked)):
            judged = claim(*evidence, kind=kind, searched=searched)
            found = {rule.id for rule in broken_rules(judged, policy.status(status), tally(judged, REGISTER))}
            assert found == expected, (status, described(evidence))


def test_every_rule_of_our_scale_is_tried() -> None:
    """Each rule is broken by some evidence, and each status is allowed by some."""
    policy = policy_of(ROOT)
    assert {rule.id for status in policy.statuses for rule in status.rules} - searches(policy) == {
        rule for *_, broken in STATUSES for rule in broken
    }
    assert {status.id for status in policy.statuses} == {status for status, *_, broken in STATUSES if not broken}


def test_the_guide_says_what_each_status_needs() -> None:
    """Its table has every status with the words of its rules, and the kind of claim that each is for."""
    page = (ROOT / "docs" / "editors" / "claim" / "index.md").read_text(encoding="utf-8")
    table = re.search(r"^\| status \| needs \|\n\|---\|---\|\n((?:\|.*\n)+)", page, re.MULTILINE)
    assert table
    for line, status in zip(table[1].splitlines(), policy_of(ROOT).statuses, strict=True):
        needs = [rule.says if len(rule.kinds) > 1 else f"*{rule.kinds[0].value}:* {rule.says}" for rule in status.rules]
        assert line == f"| {status.word} | {' '.join(needs)} |"
