"""The feeds of the built site: complete, valid by their standards, the same in both forms, linked from every page."""

import json
import re
import shutil
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]
import pytest
from bs4 import BeautifulSoup

from tests.pages.test_retired import CORRECTED, TAKEN_BACK, UPDATED, WITHDRAWN
from tests.support.cases import CASES, lay_out
from tests.support.feed_rules import atom_faults, json_feed_faults
from tests.support.microsite import GENERATED, edit, in_process
from tests.support.pages_server import SUB_PATH
from tests.support.planted_faults import CLAIMS, outline, standing

ADDRESS = f"https://example.org{SUB_PATH}"
OF_THE_SITE = ["feed", "corrections/changes", "corrections/feed"]

CHANGED = {"corrected", "updated", "withdrawn", "merged"}


def feeds_of(folder: Path) -> dict[str, dict[str, Any]]:
    """The JSON form of every feed below a folder, by its path without an ending."""
    files = [
        file for file in sorted(folder.rglob("*.json")) if file.stem in ("feed", "changes") and "api" not in file.parts
    ]
    return {
        file.relative_to(folder).with_suffix("").as_posix(): json.loads(file.read_text(encoding="utf-8"))
        for file in files
    }


def as_items(feed: Path) -> list[dict[str, Any]]:
    """The entries of an Atom feed, as a parser of others reads them, in the words of JSON Feed."""
    found = feedparser.parse(feed.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return [
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "content_html": entry.content[0].value,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "tags": [tag.label for tag in entry.tags],
        }
        for entry in found.entries
    ]


def test_they_are_valid_in_both_forms_and_say_the_same(published_site: Path) -> None:
    """RFC 4287 and JSON Feed 1.1, rule by rule; and what one form says, the other does."""
    feeds = feeds_of(published_site)
    assert feeds.keys() >= {*OF_THE_SITE, "topics/talks/feed"}
    assert all(feed["items"] for feed in feeds.values())
    for path, feed in feeds.items():
        atom, text = published_site / f"{path}.xml", published_site / f"{path}.json"
        assert atom_faults(atom.read_bytes(), f"{ADDRESS}{path}.xml") == []
        assert json_feed_faults(text.read_bytes(), f"{ADDRESS}{path}.json") == []
        assert as_items(atom) == feed["items"]
        assert (published_site / urlsplit(feed["home_page_url"]).path.removeprefix(SUB_PATH) / "index.html").is_file()
        assert all(GENERATED in file.read_bytes()[:400] for file in (atom, text))


def test_without_an_address_they_have_no_absolute_link_and_the_same_ids(built_site: Path, published_site: Path) -> None:
    """Nobody is told twice of an entry because the site has moved."""
    there = feeds_of(published_site)
    for path, feed in feeds_of(built_site).items():
        assert atom_faults((built_site / f"{path}.xml").read_bytes(), None) == []
        assert json_feed_faults((built_site / f"{path}.json").read_bytes(), None) == []
        assert [item["id"] for item in feed["items"]] == [item["id"] for item in there[path]["items"]]
        links = [item["url"] for item in as_items(built_site / f"{path}.xml")]
        assert all((built_site / path).parent.joinpath(link, "index.html").resolve().is_file() for link in links)


def test_the_rules_find_what_is_wrong(published_site: Path) -> None:
    """Each fault that is put into a good feed is found."""
    atom, text = ((published_site / f"feed.{ending}").read_text(encoding="utf-8") for ending in ("xml", "json"))
    address = f"{ADDRESS}feed"
    for pattern, other in {
        "<id>urn:uuid:": "<id>no urn:uuid:",
        "<updated>2": "<updated>on 2",
        ' rel="self"': ' rel="other"',
        '<content type="html">': '<content type="xhtml">',
        "<published>": "<updated>2026-01-01T00:00:00Z</updated><published>",
        "<name>.*?</name>": "",
        'xml:lang="en"': 'xml:lang=""',
        '<category term="published"': "<category",
        r"<title>[^<]*</title>": "<title/>",
        r"<entry>(.*?)</entry>": r"<entry>\1</entry><entry>\1</entry>",
    }.items():
        broken = re.sub(pattern, other, atom, count=1, flags=re.DOTALL)
        assert atom_faults(broken.encode(), f"{address}.xml"), pattern
    for old, new in {
        '"feed_url"': '"feed"',
        '"url": "https://example.org': '"url": "',
        '"id": "urn': '"id": "", "x": "',
        "T00:": " 00:",
    }.items():
        assert json_feed_faults(text.replace(old, new, 1).encode(), f"{address}.json"), old


def test_new_claims_are_whole(built_project: Path) -> None:
    """The newest claims with their finding, their reasoning, and each excerpt with its words and a link to its page."""
    feed = feeds_of(built_project / "site")["feed"]
    entries = outline((built_project / CLAIMS).read_bytes().decode("utf-8"))["claims"].items
    claims = {claim["claim"].content: claim for claim in filter(standing, entries)}
    assert len(feed["items"]) == min(20, len(claims)) > 0
    for item in feed["items"]:
        claim = claims[item["title"]]
        html = BeautifulSoup(item["content_html"], "html.parser")
        text = " ".join(html.get_text(" ").split())
        assert item["title"] == claim["claim"].content
        assert claim["finding"].content in text
        assert len(html.select("blockquote")) == len(claim["evidence"].items)
        assert all(quotation.select("mark") for quotation in html.select("blockquote"))
        links = [str(link["href"]) for link in html.find_all("a", string=re.compile("^on "))]
        assert links
        assert all(link.startswith(("https://", "http://")) and ":~:text=" in link for link in links)
        assert item["tags"][0] == "published"


def test_every_page_leads_to_them(published_site: Path) -> None:
    """In the head, as the HTML standard reads `rel` (4.6.7.1), both forms of each; on a topic's page also its own.

    They are there once more for programs that run no scripts and want `rel` to be exactly `alternate`.
    """
    kinds = {"application/atom+xml": "xml", "application/feed+json": "json"}
    for page in sorted(published_site.rglob("*.html")):
        path = page.relative_to(published_site).as_posix()
        # A list of words apart by white space, so the blank that keeps the theme's script away is none of them.
        head, _, body = page.read_text(encoding="utf-8").partition("</head>")
        if "md-header" not in body:
            continue  # paper and frames
        parsed = BeautifulSoup(head, "lxml")
        links = [link for link in parsed.select("link[rel~=alternate]") if link.get("type") in kinds]
        without_scripts = re.findall(r'<link rel="alternate" type="(.+?)" title=".+?" href="(.+?)">', head)
        assert without_scripts == [(link["type"], link["href"]) for link in links if link.find_parent("noscript")]
        links = [link for link in links if not link.find_parent("noscript")]
        assert without_scripts == [(link["type"], link["href"]) for link in links]
        found = [urljoin(f"{ADDRESS}{path}", str(link["href"])) for link in links]
        topic = re.fullmatch(r"(topics/[^/]+/)index\.html", path)
        wanted = [*OF_THE_SITE, *([f"{topic[1]}feed"] if topic else [])]
        assert found == [f"{ADDRESS}{feed}.{ending}" for feed in wanted for ending in ("xml", "json")], path
        assert [kinds[str(link["type"])] for link in links] == ["xml", "json"] * len(wanted)
        assert all(link["title"] for link in links)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site: `no-signature` was published, corrected and updated; `grain` was published, and is withdrawn."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "site"))
    edit(folder / CLAIMS, "Part of the first record.}\n", f"Part of the first record.}}\n{CORRECTED}{UPDATED}")
    edit(folder / CLAIMS, "- id: grain\n", f"- id: grain\n{WITHDRAWN}")
    published = "2022-06-01, kind: published, change: Published with the first., why: Part of the record.}\n"
    edit(folder / CLAIMS, published, f"{published.replace('06-01', '06-30')}{TAKEN_BACK}")
    return folder


def test_what_is_in_which(site: Path) -> None:
    """A retired claim is news only as a change; an entry is the same in each feed that has it; the newest is first."""
    assert in_process("generate", project=site).code == 0
    feeds = feeds_of(site / "docs")
    told = {
        path: [(item["tags"][0], item["title"], item["date_modified"][:10]) for item in feed["items"]]
        for path, feed in feeds.items()
    }
    claim, grain = "Northland said that it would sign nothing.", "Southland sent grain."
    updated = ("updated", f"Updated: {claim}", "2022-07-16")
    corrections = [
        ("corrected", f"Corrected: {claim}", "2022-07-15"),
        ("withdrawn", f"Withdrawn: {grain}", "2022-07-01"),
    ]
    new = ("published", claim, "2022-07-16")
    assert told == {
        "feed": [new],
        "corrections/changes": [updated, *corrections],
        "corrections/feed": corrections,
        "topics/talks/feed": [updated, *corrections, new],
    }
    entries = {json.dumps(item) for feed in feeds.values() for item in feed["items"]}
    assert len(entries) == 4


def test_links_of_a_reasoning_lead_where_they_do_on_its_page(site: Path) -> None:
    """They are written as seen from the claim's page, which a feed is not; in text they stay as they are."""
    edit(
        site / CLAIMS,
        "  reasoning: The Daily",
        "  reasoning: '[another](../grain/), [a page](https://example.org/a), `<a href=../x/>`'\n  #",
    )
    for address in ("", ADDRESS):
        assert in_process("generate", project=site, SITE_URL=address).code == 0
        for path, up in (("feed", ""), ("topics/talks/feed", "../../")):
            html = BeautifulSoup(feeds_of(site / "docs")[path]["items"][-1]["content_html"], "html.parser")
            links = [str(link["href"]) for link in html.select(".v-prose a")]
            root = address or up
            assert links == [f"{root}claims/grain/", "https://example.org/a"]
            assert html.select_one(".v-prose code").get_text() == "<a href=../x/>"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["hostile-text", "hostile-openings"])
def test_hostile_text_is_text(name: str, tmp_path: Path) -> None:
    """Whatever the data holds, both forms are valid, and nothing in a title or in the content is obeyed."""
    folder = lay_out(name, tmp_path / "project")
    ran = in_process("generate", project=folder, SITE_URL=ADDRESS)
    assert ran.code == 0, ran.stderr
    feeds = feeds_of(folder / "docs")
    assert feeds["feed"]["items"]
    for path, feed in feeds.items():
        assert atom_faults((folder / f"docs/{path}.xml").read_bytes(), f"{ADDRESS}{path}.xml") == []
        assert json_feed_faults((folder / f"docs/{path}.json").read_bytes(), f"{ADDRESS}{path}.json") == []
        assert as_items(folder / f"docs/{path}.xml") == feed["items"]
        for item in feed["items"]:
            html = BeautifulSoup(item["content_html"], "html.parser")
            assert {tag.name for tag in html.select("*")} <= {
                "p",
                "div",
                "strong",
                "em",
                "blockquote",
                "mark",
                "a",
                "code",
                "ul",
                "ol",
                "li",
                "br",
            }
            assert not [
                name for tag in html.select("*") for name in tag.attrs if name.startswith("on") or name == "style"
            ]


def test_nothing_in_the_policy_but_the_id_of_the_site_changes_an_id(site: Path) -> None:
    """Facts of the site, words of the scale, topics' names and typography: no reader is told twice of an entry."""

    def ids() -> dict[str, list[str]]:
        assert in_process("generate", project=site).code == 0
        return {path: [item["id"] for item in feed["items"]] for path, feed in feeds_of(site / "docs").items()}

    before, policy = ids(), site / "policy.yaml"
    assert len(set(chain(*before.values()))) == 4
    for old, new in (
        ("contact: testers@example.org", "contact: others@example.net"),
        ("name: Small", "name: Smaller"),
        ("publisher: The testers", "publisher: The others"),
        ("word: Confirmed", "word: Proven"),
        ("name: The talks", "name: Talks"),
        ("tone: firm", "tone: open"),
        ("funding: Nobody pays for it.", "funding: A bank.\n  lang: fr"),
    ):
        edit(policy, old, new)
    edit(site / CLAIMS, "why: Part of the first record.", "why:  Part of the  first record.")
    assert ids() == before
    edit(policy, "  name: Smaller", "  id: 0b5a3f6e-7a0e-4c1d-9c53-0d3f5f2f9c11\n  name: Smaller")
    assert not set(chain(*before.values())) & set(chain(*ids().values()))
