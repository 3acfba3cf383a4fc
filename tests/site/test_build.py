"""The built site: identical wherever it is built, every quotation true, every link alive, no other host asked."""

import html
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup, Tag
from verbatim.checks.corpus import Corpus
from verbatim.site.sitecheck import check_site
from verbatim.site.sitecheck.reading.site import read_site

from tests.support.cases import lay_out
from tests.support.microsite import Ran, buildable, copy_newsroom, files_in, in_process, times_in
from tests.support.pages_server import SUB_PATH
from tests.support.planted_faults import ARTICLES, CLAIMS, Value, outline, standing


@cache
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every built page, by its path from the site's root."""
    return {
        path: BeautifulSoup(content, "html.parser")
        for path, content in files_in(site).items()
        if path.endswith(".html")
    }


def marks(soup: BeautifulSoup) -> list[Tag]:
    """The marked quotations of a page."""
    return soup.find_all("mark", attrs={"data-source": True})


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The one element that a selector names."""
    (found,) = soup.select(selector)
    return found


def listed(project: Path, file: str, key: str) -> list[Value]:
    """The entries of a file of the data, read apart from Verbatim's loader."""
    return outline((project / file).read_bytes().decode("utf-8"))[key].items


def published(project: Path) -> list[Value]:
    """The claims that stand."""
    return [claim for claim in listed(project, CLAIMS, "claims") if standing(claim)]


def retired(project: Path) -> list[Value]:
    """The claims that were withdrawn, or merged into another."""
    return [claim for claim in listed(project, CLAIMS, "claims") if not standing(claim) and "draft" not in claim]


def stored_texts(project: Path) -> dict[str, str]:
    r"""The articles' own text: the file, decoded, with `\\r\\n` as `\\n`."""
    folder = project / "seeds" / "articles"
    read = {}
    for file, key in ((ARTICLES, "articles"), ("seeds/records.yaml", "records")):
        for entry in listed(project, file, key):
            if "file" in entry:
                read[entry["id"].content] = (
                    (folder / entry["file"].content).read_bytes().decode("utf-8").replace("\r\n", "\n")
                )
    return read


def test_two_builds_are_identical(built_project: Path, tmp_path: Path, verbatim: Callable[..., Ran]) -> None:
    """The same data built in another folder, at another time, gives the same bytes, generated pages and whole site."""
    twin = copy_newsroom(tmp_path / "elsewhere" / "twin")
    assert verbatim("build", project=twin, cwd=tmp_path).code == 0
    for folder in ("docs", "site"):
        first, second = files_in(built_project / folder), files_in(twin / folder)
        assert sorted(first) == sorted(second)
        assert [name for name in first if first[name] != second[name]] == []
    assert {entry.name for entry in twin.iterdir()} == {entry.name for entry in built_project.iterdir()}


def test_building_again_changes_nothing(built_copy: Path) -> None:
    """A second build over the first leaves every byte of the project as it was, and every page of docs/ untouched."""
    before, times = files_in(built_copy), times_in(built_copy / "docs")
    assert in_process("build", project=built_copy).code == 0
    assert files_in(built_copy) == before
    assert times_in(built_copy / "docs") == times


def test_every_marked_quotation_stands_in_its_source(built_project: Path, built_site: Path) -> None:
    """On every page, each marked run of a stored source is exactly the characters of its file at the offsets given."""
    texts = stored_texts(built_project)
    recorded = {
        entry["id"].content: [passage["text"].content.strip() for passage in entry["passages"].items]
        if "passages" in entry
        else []
        for entry in listed(built_project, "seeds/records.yaml", "records")
        if "file" not in entry
    }
    proven = 0
    for path, soup in pages(built_site).items():
        for mark in marks(soup):
            source, start, end = str(mark["data-source"]), int(str(mark["data-start"])), int(str(mark["data-end"]))
            if source in texts:
                assert texts[source][start:end] == mark.get_text() != "", path
                proven += 1
            else:
                assert any(mark.get_text() in passage for passage in recorded[source]), path
    assert proven > len(published(built_project))
    assert any("file" in entry for entry in listed(built_project, "seeds/records.yaml", "records"))


def test_every_claim_has_its_page(built_project: Path, built_site: Path) -> None:
    """Each claim that stands has a page with its words, finding, status and every excerpt; of others the page stays."""
    words = {
        status["id"].content: status["word"].content for status in listed(built_project, "policy.yaml", "statuses")
    }
    for claim in published(built_project):
        soup = pages(built_site)[f"claims/{claim['id'].content}/index.html"]
        assert one(soup, "h1").get_text(strip=True) == claim["claim"].content.strip()
        assert one(soup, ".v-finding").get_text() == claim["finding"].content.strip()
        assert one(soup, ".v-status > strong").get_text(strip=True) == words[claim["status"].content]
        cards = soup.select("div.v-card")
        assert len(cards) == len(claim["evidence"].items)
        assert all(marks(BeautifulSoup(str(card), "html.parser")) for card in cards)
    built = {path for path in pages(built_site) if re.fullmatch(r"claims/[^/]+/index\.html", path)}
    every = [*published(built_project), *retired(built_project)]
    assert built == {f"claims/{claim['id'].content}/index.html" for claim in every}
    assert len(retired(built_project)) == 2


def test_each_article_lists_its_excerpts_in_text_order(built_project: Path, built_site: Path) -> None:
    """All excerpts of the article, no other, in the order of its text; each leads to its place on a claim page."""
    for article in listed(built_project, ARTICLES, "articles"):
        name = article["id"].content
        soup = pages(built_site)[f"articles/{name}/index.html"]
        items = soup.select("ol.v-in-order > li")
        starts = [int(str(marks(BeautifulSoup(str(item), "html.parser"))[0]["data-start"])) for item in items]
        assert starts == sorted(starts)
        quoted = [
            excerpt
            for claim in published(built_project)
            for excerpt in claim["evidence"].items
            if excerpt["source"].content == name
        ]
        assert len(items) == len(quoted) >= 5
        for item in items:
            link = one(item, "a")
            assert str(link["href"]).endswith(f"/#{item['id']}")
            page = pages(built_site)[str(link["href"]).removeprefix("../../").split("#")[0] + "index.html"]
            assert page.find(id=str(item["id"]))


def addresses(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Every address on a page, whatever attribute holds it."""
    for tag in soup.select("*"):
        for attribute in ("href", "src", "action", "poster", "data"):
            if tag.has_attr(attribute):
                yield tag, str(tag[attribute])
        for candidate in str(tag.get("srcset", "")).split(","):
            if candidate.strip():
                yield tag, candidate.split()[0]


def test_every_internal_link_and_anchor_leads_somewhere(built_site: Path) -> None:
    """Followed as by a browser from that page, each address is a file of the site, each anchor an id on it."""
    site = {path: soup for path, soup in pages(built_site).items() if path != "404.html"}
    files = set(files_in(built_site))
    dead = []
    for path, soup in site.items():
        ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), path
        for _, address in addresses(soup):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            assert not parts.path.startswith("/"), (path, address)
            target = (
                (built_site / path).parent.joinpath(unquote(parts.path)).resolve() if parts.path else built_site / path
            )
            target = target / "index.html" if target.is_dir() else target
            name = target.relative_to(built_site.resolve() if parts.path else built_site).as_posix()
            if name not in files or (
                parts.fragment
                and name in pages(built_site)
                and not pages(built_site)[name].find(id=unquote(parts.fragment))
            ):
                dead.append((path, address))
    assert dead == []


def test_every_page_is_reached_from_the_home_page(built_project: Path, built_site: Path) -> None:
    """Following links one comes to every page but the 404 page, and what others embed of a claim that was retired."""
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in pages(built_site):
            continue
        reached.add(path)
        for tag, address in addresses(pages(built_site)[path]):
            parts = urlsplit(address)
            if tag.name == "a" and not parts.scheme and not parts.netloc and parts.path:
                target = (built_site / path).parent.joinpath(unquote(parts.path)).resolve()
                target = target / "index.html" if target.is_dir() else target
                waiting.append(target.relative_to(built_site.resolve()).as_posix())
    embedded = {f"embed/{claim['id'].content}/index.html" for claim in retired(built_project)}
    assert set(pages(built_site)) - reached == {"404.html", *embedded}


def test_nothing_is_loaded_from_another_host(built_site: Path) -> None:
    """No script, style, image, font, frame or form leaves the site; style sheets name no other host either."""
    for path, soup in pages(built_site).items():
        for tag, address in addresses(soup):
            parts = urlsplit(address)
            goes_out = (
                bool(parts.netloc)
                and tag.name != "a"
                and not (tag.name == "link" and "canonical" in str(tag.get("rel")))
            )
            assert not goes_out, (path, tag.name, address)
        for style in [*soup.find_all("style"), *soup.find_all(style=True)]:
            assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", str(style)), path
    for name, content in files_in(built_site).items():
        if name.endswith(".css"):
            assert not re.search(rb"url\(\s*['\"]?(?:https?:)?//|@import", content), name


def test_claims_json(built_project: Path, built_site: Path) -> None:
    """The data file holds every published claim in order, and each proven excerpt's characters at its offsets."""
    data = json.loads((built_site / "api" / "v1" / "claims.json").read_text(encoding="utf-8"))
    claims, texts = published(built_project), stored_texts(built_project)
    assert data["schema_version"] == 1
    assert data["total"] == len(data["claims"]) == len(claims)
    assert [row["id"] for row in data["claims"]] == [claim["id"].content for claim in claims]
    ids = [excerpt["id"] for row in data["claims"] for excerpt in row["excerpts"]]
    assert len(ids) == len(set(ids))
    for row, claim in zip(data["claims"], claims, strict=True):
        assert (row["claim"], row["finding"]) == (claim["claim"].content.strip(), claim["finding"].content.strip())
        assert (row["kind"], row["status"]["id"]) == (claim["kind"].content, claim["status"].content)
        assert f"{row['path']}index.html" in pages(built_site)
        assert [excerpt["source"] for excerpt in row["excerpts"]] == [
            excerpt["source"].content for excerpt in claim["evidence"].items
        ]
        for excerpt in row["excerpts"]:
            selector = excerpt["selector"]
            assert excerpt["quotation"] == ("proven" if excerpt["source"] in texts else "recorded")
            assert excerpt["match"] in ("exact", "typographic")
            if excerpt["source"] in texts:
                text = texts[excerpt["source"]]
                whole = text[selector["start"] : selector["end"]]
                assert whole.startswith(selector["exact"][0])
                assert whole.endswith(selector["exact"][-1])
                assert len(selector["exact"]) > 1 or [whole] == selector["exact"]
                assert text[: selector["start"]].endswith(selector["prefix"])
                assert text[selector["end"] :].startswith(selector["suffix"])


def test_the_home_page_counts_what_is_there(built_project: Path, built_site: Path) -> None:
    """Its numbers are those of the data, and its findings those that policy.yaml features."""
    home = pages(built_site)["index.html"]
    numbers = [int(found.get_text().split()[0]) for found in home.select(".v-lead strong")]
    assert numbers[:2] == [len(published(built_project)), len(listed(built_project, ARTICLES, "articles"))]
    featured = outline((built_project / "policy.yaml").read_text(encoding="utf-8"))["featured"].words
    assert [str(link["href"]) for link in home.select("ol.v-findings a")] == [f"claims/{name}/" for name in featured]


def test_the_method_page_lists_every_rule(built_project: Path, built_site: Path) -> None:
    """Each status and each rule of policy.yaml, by id, once."""
    method = pages(built_site)["method/index.html"]
    statuses = listed(built_project, "policy.yaml", "statuses")
    assert [code.get_text() for code in method.select("code.v-rule")] == [
        rule["id"].content for status in statuses for rule in status["rules"].items
    ]
    assert all(method.find(id=status["id"].content) for status in statuses)


def test_the_indexes_lead_to_every_claim_and_article(built_project: Path, built_site: Path) -> None:
    """The lists of claims and articles hold each once."""
    claims = [str(link["href"]) for link in pages(built_site)["claims/index.html"].select("a.v-row-claim")]
    assert sorted(claims) == sorted(f"../claims/{claim['id'].content}/" for claim in published(built_project))
    articles = [str(link["href"]) for link in pages(built_site)["articles/index.html"].select("a.v-row-claim")]
    assert articles == [f"{article['id'].content}/" for article in listed(built_project, ARTICLES, "articles")]


def test_every_generated_page_says_what_it_was_generated_from(built_project: Path) -> None:
    """Each file of the manifest whose form has room for it bears the line, and no other file does."""
    manifest = json.loads((built_project / ".verbatim" / "generated.json").read_text(encoding="utf-8"))
    docs = files_in(built_project / "docs")
    marked = {path for path, content in docs.items() if b"Generated from claims.yaml" in content[:1000]}
    without = {path for path in manifest if path.endswith((".csv", ".db", ".jsonl"))}
    assert set(manifest) - without == marked
    assert marked


def test_a_site_under_a_sub_path_builds(published_site: Path) -> None:
    """With the address of a project page the site checks pass, and the 404 page's links begin with the sub-path."""
    missing = pages(published_site)["404.html"]
    within = [address for _, address in addresses(missing) if not urlsplit(address).netloc and urlsplit(address).path]
    assert within
    assert [address for address in within if not address.startswith(SUB_PATH)] == []
    files = files_in(published_site)
    for address in within:
        path = urlsplit(address).path.removeprefix(SUB_PATH)
        path = path.removesuffix(".")
        assert (f"{path}index.html" if path.endswith("/") or not path else path) in files, address


Damaged = tuple[Path, Callable[[], list[tuple[str, str]]]]


@pytest.fixture
def damaged(built_site: Path, corpus: Corpus, tmp_path: Path) -> Damaged:
    """A copy of the built site to damage, and what the site checks then say of it."""
    site = tmp_path / "site"
    shutil.copytree(built_site, site)
    return site, lambda: [
        (problem.code, problem.place.file) for problem in check_site(read_site(site), corpus).problems
    ]


def test_the_site_checks_pass_an_undamaged_copy(damaged: Damaged) -> None:
    """What the tests below find is the damage that they do."""
    _, check = damaged
    assert check() == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (r'href="\.\./\.\./method/#[a-z-]+"', 'href="../../methods/"', "dead-link"),
        (r'href="\.\./\.\./method/#[a-z-]+"', 'href="../../method/#no-such-status"', "dead-anchor"),
        (r'href="\.\./\.\./method/#[a-z-]+"', 'href="/method/"', "rooted-link"),
        (r'href="\.\./\.\./method/#[a-z-]+"', 'href="../../../../etc/passwd"', "leaves-site"),
        (r'(<mark data-source="[^"]+" data-start="\d+" data-end="\d+">)[^<]', r"\1†", "false-quotation"),
        (r'<mark data-source="[^"]+"', '<mark data-source="nowhere"', "false-quotation"),
        (r'(<mark data-source="[^"]+" data-start=")\d+', r"\g<1>0", "false-quotation"),
        (r"</article>", '<p id="reasoning"></p></article>', "duplicate-anchor"),
    ],
    ids=[
        "no page",
        "no anchor",
        "from the root",
        "out of the site",
        "a letter",
        "a source",
        "an offset",
        "an id twice",
    ],
)
def test_the_site_checks_find_damage(old: str, new: str, code: str, damaged: Damaged) -> None:
    """One planted fault on the page of one claim is one problem, at that claim's place in the data."""
    site, check = damaged
    page = min(site.glob("claims/*/index.html"))
    text, count = re.subn(old, new, page.read_text(encoding="utf-8"), count=1)
    assert count == 1
    page.write_text(text, encoding="utf-8")
    assert check() == [(code, "claims.yaml")]


def test_the_site_checks_find_a_lost_page(damaged: Damaged, corpus: Corpus) -> None:
    """A page that is gone although every page links to it is one problem, which says how many pages do.

    What is embedded elsewhere links to its claim alone. The offline copy, which has the page, is another problem.
    """
    site, check = damaged
    (site / "about" / "index.html").unlink()
    assert check() == [("dead-link", "site/404.html"), ("damaged-file", "site/data/offline.zip")]
    problem, _ = check_site(read_site(site), corpus).problems
    in_the_theme = [page for page in site.rglob("*.html") if b'class="md-header"' in page.read_bytes()]
    assert f"on {len(in_the_theme)} pages" in problem.message
    assert "“/about/” leads nowhere" in problem.message


def test_a_build_that_the_engine_refuses_keeps_the_last_site(built_copy: Path) -> None:
    """A dead link in a handwritten page stops the strict build, and the site that was there before is kept."""
    site = files_in(built_copy / "site")
    handwritten = built_copy / "docs" / "editors" / "index.md"
    handwritten.write_text(handwritten.read_text(encoding="utf-8") + "\n[Nowhere](no-such-page.md)\n", encoding="utf-8")
    ran = in_process("build", project=built_copy)
    assert ran.code != 0
    assert "no-such-page.md" in ran.stdout + ran.stderr
    assert files_in(built_copy / "site") == site


def test_a_dead_link_in_raw_html_is_found_by_the_site_checks(tmp_path: Path) -> None:
    """MkDocs does not see it; the build stops all the same, and publishes nothing."""
    project = buildable(lay_out("_base", tmp_path / "project"))
    handwritten = project / "docs" / "editors" / "index.md"
    handwritten.write_text(
        handwritten.read_text(encoding="utf-8") + '\n<p><a href="../no-such-page/">x</a></p>\n', encoding="utf-8"
    )
    ran = in_process("build", project=project)
    assert ran.code == 1
    (line,) = re.findall(r"site/editors/index\.html:(\d+):1: error\[dead-link\]", ran.stderr)
    page = project / ".verbatim" / "site" / "editors" / "index.html"
    assert "../no-such-page/" in page.read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert not (project / "site").exists()


def own_pages(project: Path) -> dict[str, BeautifulSoup]:
    """The pages that are made of a project's data."""
    return {path: soup for path, soup in pages(project / "site").items() if not path.startswith("editors/")}


def test_hostile_text_is_text_on_the_page(hostile_project: Path) -> None:
    """Markup of every kind in the data is shown letter for letter and does nothing."""
    folder, built = hostile_project, own_pages(hostile_project)
    claim = next(claim for claim in listed(folder, CLAIMS, "claims") if claim["id"].content == "grain")
    (article,) = listed(folder, ARTICLES, "articles")
    own, title = claim["claim"].content, article["title"].content
    assert all(sign in own for sign in ("</title><script>", "[TOC]", "{#id}", "!!!", "&amp;", "\\*", "**"))
    assert '"><img' in title
    page, about = built["claims/grain/index.html"], built["articles/talks/index.html"]
    assert (one(page, "h1").get_text(), one(about, "h1").get_text()) == (own, title)
    assert one(page, ".v-finding").get_text() == own
    notes = [excerpt["note"].content for excerpt in claim["evidence"].items if "note" in excerpt]
    assert [note.get_text() for note in page.select("p.v-note")] == notes != []
    short = claim["short"].content if "short" in claim else own
    for path, heading in (("claims/grain", f"Single origin: {short}"), ("articles/talks", title)):
        source = (folder / "site" / path / "index.html").read_text(encoding="utf-8")
        (shown,) = re.findall("(?s)<title>(.*?)</title>", source)
        assert html.unescape(shown).startswith(heading)
    assert one(page, "meta[name=description]")["content"] == own
    text = stored_texts(folder)["talks"]
    for path, soup in built.items():
        scripts = soup.find_all("script", string=re.compile("alert"))
        # JSON-LD holds the claim's own words, as data that no browser runs.
        assert {str(script.get("type")) for script in scripts} <= {"application/ld+json"}, path
        assert not soup.find_all("img", src=re.compile("^x$|example")), path
        assert not [tag for tag in soup.select("*") for name in tag.attrs if name.startswith("on")], path
        assert not [
            address for _, address in addresses(soup) if address.startswith("javascript:") or "e.example" in address
        ], path
        assert not soup.select(".admonition, .toc:not(nav *), [id=id], .footnote"), path
        for mark in marks(soup):
            assert mark.get_text() == text[int(str(mark["data-start"])) : int(str(mark["data-end"]))]
    assert len(marks(page)) > 1


def test_an_editors_markdown_is_obeyed_and_their_html_is_not(tmp_path: Path) -> None:
    """Reasoning may have emphasis, lists and links to the web; openings of Markdown elsewhere are plain text."""
    folder = buildable(lay_out("hostile-openings", tmp_path / "project"))
    ran = in_process("build", project=folder)
    assert ran.code == 0, ran.stdout + ran.stderr
    page = pages(folder / "site")["claims/grain/index.html"]
    assert one(page, "h1").get_text() == "# Southland"
    assert one(page, ".v-finding").get_text() == "- 1. > Only Southland"
    prose = one(page, ".v-prose")
    assert one(prose, "em").get_text() == "emphasis"
    assert [item.get_text() for item in prose.select("ol li")] == ["one", "two"]
    assert [str(link["href"]) for link in prose.select("a[href]")] == ["https://example.org/a"]
    assert "<b>HTML</b>" in prose.get_text()


def test_an_empty_microsite_builds(empty_project: Path) -> None:
    """`claims: []` is a site without claims, not an error."""
    assert own_pages(empty_project)["claims/index.html"].select("a.v-row-claim") == []
    data = json.loads((empty_project / "site" / "api" / "v1" / "claims.json").read_text(encoding="utf-8"))
    assert data["total"] == 0


def test_quotations_of_other_scripts_and_over_paragraphs(built_site: Path) -> None:
    """Right-to-left words keep their characters and take their own direction; paragraphs of a quotation stay apart."""
    page = pages(built_site)["claims/fuel-for-fish/index.html"]
    assert "عرضت الجنوب الوقود مقابل السمك في نيسان." in [mark.get_text() for mark in marks(page)]
    assert {str(quotation["dir"]) for quotation in page.select("blockquote")} == {"auto"}
    page = pages(built_site)["claims/fuel-was-part-of-the-talks/index.html"]
    (quotation,) = (quotation for quotation in page.select("blockquote") if len(quotation.select("p")) == 2)
    assert [mark.get_text() for mark in quotation.select("mark")] == [
        "Northland has asked us for fuel three times.",
        "“Each time we said that we would think about it",
    ]


def test_a_draft_is_nowhere_on_the_site(built_project: Path, built_site: Path) -> None:
    """A claim that is not published leaves no trace in any file of the site, nor in the offline copy."""
    (draft,) = (claim for claim in listed(built_project, CLAIMS, "claims") if claim.get("draft") == "true")
    traces = [draft[key].content.encode() for key in ("id", "claim", "finding")]
    files = files_in(built_site)
    with ZipFile(io.BytesIO(files["data/offline.zip"])) as copy:
        files |= {f"offline/{name}": copy.read(name) for name in copy.namelist()}
    assert [path for path in files if f"claims/{draft['id'].content}" in path] == []
    assert [path for path, content in files.items() if any(trace in content for trace in traces)] == []
    assert any(published(built_project)[0]["finding"].content.encode() in content for content in files.values())
