"""The preview of `serve`: a page with a shell needs no engine, and is the page that a build makes."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from verbatim.project import Project
from verbatim.site.build import generate, generate_claims, generate_other_pages
from verbatim.site.engine import Program
from verbatim.site.serving.preview import Preview
from verbatim.site.shells import specimens
from verbatim.site_address import SiteAddress

from tests.support.microsite import files_in, in_process

ADDRESS = SiteAddress("")


class Engines:
    """How often the engine was started."""

    def __init__(self) -> None:
        self.started = 0

    def __call__(self, _program: Program) -> None:
        """Count one more."""
        self.started += 1


@dataclass(frozen=True)
class Shown:
    """A project whose preview was made once, with shells; and the engines that this took."""

    project: Project
    preview: Preview
    engines: Engines


@pytest.fixture
def shown(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """The invented newsroom as `serve` shows it first."""
    monkeypatch.setattr(specimens, "FEWEST", 1)
    project, engines = Project(newsroom), Engines()
    preview = Preview(project, ADDRESS)
    corpus = generate(project, ADDRESS).corpus
    assert corpus is not None
    assert preview.refresh(corpus, engines) == []
    return Shown(project, preview, engines)


def edit_first_claim(project: Project, words: str) -> str:
    """Begin the finding of the first claim with other words; returns the claim's id."""
    file = project.claims_files[0]
    before, finding, after = file.read_text(encoding="utf-8").partition("\n  finding: ")
    file.write_text(f"{before}{finding}{words} {after}", encoding="utf-8")
    return before.rpartition("\n- id: ")[2].partition("\n")[0]


def test_an_edited_claim_needs_no_engine(newsroom: Path, shown: Shown) -> None:
    """Its page comes from its shell, and the lists that name it from the engine; all are those of a build."""
    project, engines, preview = shown.project, shown.engines, shown.preview
    assert engines.started == 1
    claim = edit_first_claim(project, "As it is now known.")
    corpus = generate_claims(project, ADDRESS).corpus
    assert corpus is not None
    assert preview.refresh(corpus, engines, claims_only=True) == []
    assert engines.started == 1
    assert "As it is now known." in (preview.site / "claims" / claim / "index.html").read_text(encoding="utf-8")
    generate_other_pages(project, corpus, ADDRESS)
    assert preview.refresh(corpus, engines) == []
    assert engines.started == 2
    assert in_process("build", project=newsroom).code == 0
    previewed, built = files_in(preview.site), files_in(newsroom / "site")
    pages = {name for name in built if (project.docs / name).with_suffix(".md").is_file()}
    assert {name: previewed[name] for name in pages} == {name: built[name] for name in pages}


def test_a_page_without_a_shell_is_made_by_the_engine(newsroom: Path, shown: Shown) -> None:
    """A handwritten page that is changed together with a claim, and a claim whose shell is not known."""
    project, engines, preview = shown.project, shown.engines, shown.preview
    index = newsroom / "docs" / "editors" / "index.md"
    for number, change in enumerate((index, project.workshop / "shells.json"), start=2):
        with change.open("a", encoding="utf-8") as file:
            file.write("\nA last word.\n")
        edit_first_claim(project, f"Edit number {number}.")
        corpus = generate_claims(project, ADDRESS).corpus
        assert corpus is not None
        assert preview.refresh(corpus, engines, claims_only=True) == []
        assert engines.started == number
    assert "A last word." in (preview.site / "editors" / "index.html").read_text(encoding="utf-8")
