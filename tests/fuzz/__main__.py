"""`make fuzz`: damages the data of projects at random, for a number of seconds, and keeps what was new.

A project that gives a set of problems which no other one has given goes into the corpus in `.verbatim/fuzz/corpus/`,
and is damaged further in this and later runs. A project at which something fails goes to `.verbatim/fuzz/failed/`, and
is printed with its traceback. Starts from the golden cases.

    python -m tests.fuzz [SECONDS] [SEED]
"""

import hashlib
import random
import re
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from verbatim.project import DATA

from tests.fuzz.trial import lay_out_files, try_project
from tests.support.cases import CASES, lay_out
from tests.support.microsite import ROOT, files_in

FOLDER = ROOT / ".verbatim" / "fuzz"
Files = dict[str, bytes]

# What means something to YAML, Markdown, HTML, a file system, a terminal or a reader of numbers and days.
HOSTILE = [
    *(
        "",
        " ",
        "\t",
        "\n",
        "\r",
        "\0",
        "\ufeff",
        "\u2028",
        "\u202e",
        "\u00a0",
        "\u0301",
        "\ud7ff",
        "\U0010ffff",
        "👩\u200d👧",
    ),
    *(
        "- ",
        ": ",
        " #",
        "&a ",
        "*a",
        "!!str ",
        "|\n",
        ">\n",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "<<: ",
    ),
    *(
        "<script>",
        "</blockquote>",
        "{{ 1 }}",
        "{% x %}",
        "&ldquo;",
        "```",
        "[a](javascript:b)",
        "](../..)",
        "<!--",
        "\\",
    ),
    *(
        "../",
        "/",
        "CON",
        "a" * 300,
        "~",
        "null",
        "true",
        "0",
        "-1",
        "1e999",
        "9" * 40,
        "2022-02-30",
        "0000-00-00",
        "/9999-12-31",
    ),
    *(
        "“",
        "”",
        "…",
        " […] ",
        "\x1b[31m",
        "=1+1",
        "https://",
        "http://[",
        "xn--",
        "en-x-a",
        "id",
        "schema: 1\n",
        "draft: true\n",
    ),
]


def main() -> None:
    """Damage projects until the time is over."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 10**6
    chance = random.Random(seed)  # noqa: S311 - no secret
    corpus = [*_golden_cases(), *_kept()]
    known = set[frozenset[str]]()
    tried = failed = kept = 0
    end = time.monotonic() + seconds
    for files in corpus:
        known.add(try_project(files))
    while time.monotonic() < end:
        files = damaged(chance.choice(corpus), corpus, chance)
        tried += 1
        try:
            found = try_project(files)
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            failed += 1
            print(f"{_keep(files, FOLDER / 'failed')}\n{traceback.format_exc()}", flush=True)
            continue
        if found not in known:
            known.add(found)
            corpus.append(files)
            _keep(files, FOLDER / "corpus")
            kept += 1
    print(f"seed {seed}: {tried} projects tried, {kept} kept, {len(corpus)} in the corpus, {failed} failed")
    sys.exit(failed > 0)


def damaged(files: Files, corpus: list[Files], chance: random.Random) -> Files:
    """A copy of a project in which one to four things are changed in one file."""
    name = chance.choice(sorted(files))
    raw = files[name]
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(DAMAGES)(raw, chance)
    if chance.random() < 0.1:
        other = chance.choice(corpus)
        raw = other[chance.choice(sorted(other))]
    # The declared hash is made right, so that what is damaged in an article is looked at, too.
    before, after = (hashlib.sha256(content).hexdigest().encode() for content in (files[name], raw))
    return {path: content.replace(before, after) for path, content in {**files, name: raw}.items()}


def _insert(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.choice(HOSTILE).encode() + raw[at:]


def _replace_word(raw: bytes, chance: random.Random) -> bytes:
    words = list(re.finditer(rb"[^\s:,]+", raw))
    if not words:
        return raw
    word = chance.choice(words)
    new = chance.choice([chance.choice(HOSTILE).encode(), chance.choice(words)[0]])
    return raw[: word.start()] + new + raw[word.end() :]


def _cut(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(raw))
    return raw[:start] + raw[start + chance.randint(1, 40) :]


def _flip(raw: bytes, chance: random.Random) -> bytes:
    if not raw:
        return raw
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _lines(raw: bytes, chance: random.Random) -> bytes:
    """Drop, repeat or move a line, or indent it otherwise."""
    lines = raw.splitlines(keepends=True)
    if not lines:
        return raw
    line = lines.pop(chance.randrange(len(lines)))
    how = chance.randrange(4)
    if how == 1:
        line += line
    elif how == 2:
        line = b" " * chance.randint(0, 6) + line.lstrip()
    return b"".join([*lines[: (at := chance.randint(0, len(lines)))], *([line] if how else []), *lines[at:]])


DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [
    _insert,
    _replace_word,
    _replace_word,
    _cut,
    _flip,
    _lines,
    _lines,
]


def _data_of(folder: Path) -> Files:
    return {path: raw for path, raw in files_in(folder).items() if path.startswith(DATA)}


def _golden_cases() -> list[Files]:
    cases = []
    for case in sorted(case for case in CASES.iterdir() if case.is_dir()):
        with TemporaryDirectory() as folder:
            cases.append(_data_of(lay_out(case.name, Path(folder) / "project")))
    return cases


def _kept() -> list[Files]:
    folder = FOLDER / "corpus"
    return [_data_of(each) for each in sorted(folder.iterdir())] if folder.is_dir() else []


def _keep(files: Files, folder: Path) -> Path:
    """Write a project into a folder whose name is its hash."""
    name = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()[:16]
    shutil.rmtree(folder / name, ignore_errors=True)
    lay_out_files(files, folder / name)
    return folder / name


if __name__ == "__main__":
    main()
