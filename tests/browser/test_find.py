"""The Find page in a real browser: words, phrases, filters, order and address, and the ways that lead to it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Route, expect
from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.scale import Measure
from verbatim.site.sitecheck.reading.search_index import read_search_index

from tests.support.browsing import DESKTOP, PHONE, opened, violations, watched
from tests.support.microsite import ROOT, files_in
from tests.support.pages_server import served

FACETS = ("status", "topic", "article", "voice", "year")
NONE = "-"
INDEX = "api/v1/facets.json"

# What all our JavaScript may weigh, in bytes before compression.
MOST_SCRIPT = 12_000

FIND = ROOT / "build_scripts/verbatim/rendering/theme/verbatim/find.js"

VIEWPORTS = {"phone": PHONE, "desktop": DESKTOP}
LOOKS = [(size, scheme) for size in VIEWPORTS for scheme in ("light", "dark")]

Asked = list[tuple[str, str]]


@dataclass(frozen=True)
class Known:
    """What the data say of a claim: the ids of its values in each facet, and when it ended and began."""

    id: str
    words: str
    values: dict[str, frozenset[str]]
    when: tuple[str, str]


@pytest.fixture(scope="module")
def known(corpus: Corpus) -> list[Known]:
    """The published claims in the editors' order."""
    articles = {article.id for article in corpus.articles}
    return [_known(checked, articles) for checked in corpus.claims]


@pytest.fixture(scope="module")
def scale(corpus: Corpus) -> list[str]:
    """The statuses in the order of the scale."""
    return [status.id for status in corpus.policy.statuses]


def _known(checked: CheckedClaim, articles: set[str]) -> Known:
    claim = checked.claim
    ends = (
        [int(year) for year in re.findall(r"\d{4}(?=-|/|$)", claim.when.text) if len(year) == 4] if claim.when else []
    )
    voices = [*checked.tally.counted[Measure.ASSERTING_VOICES], *checked.tally.counted[Measure.DENYING_VOICES]]
    values = {
        "status": {claim.status},
        "topic": set(claim.topics),
        "article": {evidence.source for evidence in claim.evidence} & articles,
        "voice": set(voices),
        "year": {str(year) for year in range(min(ends), max(ends) + 1)} if ends else set(),
    }
    when = (claim.when.end.isoformat(), claim.when.start.isoformat()) if claim.when else ("", "")
    return Known(claim.id, claim.claim, {facet: frozenset(found or {NONE}) for facet, found in values.items()}, when)


def matching(known: list[Known], asked: Asked) -> list[Known]:
    """The claims that have, of each facet asked for, at least one of the values asked for."""
    wanted = {facet: {value for key, value in asked if key == facet} for facet, _ in asked if facet in FACETS}
    return [claim for claim in known if all(claim.values[facet] & values for facet, values in wanted.items())]


def values_of(known: list[Known], facet: str) -> list[str]:
    """Every value of a facet that some claim has."""
    return sorted({value for claim in known for value in claim.values[facet]})


def numbers_for(known: list[Known], asked: Asked) -> dict[tuple[str, str], int]:
    """What must stand beside each value: the claims that have it, of those that the other facets leave."""
    return {
        (facet, value): sum(
            value in claim.values[facet] for claim in matching(known, [pair for pair in asked if pair[0] != facet])
        )
        for facet in FACETS
        for value in values_of(known, facet)
    }


def find(page: Page, address: str, asked: Asked) -> list[str]:
    """Open the Find page with this in its address; gives the claims shown, all of them, in order."""
    page.goto(f"{address}find/?{urlencode(asked)}")
    return found(page)


def found(page: Page) -> list[str]:
    """The claims that the page has found, by id and in order, once it says how many."""
    expect(page.locator("#find-count")).to_have_text(re.compile(r"^(\d+ claims?\b|No claim has)"))
    rows = page.locator("#find-results > li")
    while page.locator("#find-more").is_visible():
        shown = rows.count()
        page.locator("#find-more").click()
        expect(rows).not_to_have_count(shown)
    ids = page.locator("#find-results > li > a.v-row-claim").evaluate_all(
        "links => links.map(link => link.pathname.split('/').at(-2))"
    )
    number = re.match(r"\d+", page.locator("#find-count").inner_text())
    assert len(ids) == (int(number[0]) if number else 0)
    return [str(name) for name in ids]


def numbers_on(page: Page) -> dict[tuple[str, str], int]:
    """The numbers beside the filters' values."""
    rows = page.locator(".v-choice").evaluate_all(
        "labels => labels.map(label => "
        "[label.control.name, label.control.value, label.querySelector('.v-number').textContent])"
    )
    return {(facet, value): int(number) for facet, value, number in rows}


def choose(page: Page, facet: str, value: str) -> None:
    """Tick a value, opening its group where it is closed."""
    page.wait_for_load_state("networkidle")
    box = page.locator(f"input[name='{facet}'][value='{value}']")
    if not box.is_visible():
        page.locator("details.v-facet").filter(has=box).locator("summary").click()
    box.check()


@pytest.fixture(scope="module")
def common_word(known: list[Known]) -> str:
    """A word that many claims have, though not all."""
    words = {word for claim in known for word in re.findall(r"[A-Za-z]{4,}", claim.words)}
    numbers = {word: sum(word in claim.words for claim in known) for word in sorted(words)}
    return str(max(numbers, key=lambda word: (numbers[word] <= len(known) // 2, numbers[word])))


@pytest.fixture(scope="module")
def phrase(corpus: Corpus, built_site: Path) -> tuple[str, str, str]:
    """A claim, an excerpt of it, and three words that are in no other excerpt of it and on no other claim's page."""
    pages = {
        claim.id: (built_site / "claims" / claim.id / "index.html").read_text(encoding="utf-8")
        for claim in corpus.claims
    }
    everything = {name: " ".join(BeautifulSoup(html, "html.parser").get_text().split()) for name, html in pages.items()}
    return next(
        (claim.id, excerpt.id, words)
        for claim in corpus.claims
        for excerpt in claim.in_articles
        for words in re.findall(r"\b[a-z]{4,} [a-z]{4,} [a-z]{5,}\b", " ".join(excerpt.words))
        if [name for name, text in everything.items() if words in text] == [claim.id]
        and [other.id for other in claim.excerpts if words in " ".join(other.words)] == [excerpt.id]
    )


def test_the_index_holds_what_the_data_say(built_site: Path, known: list[Known]) -> None:
    """The values of each claim, latest event first, and no value that no claim has; the search numbers them so."""
    text = (built_site / INDEX).read_text(encoding="utf-8")
    index = json.loads(text)
    facets = {facet: found["values"] for facet, found in index["facets"].items()}
    assert {facet: sorted(values) for facet, values in facets.items()} == {
        facet: values_of(known, facet) for facet in FACETS
    }
    latest_first = sorted(known, key=lambda claim: claim.when, reverse=True)
    for facet in FACETS:
        values = [frozenset(facets[facet][place] for place in places) for places in index["facets"][facet]["claims"]]
        assert values == [claim.values[facet] for claim in latest_first]
    pages = read_search_index(files_in(built_site / "pagefind")).pages
    names = {f"claims/{claim.id}/index.html": f"{index['stamp']}-{number}" for number, claim in enumerate(latest_first)}
    assert {path: page.name for path, page in pages.items()} == names
    assert len(text.encode()) < 10_000 + 60 * len(known)


@pytest.mark.parametrize("facet", FACETS)
def test_each_value_gives_its_claims_and_loads_no_word_index(
    facet: str, browser: Browser, site_address: str, known: list[Known]
) -> None:
    """Every value of a facet on its own: exactly the claims that have it, counted; of Pagefind, only what is shown."""
    with watched(browser, site_address) as page:
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        for value in values_of(known, facet):
            shown = find(page, site_address, [(facet, value)])
            assert sorted(shown) == sorted(claim.id for claim in matching(known, [(facet, value)])), value
            assert numbers_on(page) == numbers_for(known, [(facet, value)]), value
        assert [url for url in asked_for if "/pagefind/" in url and "/pagefind/fragment/" not in url] == []
        assert [url for url in asked_for if url.endswith(INDEX)]


def test_filters_combine(browser: Browser, site_address: str, known: list[Known]) -> None:
    """Values of one facet widen, facets narrow; the numbers beside the values say what each would give."""
    first, second = max(known, key=lambda claim: len(claim.values["voice"])), known[-1]
    asked = [
        ("status", next(iter(first.values["status"]))),
        ("status", next(iter(second.values["status"]))),
        ("voice", min(first.values["voice"])),
        ("year", max(first.values["year"])),
    ]
    with watched(browser, site_address, viewport=DESKTOP) as page:
        page.goto(f"{site_address}find/")
        for step, (facet, value) in enumerate(asked, 1):
            choose(page, facet, value)
            so_far = asked[:step]
            page.wait_for_url(f"**/find/?{urlencode(sorted(so_far, key=lambda pair: FACETS.index(pair[0])))}")
            expect(page.locator("#find-count")).to_have_text(re.compile(rf"^{len(matching(known, so_far))} claims?\b"))
            assert sorted(found(page)) == sorted(claim.id for claim in matching(known, so_far))
            assert numbers_on(page) == numbers_for(known, so_far)
        expect(page.locator(".v-chosen").first).to_have_text(
            f"{len({value for key, value in asked if key == 'status'})} chosen"
        )


def test_filters_that_leave_nothing_say_so(browser: Browser, site_address: str, known: list[Known]) -> None:
    """A status and a topic that no claim has together."""
    status, topic = next(
        (status, topic)
        for status in values_of(known, "status")
        for topic in values_of(known, "topic")
        if not matching(known, [("status", status), ("topic", topic)])
    )
    with watched(browser, site_address) as page:
        assert find(page, site_address, [("status", status), ("topic", topic)]) == []
        expect(page.locator("#find-count")).to_have_text("No claim has all of these.")
        page.get_by_role("button", name="Clear all").click()
        expect(page.get_by_role("heading", name="All claims by status")).to_be_visible()
        assert urlsplit(page.url).query == ""


def test_words_and_filters_together(browser: Browser, site_address: str, known: list[Known], common_word: str) -> None:
    """The claims that have the words, filtered; the numbers count only those."""
    with watched(browser, site_address) as page:
        with_words = find(page, site_address, [("q", common_word)])
        having = [claim for claim in known if claim.id in with_words]
        assert {claim.id for claim in known if common_word in claim.words} <= set(with_words)
        assert len(with_words) < len(known)
        assert numbers_on(page) == {key: numbers_for(having, []).get(key, 0) for key in numbers_for(known, [])}
        asked = [("status", value) for value in values_of(having, "status")[:2]]
        shown = find(page, site_address, [("q", common_word), *asked])
        assert shown == [name for name in with_words if name in {claim.id for claim in matching(having, asked)}]
        assert shown


def test_sorting(browser: Browser, site_address: str, known: list[Known], scale: list[str], common_word: str) -> None:
    """By the latest event, by status, and with words by the best match; the order stands in the address."""
    of = {claim.id: claim for claim in known}
    with watched(browser, site_address) as page:
        best = find(page, site_address, [("q", common_word)])
        order = page.get_by_label("Sort by")
        expect(order).to_have_value("relevance")
        order.select_option(label="latest event")
        page.wait_for_url("**sort=date*")
        dated = found(page)
        assert [of[name].when for name in dated] == sorted((of[name].when for name in best), reverse=True)
        order.select_option(label="status")
        page.wait_for_url("**sort=status*")
        ranks = [scale.index(next(iter(of[name].values["status"]))) for name in found(page)]
        assert ranks == sorted(ranks)
        assert len(set(ranks)) > 1
        order.select_option(label="best match")
        page.wait_for_url(lambda url: "sort=" not in url)
        assert found(page) == best
        without_words = find(page, site_address, [("topic", min(known[0].values["topic"])), ("sort", "relevance")])
        expect(order).to_have_value("date")
        assert [of[name].when for name in without_words] == sorted(
            (of[name].when for name in without_words), reverse=True
        )


def test_a_shared_address_gives_the_same_view(
    browser: Browser, site_address: str, known: list[Known], common_word: str
) -> None:
    """Another reader sees the same words, filters, order and results; nonsense in an address is ignored."""
    with watched(browser, site_address, viewport=DESKTOP) as page:
        page.goto(f"{site_address}find/")
        page.get_by_role("searchbox").fill(common_word)
        page.get_by_role("searchbox").press("Enter")
        shown = found(page)
        claim = next(claim for claim in known if claim.id == shown[0])
        for facet in ("status", "topic"):
            choose(page, facet, min(claim.values[facet]))
        page.get_by_label("Sort by").select_option("status") if len(found(page)) > 1 else None
        page.wait_for_url("**topic=*")
        mine, shared = found(page), page.url
    assert claim.id in mine
    with watched(browser, site_address, viewport=DESKTOP) as page:
        page.goto(shared)
        assert found(page) == mine
        expect(page.get_by_role("searchbox")).to_have_value(common_word)
        ticked = page.locator(".v-facet input:checked").evaluate_all("boxes => boxes.map(box => [box.name, box.value])")
        assert ticked == [["status", min(claim.values["status"])], ["topic", min(claim.values["topic"])]]
        page.goto(f"{shared}&topic=no-such-topic&nonsense=1&sort=sideways")
        assert sorted(found(page)) == sorted(mine)


def test_back_and_forward(browser: Browser, site_address: str, known: list[Known], common_word: str) -> None:
    """Each thing asked is one step, however many letters were typed; a result and back gives the same view."""
    topic = min(known[0].values["topic"])
    only_topic = sorted(claim.id for claim in matching(known, [("topic", topic)]))
    with watched(browser, site_address, viewport=DESKTOP) as page:
        page.goto(f"{site_address}find/")
        choose(page, "topic", topic)
        assert sorted(found(page)) == only_topic
        page.get_by_role("searchbox").press_sequentially(common_word, delay=200)
        page.wait_for_url(f"**q={common_word}*")
        expect(page.locator("#find-results .v-hit").first).to_be_visible()
        both = found(page)
        assert set(both) <= set(only_topic)
        page.go_back()
        expect(page.get_by_role("searchbox")).to_have_value("")
        expect(page.locator("#find-results .v-hit")).to_have_count(0)
        assert sorted(found(page)) == only_topic
        page.go_back()
        expect(page.locator("#find-lists")).to_be_visible()
        expect(page.locator("#find-results li")).to_have_count(0)
        assert page.locator(".v-facet input:checked").count() == 0
        page.go_forward()
        page.go_forward()
        expect(page.locator("#find-results .v-hit").first).to_be_visible()
        assert found(page) == both
        page.locator("#find-results a.v-row-claim").first.click()
        page.wait_for_url(f"**/claims/{both[0]}/")
        page.go_back()
        expect(page.locator("#find-results .v-hit").first).to_be_visible()
        assert found(page) == both


def test_a_phrase_leads_to_the_excerpt_that_has_it(
    browser: Browser, site_address: str, phrase: tuple[str, str, str]
) -> None:
    """In straight or typographic marks, alone or with other words; the link's target exists and has the words."""
    claim, excerpt, words = phrase
    stray = words.split()[0]
    with watched(browser, site_address) as page:
        for asked in (f'"{words}"', f"“{words}”", f'"{words}" {stray}', f'{stray} "{words}"'):
            assert find(page, site_address, [("q", asked)]) == [claim], asked
            link = page.locator(f"#find-results p.v-hit a[href$='#{excerpt}']")
            expect(link).to_have_count(1)
            hit = page.locator("#find-results p.v-hit").filter(has=page.locator(f"a[href$='#{excerpt}']"))
            assert hit.locator("mark").count() >= 1
            assert not hit.locator("span").inner_text().startswith(link.inner_text())
        backwards = " ".join(reversed(words.split()))
        assert find(page, site_address, [("q", f'"{backwards}"')]) == []
        assert find(page, site_address, [("q", f'"{words}" "purple elephants"')]) == []
        find(page, site_address, [("q", f'"{words}"')])
        link.click()
        page.wait_for_url(f"**/claims/{claim}/#{excerpt}")
        target = page.locator(f"[id='{excerpt}']")
        expect(target).to_be_in_viewport()
        assert words in page.locator(f"div.v-card:has(> [id='{excerpt}'])").inner_text()


def test_every_part_that_results_lead_to_exists(
    browser: Browser, site_address: str, built_site: Path, common_word: str
) -> None:
    """Every link of every result of a common word names a page that is there, and an id on it."""
    with watched(browser, site_address) as page:
        find(page, site_address, [("q", common_word)])
        targets = page.locator("#find-results a").evaluate_all("links => links.map(link => link.href)")
    parts = [urlsplit(target) for target in targets]
    assert sum(bool(part.fragment) for part in parts) > len(parts) // 4
    for part in parts:
        html = (built_site / part.path.removeprefix(urlsplit(site_address).path) / "index.html").read_text(
            encoding="utf-8"
        )
        assert not part.fragment or html.count(f'id="{part.fragment}"') == 1


def test_words_that_only_mean_something_to_a_program(browser: Browser, site_address: str) -> None:
    """Punctuation, a lone quotation mark and markup are searched for like any words."""
    with watched(browser, site_address) as page:
        for words in ('"', '""', "!?", '"…"', "<b>bold</b>", "%00", '"one "two'):
            find(page, site_address, [("q", words)])
            expect(page.get_by_role("searchbox")).to_have_value(words)
            assert page.locator("#find-results b").count() == 0


def lower(page: Page, name: str, usual: int, number: int) -> None:
    """Give the script of the page a lower limit, so that a small site comes up to it."""
    script = FIND.read_text(encoding="utf-8")
    assert script.count(f"const {name} = {usual};") == 1
    changed = script.replace(f"const {name} = {usual};", f"const {name} = {number};")
    page.route("**/verbatim/find.js", lambda route: route.fulfill(body=changed, content_type="text/javascript"))


def test_long_results_come_in_pieces(browser: Browser, site_address: str, known: list[Known]) -> None:
    """The first rows, and a button for more that moves on to the first of the new ones."""
    facet, value = max(
        ((facet, value) for facet in FACETS for value in values_of(known, facet)),
        key=lambda pair: len(matching(known, [pair])),
    )
    number = len(matching(known, [(facet, value)]))
    rows = number // 2 - 1
    with watched(browser, site_address) as page:
        lower(page, "ROWS", 7, rows)
        page.goto(f"{site_address}find/?{facet}={value}")
        expect(page.locator("#find-count")).to_have_text(f"{number} claims, the first {rows} shown")
        expect(page.locator("#find-results > li")).to_have_count(rows)
        page.get_by_role("button", name="Show more").click()
        expect(page.locator("#find-results > li").nth(rows).locator("a").first).to_be_focused()
        expect(page.locator("#find-results > li")).to_have_count(2 * rows)
        expect(page.locator("#find-count")).to_have_text(f"{number} claims, the first {2 * rows} shown")
        page.get_by_role("button", name="Show more").click()
        expect(page.locator("#find-results > li")).to_have_count(number)
        expect(page.locator("#find-count")).to_have_text(f"{number} claims")
        expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_a_phrase_with_too_many_hits_says_what_was_read(browser: Browser, site_address: str, common_word: str) -> None:
    """Only so many claims are compared with a phrase, the best first; the page does not pretend that they are all."""
    with watched(browser, site_address) as page:
        lower(page, "HITS", 300, 5)
        assert len(find(page, site_address, [("q", f'"{common_word}"')])) == 5
        expect(page.locator("#find-count")).to_have_text("5 claims among the 5 best matches")
        assert len(find(page, site_address, [("q", common_word)])) > 5
        page.goto(f"{site_address}find/?q=%22{common_word}%22+%22{common_word}+{common_word}%22")
        expect(page.locator("#find-count")).to_have_text(
            "No claim among the 5 best matches has these words in this order."
        )


def test_only_what_is_shown_is_loaded(
    browser: Browser, site_address: str, known: list[Known], common_word: str
) -> None:
    """Of the claims that are found, Pagefind's files of the first rows; then of those that “Show more” adds."""
    with watched(browser, site_address) as page:
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))

        def loaded() -> int:
            return sum("/pagefind/fragment/" in url for url in asked_for)

        for view in (
            f"?q={common_word}",
            f"?topic={max(values_of(known, 'topic'), key=lambda topic: len(matching(known, [('topic', topic)])))}",
        ):
            asked_for.clear()
            page.goto(f"{site_address}find/{view}")
            expect(page.locator("#find-results > li")).to_have_count(7)
            assert loaded() == 7, view
            page.locator("#find-more").click()
            expect(page.locator("#find-results > li").nth(7)).to_be_visible()
            assert loaded() == page.locator("#find-results > li").count(), view


def test_an_index_of_another_day(browser: Browser, site_address: str) -> None:
    """If the site is published between the loading of the two indexes, the page takes no claim for another."""
    with watched(browser, site_address) as page:

        def older(route: Route) -> None:
            index = {**route.fetch().json(), "stamp": "00000000"}
            route.fulfill(json=index)

        page.route(f"**/{INDEX}", older, times=1)
        page.goto(f"{site_address}find/?q=grain")
        expect(page.locator("#find-count")).to_have_text("The search could not be loaded. All claims are listed below.")
        page.get_by_role("button", name="Find", exact=True).click()
        expect(page.locator("#find-results .v-hit").first).to_be_visible()


def test_what_is_typed_before_the_index_has_come(
    browser: Browser, site_address: str, known: list[Known], common_word: str
) -> None:
    """Is neither lost nor a fault."""
    with watched(browser, site_address) as page:
        waiting: list[Route] = []

        def hold(route: Route) -> None:
            waiting.append(route)

        page.route(f"**/{INDEX}", hold)
        page.goto(f"{site_address}find/?status={min(known[0].values['status'])}", wait_until="commit")
        page.get_by_role("searchbox").press_sequentially(common_word)
        page.wait_for_url(f"**q={common_word}*")
        (index,) = waiting
        index.continue_()
        expect(page.get_by_role("searchbox")).to_have_value(common_word)
        assert set(found(page)) <= {claim.id for claim in matching(known, [("status", min(known[0].values["status"]))])}


def test_by_keyboard_alone(browser: Browser, site_address: str, known: list[Known], common_word: str) -> None:
    """From a claim page by / into the box, through the filters in their visible order, to a result and its page."""
    with watched(browser, site_address, viewport=DESKTOP) as page:
        page.goto(f"{site_address}claims/{known[0].id}/")
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type(common_word)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/find/?q={common_word}")
        expect(page.locator("#find-results .v-hit").first).to_be_visible()
        before = found(page)
        page.get_by_role("searchbox").focus()
        seen: list[str] = []
        for _ in range(60):
            page.keyboard.press("Tab")
            name = page.evaluate(
                "(document.activeElement.name || document.activeElement.tagName) + '=' + document.activeElement.value"
            )
            seen.append(name)
            if name.startswith("status="):
                break
        assert seen[-1].startswith("status="), seen
        assert "SUMMARY" in " ".join(seen)
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"
        page.keyboard.press("Space")
        page.wait_for_url("**status=*")
        status = dict(parse_qsl(urlsplit(page.url).query))["status"]
        having = [claim.id for claim in known if claim.id in before and status in claim.values["status"]]
        expect(page.locator("#find-results > li")).to_have_count(len(having))
        closed = page.locator("details.v-facet:not([open]) > summary").first
        closed.focus()
        page.keyboard.press("Enter")
        expect(page.locator("details.v-facet").nth(2)).to_have_attribute("open", "")
        page.locator("#find-order select").focus() if len(having) > 1 else page.locator("#find-slash").focus()
        page.keyboard.press("Tab")
        expect(page.locator("#find-results a").first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/claims/**")


@pytest.mark.parametrize("path", ["claims/", "articles/", "method/", "about/", "editors/", "matrix/"])
def test_the_slash_leads_to_the_search(path: str, browser: Browser, site_address: str) -> None:
    """On a phone to the box of the Find page; so does the link in the header. On a desktop to the box in the header."""
    with watched(browser, site_address, viewport=DESKTOP) as page:
        page.goto(site_address + path)
        expect(page.get_by_role("banner").get_by_role("searchbox")).to_have_attribute("aria-keyshortcuts", "/")
        page.keyboard.press("/")
        expect(page.get_by_role("banner").get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("sign nothing")
        page.keyboard.press("Enter")
        page.wait_for_url("**/find/?q=sign+nothing")
        expect(page.locator("#find-words")).to_have_value("sign nothing")
    with watched(browser, site_address, viewport=PHONE) as page:
        page.goto(site_address + path)
        expect(page.get_by_role("banner").get_by_role("link", name="Find a claim")).to_have_attribute(
            "aria-keyshortcuts", "/"
        )
        page.keyboard.press("/")
        page.wait_for_url("**/find/#find-words")
        expect(page.locator("#find-words")).to_be_focused()
        expect(page.locator("#find-words")).to_have_value("")
        page.goto(site_address + path)
        page.get_by_role("banner").get_by_role("link", name="Find a claim").click()
        expect(page.locator("#find-words")).to_be_focused()


def test_the_slash_on_a_page_with_a_box_of_its_own(browser: Browser, site_address: str) -> None:
    """It goes into that box, and there it is a character like any other; with Control it stays the browser's."""
    with watched(browser, site_address) as page:
        for path in ("", "find/"):
            page.goto(site_address + path)
            box = page.get_by_role("searchbox")
            page.keyboard.press("Control+/")
            expect(box).not_to_be_focused()
            page.keyboard.press("/")
            expect(box).to_be_focused()
            expect(box).to_have_value("")
            page.keyboard.type("a/b")
            expect(box).to_have_value("a/b")
            assert urlsplit(page.url).path.endswith(f"/{path}")


def test_the_slash_can_be_switched_off(browser: Browser, site_address: str) -> None:
    """As WCAG 2.1.4 asks of a shortcut of one key; the choice is kept, nothing else is."""
    with watched(browser, site_address, viewport=DESKTOP) as page:
        page.goto(f"{site_address}find/")
        page.get_by_label("The key / opens the search from every page").uncheck()
        assert page.evaluate("Object.values(localStorage)").count("off") == 1
        page.goto(f"{site_address}claims/")
        page.keyboard.press("/")
        page.goto(f"{site_address}find/")
        expect(page.locator("#find-slash")).not_to_be_checked()
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).not_to_be_focused()
        page.locator("#find-slash").check()
        page.goto(f"{site_address}claims/")
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()


def test_the_way_to_the_search_from_a_page_that_is_not_there(browser: Browser, published_site: Path) -> None:
    """The 404 page, at any depth, has the link and the key."""
    with served(published_site) as address, opened(browser, viewport=PHONE) as page:
        page.goto(f"{address}no/such/page/")
        page.keyboard.press("/")
        page.wait_for_url(f"{address}find/#find-words")
        expect(page.locator("#find-words")).to_be_focused()


def test_without_javascript_every_claim_stands_in_plain_lists(
    browser: Browser, site_address: str, known: list[Known]
) -> None:
    """Under each of its topics and under its status; what does nothing without JavaScript is not shown."""
    with watched(browser, site_address, java_script_enabled=False, viewport=PHONE) as page:
        page.goto(f"{site_address}find/")
        assert page.get_by_role("searchbox").count() == 0
        assert page.get_by_role("checkbox").count() == 0
        expect(page.locator("noscript p").filter(has_text="needs JavaScript")).to_be_visible()
        for facet in ("topic", "status"):
            section = page.locator("#find-lists section").filter(
                has=page.get_by_role("heading", name=f"All claims by {facet}")
            )
            links = section.get_by_role("link")
            given = sorted(urljoin(page.url, str(link.get_attribute("href"))) for link in links.all())
            assert given == sorted(f"{site_address}claims/{claim.id}/" for claim in known for _ in claim.values[facet])
            assert section.get_by_role("heading", level=3).count() == len(values_of(known, facet))
            assert links.first.is_visible()


def test_all_our_javascript_is_small(built_site: Path) -> None:
    """What every page and the search load, before compression; and no page brings a script of another kind.

    The comparison with a reader's own copy, which only the pages of articles load, has a limit of its own
    (`test_own_copy`).
    """
    scripts = {
        path: len(content)
        for path, content in files_in(ROOT / "build_scripts/verbatim/rendering/theme").items()
        if path.endswith((".js", ".mjs"))
    }
    assert set(scripts) == {"verbatim/find.js", "verbatim/shortcut.js", "verbatim/proof.js"}
    assert scripts["verbatim/find.js"] + scripts["verbatim/shortcut.js"] < MOST_SCRIPT, scripts
    ours = {
        path for path in files_in(built_site) if path.endswith(".js") and not path.startswith(("assets/", "pagefind/"))
    }
    assert ours == set(scripts)


def test_an_index_that_does_not_come(browser: Browser, site_address: str) -> None:
    """The page says so and the lists stay; the words stay in the box."""

    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="")

    for lost in (f"**/{INDEX}", "**/pagefind/**"):
        with opened(browser) as page:
            page.route(lost, refuse)
            page.goto(f"{site_address}find/?q=grain")
            expect(page.locator("#find-count")).to_have_text(
                "The search could not be loaded. All claims are listed below."
            )
            expect(page.locator("#find-lists")).to_be_visible()
            expect(page.locator("#find-results li")).to_have_count(0)


def test_a_site_without_claims(browser: Browser, empty_project: Path) -> None:
    """The page is there, without a filter and without a fault."""
    with served(empty_project / "site") as address, watched(browser, address) as page:
        page.goto(f"{address}find/")
        expect(page.get_by_role("searchbox")).to_be_visible()
        assert page.locator(".v-facet").count() == 0


@pytest.mark.parametrize("look", LOOKS, ids=" ".join)
def test_the_find_page_is_accessible(
    look: tuple[str, str], browser: Browser, site_address: str, known: list[Known], common_word: str
) -> None:
    """With nothing asked, with words, with filters and with every group open: no rule is broken, nothing too wide."""
    views = ["", f"?q={common_word}", f"?topic={min(known[0].values['topic'])}", "?q=%22purple+elephants%22"]
    size, scheme = look
    with watched(browser, site_address, viewport=VIEWPORTS[size], color_scheme=scheme) as page:
        for view in views:
            page.goto(f"{site_address}find/{view}")
            expect(page.locator("#find-clear" if view else "#find-lists")).to_be_visible()
            for group in page.locator("details.v-facet:not([open]) > summary").all()[::-1]:
                group.click()
            assert violations(page, of_colours_only=scheme == "dark") == [], view
            wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide[0] <= wide[1], view


@pytest.mark.parametrize("size", VIEWPORTS)
def test_targets_can_be_hit(size: str, browser: Browser, site_address: str) -> None:
    """Every control is at least 24 pixels high and wide (WCAG 2.5.8), its label counted."""
    with watched(browser, site_address, viewport=VIEWPORTS[size]) as page:
        page.goto(f"{site_address}find/?q=grain")
        expect(page.locator("#find-results .v-hit").first).to_be_visible()
        for group in page.locator("details.v-facet:not([open]) > summary").all()[::-1]:
            group.click()
        targets = page.locator(
            ".v-find-link, .v-choice, .v-slash, .v-facet > summary, .v-find button, .v-find select, #find-words"
        )
        sizes = [
            (target.evaluate("element => element.className || element.id"), target.bounding_box())
            for target in targets.all()
        ]
        small = [(name, size) for name, size in sizes if size and (size["height"] < 24 or size["width"] < 24)]
        assert small == []
