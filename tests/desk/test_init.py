"""`init`: a new microsite passes `check`, can be built, and accepts its first article."""

from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim.model.yaml_file import read_yaml

from tests.support.microsite import ROOT, Ran, files_in, in_process
from tests.support.webpages import PARAGRAPHS, page


def test_a_new_microsite(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """Empty, it passes `check` and can be built; an article can be added and quoted, and it can be built again."""
    folder = tmp_path / "our site"
    ran = verbatim("init", folder, cwd=tmp_path)
    assert (ran.code, ran.stderr) == (0, "")
    assert [line[0] for line in ran.stdout.splitlines()[1:]] == ["1", "2", "3"]
    assert f"verbatim check --project '{folder}'" in ran.stdout
    assert in_process("check", project=folder) == Ran(0, "No problem found.\n", "")
    built = verbatim("build", project=folder)
    assert built.code == 0, built.stdout + built.stderr
    assert "Our fact-check" in (folder / "site/index.html").read_text(encoding="utf-8")
    article = tmp_path / "grain.html"
    article.write_text(page(), encoding="utf-8")
    assert in_process("add-source", article, "--yes", "--new-voice", "The Northern Daily", project=folder).code == 0
    assert in_process("quote", PARAGRAPHS[2], project=folder).code == 0
    built = verbatim("build", project=folder)
    assert built.code == 0, built.stdout + built.stderr
    assert (folder / "site/articles/northland-and-southland-near-an-agreement/index.html").is_file()


def test_what_it_shares_is_ours(tmp_path: Path) -> None:
    """The scale, the limits, the engine's settings and the editors' guide are ours; no generated page is copied."""
    folder = tmp_path / "new"
    assert in_process("init", folder).code == 0
    ours, theirs = (read_yaml("policy.yaml", (root / "policy.yaml").read_bytes()) for root in (ROOT, folder))
    assert ours[0]
    assert theirs[0]
    assert theirs[1] == []
    for key in ("statuses", "limits"):
        assert theirs[0].data[key] == ours[0].data[key]
    assert theirs[0].data["topics"] == [{"id": "general", "name": "General"}]
    assert "FILL IN" in (folder / "policy.yaml").read_text(encoding="utf-8")
    files = files_in(folder)
    for name in ("mkdocs.yml", ".gitignore", "docs/robots.txt", "docs/editors/index.md"):
        assert files[name] == (ROOT / name).read_bytes()
    assert not any(
        name.startswith(("docs/dev/", "docs/claims/", "docs/api/")) or name == "docs/index.md" for name in files
    )


def test_the_keys_of_the_templates(tmp_path: Path) -> None:
    """Without their #, the templates in the comments are read; every key is known, only what they refer to is not."""
    folder = tmp_path / "new"
    assert in_process("init", folder).code == 0
    for name in ("claims.yaml", "seeds/articles.yaml", "seeds/voices.yaml", "seeds/origins.yaml", "seeds/records.yaml"):
        file = folder / name
        lines = file.read_text(encoding="utf-8").splitlines()
        first = next(number for number, line in enumerate(lines) if line.startswith("# - id"))
        stop = next(number for number in range(first, len(lines)) if not lines[number].startswith("#"))
        key = Path(name).stem
        freed = [
            "schema: 1",
            f"{key}:",
            *(line.removeprefix("# ") for line in lines[first:stop]),
            *(["people: []"] if key == "voices" else []),
        ]
        file.write_text("\n".join(freed) + "\n", encoding="utf-8")
    ran = in_process("check", "--format", "json", project=folder)
    assert {(row["file"], row["code"]) for row in ran.problems} == {
        ("claims.yaml", "unknown-source"),
        ("claims.yaml", "unknown-voice"),
        ("seeds/articles.yaml", "bad-value"),  # of `sha256: 64 hexadecimal digits`
        ("seeds/origins.yaml", "unknown-origin"),
        ("seeds/origins.yaml", "unknown-person"),
        ("seeds/origins.yaml", "unknown-voice"),
    }


@pytest.mark.parametrize("name", ["notes.txt", ".gitignore"])
def test_a_folder_with_something_in_it_is_refused(name: str, tmp_path: Path) -> None:
    """Nothing is overwritten, and the message names what is there."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).write_text("mine", encoding="utf-8")
    ran = in_process("init", tmp_path / "site")
    assert ran.code == 2
    assert f"it contains {name}" in ran.stderr
    assert files_in(tmp_path / "site") == {name: b"mine"}
    assert in_process("init", tmp_path / "site" / name).code == 2
    assert files_in(tmp_path / "site") == {name: b"mine"}


def test_a_fresh_clone_is_empty(tmp_path: Path) -> None:
    """Git's own folder does not count, and is left alone."""
    (tmp_path / "clone/.git").mkdir(parents=True)
    (tmp_path / "clone/.git/HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    assert in_process("init", tmp_path / "clone").code == 0
    files = files_in(tmp_path / "clone")
    assert files[".git/HEAD"] == b"ref: refs/heads/main\n"
    assert "claims.yaml" in files
