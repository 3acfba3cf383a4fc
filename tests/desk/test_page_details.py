"""What a page says about its article: the printed headline, and details that are about this page and can be true."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from verbatim.desk.articles.page.days import day_of
from verbatim.desk.articles.page.webpage import WebPage, read_page
from verbatim.model.values.languages import language_code

from tests.desk.test_add_source import FACTS, Desk, desk
from tests.support.webpages import ADDRESS, HEADLINE, PARAGRAPHS, linked_data, page

__all__ = ["desk"]

OTHER = {"@type": "NewsArticle", "headline": "A ferry has run aground", "datePublished": "2020-01-01"}
OWN = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2022-05-02"}
ELSEWHERE = "https://daily.example/ferry"
CANONICAL = f"<link rel=canonical href='{ADDRESS}'>"
COMMENT = "I was at the river myself and can tell you that nothing of the kind was ever said by anybody there at all."


def with_heading(heading: str, head: str = "", before: str = "") -> WebPage:
    """A page with other elements in place of its headline, and with some before the article."""
    source = page(head).replace(f"<h1>{HEADLINE}</h1>", heading)
    return read_page(source.replace("<main>", f"{before}<main>"))


# The headline


@pytest.mark.parametrize("cut", ["Grain deal is near, offi…", "Grain deal is near, offi...", "Grain deal is near,"])
def test_a_headline_that_is_cut_off_is_not_the_title(cut: str) -> None:
    """Where the page prints none, the whole one of the metadata is."""
    head = (
        f"<meta property='og:title' content='Grain deal is near, officials say'>{linked_data({**OWN, 'headline': cut})}"
    )
    assert with_heading("", head).details["title"].value == "Grain deal is near, officials say"


@pytest.mark.parametrize(
    ("heading", "headline"),
    [
        ("<h1>Grain at last</h1>", ("Grain at last",)),
        ("<h1>Grain <em>at</em>\n last</h1>", ("Grain at last",)),
        ("<h1>Grain<br>at last</h1>", ("Grain", "at last")),
        ("<h1><span>Grain</span><span>At last</span></h1>", ("Grain At last",)),
        ("<h1>Grain <span class=sr-only>news</span>at last</h1>", ("Grain at last",)),
        ("<h1><a href='/'>The Northern Daily</a></h1><h1>Grain at last</h1>", ("Grain at last",)),
        ("<h1>The Northern Daily</h1><h1>Grain at last</h1>", ("Grain at last",)),
        ("<p>Politics</p><h1>Grain at last</h1>", ("Grain at last",)),
    ],
)
def test_the_printed_headline_is_first(heading: str, headline: tuple[str, ...]) -> None:
    """It is in the text as the page prints it, and is the title, whatever the metadata say."""
    og = "<meta property='og:title' content='Wheat deal: all you need to know'>"
    read = with_heading(heading, og + linked_data({**OWN, "headline": "Wheat deal: all you need to know"}))
    assert read.paragraphs[: len(headline)] == headline
    assert read.paragraphs.count(headline[0]) == 1
    assert read.details["title"].value == " ".join(headline)
    assert not read.details["title"].guessed
    assert read.changed == ()


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<h1>The Northern Daily</h1>", "Wheat deal"),
        ("<h1 hidden>Grain at last</h1>", "Wheat deal"),
        ("<h2>Grain at last</h2>", "Wheat deal"),
        ("<h1></h1>", "Wheat deal"),
    ],
)
def test_where_no_headline_is_printed(heading: str, title: str) -> None:
    """The site's name is not the headline; the title is then what the page states elsewhere, and not in the text."""
    read = with_heading(heading, f"<meta property='og:title' content='{title}'>")
    assert read.details["title"].value == title
    assert title not in read.paragraphs


def test_the_headline_among_several() -> None:
    """It is the one in the page's title, else the first of the article."""
    before = "<h1>Most read</h1>"
    titled = with_heading("<h1>Grain at last</h1>", "<meta property='og:title' content='Grain at last'>", before)
    assert titled.paragraphs[0] == "Grain at last"
    assert with_heading("<h1>Grain at last</h1>", "", before).paragraphs[0] == "Grain at last"


# JSON-LD of several articles


@pytest.mark.parametrize(
    ("nodes", "published"),
    [
        ((OTHER, OWN), "2022-05-02"),
        ((OTHER, {**OWN, "headline": "Wheat deal", "url": ADDRESS}), "2022-05-02"),
        ((OTHER, {**OWN, "headline": "Wheat deal", "mainEntityOfPage": {"@id": f"{ADDRESS}/#a"}}), "2022-05-02"),
        (({**OTHER, "url": ELSEWHERE}, {**OWN, "url": "http://www.daily.example/grain-agreement/?x=1"}), "2022-05-02"),
        (({**OTHER, "url": ADDRESS}, {**OWN, "url": ADDRESS}), "2022-05-02"),
        ((OTHER, {**OTHER, "headline": "Nobody was hurt"}), None),
        (({**OTHER, "url": ADDRESS}, {**OTHER, "headline": "Nobody was hurt", "url": ADDRESS}), None),
        (({**OTHER, "url": ELSEWHERE},), None),
        ((OTHER,), "2020-01-01"),
    ],
    ids=["title", "url", "main entity", "www", "same url", "two others", "contradiction", "elsewhere", "one"],
)
def test_articles_of_other_pages(nodes: tuple[dict[str, Any], ...], published: str | None) -> None:
    """A node is believed if it has this page's address or headline, or if nothing speaks against a single one."""
    read = read_page(page(CANONICAL + linked_data(*nodes)))
    found = read.details.get("published")
    assert (found.value if found else None) == published


def test_items_that_differ_are_not_believed() -> None:
    """Related articles may have meta tags within the page."""
    days = "<meta itemprop=datePublished content='{}'>"
    assert "published" not in read_page(page(days.format("2022-05-02") + days.format("2020-01-01"))).details
    assert read_page(page(days.format("2022-05-02") * 2)).details["published"].value == "2022-05-02"


@pytest.mark.parametrize("items", [("https://daily.example/",), (ADDRESS, ELSEWHERE), ("http://localhost:3000/a",)])
def test_an_address_that_is_not_believed(items: tuple[str, ...]) -> None:
    """The home page, two that differ, and one that only the newsroom can open."""
    assert (
        "original_url" not in read_page(page("".join(f"<link rel=canonical href='{item}'>" for item in items))).details
    )


@pytest.mark.parametrize(
    "link",
    [
        f"<link rel=CANONICAL href=' {ADDRESS} '>",
        f"<link rel=canonical href='https://web.archive.org/web/20220502101112/{ADDRESS}'>",
        f"<link rel=canonical href='https://archive.ph/2022.05.02-101112/{ADDRESS}'>",
    ],
)
def test_the_address_of_a_page_from_an_archive(link: str) -> None:
    """It is the one that the publisher gave the page, with what JSON-LD says about it."""
    own = {**OWN, "headline": "Wheat deal", "url": ADDRESS}
    details = read_page(page(link + linked_data(own))).details
    assert details["original_url"].value == ADDRESS
    assert details["published"].value == "2022-05-02"


@pytest.mark.parametrize(
    "script",
    [
        "<script type='Application/LD+JSON; charset=utf-8'>{}</script>",
        "<script type='application/ld+json'>//<![CDATA[\n{}\n//]]></script>",
        "<script type='application/ld+json'>/* <![CDATA[ */{};/* ]]> */</script>",
        "<script type='application/ld+json'><!--\n{}\n--></script>",
        "<script type='application/ld+json'>\ufeff[[{}]]</script>",
        "<script type='application/ld+json'>{{\"@graph\": {}}}</script>",
        '<script type=\'application/ld+json\'>{{"@type": "WebPage", "mainEntity": {}}}</script>',
    ],
)
def test_forms_of_a_script(script: str) -> None:
    """Data are read in whatever a program wraps them."""
    assert read_page(page(script.format(json.dumps(OWN)))).details["published"].value == "2022-05-02"


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("By Ada Berg", "Ada Berg"),
        ("<a href='/ada'>Ada Berg</a>", "Ada Berg"),
        ([{"name": "Ada Berg"}, {"name": "Ada Berg"}], "Ada Berg"),
        ("Byron Berg", "Byron Berg"),
        ("{{author}}", None),
        ("[object Object]", None),
        ("admin", None),
    ],
)
def test_authors(stated: Any, author: str | None) -> None:
    """Without mark-up and the words before a name, each once; what a program prints for nobody is nobody."""
    found = read_page(page(linked_data({**OWN, "author": stated}))).details.get("author")
    assert (found.value if found else None) == author


def test_several_authors_in_meta_tags() -> None:
    """All are named."""
    tags = "<meta name=author content='Ada Berg'><meta name=author content='Bo Lind'>"
    assert read_page(page(tags)).details["author"].value == "Ada Berg, Bo Lind"


# Days and languages


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024-03-04", "2024-03-04"),
        ("2024-03-04T23:30:00-05:00", "2024-03-04"),
        ("20240304T090000Z", "2024-03-04"),
        ("20240304", "2024-03-04"),
        ("2024/03/04 09:00", "2024-03-04"),
        ("2024-3-4", "2024-03-04"),
        ("Mon, 04 Mar 2024 09:00:00 GMT", "2024-03-04"),
        ("1912-04-16", "1912-04-16"),
        ("0001-01-01T00:00:00", ""),
        ("0000-00-00", ""),
        ("1970-01-01T00:00:00Z", ""),
        ("1900-01-01", ""),
        ("2024-02-30", ""),
        ("9999-12-31", ""),
        ("1709542800", ""),
        ("202403041", ""),
        ("last Monday", ""),
        ("", ""),
    ],
)
def test_days(stated: str, day: str) -> None:
    """Usual notations are read; a day on which no page can have been published is not believed."""
    assert day_of(stated) == day
    read = read_page(page(linked_data({**OWN, "datePublished": stated})))
    assert ("published" in read.details) is bool(day)
    assert any(f"“{stated}”" in warning for warning in read.warnings) is (bool(stated) and not day)


def test_a_day_to_come() -> None:
    """Tomorrow may have begun elsewhere; a later day has not."""
    today = datetime.now().astimezone().date()
    assert day_of((today + timedelta(days=1)).isoformat())
    assert day_of((today + timedelta(days=3)).isoformat()) == ""


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("zh_Hans_CN", "zh"),
        ("English", "en"),
        ("English (US)", "en"),
        ("deutsch", "de"),
        ("eng", "en"),
        ("ger-DE", "de"),
        ("日本語", "ja"),
        ("iw", "he"),
        ("fil", "fil"),
        ("kr", ""),
        ("jp", ""),
        ("lang=", ""),
        ("deutsch, german", ""),
        ("xx", ""),
        ("", ""),
    ],
)
def test_languages(stated: str, code: str) -> None:
    """Codes and names of languages become a code; what is neither is not believed."""
    assert language_code(stated) == code
    read = read_page(page(linked_data({**OWN, "inLanguage": stated})))
    assert ("lang" in read.details) is bool(code)
    assert any(f"“{stated}”" in warning for warning in read.warnings) is (bool(stated) and not code)


def test_a_language_as_a_node() -> None:
    """JSON-LD may state it with its name."""
    read = read_page(page(linked_data({**OWN, "inLanguage": {"@type": "Language", "name": "English"}})))
    assert read.details["lang"].value == "en"


# Articles that are not free, and comments


@pytest.mark.parametrize(
    "head",
    [
        linked_data({**OWN, "isAccessibleForFree": False}),
        linked_data({**OWN, "isAccessibleForFree": "False"}),
        linked_data({**OWN, "isAccessibleForFree": "https://schema.org/False"}),
        linked_data({**OWN, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False}}),
        linked_data({"@type": "WebPage", "isAccessibleForFree": False}),
        "<meta property='article:content_tier' content='locked'>",
        "<meta itemprop=isAccessibleForFree content=false>",
        linked_data({**OWN, "isAccessibleForFree": 0}),
        "</head><div class='article-paywall'>Subscribe to read on</div>",
        "</head><section subscriptions-section=content-not-granted>Subscribe to read on</section>",
    ],
)
def test_a_page_that_is_not_free(head: str) -> None:
    """Its text may be a teaser: the editor is warned."""
    assert [warning for warning in read_page(page(head)).warnings if "not free" in warning]


@pytest.mark.parametrize(
    "head",
    [
        linked_data({**OWN, "isAccessibleForFree": True}),
        linked_data(OWN, {**OTHER, "isAccessibleForFree": False}),
        "</head><div class=no-paywall>Read on</div><div id=paywall hidden>Subscribe</div><div class=paywall></div>",
        "<meta property='article:content_tier' content='free'>",
        "",
    ],
)
def test_a_free_page(head: str) -> None:
    """There is no warning, also if another article is not free."""
    assert read_page(page(head)).warnings == ()


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("404 Not Found", HEADLINE),
        ("Just a moment...", "daily.example"),
        ("The Northern Daily", "Seite nicht gefunden"),
        ("Before you continue", "The Northern Daily asks you"),
    ],
)
def test_a_page_that_is_no_article(title: str, headline: str) -> None:
    """A short page with the title of an error or of a wall; an article with such a title has more words."""
    source = page(headline=headline).replace("<title>", f"<title>{title} – ")
    assert [warning for warning in read_page(source).warnings if "may be no article" in warning]
    longer = source.replace("</article>", f"<p>{' It was said at length.' * 40}</p></article>")
    assert read_page(longer).warnings == ()


@pytest.mark.parametrize(
    "headline", ["Human rights at the river", "A room 404 for the talks", "Cookies are forbidden in schools"]
)
def test_an_article_whose_headline_has_such_words(headline: str) -> None:
    """It is not taken for an error."""
    assert read_page(page(headline=headline)).warnings == ()


def test_control_characters_are_told(desk: Desk) -> None:
    """Browsers show none of them, but a program may have meant quotation marks."""
    ran = desk.add("grain.html", page().replace("“", "\x93").replace("”", "\x94"), *FACTS)
    assert "Warning: 2 control characters of the page were left out" in ran.stdout


def test_warnings_are_printed(desk: Desk) -> None:
    """Before anything is asked or stored."""
    odd = {**OWN, "isAccessibleForFree": False, "datePublished": "0001-01-01", "inLanguage": "kr"}
    ran = desk.add("grain.html", page(linked_data(odd)), "--yes", "--publisher", "daily", "--published", "2022-05-02")
    assert ran.code == 0, ran.stderr
    assert "Warning: the page says that it is not free" in ran.stdout
    assert "Warning: JSON-LD datePublished says “0001-01-01”, which is not a day" in ran.stdout
    assert "Warning: JSON-LD inLanguage says “kr”, which is not a language." in ran.stdout


@pytest.mark.parametrize(
    "box",
    [
        "<div class=discussion>{}</div>",
        "<div id=comments><ol class=comment-list>{}</ol></div>",
        "<section class='article-comments'>{}</section>",
        "<div id=disqus_thread>{}</div>",
        "<article class=comment>{}</article>",
        "<div itemprop=comment>{}</div>",
        "<div class=kommentare>{}</div>",
        "<section id=leserkommentare>{}</section>",
        "<div class='reacties open'>{}</div>",
    ],
)
def test_comments_are_not_the_article(box: str) -> None:
    """They are left out, and told, within the article's element and after it."""
    comments = box.format(f"<p>{COMMENT}</p>" * 3)
    for place in ("</article>", "</main>"):
        read = read_page(page().replace(place, comments + place))
        assert read.paragraphs == (HEADLINE, *PARAGRAPHS)
        assert COMMENT in read.left_out


@pytest.mark.parametrize(
    "box",
    [
        "<section id=discussion><h2>Discussion</h2>{}</section>",
        "<div class='tone-comment'><h1>Grain at last</h1>{}</div>",
        "<div class=commentary>{}</div>",
    ],
)
def test_what_only_sounds_like_comments(box: str) -> None:
    """A chapter of a study, a column of opinion."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    read = read_page(
        f"<html><head><title>Grain at last</title></head><body><main>{box.format(text)}</main></body></html>"
    )
    assert set(PARAGRAPHS) <= set(read.paragraphs)


def test_a_hidden_article() -> None:
    """A script may show it: it is extracted with a warning, and the guard shows every paragraph as changed."""
    read = read_page(page().replace("<article>", "<article style='display: none'>"))
    assert set(PARAGRAPHS) <= set(read.paragraphs)
    assert {changed.stored for changed in read.changed} >= set(PARAGRAPHS)
    assert [warning for warning in read.warnings if "the page hides" in warning]


def test_hidden_words_beside_an_article() -> None:
    """They are not stored; there is a warning if they are more than the article has."""
    hidden = f"<div hidden>{f'<p>{COMMENT}</p>' * 5}</div>"
    read = read_page(page().replace("</main>", f"{hidden}</main>"))
    assert read.paragraphs == (HEADLINE, *PARAGRAPHS)
    assert [warning for warning in read.warnings if "the page hides" in warning]
    assert read_page(page().replace("</main>", f"<p hidden>{COMMENT}</p></main>")).warnings == ()
