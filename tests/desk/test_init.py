"""`init`: a new repository passes `check`, can be built, accepts its first article, and is not published unfinished."""

from pathlib import Path

import pytest
from verbatim.checks.files.json_schema import without_first_line
from verbatim.desk.init import Newsroom, WrongAnswerError
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.project import Project

from tests.support.microsite import ROOT, Ran, edit, files_in, in_process
from tests.support.repository import commit, git
from tests.support.terminal import on_a_terminal
from tests.support.webpages import PARAGRAPHS, page

# What a newsroom may be called, with all that YAML, Markdown or our own tokens could take for something else.
ANSWERS = {
    "name": 'Däily: "facts" # TODAY, the editors of Verbatim',
    "contact": "desk@northern.example",
    "subject": "the ferry line: how it was stopped",
    "lang": "de-at",
    "repository": "Northern/facts.2",
}
OPTIONS = [part for key, answer in ANSWERS.items() for part in (f"--{key}", answer)]


def site_of(folder: Path) -> dict[str, str]:
    """What policy.yaml says about the site."""
    read, problems = read_yaml("policy.yaml", (folder / "policy.yaml").read_bytes())
    assert read
    assert problems == []
    return dict(read.data["site"])


def test_a_new_repository(tmp_path: Path) -> None:
    """It passes `check` and can be built; an article can be added and quoted, and it can be built again."""
    folder = tmp_path / "our site"
    ran = in_process("init", folder, cwd=tmp_path)
    assert (ran.code, ran.stderr) == (0, "")
    assert [line[0] for line in ran.stdout.splitlines()[1:]] == ["1", "2", "3"]
    built = in_process("build", project=folder)
    assert built.code == 0, built.stdout + built.stderr
    assert "FILL IN the name of the site" in (folder / "site/index.html").read_text(encoding="utf-8")
    assert (folder / "site/claims/example-minister-visit/index.html").is_file()
    article = tmp_path / "grain.html"
    article.write_text(page(), encoding="utf-8")
    assert in_process("add-source", article, "--yes", "--new-voice", "The Northern Daily", project=folder).code == 0
    assert in_process("quote", PARAGRAPHS[2], project=folder).code == 0
    built = in_process("build", project=folder)
    assert built.code == 0, built.stdout + built.stderr
    assert (folder / "site/articles/northland-and-southland-near-an-agreement/index.html").is_file()


def test_the_answers(tmp_path: Path) -> None:
    """Each answer is where it belongs, unchanged; the guide names the newsroom, and nothing of ours is left."""
    folder = tmp_path / "new"
    assert in_process("init", folder, *OPTIONS).code == 0
    site = site_of(folder)
    assert site["name"] == site["publisher"] == ANSWERS["name"]
    assert {key: site[key] for key in ("contact", "subject", "lang")} == {
        "contact": ANSWERS["contact"],
        "subject": ANSWERS["subject"],
        "lang": "de-AT",
    }
    assert site["issues"] == "https://github.com/Northern/facts.2/issues"
    assert (folder / ".github/CODEOWNERS").read_text(encoding="utf-8").endswith("\n* @Northern\n")
    assert f"# {ANSWERS['name']}\n" in (folder / "README.md").read_text(encoding="utf-8")
    guide = "".join(file.read_text(encoding="utf-8") for file in sorted((folder / "docs/editors").rglob("*.md")))
    assert f"for the editors of {ANSWERS['name']} (mail: {ANSWERS['contact']})" in guide
    assert "https://northern.github.io/facts.2/" in guide
    assert "git remote add origin https://github.com/Northern/facts.2.git" in guide
    assert "example/verbatim" not in guide
    ran = in_process("check", "--format", "json", project=folder)
    assert ran.code == 0
    assert {row["code"] for row in ran.problems} == {"placeholder"}
    assert [row["message"] for row in ran.problems if row["file"] == "policy.yaml"] == [
        "`funding` is still to be filled in"
    ]


def test_it_asks_on_a_terminal(tmp_path: Path) -> None:
    """One question for what no option gives; a wrong answer is explained and asked again; an empty one is for later."""
    replies = ("Däily", "northern.example", "desk@northern.example", "", "northern/facts")
    code, said = on_a_terminal("init", tmp_path / "new", "--lang", "de", replies=replies)
    assert code == 0, said
    assert said.count("Mail address for corrections") == 2
    assert "“northern.example” is not a mail address." in said
    assert "Language" not in said
    site = site_of(tmp_path / "new")
    assert (site["name"], site["contact"], site["lang"]) == ("Däily", "desk@northern.example", "de")
    assert site["subject"] == "FILL IN the subject of the site"
    assert site["repository"] == "https://github.com/northern/facts"


@pytest.mark.parametrize(
    ("option", "answer", "said"),
    [
        ("--contact", "northern.example", "not a mail address"),
        ("--contact", "a b@northern.example", "not a mail address"),
        ("--repository", "facts", "write OWNER/NAME"),
        ("--repository", "https://github.com/northern/facts", "write OWNER/NAME"),
        ("--repository", "northern/facts/", "write OWNER/NAME"),
        ("--lang", "English", "did you mean “en”?"),
        ("--lang", "german language", "not the tag of a language"),
    ],
)
def test_answers_that_cannot_be_used(option: str, answer: str, said: str, tmp_path: Path) -> None:
    """They are refused, with what to write instead, and nothing is written."""
    ran = in_process("init", tmp_path / "new", option, answer)
    assert ran.code == 2
    assert said in ran.stderr
    assert not (tmp_path / "new").exists()


def test_the_address_of_the_pages() -> None:
    """A repository with the name of its owner's host is published at the top of it."""
    assert Newsroom(repository="Northern/facts").address == "northern.github.io/facts"
    assert Newsroom(repository="Northern/northern.github.io").address == "northern.github.io"


def test_the_settings_that_are_commented_out(tmp_path: Path) -> None:
    """Each can be used as it is, once the files are there; it has our own colours and the address of the pages."""
    folder = tmp_path / "new"
    assert in_process("init", folder, *OPTIONS).code == 0
    policy = folder / "policy.yaml"
    before, separator, rest = policy.read_text(encoding="utf-8").partition("  # address: ")
    examples, end, after = rest.partition("\n\n")
    used = f"{separator}{examples}".replace("\n  # ", "\n  ").replace("  # address", "  address")
    policy.write_text(before + used + end + after, encoding="utf-8")
    images = folder / "docs/images"
    images.mkdir()
    for name in ("logo.svg", "icon.svg"):
        (images / name).write_bytes((ROOT / "build_scripts/verbatim/rendering/theme/verbatim/mark.svg").read_bytes())
    (folder / "docs/team").mkdir()
    (folder / "docs/team/index.md").write_text("# Team\n", encoding="utf-8")
    found = in_process("check", "--format", "json", project=folder).problems
    assert {problem["code"] for problem in found} == {"placeholder"}
    site = site_of(folder)
    assert site["address"] == "https://northern.github.io/facts.2/"
    ours = {"logo", "favicon", "colours", "pages", "footer", "about", "not_found", "privacy"}
    assert ours <= site.keys()


def test_the_wheel_of_another_version(tmp_path: Path) -> None:
    """Only the wheel of this version is kept, since the repository pins this version."""
    wheel = tmp_path / "verbatim_factcheck-99.0-py3-none-any.whl"
    wheel.write_bytes(b"")
    ran = in_process("init", tmp_path / "new", "--wheel", wheel)
    assert ran.code == 2
    assert "is not the wheel of Verbatim 0." in ran.stderr
    with pytest.raises(WrongAnswerError):
        Newsroom(repository="a b/c")


def test_it_cannot_be_published_unfinished(tmp_path: Path) -> None:
    """A placeholder is a warning; with SITE_URL it is an error, until all is filled in and the example is gone."""
    folder = tmp_path / "new"
    assert in_process("init", folder, *OPTIONS).code == 0
    assert in_process("generate", project=folder).code == 0
    refused = in_process("generate", project=folder, SITE_URL="https://example.org/")
    assert refused.code == 1
    assert refused.stderr.count("error[placeholder]") == 7
    commit(folder, "As made")
    edit(folder / "policy.yaml", "FILL IN who pays for this site.", "Our readers.")
    for name in ("claims", "seeds/articles", "seeds/origins", "seeds/voices"):
        file, key = folder / f"{name}.yaml", Path(name).name
        text = file.read_text(encoding="utf-8")
        people = "people: []\n" if key == "voices" else ""
        file.write_text(text.partition(f"\n{key}:\n")[0] + f"\n{key}: []\n{people}", encoding="utf-8")
    (folder / "seeds/articles/example-minister.txt").unlink()
    proof = "0 quotations proven, 0 recorded, 0 statuses ruled."
    assert in_process("check", project=folder) == Ran(0, f"No problem found.\n{proof}\n", "")
    assert in_process("generate", project=folder, SITE_URL="https://example.org/").code == 0
    # Nothing was published as long as there were placeholders, so the example may go.
    ran = in_process("check", "--against", "HEAD", "--format", "json", project=folder)
    assert [row["code"] for row in ran.problems] == ["nothing-to-compare"]
    assert ran.code == 0


def test_a_clone_with_other_line_ends(tmp_path: Path) -> None:
    """Git on Windows may write CRLF into a clone; the stored texts keep their bytes, so `check` says the same."""
    assert in_process("init", tmp_path / "new").code == 0
    commit(tmp_path / "new")
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", "new", "clone")
    assert b"\r\n" in (tmp_path / "clone/claims.yaml").read_bytes()
    assert in_process("check", project=tmp_path / "clone") == in_process("check", project=tmp_path / "new")


def test_what_it_shares_is_ours(tmp_path: Path) -> None:
    """The scale, the limits, the settings, the workflows and the guide are ours; no generated page is copied."""
    folder = tmp_path / "new"
    assert in_process("init", folder).code == 0
    ours, theirs = (read_yaml("policy.yaml", (root / "policy.yaml").read_bytes()) for root in (ROOT, folder))
    assert ours[0]
    assert theirs[0]
    assert theirs[1] == []
    for key in ("statuses", "limits"):
        assert theirs[0].data[key] == ours[0].data[key]
    assert theirs[0].data["topics"] == [{"id": "general", "name": "General"}]
    files = files_in(folder)
    workflows = [f".github/workflows/{name}.yml" for name in ("check", "publish", "links")]
    for name in ("mkdocs.yml", ".gitignore", ".gitattributes", "docs/robots.txt", *workflows):
        assert files[name] == (ROOT / name).read_bytes()
    assert files["dependencies.txt"] == (ROOT / "requirements.txt").read_bytes()
    assert b"\nseeds/** -text\n" in files[".gitattributes"]
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
        ("policy.yaml", "placeholder"),
        ("claims.yaml", "unknown-source"),
        ("claims.yaml", "unknown-voice"),
        ("seeds/articles.yaml", "bad-value"),  # of `sha256: 64 hexadecimal digits`
        ("seeds/origins.yaml", "unknown-origin"),
        ("seeds/origins.yaml", "unknown-person"),
        ("seeds/origins.yaml", "unknown-voice"),
    }


@pytest.mark.parametrize("form", [(), ("--split",)])
def test_every_data_file_names_its_schema(form: tuple[str, ...], tmp_path: Path) -> None:
    """So `check` writes the schemas, and an editor's program completes keys and ids."""
    folder = tmp_path / "new"
    assert in_process("init", folder, *form).code == 0
    assert without_first_line(Project(folder)) == {}
    assert in_process("check", project=folder).code == 0
    assert {file.name for file in Project(folder).schemas.iterdir()} == {
        f"{name}.schema.json" for name in ("articles", "claims", "origins", "policy", "records", "sightings", "voices")
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
