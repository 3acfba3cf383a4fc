"""What is made of a claim to be shown elsewhere: citations, the embedded page, oEmbed, and what names its card.

Every file is read back by a parser of its own, on a small site whose claim, names and address are as hostile as can be,
and on the newsroom's.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from tests.support.browsing import violations
from tests.support.cases import lay_out
from tests.support.microsite import buildable, edit, in_process
from tests.support.pages_server import served

ADDRESS = "https://example.org/a_b~c%7D/"
PUBLISHER = r"Ö & Sons, {The} 100% \TeX{} #1_$^~ Inc."
GONE = "Mr. <b>Holm</b> took it back."

# CSL 1.0.2, csl-data.json: the keys of an item that we use, and nothing besides.
CSL_ITEM = {
    "type": "object",
    "required": ["type", "id"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "type": {"const": "webpage"},
        "author": {
            "type": "array",
            "items": {"type": "object", "additionalProperties": False, "properties": {"literal": {"type": "string"}}},
        },
        "issued": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "date-parts": {
                    "type": "array",
                    "items": {"type": "array", "items": {"type": "integer"}, "minItems": 3, "maxItems": 3},
                }
            },
        },
        "custom": {"type": "object"},
        **{
            name: {"type": "string", "pattern": r"^[^\n]+$"}
            for name in ("title", "container-title", "genre", "note", "URL", "language")
        },
    },
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of hostile texts, built for an address; one of its claims is withdrawn."""
    folder = lay_out("hostile-text", tmp_path_factory.mktemp("hostile") / "project")
    edit(folder / "policy.yaml", "publisher: The testers", f"publisher: '{PUBLISHER}'")
    edit(
        folder / "claims.yaml",
        "- id: no-signature\n",
        f"- id: no-signature\n  withdrawn: {{day: 2022-07-01, reason: {GONE}}}\n",
    )
    history = "  - {day: 2022-07-01, kind: withdrawn, change: Withdrawn., why: So.}\n"
    edit(folder / "claims.yaml", "  related: [grain]\n", "")
    edit(folder / "claims.yaml", "\n\n- id: grain\n", f"\n{history}\n- id: grain\n")
    ran = in_process("build", project=buildable(folder), SITE_URL=ADDRESS)
    assert ran.code == 0, ran.stdout + ran.stderr
    return folder / "site"


@pytest.fixture(scope="module", params=["hostile", "published_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Both sites, one after the other."""
    return Path(request.getfixturevalue(request.param))


@cache
def claims(site: Path) -> dict[str, dict[str, Any]]:
    """Every claim of a site by its id, those that stand and those that do not."""
    rows = json.loads((site / "api/v1/claims.json").read_bytes())
    return {row["id"]: row for row in (*rows["claims"], *rows["retired"])}


@cache
def pages(site: Path, folder: str) -> list[tuple[str, BeautifulSoup]]:
    """The page of every claim in a folder, with the claim's id."""
    return [(name, BeautifulSoup((site / folder / name / "index.html").read_bytes(), "lxml")) for name in claims(site)]


def line(text: str) -> str:
    """A text without line ends."""
    return " ".join(text.split())


def the(page: BeautifulSoup, selector: str) -> Tag:
    """The one element that a selector names."""
    found = page.select(selector)
    assert len(found) == 1, (selector, found)
    return found[0]


def test_citations_read_back_as_they_were_meant(site: Path) -> None:
    """CSL-JSON by its schema; BibTeX and RIS by others' parsers; all say the same, and have the claim's own words."""
    # Names of signs in LaTeX that the decoder does not know, or takes for an accent.
    names = get_default_latex_context_db()
    signs = {
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciicircum": "^",
        "textless": "<",
        "textgreater": ">",
        "textbar": "|",
    }
    names.add_context_category(
        "signs", macros=[MacroTextSpec(name, sign) for name, sign in signs.items()], prepend=True
    )
    decoder = LatexNodes2Text(latex_context=names)
    for name, claim in claims(site).items():
        folder = site / "claims" / name
        (item,) = json.loads((folder / "cite.json").read_bytes())
        jsonschema.validate(item, CSL_ITEM)
        assert (item["id"], item["title"]) == (name, line(claim["claim"]))
        assert claim.get("status", {"word": claim.get("state")})["word"] in item["note"]
        assert (
            site / urlsplit(item["URL"]).path.removeprefix("/a_b~c%7D/").removeprefix("/verbatim/") / "index.html"
        ).is_file()

        raw = (folder / "cite.bib").read_text(encoding="utf-8")
        library = bibtexparser.parse_string(raw, append_middleware=[LatexDecodingMiddleware(decoder=decoder)])
        assert library.failed_blocks == []
        (entry,) = library.entries
        given = entry.fields_dict
        assert (entry.entry_type, entry.key) == ("misc", name)
        read = [given[key].value for key in ("author", "title", "howpublished", "note")]
        assert read == [item["author"][0]["literal"], *(item[key] for key in ("title", "container-title", "note"))]
        assert given["year"].value == str(item["issued"]["date-parts"][0][0])
        # BibTeX counts every brace (btxdoc, section 3); TeX takes none of these signs but behind a backslash.
        for value in re.findall(r"(?m)^  (?!url)\w+ = \{(.*)\},?$", raw):
            assert value.count("{") == value.count("}")
            assert not re.search(r"(?<!\\)[$&#%_]|[~^<>|]|--|''|\\(?![$&#%_]|text[a-z]+\{\})", value), value

        text = (folder / "cite.ris").read_bytes().decode("utf-8")
        assert re.fullmatch(r"TY  - ELEC\r\n([A-Z][A-Z0-9]  - [^\r\n]+\r\n)+ER  - \r\n", text)
        (reference,) = rispy.loads(text)
        assert reference["title"] == item["title"]
        assert reference["authors"] == [item["author"][0]["literal"]]
        assert reference["urls"] == [item["URL"]]
        assert reference["notes"] == [item["note"]]
        assert reference["year"] == str(item["issued"]["date-parts"][0][0])


def test_a_claim_is_cited_in_words(site: Path) -> None:
    """By publisher, claim, state, site, day and address, in this order; no placeholder and no doubled full stop."""
    for name, page in pages(site, "claims"):
        if "state" in claims(site)[name]:
            continue
        (item,) = json.loads((site / "claims" / name / "cite.json").read_bytes())
        words = the(page, "#cite ~ div .v-citation").get_text()
        year, _, day = item["issued"]["date-parts"][0]
        values = [
            item["author"][0]["literal"],
            item["title"],
            item["note"],
            item["container-title"],
            f"{day} ",
            f"{year}. ",
            item["URL"],
        ]
        places, at = [], 0
        for value in values:
            at = words.find(value, at)
            places.append(at)
            at += len(value)
        assert -1 not in places, (words, values)
        assert words.startswith(values[0])
        assert words.endswith(item["URL"])
        assert not re.search("[\ue000-\uf8ff]", words)
        assert ".. " not in words
        assert [link["href"] for link in page.select("#cite ~ div a[download]")] == [
            "cite.bib",
            "cite.ris",
            "cite.json",
        ]


def title_of(row: dict[str, Any]) -> str:
    """The claim where there is little room: its short form, if it has one."""
    return str(row.get("short", row["claim"]))


def test_an_embedded_claim_is_small_and_asks_for_nothing(site: Path) -> None:
    """Under 10 KB; no script, no address but the claim's page; the page's own words; no verdict once withdrawn."""
    rows = claims(site)
    assert {row.get("state", "standing") for row in rows.values()} >= {"standing", "withdrawn"}
    for name, page in pages(site, "embed"):
        assert (site / "embed" / name / "index.html").stat().st_size < 10_000
        assert page.find_all(["script", "img", "iframe", "object", "form"]) == []
        canonical = str(the(page, "link[rel=canonical]")["href"])
        assert canonical.endswith(f"/claims/{name}/")
        assert {str(element.get("href", element.get("src"))) for element in page.select("[href], [src]")} == {canonical}
        assert "url(" not in the(page, "style").get_text()
        assert the(page, "meta[name=robots]")["content"] == "noindex"
        assert the(page, "html")["lang"] == "en"
        link = the(page, "a[href]")
        assert (link["target"], link["rel"]) == ("_blank", ["noopener"])
        assert the(page, "h1").get_text() == title_of(rows[name])
        state = the(page, ".state").get_text()
        if "state" in rows[name]:
            assert state == rows[name]["state"].capitalize()
            assert rows[name].get("withdrawn", {"reason": ""})["reason"] in the(page, "main").get_text()
            assert rows[name]["last_status"]["word"] not in the(page, "main").get_text()
        else:
            assert state == rows[name]["status"]["word"]
            assert rows[name]["finding"] in the(page, "main").get_text()
            assert the(page, ".state svg").decode_contents()


def test_the_code_to_copy_is_html_that_leads_here(site: Path) -> None:
    """A frame with a title, and a quotation without script or frame; both say what the claim's page says."""
    for name, page in pages(site, "claims"):
        if "state" in claims(site)[name]:
            continue
        frame, quotation = (
            BeautifulSoup(code.get_text(), "html.parser") for code in page.select("#cite ~ div pre code")
        )
        claim = claims(site)[name]
        own = the(frame, "iframe")
        assert str(own["src"]).endswith(f"/embed/{name}/")
        assert title_of(claim) in own["title"]
        assert the(quotation, "blockquote")["cite"] == the(quotation, "a")["href"]
        assert str(the(quotation, "a")["href"]).endswith(f"/claims/{name}/")
        assert {element.name for element in quotation.select("*")} == {"blockquote", "p", "strong", "a"}
        assert title_of(claim) in quotation.get_text()
        assert claim["finding"] in quotation.get_text()


def test_oembed_is_discovered_and_whole(site: Path) -> None:
    """The page leads to a response (oEmbed 1.0, section 4) with all that a rich one needs (2.3.4); its frame exists."""
    origin = "https://example.org"
    for name, page in pages(site, "claims"):
        # The blank in `rel` is white space, so a list of its words is what consumers get (HTML, 4.6.7).
        links = [
            link
            for link in page.select("link[type='application/json+oembed']")
            if "alternate" in str(link.get("rel")).split("'")
        ]
        (link,) = links
        address = str(link["href"])
        assert address.startswith(origin)
        file = site / "embed" / name / "oembed.json"
        assert address.endswith(f"/embed/{name}/oembed.json")
        response = json.loads(file.read_bytes())
        assert (response["type"], response["version"]) == ("rich", "1.0")
        assert isinstance(response["width"], int)
        assert isinstance(response["height"], int)
        assert isinstance(response["cache_age"], int)
        assert {*response} >= {
            "title",
            "author_name",
            "provider_name",
            "provider_url",
            "thumbnail_url",
            "thumbnail_width",
            "thumbnail_height",
        }
        frame = the(BeautifulSoup(response["html"], "html.parser"), "iframe")
        assert frame["src"] == address.removesuffix("oembed.json")
        assert (frame["width"], frame["height"]) == (str(response["width"]), str(response["height"]))
        assert response["thumbnail_url"] == f"{frame['src']}card.png"
        assert (site / "embed" / name / "card.png").is_file()


def test_a_shared_page_names_its_card(site: Path) -> None:
    """Open Graph and Twitter name the same picture, with the claim's own words; other pages name the site's picture."""

    def said(page: BeautifulSoup, name: str) -> str:
        return str(the(page, f'meta[property="{name}"], meta[name="{name}"]')["content"])

    for name, page in pages(site, "claims"):
        assert said(page, "og:image").endswith(f"/embed/{name}/card.png")
        assert said(page, "twitter:image") == said(page, "og:image")
        assert said(page, "twitter:card") == "summary_large_image"
        assert (said(page, "og:image:width"), said(page, "og:image:height"), said(page, "og:image:type")) == (
            "1200",
            "630",
            "image/png",
        )
        assert title_of(claims(site)[name]) in said(page, "og:image:alt")
        assert said(page, "twitter:image:alt") == said(page, "og:image:alt")
    home = BeautifulSoup((site / "index.html").read_bytes(), "html.parser")
    assert said(home, "og:image").endswith("/embed/card.png")
    assert said(home, "og:image:alt")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_embedded_claim_is_accessible(scheme: Any, hostile: Path, browser: Browser) -> None:
    """Without JavaScript, 320 pixels wide, in both colours: nothing is cut off; no rule of accessibility is broken."""
    with served(hostile) as address:
        for name in ("grain", "no-signature"):
            for javascript in (False, True):
                context = browser.new_context(
                    viewport={"width": 320, "height": 300}, color_scheme=scheme, java_script_enabled=javascript
                )
                page = context.new_page()
                asked: list[str] = []
                page.on("request", lambda request, asked=asked: asked.append(request.url))
                page.goto(f"{address}embed/{name}/")
                assert page.locator("h1").is_visible()
                if javascript:
                    assert page.evaluate("document.documentElement.scrollWidth") == 320
                    assert violations(page) == []
                assert [url for url in asked if not url.endswith("/favicon.ico")] == [f"{address}embed/{name}/"]
                context.close()
