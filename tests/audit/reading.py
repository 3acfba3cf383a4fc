"""How far a reader of a claim has to go: in screens of a phone, and in sheets of paper.

In: the address of a served site, and the ids of its claims. Out: a fault for each limit that a page passes. Nothing is
unfolded on the phone; on paper everything is.
"""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from tests.support.browsing import PHONE, opened
from tests.support.chromium import find_chromium, launch_arguments

# Screens down to the reasoning on any page, and of the median page as a whole.
FARTHEST_REASONING = 1.5
LONGEST_MEDIAN = 4.0

# A4 pages of any claim.
MOST_SHEETS = 4


@dataclass(frozen=True)
class Reach:
    """A claim's page: screens down to the reasoning, screens in all, and sheets of paper."""

    claim: str
    reasoning: float
    screens: float
    sheets: int


def reading_faults(root: str, claims: Iterable[str]) -> list[str]:
    """Measure the page of every claim, print what is longest, and list what passes a limit."""
    found = [*_measured(root, claims)]
    median = statistics.median(reach.screens for reach in found)
    farthest = max(found, key=lambda reach: reach.reasoning)
    longest = max(found, key=lambda reach: reach.screens)
    print(
        f"Phone, {len(found)} claims: reasoning at most {farthest.reasoning:.2f} screens down ({farthest.claim}), "
        f"pages {median:.2f} screens in the median, {longest.screens:.2f} at most ({longest.claim})"
    )
    sheets = [sum(reach.sheets == number for reach in found) for number in range(1, MOST_SHEETS + 1)]
    print(f"Paper: claims on 1 to {MOST_SHEETS} sheets: {sheets}\n")
    faults = [
        f"claims/{reach.claim}/: the reasoning is {reach.reasoning:.2f} screens down, at most {FARTHEST_REASONING}"
        for reach in found
        if reach.reasoning > FARTHEST_REASONING
    ]
    faults += [
        f"claims/{reach.claim}/ prints on {reach.sheets} sheets, at most {MOST_SHEETS}"
        for reach in found
        if reach.sheets > MOST_SHEETS
    ]
    if median > LONGEST_MEDIAN:
        longer = sorted(found, key=lambda reach: -reach.screens)[:5]
        listed = ", ".join(f"{reach.claim} {reach.screens:.2f}" for reach in longer)
        faults.append(f"claim pages have {median:.2f} screens in the median, at most {LONGEST_MEDIAN}; {listed}")
    return faults


def _measured(root: str, claims: Iterable[str]) -> Iterable[Reach]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        with opened(browser, viewport=PHONE) as page:
            for claim in claims:
                page.goto(f"{root}claims/{claim}/", wait_until="load")
                reasoning, screens = page.evaluate(
                    """height => [
                      document.getElementById("reasoning").getBoundingClientRect().top + scrollY,
                      document.documentElement.scrollHeight,
                    ].map(pixels => pixels / height)""",
                    PHONE["height"],
                )
                yield Reach(claim, reasoning, screens, _sheets(page))


def _sheets(page: Page) -> int:
    """How many A4 pages a page prints on: its PDF has an object for each, besides one for the tree of them."""
    pdf = page.pdf(format="A4")
    return pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages")
