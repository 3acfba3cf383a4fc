"""The link gate: a whole site passes, each planted fault is found where it can be mended, and nothing else is."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.checks.corpus import Corpus
from verbatim.problems import Problem, Severity
from verbatim.project import Project
from verbatim.quotation.text.source_text import SourceText
from verbatim.site.build import build
from verbatim.site.sitecheck import check_site, site_rules
from verbatim.site.sitecheck.addresses import Inside, Outside, SiteFiles
from verbatim.site.sitecheck.findings import MOST_LISTED, Fault
from verbatim.site.sitecheck.last_check import LastCheck
from verbatim.site.sitecheck.link_rules import dead_anchors, ids_of
from verbatim.site.sitecheck.reading import site as reading
from verbatim.site.sitecheck.reading.collection import Collection, read_collection
from verbatim.site.sitecheck.reading.data_file import read_data_file
from verbatim.site.sitecheck.reading.page import read_page
from verbatim.site.sitecheck.reading.site import read_site
from verbatim.site_address import SiteAddress

from tests.support.cases import lay_out
from tests.support.microsite import buildable, corpus_of, files_in, in_process
from tests.support.planted_damage import DAMAGES, Damage
from tests.support.planted_links import ADDRESS, CLAIM, FAULTS, HEAD, Planted, Plot
from tests.support.site_links import follow_all

pytestmark = pytest.mark.usefixtures("one_reading_of_a_page")


@pytest.fixture(scope="module")
def small(build_once: Callable[..., Path]) -> Path:
    """The base of the golden cases, built: two claims, one article."""
    return build_once("small", lambda folder: buildable(lay_out("_base", folder)), SITE_URL=ADDRESS)


@pytest.fixture(scope="module")
def corpus(small: Path) -> Corpus:
    """The checked data of that site."""
    return corpus_of(small)


@pytest.fixture(scope="module")
def noted(small: Path, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list of a check of that site."""
    last = LastCheck(tmp_path_factory.mktemp("noted") / "last_check.json", "these rules")
    assert check_site(read_site(small / "site"), corpus, ADDRESS, last=last).problems == []
    last.keep()
    return last.file


@pytest.fixture
def plot(tmp_path: Path, small: Path, corpus: Corpus, noted: Path) -> Plot:
    """A copy of that site, whose files are links to the same files until they are written, and beside it the list."""
    site = shutil.copytree(small / "site", tmp_path / "site", copy_function=os.link)
    shutil.copy(noted, tmp_path)
    return Plot(Path(site), corpus.claims[0].id, corpus.articles[0].id)


def checked(plot: Plot, corpus: Corpus, address: str = ADDRESS) -> list[Problem]:
    """What the site checks say of it, the same if they read only what the list does not have."""
    found = check_site(read_site(plot.site), corpus, address).problems
    last = LastCheck(plot.site.parent / "last_check.json", "these rules")
    assert check_site(read_site(plot.site), corpus, address, last=last).problems == found
    return found


def place_of(planted: Planted, plot: Plot, corpus: Corpus) -> tuple[str, int | None]:
    """File and line where a fault must be reported; None where any line will do."""
    claim = corpus.claim(plot.claim)
    assert claim
    place = {"claim": claim.place, "article": corpus.source_places[plot.article]}.get(planted.file)
    return (place.file, place.line) if place else (planted.file, None)


def is_of(planted: Planted, problem: Problem, plot: Plot, corpus: Corpus) -> bool:
    """Whether a problem is the one that a planted fault must give."""
    file, line = place_of(planted, plot, corpus)
    there = problem.place.file == file and line in (None, problem.place.line)
    return there and problem.code == planted.code and planted.words in problem.message and bool(problem.hint)


def test_a_whole_site_has_no_fault(built_project: Path) -> None:
    """And the command says how much it looked at."""
    ran = in_process("links", project=built_project)
    assert (ran.code, ran.stderr) == (0, "")
    pages = len([name for name in files_in(built_project / "site") if name.endswith(".html")])
    assert f"Checked {pages} pages, " in ran.stdout
    assert "No problem found." in ran.stdout


def test_the_published_site_has_no_fault(published_site: Path) -> None:
    """Under a sub-path, whose address the site itself says; that it is published elsewhere is seen at once."""
    project = published_site.parent
    ran = in_process("links", "--format", "json", project=project)
    assert (ran.code, ran.problems) == (0, [])
    ran = in_process("links", "--format", "json", project=project, SITE_URL="https://example.net/verbatim/")
    assert ran.code == 1
    (row,) = ran.problems
    assert (row["code"], row["file"]) == ("foreign-name", "site/index.html")
    assert ADDRESS in row["message"]
    assert "SITE_URL=https://example.net/verbatim/" in row["hint"]


def test_all_faults_in_a_whole_site(published_site: Path, tmp_path: Path) -> None:
    """Every fault planted in one copy of a whole site gives its own problem at its own place, and no further one."""
    project = published_site.parent
    corpus = corpus_of(project)
    site = Path(shutil.copytree(published_site, tmp_path / "site"))
    plot = Plot(site, corpus.claims[0].id, corpus.articles[0].id)
    for planted in FAULTS:
        planted.plant(plot)
    ran = in_process("links", "--site", "site", "--format", "json", project=project, cwd=tmp_path)
    assert ran.code == 1
    rows = ran.problems
    for planted in FAULTS:
        file, line = place_of(planted, plot, corpus)
        found = [
            row
            for row in rows
            if (row["code"], row["file"]) == (planted.code, file)
            and line in (None, row["line"])
            and planted.words in row["message"]
        ]
        assert len(found) == 1, (planted, found)
        rows.remove(found[0])
    assert rows == []


def test_a_small_site_without_a_fault(plot: Plot, corpus: Corpus) -> None:
    """What the next test finds is what it plants."""
    assert checked(plot, corpus) == []


def test_json_is_parsed_once(plot: Plot, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was read for its addresses is not opened again for its entries."""
    opened: list[str] = []

    def open_collection(path: str, raw: bytes) -> Collection:
        opened.append(path)
        return read_collection(path, raw)

    monkeypatch.setattr(reading, "read_collection", open_collection)
    assert check_site(read_site(plot.site), corpus, ADDRESS).problems == []
    assert {path.rpartition(".")[2] for path in opened} == {"csv", "db", "jsonl", "xml"}


def test_every_kind_is_planted_under_its_own_name() -> None:
    """At least thirty, each with a name of its own."""
    assert len({planted.name for planted in FAULTS}) == len(FAULTS) >= 30


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted.name)
def test_one_fault(planted: Planted, plot: Plot, corpus: Corpus) -> None:
    """A fault alone is exactly one problem, at its place, with its mend."""
    planted.plant(plot)
    (problem,) = checked(plot, corpus)
    assert is_of(planted, problem, plot, corpus), problem


def test_every_kind_of_damage_has_its_own_name() -> None:
    """More than forty."""
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) > 40


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_found(damage: Damage, plot: Plot, corpus: Corpus) -> None:
    """With the code that says what it is, and a mend."""
    damage.plant(plot)
    found = checked(plot, corpus)
    assert [each for each in found if each.code == damage.code and damage.words in each.message and each.hint], found


def test_the_line_of_the_built_page_is_named(plot: Plot, corpus: Corpus) -> None:
    """Where there is no place in the data, the place is the line of the file."""
    plot.insert("about/index.html", '<a href="nowhere/">x</a>')
    (problem,) = checked(plot, corpus)
    lines = plot.path("about/index.html").read_text(encoding="utf-8").splitlines()
    assert problem.place.file == "site/about/index.html"
    assert "nowhere" in lines[problem.place.line - 1]


def test_a_site_without_a_site_map(plot: Plot, corpus: Corpus) -> None:
    """Here `robots.txt` names it, too."""
    plot.path("sitemap.xml").unlink()
    plot.write("robots.txt", f"User-agent: *\nSitemap: {ADDRESS}sitemap.xml\n")
    assert sorted(problem.code for problem in checked(plot, corpus)) == ["dead-link", "no-sitemap"]


def test_a_site_without_a_home_page(plot: Plot, corpus: Corpus) -> None:
    """It is reported once, and for each link that leads there, but not again for every page that nobody reaches."""
    plot.path("index.html").unlink()
    found = checked(plot, corpus, "")
    assert "orphan-page" not in {problem.code for problem in found}
    assert [problem.place.file for problem in found].count("site/index.html") == 1


def test_a_site_that_is_nearly_too_large(plot: Plot, corpus: Corpus) -> None:
    """From four fifths of the limit on it is a warning, which stops no build."""
    for number in range(9):
        with plot.path(f"part-{number}.bin").open("wb") as file:
            file.truncate(90_000_000)
    (problem,) = checked(plot, corpus)
    assert (problem.code, problem.severity) == ("oversized-site", Severity.WARNING)


def test_one_fault_on_many_pages_is_reported_once(plot: Plot, corpus: Corpus) -> None:
    """However deep each page is; the same on a few pages is reported for each of them."""
    for number in range(MOST_LISTED + 1):
        assert len(checked(plot, corpus)) == number
        name = f"more/{'deep/' * number}index.html"
        plot.write(name, f'{HEAD}<meta name="robots" content="noindex"><a href="{"../" * (number + 1)}gone/">x</a>')
    (problem,) = checked(plot, corpus)
    assert f"on {MOST_LISTED + 1} pages, first more/" in problem.message


def test_what_was_probably_meant(plot: Plot, corpus: Corpus) -> None:
    """The mend of a dead link names the nearest page in that folder, that of a dead anchor the nearest id."""
    plot.insert("about/index.html", f'<a href="../claims/{plot.claim}s/">x</a><a href="#uber">y</a><p id="über"></p>')
    page, anchor = sorted(checked(plot, corpus), key=lambda problem: problem.code, reverse=True)
    assert f"did you mean “claims/{plot.claim}”?" in page.hint
    assert "did you mean “#über”?" in anchor.hint


def test_many_orphans_are_reported_once(plot: Plot, corpus: Corpus) -> None:
    """Where a list is no longer linked, its pages are one problem, not one each."""
    for number in range(MOST_LISTED + 1):
        plot.write(f"notes/{number}/index.html", f"{HEAD}<p>x</p>")
    assert sorted(problem.code for problem in checked(plot, corpus)) == ["not-in-sitemap", "orphan-page"]


def test_pages_that_need_not_be_reached(plot: Plot, corpus: Corpus) -> None:
    """A page that asks not to be indexed may be an orphan and is not listed; its links are checked all the same."""
    plot.write("card/index.html", f'{HEAD}<meta name="robots" content="noindex"><a href="../gone/">x</a>')
    (problem,) = checked(plot, corpus)
    assert (problem.code, problem.place.file) == ("dead-link", "site/card/index.html")


def test_braces_in_the_data_are_no_leftover(plot: Plot, corpus: Corpus) -> None:
    """What an editor wrote is text, wherever it came from."""
    words = corpus.texts[plot.article].text
    plot.insert(CLAIM, "<p>{{ site.name }}</p>")
    (problem,) = checked(plot, corpus)
    assert problem.code == "template-leftover"
    texts = {**corpus.texts, "x": SourceText(f"{words} {{{{ site.name }}}}")}
    assert checked(plot, replace(corpus, texts=texts)) == []


def test_files_that_no_browser_could_read(plot: Plot, corpus: Corpus) -> None:
    """Bytes that are no UTF-8, no HTML, and elements deeper than the parser goes are reported, not passed over."""
    broken = b'<p>x</p><script type="application/ld+json">{</script>'
    for raw in (b"\xff\xfe<p>", b"", b"<div>" * 3000 + b'<a href="gone/">', broken):
        plot.write(CLAIM, raw)
        assert "unreadable-page" in {problem.code for problem in checked(plot, corpus)}, raw[:20]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../b/", "b/index.html"),
        ("../b/?q=1#x", "b/index.html#x"),
        ("", Fault),
        ("#x", "a/index.html#x"),
        ("?q", "a/index.html"),
        (".", "a/index.html"),
        ("./", "a/index.html"),
        ("..", "index.html"),
        ("../%62/", "b/index.html"),
        ("../b/index.html", "b/index.html"),
        ("../%E2%82%AC.txt", "€.txt"),
        ("../€.txt", "€.txt"),
        ("../b/#x:~:text=y", "b/index.html#x"),
        ("../b/#:~:text=y", "b/index.html"),
        ("../b/../b/", "b/index.html"),
        ("../../b/", Fault),
        ("%2e%2e/b/", "b/index.html"),
        ("../b", Fault),
        ("https://example.org/verbatim/", "index.html"),
        ("https://example.org/verbatim", Fault),
        ("https://example.org/verbatim/b/#x", "b/index.html#x"),
        ("HTTPS://EXAMPLE.ORG/verbatim/b/", "b/index.html"),
        ("//example.org/verbatim/b/", "b/index.html"),
        ("https://example.org/verbatimly/", "example.org"),
        ("https://example.org:8443/verbatim/b/", "example.org"),
        ("mailto:a@example.org", ""),
        ("data:text/plain,x", ""),
        ("http://[::1]/", Fault),
        ("http://[", Fault),
        ("http://192.168.1.4/", Fault),
        ("..\\b\\", Fault),
    ],
)
def test_where_an_address_leads(address: str, target: str | type[Fault]) -> None:
    """As a browser follows it: a file of the site with its fragment, another host, or a fault."""
    site_files = SiteFiles(frozenset({"index.html", "a/index.html", "b/index.html", "€.txt"}), ADDRESS)
    found = site_files.follow(address, "a/index.html")
    if isinstance(found, Inside):
        assert f"{found.path}#{found.fragment}".removesuffix("#") == target
    elif isinstance(found, Outside):
        assert found.host == target
    else:
        assert target is Fault, found


IDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn")), min_size=1, max_size=12)
ENTITIES = {"&": "&amp;", '"': "&quot;", "<": "&lt;"}


def escaped(text: str) -> str:
    """Text as the value of an attribute."""
    return "".join(ENTITIES.get(sign, sign) for sign in text)


@given(name=IDS, other=IDS)
def test_an_anchor_of_any_script_is_found_encoded_or_not(name: str, other: str) -> None:
    """A link to an id leads there, percent-encoded; one to any other id is dead."""
    html = f'<!doctype html><p id="{escaped(name)}"><a href="#{quote(name)}">x</a><a href="#{quote(other)}">y</a>'
    page = read_page("index.html", html.encode())
    links, findings = follow_all([page], SiteFiles(frozenset({"index.html"})))
    dead = [finding.fault.key for finding in dead_anchors(links.places, ids_of([page]))]
    assert findings == []
    assert dead == ([] if other in (name, "top") else [f"index.html#{other.partition(':~:')[0]}"])


@given(text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), min_size=1))
def test_the_characters_of_a_mark_are_read_as_they_stand(text: str) -> None:
    """Whatever stands between its tags, also where some of it stands in an element within."""
    mark = f'<mark data-source="a" data-start="0" data-end="9">{escaped(text)}<b>{escaped(text)}</b></mark>'
    html = f"<!doctype html>\n<p>{mark}</p>"
    (found,) = read_page("index.html", html.encode()).marks
    assert (found.text, found.line) == (text * 2, 2)


PIECES = st.sampled_from(
    [
        *"<>&=/#%{[:é😀",
        "'",
        '"',
        "//",
        "href",
        "srcset",
        "style",
        "url(",
        "id=",
        "<a ",
        "<mark ",
        "<svg>",
        "@import",
        "<?xml",
        "<![CDATA[",
        "<!--",
        "http://[",
    ]
)


@given(
    text=st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=40).map("".join),
    name=st.sampled_from(["css", "json", "xml", "svg", "html"]),
)
def test_no_file_breaks_the_checks(text: str, name: str) -> None:
    """Whatever stands in a file, it is read or said to be unreadable, and each address is followed or a fault."""
    raw = text.encode("utf-8", "surrogatepass")
    document = read_page("x.html", raw) if name == "html" else read_data_file(f"x.{name}", raw)
    assert document
    follow_all([document], SiteFiles(frozenset({f"x.{name}"}), ADDRESS))
    SiteFiles(frozenset(), ADDRESS).follow(text, "x.html")


def test_links_without_a_site(tmp_path: Path) -> None:
    """It is wrong usage, and the answer says what to do; faults of the data come before those of the site."""
    project = lay_out("_base", tmp_path / "project")
    ran = in_process("links", project=project)
    assert ran.code == 2
    assert "verbatim build" in ran.stderr
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    (project / "policy.yaml").write_text("schema: 1\n", encoding="utf-8")
    ran = in_process("links", "--format", "json", project=project)
    assert ran.code == 1
    assert {row["file"] for row in ran.problems} == {"policy.yaml"}


def test_a_warning_stops_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported, and the site is built."""
    project = buildable(lay_out("_base", tmp_path / "project"))
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setattr(site_rules, "WARN_FROM", 0)
    built = build(Project(project), SiteAddress(""))
    assert [problem.code for problem in built.problems if problem.severity is Severity.WARNING] == ["oversized-site"]
    assert built.corpus
    assert (project / "site" / "index.html").is_file()
