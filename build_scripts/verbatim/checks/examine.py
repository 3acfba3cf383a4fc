"""All checks of a project's data, in order.

In: a project. Out: all problems of its data and, where there is no error among them, a `Corpus`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from verbatim.checks.assess import Tally, allowed_statuses, broken_rules, tally
from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.history import comparison_problems, history_problems
from verbatim.checks.link_exceptions import expired
from verbatim.checks.revision import Revision
from verbatim.model.claims import Claim, Draft
from verbatim.model.load import Loaded, Placed, PlacedClaim, PlacedDraft, load, load_sources
from verbatim.model.policy import Measure, Policy, Status
from verbatim.model.references import resolve
from verbatim.model.sources import Article, Read, Record
from verbatim.model.yaml_file import decode
from verbatim.problems import Problem, Severity, errors
from verbatim.project import Project
from verbatim.quotation.coverage import Coverage, coverage
from verbatim.quotation.excerpts import Excerpt, Prover, recorded_text
from verbatim.quotation.own_words import is_in_any, printed, quoted_words
from verbatim.quotation.quotation_marks import DOUBLE
from verbatim.quotation.shared_text import shared_runs
from verbatim.quotation.source_text import SourceText, sha256_of


@dataclass(frozen=True)
class Texts:
    """The texts of all sources; `policy` is None where it could not be read, and then the problems say why."""

    texts: dict[str, SourceText]
    policy: Policy | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Examination:
    """The outcome of all checks.

    Every problem; the corpus, unless one of them is an error; and how every article that could be read is accounted for.
    """

    problems: tuple[Problem, ...]
    corpus: Corpus | None
    coverage: dict[str, Coverage]


def examine(project: Project, today: date | None = None, published: Revision | None = None) -> Examination:
    """Load and check a project.

    Only with `today` are dates compared with the clock, and then only as warnings; only with `published` are the data
    compared with what they were.
    """
    loaded = load(project)
    if not loaded.complete or loaded.policy is None:
        return Examination(tuple(loaded.problems), None, {})
    resolve(loaded, loaded.policy)
    loaded.problems += history_problems(loaded.claims, today)
    corpus = _Examiner(project, loaded, loaded.policy.value, today).corpus()
    if published:
        loaded.problems += comparison_problems(published, loaded, today)
    if today:
        loaded.problems += expired(loaded.policy, today)
    return Examination(tuple(loaded.problems), None if errors(loaded.problems) else corpus, corpus.coverage)


def examine_texts(project: Project) -> Texts:
    """Load only what quotations are looked up in; faults elsewhere in the data do not matter here."""
    loaded = load_sources(project)
    if loaded.policy is None:
        return Texts({}, None, tuple(loaded.problems))
    examiner = _Examiner(project, loaded, loaded.policy.value, None)
    return Texts(examiner.texts, loaded.policy.value, tuple(loaded.problems))


class _Examiner:
    """Runs every check that needs more than one entry; problems go to the loaded data's list."""

    def __init__(self, project: Project, loaded: Loaded, policy: Policy, today: date | None) -> None:
        self.project = project
        self.loaded = loaded
        self.policy = policy
        self.today = today
        self.problems = loaded.problems
        self.register = loaded.register
        self.texts = dict(self._texts())
        self._originals()
        self.excerpts: list[tuple[str, Excerpt]] = []
        self.prover = Prover(self.register.sources, self.texts, policy.limits, self.problems)

    def corpus(self) -> Corpus:
        claims = [claim for placed in self.loaded.claims for claim in self._claim(placed)]
        for draft in self.loaded.drafts:
            self._draft(draft)
        accounts = {
            article.value.id: self._coverage(article)
            for article in self.loaded.articles
            if article.value.id in self.texts
        }
        if not errors(self.problems):
            self._shortfalls(accounts)
        self._undeclared_relations(accounts)
        active, retired = (tuple(claim for claim in claims if claim.claim.retired is state) for state in (False, True))
        places = {source.value.id: source.place() for source in self.loaded.sources}
        return Corpus(self.policy, self.register, self.texts, active, accounts, places, retired)

    def _shortfalls(self, accounts: dict[str, Coverage]) -> None:
        """Every sentence should be accounted for, and no more of an article may be printed than the policy allows.

        A sentence that is not is a warning, and the article's page shows it: so an article can be gone through step by
        step, and nothing is left out silently. Looked at only once all else is right: a quotation that is not found leaves its sentence uncovered, too.
        """
        for article in self.loaded.articles:
            account, entry = accounts[article.value.id], article.value
            file, text = self.project.name_of(self.project.stored_texts / entry.file), self.texts[entry.id]
            for sentence in account.uncovered:
                place = text.place(file, sentence.span)
                hint = "quote it, name it under `covers:` of evidence that it belongs to, or excuse it in seeds/articles.yaml with a reason"
                self.problems.append(
                    Problem(
                        "uncovered-sentence",
                        place,
                        f"no claim covers, and nothing excuses: {sentence.text}",
                        hint,
                        Severity.WARNING,
                    )
                )
            limit = self.policy.limits.largest_share
            if account.share * 100 > limit and not entry.rights_allow_all:
                message = f"{account.share:.1%} of the words of “{entry.id}” are printed; policy.yaml allows {limit} %"
                hint = "quote key phrases, with `context: none` where a phrase speaks for itself and `covers:` where nothing needs printing"
                self.problems.append(Problem("share-too-large", article.place(), message, hint))

    def _undeclared_relations(self, accounts: dict[str, Coverage]) -> None:
        """Warn of articles that share a long run of narration although no relation between them is declared."""
        articles = {article.value.id: article.value for article in self.loaded.articles if article.value.id in accounts}
        furniture = {
            name: [sentence.span for sentence in account.sentences if sentence.excused_for]
            for name, account in accounts.items()
        }
        for run in shared_runs({name: self.texts[name] for name in articles}, furniture):
            if not self.register.related(run.first, run.second):
                file = self.project.name_of(self.project.stored_texts / articles[run.second].file)
                place = self.texts[run.second].place(file, run.span_in_second)
                message = f"“{run.words}” stands outside quotation marks here and in “{run.first}” (line {self.texts[run.first].line_of(run.span_in_first.start)})"
                hint = "declare in seeds/articles.yaml which of the two derives from the other, or from what both do: `derives_from:`"
                self.problems.append(Problem("undeclared-relation", place, message, hint, Severity.WARNING))

    def _coverage(self, article: Placed[Article]) -> Coverage:
        """What accounts for each sentence of an article; the excuses are located like quotations."""
        excused = []
        for number, excuse in enumerate(article.value.excused):
            found = self.prover.find(
                excuse, article.value.id, Placed(excuse, article.file, (*article.path, "excused", number))
            )
            excused += [(excuse.reason, span) for span in (found.spans if found else ())]
        excerpts = [(claim, excerpt) for claim, excerpt in self.excerpts if excerpt.source is article.value]
        covered = [(claim, span) for claim, excerpt in excerpts for span in excerpt.covered]
        return coverage(self.texts[article.value.id], excerpts, covered, excused)

    def _texts(self) -> Iterable[tuple[str, SourceText]]:
        """The text of every source that has one; a stored file must be the one whose hash was declared."""
        for source in self.loaded.sources:
            entry = source.value
            if entry.id in self.loaded.stored and entry.file:
                raw = self.loaded.stored[entry.id]
                name = self.project.name_of(self.project.stored_texts / entry.file)
                text, problems = decode(name, raw)
                self.problems += problems
                if sha256_of(raw) != entry.sha256 and not problems:
                    hint = "restore the file, or declare the new hash after going through every quotation from it"
                    self._changed(source, "sha256", name, raw, hint)
                if text is not None:
                    yield entry.id, SourceText(text)
            elif (
                isinstance(entry, Record) and entry.file is None and not entry.passages and entry.read is not Read.NONE
            ):
                hint = "add the words that were read; `read: none` marks a page that nobody found"
                self.problems.append(
                    Problem("missing-key", source.place(), "“passages” is missing from a record that has no file", hint)
                )
            elif isinstance(entry, Record) and entry.file is None:
                yield entry.id, SourceText(recorded_text(entry))

    def _originals(self) -> None:
        """What a stored text was taken out of must be the file whose hash was declared; nothing else is read from it."""
        for article in self.loaded.articles:
            entry, raw = article.value, self.loaded.originals.get(article.value.id)
            if raw is not None and entry.original_file and sha256_of(raw) != entry.original_sha256:
                name = self.project.name_of(self.project.stored_texts / entry.original_file)
                hint = "restore the file; if another copy was saved on purpose, take that in as an article of its own"
                self._changed(article, "original_sha256", name, raw, hint)

    def _changed(self, source: Placed[Article] | Placed[Record], key: str, name: str, raw: bytes, hint: str) -> None:
        message = f"{name} is not the file that was declared: its SHA-256 is {sha256_of(raw)}"
        self.problems.append(Problem("changed-file", source.place(key), message, hint))

    def _claim(self, placed: PlacedClaim) -> Iterable[CheckedClaim]:
        """Check one claim; its excerpts are proven even where the claim itself cannot be judged.

        The evidence of a retired claim stays proven but accounts for no sentence, and its last status is not judged again.
        """
        raw_id = str(placed.path[-1]) if placed.value is None else placed.value.id
        proven = [self.prover.excerpt(raw_id, evidence) for evidence in placed.evidence]
        excerpts = tuple(excerpt for excerpt in proven if excerpt)
        retired = placed.value is not None and placed.value.retired
        self.excerpts += [] if retired else [(raw_id, excerpt) for excerpt in excerpts]
        if placed.value is None:
            return
        self._excerpts_once(placed, proven)
        self._own_words(placed, placed.value, proven)
        if not placed.sound:
            return
        claim, counted = placed.value, tally(placed.value, self.register)
        status = self.policy.status(claim.status)
        if not retired:
            self._status(placed, claim, status, counted)
        checked = CheckedClaim(claim, status, excerpts, counted, placed.place())
        if self.today and checked.next_check and checked.next_check < self.today and not retired:
            hint = "go through its evidence again and set `checked:` to the day you did"
            message = f"“{claim.id}” was due to be checked again by {checked.next_check}"
            self.problems.append(Problem("recheck-due", placed.place("checked", "on"), message, hint, Severity.WARNING))
        yield checked

    def _draft(self, placed: PlacedDraft) -> None:
        """Check what is written of a draft. It accounts for no sentence, and what more evidence would mend is a warning."""
        draft = placed.value
        proven = [self.prover.excerpt(draft.id, evidence) for evidence in placed.evidence]
        self._excerpts_once(placed, proven)
        self._own_words(placed, draft, proven, Severity.WARNING)
        finished = draft.finished()
        if finished and placed.sound:
            self._status(
                placed, finished, self.policy.status(finished.status), tally(finished, self.register), Severity.WARNING
            )
        elif draft.missing and placed.sound:
            message = f"“{draft.id}” is a draft; before it can be published it needs: {', '.join(draft.missing)}"
            hint = "add them, then take out `draft: true` and begin its `history:`; until then it stands on no page"
            self.problems.append(Problem("unfinished-draft", placed.place(), message, hint, Severity.WARNING))

    def _excerpts_once(self, placed: PlacedClaim | PlacedDraft, proven: list[Excerpt | None]) -> None:
        """The same words of the same source may be evidence for a claim only once."""
        seen: set[str] = set()
        for evidence, excerpt in zip(placed.evidence, proven, strict=True):
            if excerpt and excerpt.id in seen:
                hint = "merge the two entries: one excerpt has one stance"
                self.problems.append(
                    Problem("duplicate-excerpt", evidence.place("quote"), "this claim quotes these words twice", hint)
                )
            if excerpt:
                seen.add(excerpt.id)

    def _own_words(
        self,
        placed: PlacedClaim | PlacedDraft,
        claim: Draft,
        proven: list[Excerpt | None],
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Words in double quotation marks in the editors' text must stand in one of the claim's excerpts.

        For an excerpt that was not found, whatever its source holds will do, so that its fault is reported once.
        """
        quotations = [excerpt.quotation for excerpt in proven if excerpt]
        missing = [evidence.value for evidence, excerpt in zip(placed.evidence, proven, strict=True) if not excerpt]
        quotations += [words for evidence in missing for words in (evidence.quote, self._text_of(evidence.source))]
        for key in ("claim", "finding", "reasoning"):
            text = getattr(claim, key) or ""
            for words in quoted_words(printed(text) if key == "reasoning" else text):
                if not is_in_any(words, quotations):
                    place = placed.words_place(words, key)
                    inner = words.strip("".join(DOUBLE))
                    message = f"“{inner}” stands in double quotation marks but in none of this claim’s excerpts"
                    hint = "quote it as evidence, copy the excerpt’s own words, or use single marks for a term that is nobody’s words"
                    self.problems.append(Problem("unproven-words", place, message, hint, severity))

    def _text_of(self, source_id: str) -> str:
        return self.texts[source_id].text if source_id in self.texts else ""

    def _status(
        self,
        placed: PlacedClaim | PlacedDraft,
        claim: Claim,
        status: Status,
        counted: Tally,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """The status must be one that the evidence allows."""
        place = placed.place("status")
        allowed = ", ".join(other.id for other in allowed_statuses(claim, self.policy, counted)) or "none"
        hint = f"this evidence allows: {allowed}; or add what is missing, or an `override:` with its reason"
        if claim.kind not in status.kinds:
            message = f"“{status.id}” is for claims of kind {' or '.join(status.kinds)}; this one is {claim.kind}"
            self.problems.append(Problem("status-not-allowed", place, message, hint, severity))
            return
        broken = broken_rules(claim, status, counted)
        if broken:
            measures = dict.fromkeys(measure for rule in broken for need in rule.needs for measure in need)
            rules = " ".join(f"{rule.id}: {rule.says}" for rule in broken)
            found = "; ".join(_counted(measure, counted) for measure in measures)
            message = f"the evidence does not allow “{status.id}”. {rules} Found: {found}."
            self.problems.append(Problem("status-not-allowed", place, message, hint, severity))


def _counted(measure: Measure, counted: Tally) -> str:
    """A measure in words: its name, its count, and what was counted where those are names."""
    names = counted.counted[measure]
    quoted = measure in (
        Measure.EXCERPTS,
        Measure.DENYING_EXCERPTS,
        Measure.UNANSWERED_DENIALS,
        Measure.NAMED_DIFFERENCES,
    )
    listed = f" ({', '.join(names)})" if names and not quoted else ""
    return f"{measure} {len(names)}{listed}"
