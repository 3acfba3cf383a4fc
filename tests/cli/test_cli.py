"""The command line: every command, every exit code, every format, an explanation of every code."""

import ast
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from verbatim import __version__, cli
from verbatim.cli.terminal import commands, preview_address
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.reports.explanations import explanations

from tests.support.cases import CASES, lay_out
from tests.support.microsite import NEWSROOM, PATIENCE, ROOT, Ran, edit, environment, files_in, in_process
from tests.support.planted_faults import CLAIMS, Microsite, found_twice, off_by_one, plant

# Every command with arguments for the base of the golden cases, its exit code, and words that it prints.
COMMANDS = {
    "check": ([], 0, "No problem found."),
    "generate": ([], 0, " written, 0 unchanged, 0 removed."),
    "build": ([], 3, "mkdocs.yml"),  # the file is missing
    "serve": (["--port", "0"], 3, "mkdocs.yml"),
    "quote": (["talks would go on"], 0, "- source: talks"),
    "new": ([], 2, "--claim"),
    "amend": (["grain"], 2, "not a git repository"),
    "sight": (["--save"], 2, "archive_save"),
    "statements": (["grain"], 0, "Southland sent grain."),
    "add-source": (["seeds/articles/talks.txt"], 1, "error[stored-already]"),
    "add-origin": (["--title", "A log", "--kind", "document"], 2, "Whose is it?"),
    "add-record": (["--title", "A page"], 2, "--kind"),
    "split": ([], 0, "Every claim has its own file in claims/ now (2 in all)"),
    "init": (["new"], 0, "1. See what is still to be filled in"),
    "upgrade": (["--yes"], 2, "nobody can tell which files were edited"),
    "schema": ([], 0, "The schemas are in "),
    "scan": (["seeds/articles/talks.txt"], 0, "talks.txt: "),
    "links": ([], 2, "There is no built site"),
    "changes": (["HEAD"], 2, "not a git repository"),
    "verify": (["seeds"], 3, "mkdocs.yml"),
    "explain": (["tab"], 0, "tab: "),
}
WITHOUT_PROJECT = {"init", "explain"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command(command: str, small: Path, verbatim: Callable[..., Ran]) -> None:
    """In a process of its own, each command gives its exit code and prints what it should."""
    arguments, code, words = COMMANDS[command]
    ran = verbatim(command, *arguments, cwd=small)
    assert (ran.code, words in ran.stdout + ran.stderr) == (code, True), ran
    assert "Traceback" not in ran.stderr


def test_every_command_is_found_in_its_module() -> None:
    """The group knows the module of each command without importing it."""
    context = click.Context(commands)
    listed = commands.list_commands(context)
    for module in pkgutil.iter_modules(cli.__path__):
        importlib.import_module(f"verbatim.cli.{module.name}")
    assert listed == sorted(commands.commands)


def test_help_names_every_command() -> None:
    """`--help` and `-h` list the commands, each with what it does."""
    ran = in_process("--help")
    assert ran.code == 0
    listed = re.findall(r"^  ([a-z-]+)  +\S", ran.stdout.split("Commands:")[1], re.MULTILINE)
    assert listed == sorted(COMMANDS)
    assert in_process("-h").stdout == ran.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command(command: str) -> None:
    """Each says what it does and which options it has."""
    ran = in_process(command, "--help")
    assert (ran.code, ran.stderr) == (0, "")
    assert f"verbatim {command}" in ran.stdout
    assert ("--project DIR" in ran.stdout) is (command not in WITHOUT_PROJECT)


def test_version() -> None:
    """`--version` prints the package's version."""
    assert in_process("--version").stdout.split()[-1] == __version__


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check", "--fromat", "json"],
        ["check", "--format", "xml"],
        ["check", "--project", "pyproject.toml"],
        ["check", "extra"],
        ["serve", "--port", "99999"],
        ["quote"],
        ["explain", "no-such-code"],
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str]) -> None:
    """Exit code 2, and what is wrong on the error output."""
    ran = in_process(*arguments, cwd=ROOT)
    assert (ran.code, ran.stdout) == (2, "")
    assert "Error:" in ran.stderr


def test_no_problem(small: Path) -> None:
    """Exit code 0 and one line."""
    proof = "2 quotations proven, 0 recorded, 2 statuses ruled."
    assert in_process("check", project=small) == Ran(0, f"No problem found.\n{proof}\n", "")


def test_the_project_is_this_folder_by_default(small: Path) -> None:
    """Without `--project` the current folder is used; a relative path starts from it."""
    assert in_process("check", cwd=small).code == 0
    assert in_process("check", "--project", small.name, cwd=small.parent).code == 0
    ran = in_process("check", cwd=small.parent)
    assert ran.code == 1
    assert "claims.yaml:1:1: error[missing-file]" in ran.stdout


def test_warnings_are_not_fatal(tmp_path: Path) -> None:
    """A due re-check is counted and shown, and the exit code is 0."""
    folder = lay_out("recheck-due", tmp_path / "project")
    ran = in_process("check", project=folder)
    assert ran.code == 0
    assert "0 errors, 1 warning." in ran.stdout
    (problem,) = in_process("check", "--format", "json", project=folder).problems
    assert (problem["severity"], problem["code"]) == ("warning", "recheck-due")
    assert in_process("generate", project=folder).code == 0


def test_json_output(tmp_path: Path) -> None:
    """Each problem is an object with all its parts, in the order of the text output; nothing else is printed."""
    folder = lay_out("many-faults-at-once", tmp_path / "project")
    ran = in_process("check", "--format", "json", project=folder)
    assert (ran.code, ran.stderr) == (1, "")
    assert all(
        list(row) == ["code", "severity", "file", "line", "column", "end_column", "message", "hint"]
        for row in ran.problems
    )
    text = in_process("check", project=folder).stdout
    places = re.findall(r"^(\S+):(\d+):(\d+): error\[([a-z0-9-]+)\] ", text, re.MULTILINE)
    assert [(row["file"], str(row["line"]), str(row["column"]), row["code"]) for row in ran.problems] == places
    assert json.loads(in_process("check", "--format", "json", project=NEWSROOM).stdout).keys() == {"total", "problems"}


def test_check_writes_nothing(newsroom: Path) -> None:
    """`check`, `quote` and `explain` only read; `check` refreshes the schemas, which git ignores."""
    before = files_in(newsroom)
    in_process("check", project=newsroom)
    in_process("quote", "grain", project=newsroom)
    in_process("explain", "unknown-key", cwd=newsroom)
    after = files_in(newsroom)
    assert {path: after[path] for path in after if not path.startswith(".verbatim/schemas/")} == before


@pytest.mark.parametrize("command", ["generate", "build", "serve"])
def test_a_problem_stops_every_command(command: str, tmp_path: Path) -> None:
    """Exit code 1, the same problems as `check` shows, and nothing written."""
    folder = lay_out("unknown-status", tmp_path / "project")
    before = files_in(folder)
    port = ["--port", "0"] if command == "serve" else []
    ran = in_process(command, *port, project=folder)
    assert ran.code == 1
    assert in_process("check", project=folder).stdout in ran.stdout + ran.stderr
    assert files_in(folder) == before


def test_generate_counts_what_it_did(small: Path) -> None:
    """Written, unchanged and removed."""
    first = in_process("generate", project=small)
    number = len(files_in(small / "docs"))
    assert first == Ran(0, f"{number} written, 0 unchanged, 0 removed.\n", "")
    assert in_process("generate", project=small).stdout == f"0 written, {number} unchanged, 0 removed.\n"


def test_our_own_fault(small: Path, verbatim: Callable[..., Ran]) -> None:
    """An unforeseen error (a manifest that is not JSON) has exit code 3, a line on what happened, and no traceback."""
    assert in_process("generate", project=small).code == 0
    (small / ".verbatim" / "generated.json").write_text("{", encoding="utf-8")
    ran = verbatim("generate", project=small)
    assert (ran.code, ran.stdout) == (3, "")
    assert "this is a fault of Verbatim, not of your data" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_engine_that_refuses_is_our_fault(small: Path) -> None:
    """Without the settings of the engine there is no site: exit code 3, with the engine's output."""
    ran = in_process("build", project=small)
    assert ran.code == 3
    assert "mkdocs" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (small / "site").exists()


@pytest.mark.parametrize("file", ["claims.yaml", "policy.yaml", "seeds/origins.yaml", "seeds/articles/talks.txt"])
def test_a_folder_in_the_place_of_a_file_is_a_missing_file(file: str, small: Path) -> None:
    """It is reported as a missing file, not as a fault of Verbatim."""
    (small / file).unlink()
    (small / file).mkdir()
    ran = in_process("check", "--format", "json", project=small)
    assert ran.code == 1
    assert {row["code"] for row in ran.problems} == {"missing-file"}


def test_nothing_is_deprecated(small: Path) -> None:
    """`check` and `generate` give no warning, also none about files opened without an encoding."""
    for command in ("check", "generate"):
        ran = subprocess.run(
            [
                sys.executable,
                "-X",
                "warn_default_encoding",
                "-W",
                "error",
                # The library `regex` asks for the locale's encoding when it is imported.
                "-W",
                "ignore::EncodingWarning:regex._main",
                "-m",
                "verbatim",
                command,
                "--project",
                str(small),
            ],
            env=environment(PYTHONUTF8="0"),
            cwd=small,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr


def test_output_of_another_encoding(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """On a terminal that is not UTF-8 (LC_ALL=C) the problems are printed too."""
    folder = lay_out("quotation-off-by-one", tmp_path / "project")
    ran = verbatim("check", project=folder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ran.code == 1
    assert "quotation-absent" in ran.stdout


# Codes and their explanations


def codes_used() -> set[str]:
    """Every code of a problem in the source: those of `Problem("…"`, of pydantic's errors, and those passed on."""
    found: set[str] = set()
    for file in sorted((ROOT / "build_scripts").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.id
                    if isinstance(node.func, ast.Name)
                    else node.func.attr
                    if isinstance(node.func, ast.Attribute)
                    else ""
                )
                if (
                    name in ("Problem", "Fault", "PydanticCustomError", "_refuse", "_finding", "_problem_of", "_warn")
                    and node.args
                ):
                    found |= _texts(node.args[0])
            if isinstance(node, ast.Assign) and any(
                isinstance(name, ast.Name) and name.id == "code" for name in _names(node)
            ):
                found |= _texts(node.value)
    kinds = {"voice", "person", "origin", "source", "claim", "status", "topic", "rule"}
    return {code for code in found if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)} | {
        f"unknown-{kind}" for kind in kinds
    }


def _names(node: ast.Assign) -> list[ast.expr]:
    """The names that an assignment sets, also those of `a, b = …`."""
    return [name for target in node.targets for name in (target.elts if isinstance(target, ast.Tuple) else [target])]


def _texts(node: ast.expr) -> set[str]:
    """The text of a constant, or of the first element of a tuple."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.Tuple) and node.elts:
        return _texts(node.elts[0])
    return set()


def codes_in_expectations() -> set[str]:
    """Every code that a golden case expects."""
    texts = [file.read_text(encoding="utf-8") for file in CASES.glob("*/expected/problems.txt")]
    return {
        code for text in texts for code in re.findall(r"^\S+: (?:error|warning)\[([a-z0-9-]+)\]", text, re.MULTILINE)
    }


def test_every_code_is_explained_and_every_explanation_is_of_a_code() -> None:
    """No code without an explanation, no explanation of a code that nothing reports."""
    assert sorted(explanations()) == sorted(codes_used())
    assert codes_in_expectations() <= set(explanations())


def test_explain() -> None:
    """Each code is printed with its title, its reason and both examples."""
    for code, explanation in explanations().items():
        text = str(explanation)
        assert text.startswith(f"{code}: {explanation.title}\n")
        assert all(
            part.strip() for part in (explanation.title, explanation.why, explanation.wrong, explanation.right)
        ), code
        assert explanation.wrong != explanation.right, code
    ran = in_process("explain", "quotation-absent")
    assert ran == Ran(0, f"{explanations()['quotation-absent']}\n", "")


def test_explain_suggests() -> None:
    """An unknown code is wrong usage; the message names the nearest code, or all."""
    ran = in_process("explain", "quotation-absnt")
    assert ran.code == 2
    assert "Did you mean quotation-absent?" in ran.stderr
    known = in_process("explain", "zzzzz").stderr
    assert [code for code in explanations() if code not in known] == []


def test_problems_name_the_command_that_explains_them(tmp_path: Path) -> None:
    """The last line of a text output names `explain`, with the code if there is only one."""
    for case, command in (("tab", "verbatim explain tab"), ("many-faults-at-once", "verbatim explain CODE")):
        ran = in_process("check", project=lay_out(case, tmp_path / case))
        assert f"`{command}` shows what " in ran.stdout.splitlines()[-1]


# `quote`


def pasted(answer: str, project: Path) -> None:
    """Paste the evidence entry that `quote` printed under the first excerpt of the grain claim."""
    entry = "\n".join(f"  {line}" for line in answer.strip().split("\n"))
    claims = project / CLAIMS
    text = claims.read_text(encoding="utf-8").rstrip("\n")
    claims.write_text(f"{text}\n{entry}\n", encoding="utf-8")


QUOTES = {
    'the talks "useful"': "the talks “useful”",
    '"We will not sign anything," said': "“We will not sign anything,” said",
    "grain - its largest shipment - in 2022 ... and can't send": (
        "grain – its largest shipment – in 2022 . . . and can’t send"
    ),
    "Southland sent 300,000 tonnes […] in 2022": "Southland sent 300,000 tonnes […] in 2022",
    "[with Northland] would go on": "[with Northland] would go on",
    "  on   Monday,   officials ": "on Monday, officials",
    "until spring. The talks": "until spring. The talks",
}


def test_quotes_are_found_and_can_be_pasted(small: Path) -> None:
    """Whatever the typography of the words, that of the source is printed, as YAML that passes `check` when pasted."""
    for words, printed in QUOTES.items():
        ran = in_process("quote", words, project=small)
        assert (ran.code, ran.stderr) == (0, "")
        read, problems = read_yaml("answer", ran.stdout.encode())
        assert read
        assert problems == []
        (entry,) = read.data
        assert entry["source"] == "talks"
        assert " ".join(entry["quote"].split()) == printed
        pasted(ran.stdout, small)
    # Some of them have words of another, which is told and no error.
    problems = in_process("check", "--format", "json", project=small).problems
    assert {problem["code"] for problem in problems} == {"overlapping-excerpts"}


def test_a_repeated_quote(small: Path) -> None:
    """Each place gets its own entry, with the words before it or its number, and each entry passes `check`."""
    ran = in_process("quote", "talks would go on", project=small)
    entries = ran.stdout.strip().split("\n\n")
    assert len(entries) == 2
    assert all(re.search("before:|after:|occurrence:", entry) for entry in entries)
    assert any("before:" in entry for entry in entries)
    pasted(entries[0], small)
    pasted(entries[1], small)
    assert in_process("check", project=small).stdout.startswith("No problem found.\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [("", 2), (" ", 2), ("[…]", 0), ("-", 0), ("†", 1), ("\u200b", 2), ("\u2800", 2), ("\u200b […] Norway", 1)],
)
def test_no_words(words: str, code: int, small: Path) -> None:
    """An empty text is wrong usage; a punctuation mark is looked for like any words."""
    ran = in_process("quote", words, project=small)
    assert ran.code == code
    assert ("- source: talks" in ran.stdout) is (code == 0)


def test_a_quotation_is_found_again(newsroom: Path) -> None:
    """`quote` finds the words of an excerpt in their source, even if `check` fails for another reason."""
    site = Microsite(newsroom)
    excerpt = next(excerpt for claim in site.claims for excerpt in claim["evidence"].items if site.lone_words(excerpt))
    list(plant(site, newsroom, [off_by_one(site)]))
    words = excerpt["quote"].content
    ran = in_process("quote", words, project=newsroom)
    assert ran.code == 0
    assert f"- source: {excerpt['source'].content}" in ran.stdout


def test_an_ambiguous_quotation_is_mended_by_quote(newsroom: Path) -> None:
    """For words that `check` finds ambiguous, `quote` prints what the hint of that problem asks for."""
    site = Microsite(newsroom)
    fault = found_twice(site)
    list(plant(site, newsroom, [fault]))
    word = fault.edits[0].new
    ran = in_process("quote", word, project=newsroom)
    assert ran.code == 0
    assert re.search(r"^  (before|occurrence): ", ran.stdout, re.MULTILINE)


def test_claims_may_be_split_into_files(tmp_path: Path) -> None:
    """The files of claims/ are read in the order of their names; an id in two of them is a problem in the second."""
    folder = lay_out("claims-in-several-files", tmp_path / "project")
    edit(folder / "claims" / "b.yaml", "- id: grain", "- id: no-signature")
    edit(folder / "claims" / "a.yaml", "  related: [grain]\n", "")
    (problem,) = in_process("check", "--format", "json", project=folder).problems
    assert (problem["code"], problem["file"], problem["line"], problem["column"]) == (
        "duplicate-id",
        "claims/b.yaml",
        3,
        7,
    )


def test_the_installed_command_is_the_same() -> None:
    """The installed command `verbatim` runs this package."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'verbatim = "verbatim.cli:main"' in text
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from verbatim.cli import main; sys.argv = ['verbatim', 'explain', 'tab']; main()",
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT / "build_scripts")},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (ran.returncode, ran.stdout.split(":")[0]) == (0, "tab")


@pytest.mark.parametrize(
    "address",
    [
        *("a.example/ferry", "//a.example/", "ftp://a.example/", "https://", "https://a b/", "https://[a.example/"),
        *("https://a.example:99999/", "https://:80/", "https://./", "https://u@a.example/", "https://a.example/?b"),
        *(
            "https://a..b/",
            "https://-a.example/",
            "https://a.example/../b",
            "https://a.example/b/./",
            "https://a.example//b",
        ),
        *(
            "https://a.example/%zz",
            "https://a.example/%2e%2E/b",
            "https://a.example/.%2e",
            "https://a.example/%00",
            "https://a.example/b%2fc",
            "https://a.example:0/",
            "https://256.1.1.1/",
            "https://a.example/b\u200b/",
            "https://a.example/b%",
            "https://a.example/'b'",
            "https://a_b.example/",
            "https:///b",
        ),
    ],
)
def test_what_is_no_address_of_a_site(address: str) -> None:
    """Wrong usage, before anything is built."""
    ran = in_process("generate", SITE_URL=address)
    assert ran.code == 2
    assert f"SITE_URL is “{address}”; it must be a web address" in ran.stderr


def test_scheme_and_host_are_written_in_lower_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """The path keeps its case, which matters there."""
    monkeypatch.setenv("SITE_URL", "HTTPS://A.Example:8080/Ferry/")
    assert preview_address().text == "https://a.example:8080/Ferry/"
    for usual in ("https://a.example:443/Ferry/", "http://a.example:80/Ferry/"):
        monkeypatch.setenv("SITE_URL", usual)
        assert ":" not in preview_address().text.removeprefix("https:").removeprefix("http:")
