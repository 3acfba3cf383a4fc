"""Nothing of the data reaches a terminal or a log as more than text: no escape sequence, turned line or line end."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim.cli.terminal import with_default
from verbatim.desk.entry import entry_text
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.reports.file_lines import printable_json

from tests.support.microsite import ROOT, Ran, edit, in_process
from tests.support.repository import commit

# What a terminal obeys, what ends a line elsewhere, and what turns the reading direction.
MISLEADING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TURNED = "\u202ee\u2066v\u2069i\u200fl"
OBEYED = "\x1b[31m\r\x9b"
PAGE = "".join(
    f"<p>Ships {TURNED} left the {OBEYED} harbour number {number} with much grain aboard, &#27;[2J they said.</p>"
    for number in range(30)
)


@pytest.fixture
def deceiving(small: Path) -> Path:
    """A project with such characters in an article, a claim and the policy, committed and then changed."""
    article, data = small / "seeds/articles/talks.txt", small / "seeds/articles.yaml"
    before = article.read_bytes()
    after = before + f"\nA grain {TURNED} ship left on Monday evening.\rIt was blue.\n".encode()
    article.write_bytes(after)
    edit(data, hashlib.sha256(before).hexdigest(), hashlib.sha256(after).hexdigest())
    claims = small / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(re.sub(r"(?m)^(  (?:finding|claim): )(\S+)", rf"\1\2 {TURNED}", text), encoding="utf-8")
    shutil.copy2(ROOT / ".gitignore", small)
    commit(small)
    edit(claims, f"finding: Yes. {TURNED}", f"finding: {TURNED} Yes.")
    (small / "page.html").write_text(f"<title>A {TURNED}</title><article>{PAGE}</article>", encoding="utf-8")
    (small / "page.txt").write_text(re.sub("<[^>]+>", "\n", PAGE).replace("\x1b", "").replace("\x9b", ""), "utf-8")
    return small


COMMANDS = [
    ["check"],
    *(["check", "--format", form] for form in ("json", "github", "sarif")),
    ["check", "--against", "HEAD"],
    ["check", "--against", f"x{OBEYED}{TURNED}"],
    ["check", "--coverage", "--hangs-on"],
    ["statements"],
    ["statements", f"x{OBEYED}{TURNED}"],
    ["quote", "ship left on Monday evening"],
    ["quote", "grain evil ship left on Tuesday"],
    ["quote", "--source", f"a{OBEYED}{TURNED}", "words"],
    ["scan", "page.txt"],
    ["scan", "page.html", "--format", "json"],
    ["add-source", "page.txt"],
    ["add-source", "page.html"],
    ["changes", "HEAD"],
    ["amend", "no-signature", "--against", "HEAD"],
    ["amend", f"x{OBEYED}{TURNED}"],
    ["new", "--claim", f"a{OBEYED}{TURNED}", "--file", f"claims/{OBEYED}{TURNED}.yaml"],
    ["links", "--site", "seeds"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: re.sub(MISLEADING, "", " ".join(command)))
def test_no_command_prints_what_a_terminal_obeys(command: list[str], deceiving: Path) -> None:
    """On standard output and on standard error."""
    ran = in_process(*command, project=deceiving, cwd=deceiving)
    printed = ran.stdout + ran.stderr
    assert printed
    assert MISLEADING.findall(printed) == []
    if ran.stdout.startswith("{"):
        json.loads(ran.stdout)


def test_json_keeps_its_values() -> None:
    """Programs read what they read before."""
    text = f"a{TURNED}\x7f\x85\u2028b"
    printed = printable_json(json.dumps({text: [text]}, ensure_ascii=False, indent=2))
    assert MISLEADING.findall(printed) == []
    assert json.loads(printed) == {text: [text]}


def test_an_entry_to_paste_shows_what_turns_the_line() -> None:
    """As escapes, which YAML reads back; letters of every script stay as they are."""
    entry = entry_text({"quote": f"words {TURNED}", "note": "قال الوزير"})
    assert MISLEADING.findall(entry) == []
    assert "قال الوزير" in entry
    read, problems = read_yaml("a.yaml", entry.encode())
    assert read
    assert problems == []
    assert read.data[0]["quote"] == f"words {TURNED}"


def test_a_question_with_words_of_a_file() -> None:
    """The answer that a page suggests is shown without what a terminal obeys."""
    assert with_default("Title", f"A{OBEYED}\u202eB") == "Title [A␛[31m␍��B]"
    assert with_default("Title", None) == "Title"


def test_what_the_system_refuses_is_said(small: Path, verbatim: Callable[..., Ran]) -> None:
    """Exit code 3, the file and the reason; it is not called a fault of Verbatim."""
    (small / ".verbatim").write_bytes(b"a file of the user")
    ran = verbatim("generate", project=small)
    assert ran.code == 3
    assert ran.stderr.startswith("verbatim: the system refused something: ")
    assert ".verbatim" in ran.stderr
    assert "fault of Verbatim" not in ran.stderr
