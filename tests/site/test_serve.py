"""`serve`, really serving: an edit of any input is seen on the page, a fault keeps the last good site, and it stops when told."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.support.cases import lay_out
from tests.support.microsite import ROOT, Ran, copy_handwritten_docs, edit, files_in
from tests.support.serving import Serving, finished, serving


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The base of the golden cases, ready to be built."""
    folder = lay_out("_base", tmp_path / "project")
    shutil.copy2(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    copy_handwritten_docs(folder)
    return folder


def test_an_edit_of_every_input_is_seen(small: Path) -> None:
    """claims.yaml, policy.yaml, seeds/, a handwritten page: each change comes to the page that shows it, and only a good one does."""
    page = "claims/grain/"
    with serving(small) as site:
        assert "Southland sent grain." in site.page(page)
        assert site.page("no-such-page/") == ""

        edit(small / "claims.yaml", "claim: Southland sent grain.", "claim: Southland sent wheat.")
        site.wait(lambda: "Southland sent wheat." in site.page(page), "the edited claim")

        edit(small / "policy.yaml", "definition: It traces to one voice.", "definition: One voice says it.")
        site.wait(lambda: "One voice says it." in site.page("method/"), "the edited policy")

        edit(small / "seeds" / "origins.yaml", "title: Mr. Holm’s answer on Monday", "title: Mr. Holm’s reply")
        site.wait(lambda: "Mr. Holm’s reply" in site.page(page), "the edited seeds")

        handwritten = small / "docs" / "editors" / "index.md"
        handwritten.write_text(handwritten.read_text(encoding="utf-8") + "\nA last word.\n", encoding="utf-8")
        site.wait(lambda: "A last word." in site.page("editors/"), "the edited page")

        edit(small / "claims.yaml", "status: single-origin", "status: single-orign")
        site.wait(lambda: "error[unknown-status]" in site.output, "the problem")
        site.wait(lambda: "The last good site stays up." in site.output, "the word that the site stays")
        assert "Southland sent wheat." in site.page(page)

        edit(
            small / "claims.yaml",
            "status: single-orign\n  finding: Only Southland says so.",
            "status: single-origin\n  finding: Mended.",
        )
        site.wait(lambda: "Mended." in site.page(page), "the mended claim")

        assert site.interrupt() == 0
    assert "Stopped." in site.output
    assert "Traceback" not in site.output


def test_an_edit_of_a_template_is_seen(small: Path, tmp_path: Path) -> None:
    """Run from a copy of the scripts, `serve` follows their templates and their theme."""
    scripts = tmp_path / "scripts"
    shutil.copytree(
        ROOT / "build_scripts" / "verbatim", scripts / "verbatim", ignore=shutil.ignore_patterns("__pycache__")
    )
    with serving(small, scripts) as site:
        edit(scripts / "verbatim" / "rendering" / "templates" / "claims.md.j2", "# All claims\n", "# Every claim\n")
        site.wait(lambda: "Every claim</h1>" in site.page("claims/"), "the edited template")
        edit(scripts / "verbatim" / "rendering" / "templates" / "parts.j2", "%}Proven{%", "%}Proved{%")
        site.wait(lambda: ">Proved</button>" in site.page("claims/grain/"), "the edited part of a claim's page")
        style = scripts / "verbatim" / "rendering" / "theme" / "verbatim" / "verbatim.css"
        style.write_text(style.read_text(encoding="utf-8") + "\n.v-new { color: red; }\n", encoding="utf-8")
        site.wait(lambda: ".v-new" in site.page("verbatim/verbatim.css"), "the edited style sheet")


def test_serve_recovers_from_a_fault_at_the_start(tmp_path: Path, small: Path) -> None:
    """With a site of before, `serve` starts on it although the data has a problem, and follows the mend."""
    with serving(small) as site:
        assert site.page()
    edit(small / "claims.yaml", "status: single-origin", "status: single-orign")
    with serving(small) as site:
        assert "error[unknown-status]" in site.output
        assert "Southland sent grain." in site.page("claims/grain/")
        edit(
            small / "claims.yaml",
            "status: single-orign\n  finding: Only Southland says so.",
            "status: single-origin\n  finding: Mended.",
        )
        site.wait(lambda: "Mended." in site.page("claims/grain/"), "the mended claim")
    assert tmp_path.is_dir()


def builds(site: Serving) -> int:
    """How often it has built."""
    return site.output.count("Built in")


def test_the_preview_is_what_a_build_would_make(small: Path, verbatim: Callable[..., Ran]) -> None:
    """After every kind of edit, file for file: pages kept, pages made again, pages gone, the clock moved, the search index."""
    claims, policy = small / "claims.yaml", small / "policy.yaml"
    with serving(small) as site:
        edit(claims, "finding: Only Southland says so.", "finding: Southland alone says so.")
        site.wait(lambda: builds(site) == 2, "the edited finding")

        edit(claims, "claim: Southland sent grain.", "claim: Southland sent much grain.")
        site.wait(
            lambda: "Southland sent much grain." in site.page("claims/no-signature/"),
            "the edited claim where it is related",
        )

        edit(
            claims,
            "why: Part of the first record.}",
            "why: Part of the first record.}\n  - {on: 2022-07-01, kind: updated, change: Gone through., why: Due.}",
        )
        site.wait(lambda: "Gone through." in site.page("corrections/"), "the newer date")

        edit(policy, "name: Small", "name: Smaller")
        site.wait(lambda: "Smaller</title>" in site.page("claims/grain/"), "the site's other name")

        text = claims.read_text(encoding="utf-8")
        claims.write_text(text[: text.index("\n- id: grain")].replace("  related: [grain]\n", ""), encoding="utf-8")
        site.wait(lambda: site.page("claims/grain/") == "", "the deleted claim")
        assert "much grain" not in site.page("claims/")

        (small / "docs" / "editors" / "more.md").write_text("# More\n", encoding="utf-8")
        site.wait(lambda: "More</h1>" in site.page("editors/more/"), "the new page")
        index = small / "docs" / "editors" / "index.md"  # a page that nothing links to does not pass the site checks
        index.write_text(index.read_text(encoding="utf-8") + "\n[More](more.md)\n", encoding="utf-8")
        site.wait(lambda: "More</a>" in site.page("editors/"), "the link to it")
        site.wait(lambda: finished(site), "search and the site checks")
    assert not (small / "site").exists()
    assert verbatim("build", project=small).code == 0
    assert files_in(small / ".verbatim" / "preview") == files_in(small / "site")


def test_two_saves_in_a_row_and_one_while_search_is_made(small: Path) -> None:
    """The last words win, whatever was still under way; a file that is replaced, as many editors save, counts as saved."""
    claims = small / "claims.yaml"
    with serving(small) as site:
        assert not finished(site)
        edit(claims, "finding: Only Southland says so.", "finding: First words.")
        edit(claims, "finding: First words.", "finding: Second words.")
        site.wait(lambda: "Second words." in site.page("claims/grain/"), "the second save")
        assert not finished(site)
        beside = small / "claims.yaml.new"
        beside.write_text(claims.read_text(encoding="utf-8").replace("Second words.", "Third words."), encoding="utf-8")
        beside.replace(claims)
        site.wait(lambda: "Third words." in site.page("claims/grain/"), "the save that replaces the file")
        site.wait(lambda: finished(site), "search and the site checks")
        assert site.page("pagefind/pagefind-entry.json")
        assert "error" not in site.output


def test_a_fault_right_after_a_good_save(small: Path) -> None:
    """The indexes, which come after the claim's own page, still show the good save, and the fault stands over them."""
    claims = small / "claims.yaml"
    with serving(small) as site:
        edit(claims, "claim: Southland sent grain.", "claim: Southland sent wheat.")
        site.wait(lambda: "Built in" in site.output.partition("Built in")[2], "the claim's own page")
        edit(claims, "status: single-origin", "status: single-orign")
        site.wait(lambda: "error[unknown-status]" in site.output, "the fault")
        index, _, fault = site.page("claims/").partition('<pre role="alert"')
        assert "Southland sent wheat." in index
        assert "unknown-status" in fault


def test_an_edit_while_an_index_is_made(small: Path) -> None:
    """The index that somebody waits for comes, with one edit or the other; asked for again it has the last; nothing is told as a fault."""
    claims = small / "claims.yaml"
    with serving(small) as site:
        edit(claims, "claim: Southland sent grain.", "claim: Southland sent wheat.")
        site.wait(lambda: "Southland sent wheat." in site.page("claims/grain/"), "the first edit")
        asked: list[str] = []
        asking = Thread(target=lambda: asked.append(site.page("claims/")))
        asking.start()
        edit(claims, "claim: Southland sent wheat.", "claim: Southland sent barley.")
        site.wait(lambda: "Southland sent barley." in site.page("claims/grain/"), "the second edit")
        assert "Southland sent barley." in site.page("claims/")
        asking.join()
        assert "Southland sent wheat." in asked[0] or "Southland sent barley." in asked[0]
        site.wait(lambda: finished(site), "search and the site checks")
        assert "The last good site stays up." not in site.output


def test_a_new_file_of_claims_is_seen(small: Path) -> None:
    """Where the claims stand in a folder, a file that is added to it counts as saved."""
    text = (small / "claims.yaml").read_text(encoding="utf-8")
    at = text.index("- id: grain")
    (small / "claims.yaml").unlink()
    (small / "claims").mkdir()
    (small / "claims" / "first.yaml").write_text(text[:at].replace("  related: [grain]\n", ""), encoding="utf-8")
    with serving(small) as site:
        assert site.page("claims/grain/") == ""
        (small / "claims" / "second.yaml").write_text(f"schema: 1\n\nclaims:\n{text[at:]}", encoding="utf-8")
        site.wait(lambda: "Southland sent grain." in site.page("claims/grain/"), "the claim of the new file")


def test_the_browser_follows(small: Path, browser: Browser) -> None:
    """An open page reloads by itself: to the new words, to the fault over the last good page, to the mended one."""
    claims = small / "claims.yaml"
    with serving(small) as site:
        page = browser.new_page()
        page.goto(f"{site.address}claims/grain/")
        edit(claims, "finding: Only Southland says so.", "finding: Southland alone says so.")
        expect(page.locator(".v-finding")).to_have_text("Southland alone says so.", timeout=60_000)
        edit(claims, "status: single-origin", "status: single-orign")
        fault = page.get_by_role("alert")
        expect(fault).to_contain_text("claims.yaml:25:11: error[unknown-status]", timeout=60_000)
        expect(page.locator(".v-finding")).to_have_text("Southland alone says so.")
        edit(claims, "status: single-orign", "status: single-origin")
        expect(fault).to_have_count(0, timeout=60_000)
        page.close()


def test_a_dead_link_in_a_handwritten_page_keeps_the_last_good_page(small: Path) -> None:
    """The engine's warning is a problem with its place, for as long as it stands, whatever else is saved."""
    page = small / "docs" / "editors" / "index.md"
    with serving(small) as site:
        lines = page.read_text(encoding="utf-8").count("\n")
        with page.open("a", encoding="utf-8") as text:
            text.write("\nSee [this](no-such-page.md).\n")
        place = f"docs/editors/index.md:{lines + 2}:12: error[dead-link] this page contains a link 'no-such-page.md'"
        site.wait(lambda: place in site.output, "the problem")
        edit(small / "claims.yaml", "finding: Only Southland says so.", "finding: Southland alone says so.")
        site.wait(lambda: site.output.count(place) == 2, "the problem again")
        assert "no-such-page" not in site.page("editors/").partition('<pre role="alert"')[0]
        assert "Only Southland says so." in site.page("claims/grain/")
        edit(page, "See [this](no-such-page.md).", "See [this](../method/index.md).")
        site.wait(lambda: "Southland alone says so." in site.page("claims/grain/"), "the earlier edit, with the mend")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in Linux's /proc")
@pytest.mark.parametrize("moment", ["while search is made", "while pages are made", "at rest"])
def test_stopping_leaves_no_process(moment: str, small: Path) -> None:
    """Ctrl+C ends it and all that it started, without a traceback."""
    with serving(small) as site:
        assert site.processes
        if moment == "while pages are made":
            (small / "mkdocs.yml").touch()
            site.wait((small / ".verbatim" / "preview.new").is_dir, "the engine")
        elif moment == "at rest":
            site.wait(lambda: finished(site), "search and the site checks")
        assert site.interrupt() == 0
    assert site.processes == []
    assert "Stopped." in site.output
    assert "Traceback" not in site.output


def test_a_port_that_is_taken(small: Path, verbatim: Callable[..., Ran]) -> None:
    """Wrong usage, with what to write instead."""
    with serving(small) as site:
        port = site.address.rstrip("/").rpartition(":")[2]
        ran = verbatim("serve", "--port", port, project=small)
    assert ran.code == 2
    assert f"port {port}" in ran.stderr.lower()
    assert "--port" in ran.stderr
