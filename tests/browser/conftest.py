"""What the tests in a browser share."""

from pathlib import Path

import pytest

from tests.support.planted_faults import ARTICLES, CLAIMS, Value, outline, standing


@pytest.fixture(scope="module")
def claims(built_project: Path) -> list[Value]:
    """The claims that stand, in the editors' order."""
    return list(filter(standing, outline((built_project / CLAIMS).read_bytes().decode("utf-8"))["claims"].items))


@pytest.fixture(scope="module")
def kinds(built_project: Path, claims: list[Value]) -> dict[str, str]:
    """One page of each kind; of claims, the one with the most evidence."""
    article = outline((built_project / ARTICLES).read_bytes().decode("utf-8"))["articles"].items[0]["id"].content
    claim = max(claims, key=lambda claim: len(claim["evidence"].items))["id"].content
    return {
        "home": "",
        "find": "find/",
        "all claims": "claims/",
        "claim": f"claims/{claim}/",
        "withdrawn claim": "claims/no-reason-was-given/",
        "all articles": "articles/",
        "article": f"articles/{article}/",
        "side by side": "articles/ferry-line-may-return/vs/ministers-meet-on-grain/",
        "matrix": "matrix/",
        "timeline": "timeline/",
        "all topics": "topics/",
        "topic": "topics/talks/",
        "all sources": "sources/",
        "all voices": "voices/",
        "voice": "voices/northland/",
        "corrections": "corrections/",
        "data": "data/",
        "method": "method/",
        "about": "about/",
        "editors": "editors/",
        "guide": "editors/claim/",
        "errors": "editors/errors/",
    }
