"""What `scan` prints.

In: a scan. Out: text for an editor, in reading order, each offer with the evidence entry to paste; or the
same as JSON: `{"file", "total", "offers": [{"claim", "relation", "line", "column", "passage", "score", "nearest",
"shared", "agrees", "unsaid", "differs", "round_about", "stub"}]}`.
"""

import json
from itertools import groupby
from typing import Any

import yaml

from verbatim.desk.scan.disagreement import STANCE
from verbatim.desk.scan.offers import Offer, Relation
from verbatim.desk.scan.scan import Scan
from verbatim.model.claims import Stance

# Disagreements put into the note of an entry; the rest stands above it.
_MOST_NOTED = 2

_LABELS = {Relation.EXACT: "quotes", Relation.REPEATS: "repeats", Relation.DIFFERS: "differs from"}


def as_text(scan: Scan) -> str:
    """The report for a terminal."""
    lines = [summary(scan)]
    for passage, group in groupby(scan.offers, key=lambda offer: offer.passage):
        lines += ["", f"{scan.file}:{passage.line}:{passage.column}  {passage.text}"]
        for offer in group:
            lines += ["", f"  {_LABELS[offer.relation]} {offer.claim.id}: {offer.claim.claim}"]
            lines += [f"    {line}" for line in explained(offer)]
            lines += [f"  {line}" for line in stub(offer, scan).splitlines()]
    return "\n".join(lines)


def as_json(scan: Scan) -> str:
    """The same for programs."""
    rows = [_row(offer) | {"stub": stub(offer, scan)} for offer in scan.offers]
    return json.dumps({"file": scan.file, "total": len(rows), "offers": rows}, ensure_ascii=False, indent=2)


def summary(scan: Scan) -> str:
    """One line that counts the claims."""
    if not scan.offers:
        return f"{scan.file}: nothing in it is like a known claim."
    counts = {
        relation: len({offer.claim.id for offer in scan.offers if offer.relation is relation}) for relation in Relation
    }
    counted = ", ".join(f"{_LABELS[relation]} {number}" for relation, number in counts.items() if number)
    return f"{scan.file}: {counted} of the known claims. These are proposals; look at each."


def explained(offer: Offer) -> list[str]:
    """Why a claim is offered for a passage, line by line."""
    lines = []
    if offer.nearest.evidence:
        evidence = offer.nearest.evidence
        known = "known words" if offer.relation is Relation.EXACT else "nearest words"
        lines.append(f"{known}: “{evidence.quote}” ({evidence.source}, {evidence.stance})")
    lines += [str(difference) for difference in offer.differences]
    if offer.round_about:
        lines.append(f"mind what stands round them: {', '.join(offer.round_about)}")
    for label, words in (("shared", offer.shared), ("agree", offer.agrees), ("not said here", offer.unsaid)):
        if words:
            lines.append(f"{label}: {', '.join(words)}")
    return lines


def stub(offer: Offer, scan: Scan) -> str:
    """An evidence entry to paste and go on from: the stance is a proposal, and the note is left to the editor."""
    entry: dict[str, Any] = {"source": scan.source, "quote": _quotable(offer.quote, scan.longest_quotation)}
    if offer.passage.repeated:
        entry["occurrence"] = 1
    entry |= {"stance": _stance(offer).value, "origin": "unattributed"}
    if offer.differences or offer.round_about:
        named = [str(difference) for difference in offer.differences if difference.what != STANCE][:_MOST_NOTED]
        entry["note"] = f"TODO {'; '.join(named) or 'see what stands round these words'}."
    return str(yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=float("inf")))


def _stance(offer: Offer) -> Stance:
    """The stance to start from: that of the known words, unless something speaks against the passage itself."""
    known = offer.nearest.evidence.stance if offer.nearest.evidence else Stance.ASSERTS
    against = offer.round_about or offer.relation is Relation.DIFFERS
    return Stance.DIFFERS if against and known is Stance.ASSERTS else known


def _quotable(quote: str, longest: int) -> str:
    """The words, cut to the longest quotation that the policy allows."""
    return quote if len(quote.split()) <= longest else quote[: _end_of_word(quote, longest)]


def _end_of_word(quote: str, number: int) -> int:
    """Where the word of that number ends."""
    at = 0
    for word in quote.split()[:number]:
        at = quote.index(word, at) + len(word)
    return at


def _row(offer: Offer) -> dict[str, Any]:
    evidence = offer.nearest.evidence
    return {
        "claim": offer.claim.id,
        "relation": offer.relation.value,
        "line": offer.passage.line,
        "column": offer.passage.column,
        "passage": offer.passage.text,
        "score": round(offer.score, 3),
        "nearest": {
            "source": evidence.source if evidence else None,
            "stance": evidence.stance if evidence else None,
            "words": offer.nearest.text,
        },
        "shared": offer.shared,
        "agrees": offer.agrees,
        "unsaid": offer.unsaid,
        "differs": [{"what": item.what, "claim": item.claim, "here": item.passage} for item in offer.differences],
        "round_about": offer.round_about,
    }
