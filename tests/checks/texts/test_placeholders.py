"""What is still to be filled in is found in every data file, and nothing else is taken for it."""

from pathlib import Path

import pytest

from tests.support.cases import lay_out
from tests.support.microsite import edit, in_process

# A value of each data file, and what it becomes.
LEFT = [
    ("policy.yaml", "name: Small", "name: FILL IN the name"),
    ("policy.yaml", "contact: testers@example.org", "contact: FILL IN@example.org"),
    ("policy.yaml", "name: The talks", "name: 'FILL IN'"),
    ("claims.yaml", "finding: Only Southland says so.", "finding: Only Southland says so. FILL IN more."),
    ("claims.yaml", "reasoning: Nothing else was found.", "reasoning: |\n    Nothing.\n\n    FILL IN the rest."),
    ("seeds/articles.yaml", "original_url: https://daily.example/talks", "original_url: https://FILL-IN.example/"),
    ("seeds/articles.yaml", "rights: The text is invented.", "rights: FILL IN"),
    ("seeds/origins.yaml", "title: Mr. Holm’s answer on Monday", "title: (FILL IN)"),
    ("seeds/voices.yaml", "name: The Daily", "name: FILL IN"),
    ("seeds/voices.yaml", "role: spokeswoman", "role: FILL IN"),
]
NOT_LEFT = [
    ("claims.yaml", "reasoning: Nothing else was found.", "reasoning: Nothing else was there to fill in."),
    ("claims.yaml", "reasoning: Nothing else was found.", "reasoning: Nothing. # FILL IN"),
    ("claims.yaml", "reasoning: Nothing else was found.", "reasoning: REFILL IN A FILL INN."),
    ("seeds/articles.yaml", "reason: Page furniture.", "reason: Fill in."),
]


@pytest.mark.parametrize(("name", "old", "new"), LEFT)
def test_left(name: str, old: str, new: str, tmp_path: Path) -> None:
    """One warning, in its file, at the mark."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / name, old, new)
    problems = in_process("check", "--format", "json", project=folder).problems
    (found,) = (row for row in problems if row["code"] == "placeholder")
    line = (folder / name).read_text(encoding="utf-8").splitlines()[found["line"] - 1]
    assert (found["file"], found["severity"]) == (name, "warning")
    assert line[found["column"] - 1 :].startswith(("FILL IN", "FILL-IN"))
    assert in_process("generate", project=folder, SITE_URL="https://example.org/").code == 1


@pytest.mark.parametrize(("name", "old", "new"), NOT_LEFT)
def test_not_left(name: str, old: str, new: str, tmp_path: Path) -> None:
    """Other words, and comments, are no placeholders."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / name, old, new)
    problems = in_process("check", "--format", "json", project=folder).problems
    assert not [row for row in problems if row["code"] == "placeholder"]


def test_words_of_a_source(tmp_path: Path) -> None:
    """A source may have the words itself; a quotation of it is finished."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "seeds/articles.yaml", "  - quote: Related posts\n", "  - quote: FILL IN THE FORM\n")
    problems = in_process("check", "--format", "json", project=folder).problems
    assert "placeholder" not in {row["code"] for row in problems}
