"""What `check` says of an article as a whole: sentences that are open, the printed share, and shared wording."""

import hashlib
from pathlib import Path

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.quotation.comparing.shared_text import FEWEST_WORDS, quotations, shared_runs
from verbatim.quotation.text.source_text import SourceText

from tests.support.microsite import NEWSROOM, edit, in_process
from tests.support.planted_faults import ARTICLES, RECORDS


def lengthened(newsroom: Path, name: str, more: str) -> str:
    """Add words to the file of an article, and declare its new hash; the new text."""
    file = newsroom / "seeds" / "articles" / name
    old = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes() + more.encode())
    edit(newsroom / ARTICLES, old, hashlib.sha256(file.read_bytes()).hexdigest())
    return file.read_text(encoding="utf-8")


def test_added_sentences_are_one_warning(newsroom: Path) -> None:
    """New sentences that nothing covers are one warning, at the first of them; `--coverage ID` lists them."""
    text = lengthened(newsroom, "003_harbour.txt", "\n\nNobody has said this before. Nobody at all.")
    ran = in_process("check", "--format", "json", project=newsroom)
    (problem,) = (problem for problem in ran.problems if problem["code"] != "hangs-on-noted-words")
    assert (ran.code, problem["severity"]) == (0, "warning")
    assert (problem["code"], problem["file"]) == ("uncovered-sentence", "seeds/articles/003_harbour.txt")
    assert (problem["line"], problem["column"]) == (text.count("\n") + 1, 1)
    assert problem["message"] == "2 sentences are neither covered by a claim nor excused"
    assert "`verbatim check --coverage harbour-post-report` lists them" in problem["hint"]
    listed = in_process("check", "--coverage", "harbour-post-report", project=newsroom).stdout.split("\n")
    line = problem["line"]
    assert listed[:3] == [
        f"line {line}: Nobody has said this before.",
        f"line {line}: Nobody at all.",
        "2 sentences are neither covered by a claim nor excused.",
    ]
    assert "did you mean" in in_process("check", "--coverage", "harbour-post-reprot", project=newsroom).stderr


@pytest.mark.parametrize("site_wide", [True, False])
def test_only_single_claims_of_an_article(newsroom: Path, *, site_wide: bool) -> None:
    """`coverage: claims-only`, in an entry or for all articles: no warning, and the pages say so."""
    lengthened(newsroom, "003_harbour.txt", "\n\nNobody has said this before.")
    if site_wide:
        edit(newsroom / "policy.yaml", "schema: 1\n", "schema: 1\ncoverage: claims-only\n")
    else:
        edit(newsroom / ARTICLES, "- id: harbour-post-report\n", "- id: harbour-post-report\n  coverage: claims-only\n")
    checked = in_process("check", project=newsroom)
    assert (checked.code, "uncovered-sentence" in checked.stdout) == (0, False)
    assert in_process("generate", project=newsroom).code == 0
    page = (newsroom / "docs/articles/harbour-post-report/index.md").read_text(encoding="utf-8")
    assert "We check only single claims of this article." in page
    assert "1 has no claim." in page
    assert "not yet accounted for" not in page
    assert "we check only single claims" in (newsroom / "docs/method/index.md").read_text(encoding="utf-8")


def test_furniture_is_excused_in_every_article(newsroom: Path) -> None:
    """A line of the policy excuses whole lines that fit it, typography aside, and no others."""
    lengthened(newsroom, "003_harbour.txt", "\n\nRead more: “the talks”.\n\nHe told us: Read more: it helps.\n")
    policy = newsroom / "policy.yaml"
    edit(policy, "schema: 1\n", "schema: 1\nfurniture:\n- {line: 'Read more: *', reason: A link of the page.}\n")
    listed = in_process("check", "--coverage", "harbour-post-report", project=newsroom)
    assert "He told us" in listed.stdout.split("\n")[0]
    assert listed.stdout.split("\n")[1].startswith("1 sentence is neither")
    edit(policy, "line: 'Read more: *'", "line: '*'")
    (problem,) = in_process("check", "--format", "json", project=newsroom).problems
    assert problem["message"] == "expected at least 4 letters, so that it fits no other line"
    assert problem["hint"] == "write the words that all such lines have, such as `Read more: *`"


def test_check_ends_with_what_it_proved(corpus: Corpus) -> None:
    """The last line counts quotations by how they are known, and statuses; with an error there is none."""
    excerpts = [excerpt for claim in (*corpus.claims, *corpus.retired) for excerpt in claim.excerpts]
    proven = sum(excerpt.proven for excerpt in excerpts)
    last = in_process("check", project=NEWSROOM).stdout.split("\n")[-2]
    recorded = len(excerpts) - proven
    assert last == f"{proven} quotations proven, {recorded} recorded, {len(corpus.claims)} statuses ruled."


def test_the_table_has_a_row_for_each_article(corpus: Corpus, newsroom: Path) -> None:
    """`check --coverage` prints sentences, what accounts for them, and the printed share."""
    ran = in_process("check", "--coverage", project=newsroom)
    rows = {
        line.split()[0]: line.split()[1:]
        for line in ran.stdout.splitlines()
        if line.split() and line.split()[0] in corpus.coverage
    }
    assert ran.code == 0
    for name, account in corpus.coverage.items():
        sentences, quoted, covered, excused, neither, share = rows[name]
        assert int(sentences) == len(account.sentences) == int(quoted) + int(covered) + int(excused) + int(neither)
        assert int(excused) > 0 or name == "harbour-post-report"
        assert share == f"{account.share:.1%}"


def test_too_large_a_share_is_refused(newsroom: Path) -> None:
    """The limit of policy.yaml holds for articles and stored records, and the rights in a text may lift it."""
    edit(newsroom / "policy.yaml", "largest_share: 85", "largest_share: 40")
    ran = in_process("check", "--format", "json", project=newsroom)
    assert ran.code == 1
    assert [problem["code"] for problem in ran.problems] == ["share-too-large"] * 4
    assert {problem["file"] for problem in ran.problems} == {ARTICLES, RECORDS}
    edit(
        newsroom / RECORDS,
        "  file: northland-press-call.txt\n",
        "  rights_allow_all: true\n  file: northland-press-call.txt\n",
    )
    articles = newsroom / ARTICLES
    lifted = articles.read_text(encoding="utf-8").replace(
        "for the tests.\n", "for the tests.\n  rights_allow_all: true\n"
    )
    articles.write_text(lifted, encoding="utf-8")
    assert in_process("check", project=newsroom).code == 0


def test_articles_that_share_no_long_run(corpus: Corpus) -> None:
    """There is nothing to declare."""
    texts = {article.id: corpus.texts[article.id] for article in corpus.articles}
    assert list(shared_runs(texts, {})) == []


NARRATION = "one two three four five six seven eight nine ten eleven twelve thirteen"


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (f"{NARRATION}.", f"He wrote: {NARRATION}.", True),
        (" ".join(NARRATION.split()[: FEWEST_WORDS - 1]), NARRATION, False),
        (f"“{NARRATION},” he said.", f"“{NARRATION},” she said.", False),
        (f"{NARRATION}.", f"{NARRATION},” he said.", False),
        (f"An unopened mark,” he said. Then {NARRATION}.", f"{NARRATION}.", True),
        (f"“An unclosed mark, he said.\n\n{NARRATION}.", f"{NARRATION}.", True),
        (f"“An unclosed mark, he said. {NARRATION}.", f"{NARRATION}.", False),
        (f'"Straight," he said. {NARRATION}. "Again," he said.', f"{NARRATION}.", True),
        (f"{' '.join(NARRATION.split()[:6])} “no,” {' '.join(NARRATION.split()[6:])}", NARRATION, False),
    ],
)
def test_a_shared_run(first: str, second: str, shared: bool) -> None:  # noqa: FBT001 - a table of cases
    """Twelve words of narration are found; words in quotation marks are no narration, even if a mark is missing."""
    assert bool(list(shared_runs({"a": SourceText(first), "b": SourceText(second)}, {}))) == shared


def test_a_closing_mark_without_its_opening_mark() -> None:
    """The quotation is taken from the start of its sentence, and spoils no other."""
    text = SourceText(
        "Talks began. They travelled to the port to talk about grain,” said Berg. “We met.”\n\nThen “it ended”."
    )
    found = [text.text[span.start : span.end] for span in quotations(text)]
    assert found == ["They travelled to the port to talk about grain,”", "“We met.”", "“it ended”"]


def test_a_shared_run_is_a_warning_until_it_is_declared(newsroom: Path) -> None:
    """One article takes over a sentence of another."""
    taken = "The ferry line between Skerry and Southland could sail again this summer, Ada Berg said on Monday"
    lengthened(newsroom, "001_ministers.txt", f"\n{taken}.")
    ran = in_process("check", "--format", "json", project=newsroom)
    (found,) = [problem for problem in ran.problems if problem["code"] == "undeclared-relation"]
    assert (ran.code, found["severity"]) == (0, "warning")
    assert taken in found["message"]
    edit(
        newsroom / ARTICLES,
        "\n- id: ferry-line-may-return\n",
        "\n- id: ferry-line-may-return\n  derives_from: ministers-meet-on-grain\n",
    )
    assert "undeclared-relation" not in in_process("check", "--format", "json", project=newsroom).stdout
