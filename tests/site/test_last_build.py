"""A build that uses what the last one made gives the same site as a build from nothing, whatever was edited between."""

import json
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from verbatim.checks.texts.statements import Statements
from verbatim.problems import Place, Problem
from verbatim.site import build as build_module
from verbatim.site.shells import specimens

from tests.support.microsite import ROOT, Ran, edit, files_in, in_process, times_in, verbatim

WITHDRAWN = "{day: 2022-07-03, reason: It was no claim that could be false.}"
WITHDRAWN_IN_HISTORY = "{day: 2022-07-03, kind: withdrawn, change: Withdrawn., why: It was no claim.}"


PUBLISHED = "https://example.org/small/"


def build(project: Path, package: Path | None = None) -> Ran:
    """Build a project, with success, in this process or with a copy of the package; its stages are in `stderr`."""
    if package:
        ran = verbatim("build", project=project, PYTHONPATH=str(package), CI="true", SITE_URL=PUBLISHED)
    else:
        ran = in_process("build", project=project, CI="true", SITE_URL=PUBLISHED)
    assert ran.code == 0, ran.stdout + ran.stderr
    return ran


def built_anew(project: Path, package: Path | None = None) -> dict[str, bytes]:
    """The site that a build of the same inputs makes where nothing was built before."""
    shutil.rmtree(project.parent / "twin", ignore_errors=True)
    twin = shutil.copytree(project, project.parent / "twin", ignore=shutil.ignore_patterns(".verbatim", "site"))
    for name in json.loads((project / ".verbatim" / "generated.json").read_text(encoding="utf-8")):
        (twin / "docs" / name).unlink()
    build(twin, package)
    return files_in(twin / "site")


def edit_claims(project: Path) -> None:
    """Change, add, withdraw and reorder claims, which ones by chance."""
    file = project / "claims.yaml"
    head, *claims = file.read_text(encoding="utf-8").split("\n- id: ")
    plain = [
        number for number, claim in enumerate(claims) if claim.rstrip().rpartition("\n")[2].startswith("  - {day: ")
    ]
    chance = random.Random(19)  # noqa: S311 - no secret
    changed, copied, withdrawn, first, second = chance.sample(plain, 5)
    claims[changed] = claims[changed].replace("\n  finding: ", "\n  finding: As it is now known. ", 1)
    claims[withdrawn] = claims[withdrawn].replace("\n  finding: ", f"\n  withdrawn: {WITHDRAWN}\n  finding: ", 1)
    claims[withdrawn] = f"{claims[withdrawn].rstrip()}\n  - {WITHDRAWN_IN_HISTORY}\n"
    claims.append("one-more\n" + claims[copied].partition("\n")[2])
    claims[first], claims[second] = claims[second], claims[first]
    file.write_text("\n- id: ".join([head, *claims]), encoding="utf-8")


def test_a_warm_site_is_that_of_a_build_from_nothing(built_copy: Path) -> None:
    """After edits of claims, and then of a voice's name and a word of the policy, every file is the same."""
    before = files_in(built_copy / "site")
    edit_claims(built_copy)
    build(built_copy)
    edit(built_copy / "seeds" / "voices.yaml", "The government of Northland", "The cabinet of Northland")
    edit(built_copy / "policy.yaml", "name: The talks in Skerry", "name: The meeting in Skerry")
    build(built_copy)
    after = files_in(built_copy / "site")
    assert after != before
    assert after == built_anew(built_copy)


def test_an_edited_template_reaches_every_page(small: Path, tmp_path: Path) -> None:
    """A template of our pages and one of the theme are inputs as the data are."""
    build(small)
    package = tmp_path / "scripts"
    shutil.copytree(ROOT / "build_scripts", package, ignore=shutil.ignore_patterns("__pycache__"))
    theme = package / "verbatim" / "rendering" / "theme" / "main.html"
    edit(theme, "{% block extrahead %}", "{% block extrahead %}<!-- one more -->")
    template = package / "verbatim" / "rendering" / "templates" / "topic.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
    before = files_in(small / "site")
    build(small, package)
    after = files_in(small / "site")
    assert after.keys() == before.keys()
    assert b"<!-- one more -->" in after["about/index.html"]
    assert b"One line more." in after["topics/talks/index.html"]
    assert after == built_anew(small, package)


def test_nothing_is_made_where_nothing_changed(small: Path) -> None:
    """A second build only compares. A page that somebody changed or removed is made again, also without the list."""
    build(small)
    site, times = files_in(small / "site"), times_in(small / "site")
    assert "engine" not in build(small).stderr
    assert times_in(small / "site") == times
    pages = sorted((small / "site" / "claims").glob("*/index.html"))
    pages[0].write_bytes(pages[0].read_bytes() + b"\n")
    pages[1].unlink()
    assert "engine" in build(small).stderr
    assert files_in(small / "site") == site
    (small / ".verbatim" / "last_build.json").write_text("{", encoding="utf-8")
    assert "engine" in build(small).stderr
    assert files_in(small / "site") == site


def test_the_last_rules_are_applied_only_to_an_edited_claim(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build gives the warning of a claim again, though nothing has changed; `check` applies them to every claim."""
    ruled, unsupported = list[str](), Statements.unsupported
    monkeypatch.setattr(Statements, "unsupported", lambda self: ruled.append(self.claim.id) or unsupported(self))

    def ruled_in(command: str) -> tuple[list[str], int]:
        ruled.clear()
        ran = in_process(command, project=small, CI="true", SITE_URL=PUBLISHED)
        return ruled.copy(), (ran.stdout + ran.stderr).count("has “Grembling”")

    everything, warnings = ruled_in("build")
    assert (len(everything), warnings) == (2, 0)
    assert ruled_in("build") == ([], 0)
    change_finding(small)
    (edited,), _ = ruled_in("build")
    edit(small / "claims.yaml", "Southland alone says so.", "Southland alone says so, Grembling alone.")
    for _ in range(2):
        assert ruled_in("build") == ([edited], 1)
    assert ruled_in("check") == (everything, 1)


def change_finding(project: Path) -> None:
    """As an editor does who finds better words."""
    edit(project / "claims.yaml", "finding: Only Southland says so.", "finding: Southland alone says so.")


def change_finding_on_a_new_day(project: Path) -> None:
    """With a second correction, so that pages, feeds and the site map have another day."""
    entry = "  - {day: 2022-07-0%s, kind: corrected, change: Its words., why: They were not clear.}"
    edit(project / "claims.yaml", "why: Part of the record.}", f"why: Part of the record.}}\n{entry % 3}")
    build(project)
    edit(project / "claims.yaml", entry % 3, f"{entry % 3}\n{entry % 4}")
    change_finding(project)


def change_a_data_file_of_the_site(project: Path) -> None:
    """As nobody should; the file in docs/ is as it was."""
    (project / "site" / "claims" / "grain" / "cite.json").write_text("{}", encoding="utf-8")
    change_finding(project)


def write_a_page(project: Path) -> None:
    """A new handwritten page."""
    (project / "docs" / "editors" / "more.md").write_text("# More\n", encoding="utf-8")
    with (project / "docs" / "editors" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\nThere is [more](more.md).\n")


def change_a_handwritten_page(project: Path) -> None:
    """An old handwritten page has another paragraph."""
    page = project / "docs" / "editors" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nAnother paragraph.\n", encoding="utf-8")


def add_a_claim(project: Path) -> None:
    """The lists have one entry more, and there is a new page."""
    claims = project / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text + "\n- id: grain-again" + text.rpartition("- id: grain")[2], encoding="utf-8")


def remove_a_file(project: Path) -> None:
    """A file that the engine only copied is not in the next site."""
    (project / "docs" / "robots.txt").unlink()


def change_a_page_of_the_site(project: Path) -> None:
    """A page of the last site was edited, so its frame is of no use."""
    page = project / "site" / "claims" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"<body", b"<body data-more", 1))
    change_finding(project)


def change_a_title(project: Path) -> None:
    """The name of a page in the navigation, which other pages would show if the settings gave it no name."""
    edit(project / "policy.yaml", "name: The talks", "name: The meetings")


def use_a_hook_and_change_it(project: Path) -> None:
    """A hook may make any page of any other."""
    hook = project / "hook.py"
    hook.write_text("def on_page_content(html, **_):\n    return html + '<p>More.</p>'\n", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    build(project)
    edit(hook, "More.", "Much more.")


def use_an_own_theme_and_change_it(project: Path) -> None:
    """The settings name a folder, of which a file changes."""
    edit(project / "mkdocs.yml", "  custom_dir: !ENV [VERBATIM_THEME, build_scripts/verbatim/rendering/theme]", "")
    edit(project / "mkdocs.yml", "  name: material", "  name: material\n  custom_dir: own")
    shutil.copytree(ROOT / "build_scripts" / "verbatim" / "rendering" / "theme", project / "own")
    build(project)
    edit(project / "own" / "main.html", "{% block extrahead %}", "{% block extrahead %}<!-- our own -->")


@pytest.fixture
def _every_shell_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small project has fewer pages than are worth a shell."""
    monkeypatch.setattr(specimens, "FEWEST", 1)


@pytest.mark.parametrize("change", [change_finding, change_finding_on_a_new_day, change_a_data_file_of_the_site])
@pytest.mark.usefixtures("_every_shell_is_made")
def test_the_engine_is_not_started_where_it_has_nothing_to_make(small: Path, change: Callable[[Path], None]) -> None:
    """The site is that of a build from nothing all the same, also after a second edit."""
    build(small)
    change(small)
    assert "engine" not in build(small).stderr
    assert files_in(small / "site") == built_anew(small)
    edit(small / "claims.yaml", "finding: Southland alone", "finding: Nobody but Southland")
    assert "engine" not in build(small).stderr
    assert files_in(small / "site") == built_anew(small)


@pytest.mark.parametrize(
    "change",
    [
        write_a_page,
        change_a_handwritten_page,
        add_a_claim,
        remove_a_file,
        change_a_page_of_the_site,
        change_a_title,
        use_a_hook_and_change_it,
        use_an_own_theme_and_change_it,
    ],
)
def test_the_engine_makes_what_only_it_can_make(small: Path, change: Callable[[Path], None]) -> None:
    """It is started, and the site is that of a build from nothing."""
    build(small)
    change(small)
    assert "engine" in build(small).stderr
    assert files_in(small / "site") == built_anew(small)


def test_a_page_without_a_name_in_the_navigation_has_its_title_there(small: Path) -> None:
    """Also on the pages that are made anew when the page itself is not."""
    settings = small / "mkdocs.yml"
    text = re.sub(r"(?m)^- !ENV \[WORD_NAV_\w+, [^]]+\]: ", "- ", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    build(small)
    change_a_handwritten_page(small)
    build(small)
    assert files_in(small / "site") == built_anew(small)


@pytest.mark.parametrize("change", [change_finding, change_a_handwritten_page])
@pytest.mark.usefixtures("_every_shell_is_made")
def test_the_last_site_is_not_changed_by_a_build_that_is_refused(
    small: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the fresh site has files of it, and all of docs/ looks newer to the engine."""
    build(small)
    before, times = files_in(small / "site"), times_in(small / "site")
    change(small)
    for file in (small / "docs").rglob("*"):
        os.utime(file)
    planted = SimpleNamespace(problems=[Problem("planted", Place("site"), "it is wrong", "mend it")])
    monkeypatch.setattr(build_module, "check_site", lambda *_: planted)
    ran = in_process("build", project=small, CI="true", SITE_URL=PUBLISHED)
    assert ran.code != 0
    assert files_in(small / "site") == before
    assert times_in(small / "site") == times


@pytest.mark.usefixtures("_every_shell_is_made")
def test_files_are_copied_where_they_cannot_be_linked(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk without links."""
    build(small)
    change_finding(small)
    monkeypatch.setattr(os, "link", failing)
    assert "engine" not in build(small).stderr
    assert files_in(small / "site") == built_anew(small)
    assert {file.stat().st_nlink for file in (small / "site").rglob("*") if file.is_file()} == {1}


def failing(*_: str) -> None:
    """A disk that has no links."""
    raise OSError(95, "Operation not supported")
