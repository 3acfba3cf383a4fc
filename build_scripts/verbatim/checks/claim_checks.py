"""The checks of one claim or draft, one function for each.

In: the entry with its place, and for each entry of its evidence the excerpt, or None if the words were not found. Out:
problems. For a draft most of them are warnings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from verbatim.checks.assess import Tally, allowed_statuses, broken_rules, meets
from verbatim.checks.corpus import CheckedClaim
from verbatim.checks.texts.statements import Statements
from verbatim.checks.texts.text_links import set_off_quotations
from verbatim.model.claims import Claim, Draft
from verbatim.model.evidence import Stance
from verbatim.model.loaded import PlacedClaim, PlacedDraft
from verbatim.model.policy import EDITORS, Policy
from verbatim.model.scale import Measure
from verbatim.problems import Problem, Severity, did_you_mean, suggestion
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.left_out.details import details_left_out
from verbatim.quotation.left_out.negations import LeftOut, negations_left_out
from verbatim.quotation.own_words import is_in_any, printed, quoted_words, spans_in
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.quotation_marks import DOUBLE
from verbatim.quotation.text.source_text import SourceText, Span

_MEND_OF_WORDS = "quote it as evidence, copy the excerpt’s own words, or use single marks for a term"

# What editors write of an excerpt.
_NOTES = ("note", "outweighed", "uncheckable")

# What may be before and after the words of a claim.
_AT_THE_ENDS = " .!?…\"'。！？।"

# Claims that a warning about many claims names.
_MOST_NAMED = 5

# What these measures count are quotations and notes, which are too long for a message.
_NOT_LISTED = (
    Measure.EXCERPTS,
    Measure.DENYING_EXCERPTS,
    Measure.UNANSWERED_DENIALS,
    Measure.NAMED_DIFFERENCES,
    Measure.NAMED_MEASURES,
    Measure.OUTSIDE_EVIDENCE,
    Measure.SEARCHES,
)


def repeated_excerpts(placed: PlacedClaim | PlacedDraft, excerpts: Sequence[Excerpt | None]) -> Iterator[Problem]:
    """The same words of the same source are evidence for a claim only once."""
    seen: set[str] = set()
    for evidence, excerpt in zip(placed.evidence, excerpts, strict=True):
        if excerpt and excerpt.id in seen:
            hint = "merge the two entries: one excerpt has one stance"
            yield Problem("duplicate-excerpt", evidence.place("quote"), "this claim quotes these words twice", hint)
        if excerpt:
            seen.add(excerpt.id)


def unproven_words(
    placed: PlacedClaim | PlacedDraft,
    claim: Draft,
    excerpts: Sequence[Excerpt | None],
    texts: Mapping[str, SourceText],
    severity: Severity = Severity.ERROR,
) -> Iterator[Problem]:
    """Words in double quotation marks in the editors' text are in one of the claim's excerpts.

    For an excerpt that was not found, all words of its source are accepted, so that its fault is reported only once.
    """
    quotations = [excerpt.quotation for excerpt in excerpts if excerpt]
    for evidence in (
        placed_one.value for placed_one, excerpt in zip(placed.evidence, excerpts, strict=True) if not excerpt
    ):
        quotations.append(evidence.quote)
        if evidence.source in texts:
            quotations.append(texts[evidence.source].text)
    hint = _MEND_OF_WORDS
    for path, text in _own_texts(claim):
        key = path[-1]
        for words in quoted_words(printed(text) if key == "reasoning" else text):
            if is_in_any(words, quotations):
                yield from _changed_words(words, placed, path, excerpts)
            else:
                inner = words.strip("".join(DOUBLE))
                is_all = text.strip() != inner and text.strip().strip("".join(DOUBLE)) == inner
                mend = f"delete the marks, since YAML needs none: `{key}: {inner}`; or {hint}" if is_all else hint
                message = f"“{inner}” is in double quotation marks but in none of this claim’s excerpts"
                yield Problem("unproven-words", placed.words_place(words, *path), message, mend, severity)
    for words in set_off_quotations(claim.reasoning or ""):
        if not is_in_any(words.strip("".join(DOUBLE)), quotations):
            message = f"“{words}” is printed as a quotation, but is in none of this claim’s excerpts"
            yield Problem("unproven-words", placed.words_place(words, "reasoning"), message, hint, severity)


def _own_texts(claim: Draft) -> Iterator[tuple[tuple[str, ...], str]]:
    """The editors' texts in which quoted words are proven, with their paths."""
    for key in ("claim", "short", "finding", "matters", "reasoning", "unknown"):
        yield (key,), getattr(claim, key) or ""
    if claim.override:
        yield ("override", "reason"), claim.override.reason


def _changed_words(
    words: str, placed: PlacedClaim | PlacedDraft, path: Sequence[str], excerpts: Iterable[Excerpt | None]
) -> Iterator[Problem]:
    """A warning if the editors quote words without what may change their sense beside them in each excerpt."""
    first: LeftOut | None = None
    for excerpt in filter(None, excerpts):
        for span in spans_in(words, excerpt.quotation):
            left_out = next(_left_out_of(excerpt, span), None)
            if left_out is None:
                return
            first = first or left_out
    if first:
        message = f"“{words}” is quoted without “{first.word}” {first.where} it, which may change its sense"
        hint = f"quote it too: {first.passage}"
        place = placed.words_place(words, *path)
        yield Problem("quotation-beside-negation", place, message, hint, Severity.WARNING)


def _left_out_of(excerpt: Excerpt, span: Span) -> Iterator[LeftOut]:
    """What the editors leave out of an excerpt. A negation after the words mostly belongs to what follows."""
    text, lang = excerpt.quotation, excerpt.source.lang
    yield from (left_out for left_out in negations_left_out(text, lang, [span]) if left_out.where == "before")
    yield from details_left_out(text, lang, [span])


def unproven_words_in_notes(
    placed: PlacedClaim | PlacedDraft, excerpts: Sequence[Excerpt | None], texts: Mapping[str, SourceText]
) -> Iterator[Problem]:
    """Words in double quotation marks in the note on an excerpt are in its source or in an excerpt of the claim."""
    quotations = [excerpt.quotation for excerpt in excerpts if excerpt]
    for evidence, excerpt in zip(placed.evidence, excerpts, strict=True):
        if excerpt is None:
            continue
        noted = ((key, text) for key in _NOTES if (text := getattr(evidence.value, key)))
        for key, text in noted:
            for words in quoted_words(text):
                if not is_in_any(words, (*quotations, texts[excerpt.source.id].text)):
                    inner = words.strip("".join(DOUBLE))
                    message = f"“{inner}” is in double quotation marks, but neither in this source nor in an excerpt"
                    place = evidence.words_place(words, key)
                    yield Problem("unproven-words", place, message, _MEND_OF_WORDS, Severity.WARNING)


def disallowed_status(
    placed: PlacedClaim | PlacedDraft, claim: Claim, counted: Tally, policy: Policy, severity: Severity = Severity.ERROR
) -> Iterator[Problem]:
    """The status is one that the evidence allows."""
    status = policy.status(claim.status)
    broken = broken_rules(claim, status, counted)
    if claim.kind in status.kinds and not broken:
        return
    allowed = ", ".join(other.id for other in allowed_statuses(claim, policy, counted)) or "none"
    hint = f"this evidence allows: {allowed}; or add what is missing, or an `override:` with its reason"
    if claim.kind not in status.kinds:
        message = f"“{status.id}” is for claims of kind {' or '.join(status.kinds)}; this one is {claim.kind}"
        yield Problem("status-not-allowed", placed.place("status"), message, hint, severity)
    else:
        measures = dict.fromkeys(measure for rule in broken for need in rule.needs for measure in need)
        rules = " ".join(f"{rule.id}: {rule.says}" for rule in broken)
        found = "; ".join(_in_words(measure, counted) for measure in measures)
        message = f"the evidence does not allow “{status.id}”. {rules} Found: {found}."
        named = {Measure.NAMED_DIFFERENCES, Measure.NAMED_MEASURES}.intersection(measures)
        unnamed = (
            next((e for e in claim.evidence if e.stance is Stance.DIFFERS and not e.note), None) if named else None
        )
        if unnamed:
            hint = f"add to the excerpt “{unnamed.quote}” a `note:` that says in what it differs; or {hint}"
        yield Problem("status-not-allowed", placed.place("status"), message, hint, severity)


def idle_override(
    placed: PlacedClaim | PlacedDraft, claim: Claim, counted: Tally, policy: Policy, severity: Severity = Severity.ERROR
) -> Iterator[Problem]:
    """An override names a rule of the claim's own status, for its kind, which the evidence breaks."""
    if claim.override is None:
        return
    name, status = claim.override.rule, policy.status(claim.status)
    applying = [rule for rule in status.rules if claim.kind in rule.kinds and claim.kind in status.kinds]
    hint = "delete the override; the page must not say that a rule is set aside if none is"
    if all(rule.id != name for rule in applying):
        listed = ", ".join(rule.id for rule in applying) or "none"
        message = f"“{name}” does not apply to a claim of kind {claim.kind} with the status “{status.id}”"
        hint = f"{hint}; the rules that apply are: {listed}"
        yield Problem("idle-override", placed.place("override", "rule"), message, hint, severity)
    elif all(meets(rule, counted) for rule in applying if rule.id == name):
        message = f"the evidence meets “{name}”, so there is nothing to override"
        yield Problem("idle-override", placed.place("override", "rule"), message, hint, severity)


def misspelt_checkers(placed: PlacedClaim | PlacedDraft, claim: Draft, policy: Policy) -> Iterator[Problem]:
    """A `by:` that is almost the id of one of the policy's people is that id."""
    known = tuple(person.id for person in policy.people)
    searches = {("searched", number, "by"): search.by for number, search in enumerate(claim.searched)}
    others = {(key, "by"): entry.by for key in ("checked", "override") if (entry := getattr(claim, key))}
    for path, by in (searches | others).items():
        if by != EDITORS and by not in known and _meant(by, known):
            message = f"“{by}” is not the id of anybody under `people:` in policy.yaml"
            yield Problem("unknown-checker", placed.place(*path), message, suggestion(by, known))


# Few people check many claims.
_meant = lru_cache(did_you_mean)


def missing_short(
    placed: PlacedClaim | PlacedDraft, claim: Draft, policy: Policy, severity: Severity = Severity.ERROR
) -> Iterator[Problem]:
    """A claim that is too long for a title has a short form, if the policy sets a limit."""
    most, text = policy.limits.longest_title, claim.claim or ""
    if most is not None and len(text) > most and not claim.short:
        message = f"the claim has {len(text)} characters; a title has room for {most}"
        hint = "add `short:`, the same claim in fewer words"
        yield Problem("missing-short", placed.place("claim"), message, hint, severity)


def unsupported_details(placed: PlacedClaim, checked: CheckedClaim, statements: Statements) -> Iterator[Problem]:
    """Each number, date, name and word of degree in the finding and the reasoning is in something that is cited."""
    missing: dict[str, list[str]] = {}
    for key, detail in statements.unsupported():
        missing.setdefault(key, []).append(detail)
    for key, details in missing.items():
        listed = ", ".join(f"“{detail}”" for detail in details)
        message = f"nothing that “{checked.id}” cites has {listed}"
        hint = (
            f"quote what shows it, or take it out of the {key}; "
            f"`verbatim statements {checked.id}` lists each sentence with the excerpts behind it"
        )
        yield Problem("unsupported-detail", placed.words_place(details[0], key), message, hint, Severity.WARNING)


def hanging_on_noted_words(placed: Mapping[str, PlacedClaim], hanging: Sequence[str]) -> Iterator[Problem]:
    """No status would fall without words that only an editor has noted; one warning for all that would."""
    if hanging:
        shown = f"{', '.join(hanging[:_MOST_NAMED])}{' …' if len(hanging) > _MOST_NAMED else ''}"
        statuses = "1 status" if len(hanging) == 1 else f"{len(hanging)} statuses"
        message = f"{statuses} would fall without words of one source that only an editor has noted: {shown}"
        hint = "`verbatim check --hangs-on` lists the sources; store one if its rights allow, or quote a further one"
        yield Problem("hangs-on-noted-words", placed[hanging[0]].place("status"), message, hint, Severity.WARNING)


def repeated_claims(claims: Iterable[PlacedClaim | PlacedDraft]) -> Iterator[Problem]:
    """No two claims have the same text or title, apart from typography, case and marks at the ends."""
    first: dict[str, tuple[PlacedClaim | PlacedDraft, str]] = {}
    for placed in claims:
        claim = placed.value
        if claim is None or claim.merged_into or claim.withdrawn:
            continue
        for key, text in (("claim", claim.claim), ("short", claim.short)):
            if not text:
                continue
            other, its_key = first.setdefault(fold(text).text.casefold().strip(_AT_THE_ENDS), (placed, key))
            if other.value and other.value.id != claim.id:
                message = f"“{other.value.id}” is the same claim: {other.place(its_key)}"
                hint = "merge one into the other with `merged_into:`, or say in both how they differ"
                yield Problem("repeated-claim", placed.place(key), message, hint, Severity.WARNING)
                break


def overdue_review(placed: PlacedClaim, checked: CheckedClaim, today: date | None) -> Iterator[Problem]:
    """The evidence was reviewed as often as the status needs it."""
    if today and checked.next_check and checked.next_check < today:
        message = f"“{checked.id}” was due to be checked again by {checked.next_check}"
        hint = "review its evidence again, and set `checked:` to the day of the review"
        yield Problem("recheck-due", placed.place("checked", "day"), message, hint, Severity.WARNING)


def missing_keys(placed: PlacedDraft) -> Iterator[Problem]:
    """What a draft needs before it can be published."""
    draft = placed.value
    if draft.missing:
        message = f"“{draft.id}” is a draft; before it can be published it needs: {', '.join(draft.missing)}"
        hint = "add them, then delete `draft: true` and begin its `history:`; until then it is on no page"
        yield Problem("unfinished-draft", placed.place(), message, hint, Severity.WARNING)


def _in_words(measure: Measure, counted: Tally) -> str:
    """A measure with its count and, if they are short, the names of what was counted."""
    names, doubtful = counted.counted[measure], len(counted.doubtful.get(measure, ()))
    listed = f" ({', '.join(names)})" if names and measure not in _NOT_LISTED else ""
    return f"{measure} {len(names)}{listed}" + (f", and {doubtful} with no stated voice" if doubtful else "")
