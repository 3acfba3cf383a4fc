"""The built site's JSON-LD against the vocabulary of schema.org, as the types that Google publishes of it (schema-dts).

In: a site. Out: what the TypeScript compiler says of it: a property that a class does not have, a value that a property
does not take. Every block on a page is a ClaimReview, and the feed of all of them a DataFeed.
"""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup

from tests.audit.tools import MODULES, Tools

FEED = Path("api", "v1", "claim-reviews.json")

# Seconds; about 2 for 73 pages.
PATIENCE = 300


class CompilerError(Exception):
    """The compiler came to no result."""


def check_vocabulary(tools: Tools, site: Path) -> tuple[int, list[str]]:
    """Count the blocks, and list every fault with its file. Raises CompilerError if the compiler does not run."""
    found = [("DataFeed", site / FEED, (site / FEED).read_text(encoding="utf-8"))]
    for page in sorted(site.rglob("*.html")):
        blocks = BeautifulSoup(page.read_bytes(), "lxml").find_all("script", type="application/ld+json")
        found += [("ClaimReview", page, str(block.string)) for block in blocks]
    lines = [
        f"export const block{number}: WithContext<{kind}> = {_literal(text)};"
        for number, (kind, _, text) in enumerate(found)
    ]
    faults = [f"{found[line - 2][1].relative_to(site).as_posix()}: {said}" for line, said in _compiled(tools, lines)]
    return len(found) - 1, faults


def _literal(text: str) -> str:
    """JSON on one line of ASCII, which TypeScript reads as it is; types are checked most strictly in a literal."""
    return json.dumps(json.loads(text))


def _compiled(tools: Tools, lines: list[str]) -> list[tuple[int, str]]:
    """What the compiler says: a line of the program, and the fault in it."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "blocks.ts")
        program.write_text(
            "\n".join(['import type { ClaimReview, DataFeed, WithContext } from "schema-dts";', *lines]),
            encoding="utf-8",
        )
        settings = {
            "strict": True,
            "noEmit": True,
            "skipLibCheck": True,
            "module": "esnext",
            "moduleResolution": "bundler",
            "types": [],
        }
        types = str(MODULES / "schema-dts" / "dist" / "schema.d.ts")
        config = {"compilerOptions": {**settings, "paths": {"schema-dts": [types]}}, "files": [str(program)]}
        file = Path(folder, "tsconfig.json")
        file.write_text(json.dumps(config), encoding="utf-8")
        command = [
            str(tools.node),
            str(MODULES / "typescript" / "bin" / "tsc"),
            "--project",
            str(file),
            "--pretty",
            "false",
        ]
        ran = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
        )
    faults = re.findall(r"^blocks\.ts\((\d+),\d+\): error (.+)$", ran.stdout, re.MULTILINE)
    if ran.returncode != 0 and not faults:
        raise CompilerError(f"the TypeScript compiler failed:\n{ran.stdout}{ran.stderr}".strip())
    return [(int(line), said) for line, said in faults]
