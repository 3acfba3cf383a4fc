"""Puts the suggestions of `scan` into words.

In: the result of a scan. Out: text for an editor, in reading order, for each passage the most similar claim first, each
with the evidence entry to paste;
or the same as JSON: `{"file", "total", "suggestions": [{"claim", "relation", "line", "column", "passage", "score",
"nearest", "shared_words", "shared_facts", "missing_facts", "differences", "other_negations", "entry"}]}`.
"""

import json
from itertools import groupby
from typing import Any

from verbatim.desk.entry import entry_text
from verbatim.desk.scan.differences import NOT_ASSERTING
from verbatim.desk.scan.scan import ScanResult
from verbatim.desk.scan.suggestions import Relation, Suggestion
from verbatim.model.evidence import UNATTRIBUTED, Stance

# The most differences that the note of an entry names; all of them are above it.
_MOST_NOTED = 2

_LABELS = {Relation.EXACT: "quotes", Relation.SIMILAR: "is similar to", Relation.DIFFERS: "differs from"}


def as_text(result: ScanResult) -> str:
    """The report for a terminal."""
    lines = [summary(result)]
    for passage, group in groupby(result.suggestions, key=lambda suggestion: suggestion.passage):
        lines += ["", f"{result.file}:{passage.line}:{passage.column}  {passage.text}"]
        for suggestion in group:
            lines += ["", f"  {_LABELS[suggestion.relation]} {suggestion.claim.id}: {suggestion.claim.claim}"]
            lines += [f"    {line}" for line in explanation(suggestion)]
            lines += [f"  {line}" for line in evidence_entry(suggestion, result).splitlines()]
    return "\n".join(lines)


def as_json(result: ScanResult) -> str:
    """The same for programs."""
    rows = [_row(suggestion) | {"entry": evidence_entry(suggestion, result)} for suggestion in result.suggestions]
    report = {"file": result.file, "total": len(rows), "suggestions": rows}
    return json.dumps(report, ensure_ascii=False, indent=2)


def summary(result: ScanResult) -> str:
    """One line that counts the claims."""
    if not result.suggestions:
        return f"{result.file}: nothing in it is similar to a known claim."
    counts = {
        relation: len({found.claim.id for found in result.suggestions if found.relation is relation})
        for relation in Relation
    }
    counted = ", ".join(f"{_LABELS[relation]} {number}" for relation, number in counts.items() if number)
    return f"{result.file}: {counted} of the known claims. These are suggestions: check each."


def explanation(suggestion: Suggestion) -> list[str]:
    """Why a claim is suggested for a passage, line by line."""
    lines = []
    if suggestion.nearest.evidence:
        evidence = suggestion.nearest.evidence
        known = "known words" if suggestion.relation is Relation.EXACT else "nearest words"
        lines.append(f"{known}: “{evidence.quote}” ({evidence.source}, {evidence.stance})")
    if suggestion.relation is Relation.SIMILAR:
        lines.append("no number, time, name, negation or direction differs; other words may still say the opposite")
    lines += [str(difference) for difference in suggestion.differences]
    if suggestion.other_negations:
        lines.append(f"other words of this sentence may negate them: {', '.join(suggestion.other_negations)}")
    for label, words in (
        ("same words", suggestion.shared_words),
        ("same facts", suggestion.shared_facts),
        ("not mentioned here", suggestion.missing_facts),
    ):
        if words:
            lines.append(f"{label}: {', '.join(words)}")
    return lines


def evidence_entry(suggestion: Suggestion, result: ScanResult) -> str:
    """An evidence entry to paste and to complete: the stance is only proposed, and the editor writes the note.

    Its words FILL IN are those of a placeholder, with which no site can be published.
    """
    note = ""
    if suggestion.differences or suggestion.other_negations:
        named = [str(found) for found in suggestion.differences if found.what != NOT_ASSERTING][:_MOST_NOTED]
        note = f"FILL IN {'; '.join(named) or 'see what the words around these say'}."
    return entry_text(
        {
            "source": result.source,
            "quote": _cut(suggestion.quote, result.longest_quotation),
            "occurrence": "1" if suggestion.passage.is_repeated else "",
            "stance": _stance(suggestion).value,
            "origin": UNATTRIBUTED,
            "note": note,
        }
    )


def _stance(suggestion: Suggestion) -> Stance:
    """The proposed stance: that of the known words, unless the passage itself may differ from the claim."""
    known = suggestion.nearest.evidence.stance if suggestion.nearest.evidence else Stance.ASSERTS
    may_differ = suggestion.other_negations or suggestion.relation is Relation.DIFFERS
    return Stance.DIFFERS if may_differ and known is Stance.ASSERTS else known


def _cut(quote: str, longest: int) -> str:
    """The words, cut to the longest quotation that the policy allows."""
    return quote if len(quote.split()) <= longest else quote[: _end_of_word(quote, longest)]


def _end_of_word(quote: str, number: int) -> int:
    """Where the word with that number ends."""
    at = 0
    for word in quote.split()[:number]:
        at = quote.index(word, at) + len(word)
    return at


def _row(suggestion: Suggestion) -> dict[str, Any]:
    evidence = suggestion.nearest.evidence
    return {
        "claim": suggestion.claim.id,
        "relation": suggestion.relation.value,
        "line": suggestion.passage.line,
        "column": suggestion.passage.column,
        "passage": suggestion.passage.text,
        "score": round(suggestion.score, 3),
        "nearest": {
            "source": evidence.source if evidence else None,
            "stance": evidence.stance if evidence else None,
            "words": suggestion.nearest.text,
        },
        "shared_words": suggestion.shared_words,
        "shared_facts": suggestion.shared_facts,
        "missing_facts": suggestion.missing_facts,
        "differences": [
            {"what": item.what, "claim": item.claim, "here": item.passage} for item in suggestion.differences
        ],
        "other_negations": suggestion.other_negations,
    }
