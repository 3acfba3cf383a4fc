"""`python -m tests.bench.scan`, part of `make bench`: how well and how fast `scan` finds what an article repeats.

Each article of the data is scanned with *its own evidence taken out of the data*, and the suggestions are compared with
that evidence:

- A suggestion is *right* if its claim has evidence in the suggested passage: a quotation from it, or a part that the
  evidence `covers`. A sentence that the article repeats word for word counts as one passage. **Precision** is the part
  of all suggestions that is right.
- **Recall** is measured over the claims that have an excerpt in this article and in at least one other *article* (a
  record does not count): how many of them are among the first five suggestions for the right passage, the sentence that
  their excerpt is in. The second figure counts every such passage of every such claim, although a claim is suggested
  only once, apart from its exact words.
- **Disagreements under `similar`**: right suggestions under `similar` whose evidence the editors recorded as `differs`
  or `denies`.

The truth is what the editors recorded. They quote a claim once or twice in an article, not wherever it is said. So a
suggestion counts as wrong where the article says the same in another sentence: the precision is a lower bound.

Thresholds and weights were chosen for the five articles of one story; for another they may do worse. The time is that
of a whole process with 10,000 claims of the real ones' size. `--failures` prints every wrong suggestion and every claim
that was missed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.desk.scan.index import ClaimIndex
from verbatim.desk.scan.suggestions import Relation, Suggestion, find_suggestions
from verbatim.model.claims import Claim
from verbatim.model.evidence import Stance
from verbatim.model.sources import Article
from verbatim.project import Project
from verbatim.quotation.excerpts import Excerpt

from tests.support.microsite import ROOT, copy_project

CLAIMS = 10_000
IN_ONE_FILE = 1_000


@dataclass
class Outcome:
    """The suggestions for one article, compared with its evidence."""

    suggestions: list[Suggestion]
    right: list[Suggestion]
    wanted: set[str]
    found: set[str]
    passages: int
    passages_found: int
    disagreeing: list[Suggestion]


def main() -> None:
    """Print the tables."""
    corpus = examine(Project(ROOT)).corpus
    if corpus is None or not corpus.articles or not (ROOT / "claims.yaml").is_file():
        print("nothing measured: this needs sound data with an article, and the claims in claims.yaml")
        return
    outcomes = {article.id: measure(corpus, article) for article in corpus.articles}
    relations = f"{'exact':>6} {'similar':>8} {'differs':>8}"
    print(
        f"{'article':34} {'suggestions':>11} {relations} {'right':>6} {'precision':>9} {'recall':>12} {'passages':>12}"
    )
    for name, outcome in [*outcomes.items(), ("all", _total(outcomes.values()))]:
        count = Counter(suggestion.relation for suggestion in outcome.suggestions)
        print(
            f"{name:34} {len(outcome.suggestions):>11} {count[Relation.EXACT]:>6} {count[Relation.SIMILAR]:>8}"
            f" {count[Relation.DIFFERS]:>8} {len(outcome.right):>6}"
            f" {_share(len(outcome.right), len(outcome.suggestions)):>9}"
            f" {_of(len(outcome.found), len(outcome.wanted)):>12} {_of(outcome.passages_found, outcome.passages):>12}"
        )
    disagreeing = [suggestion.claim.id for suggestion in _total(outcomes.values()).disagreeing]
    print(f"recorded disagreements under `similar`: {disagreeing}")
    if "--failures" in sys.argv:
        for name, outcome in outcomes.items():
            _print_failures(name, outcome, corpus)
    print()
    wall, processor, mebibytes = _time_of_many(ROOT / "seeds" / "articles" / corpus.articles[0].file)
    print(
        f"one article against {CLAIMS:,} claims, as a whole process: {wall:.1f} s ({processor:.1f} s of processor),"
        f" {mebibytes:.0f} MiB"
    )


def measure(corpus: Corpus, article: Article) -> Outcome:
    """Scan an article without its own evidence, and compare."""
    text = corpus.texts[article.id]
    truth: dict[str, set[str]] = {}
    excerpted: dict[str, list[set[str]]] = {}
    stances: dict[tuple[str, str], set[Stance]] = {}
    for checked in corpus.claims:
        for excerpt in _excerpts(checked.excerpts, article):
            quoted = {text.text[s.start : s.end] for span in excerpt.spans for s in text.sentences_touching(span)}
            covered = {text.text[s.start : s.end] for span in excerpt.covered for s in text.sentences_touching(span)}
            truth.setdefault(checked.claim.id, set()).update(quoted | covered)
            excerpted.setdefault(checked.claim.id, []).append(quoted)
            for sentence in quoted:
                stances.setdefault((checked.claim.id, sentence), set()).add(excerpt.evidence.stance)
    articles = {other.id for other in corpus.articles} - {article.id}
    wanted = {
        checked.claim.id
        for checked in corpus.claims
        if checked.claim.id in excerpted and any(excerpt.source.id in articles for excerpt in checked.excerpts)
    }
    found = find_suggestions(ClaimIndex(without(corpus, article.id)), text, corpus.policy.limits.omission_reach)
    right = [suggestion for suggestion in found if suggestion.passage.text in truth.get(suggestion.claim.id, ())]
    pairs = {(suggestion.claim.id, suggestion.passage.text) for suggestion in found}
    hit = [
        any((name, sentence) in pairs for sentence in quoted) for name in sorted(wanted) for quoted in excerpted[name]
    ]
    against = {pair for pair, recorded in stances.items() if recorded <= {Stance.DIFFERS, Stance.DENIES}}
    disagreeing = [
        suggestion
        for suggestion in right
        if suggestion.relation is Relation.SIMILAR and (suggestion.claim.id, suggestion.passage.text) in against
    ]
    return Outcome(
        found, right, wanted, {suggestion.claim.id for suggestion in right} & wanted, len(hit), sum(hit), disagreeing
    )


def without(corpus: Corpus, source: str) -> list[Claim]:
    """All claims, without the evidence that comes from one source."""
    return [
        checked.claim.model_copy(
            update={"evidence": tuple(item for item in checked.claim.evidence if item.source != source)}
        )
        for checked in corpus.claims
    ]


def _excerpts(excerpts: Iterable[Excerpt], article: Article) -> list[Excerpt]:
    return [excerpt for excerpt in excerpts if excerpt.source.id == article.id]


def _total(outcomes: Iterable[Outcome]) -> Outcome:
    """All articles as one; a claim counts once for each article."""
    total = Outcome([], [], set(), set(), 0, 0, [])
    for number, outcome in enumerate(outcomes):
        total.suggestions += outcome.suggestions
        total.right += outcome.right
        total.wanted |= {f"{number} {name}" for name in outcome.wanted}
        total.found |= {f"{number} {name}" for name in outcome.found}
        total.passages += outcome.passages
        total.passages_found += outcome.passages_found
        total.disagreeing += outcome.disagreeing
    return total


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _of(part: int, whole: int) -> str:
    return f"{_share(part, whole)} ({part}/{whole})"


def _print_failures(name: str, outcome: Outcome, corpus: Corpus) -> None:
    """Every wrong suggestion and every claim that was missed, to be looked at one by one."""
    print(f"\n{name}")
    for wrong in outcome.suggestions:
        if wrong not in outcome.right:
            print(f"  wrong  {wrong.relation:8} {wrong.score:.2f} {wrong.claim.id} @ {wrong.passage.text[:150]}")
    for missed in sorted(outcome.wanted - outcome.found):
        claim = next(checked for checked in corpus.claims if checked.claim.id == missed)
        quotes = [excerpt.quotation for excerpt in claim.excerpts if excerpt.source.id == name]
        print(f"  missed {missed}: {quotes}")


def _time_of_many(article: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processor and peak MiB of one scan against many claims, as a whole process."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        _multiply(project)
        command = [sys.executable, "-m", "verbatim", "scan", str(article), "--project", str(project)]
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit("scan failed")
        return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _multiply(project: Path) -> None:
    """Make many claims out of the real ones: each copy has its real size, and every fourth longer word is changed."""
    one_file = project / "claims.yaml"
    head, *claims = one_file.read_text(encoding="utf-8").split("\n- id: ")
    one_file.unlink()
    (project / "claims").mkdir()
    copies = []
    for number in range(CLAIMS):
        round_, which = divmod(number, len(claims))
        name, _, rest = claims[which].partition("\n")
        copies.append(f"{name}-{round_}\n{_varied(rest, round_)}" if round_ else claims[which])
    for start in range(0, CLAIMS, IN_ONE_FILE):
        part = "\n- id: ".join([head, *copies[start : start + IN_ONE_FILE]])
        (project / "claims" / f"{start:05}.yaml").write_text(part.rstrip("\n") + "\n", encoding="utf-8")


def _varied(text: str, round_: int) -> str:
    """The same YAML with other words: every fourth longer word of a claim, finding or quotation gets a letter more."""
    lines = []
    for line in text.split("\n"):
        key, colon, value = line.partition(": ")
        if colon and key.strip(" -") in {"claim", "quote", "finding"}:
            words = value.split(" ")
            words = [
                f"{word}{chr(97 + round_ % 26)}" if word.isalpha() and len(word) > 4 and at % 4 == round_ % 4 else word
                for at, word in enumerate(words)
            ]
            line = f"{key}: {' '.join(words)}"  # noqa: PLW2901 - the line, varied
        lines.append(line)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
