"""What the engine warns of, as problems with their places."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.microsite import Ran, edit

LINKS = {
    "[a page](no-such-page.md)": ("no-such-page.md", "is not found"),
    "[an anchor](../about/index.md#no-such-anchor)": ("../about/index.md#no-such-anchor", "does not contain an anchor"),
    "[an absolute address](/claims/)": ("/claims/", "absolute"),
    "[no file](../claims/)": ("../claims/", "unrecognized"),
}


@pytest.mark.parametrize("link", LINKS)
def test_a_dead_link_is_shown_where_it_stands(link: str, project: Path, verbatim: Callable[..., Ran]) -> None:
    """Exit code 1, file, line and column of the address, and nothing is published."""
    page = project / "docs" / "editors" / "index.md"
    lines = page.read_text(encoding="utf-8").count("\n")
    with page.open("a", encoding="utf-8") as text:
        text.write(f"\nSee {link}.\n")
    address, why = LINKS[link]
    ran = verbatim("build", project=project)
    assert ran.code == 1
    assert (
        f"docs/editors/index.md:{lines + 2}:{5 + link.index('(') + 1}: error[dead-link] this page contains a"
        in ran.stderr
    )
    assert f"link '{address}'" in ran.stderr
    assert why in ran.stderr
    assert not (project / "site").exists()


def test_another_warning_of_the_engine_is_our_fault(project: Path, verbatim: Callable[..., Ran]) -> None:
    """A setting that MkDocs does not know: exit code 3, with what it said."""
    edit(project / "mkdocs.yml", "docs_dir: docs\n", "docs_dir: docs\nno_such_setting: 1\n")
    ran = verbatim("build", project=project)
    assert ran.code == 3
    assert "no_such_setting" in ran.stderr
    assert not (project / "site").exists()
