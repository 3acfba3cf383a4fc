"""Pictures of the real pages, as readers see them: `make picture` builds the site and takes them anew.

One of a claim page for the README, and one of every kind of page, on a desktop in light colours and on a phone in dark
ones, for developers, in `docs/dev/pictures/`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.chromium import find_chromium, launch_arguments
from tests.support.microsite import ROOT, copy_project
from tests.support.pages_server import served

CLAIM = "wagner-delivery-date"
KINDS = {
    "home": "",
    "find": "find/?q=talks&status=distorted",
    "claims": "claims/",
    "claim": f"claims/{CLAIM}/",
    "wordings": "claims/raw-materials/#wordings",
    "articles": "articles/",
    "article": "articles/kim-plans-visit/",
    "topic": "topics/talks/",
    "voices": "voices/",
    "voice": "voices/us-government/",
    "matrix": "matrix/",
    "timeline": "timeline/",
    "method": "method/",
    "corrections": "corrections/",
    "data": "data/",
    "embed": f"embed/{CLAIM}/",
    "print": "print/",
    "about": "about/",
}


def main() -> None:
    """Build a copy of the site, serve it on this machine, and photograph it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copy_project(Path(folder) / "project")
        subprocess.run([sys.executable, "-m", "verbatim", "build", "--project", str(project)], cwd=ROOT, check=True)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        pictures = ROOT / "docs" / "dev" / "pictures"
        pictures.mkdir(exist_ok=True)
        with served(project / "site") as address:
            _take(browser, address + KINDS["claim"], ROOT / "docs" / "dev" / "claim-page.png", (1280, 900), "light")
            for kind, path in KINDS.items():
                _take(browser, address + path, pictures / f"{kind}-desktop.png", (1280, 900), "light")
                _take(browser, address + path, pictures / f"{kind}-phone.png", (390, 844), "dark")
        browser.close()


def _take(browser: Browser, address: str, target: Path, size: tuple[int, int], scheme: str) -> None:
    """Take one picture of what is seen first at an address."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=target)
    context.close()


if __name__ == "__main__":
    main()
