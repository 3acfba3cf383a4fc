"""The README's picture: a real claim page, as a reader sees it. `make picture` builds the site and takes it anew."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import find_chromium, launch_arguments

ROOT = Path(__file__).parent.parent
CLAIM = "wagner-delivery-date"


def main() -> None:
    """Build the site and photograph one claim page."""
    subprocess.run([sys.executable, "-m", "build_scripts", "build"], cwd=ROOT, check=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        page = browser.new_page(viewport={"width": 1200, "height": 1000}, color_scheme="light", device_scale_factor=1.5)
        page.goto((ROOT / "site" / "claims" / CLAIM / "index.html").as_uri())
        page.screenshot(path=ROOT / "docs" / "dev" / "claim-page.png")
        browser.close()


if __name__ == "__main__":
    main()
