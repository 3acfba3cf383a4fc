"""The forms of problems: the underlined line, GitHub's commands, SARIF; each says exactly where the fault is."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from verbatim.model.reading.yaml_file import Path as YamlPath
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.problems import Place, Problem, Severity
from verbatim.quotation.text.source_text import SourceText, Span
from verbatim.reports.explanations import explanations
from verbatim.reports.file_lines import FileLines, printable
from verbatim.reports.github import as_commands
from verbatim.reports.repository import path_in_repository
from verbatim.reports.sarif import as_sarif
from verbatim.reports.terminal import as_text
from verbatim.reports.underline import underlined

from tests.checks.test_cases import NAMES
from tests.support.cases import CASES, lay_out
from tests.support.microsite import NEWSROOM, ROOT, Ran, edit, in_process
from tests.support.terminal import on_a_terminal

SARIF = Draft202012Validator(json.loads((Path(__file__).parent / "sarif-subset.json").read_text(encoding="utf-8")))
TOP = PurePosixPath()


def problem(
    place: Place, message: str = "a fault", code: str = "bad-value", severity: Severity = Severity.ERROR
) -> Problem:
    """A problem at a place."""
    return Problem(code, place, message, "mend it", severity)


def shown(line: str, words: str, room: int = 80) -> tuple[str, str]:
    """A line with the one place of some words underlined."""
    assert line.count(words) == 1
    at = line.index(words) + 1
    return underlined(line, Place("a.yaml", 1, at, at + len(words)), room)


# The ends of places


def parts(value: Any, path: YamlPath = ()) -> Iterator[tuple[YamlPath, Any]]:
    """A value of a file and everything in it, each with its path."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield from parts(part, (*path, step))


@pytest.mark.parametrize(
    "name", ["claims.yaml", "policy.yaml", "seeds/origins.yaml", "seeds/articles.yaml", "seeds/records.yaml"]
)
def test_what_is_underlined_is_the_value(name: str) -> None:
    """In the newsroom's data: cut out at its place, every text of one line reads as itself, and every key too."""
    file, _ = read_yaml(name, (NEWSROOM / name).read_bytes())
    assert file
    lines = FileLines({name: file.lines})
    checked = 0
    for path, value in parts(file.data):
        extent = file.extent(path)
        assert extent
        if isinstance(value, str) and extent.line == extent.last:
            assert yaml.load(lines.words(file.place(path)) or "''", yaml.BaseLoader) == value  # noqa: S506 - reads nothing but text
            checked += 1
        if path and isinstance(path[-1], str):
            assert yaml.load(lines.words(file.key_place(path)), yaml.BaseLoader) == path[-1]  # noqa: S506
    assert checked > 50


ENDS = [
    ("a: foo bar   # c\n", ("a",), "foo bar"),
    ("a: 'it''s'  # c\n", ("a",), "'it''s'"),
    ('a: {b: [c, "d"]} # e\n', ("a",), '{b: [c, "d"]}'),
    ('a: {b: [c, "d"]} # e\n', ("a", "b"), '[c, "d"]'),
    ("a: one\n  two\n", ("a",), "one"),
    ("a: |\n  one\n", ("a",), "|"),
    ("a:\n- b: c  \n  d: e\n", ("a", 0), "b: c"),
    ("a:\nb: c\n", ("a",), ""),
    ("a: b", ("a",), "b"),
    ("a: 한국어 # c\n", ("a",), "한국어"),
    ('a: "x\u2028 y" # c\n', ("a",), '"x\u2028 y"'),
    ("a: b\r\nc: d\r\n", ("a",), "b"),
]


@pytest.mark.parametrize(("text", "path", "words"), ENDS)
def test_the_end_of_a_value(text: str, path: tuple[str | int, ...], words: str) -> None:
    """Without what follows on its line; where it runs on, its first line; where nothing stands, nothing."""
    file, problems = read_yaml("a.yaml", text.encode())
    assert file
    assert problems == []
    assert FileLines({"a.yaml": file.lines}).words(file.place(path)) == words


def test_words_that_run_over_a_line_end() -> None:
    """Words within a text are underlined as they are; where a line ends among them, up to there."""
    file, _ = read_yaml("a.yaml", b"a: |\n  one two three\n  four five  \n  six\n")
    assert file
    lines = FileLines({"a.yaml": file.lines})
    assert lines.words(file.words_place(("a",), "two")) == "two"
    assert lines.words(file.words_place(("a",), "three four five")) == "three"
    assert lines.words(file.words_place(("a",), "four five six")) == "four five"


def test_a_stretch_of_an_article() -> None:
    """Its place ends with it, or with its first line."""
    text = SourceText("One. Two words.\nThree.\n")
    place = text.place("a.txt", Span(5, 15))
    assert (place, place.end_column) == (Place("a.txt", 1, 6), 16)
    assert text.place("a.txt", Span(9, 20)).end_column == 16


# The underlined line


def test_underlined() -> None:
    """The carets stand below the words."""
    assert shown("  status: confirmd  # really", "confirmd") == ("  status: confirmd  # really", "          ^^^^^^^^")


def test_wide_characters_take_two_cells() -> None:
    """Korean and Chinese before the fault and in it."""
    assert shown("claim: 조선 방문 and more", "방문") == ("claim: 조선 방문 and more", " " * 12 + "^^^^")
    assert shown("é: e\u0301x fault", "fault") == ("é: e\u0301x fault", " " * 6 + "^^^^^")


def test_a_tab_is_seen() -> None:
    """It is shown as an arrow of four cells, all of them underlined."""
    assert underlined("\tclaim: x", Place("a.yaml", 1, 1, 2), 80) == ("→   claim: x", "^^^^")
    assert shown("a\tb fault", "fault") == ("a→   b fault", " " * 7 + "^^^^^")


def test_what_could_deceive_is_shown_as_a_sign() -> None:
    """Escapes of the terminal, line ends that are none here, and marks that turn the reading direction."""
    line = "a\x1b[31m\x00\x7f\u202eb\u2066\u2028c\x9b"
    assert underlined(line, Place("a.yaml", 1, 1, 2), 80)[0] == "a␛[31m␀␡�b��c�"
    text = as_text(
        [problem(Place("a.yaml", 1, 2, 3), "found “\x1b[2J”\n“\u202e”")], FileLines({"a.yaml": (line,)})
    ).plain
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_no_name_of_a_file_moves_the_cursor() -> None:
    """The name of a file can have any character but a slash; each that a terminal obeys is shown as a sign."""
    name = "claims/\x1b[2J\r\u202e\x9b31m\n.yaml"
    text = as_text([Problem("bad-value", Place(name, 3, 4), "wrong", "mend it")], FileLines()).plain
    first = text.split("\n")[0]
    assert first.startswith("claims/␛[2J␍��31m␊.yaml:3:4: error[bad-value] wrong")


def test_nothing_where_something_should_be() -> None:
    """One caret: after the end of the line, on an empty line, and where a place has no end."""
    assert underlined("finding:", Place("a.yaml", 1, 9, 9), 80) == ("finding:", " " * 8 + "^")
    assert underlined("", Place("a.yaml", 1, 1, 1), 80) == ("", "^")
    assert underlined("abc", Place("a.yaml", 1, 2), 80) == ("abc", " ^")


LONG = " ".join(f"word{number}" for number in range(1000))


def test_a_long_line_is_cut_round_the_fault() -> None:
    """In the middle, at the beginning, at the end; the fault is whole, with words on both sides."""
    text, carets = shown(LONG, "word500", 60)
    assert (text[0], text[-1], cell_len(text)) == ("…", "…", 60)
    assert text[carets.index("^") : len(carets)] == "word500"
    assert 20 < carets.index("^") < 35
    text, carets = shown(LONG, "word0", 60)
    assert text.startswith("word0 word1 ")
    assert (text[-1], carets) == ("…", "^^^^^")
    text, carets = shown(LONG, "word999", 60)
    assert (text[0], text[-7:], carets[-8:]) == ("…", "word999", " ^^^^^^^")


def test_a_long_fault_is_cut_itself() -> None:
    """Its beginning is shown, with some words before it, and the underline runs on below the mark of the cut."""
    text, carets = underlined(LONG, Place("a.txt", 1, 2001, 6001), 60)
    assert text[carets.index("^") :].startswith(LONG[2000:2030])
    assert carets.index("^") > 5
    assert (len(carets), text[-1]) == (60, "…")


@given(
    st.text(st.sampled_from("ab \t한中e\u0301\u200b\u202e\x07…"), max_size=80),
    st.integers(1, 90),
    st.integers(0, 90),
    st.integers(10, 60),
)
def test_any_line_fits(line: str, column: int, length: int, room: int) -> None:
    """Whatever is on a line and wherever the fault is: it fits, with a caret below some of it."""
    text, carets = underlined(line, Place("a.yaml", 1, column, column + length), room)
    assert cell_len(text) <= room
    assert re.fullmatch(r" *\^+", carets)
    start, end = min(column - 1, len(line)), min(column - 1 + length, len(line))
    assert len(carets) <= max(room, 1) + 1
    if "…" not in text + line:
        assert text == printable(line).rstrip()
        assert len(carets) == cell_len(printable(line[:start])) + max(1, cell_len(printable(line[start:end])))


def test_a_file_without_a_line_end_and_one_that_is_gone(tmp_path: Path) -> None:
    """The last line is shown without its end; without a file, or for a file as a whole, no line is shown."""
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: b\r\nc: d")
    problems = [
        problem(Place("a.yaml", 2, 4, 5)),
        problem(Place("gone.yaml", 2, 4, 5)),
        problem(Place("a.yaml")),
        problem(Place("a.yaml", 9)),
    ]
    lines = FileLines.read(tmp_path, problems)
    assert lines.by_file == {"a.yaml": ("a: b", "c: d")}
    text = as_text(problems, lines).plain
    assert "2 | c: d\n  |    ^\n" in text
    assert text.count(" | ") == 2


def test_every_case_shows_its_fault() -> None:
    """In every golden case with a line to show, the carets stand below characters of that line."""
    number = 0
    for name in NAMES:
        lines = (CASES / name / "expected" / "problems.txt").read_text(encoding="utf-8").split("\n")
        for above, below in pairwise(lines):
            if re.fullmatch(r" *\| +\^+", below):
                number += 1
                assert above[below.index("^") : len(below)].strip(), name
    assert number > 40


# Colour


def checked_on_a_terminal(folder: Path, **env: str) -> str:
    """What `check` prints of a project with an error on a terminal of 60 columns."""
    code, shown = on_a_terminal("check", "--project", folder, TERM="xterm-256color", COLUMNS="60", **env)
    assert code == 1
    return shown


def test_colour_only_on_a_terminal(tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """In a pipe none; on a terminal the severity and the carets; none where NO_COLOR is set. The words are the same."""
    folder = lay_out("quotation-off-by-one", tmp_path / "project")
    piped = verbatim("check", project=folder).stdout
    assert "\x1b" not in piped
    coloured = checked_on_a_terminal(folder)
    assert re.search(r"\x1b\[1;31merror\[", coloured)
    assert re.search(r"\x1b\[1;31m +\^+\x1b", coloured)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == piped
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", checked_on_a_terminal(folder, NO_COLOR="1"))


def test_lines_are_as_wide_as_the_terminal(tmp_path: Path) -> None:
    """A line of a file is cut to the terminal's width; our own words are left whole."""
    folder = lay_out("quotation-off-by-one", tmp_path / "project")
    edit(
        folder / "claims.yaml",
        "    quote: Southland sent 300,001 tonnes of grain",
        f"    quote: Southland sent 300,001 tonnes of grain {LONG}",
    )
    printed = checked_on_a_terminal(folder, NO_COLOR="1")
    lines = [line for line in re.sub(r"\x1b\[[0-9;]*m", "", printed).split("\n") if re.match(r"[ 0-9]+\|", line)]
    assert lines
    assert max(map(cell_len, lines)) == 60


# GitHub


def parsed(command: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it: its name, its properties, its message."""
    match = re.fullmatch(r"::([a-z-]+)(?: ([^:]*))?::(.*)", command)
    assert match, command
    properties = dict(pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
    return match[1], {key: unquote(value) for key, value in properties.items()}, unquote(match[3])


def test_a_command() -> None:
    """All parts, with their places; the path is the repository's."""
    place = Place("seeds/a.yaml", 3, 5, 9)
    commands = as_commands([problem(place, "x: 50 %, 100%0A")], FileLines(), PurePosixPath("sites/one")).split("\n")
    assert commands[0] == (
        "::error file=sites/one/seeds/a.yaml,line=3,col=5,endColumn=9,title=bad-value::"
        "x: 50 %25, 100%250A%0Amend: mend it"
    )
    assert commands[1].startswith("1 error, 0 warnings.")


@given(
    st.text(st.sampled_from("a:,%=\r\n0ADé "), min_size=1, max_size=20),
    st.text(st.sampled_from("a:,%=\r\n25 "), min_size=1, max_size=20),
)
def test_whatever_stands_in_a_command_comes_out_again(file: str, message: str) -> None:
    """No file name and no message can end a property, a line or a command."""
    first, *_ = as_commands([problem(Place(f"f{file}", 2, 1), message)], FileLines(), TOP).split("\n")
    name, properties, data = parsed(first)
    assert (name, properties["file"], data) == ("error", f"f{file}", f"{message}\nmend: mend it")


def test_a_whole_file_has_no_column() -> None:
    """GitHub shows it at the top of the file."""
    first, *_ = as_commands([problem(Place("a.yaml"))], FileLines(), TOP).split("\n")
    assert parsed(first)[1] == {"file": "a.yaml", "line": "1", "title": "bad-value"}


def test_the_eleventh_is_text() -> None:
    """Ten errors and ten warnings are commands; the rest is text, in which the runner looks for no command."""
    place = [Place("a.yaml", number + 1, 1, 3) for number in range(14)]
    evil = "::error file=a.yaml::evil"
    problems = [problem(at, evil) for at in place] + [problem(at, "w", severity=Severity.WARNING) for at in place[:12]]
    lines = as_commands(problems, FileLines({"a.yaml": (evil,) * 14}), TOP).split("\n")
    stop = next(number for number, line in enumerate(lines) if line.startswith("::stop-commands::"))
    commands = [parsed(line) for line in lines[: stop - 1]]
    assert [name for name, *_ in commands] == ["error"] * 10 + ["warning"] * 10
    assert (
        lines[stop - 1] == "GitHub shows 10 annotations of each kind for a step. The other 6 of 26 problems, as text:"
    )
    token = lines[stop].removeprefix("::stop-commands::")
    text = lines[stop + 1 : lines.index(f"::{token}::")]
    assert not any(token in line for line in text)
    assert [line for line in text if line.startswith("a.yaml:14:1: error")]
    assert lines[-1].startswith("14 errors, 12 warnings.")
    assert lines[-2] == f"::{token}::"


@pytest.mark.parametrize(
    ("git", "workspace", "path"),
    [
        (".", None, "sites/one"),
        (".", ".", "sites/one"),
        ("sites", ".", "one"),
        ("sites/one", ".", "."),
        (None, ".", "sites/one"),
        (None, "elsewhere", "."),
        (None, None, "."),
    ],
)
def test_the_path_in_the_repository(git: str | None, workspace: str | None, path: str, tmp_path: Path) -> None:
    """The nearest `.git` above decides, then GitHub's workspace, then the project itself."""
    folder = tmp_path / "sites" / "one"
    folder.mkdir(parents=True)
    if git:
        (tmp_path / git / ".git").mkdir()
    env = {"GITHUB_WORKSPACE": str(tmp_path / workspace)} if workspace else {}
    assert path_in_repository(folder, env) == PurePosixPath(path)


def test_commands_of_a_project_in_a_subfolder(tmp_path: Path) -> None:
    """Paths start at the repository's top; exit code 1; the same problems in the same order as JSON."""
    (tmp_path / ".git").mkdir()
    folder = lay_out("many-faults-at-once", tmp_path / "sites" / "one")
    ran = in_process("check", "--format", "github", project=folder)
    assert (ran.code, ran.stderr) == (1, "")
    *commands, _ = ran.stdout.splitlines()
    rows = in_process("check", "--format", "json", project=folder).problems
    where = [(row["file"], row["line"], row["column"], row["end_column"], row["code"]) for row in rows]
    keys = ("file", "line", "col", "endColumn", "title")
    assert [tuple(parsed(command)[1][key] for key in keys) for command in commands] == [
        (f"sites/one/{file}", *map(str, numbers)) for file, *numbers in where
    ]


# SARIF


def log(folder: Path, **env: str) -> dict[str, Any]:
    """The one run of a SARIF log, which is of the form that the schema asks for."""
    ran = in_process("check", "--format", "sarif", project=folder, **env)
    assert ran.stderr == ""
    read = json.loads(ran.stdout)
    assert [error.message for error in SARIF.iter_errors(read)] == []
    return dict(read["runs"][0])


def test_the_schema_refuses() -> None:
    """The schema that the tests judge by is strict: each of these is refused."""
    sound = json.loads(
        as_sarif([problem(Place("a.yaml", 1, 2, 3))], FileLines(), TOP, explanations(), "https://example.org")
    )
    assert SARIF.is_valid(sound)
    run = sound["runs"][0]
    for broken in (
        {**sound, "version": "2.0.0"},
        {**sound, "runs": [{**run, "columnKind": "bytes"}]},
        {**sound, "runs": [{**run, "results": [{**run["results"][0], "level": "fatal"}]}]},
        {**sound, "runs": [{**run, "results": [{**run["results"][0], "message": "text"}]}]},
        {**sound, "runs": [{**run, "unknown": 1}]},
    ):
        assert not SARIF.is_valid(broken)


@pytest.mark.parametrize(
    "name",
    ["many-faults-at-once", "recheck-due", "article-not-utf8", "empty-claims", "missing-article", "right-to-left"],
)
def test_sarif_says_what_json_says(name: str, tmp_path: Path) -> None:
    """Rule, level, place and words of each problem; a rule for every code that occurs, and no other."""
    folder = lay_out(name, tmp_path / "project")
    run = log(folder)
    rows = in_process("check", "--format", "json", project=folder).problems
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert sorted(rules) == sorted({row["code"] for row in rows})
    for result, row in zip(run["results"], rows, strict=True):
        (place,) = result["locations"]
        region = place["physicalLocation"].get("region")
        assert (result["ruleId"], rules[result["ruleIndex"]], result["level"]) == (
            row["code"],
            row["code"],
            row["severity"],
        )
        assert result["message"]["text"] == f"{row['message']}\nMend: {row['hint']}"
        assert place["physicalLocation"]["artifactLocation"] == {"uri": row["file"], "uriBaseId": "%SRCROOT%"}
        if region:
            assert (region["startLine"], region["startColumn"], region["endColumn"]) == (
                row["line"],
                row["column"],
                row["end_column"],
            )
        else:
            assert (row["line"], row["column"], row["end_column"]) == (1, 1, None)


def test_paths_in_sarif_are_addresses() -> None:
    """A space, a per cent sign or a letter beyond ASCII in a path is escaped."""
    run = json.loads(as_sarif([problem(Place("a b%é.yaml", 2))], FileLines(), PurePosixPath("x"), explanations()))[
        "runs"
    ][0]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "x/a%20b%25%C3%A9.yaml"


def test_rules_lead_to_their_page(tmp_path: Path) -> None:
    """With the site's address known, each rule names its place on the page of all errors; else none."""
    folder = lay_out("unknown-status", tmp_path / "project")
    (rule,) = log(folder, SITE_URL="https://example.org/facts/")["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://example.org/facts/editors/errors/#unknown-status"
    (rule,) = log(folder)["tool"]["driver"]["rules"]
    assert "helpUri" not in rule
    explanation = explanations()["unknown-status"]
    assert (rule["fullDescription"]["text"], rule["help"]["markdown"]) == (explanation.why, explanation.markdown)


def test_fingerprints_do_not_move_with_the_lines(tmp_path: Path) -> None:
    """Comments above, or another fault mended, change no fingerprint; other words at fault do; two alike differ."""

    def fingerprints() -> list[str]:
        return [result["partialFingerprints"]["wordsAtFault/v1"] for result in log(folder)["results"]]

    folder = lay_out("many-faults-at-once", tmp_path / "project")
    claims = folder / "claims.yaml"
    before = fingerprints()
    assert len(set(before)) == 4
    claims.write_text("# One.\n# Two.\n" + claims.read_text(encoding="utf-8"), encoding="utf-8")
    assert fingerprints() == before
    edit(claims, "2022-13-02", "2022-12-02")
    assert fingerprints() == before[1:]
    edit(claims, "relatd:", "relatet:")
    after = fingerprints()
    assert after[0] == before[1]
    assert after[1] != before[2]
    same = [problem(Place("a.yaml", number, 4, 5)) for number in (1, 2)]
    run = json.loads(as_sarif(same, FileLines({"a.yaml": ("a: b", "a: b")}), TOP, explanations()))["runs"][0]
    one, two = (result["partialFingerprints"]["wordsAtFault/v1"] for result in run["results"])
    assert (one[:-1], one[-1], two[-1]) == (two[:-1], "1", "2")


# Order


def test_errors_come_last_on_a_terminal() -> None:
    """The end of a long list is what is seen: warnings by place, then errors by place."""
    found = [
        problem(Place("a.yaml", 1), "first error"),
        problem(Place("a.yaml", 2), "a warning", severity=Severity.WARNING),
        problem(Place("b.yaml", 1), "second error"),
    ]
    text = as_text(found, FileLines()).plain
    assert text.index("a warning") < text.index("first error") < text.index("second error")


def test_the_ten_annotations_that_matter() -> None:
    """Each code is among them before any is there twice, and what only awaits work comes last."""
    many = [problem(Place("a.yaml", line), severity=Severity.WARNING) for line in range(1, 30)]
    open_ones = [
        problem(Place("a.txt", line), code="uncovered-sentence", severity=Severity.WARNING) for line in range(1, 30)
    ]
    rare = [problem(Place("z.yaml", 9), code=f"rare-{n}", severity=Severity.WARNING) for n in range(3)]
    commands = as_commands([*many, *open_ones, *rare], FileLines(), TOP).split("\n")
    titles = [re.search(r"title=([\w-]+)", line) for line in commands if line.startswith("::warning ")]
    assert [title[1] for title in titles if title] == ["bad-value", "rare-0", "rare-1", "rare-2", *["bad-value"] * 6]


# Explanations


def test_explain_lists_all_codes() -> None:
    """Without a code: one line each, in the order of the page."""
    ran = in_process("explain")
    assert (ran.code, ran.stderr) == (0, "")
    rows = [re.split(r"  +", line, maxsplit=1) for line in ran.stdout.split("\n\n")[0].split("\n")]
    assert rows == [[code, explanation.title] for code, explanation in explanations().items()]


def test_the_page_of_all_errors(tmp_path: Path) -> None:
    """`generate` writes it: for every code a heading that unfolds, an anchor inside of the fold, and both examples."""
    folder = lay_out("_base", tmp_path / "project")
    assert in_process("generate", project=folder).code == 0
    page = (folder / "docs" / "editors" / "errors" / "index.md").read_text(encoding="utf-8")
    folded = re.findall(r"<summary><h2><code>(\S+)</code></h2> (.+)</summary>\n<div id=\"(\S+)\">", unescape(page))
    assert folded == [(code, explanation.title, code) for code, explanation in explanations().items()]
    assert page.count("<pre><code>") == 2 * len(explanations())


def test_no_explanation_is_cut() -> None:
    """A text of the file that is not in quotation marks has no ` #`, after which YAML reads a comment."""
    text = (ROOT / "build_scripts/verbatim/reports/explanations.yaml").read_text(encoding="utf-8")
    assert not re.search(r"^  \w+: [^\"'>|].* #", text, re.MULTILINE)


# Mends


MENDS = [
    ("kind: said\n", "kind:\n", "", "known: fact, said"),
    ("schema: 1", "schema: 2", "2", "write `schema: 1`"),
    ("origin: berg-monday", "occurrence: two\n    origin: berg-monday", "two", "write it in digits, such as 2"),
    ("when: 2022-05-02", "when: 2022-05-02/2022-05-01", "2022-05-02/2022-05-01", "put the earlier day first"),
    ("finding: Only", 'finding: "Only', '"', 'close it with "; within the text, write \\" for each "'),
    ("finding: Only", "finding: 'Only", "'", "close it with '; within the text, write '' for each '"),
    ("topics: [talks]\n  when", "topics: [talks\n  when", "[", "close it with ]"),
    ("finding: Only", "finding: {Only", "{", "close it with }"),
]


@pytest.mark.parametrize("fault", MENDS, ids=lambda fault: fault[-1])
def test_a_mend(fault: tuple[str, str, str, str], tmp_path: Path) -> None:
    """Each fault says what to write, and exactly what is wrong is underlined."""
    old, new, words, mend = fault
    folder = lay_out("_base", tmp_path / "project")
    claims = folder / "claims.yaml"
    edit(claims, "  when: 2022-05-02\n  topics: [talks]\n", "  topics: [talks]\n  when: 2022-05-02\n")
    edit(claims, old, new)
    (row,) = in_process("check", "--format", "json", project=folder).problems
    line = claims.read_text(encoding="utf-8").split("\n")[row["line"] - 1]
    assert (row["hint"], line[row["column"] - 1 : row["end_column"] - 1]) == (mend, words)


def test_a_fault_in_a_list_of_one_stands_alone(tmp_path: Path) -> None:
    """A bound that is none empties its rule and its status; only the bound itself is reported, where it stands."""
    folder = lay_out("_base", tmp_path / "project")
    edit(folder / "policy.yaml", "exactly 1", "one")
    ran = in_process("check", project=folder)
    assert ran.stdout.split("\n")[:5] == [
        "policy.yaml:42:31: error[bad-value] expected a bound; found “one”",
        "   |",
        "42 |     needs: {asserting-voices: one}",
        "   |                               ^^^",
        "   = mend: write `at least 2`, `exactly 1` or `none`",
    ]
    assert "1 error, " in ran.stdout
