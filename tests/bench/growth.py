"""`make bench`: how the time of `check` grows with the number of articles, and with the number of claims.

Everything is invented: each article has 600 words, of which it shares one long run with the article before, and each
claim quotes one sentence. Prints seconds of processor time and peak memory of whole processes. Asserts nothing.
"""

import hashlib
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.cases import lay_out
from tests.support.microsite import ROOT

ARTICLES = (50, 100, 200, 400, 800)
CLAIMS = (1_000, 2_000, 5_000, 10_000)
SENTENCES, WORDS = 40, 15


def main() -> None:
    """Measure `check` with two claims for each article, and then with many claims on a hundred articles."""
    print(f"{'articles':>8} {'claims':>8} {'seconds':>8} {'MiB':>6} {'ms each':>8}")
    for articles, claims in [*((number, 2 * number) for number in ARTICLES), *((100, number) for number in CLAIMS)]:
        with tempfile.TemporaryDirectory() as folder:
            project = lay_out("_base", Path(folder) / "project")
            invent(project, articles, claims)
            seconds, mebibytes = _check(project)
            each = 1000 * seconds / max(articles, claims)
            print(f"{articles:>8} {claims:>8} {seconds:>8.2f} {mebibytes:>6.0f} {each:>8.2f}", flush=True)


def invent(project: Path, articles: int, claims: int) -> None:
    """Add articles and claims to a project, the same ones each time."""
    chance = random.Random(articles)  # noqa: S311 - no secret
    vocabulary = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(3, 9))) for _ in range(4_000)]
    sentences: list[list[str]] = []
    entries = []
    for number in range(articles):
        own = [" ".join(chance.choices(vocabulary, k=WORDS)).capitalize() + "." for _ in range(SENTENCES)]
        text = "\n".join([*own, *sentences[-1][:1]] if sentences else own) + "\n"
        sentences.append(own)
        raw = text.encode()
        (project / "seeds" / "articles" / f"more-{number}.txt").write_bytes(raw)
        entries.append(
            f"- id: more-{number}\n  file: more-{number}.txt\n  sha256: {hashlib.sha256(raw).hexdigest()}\n"
            f"  title: Article {number}\n  publisher: daily\n  original_url: https://daily.example/more-{number}\n"
            "  published: 2022-05-03\n  rights: The text is invented.\n"
        )
    with (project / "seeds" / "articles.yaml").open("a", encoding="utf-8") as file:
        file.writelines(entries)
    with (project / "claims.yaml").open("a", encoding="utf-8") as file:
        for number in range(claims):
            article, sentence = number % articles, number // articles % SENTENCES
            file.write(
                f"\n- id: more-{number}\n  claim: It is said as number {number}.\n  kind: fact\n"
                "  status: single-origin\n  finding: Only Southland says so.\n  reasoning: Nothing else was found.\n"
                "  topics: [talks]\n  checked: {day: 2022-06-01, by: testers}\n  history:\n"
                "  - {day: 2022-06-01, kind: published, change: First published., why: Part of the record.}\n"
                f"  evidence:\n  - source: more-{article}\n    quote: {sentences[article][sentence]}\n"
                "    stance: asserts\n    origin: holm-monday\n"
            )


def _check(project: Path) -> tuple[float, float]:
    """Seconds of processor time and peak MiB of `check`."""
    command = [sys.executable, "-m", "verbatim", "check", "--project", str(project)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("check failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
