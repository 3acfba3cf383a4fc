"""`api/v1/claims.json`: all claims with their excerpts, selectors and origins.

In: a corpus. Out: `{"schema_version", "total", "claims": […], "retired": […]}`. What was withdrawn or merged is apart from the
claims that stand, without its evidence, so that nobody counts it by mistake and no address is lost. Dates come from the data, offsets count code points of
the source's text, and a key is always there: null stands for what is not known.
"""

import json
from typing import Any

from build_scripts.corpus import CheckedClaim, Corpus
from build_scripts.excerpts import Excerpt
from build_scripts.folding import VERSION
from build_scripts.policy import Measure
from build_scripts.write import MARK, Output

SCHEMA_VERSION = 1


def output(corpus: Corpus) -> Output:
    """The file of all claims."""
    site = corpus.policy.site
    head = {
        "schema_version": SCHEMA_VERSION,
        "generated_from": MARK,
        "generated_at": corpus.last_change.isoformat(),
        "publisher": site.publisher,
        "licence": site.licence,
        "licence_url": site.licence_url,
        "total": len(corpus.claims),
    }
    rows = {"claims": [_claim(claim, corpus) for claim in corpus.claims], "retired": [_retired(claim) for claim in corpus.retired]}
    parts = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    parts += [f"{_json(key)}: [{_lines(entries)}]" for key, entries in rows.items()]
    return Output("api/v1/claims.json", "{\n" + ",\n".join(parts) + "\n}\n")


def _lines(entries: list[dict[str, Any]]) -> str:
    """Entries on a line each, so that a difference between two builds shows the claims that differ."""
    return "\n" + ",\n".join(map(_json, entries)) + "\n" if entries else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _claim(checked: CheckedClaim, corpus: Corpus) -> dict[str, Any]:
    claim = checked.claim
    return {
        "id": claim.id,
        "path": f"claims/{claim.id}/",
        "claim": claim.claim,
        "kind": claim.kind,
        "status": {"id": checked.status.id, "word": checked.status.word},
        "finding": claim.finding,
        "reasoning": claim.reasoning,
        "when": claim.when.text if claim.when else None,
        "topics": list(claim.topics),
        "claimant": checked.tally.claimant,
        "checked": {"on": claim.checked.on.isoformat(), "by": claim.checked.by},
        "next_check": checked.next_check.isoformat() if checked.next_check else None,
        "voices": list(checked.tally.counted[Measure.ASSERTING_VOICES]),
        "witnesses": list(checked.tally.counted[Measure.WITNESSES]),
        "excerpts": [_excerpt(excerpt, corpus) for excerpt in checked.excerpts],
        "related": [other for other in claim.related if corpus.claim(other)],
        "history": _history(checked),
    }


def _retired(checked: CheckedClaim) -> dict[str, Any]:
    """A claim that stands no more: what it last said, and what became of it."""
    claim, withdrawn = checked.claim, checked.claim.withdrawn
    return {
        "id": claim.id,
        "path": f"claims/{claim.id}/",
        "state": "withdrawn" if withdrawn else "merged",
        "withdrawn": {"on": withdrawn.on.isoformat(), "reason": withdrawn.reason} if withdrawn else None,
        "merged_into": claim.merged_into,
        "claim": claim.claim,
        "kind": claim.kind,
        "last_status": {"id": checked.status.id, "word": checked.status.word},
        "finding": claim.finding,
        "history": _history(checked),
    }


def _history(checked: CheckedClaim) -> list[dict[str, str]]:
    return [
        {"on": change.on.isoformat(), "kind": change.kind, "change": change.change, "why": change.why} for change in checked.claim.history
    ]


def _excerpt(excerpt: Excerpt, corpus: Corpus) -> dict[str, Any]:
    evidence = excerpt.evidence
    source = excerpt.source
    return {
        "id": excerpt.id,
        "source": source.id,
        "publisher": corpus.register.name(source.publisher),
        "published": source.published.text,
        "address": source.original_url or source.carrier_url,
        "archived": source.archive_url,
        "stance": evidence.stance,
        "distortion": evidence.distortion,
        "origins": list(evidence.origins),
        "origin_basis": evidence.origin_basis,
        "quotation": "proven" if excerpt.proven else "recorded",
        "match": excerpt.match,
        "selector": {
            "start": excerpt.whole.start,
            "end": excerpt.whole.end,
            "exact": list(excerpt.words),
            "prefix": excerpt.prefix,
            "suffix": excerpt.suffix,
            "folding": VERSION,
            "source_sha256": source.sha256,
        },
        "note": evidence.note,
    }
