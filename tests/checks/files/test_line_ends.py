"""A clone whose line ends git changed, as on Windows: it checks, or what is wrong is told as that."""

from pathlib import Path

from tests.support.cases import lay_out
from tests.support.microsite import ROOT, in_process
from tests.support.repository import commit, git


def clone(site: Path, target: Path) -> Path:
    """A clone with the setting that git for Windows proposes."""
    git(site.parent, "clone", "--quiet", "-c", "core.autocrlf=true", site.name, target.name)
    return target


def test_a_clone_with_other_line_ends(tmp_path: Path) -> None:
    """With the .gitattributes that `init` writes, only files that are no stored text have other line ends."""
    site = lay_out("_base", tmp_path / "site")
    (site / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    commit(site, "Published")
    there = clone(site, tmp_path / "clone")
    assert b"\r\n" in (there / "claims.yaml").read_bytes()
    assert b"\r\n" not in (there / "seeds/articles/talks.txt").read_bytes()
    for arguments in ([], ["--against", "HEAD"]):
        ran = in_process("check", *arguments, project=there)
        assert (ran.code, ran.stdout.split("\n")[0]) == (0, "No problem found.")


def test_a_change_of_line_ends_alone(tmp_path: Path) -> None:
    """Without .gitattributes the stored text has other line ends: that is said, with what to do, and that works."""
    site = lay_out("_base", tmp_path / "site")
    commit(site, "Published")
    there = clone(site, tmp_path / "clone")
    (problem,) = in_process("check", "--format", "json", project=there).problems
    assert (problem["code"], problem["file"]) == ("changed-line-ends", "seeds/articles.yaml")
    assert "only the line ends of seeds/articles/talks.txt" in problem["message"]
    assert "`seeds/** -text`" in problem["hint"]
    assert "`git checkout -- seeds/articles/talks.txt`" in problem["hint"]
    (there / ".gitattributes").write_text("seeds/** -text\n", encoding="utf-8")
    (there / "seeds/articles/talks.txt").unlink()
    git(there, "checkout", "--", "seeds/articles/talks.txt")
    assert in_process("check", project=there).code == 0


def test_a_text_that_was_declared_with_other_line_ends(tmp_path: Path) -> None:
    r"""The other way round: the file had \\r\\n when its hash was declared."""
    site = lay_out("windows-line-ends", tmp_path / "site")
    text = site / "seeds/articles/talks.txt"
    assert b"\r\n" in text.read_bytes()
    text.write_bytes(text.read_bytes().replace(b"\r\n", b"\n"))
    assert [row["code"] for row in in_process("check", "--format", "json", project=site).problems] == [
        "changed-line-ends"
    ]
