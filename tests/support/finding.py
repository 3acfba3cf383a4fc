"""Asking the Find page of a served site, as a reader does.

In: a browser page, the address of a site, and words. Out: what the page says and which claims it shows, in order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page, expect
from verbatim.checks.corpus import CheckedClaim, Corpus

# How many of the first claims a reader looks at.
LOOKED_AT = 3


@dataclass(frozen=True)
class Answer:
    """What the page says, and for each claim that it shows, by id, its hits: each a label and a text."""

    told: str
    hits: dict[str, list[tuple[str, str]]]

    @property
    def claims(self) -> list[str]:
        """The ids of the claims, in order."""
        return list(self.hits)


def ask(page: Page, address: str, words: str) -> Answer:
    """Open the Find page with these words and wait for its answer."""
    page.goto(f"{address}find/?q={quote(words)}")
    count = page.locator("#find-count")
    expect(count).to_have_text(re.compile(r"^(\d+ claims?\b|No claim )"))
    rows: list[Any] = page.locator("#find-results > li").evaluate_all(
        "rows => rows.map(row => [row.querySelector('a.v-row-claim').pathname.split('/').at(-2), "
        "[...row.querySelectorAll('.v-hit')].map(hit => "
        "[hit.querySelector('a').textContent, hit.querySelector('span').textContent])])"
    )
    return Answer(count.inner_text(), {claim: [(label, text) for label, text in hits] for claim, hits in rows})


def unanswered(page: Page, address: str, questions: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """The questions that none of the first claims answers."""
    for question in (question for topic in questions.values() for question in topic):
        first = ask(page, address, question["asks"]).claims[:LOOKED_AT]
        if not set(first) & set(question["answers"]):
            yield question["asks"]


def quotations(corpus: Corpus) -> list[tuple[CheckedClaim, str]]:
    """Every quotation as a reader copies it, with its claim: the words alone, and the words in their sentences."""
    return [
        (checked, text)
        for checked in corpus.claims
        for excerpt in checked.excerpts
        for text in dict.fromkeys(
            (
                excerpt.quotation,
                " ".join("".join(segment.text for segment in paragraph) for paragraph in excerpt.context),
            )
        )
    ]


def lost(page: Page, address: str, among: list[tuple[CheckedClaim, str]]) -> Iterator[str]:
    """The quotations that do not lead to their claim when they are pasted as a phrase."""
    for checked, text in among:
        answer = ask(page, address, f'"{text}"')
        if checked.id not in answer.claims:
            yield f"{checked.id}: {text} ({answer.told})"
