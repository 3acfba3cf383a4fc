"""A build that uses what the last one made gives the same site as a build from nothing, whatever was edited between."""

import json
import random
import shutil
from pathlib import Path

from tests.support.microsite import ROOT, Ran, edit, files_in, in_process, times_in, verbatim

WITHDRAWN = "{day: 2022-07-03, reason: It was no claim that could be false.}"
WITHDRAWN_IN_HISTORY = "{day: 2022-07-03, kind: withdrawn, change: Withdrawn., why: It was no claim.}"


def build(project: Path, package: Path | None = None) -> Ran:
    """Build a project, with success, in this process or with a copy of the package; its stages are in `stderr`."""
    if package:
        ran = verbatim("build", project=project, PYTHONPATH=str(package), CI="true")
    else:
        ran = in_process("build", project=project, CI="true")
    assert ran.code == 0, ran.stdout + ran.stderr
    return ran


def built_anew(project: Path, package: Path | None = None) -> dict[str, bytes]:
    """The site that a build of the same inputs makes where nothing was built before."""
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
