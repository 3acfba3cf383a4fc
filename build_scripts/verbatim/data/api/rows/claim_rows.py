"""Fills the rows of claims.

In: a checked claim, and the row context of its corpus. Out: a `ClaimRow`, or a `RetiredRow` for a retired claim.
"""

from collections.abc import Callable
from typing import Any, Literal

from verbatim.checks.corpus import CheckedClaim
from verbatim.checks.leave_one_out import Omission
from verbatim.data.api.rows.claims import (
    ChangeInClaim,
    CheckedRow,
    ClaimRow,
    Counts,
    InquiryRow,
    LossRow,
    OverrideRow,
    RetiredRow,
    SearchRow,
    State,
    StatusRef,
    WithdrawnRow,
)
from verbatim.data.api.rows.excerpts import PROOF_OF, DriftRow, ExcerptRow, Selector, TranslationRow
from verbatim.data.api.rows.row import RowContext, first_and_last_day, when_text
from verbatim.model.claims import ClaimChange, Override
from verbatim.model.scale import Measure, Status
from verbatim.model.sources import Translation
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text.folding import VERSION
from verbatim.rendering.wording import is_inferred


def claim_row(checked: CheckedClaim, context: RowContext) -> ClaimRow:
    """The row of a claim that is not retired."""
    claim, counted = checked.claim, checked.tally.counted
    first, last = first_and_last_day(claim.when)
    path, checker, claimant = page_of(checked), context.corpus.checker, checked.tally.claimant
    return ClaimRow(
        id=claim.id,
        path=path,
        url=context.url(path),
        claim=claim.claim,
        short=claim.short,
        kind=claim.kind,
        status=_status(checked.status),
        finding=claim.finding,
        reasoning=claim.reasoning,
        when=when_text(claim.when),
        when_earliest=first,
        when_latest=last,
        topics=tuple(context.topics[topic] for topic in claim.topics),
        claimant=context.speakers[claimant] if claimant else None,
        claimant_inferred=claimant is not None and is_inferred(claimant, checked.excerpts, context.corpus),
        checked=CheckedRow(on=claim.checked.day, by=checker(claim.checked.by)),
        next_check=checked.next_check,
        counts=Counts(
            excerpts=len(checked.excerpts),
            publishers=len({excerpt.source.publisher for excerpt in checked.excerpts}),
            voices=len(counted[Measure.ASSERTING_VOICES]),
            denying_voices=len(counted[Measure.DENYING_VOICES]),
            witnesses=len(counted[Measure.WITNESSES]),
            holding_the_words=len(checked.tally.holding_the_words),
            departing=len(checked.tally.departing),
        ),
        voices=context.named(counted[Measure.ASSERTING_VOICES]),
        denying_voices=context.named(counted[Measure.DENYING_VOICES]),
        witnesses=context.named(counted[Measure.WITNESSES]),
        holding_the_words=context.named(checked.tally.holding_the_words),
        departing=context.named(checked.tally.departing),
        hangs_on=tuple(map(_loss, context.corpus.hangs_on(checked))),
        override=_override(claim.override, checker) if claim.override else None,
        needs_unseen_words=context.corpus.needs_unseen_words(checked),
        excerpts=tuple(_excerpt(excerpt, path, context) for excerpt in checked.excerpts),
        searched=tuple(
            SearchRow(for_=each.for_, where=each.where, day=each.day, by=checker(each.by), found=each.found)
            for each in claim.searched
        ),
        unknown=claim.unknown,
        asked=tuple(InquiryRow(**inquiry.model_dump()) for inquiry in claim.asked),
        related=tuple(other for other in claim.related if context.corpus.claim(other)),
        history=_history(checked),
    )


def retired_row(checked: CheckedClaim, context: RowContext) -> RetiredRow:
    """The row of a claim that was withdrawn or merged."""
    claim, path = checked.claim, page_of(checked)
    return RetiredRow(
        id=claim.id,
        path=path,
        url=context.url(path),
        state=state_of(checked),
        withdrawn=WithdrawnRow(on=claim.withdrawn.day, reason=claim.withdrawn.reason) if claim.withdrawn else None,
        merged_into=claim.merged_into,
        claim=claim.claim,
        short=claim.short,
        kind=claim.kind,
        last_status=_status(checked.status),
        finding=claim.finding,
        history=_history(checked),
    )


def state_of(checked: CheckedClaim) -> State:
    """Whether a claim stands, was withdrawn or was merged."""
    if not checked.claim.retired:
        return State.STANDING
    return State.WITHDRAWN if checked.claim.withdrawn else State.MERGED


def page_of(checked: CheckedClaim) -> str:
    """The path of a claim's page from the site's root."""
    return f"claims/{checked.id}/"


def _override(override: Override, checker: Callable[[str], str]) -> OverrideRow:
    return OverrideRow(rule=override.rule, reason=override.reason, by=checker(override.by), on=override.day)


def _status(status: Status) -> StatusRef:
    return StatusRef(id=status.id, word=status.word)


def _loss(omission: Omission) -> LossRow:
    what: Literal["source", "voice"] = "voice" if omission.is_voice else "source"
    return LossRow(what=what, id=omission.left_out.id, then=tuple(map(_status, omission.allowed)))


def _history(checked: CheckedClaim) -> tuple[ChangeInClaim, ...]:
    return tuple(ChangeInClaim(**change_values(change)) for change in checked.claim.history)


def change_values(change: ClaimChange) -> dict[str, Any]:
    """The values of a history entry that a row has."""
    return {
        "on": change.day,
        "kind": change.kind,
        "is_correction": change.is_correction,
        "change": change.change,
        "why": change.why,
        "was": [{"key": key, "text": text} for key, text in change.was.texts.items()] if change.was else [],
    }


def _excerpt(excerpt: Excerpt, page: str, context: RowContext) -> ExcerptRow:
    evidence, source, whole = excerpt.evidence, excerpt.source, excerpt.whole
    path, seen = f"{page}#{excerpt.id}", excerpt.sights.seen
    return ExcerptRow(
        id=excerpt.id,
        path=path,
        url=context.url(path),
        source=source.id,
        source_title=source.title,
        publisher=context.speakers[source.publisher],
        published=source.published.text,
        published_earliest=source.published.start,
        published_latest=source.published.end,
        source_inferred=tuple(source.inferred),
        lang=source.lang,
        address=source.address,
        archived=source.archive_url,
        stance=evidence.stance,
        distortion=evidence.distortion,
        uncheckable=evidence.uncheckable,
        outweighed=evidence.outweighed,
        origins=tuple(context.origins[name] for name in evidence.origins),
        origin_basis=evidence.origin_basis,
        quotation=PROOF_OF[excerpt.grade],
        match=excerpt.match,
        words=excerpt.quotation,
        selector=Selector(
            start=whole.start,
            end=whole.end,
            exact=excerpt.words,
            prefix=excerpt.prefix,
            suffix=excerpt.suffix,
            folding=VERSION,
            source_sha256=source.sha256,
        ),
        translation=_translation(excerpt.translation),
        note=evidence.note,
        seen_on=seen.day if seen else None,
        seen_at=seen.address if seen else None,
        seen_in=seen.kind if seen else None,
        lost=tuple(DriftRow(kind=each.kind, address=each.address, since=each.since) for each in excerpt.sights.drifts),
    )


def _translation(translation: Translation | None) -> TranslationRow | None:
    return TranslationRow(text=translation.text, by=translation.by) if translation else None
