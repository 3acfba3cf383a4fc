"""`make bench`: how the time of `check` grows with the number of articles and claims, by stage.

Everything is invented: each article has 600 words, of which it shares one long run with the article before, and each
claim quotes one sentence. Each size is checked in a process of its own, and in another PyYAML's C loader reads the same
files; prints seconds of processor time, peak memory, how often the loader's time fits into that of `check`, and how
each stage has grown. Asserts nothing.
"""

import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.cases import lay_out
from tests.support.microsite import ROOT, environment

# Articles and claims. From the first to the second there are about ten times as many claims.
SIZES = ((50, 984), (1_000, 10_004))
SENTENCES, WORDS = 40, 15

_LOADER = """
import sys, yaml
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        yaml.load(file, yaml.CSafeLoader)
"""


def main() -> None:
    """Measure both sizes, and compare them."""
    found = []
    for articles, claims in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            project = lay_out("_base", Path(folder) / "project")
            invent(project, articles, claims)
            whole, mebibytes, printed = _run("-m", "tests.bench.growth", "--measured", str(project))
            loader, _, _ = _run(
                "-c", _LOADER, *map(str, (project / "claims.yaml", *(project / "seeds").glob("*.yaml")))
            )
            found.append({**json.loads(printed), "whole process": whole})
            print(
                f"{articles:,} articles, {claims:,} claims: {whole:.1f} s of processor, {mebibytes:.0f} MiB;"
                f" PyYAML's C loader {loader:.1f} s, so {whole / loader:.1f} ×",
                flush=True,
            )
    print(f"\n{'stage':15}" + "".join(f"{claims:>10,}" for _, claims in SIZES) + f"{'growth':>10}")
    for name, seconds in found[0].items():
        print(f"{name:15}{seconds:>10.2f}{found[1][name]:>10.2f}{found[1][name] / max(seconds, 0.01):>9.1f}×")


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


def _run(*arguments: str) -> tuple[float, float, str]:
    """A process of Python: its seconds of processor time and peak MiB, and what it printed."""
    env = environment(PYTHONPATH=os.pathsep.join((str(ROOT / "build_scripts"), str(ROOT))))
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    if process.stdout is None:
        raise RuntimeError("its output was asked for")
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{arguments} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def _measured(project: Path) -> None:
    """`check`, with a listener that measures its stages; prints the seconds of each as JSON."""
    from verbatim.checks.examine import examine  # noqa: PLC0415 - only the measured process checks
    from verbatim.long_work.memory import keep_all, never_collected  # noqa: PLC0415
    from verbatim.long_work.progress import listening  # noqa: PLC0415
    from verbatim.problems import errors  # noqa: PLC0415
    from verbatim.project import Project  # noqa: PLC0415

    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str, _total: int) -> Iterator[Callable[[], None]]:
        started = _processor()
        yield lambda: None
        seconds[name] = _processor() - started

    started = _processor()
    with never_collected(), listening(stage):  # as the command does
        if errors(examine(Project(project)).problems):
            sys.exit("the data has errors")
    seconds["all else"] = _processor() - started - sum(seconds.values())
    print(json.dumps(seconds))
    keep_all()


def _processor() -> float:
    """Seconds of processor time of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measured"]:
        _measured(Path(sys.argv[2]))
    else:
        main()
