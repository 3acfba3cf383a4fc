"""`init`: a new microsite passes `check`, builds, and takes in its first article."""

from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim.model.yaml_file import read_yaml

from tests.support.microsite import ROOT, Ran, files_in
from tests.support.webpages import PARAGRAPHS, page


def test_a_new_microsite(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """Empty, it passes `check` and builds; an article can be taken in and quoted, and it builds again."""
    folder = tmp_path / "our site"
    ran = verbatim("init", folder, cwd=tmp_path)
    assert (ran.code, ran.stderr) == (0, "")
    assert [line[0] for line in ran.stdout.splitlines()[1:]] == ["1", "2", "3"]
    assert f"verbatim check --project '{folder}'" in ran.stdout
    assert verbatim("check", project=folder) == Ran(0, "No problem found.\n", "")
    built = verbatim("build", project=folder)
    assert built.code == 0, built.stdout + built.stderr
    assert "Our fact-check" in (folder / "site/index.html").read_text(encoding="utf-8")
    article = tmp_path / "grain.html"
    article.write_text(page(), encoding="utf-8")
    assert verbatim("add-source", article, "--yes", "--new-voice", "The Northern Daily", project=folder).code == 0
    assert verbatim("quote", PARAGRAPHS[2], project=folder).code == 0
    built = verbatim("build", project=folder)
    assert built.code == 0, built.stdout + built.stderr
    assert (folder / "site/articles/northland-and-southland-near-an-agreement/index.html").is_file()


def test_what_it_shares_is_ours(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """The scale, the limits, the engine's settings and the editors' guide are this microsite's; no generated page comes along."""
    folder = tmp_path / "new"
    assert verbatim("init", folder).code == 0
    ours, theirs = (read_yaml("policy.yaml", (root / "policy.yaml").read_bytes()) for root in (ROOT, folder))
    assert ours[0]
    assert theirs[0]
    assert theirs[1] == []
    assert list(theirs[0].data) == list(ours[0].data)
    for key in ("statuses", "limits"):
        assert theirs[0].data[key] == ours[0].data[key]
    assert "FILL IN" in (folder / "policy.yaml").read_text(encoding="utf-8")
    files = files_in(folder)
    for name in ("mkdocs.yml", ".gitignore", "docs/robots.txt", "docs/editors/index.md"):
        assert files[name] == (ROOT / name).read_bytes()
    assert not any(
        name.startswith(("docs/dev/", "docs/claims/", "docs/api/")) or name == "docs/index.md" for name in files
    )


def test_the_templates_show_every_key(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """Freed of their #, the templates in the comments are read: every key in them is one that the entry may have."""
    folder = tmp_path / "new"
    assert verbatim("init", folder).code == 0
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
    ran = verbatim("check", "--format", "json", project=folder)
    assert {row["code"] for row in ran.problems} <= {
        "bad-value",
        "missing-file",
        "unknown-voice",
        "unknown-source",
        "unknown-person",
        "unknown-origin",
    }
    assert not any("key" in row["code"] or "yaml" in row["code"] for row in ran.problems)


@pytest.mark.parametrize("name", ["notes.txt", ".gitignore"])
def test_a_folder_with_something_in_it_is_refused(name: str, tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """Nothing is overwritten, and the message names what is there."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).write_text("mine", encoding="utf-8")
    ran = verbatim("init", tmp_path / "site")
    assert ran.code == 2
    assert f"{name} stands in it" in ran.stderr
    assert files_in(tmp_path / "site") == {name: b"mine"}
    assert verbatim("init", tmp_path / "site" / name).code == 2


def test_a_fresh_clone_is_empty(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """What git keeps for itself does not count."""
    (tmp_path / "clone/.git").mkdir(parents=True)
    assert verbatim("init", tmp_path / "clone").code == 0
