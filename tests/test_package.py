"""The wheel is built, installed in a fresh environment, and used there outside this repository.

The dependencies come from the environment of the tests, through a `.pth` file, so that no network is needed. What
installs them for a newsroom is tested in `desk/test_make.py`.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim import __version__
from verbatim.desk.init import RECORD

from tests.desk.test_guide import blocks, pattern, sessions
from tests.support.microsite import PATIENCE, ROOT, Ran, edit, environment, files_in, in_process
from tests.support.replaced_data import copy_tracked
from tests.support.repository import commit
from tests.support.webpages import PARAGRAPHS, page

ANSWERS = ("--name", "The Northern Daily", "--contact", "desk@northern.example", "--subject", "the ferry line")
MORE = ("--lang", "en", "--repository", "northern/facts")


def ran(command: list[str], cwd: Path) -> Ran:
    """Run a program that sees nothing of this repository, nor of the `make` that runs the tests."""
    unseen = ("PYTHONPATH", "SITE_URL", "VERBATIM_THEME", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    env = {name: value for name, value in os.environ.items() if name not in unseen} | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def build_wheel(root: Path, folder: Path) -> Path:
    """The wheel of the scripts of a repository."""
    built = ran([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=root)
    assert built.code == 0, built.stdout + built.stderr
    (file,) = folder.glob("*.whl")
    return file


def test_a_release(tmp_path: Path) -> None:
    """`make release` gives the wheel, what it brings, and the checksums of both; the same each time."""
    copy_tracked(tmp_path / "copy")
    programs = tmp_path / "environment" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    (programs / "python").chmod(0o755)
    (programs.parent / ".site").touch()  # nothing is to be installed
    env = environment(PYTHONPATH="build_scripts:.")
    sums = set()
    for tag, code in (("", 0), (f"v{__version__}", 0), ("v0.0.1", 2)):
        command = ["make", "release", f"VENV={programs.parent}", f"TAG={tag}"]
        made = subprocess.run(command, cwd=tmp_path / "copy", env=env, capture_output=True, text=True, check=False)
        assert made.returncode == code, made.stderr
        sums.add((tmp_path / "copy/.verbatim/release/SHA256SUMS").read_text(encoding="utf-8"))
    assert f"v0.0.1 is not the tag of {__version__}." in made.stderr
    (listed,) = sums
    assert sorted(line.split("  ")[1] for line in listed.splitlines()) == [
        "bom.cdx.json",
        f"verbatim_factcheck-{__version__}-py3-none-any.whl",
    ]


def install(wheel: Path, environment: Path) -> None:
    """Install a wheel, in the place of another version; the dependencies are there already."""
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin/python"), "install", "--quiet"]
    installed = ran([*pip, "--no-index", "--no-deps", str(wheel)], cwd=environment)
    assert installed.code == 0, installed.stderr
    found = ran([str(environment / "bin/python"), "-c", "import verbatim; print(verbatim.__file__)"], cwd=environment)
    assert Path(found.stdout.strip()).is_relative_to(environment)


def new_environment(folder: Path) -> Path:
    """An environment that has the dependencies only."""
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def next_version(folder: Path) -> Path:
    """The wheel of a version to come, whose settings of the engine are renewed."""
    copy_tracked(folder)
    edit(folder / "build_scripts/verbatim/__init__.py", f'"{__version__}"', '"99.0.0"')
    edit(folder / "mkdocs.yml", "docs_dir: docs", "docs_dir: docs   # renewed")
    return build_wheel(folder, folder.parent / "wheels")


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That wheel."""
    return next_version(tmp_path_factory.mktemp("newer") / "scripts")


def use_environment(folder: Path, environment: Path) -> None:
    """Let the Makefile of a repository use an environment, as if it had been made for its pins."""
    (folder / ".venv").symlink_to(environment)
    pins = (folder / "dependencies.txt").read_bytes() + (folder / "requirements.txt").read_bytes()
    (environment / "installed").write_text(hashlib.sha256(pins).hexdigest(), encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of these scripts."""
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; the folder of the environment."""
    folder = new_environment(tmp_path_factory.mktemp("fresh") / "environment")
    install(wheel, folder)
    return folder


@pytest.fixture(scope="module")
def verbatim(fresh: Path) -> Callable[..., Ran]:
    """The installed command: `verbatim("check", cwd=folder)`."""
    return lambda *arguments, cwd: ran([str(fresh / "bin/verbatim"), *map(str, arguments)], cwd)


@pytest.fixture(scope="module")
def newsroom(verbatim: Callable[..., Ran], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that the installed command made."""
    folder = tmp_path_factory.mktemp("newsroom") / "facts"
    made = verbatim("init", folder, *ANSWERS, *MORE, cwd=folder.parent)
    assert (made.code, made.stderr) == (0, "")
    return folder


def test_what_the_wheel_has(wheel: Path) -> None:
    """No tests, no generated page, no fonts but the two of the cards, and nothing of our own record but its policy."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        generated = [name for name in names if b"Generated from claims.yaml" in archive.read(name)[:1000]]
    assert {name.split("/")[0].removesuffix(".dist-info") for name in names} == {
        "verbatim",
        "-".join(wheel.name.split("-")[:2]),
    }
    assert not [name for name in names if "test" in name.lower() or name.endswith(".pyc")]
    assert {Path(name).name for name in names if re.search(r"\.(?:[ot]tf|woff2?)$", name)} == {
        "NotoSans-Regular.ttf",
        "NotoSans-Bold.ttf",
    }
    assert not [name for name in generated if not name.endswith(".py")]
    assert not [name for name in names if name.endswith(("000_beeb46f279921483.txt", "shared/claims.yaml"))]


def test_an_installation_in_place_has_no_copies(tmp_path: Path) -> None:
    """`make site` installs the package in place; what `init` writes is then read from the repository itself."""
    code = f"from hatchling.build import build_editable; print(build_editable({str(tmp_path)!r}))"
    built = ran([sys.executable, "-c", code], cwd=ROOT)
    assert built.code == 0, built.stderr
    with zipfile.ZipFile(tmp_path / built.stdout.strip()) as archive:
        assert not [name for name in archive.namelist() if name.startswith("verbatim/")]


def test_init_makes_the_same_as_in_the_repository(newsroom: Path, tmp_path: Path, wheel: Path) -> None:
    """The installed command makes what the clone makes, to the byte; and it keeps the wheel, and the wheel's hash."""
    assert in_process("init", tmp_path / "facts", *ANSWERS, *MORE).code == 0
    theirs, ours = files_in(newsroom), files_in(tmp_path / "facts")
    assert theirs.pop(f"wheels/{wheel.name}") == wheel.read_bytes()
    pinned = theirs.pop("requirements.txt").decode()
    assert pinned.endswith(f" --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    assert ours.pop("requirements.txt").decode().strip() == pinned.rpartition(" --hash=")[0]
    for files in (theirs, ours):  # the site's id is random; the record has the hashes of the files compared here
        del files[RECORD]
        files["policy.yaml"], count = re.subn(rb"(?m)^  id: [0-9a-f-]{36}", b"  id: X", files["policy.yaml"])
        assert count == 1
    assert theirs == ours


def test_every_command(newsroom: Path, verbatim: Callable[..., Ran], tmp_path: Path) -> None:
    """Each command does its work from the installed package, in a repository that it made."""
    folder = Path(shutil.copytree(newsroom, tmp_path / "facts"))
    commit(folder, "New")
    article = tmp_path / "grain.html"
    article.write_text(page(), encoding="utf-8")

    def good(*arguments: str | Path) -> str:
        done = verbatim(*arguments, cwd=folder)
        assert done.code == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    assert "0 errors, 7 warnings" in good("check")
    assert "Stored:" in good("add-source", article, "--yes", "--new-voice", "The Daily Northern")
    assert "- source:" in good("quote", PARAGRAPHS[2])
    about = ("--title", "The talks of Monday", "--kind", "report", "--new-voice")
    assert "was added to seeds/origins.yaml" in good("add-origin", *about, "The Daily Southern")
    words = ("--published", "2024-05-06", "--passage", "We will sign nothing.", "--url", "https://example.org/talks")
    assert "was added to seeds/records.yaml" in good("add-record", *about, "Northern Post", *words)
    assert "known claim" in good("scan", article)
    assert "was added as a draft" in good("new", "--claim", "Northland sent grain.", "--draft")
    assert "example-minister" in good("statements", "example-minister-visit")
    assert "schemas" in good("schema")
    assert "FILL IN" in good("explain", "placeholder")
    assert "written" in good("generate")
    assert "The site was built" in good("build")
    assert good("links").startswith("Checked ")
    assert "files are what" in good("verify", folder / "site")
    assert "## Claims" in good("changes", "HEAD")
    assert "Nothing to do" in good("upgrade")
    assert "nothing was written" in good(
        "amend", "example-minister-visit", "--kind", "updated", "--what", "W.", "--why", "W."
    )
    assert "0 errors" in good("check", "--coverage", "--against", "HEAD")
    assert "--save" in good("sight", "--help")  # its work asks the addresses of the sources
    assert "Every claim has its own file" in good("split")
    used = set(re.findall(r'good\(\s*"([a-z-]+)"', Path(__file__).read_text(encoding="utf-8")))
    listed = set(re.findall(r"(?m)^  ([a-z-]+)  ", good("--help").partition("Commands:")[2]))
    assert listed - used == {"init", "serve"}  # the first made the folder, the second has no end


def test_make_test(newsroom: Path, fresh: Path, tmp_path: Path) -> None:
    """`make test` and `make site` work in the new repository, as they do without make."""
    folder = Path(shutil.copytree(newsroom, tmp_path / "facts"))
    use_environment(folder, fresh)
    tested = ran(["make", "test"], cwd=folder)
    assert tested.code == 0, tested.stdout + tested.stderr
    assert "7 warnings" in tested.stdout
    assert "The site was built" in tested.stdout
    assert "Checked " in tested.stdout
    assert "No problem found." in tested.stdout
    assert ran([sys.executable, "make.py", "check", "--no-such-option"], cwd=folder).code == 2
    checked = ran(["make", "check", "FORMAT=github"], cwd=folder)
    assert (checked.code, checked.stdout.count("::warning ")) == (0, 7)


def test_the_first_site_of_the_guide(wheel: Path, newer: Path, tmp_path: Path) -> None:
    """Each step of its page prints what the page says, with the built package, and with a newer one at the end."""
    for file in (ROOT / "tests/desk/guide").glob("*day.html"):
        shutil.copy(file, tmp_path)
    environment = new_environment(tmp_path / "environment")
    install(wheel, environment)
    cwd, commands = tmp_path, []
    for kind, text in blocks("first-site"):
        if kind == "yaml":
            (cwd / text.partition("\n")[0].removeprefix("# ")).write_text(text, encoding="utf-8")
        for (program, *arguments), printed in sessions(text) if kind == "console" else ():
            commands.append(program if program != "verbatim" else arguments[0])
            if program == "cd":
                cwd = cwd / arguments[0]
                continue
            if program == "make":
                use_environment(cwd, environment)
            if arguments[0] == "upgrade":
                install(newer, environment)
            installed = {"verbatim": str(environment / "bin/verbatim")}
            done = ran([installed.get(program, program), *arguments], cwd)
            assert re.fullmatch(pattern(printed), done.stderr + done.stdout), (arguments, done.stdout, done.stderr)
            assert done.code == 0, arguments
    steps = "init cd add-source add-source quote add-origin new make build upgrade build"
    assert commands == steps.split()


def test_a_second_version(newsroom: Path, wheel: Path, newer: Path, tmp_path: Path) -> None:
    """After the next version is installed, `upgrade` pins it and renews its files, and the site can be built."""
    folder = Path(shutil.copytree(newsroom, tmp_path / "facts"))
    environment = new_environment(tmp_path / "environment")
    for file in (wheel, newer):
        install(file, environment)
    upgraded = ran([str(environment / "bin/verbatim"), "upgrade", "--yes"], cwd=folder)
    assert upgraded.code == 0, upgraded.stderr
    assert f"from Verbatim {__version__} to 99.0.0. Next: make test" in upgraded.stdout
    assert (folder / "wheels" / newer.name).read_bytes() == newer.read_bytes()
    pins = (folder / "requirements.txt").read_text(encoding="utf-8")
    assert f"==99.0.0 --hash=sha256:{hashlib.sha256(newer.read_bytes()).hexdigest()}\n" in pins
    assert "# renewed" in (folder / "mkdocs.yml").read_text(encoding="utf-8")
    for name in ("claims.yaml", "policy.yaml"):
        assert (folder / name).read_bytes() == (newsroom / name).read_bytes()
    built = ran([str(environment / "bin/verbatim"), "build"], cwd=folder)
    assert built.code == 0, built.stderr
