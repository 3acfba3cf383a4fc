"""Any valid project gives its pages with quotations that are in their sources; any damaged one gives problems."""

import hashlib
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from verbatim.checks.examine import examine
from verbatim.desk.entry import entry_text
from verbatim.project import Project

from tests.fuzz.__main__ import damaged
from tests.fuzz.trial import check_quotations, try_project
from tests.support.cases import lay_out
from tests.support.microsite import buildable, edit, files_in, in_process

SMALL = {
    "schema": 1,
    "kind": "fact",
    "status": "single-origin",
    "topics": ["talks"],
    "checked": {"on": "2022-06-01", "by": "testers"},
    "history": [{"on": "2022-06-01", "kind": "published", "change": "First published.", "why": "Part of the record."}],
}
WORDS = [
    "grain",
    "Holm’s",
    "co-operation",
    "무기를",
    "同意",
    "приказал",
    "قال",
    "naïve",
    "cafe\u0301",
    "300,000",
    "U.S.",
    "<b>",
    "&amp;",
    "*x*",
]
BLANKS = [" ", " ", " ", "\u00a0", "  ", "\n", " – ", ", "]
# What a page must show as it is written; quotation marks would have to be proven, and links lead somewhere.
OWN = st.text(alphabet="abcdeé王<&*_#|!~:%{}=+ ", min_size=1, max_size=60).map(
    lambda text: f"It is said: {' '.join(text.replace('<<', '< <').split())} or so."
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text of forty sentences, each with a number that no other has, and up to four quotations from it."""
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - no secret
    sentences = []
    for number in range(40):
        words = [f"Word{number}", *chance.choices(WORDS, k=draw(st.integers(4, 12)) if number < 4 else 10)]
        sentences.append(
            "".join(word + blank for word, blank in zip(words, chance.choices(BLANKS, k=99), strict=False))
        )
    text = "\n\n".join(sentence.rstrip(" \n,–\u00a0") + "." for sentence in sentences)
    quotations = []
    for number in range(draw(st.integers(1, 4))):
        at = text.index(f"Word{number}")
        sentence = text[at : text.index("\n\n", at) - 1]
        quotations.append(sentence.replace("\u00a0", " ").replace("’", "'") if draw(st.booleans()) else sentence)
    return text, quotations


def lay_out_article(folder: Path, text: str, quotations: list[str], own: list[str]) -> Project:
    """The small project, with one more article and a claim for each quotation."""
    project = Project(lay_out("_base", folder))
    raw = text.encode()
    (project.stored_texts / "more.txt").write_bytes(raw)
    article = {"id": "more", "file": "more.txt", "sha256": hashlib.sha256(raw).hexdigest(), "title": own[0]}
    where = {"publisher": "daily", "original_url": "https://daily.example/more", "published": "2022-05-03"}
    with (project.seeds / "articles.yaml").open("a", encoding="utf-8") as file:
        file.write(entry_text({**article, **where, "rights": "The text is invented."}) + "\n")
    with (project.root / "claims.yaml").open("a", encoding="utf-8") as file:
        for number, quotation in enumerate(quotations):
            evidence = {
                "source": "more",
                "quote": quotation,
                "stance": "asserts",
                "origin": "holm-monday",
                "note": own[3],
            }
            claim = {
                "id": f"more-{number}",
                "claim": f"{own[0]} {number}",
                "short": f"Number {number}",
                "finding": own[1],
            }
            rest = {key: value for key, value in SMALL.items() if key != "schema"}
            file.write("\n" + entry_text({**claim, **rest, "reasoning": own[2], "evidence": [evidence]}) + "\n")
    return project


@given(articles(), st.lists(OWN, min_size=4, max_size=4))
@settings(max_examples=20)
def test_any_valid_project_has_its_pages(article: tuple[str, list[str]], own: list[str]) -> None:
    """Whatever the texts are, no page misquotes a source."""
    with TemporaryDirectory() as folder:
        examined = examine(lay_out_article(Path(folder) / "project", *article, own))
        assert examined.corpus, examined.problems
        assert len(examined.corpus.claims) == 2 + len(article[1])
        check_quotations(examined.corpus)


def test_one_of_them_builds(tmp_path: Path) -> None:
    """Engine, search and the checks of the built site pass, too."""
    text = "\n\n".join(f"Word{number} {' '.join(WORDS)}." for number in range(40))
    own = ["It is said: <b>&*_#|!~:%{{ x }}= or so."] * 4
    quotations = [f"Word{number} {' '.join(WORDS)}" for number in range(3)]
    project = lay_out_article(tmp_path / "project", text, quotations, own)
    ran = in_process("build", project=buildable(project.root))
    assert ran.code == 0, ran.stderr


@given(st.sampled_from(["claims.yaml", "policy.yaml", "seeds/articles.yaml", "seeds/articles/talks.txt"]), st.binary())
@example("seeds/articles/talks.txt", b"\xef\xbb\xbf")
@example("claims.yaml", b"\r")
@settings(max_examples=30)
def test_any_bytes_give_problems(name: str, raw: bytes) -> None:
    """In the place of any file."""
    with TemporaryDirectory() as folder:
        files = files_in(lay_out("_base", Path(folder) / "project"))
    assert try_project({**files, name: raw})


def test_damaged_projects_give_problems() -> None:
    """The first ones of those that `make fuzz` tries."""
    with TemporaryDirectory() as folder:
        files = files_in(lay_out("many-faults-at-once", Path(folder) / "project"))
        base = files_in(lay_out("_base", Path(folder) / "base"))
    chance = random.Random(18)  # noqa: S311 - no secret
    codes = {code for _ in range(100) for code in try_project(damaged(base, [base, files], chance))}
    assert len(codes) > 8


@pytest.mark.parametrize("entry", ["{northland}", "{ id Northland}", "{northland, southland}", "{a b: }", "{:}", "{,}"])
def test_braces_without_a_key(entry: str, small: Path) -> None:
    """`make fuzz` found that the hint for such an entry could not be made."""
    edit(small / "seeds" / "voices.yaml", "{id: northland, name: The government of Northland}", entry)
    assert try_project(files_in(small))
