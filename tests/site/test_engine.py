"""What the engine warns of, as problems with their places."""

from pathlib import Path

from tests.support.microsite import edit, in_process

LINKS = {
    "[a page](no-such-page.md)": ("no-such-page.md", "is not found"),
    "[an anchor](../about/index.md#no-such-anchor)": ("../about/index.md#no-such-anchor", "does not contain an anchor"),
    "[an absolute address](/claims/)": ("/claims/", "absolute"),
    "[no file](../claims/)": ("../claims/", "unrecognized"),
}


def test_dead_links_are_shown_at_their_places(small: Path) -> None:
    """Exit code 1; for each link one problem, with file, line and column of the address; nothing is published."""
    page = small / "docs" / "editors" / "index.md"
    lines = page.read_text(encoding="utf-8").count("\n")
    with page.open("a", encoding="utf-8") as text:
        text.writelines(f"\nSee {link}.\n" for link in LINKS)
    ran = in_process("build", project=small)
    assert ran.code == 1
    assert ran.stderr.count("error[dead-link]") == len(LINKS)
    for number, (link, (address, why)) in enumerate(LINKS.items(), 1):
        place = f"docs/editors/index.md:{lines + 2 * number}:{5 + link.index('(') + 1}: error[dead-link]"
        (said,) = (line for line in ran.stderr.splitlines() if line.startswith(place))
        assert "this page contains a" in said
        assert f"link '{address}'" in said
        assert why in said
    assert not (small / "site").exists()


def test_another_warning_of_the_engine_is_our_fault(small: Path) -> None:
    """A setting that MkDocs does not know: exit code 3, with what it said."""
    edit(small / "mkdocs.yml", "docs_dir: docs\n", "docs_dir: docs\nno_such_setting: 1\n")
    ran = in_process("build", project=small)
    assert ran.code == 3
    assert "no_such_setting" in ran.stderr
    assert not (small / "site").exists()
