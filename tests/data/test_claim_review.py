"""ClaimReview: Google's rules and schema.org's vocabulary by name; the markup says what the page says; odd characters.

The rules are those of Google Search Central, “Fact check (ClaimReview) structured data”, as of November 2026; the
classes and properties are those of schema.org 30. `make audit` checks the same blocks with the whole vocabulary.
"""

import copy
import json
import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from lxml import html
from verbatim.checks.examine import examine
from verbatim.data import claim_review
from verbatim.pages.claims import claim as claim_page
from verbatim.project import Project
from verbatim.site.sitecheck.reading.data_file import read_data_file
from verbatim.site_address import SiteAddress

from tests.pages.test_retired import merged, withdrawn
from tests.support.cases import lay_out
from tests.support.microsite import NEWSROOM, buildable, corpus_of, edit, in_process
from tests.support.planted_faults import ARTICLES, CLAIMS, ORIGINS, POLICY

Node = dict[str, Any]
FEED = "api/v1/claim-reviews.json"
HOME = "https://example.org/site/"


# What others' rules say


def text(value: object) -> bool:
    """schema.org/Text, not empty."""
    return isinstance(value, str) and bool(value.strip())


def url(value: object) -> bool:
    """schema.org/URL; ours are absolute."""
    return isinstance(value, str) and bool(re.fullmatch(r"https?://[^\s<>\"]+", value)) and bool(urlsplit(value).netloc)


def day(value: object) -> bool:
    """schema.org/Date: a day in ISO 8601."""
    try:
        return isinstance(value, str) and len(value) == 10 and date.fromisoformat(value) is not None
    except ValueError:
        return False


def number(value: object) -> bool:
    """schema.org/Number."""
    return isinstance(value, int) and not isinstance(value, bool)


PARTY = ("Organization", "Person")
# Class → property → what it takes: a type of value, or classes.
VOCABULARY: dict[str, dict[str, Any]] = {
    "DataFeed": {
        "name": text,
        "description": text,
        "url": url,
        "creator": PARTY,
        "dateModified": day,
        "inLanguage": text,
        "license": url,
        "dataFeedElement": ("DataFeedItem",),
    },
    "DataFeedItem": {"dateCreated": day, "dateModified": day, "item": ("ClaimReview",)},
    "ClaimReview": {
        "url": url,
        "claimReviewed": text,
        "reviewRating": ("Rating",),
        "itemReviewed": ("Claim",),
        "author": PARTY,
        "datePublished": day,
        "dateModified": day,
        "inLanguage": text,
        "license": url,
        "correction": ("CorrectionComment",),
    },
    "Rating": {
        "alternateName": text,
        "ratingExplanation": text,
        "ratingValue": number,
        "bestRating": number,
        "worstRating": number,
    },
    "Claim": {"author": PARTY, "datePublished": day, "appearance": ("NewsArticle",)},
    "NewsArticle": {
        "url": url,
        "headline": text,
        "author": PARTY,
        "publisher": PARTY,
        "datePublished": day,
        "inLanguage": text,
    },
    "Organization": {"name": text, "url": url},
    "Person": {"name": text, "jobTitle": text},
    "CorrectionComment": {"text": text, "datePublished": day},
}


def strangers(node: Node, where: str = "") -> Iterator[str]:
    """What in a node is not of the vocabulary."""
    kind = node.get("@type")
    known = VOCABULARY.get(str(kind))
    if known is None:
        yield f"{where}: class {kind}"
        return
    for key, value in node.items():
        if key == "@type" or (key == "@context" and not where and value == "https://schema.org"):
            continue
        takes, at = known.get(key), f"{where}.{key}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(takes, tuple) and isinstance(one, dict) and one.get("@type") in takes:
                yield from strangers(one, at)
            elif not callable(takes) or not takes(one):
                yield f"{at}: {one!r}"
        if value == []:
            yield f"{at}: empty"


def _numbers(rating: Node) -> bool:
    numbers = [rating.get(key) for key in ("worstRating", "ratingValue", "bestRating")]
    if numbers == [None] * 3:
        return True
    if not all(map(number, numbers)):
        return False
    worst, value, best = numbers
    return 1 <= worst <= value <= best and worst < best  # type: ignore[operator]  # they are numbers


# By the names that Google gives them; each is given a review and the address of its page.
GOOGLE: dict[str, Callable[[Node, str], bool]] = {
    "@context and @type": lambda r, _: (r["@context"], r["@type"]) == ("https://schema.org", "ClaimReview"),
    "claimReviewed (required)": lambda r, _: text(r.get("claimReviewed")),
    "reviewRating (required)": lambda r, _: r.get("reviewRating", {}).get("@type") == "Rating",
    "reviewRating.alternateName (required)": lambda r, _: text(r.get("reviewRating", {}).get("alternateName")),
    "worstRating, ratingValue, bestRating: numbers, in this order": lambda r, _: _numbers(r.get("reviewRating", {})),
    "url (required): the page that hosts the fact check, no redirect": lambda r, page: (
        r.get("url") == page and url(page)
    ),
    "author: who published the fact check": lambda r, _: (
        r.get("author", {}).get("@type") in PARTY and text(r["author"].get("name"))
    ),
    "author.url": lambda r, page: url(r["author"].get("url")) and page.startswith(r["author"]["url"]),
    "datePublished": lambda r, _: day(r.get("datePublished")) and r["datePublished"] <= r["dateModified"],
    "itemReviewed": lambda r, _: r.get("itemReviewed", {}).get("@type") == "Claim",
    "itemReviewed.author: not the publisher of the fact check": lambda r, _: (
        r["itemReviewed"].get("author", {}).get("@type") in PARTY
        and text(r["itemReviewed"]["author"].get("name"))
        and r["itemReviewed"]["author"]["name"] != r["author"]["name"]
    ),
    "itemReviewed.datePublished: before the fact check": lambda r, _: (
        r["itemReviewed"].get("datePublished", "0000-01-01") <= r["datePublished"]
    ),
    "itemReviewed.appearance: a link to a work, or its description": lambda r, _: all(
        url(work.get("url")) or text(work.get("headline")) for work in r["itemReviewed"].get("appearance", [])
    ),
}


def broken(review: Node, page: str) -> set[str]:
    """The names of Google's rules that a review does not keep."""
    return {name for name, holds in GOOGLE.items() if not holds(review, page)}


# The published site


def blocks(file: Path) -> list[Any]:
    """Every block of JSON-LD in a page, as it is after HTML parsing."""
    page = html.parse(str(file), html.HTMLParser(encoding="utf-8"))
    return [json.loads(script.text) for script in page.iter("script") if script.get("type") == "application/ld+json"]


def without_context(review: Node) -> Node:
    """What the feed holds of it."""
    return {key: value for key, value in review.items() if key != "@context"}


def test_the_published_site(published_site: Path) -> None:
    """Pages of standing claims, but for opinions, have one review each; no other page has any; the feed is the same."""
    found = {
        page.relative_to(published_site).as_posix(): blocks(page) for page in sorted(published_site.rglob("*.html"))
    }
    rows = json.loads((published_site / "api/v1/claims.json").read_text(encoding="utf-8"))["claims"]
    feed = json.loads((published_site / FEED).read_text(encoding="utf-8"))
    silent = {"opinion"}
    expected = {f"{row['path']}index.html" for row in rows if row["status"]["id"] not in silent}
    assert {path for path, own in found.items() if own} == expected
    assert {len(own) for own in found.values()} == {0, 1}
    assert 0 < len(expected) < len(rows)
    reviews = {path: own[0] for path, own in found.items() if own}
    home = feed["creator"]["url"]
    assert [
        (path, name)
        for path, review in reviews.items()
        for name in broken(review, urljoin(home, path.removesuffix("index.html")))
    ] == []
    assert [fault for path, review in reviews.items() for fault in strangers(review)] == []
    assert list(strangers(feed)) == []
    items = [item["item"] for item in feed["dataFeedElement"]]
    assert items == [
        without_context(reviews[f"{row['path']}index.html"]) for row in rows if row["status"]["id"] not in silent
    ]
    assert [item["dateModified"] for item in feed["dataFeedElement"]] == [item["dateModified"] for item in items]
    assert feed["dateModified"] >= max(item["dateModified"] for item in items)


def test_page_and_markup_agree(published_site: Path) -> None:
    """The page says all that the markup says: address, title, status, claimant, asserting articles, corrections."""
    corrections, addresses = 0, 0
    for file in sorted(published_site.glob("claims/*/index.html")):
        for review in blocks(file):
            page = html.parse(str(file), html.HTMLParser(encoding="utf-8")).getroot()

            def shown(selector: str, page: Any = page) -> list[str]:
                return [" ".join(element.text_content().split()) for element in page.xpath(selector)]

            # The words before and after a correction are on the page only.
            for words in page.xpath("//*[@class='v-was']"):
                words.drop_tree()
            rating, reviewed = review["reviewRating"], review["itemReviewed"]
            assert page.xpath("//link[@rel='canonical']/@href") == [review["url"]]
            title = f"{rating['alternateName']}: {review['claimReviewed']}"
            assert shown("//title")[0].startswith(" ".join(title.split()))
            assert shown("//*[@class='v-status']/strong") == [rating["alternateName"]]
            assert shown("//*[@class='v-finding']") == [" ".join(rating["ratingExplanation"].split())]
            assert shown("//*[@class='v-kicker']")[0].endswith(f"claimed by {reviewed['author']['name']}")
            times = page.xpath("//*[@class='v-history']//time/@datetime")
            assert (review["datePublished"], review["dateModified"]) == (min(times), max(times))
            corrected = shown("//*[@class='v-history']/li[strong='corrected']")
            assert [line.partition(": ")[2] for line in reversed(corrected)] == [
                entry["text"] for entry in review.get("correction", [])
            ]
            cards = page.xpath("//div[contains(@class, 'v-card v-asserts')]")
            links = {str(link) for card in cards for link in card.xpath(".//blockquote/@cite")}
            titles = {" ".join(cite.text_content().split()) for card in cards for cite in card.xpath(".//cite")}
            for work in reviewed.get("appearance", []):
                assert work.get("url") in {*links, None}
                assert work.get("headline") in {*titles, None}
            corrections += len(corrected)
            addresses += sum("url" in work for work in reviewed.get("appearance", []))
    assert min(corrections, addresses) > 0


GOOD: Node = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": f"{HOME}claims/a/",
    "claimReviewed": "A.",
    "reviewRating": {"@type": "Rating", "alternateName": "Wrong", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "B"},
        "datePublished": "2023-01-01",
        "appearance": [{"@type": "NewsArticle", "headline": "C"}],
    },
    "author": {"@type": "Organization", "name": "D", "url": HOME},
    "datePublished": "2023-01-02",
    "dateModified": "2023-01-03",
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("@type", "Review"),
        ("url", f"{HOME}claims/b/"),
        ("claimReviewed", " "),
        ("reviewRating.alternateName", ""),
        ("reviewRating.ratingValue", 6),
        ("reviewRating.ratingValue", "1"),
        ("reviewRating.worstRating", 0),
        ("reviewRating.bestRating", 1),
        ("author.name", ""),
        ("author.url", "https://other.example/"),
        ("datePublished", "2023-1-2"),
        ("datePublished", "2022-12-31"),
        ("itemReviewed.@type", "Thing"),
        ("itemReviewed.author.name", "D"),
        ("itemReviewed.appearance", [{"@type": "NewsArticle"}]),
    ],
)
def test_the_rules_can_be_broken(path: str, value: object) -> None:
    """A review that keeps all rules keeps them no more after one change."""
    assert broken(GOOD, f"{HOME}claims/a/") == set()
    assert list(strangers(GOOD)) == []
    review = copy.deepcopy(GOOD)
    *way, key = path.split(".")
    node = review
    for step in way:
        node = node[step]
    node[key] = value
    assert broken(review, f"{HOME}claims/a/")


def test_the_vocabulary_knows_its_strangers() -> None:
    """An unknown property, a property of another class, a class out of place."""
    for change in (
        {"claimReveiwed": "A."},
        {"headline": "A."},
        {"author": {"@type": "Claim"}},
        {"url": "../"},
        {"correction": []},
    ):
        assert list(strangers(GOOD | change))


# What the data hold


def reviews_of(folder: Path) -> dict[str, Node]:
    """The reviews of its feed by the last part of their address."""
    feed = json.loads(claim_review.output(corpus_of(folder), SiteAddress(HOME)).bytes)
    assert list(strangers(feed)) == []
    return {item["item"]["url"].split("/")[-2]: item["item"] for item in feed["dataFeedElement"]}


def test_who_only_passes_a_claim_on_is_not_its_author() -> None:
    """The Harbour Post follows an agency, and the agency a spokeswoman: she made the claim, on the day she spoke."""
    made = reviews_of(NEWSROOM)["close-to-a-deal"]["itemReviewed"]
    assert (made["author"]["name"], made["datePublished"]) == ("Ada Berg", "2022-05-02")


def test_whose_claim_it_is_and_where_it_stood(small: Path) -> None:
    """A person with their role, or an organisation; the day on which they said it; the article."""
    person, voice = (reviews_of(small)[name]["itemReviewed"] for name in ("no-signature", "grain"))
    assert person["author"] == {"@type": "Person", "name": "Ada Berg", "jobTitle": "spokeswoman"}
    assert voice["author"] == {"@type": "Organization", "name": "The government of Southland"}
    assert person["datePublished"] == "2022-05-02"
    article = {
        "url": "https://daily.example/talks",
        "headline": "Ministers meet on arms",
        "datePublished": "2022-05-03",
        "inLanguage": "en",
    }
    assert person["appearance"] == [
        {"@type": "NewsArticle", **article, "publisher": {"@type": "Organization", "name": "The Daily"}}
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "lost"),
    [
        (ARTICLES, "  published: 2022-05-03\n", "  published: 2022-05-03/2022-05-04\n", {"appearance.datePublished"}),
        (
            ARTICLES,
            "  published: 2022-05-03\n",
            "  published: 2022-05-03\n  inferred: {published: From it.}\n",
            {"appearance.datePublished"},
        ),
        (
            ARTICLES,
            "  published: 2022-05-03\n",
            "  published: 2022-05-03\n  inferred: {publisher: From it.}\n",
            {"appearance.publisher"},
        ),
        (
            ARTICLES,
            "  published: 2022-05-03\n",
            "  published: 2022-05-03\n  inferred: {title: From it.}\n",
            {"appearance.headline"},
        ),
        (
            ORIGINS,
            "  voices: [southland]\n  day: 2022-05-02\n",
            "  voices: [southland]\n  day: 2022-05\n",
            {"datePublished"},
        ),
        (ORIGINS, "  voices: [southland]\n  day: 2022-05-02\n", "  voices: [southland]\n", {"datePublished"}),
        (CLAIMS, "status: single-origin\n", "status: single-origin\n  claimant: daily\n", {"datePublished 2022-05-02"}),
        (CLAIMS, "status: single-origin\n", "status: single-origin\n  claimant: northland\n", {"datePublished"}),
    ],
)
def test_what_is_not_certain_is_not_said(small: Path, file: str, old: str, new: str, lost: set[str]) -> None:
    """An inferred field, a range or another's day is left out; an outlet's own claim is of the day of its article."""

    def properties() -> set[str]:
        claim = reviews_of(small)["grain"]["itemReviewed"]
        (work,) = claim.get("appearance", [{}])
        own = {"datePublished", f"datePublished {claim['datePublished']}"} if "datePublished" in claim else set()
        return own | {f"appearance.{name}" for name in work}

    without_rules(small)
    before = properties()
    edit(small / file, old, new)
    days = {"datePublished 2022-05-02"} if "datePublished" in lost else set()
    assert before - properties() == lost | days


def without_rules(folder: Path) -> None:
    """Lets any evidence have any status, so that a test can make evidence uncertain."""
    edit(folder / POLICY, "{witnesses: at least 1}", "{excerpts: at least 1}")
    edit(folder / POLICY, "{asserting-voices: exactly 1}", "{excerpts: at least 1}")


HOLM = "    origin: holm-monday\n"
INFERRED_HOLM = f"{HOLM}    origin_basis: inferred\n    note: No name.\n"
SECOND = "  - source: talks\n    quote: until spring\n    stance: asserts\n"


@pytest.mark.parametrize(
    ("claimant", "evidence", "inferred", "named"),
    [
        (None, HOLM, "title", ("The government of Southland", "2022-05-02")),
        (None, INFERRED_HOLM, "title", (None, None)),
        ("southland", INFERRED_HOLM, "title", (None, None)),
        (None, HOLM, "publisher", ("The government of Southland", "2022-05-02")),
        ("daily", HOLM, "title", ("The Daily", "2022-05-03")),
        ("daily", INFERRED_HOLM, "title", ("The Daily", "2022-05-03")),
        ("daily", HOLM, "publisher", (None, None)),
        ("daily", HOLM, "published", ("The Daily", None)),
        ("daily", "    origin: daily-report\n", "publisher", (None, None)),
        ("southland", INFERRED_HOLM + SECOND + HOLM, "title", ("The government of Southland", "2022-05-02")),
        (
            "southland",
            INFERRED_HOLM + SECOND + "    origin: holm-later\n",
            "title",
            ("The government of Southland", None),
        ),
        ("northland", HOLM, "title", (None, None)),
    ],
)
def test_nobody_is_named_as_author_by_inference(
    small: Path, claimant: str | None, evidence: str, inferred: str, named: tuple[str | None, str | None]
) -> None:
    """The author is a claimant that a source states; the day is left out if we infer an earlier one."""
    without_rules(small)
    edit(
        small / ARTICLES,
        "  published: 2022-05-03\n",
        f"  published: 2022-05-03\n  inferred: {{{inferred}: From it.}}\n",
    )
    later = "{id: holm-later, kind: statement, title: Later, voices: [southland], day: 2022-05-04}"
    report = "{id: daily-report, kind: report, title: Its report, voices: [daily], day: 2022-05-03}"
    edit(small / ORIGINS, "origins:\n", f"origins:\n- {later}\n- {report}\n")
    edit(small / CLAIMS, HOLM, evidence)
    if claimant:
        edit(small / CLAIMS, "status: single-origin\n", f"status: single-origin\n  claimant: {claimant}\n")
    claim = reviews_of(small)["grain"]["itemReviewed"]
    assert (claim.get("author", {}).get("name"), claim.get("datePublished")) == named


def test_an_article_of_which_nothing_is_certain_is_left_out(small: Path) -> None:
    """Without an address, and with an inferred headline, nothing tells it from others."""
    edit(small / ARTICLES, "  original_url: https://daily.example/talks\n", "")
    assert reviews_of(small)["grain"]["itemReviewed"]["appearance"][0]["headline"]
    edit(
        small / ARTICLES,
        "  published: 2022-05-03\n",
        "  published: 2022-05-03\n  inferred: {title: From its address.}\n",
    )
    assert "appearance" not in reviews_of(small)["grain"]["itemReviewed"]


@pytest.mark.parametrize("retired", [withdrawn, merged])
def test_what_was_taken_back_has_none(small: Path, retired: Callable[[Path], None]) -> None:
    """Neither its page nor the feed."""
    assert reviews_of(small).keys() == {"no-signature", "grain"}
    retired(small)
    assert reviews_of(small).keys() == {"no-signature"}


@pytest.mark.parametrize(
    ("value", "best", "worst", "fits"),
    [
        (1, 5, 1, True),
        (5, 5, 1, True),
        (3, 4, 2, True),
        (6, 5, 1, False),
        (1, 5, 2, False),
        (0, 5, 0, False),
        (1, 1, 1, False),
        (3, 1, 5, False),
    ],
)
def test_a_rating_is_on_its_scale(small: Path, value: int, best: int, worst: int, *, fits: bool) -> None:
    """1 ≤ worst ≤ value ≤ best, and a problem that names the mend where it is not so."""
    edit(small / POLICY, "  icon: dot\n", f"  icon: dot\n  rating: {{value: {value}, best: {best}, worst: {worst}}}\n")
    found = examine(Project(small))
    if fits:
        rating = reviews_of(small)["grain"]["reviewRating"]
        assert (rating["ratingValue"], rating["bestRating"], rating["worstRating"]) == (value, best, worst)
        assert _numbers(rating)
        assert "ratingValue" not in reviews_of(small)["no-signature"]["reviewRating"]
    else:
        (problem,) = found.problems
        line = (small / POLICY).read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
        assert (problem.code, problem.hint) == (
            "bad-rating",
            "write whole numbers such as `{value: 4, best: 5, worst: 1}`",
        )
        assert line.startswith("  rating: ")


# Whatever characters

HOSTILE = (
    "</script><!-- <script> ]]> \u2028\u2029\u0085\u00a0 \\u003c/script> &lt; &amp;amp; "
    "\"' `*_[x](y) {{ 1 }} {% x %} \U0001f600 \ufeff\u202e"
)


def test_whatever_characters_the_data_hold(tmp_path: Path) -> None:
    """Each block parses and has the data's own characters; a status with `claim_review: false` has no block."""
    folder = buildable(lay_out("hostile-text", tmp_path / "project"))
    edit(folder / POLICY, "  icon: check\n", "  icon: check\n  claim_review: false\n")
    edit(folder / POLICY, "  icon: dot\n", "  icon: dot\n  rating: {value: 3, best: 5, worst: 1}\n")
    days = {"published": date(2022, 6, 1), "corrected": date(2022, 6, 2)}
    history = [
        {"day": on, "kind": kind, "change": f"{kind} {HOSTILE}", "why": f"{HOSTILE}."} for kind, on in days.items()
    ]
    head, _, grain = (folder / CLAIMS).read_text(encoding="utf-8").partition("- id: grain\n")
    published = (
        "  history:\n  - {day: 2022-06-01, kind: published, change: First published., why: Part of the first record.}\n"
    )
    hostile = textwrap.indent(yaml.safe_dump({"history": history}), "  ")
    (folder / CLAIMS).write_text(f"{head}- id: grain\n{grain.replace(published, hostile)}", encoding="utf-8")
    assert in_process("build", project=folder, SITE_URL=HOME).code == 0
    assert blocks(folder / "site/claims/no-signature/index.html") == []
    (review,) = blocks(folder / "site/claims/grain/index.html")
    feed = json.loads((folder / "site" / FEED).read_text(encoding="utf-8"))
    assert [item["item"] for item in feed["dataFeedElement"]] == [without_context(review)]
    checked = corpus_of(folder).claim("grain")
    assert checked
    assert review["claimReviewed"] == checked.claim.claim
    assert "</title><script>" in review["claimReviewed"]
    assert review["reviewRating"]["ratingExplanation"] == checked.claim.finding
    assert review["correction"] == [
        {"@type": "CorrectionComment", "text": f"corrected {HOSTILE} {HOSTILE}.", "datePublished": "2022-06-02"}
    ]
    assert broken(review, f"{HOME}claims/grain/") == set()
    method = (folder / "site/method/index.html").read_text(encoding="utf-8")
    assert method.count("It is not a verdict on facts, so search engines get no fact check.") == 1
    assert method.count("For search engines: 3 on a scale from 1 (worst) to 5 (best).") == 1


def test_without_an_address_links_are_relative_to_the_document(small: Path) -> None:
    """A site that is only looked at: on the page and in the feed the same address is meant."""
    corpus, nowhere = corpus_of(small), SiteAddress("")
    checked = corpus.claims[0]
    page = claim_page.page(checked, corpus, nowhere)
    (text_of_block,) = re.findall(r'<script type="application/ld\+json">(.*)</script>', str(page.content))
    feed = json.loads(claim_review.output(corpus, nowhere).bytes)
    found = [
        (urljoin(f"{HOME}{at}", each["url"]), urljoin(f"{HOME}{at}", each["author"]["url"]))
        for each, at in (
            (json.loads(text_of_block), f"claims/{checked.id}/"),
            (feed["dataFeedElement"][0]["item"], FEED),
        )
    ]
    assert found == [(f"{HOME}claims/{checked.id}/", HOME)] * 2


def test_the_link_check_follows_them_from_where_they_stand() -> None:
    """JSON-LD counts from its own file, as its standard says; the rest of our API from the site's root."""
    documents = (
        read_data_file(FEED, b'{"@context": "https://schema.org", "url": "../../claims/a/"}'),
        read_data_file("api/v1/claims.json", b'{"path": "claims/a/"}'),
    )
    assert [document and (document.base, document.references[-1].address) for document in documents] == [
        (FEED, "../../claims/a/"),
        ("", "claims/a/"),
    ]
