"""All checks of a project's data, in order.

In: a project. Out: all problems of its data and, if none of them is an error, a `Corpus`. The checks themselves are in
the other modules of this package.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from verbatim.checks.article_checks import (
    coverage_of,
    share_too_large,
    uncovered_sentences,
    undeclared_relations,
    unproven_words_in_note,
)
from verbatim.checks.assess import tally
from verbatim.checks.claim_checks import (
    disallowed_status,
    hanging_on_noted_words,
    idle_override,
    missing_keys,
    missing_short,
    misspelt_checkers,
    overdue_review,
    repeated_claims,
    repeated_excerpts,
    unproven_words,
    unproven_words_in_notes,
    unsupported_details,
)
from verbatim.checks.claimants import misnamed_claimant
from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.counter import grades_of
from verbatim.checks.entries.contradictions import contradicting_excerpts, speakers_of_other_voices
from verbatim.checks.entries.repeated import repeated_entries
from verbatim.checks.files.file_names import unportable_names
from verbatim.checks.files.link_exceptions import expired
from verbatim.checks.files.source_texts import source_texts
from verbatim.checks.history.entries import history_problems, policy_history_problems
from verbatim.checks.history.future_days import future_days
from verbatim.checks.look.colours import unreadable_colours
from verbatim.checks.look.own_pages import unusable_pages
from verbatim.checks.look.pictures import pictures
from verbatim.checks.memory import Memory, Proven, Shared
from verbatim.checks.scale_checks import unusable_rules
from verbatim.checks.sightings import by_source, unusable_sightings, warnings_of_lost_words
from verbatim.checks.texts.addresses import unusable_addresses
from verbatim.checks.texts.evidence_texts import (
    overlapping_excerpts,
    turned_translations,
    words_of_somebody_else,
)
from verbatim.checks.texts.links_to_ourselves import dead_links_to_ourselves
from verbatim.checks.texts.placeholders import placeholders
from verbatim.checks.texts.site_language import untranslated_language
from verbatim.checks.texts.statements import Statements
from verbatim.checks.texts.text_links import links_elsewhere, unusable_links
from verbatim.long_work.progress import counted, stage
from verbatim.model.claims import Claim
from verbatim.model.loaded import Loaded, Placed, PlacedClaim, PlacedDraft
from verbatim.model.policy import Policy
from verbatim.model.reading.load import load, load_sources
from verbatim.model.references import resolve
from verbatim.model.sources import Article, Record
from verbatim.problems import Problem, Severity, errors
from verbatim.project import Project
from verbatim.quotation.coverage import Coverage, printed_share
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.prover import Prover
from verbatim.quotation.text.source_text import SourceText
from verbatim.site_address import SiteAddress

if TYPE_CHECKING:
    from verbatim.checks.history.revision import Revision


@dataclass(frozen=True)
class Texts:
    """The texts of all sources; `policy` is None if it could not be read, and then the problems say why."""

    texts: dict[str, SourceText]
    policy: Policy | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Examination:
    """The result of all checks: the problems, the corpus if none is an error, and the coverage of each article.

    The last rules only warn, and they take a third of the time. So they are applied when the problems are asked for:
    `rule` gives what they find, which comes after the problems `before` it.
    """

    before: tuple[Problem, ...]
    corpus: Corpus | None
    coverage: dict[str, Coverage]
    rule: Callable[[], list[Problem]] = list
    after: tuple[Problem, ...] = ()

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in order."""
        return (*self.before, *self.rule(), *self.after)


def examine(  # noqa: PLR0913 - what the data are checked against, and for what
    project: Project,
    today: date | None = None,
    published: "Revision | None" = None,
    *,
    address: SiteAddress = SiteAddress(""),  # noqa: B008 - a frozen value
    publishing: bool = False,
    memory: Memory | None = None,
) -> Examination:
    """Load and check a project.

    With `today`, also warn of dates that have passed; with `published`, also compare the data with a revision; with the
    site's `address`, also follow links to it. With `publishing`, what is still to be filled in is an error. A `memory`
    saves time in several examinations of almost the same data, if the problems of each are asked for before the next
    one begins; what is found is the same without it.
    """
    with stage("load"):
        loaded = load(project)
    if not loaded.complete or loaded.policy is None:
        return Examination(tuple(loaded.problems), None, {})
    resolve(loaded, loaded.policy)
    if loaded.policy.sound:
        loaded.problems += unusable_rules(loaded.policy)
    loaded.problems += history_problems(loaded.claims)
    loaded.problems += policy_history_problems(loaded.policy)
    loaded.problems += untranslated_language(loaded.policy)
    loaded.problems += unusable_addresses(loaded)
    loaded.problems += unreadable_colours(loaded.policy)
    loaded.problems += unusable_pages(project, loaded.policy)
    loaded.problems += unportable_names(project, loaded)
    loaded.problems += placeholders(loaded, Severity.ERROR if publishing else Severity.WARNING)
    loaded.problems += repeated_entries(loaded)
    loaded.problems += speakers_of_other_voices(loaded, loaded.register)
    examiner = _Examiner(project, loaded, loaded.policy, today, memory or Memory())
    loaded.problems += dead_links_to_ourselves(loaded, examiner.claim_pages, address)
    corpus, before = examiner.corpus(), len(loaded.problems)
    # What is not found is cited by nothing, so the rules count only if nothing else is wrong.
    rule = list if errors(loaded.problems) else partial(examiner.rule, corpus)
    if published:
        from verbatim.checks.history.comparison import comparison_problems  # noqa: PLC0415 - only `--against` needs it

        loaded.problems += comparison_problems(published, loaded, today)
    if today:
        loaded.problems += future_days(loaded, today)
        loaded.problems += expired(loaded.policy, today)
    found, published_corpus = loaded.problems, None if errors(loaded.problems) else corpus
    return Examination(tuple(found[:before]), published_corpus, corpus.coverage, rule, tuple(found[before:]))


def examine_texts(project: Project) -> Texts:
    """Load only the texts in which quotations are looked up; faults in other data do not matter."""
    loaded = load_sources(project)
    if loaded.policy is None:
        return Texts({}, None, tuple(loaded.problems))
    texts, problems = source_texts(project, loaded)
    return Texts(texts, loaded.policy.value, (*loaded.problems, *problems))


class _Examiner:
    """Runs the checks of claims, drafts and articles, and adds their problems to those of the loaded data."""

    def __init__(
        self, project: Project, loaded: Loaded, placed_policy: Placed[Policy], today: date | None, memory: Memory
    ) -> None:
        self.project = project
        self.loaded = loaded
        self.memory = memory
        self.problems = loaded.problems
        self.claim_pages = {claim.value.id for claim in loaded.claims if claim.value}
        self.claim_pages |= {name for name in loaded.unreadable.get(Claim, ()) if name}
        texts, problems = source_texts(project, loaded)
        self.problems += problems
        shared = Shared(placed_policy.value, loaded.register, texts, by_source(loaded), today)
        shared = memory.shared(shared, self.claim_pages)
        self.policy, self.register, self.texts, self.sightings, self.today = shared
        self.problems += unusable_sightings(loaded, self.register.sources)
        self.pictures, problems = pictures(project, placed_policy)
        self.problems += problems
        self.prover = Prover(self.register.sources, self.texts, self.policy.limits, self.problems, self.sightings)
        # The excerpts of each source, by its id, that cover sentences, each with the id of its claim.
        self.covering = dict[str, list[tuple[str, Excerpt]]]()

    def corpus(self) -> Corpus:
        """Run all checks. What is returned may be published only if there is no error."""
        self.problems += links_elsewhere(self.loaded, self.claim_pages)
        placed_claims = self.loaded.claims
        checks = counted("prove", map(self._claim, placed_claims), len(placed_claims))
        claims = [checked for checked in checks if checked]
        for draft in self.loaded.drafts:
            self._draft(draft)
        self.problems += repeated_claims((*placed_claims, *self.loaded.drafts))
        for source in self.loaded.sources:
            if source.value.id in self.texts:
                self.problems += unproven_words_in_note(source, self.texts[source.value.id])
        corpus = Corpus(
            policy=self.policy,
            register=self.register,
            texts=self.texts,
            claims=tuple(checked for checked in claims if not checked.claim.retired),
            coverage=self._articles(),
            source_places={source.value.id: source.place() for source in self.loaded.sources},
            retired=tuple(checked for checked in claims if checked.claim.retired),
            sightings=self.sightings,
            pictures=self.pictures,
        )
        self.problems += warnings_of_lost_words(corpus)
        return corpus

    def _claim(self, placed: PlacedClaim) -> CheckedClaim | None:
        """Check one claim. Its excerpts are proven even if the rest of it is faulty.

        The excerpts of a retired claim are proven, too, but cover no sentence; its last status is not checked again.
        """
        claim = placed.value
        name = str(placed.path[-1]) if claim is None else claim.id
        excerpts, checked = self.memory.proven(placed) or self._proven(placed, name)
        if claim is None or not claim.retired:
            for excerpt in filter(None, excerpts):
                self.covering.setdefault(excerpt.source.id, []).append((name, excerpt))
        return checked

    def _proven(self, placed: PlacedClaim, name: str) -> Proven:
        """Prove the excerpts of a claim, and check the rest of it."""
        before = len(self.problems)
        excerpts = [self.prover.excerpt(name, evidence) for evidence in placed.evidence]
        proven = Proven(excerpts, self._checked(placed, excerpts))
        if len(self.problems) == before:
            self.memory.keep(placed, proven)
        return proven

    def _checked(self, placed: PlacedClaim, proven: Sequence[Excerpt | None]) -> CheckedClaim | None:
        """Check a claim with its excerpts; None if it has a fault that prevents rules from being applied to it."""
        claim = placed.value
        if claim is None:
            return None
        self.problems += repeated_excerpts(placed, proven)
        self.problems += unproven_words(placed, claim, proven, self.texts)
        self.problems += unproven_words_in_notes(placed, proven, self.texts)
        self.problems += words_of_somebody_else(placed, proven, self.register)
        self.problems += turned_translations(placed, proven, self.policy.site.lang)
        self.problems += overlapping_excerpts(placed, proven)
        self.problems += unusable_links(placed, claim, self.claim_pages)
        if not placed.sound:
            return None
        excerpts = tuple(filter(None, proven))
        counted = tally(claim, self.register, grades_of(excerpts))
        checked = CheckedClaim(claim, self.policy.status(claim.status), excerpts, counted, placed.place())
        if not claim.retired:
            self.problems += disallowed_status(placed, claim, counted, self.policy)
            self.problems += idle_override(placed, claim, counted, self.policy)
            self.problems += misnamed_claimant(placed, checked, self.register)
            self.problems += contradicting_excerpts(placed, claim, proven, self.register)
            self.problems += misspelt_checkers(placed, claim, self.policy)
            self.problems += missing_short(placed, claim, self.policy)
            self.problems += overdue_review(placed, checked, self.today)
        return checked

    def rule(self, corpus: Corpus) -> list[Problem]:
        """Check on which words the statuses hang, and whether something cited has the details of the editors' texts.

        The word lists that find details are English.
        """
        placed = {claim.value.id: claim for claim in self.loaded.claims if claim.value}
        is_english = self.policy.site.lang.startswith("en")
        with stage("rule", len(corpus.claims)) as advance:
            hangs = self.memory.ruled(corpus, corpus.lower_case_words if is_english else frozenset())
            others = [checked for checked in corpus.claims if checked.id not in hangs]
            hangs |= {checked.id: bool(corpus.only_noted_behind(checked)) for checked in others}
            problems = list(hanging_on_noted_words(placed, [each.id for each in corpus.claims if hangs[each.id]]))
            for checked in others:
                statements = Statements(checked, corpus) if is_english else None
                faults = list(unsupported_details(placed[checked.id], checked, statements)) if statements else []
                problems += faults
                if not faults:
                    self.memory.keep_ruled(checked, hangs=hangs[checked.id])
                advance()
        return problems

    def _draft(self, placed: PlacedDraft) -> None:
        """Check what is there of a draft. It covers no sentence, and what only more work can correct is a warning."""
        draft = placed.value
        proven = [self.prover.excerpt(draft.id, evidence) for evidence in placed.evidence]
        self.problems += repeated_excerpts(placed, proven)
        self.problems += unproven_words(placed, draft, proven, self.texts, Severity.WARNING)
        self.problems += unproven_words_in_notes(placed, proven, self.texts)
        self.problems += words_of_somebody_else(placed, proven, self.register)
        self.problems += turned_translations(placed, proven, self.policy.site.lang)
        self.problems += overlapping_excerpts(placed, proven)
        self.problems += unusable_links(placed, draft, self.claim_pages, Severity.WARNING)
        if placed.sound:
            self.problems += missing_keys(placed)
            self.problems += misspelt_checkers(placed, draft, self.policy)
            self.problems += missing_short(placed, draft, self.policy, Severity.WARNING)
            claim = draft.finished()
            if claim:
                status, excerpts = self.policy.status(claim.status), tuple(excerpt for excerpt in proven if excerpt)
                counted = tally(claim, self.register, grades_of(excerpts))
                self.problems += disallowed_status(placed, claim, counted, self.policy, Severity.WARNING)
                self.problems += idle_override(placed, claim, counted, self.policy, Severity.WARNING)
                checked = CheckedClaim(claim, status, excerpts, counted, placed.place())
                self.problems += misnamed_claimant(placed, checked, self.register, Severity.WARNING)

    def _covering(self, source: Article | Record) -> list[tuple[str, Excerpt]]:
        """The excerpts of one source that cover sentences; if two entries have its id, only those of this one."""
        return self.covering.get(source.id, []) if self.register.sources[source.id] == source else []

    def _shares_of_records(self) -> None:
        """Check how much of each stored record is printed."""
        for record in self.loaded.records:
            entry = record.value
            if entry.file and entry.id in self.texts:
                share = printed_share(self.texts[entry.id], (excerpt for _, excerpt in self._covering(entry)))
                self.problems += share_too_large(record, share, self.policy.limits)

    def _articles(self) -> dict[str, Coverage]:
        """Check the articles that could be read; returns the coverage of each."""
        articles = [article for article in self.loaded.articles if article.value.id in self.texts]
        accounts = {
            article.value.id: coverage_of(article, self._covering(article.value), self.prover, self.policy.furniture)
            for article in articles
        }
        # An excerpt that is not found leaves its sentence uncovered, so coverage counts only if nothing else is wrong.
        if not errors(self.problems):
            for article in articles:
                entry, account = article.value, accounts[article.value.id]
                if self.policy.covers_every_sentence(entry):
                    self.problems += uncovered_sentences(self.project, entry, self.texts[entry.id], account)
                self.problems += share_too_large(article, account.share, self.policy.limits)
            self._shares_of_records()
        self.problems += undeclared_relations(self.project, self.register, self.texts, accounts)
        return accounts
