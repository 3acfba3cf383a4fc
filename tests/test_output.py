"""Writing: exactly what is generated, nothing that is not ours, and no more than what changed."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest
from verbatim.output import MARK, Output, write_generated
from verbatim.project import Project

from tests.support.microsite import GENERATED, environment, files_in, in_process, times_in
from tests.support.planted_faults import CLAIMS, outline, standing


def page(path: str, text: str = "A page.") -> Output:
    """A generated page."""
    return Output(path, f"---\n# {MARK}\n---\n{text}\n")


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project whose docs folder holds two pages that were generated and one that was written by hand."""
    project = Project(tmp_path)
    write_generated(project, [page("a.md"), page("claims/b.md")])
    (project.docs / "hand.md").write_text("By hand.\n", encoding="utf-8")
    return project


def test_the_mark_is_the_one_that_the_tests_look_for() -> None:
    """Tests tell generated files from others by a text of their own."""
    assert MARK.encode() == GENERATED


def test_what_is_no_longer_made_is_removed(small: Project) -> None:
    """The file and the folder that it leaves empty; the handwritten page stays."""
    written = write_generated(small, [page("a.md")])
    assert (written.written, written.unchanged, written.removed) == ((), 1, ("claims/b.md",))
    assert set(files_in(small.docs)) == {"a.md", "hand.md"}
    assert not (small.docs / "claims").exists()


def test_a_folder_with_other_files_stays(small: Project) -> None:
    """Only an empty folder goes with its last generated file."""
    (small.docs / "claims" / "picture.svg").write_text("<svg/>", encoding="utf-8")
    write_generated(small, [page("a.md")])
    assert set(files_in(small.docs)) == {"a.md", "hand.md", "claims/picture.svg"}


def test_only_what_changed_is_written(small: Project) -> None:
    """A file whose text stays the same keeps its time; so does the manifest where nothing changed at all."""
    before = times_in(small.root)
    again = write_generated(small, [page("a.md"), page("claims/b.md")])
    assert (again.written, again.unchanged, again.removed) == ((), 2, ())
    assert times_in(small.root) == before
    write_generated(small, [page("a.md"), page("claims/b.md", "Another page.")])
    after = times_in(small.docs)
    assert after["a.md"] == before["docs/a.md"]
    assert "Another page." in (small.docs / "claims" / "b.md").read_text(encoding="utf-8")


def refused(project: Project, outputs: list[Output], code: str, file: str) -> None:
    """A write is refused with one problem, and changes nothing."""
    before, times = files_in(project.root), times_in(project.root)
    written = write_generated(project, outputs)
    (problem,) = written.problems
    assert (problem.code, str(problem.place)) == (code, f"{file}:1:1")
    assert problem.hint
    assert (written.written, written.removed) == ((), ())
    assert files_in(project.root) == before
    assert times_in(project.root) == times


def test_a_handwritten_page_at_a_generated_address_is_never_touched(small: Project) -> None:
    """It is a problem, and nothing at all is written."""
    refused(small, [page("a.md", "New."), page("claims/b.md"), page("hand.md")], "handwritten-page", "docs/hand.md")


def test_a_handwritten_page_that_says_the_same_is_left_alone(small: Project) -> None:
    """Where the bytes are those that would be written, there is nothing to do."""
    twin = page("twin.md")
    (small.docs / "twin.md").write_bytes(twin.bytes)
    assert write_generated(small, [page("a.md"), page("claims/b.md"), twin]).problems == ()


def test_an_edited_page_is_a_problem(small: Project) -> None:
    """What somebody wrote into a generated page is not lost without a word."""
    (small.docs / "a.md").write_text("Edited.\n", encoding="utf-8")
    refused(small, [page("a.md", "New."), page("claims/b.md", "New.")], "edited-page", "docs/a.md")


def test_an_edited_page_is_not_removed(small: Project) -> None:
    """Not even where its claim is gone."""
    (small.docs / "claims" / "b.md").write_text("Edited.\n", encoding="utf-8")
    refused(small, [page("a.md")], "edited-page", "docs/claims/b.md")


def test_a_deleted_page_is_made_again(small: Project) -> None:
    """The mend of an edited page works."""
    (small.docs / "a.md").unlink()
    assert write_generated(small, [page("a.md"), page("claims/b.md")]).written == ("a.md",)
    assert GENERATED in (small.docs / "a.md").read_bytes()


def test_a_lost_manifest(small: Project) -> None:
    """Generated pages are known by their mark and brought up to date; the handwritten page is still a stranger."""
    (small.root / ".verbatim" / "generated.json").unlink()
    assert write_generated(small, [page("a.md", "New."), page("claims/b.md")]).problems == ()
    assert "New." in (small.docs / "a.md").read_text(encoding="utf-8")
    (small.root / ".verbatim" / "generated.json").unlink()
    refused(small, [page("hand.md")], "handwritten-page", "docs/hand.md")


@pytest.mark.parametrize(
    ("path", "old", "new", "stranger"),
    [
        ("claims.csv", b"id,claim\r\na,A.\r\n", b"id,claim\r\nb,B.\r\n", b"id,price\r\na,1\r\n"),
        ("claims.jsonl", b'{"id":"a"}\n', b'{"id":"b"}\n', b'{"name":"a"}\n'),
        ("claims.db", b"SQLite format 3\0old", b"SQLite format 3\0new", b"an own file"),
        ("plain.txt", b"", b"no mark and no known form", b"no mark"),
    ],
)
def test_a_lost_manifest_and_files_without_a_mark(
    small: Project, path: str, old: bytes, new: bytes, stranger: bytes
) -> None:
    """They are known by their form; a file of another form at their path is somebody's."""
    for content, is_ours in ((old, bool(old)), (stranger, False)):
        (small.root / ".verbatim" / "generated.json").unlink(missing_ok=True)
        (small.docs / path).write_bytes(content)
        problems = write_generated(small, [page("a.md"), page("claims/b.md"), Output(path, new)]).problems
        assert ([problem.code for problem in problems] == []) == is_ours
        assert (small.docs / path).read_bytes() == (new if is_ours else content)


def test_an_interrupted_run_leaves_nothing_that_looks_edited(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the disk refuses, the next run knows the pages of the old and of the new run as generated ones."""
    for allowed in range(4):
        done: list[Path] = []

        def replace(partial: Path, target: Path, limit: int = allowed, done: list[Path] = done) -> Path:
            if len(done) == limit:
                raise OSError("no space left")
            done.append(target)
            return partial.rename(target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            with pytest.raises(OSError, match="no space"):
                write_generated(
                    small, [page("a.md", f"Second {allowed}."), page("claims/b.md", f"Second {allowed}."), page("c.md")]
                )
        again = write_generated(small, [page("a.md", f"Third {allowed}."), page("claims/b.md", f"Third {allowed}.")])
        assert again.problems == ()
        assert set(files_in(small.docs)) == {"a.md", "claims/b.md", "hand.md"}


def test_a_file_in_parts_is_that_file(small: Project) -> None:
    """The same bytes and hash as in one piece; a file that has more or less is replaced, an equal one is not."""
    parts, file = (b"One. ", b"", b"Two.", b"\n"), small.docs / "c.txt"
    assert write_generated(small, [Output("c.txt", parts)]).written == ("c.txt",)
    assert file.read_bytes() == b"One. Two.\n" == Output("c.txt", parts).bytes
    assert write_generated(small, [Output("c.txt", b"".join(parts))]).unchanged == 1
    assert write_generated(small, [Output("c.txt", parts)]).unchanged == 1
    assert write_generated(small, [Output("c.txt", parts[:-1])]).written == ("c.txt",)
    assert write_generated(small, [Output("c.txt", (*parts, b"Three."))]).written == ("c.txt",)
    assert file.read_bytes() == b"One. Two.\nThree."


NEW = [page("a.md", "New."), page("claims/b.md", "New."), page("c.md", "New.")]


@pytest.mark.parametrize("interruption", [OSError("no space left"), KeyboardInterrupt()], ids=["full", "interrupted"])
@pytest.mark.parametrize("writes", range(4))
def test_a_write_that_stops_half_way_leaves_no_half_file(
    writes: int, interruption: BaseException, small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, or the user interrupts, in the middle of a file: of the manifest, or of one of three pages.

    Each of them is on the disk before the first page is replaced, so every page is as it was.
    """
    before, done = files_in(small.docs), 0
    whole = Path.open

    def opened(file: Path, mode: str = "r", **others: Any) -> IO[Any]:
        nonlocal done
        if mode != "wb" or done < writes:
            done += mode == "wb"
            return whole(file, mode, **others)
        with whole(file, mode) as half:
            half.write(b"Ne")
        raise interruption

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", opened)
        with pytest.raises(type(interruption)):
            write_generated(small, NEW)
    assert files_in(small.docs) == before
    assert [*small.workshop.iterdir()] == [small.workshop / "generated.json"]


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.test_output import NEW
from verbatim.output import write_generated
from verbatim.project import Project
move, moves = Path.replace, []
def replace(partial, target):
    moves.append(target)
    if len(moves) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return move(partial, target)
Path.replace = replace
write_generated(Project(Path(sys.argv[1])), NEW)
"""


@pytest.mark.parametrize("moves", [1, 3])
def test_a_killed_run_leaves_no_half_page(moves: int, small: Project) -> None:
    """Nothing can be tidied up then; but every page is whole, and the next run leaves nothing but the pages."""
    before = files_in(small.docs)
    command = [sys.executable, "-c", KILLED, str(small.root), str(moves)]
    killed = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    pages = {path: content for path, content in files_in(small.docs).items() if not path.endswith(".partial")}
    new = {output.path: output.bytes for output in NEW}
    assert {path for path, content in pages.items() if content not in (before.get(path), new.get(path))} == set()
    assert write_generated(small, NEW).problems == ()
    assert files_in(small.docs) == {**new, "hand.md": before["hand.md"]}


def without(text: str, number: int) -> str:
    """Claims without the one of that number."""
    claims = outline(text)["claims"].items
    end = claims[number + 1].start if number + 1 < len(claims) else len(text)
    return text[: claims[number].start] + text[end:]


def test_removing_a_claim_removes_its_page(built_copy: Path) -> None:
    """Its page and every file made of it alone go from docs/ and from site/, and nothing else does."""
    text = (built_copy / CLAIMS).read_text(encoding="utf-8")
    claims = outline(text)["claims"].items
    named = {name for claim in claims for name in (claim["related"].words if "related" in claim else [])}
    named |= set(outline((built_copy / "policy.yaml").read_text(encoding="utf-8"))["featured"].words)
    number = next(number for number, claim in enumerate(claims) if standing(claim) and claim["id"].content not in named)
    gone, docs, site = claims[number]["id"].content, files_in(built_copy / "docs"), files_in(built_copy / "site")
    (built_copy / CLAIMS).write_text(without(text, number), encoding="utf-8")
    ran = in_process("build", project=built_copy)
    assert ran.code == 0, ran.stderr
    own = {f"claims/{gone}/{name}" for name in ("index.md", "index.md.txt", "cite.bib", "cite.json", "cite.ris")}
    own |= {f"embed/{gone}/{name}" for name in ("index.html", "card.png")} | {f"api/v1/claims/{gone}.json"}
    assert docs.keys() - files_in(built_copy / "docs").keys() == own
    removed = site.keys() - files_in(built_copy / "site").keys()
    assert {name for name in removed if not name.startswith("pagefind/")} == own - {f"claims/{gone}/index.md"} | {
        f"claims/{gone}/index.html"
    }


def test_a_handwritten_page_is_published_and_never_touched(newsroom: Path) -> None:
    """Handwritten pages keep their bytes and times through builds; one at a claim's address stops the build."""
    written = times_in(newsroom / "docs")
    assert written
    assert in_process("generate", project=newsroom).code == 0
    before = times_in(newsroom / "docs")
    assert {name: before[name] for name in written} == written
    assert in_process("generate", project=newsroom).stdout.startswith("0 written")
    assert times_in(newsroom / "docs") == before
    claim = next((newsroom / "docs" / "claims").glob("*/index.md"))
    claim.write_text("By hand.\n", encoding="utf-8")
    (newsroom / ".verbatim" / "generated.json").unlink()
    ran = in_process("build", project=newsroom)
    assert ran.code == 1
    assert f"docs/claims/{claim.parent.name}/index.md:1:1: error[handwritten-page]" in ran.stderr
    assert claim.read_text(encoding="utf-8") == "By hand.\n"
    assert not (newsroom / "site").exists()
