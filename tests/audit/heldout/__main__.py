"""`make heldout`: quotations, true and false, in twelve scripts, each of which the proof must accept or refuse.

In: our own articles, invented texts and a seed (the first argument; always the same without one). Out: a table of the
kinds and one of the scripts: how many quotations were tried, accepted and refused, how many were accepted wrongly, and
how many were refused without a reason. Then examples of these. Exit code 1 if there are any.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from verbatim.model.sources import Selector
from verbatim.quotation.locate import Absent, Ambiguous, Found, Match, locate
from verbatim.quotation.own_words import is_in_any
from verbatim.quotation.text.source_text import SourceText

from tests.audit.heldout.cases import REACH, Case, Right, cases
from tests.audit.heldout.texts import texts

SEED = 20_261_128
_EXAMPLES = 5
_COLUMNS = ("tried", "accepted", "refused", "false accepts", "unexplained refusals")


def main(seed: int) -> int:
    """Try all cases, and print what came of them."""
    by_kind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_script: defaultdict[str, Counter[str]] = defaultdict(Counter)
    faults: defaultdict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases(list(texts(seed)), seed):
        outcome = _outcome(case)
        fault = _fault(case, outcome)
        for counted in (by_kind[case.kind], by_script[case.script]):
            counted.update(("tried", "accepted" if isinstance(outcome, Found) else "refused", fault))
        if fault:
            faults[case.kind, fault].append(case)
    print(f"seed {seed}", *_table("kind", by_kind), "", *_table("script", by_script), sep="\n")
    for (kind, fault), found in faults.items():
        print(f"\n{kind}, {fault}: {len(found)}")
        print(*found[:: len(found) // _EXAMPLES + 1], sep="\n")
    return int(bool(faults))


@lru_cache(maxsize=8)
def _source(text: str) -> SourceText:
    return SourceText(text)


def _outcome(case: Case) -> Found | Ambiguous | Absent:
    if case.own:
        return Found((), Match.EXACT) if is_in_any(case.quote, [case.source]) else Absent(None)
    return locate(Selector(quote=case.quote, occurrence=case.occurrence), _source(case.source), REACH)


def _fault(case: Case, outcome: Found | Ambiguous | Absent) -> str:
    """What is wrong with an outcome; empty if it is right."""
    if isinstance(outcome, Found):
        there = case.own or tuple((span.start, span.end) for span in outcome.spans) == case.spans
        return "" if case.right is Right.FOUND and there else "false accepts"
    if isinstance(outcome, Ambiguous):
        return {Right.AMBIGUOUS: "", Right.FOUND: "unexplained refusals"}.get(case.right, "false accepts")
    explained = case.right is Right.REFUSED or (case.right is Right.CUT and (case.own or outcome.cut is not None))
    return "" if explained else "unexplained refusals"


def _table(what: str, rows: Mapping[str, Counter[str]]) -> Iterator[str]:
    """A table in Markdown with the sums in its last row."""
    yield f"| {what} | {' | '.join(_COLUMNS)} |\n|---|{'--:|' * len(_COLUMNS)}"
    for name, counted in (*rows.items(), ("all", sum(rows.values(), Counter()))):
        yield f"| {name} | {' | '.join(f'{counted[column]:,}' for column in _COLUMNS)} |"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SEED))
