"""`serve`: an edit of any input is shown, a fault keeps the last good site, and an interrupt ends everything."""

import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.support.cases import lay_out
from tests.support.microsite import PATIENCE, ROOT, buildable, edit, files_in, in_process
from tests.support.serving import Serving, finished, serving


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the server that several tests share. Each changes words to others that no test has used before."""
    return buildable(lay_out("_base", tmp_path_factory.mktemp("shared") / "project"))


@pytest.fixture(scope="module")
def site(shared: Path) -> Iterator[Serving]:
    """The server that several tests share; at the end of each test the data has no fault."""
    with serving(shared) as running:
        yield running


def rewrite(file: Path, pattern: str, new: str) -> None:
    """Replace the one match of a pattern in a file."""
    text, number = re.subn(pattern, new, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert number == 1
    file.write_text(text, encoding="utf-8")


def rewrite_finding(project: Path, words: str) -> None:
    """Change the finding of the claim `grain`, which its own page shows."""
    rewrite(project / "claims.yaml", r"(- id: grain(?:\n  .*)*?\n  finding: ).*", rf"\g<1>{words}")


def rewrite_claim(project: Path, words: str) -> None:
    """Change the words of the claim `grain`, which the indexes show too."""
    rewrite(project / "claims.yaml", r"(- id: grain\n  claim: ).*", rf"\g<1>{words}")


def builds(site: Serving) -> int:
    """How often it has built."""
    return site.output.count("Built in")


def test_an_edit_of_every_input_is_shown(shared: Path, site: Serving) -> None:
    """claims.yaml, policy.yaml, seeds/, a handwritten page: each valid change is shown on its page."""
    page = "claims/grain/"
    assert "Southland sent" in site.page(page)
    assert site.page("no-such-page/") == ""

    rewrite_claim(shared, "Southland sent wheat.")
    site.wait(lambda: "Southland sent wheat." in site.page(page), "the edited claim")

    edit(shared / "policy.yaml", "definition: It traces to one voice.", "definition: One voice says it.")
    site.wait(lambda: "One voice says it." in site.page("method/"), "the edited policy")

    edit(shared / "seeds" / "origins.yaml", "title: Mr. Holm’s answer on Monday", "title: Mr. Holm’s reply")
    site.wait(lambda: "Mr. Holm’s reply" in site.page(page), "the edited seeds")

    handwritten = shared / "docs" / "editors" / "index.md"
    handwritten.write_text(handwritten.read_text(encoding="utf-8") + "\nA last word.\n", encoding="utf-8")
    site.wait(lambda: "A last word." in site.page("editors/"), "the edited page")

    faults = site.output.count("error[unknown-status]")
    edit(shared / "claims.yaml", "status: single-origin", "status: single-orign")
    site.wait(lambda: site.output.count("error[unknown-status]") > faults, "the problem")
    site.wait(lambda: site.output.rstrip().endswith("The last good site stays up."), "the message")
    assert "Southland sent wheat." in site.page(page)

    rewrite(shared / "claims.yaml", r"status: single-orign\n  finding: .*", "status: single-origin\n  finding: Mended.")
    site.wait(lambda: "Mended." in site.page(page), "the mended claim")
    assert "Traceback" not in site.output


def test_an_edit_of_a_template_is_shown(small: Path, tmp_path: Path) -> None:
    """A copy of the scripts follows changes of its own templates and theme."""
    scripts = tmp_path / "scripts"
    shutil.copytree(
        ROOT / "build_scripts" / "verbatim", scripts / "verbatim", ignore=shutil.ignore_patterns("__pycache__")
    )
    rendering = scripts / "verbatim" / "rendering"
    with serving(small, scripts) as site:
        edit(rendering / "templates" / "claims.md.j2", '# {{ _("Claims") }}\n', "# Every claim\n")
        site.wait(lambda: "Every claim</h1>" in site.page("claims/"), "the edited template")
        parts = rendering / "templates" / "parts.j2"
        parts.write_text(parts.read_text(encoding="utf-8").replace(">Proven in", ">Proved in"), encoding="utf-8")
        site.wait(
            lambda: ">Proved in our copy<" in site.page("claims/grain/"),
            "the edited part of a claim's page",
        )
        style = rendering / "theme" / "verbatim" / "verbatim.css"
        style.write_text(style.read_text(encoding="utf-8") + "\n.v-new { color: red; }\n", encoding="utf-8")
        site.wait(lambda: ".v-new" in site.page("verbatim/verbatim.css"), "the edited style sheet")


def test_serve_starts_on_the_site_of_an_earlier_run(small: Path) -> None:
    """If the data has a problem at the start, the site of an earlier run is served until the problem is mended."""
    earlier = small / ".verbatim" / "preview" / "claims" / "grain" / "index.html"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("The page of an earlier run.", encoding="utf-8")
    edit(small / "claims.yaml", "status: single-origin", "status: single-orign")
    with serving(small) as site:
        assert "error[unknown-status]" in site.output
        assert "The page of an earlier run." in site.page("claims/grain/")
        edit(small / "claims.yaml", "status: single-orign", "status: single-origin")
        site.wait(lambda: "Southland sent grain." in site.page("claims/grain/"), "the mended claim")


def test_the_preview_is_the_same_as_a_build(small: Path) -> None:
    """After every kind of edit, file for file: pages kept, changed and removed, another date, another search index."""
    claims, policy = small / "claims.yaml", small / "policy.yaml"
    with serving(small) as site:
        edit(claims, "finding: Only Southland says so.", "finding: Southland alone says so.")
        site.wait(lambda: builds(site) == 2, "the edited finding")

        edit(claims, "claim: Southland sent grain.", "claim: Southland sent much grain.")
        site.wait(
            lambda: "Southland sent much grain." in site.page("claims/no-signature/"),
            "the edited claim on the page of a related claim",
        )

        edit(
            claims,
            "why: Part of the first record.}",
            "why: Part of the first record.}\n  - {day: 2022-07-01, kind: updated, change: Gone through., why: Due.}",
        )
        site.wait(lambda: "Gone through." in site.page("corrections/"), "the newer date")

        edit(policy, "name: Small", "name: Smaller")
        site.wait(lambda: "Smaller</title>" in site.page("claims/grain/"), "the other name of the site")

        text = claims.read_text(encoding="utf-8")
        claims.write_text(text[: text.index("\n- id: grain")].replace("  related: [grain]\n", ""), encoding="utf-8")
        site.wait(lambda: site.page("claims/grain/") == "", "the deleted claim")
        assert "much grain" not in site.page("claims/")

        (small / "docs" / "editors" / "more.md").write_text("# More\n", encoding="utf-8")
        site.wait(lambda: "More</h1>" in site.page("editors/more/"), "the new page")
        index = small / "docs" / "editors" / "index.md"  # a page without a link to it does not pass the site checks
        index.write_text(index.read_text(encoding="utf-8") + "\n[More](more.md)\n", encoding="utf-8")
        site.wait(lambda: "More</a>" in site.page("editors/"), "the link to it")
        site.wait(lambda: finished(site), "search and the site checks")
    assert not (small / "site").exists()
    assert in_process("build", project=small).code == 0
    assert files_in(small / ".verbatim" / "preview") == files_in(small / "site")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are read from Linux's /proc")
def test_two_saves_in_a_row_and_one_while_the_search_index_is_made(shared: Path, site: Serving) -> None:
    """The last words are shown, whatever was being done; a file that is replaced by another counts as saved."""
    claims = shared / "claims.yaml"
    rewrite_finding(shared, "First words.")
    rewrite_finding(shared, "Second words.")
    site.wait(lambda: "Second words." in site.page("claims/grain/"), "the second save")
    site.wait(lambda: site.runs("finish-preview"), "the process that makes the search index")
    saved = shared / "claims.yaml.new"
    saved.write_text(claims.read_text(encoding="utf-8").replace("Second words.", "Third words."), encoding="utf-8")
    saved.replace(claims)
    site.wait(lambda: "Third words." in site.page("claims/grain/"), "the save that replaces the file")
    site.wait(lambda: finished(site), "search and the site checks")
    assert site.page("pagefind/pagefind-entry.json")


def test_a_fault_right_after_a_good_save(shared: Path, site: Serving) -> None:
    """The indexes, which are made after the claim's own page, show the good save, with the fault in front of them."""
    before = builds(site)
    rewrite_claim(shared, "Southland sent oats.")
    site.wait(lambda: builds(site) > before, "the claim's own page")
    edit(shared / "claims.yaml", "status: single-origin", "status: single-orijin")
    site.wait(lambda: "single-orijin" in site.output, "the fault")
    index, _, fault = site.page("claims/").partition('<pre role="alert"')
    assert "Southland sent oats." in index
    assert "unknown-status" in fault
    edit(shared / "claims.yaml", "status: single-orijin", "status: single-origin")
    site.wait(lambda: '<pre role="alert"' not in site.page("claims/"), "the mended claim")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are read from Linux's /proc")
def test_an_edit_while_an_index_is_made(shared: Path, site: Serving) -> None:
    """A request for an index is answered with one edit or the other; the next answer has the last; no fault appears."""
    rewrite_claim(shared, "Southland sent rye.")
    site.wait(lambda: "Southland sent rye." in site.page("claims/grain/"), "the first edit")
    answers: list[str] = []
    request = Thread(target=lambda: answers.append(site.page("claims/")))
    request.start()
    site.wait(lambda: site.runs("mkdocs") or bool(answers), "the engine that makes the index")
    rewrite_claim(shared, "Southland sent barley.")
    site.wait(lambda: "Southland sent barley." in site.page("claims/grain/"), "the second edit")
    assert "Southland sent barley." in site.page("claims/")
    request.join()
    assert ("Southland sent rye." in answers[0]) is not ("Southland sent barley." in answers[0])
    last = site.output[site.output.rindex("Built in") :]
    assert "The last good site stays up." not in last


def test_a_new_file_of_claims_is_shown(small: Path) -> None:
    """If the claims are in a folder, a new file in it counts as an edit."""
    text = (small / "claims.yaml").read_text(encoding="utf-8")
    at = text.index("- id: grain")
    (small / "claims.yaml").unlink()
    (small / "claims").mkdir()
    (small / "claims" / "first.yaml").write_text(text[:at].replace("  related: [grain]\n", ""), encoding="utf-8")
    with serving(small) as site:
        assert site.page("claims/grain/") == ""
        (small / "claims" / "second.yaml").write_text(f"schema: 1\n\nclaims:\n{text[at:]}", encoding="utf-8")
        site.wait(lambda: "Southland sent grain." in site.page("claims/grain/"), "the claim of the new file")


def test_the_browser_reloads(shared: Path, site: Serving, browser: Browser) -> None:
    """An open page reloads by itself: it shows new words, then a fault over the last good page, then no fault."""
    claims = shared / "claims.yaml"
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{site.address}claims/grain/")
    rewrite_finding(shared, "Southland alone says so.")
    expect(page.locator(".v-finding")).to_have_text("Southland alone says so.", timeout=PATIENCE * 1000)
    edit(claims, "status: single-origin", "status: single-oridgin")
    fault = page.get_by_role("alert")
    expect(fault).to_contain_text("claims.yaml:25:11: error[unknown-status]", timeout=PATIENCE * 1000)
    expect(page.locator(".v-finding")).to_have_text("Southland alone says so.", timeout=PATIENCE * 1000)
    edit(claims, "status: single-oridgin", "status: single-origin")
    expect(fault).to_have_count(0, timeout=PATIENCE * 1000)
    page.close()


def test_a_dead_link_in_a_handwritten_page_keeps_the_last_good_page(shared: Path, site: Serving) -> None:
    """The engine's warning is a problem with its place, for as long as it is there, whatever else is saved."""
    page = shared / "docs" / "editors" / "index.md"
    rewrite_finding(shared, "A finding before the dead link.")
    site.wait(lambda: "A finding before the dead link." in site.page("claims/grain/"), "the finding")
    lines = page.read_text(encoding="utf-8").count("\n")
    with page.open("a", encoding="utf-8") as text:
        text.write("\nSee [this](no-such-page.md).\n")
    place = f"docs/editors/index.md:{lines + 2}:12: error[dead-link] this page contains a link 'no-such-page.md'"
    site.wait(lambda: place in site.output, "the problem")
    rewrite_finding(shared, "A finding after the dead link.")
    site.wait(lambda: site.output.count(place) == 2, "the problem again")
    assert "no-such-page" not in site.page("editors/").partition('<pre role="alert"')[0]
    assert "A finding before the dead link." in site.page("claims/grain/")
    edit(page, "See [this](no-such-page.md).", "See [this](../method/index.md).")
    site.wait(lambda: "A finding after the dead link." in site.page("claims/grain/"), "the earlier edit, with the mend")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are read from Linux's /proc")
@pytest.mark.parametrize("moment", ["while the search index is made", "while pages are made", "at rest"])
def test_an_interrupt_ends_all_processes(moment: str, small: Path) -> None:
    """Ctrl+C ends `serve` and every process that it started, without a traceback."""
    with serving(small) as site:
        if moment == "while the search index is made":
            site.wait(lambda: site.runs("finish-preview"), "the process that makes the search index")
        elif moment == "while pages are made":
            (small / "mkdocs.yml").touch()
            site.wait(lambda: site.runs("mkdocs"), "the engine")
        else:
            site.wait(lambda: finished(site) and not site.runs("finish-preview"), "search and the site checks")
        assert site.interrupt() == 0
        assert moment != "while the search index is made" or not finished(site)
    assert site.processes == []
    assert "Stopped." in site.output
    assert "Traceback" not in site.output


def test_a_port_that_is_in_use(small: Path) -> None:
    """It is wrong usage, and the message names the option."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = in_process("serve", "--port", str(port), project=small)
    assert ran.code == 2
    assert f"Port {port} is in use; choose another with --port." in ran.stderr
