"""Every quotation of the record, pasted as a phrase into the Find page of a served site.

In: the data of a site, and its address. Out: a fault for each quotation that does not lead to its
claim.
"""

from playwright.sync_api import sync_playwright
from verbatim.checks.corpus import Corpus

from tests.support.browsing import opened
from tests.support.chromium import find_chromium, launch_arguments
from tests.support.finding import lost, quotations


def search_faults(corpus: Corpus, address: str) -> list[str]:
    """The quotations that are not found."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        with opened(browser) as page:
            tried = quotations(corpus)
            missing = list(lost(page, address, tried))
    print(f"Find: {len(tried) - len(missing)} of {len(tried)} quotations found")
    return [f"Find does not find {quotation}" for quotation in missing]
