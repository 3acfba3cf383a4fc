"""`python -m tests.audit`, which `make audit` runs: checks that need Node or Java, or are too large for the tests.

Exits with 1 if anything falls short.

Builds the real microsite for the address of a local server, and checks it with Frictionless, Lighthouse, the Nu HTML
checker, the types of schema.org, and the schemas of JSON Feed and of site maps. Find must find every quotation, and no
claim may be long on a phone or on paper.
"""

import gzip
import sys
import tempfile
from pathlib import Path

from verbatim.checks.examine import examine
from verbatim.project import Project

from tests.audit.lighthouse import LIMITS, LighthouseError, audit_page
from tests.audit.nu import CheckerError, check_html
from tests.audit.package import package_faults
from tests.audit.reading import reading_faults
from tests.audit.schemas import schema_faults
from tests.audit.search import search_faults
from tests.audit.server import served
from tests.audit.tools import MissingError, Tools, find_tools, install_packages
from tests.audit.vocabulary import CompilerError, check_vocabulary
from tests.audit.weight import LARGEST_OURS, LARGEST_TOTAL, too_heavy, weigh
from tests.support.microsite import copy_project, verbatim


def main() -> int:
    """Run the whole audit; returns the exit code."""
    try:
        tools = find_tools()
        install_packages(tools.npm)
    except MissingError as error:
        print(error, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder).resolve() / "project")
        with served(project / "site") as root:
            ran = verbatim("build", project=project, SITE_URL=root)
            if ran.code != 0:
                print(ran.stdout + ran.stderr, file=sys.stderr)
                return 1
            corpus = examine(Project(project)).corpus
            assert corpus
            try:
                site = project / "site"
                faults = [
                    *package_faults(site),
                    *_check_html(tools, site, root),
                    *_check_vocabulary(tools, site),
                    *schema_faults(site),
                    *search_faults(corpus, root),
                    *reading_faults(root, [checked.id for checked in corpus.claims]),
                    *_audit_pages(tools, site, root),
                ]
            except (CheckerError, CompilerError, LighthouseError) as error:
                faults = [str(error)]
    if faults:
        print(f"\n{len(faults)} faults:", *faults, sep="\n  ")
        return 1
    print("\nAll within the limits.")
    return 0


def _check_html(tools: Tools, site: Path, root: str) -> list[str]:
    found = check_html(tools, site, root)
    print("Nu HTML checker, what is listed:")
    for entry, times in found.listed.items():
        print(f"{times:>6} × {entry.element[:100]}")
    print(f"{len(found.faults):>6} other\n")
    return [f"HTML: {fault}" for fault in found.faults]


def _check_vocabulary(tools: Tools, site: Path) -> list[str]:
    blocks, faults = check_vocabulary(tools, site)
    print(f"schema.org: {blocks} pages with JSON-LD, and their feed: {len(faults)} faults\n")
    return [f"schema.org: {fault}" for fault in faults]


def _audit_pages(tools: Tools, site: Path, root: str) -> list[str]:
    faults: list[str] = []
    pages = _pages(site)
    wide = max(map(len, pages.values()))
    print("Lighthouse".ljust(wide + 10), *(f"{name:>15}" for name in LIMITS), f"{'bytes, gzip':>12}")
    for kind, path in pages.items():
        result = audit_page(tools, root + path)
        weight = weigh(result.loaded, root)
        columns = (f"{result.scores[name]:>15}" for name in LIMITS)
        print(f"{kind:<10}{path or './':<{wide}}", *columns, f"{weight.total:>12,}", flush=True)
        short = [
            f"{name} {result.scores[name]}, wanted {limit}"
            for name, limit in LIMITS.items()
            if result.scores[name] < limit
        ]
        faults += [f"{path or './'}: {fault}" for fault in (*short, *result.failures)]
        if kind == "claim":
            faults += [f"{path}: {fault}" for fault in too_heavy(weight)]
            limits = f"limits: {LARGEST_TOTAL:,} in all, {LARGEST_OURS:,} ours"
            summary = f"of these the theme {weight.theme:,}, ours {weight.ours:,} ({limits})"
    print(f"\nThe claim page sends, cold: {summary}")
    return faults


def _pages(site: Path) -> dict[str, str]:
    """One page of each kind, by kind: of claims and articles the heaviest; the matrix where there is one."""
    pages = {
        "home": "",
        "claim": _heaviest(site, "claims"),
        "article": _heaviest(site, "articles"),
        "claims": "claims/",
        "find": "find/",
        "matrix": "matrix/",
    }
    return {kind: path for kind, path in pages.items() if (site / path / "index.html").is_file()}


def _heaviest(site: Path, folder: str) -> str:
    """The page in a folder whose HTML is the largest when compressed."""
    pages = sorted((site / folder).glob("*/index.html"))
    largest = max(pages, key=lambda page: len(gzip.compress(page.read_bytes(), mtime=0)))
    return f"{folder}/{largest.parent.name}/"


if __name__ == "__main__":
    sys.exit(main())
