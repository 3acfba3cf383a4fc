"""The search of our own record, in a real Chromium: it answers readers' questions and finds what is quoted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser
from verbatim.checks.corpus import Corpus

from tests.support.browsing import watched
from tests.support.finding import lost, quotations, unanswered
from tests.support.pages_server import served

# Every so many quotations one is tried; `make audit` tries all.
STEP = 16

# The share of questions that must be answered among the first claims.
ANSWERED = 0.9


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of the record's site."""
    with served(site) as root:
        yield root


@pytest.fixture(scope="module")
def questions() -> dict[str, list[dict[str, Any]]]:
    """The questions by topic, each with the claims that answer it."""
    text = Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def test_the_questions_are_about_the_record(corpus: Corpus, questions: dict[str, list[dict[str, Any]]]) -> None:
    """At least five topics have fifteen questions each, and every answer is a published claim."""
    assert sum(len(asked) >= 15 for asked in questions.values()) >= 5
    assert set(questions) <= {topic.id for topic in corpus.policy.topics}
    answers = {claim for asked in questions.values() for question in asked for claim in question["answers"]}
    known = {checked.id for checked in (*corpus.claims, *corpus.retired)}
    assert answers - known == set()


def test_questions_are_answered_among_the_first_claims(
    browser: Browser, address: str, questions: dict[str, list[dict[str, Any]]]
) -> None:
    """As ordinary readers type them, with words that no claim has."""
    number = sum(map(len, questions.values()))
    with watched(browser, address) as page:
        missed = list(unanswered(page, address, questions))
    assert len(missed) <= number * (1 - ANSWERED), missed


def test_printed_quotations_are_found(browser: Browser, address: str, corpus: Corpus) -> None:
    """A sample of them, pasted as a phrase, leads to its claim."""
    with watched(browser, address) as page:
        assert list(lost(page, address, quotations(corpus)[::STEP])) == []
