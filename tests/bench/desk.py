"""How long the editors' desk takes, as whole processes, over a thousand articles of five kilobytes each.

Prints seconds, peak memory and what was asked; asserts nothing. The articles are made of passages of the real ones, in
an order that is the same in every run, so that a word stands in many of them.
"""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLES, CHARACTERS = 1_000, 5_000

QUESTIONS = {
    "words of some sources": "who visited Pyongyang in July",
    "with other typography": "Putin's defence minister",
    "a word of every source": "the",
    "a slip and other spellings": "Last month Sergey Shoigu the Russian defense minister traveled to DPRK",
    "one misspelt word": "Zelenskkyy",
    "words like none": "zzz qqq",
}


def main() -> None:
    """Print all rows."""
    for row in quote_rows():
        print(row)


def quote_rows() -> Iterator[str]:
    """`quote` for words that are found at once, nearly, and not at all."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        size = lay_out_many(project)
        yield f"{ARTICLES:,} articles, {size / 1e6:.1f} MB"
        for what, words in QUESTIONS.items():
            seconds, mebibytes = run("quote", words, "--project", str(project))
            yield f"{seconds:>6.2f} s {mebibytes:>5.0f} MiB  quote, {what}"


def lay_out_many(project: Path) -> int:
    """A project of many articles; returns their size in bytes."""
    shutil.copytree(ROOT / "tests" / "cases" / "_base", project)
    words = " ".join(
        file.read_text(encoding="utf-8") for file in sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    ).split()
    chance = random.Random(1)  # noqa: S311 - the same articles in every run
    lines, size = ["schema: 1", "articles:"], 0
    for number in range(ARTICLES):
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < CHARACTERS:
            start = chance.randrange(len(words) - 60)
            paragraphs.append(" ".join(words[start : start + chance.randrange(20, 60)]))
        raw = "\n\n".join(paragraphs).encode()
        size += len(raw)
        (project / "seeds" / "articles" / f"{number}.txt").write_bytes(raw)
        lines += [
            f"- id: article-{number}",
            f"  file: {number}.txt",
            f"  sha256: {hashlib.sha256(raw).hexdigest()}",
            f"  title: {number}",
        ]
        lines += ["  publisher: daily", "  published: 2022-05-03", "  rights: Made for measuring."]
    (project / "seeds" / "articles.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return size


def run(*arguments: str) -> tuple[float, float]:
    """Seconds and peak MiB of one command as a whole process; its exit code is for the tests."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "verbatim", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
