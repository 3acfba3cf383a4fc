"""A check that reads only what can have become wrong says what a check says that reads everything."""

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from verbatim.checks.corpus import Corpus
from verbatim.site.sitecheck import check_site, gathered
from verbatim.site.sitecheck.last_check import LastCheck
from verbatim.site.sitecheck.reading.site import read_document, read_site

from tests.support.cases import lay_out
from tests.support.microsite import buildable, corpus_of, files_in
from tests.support.planted_links import ADDRESS, ARTICLE, CLAIM, HEAD, Plot

pytestmark = pytest.mark.usefixtures("one_reading_of_a_page")

RULES = "these rules"


@dataclass
class Checked:
    """A site that is checked again and again, each time by what the last check noted.

    Of every second file the hash is known, as in a build.
    """

    plot: Plot
    corpus: Corpus
    reads: list[str]

    def codes(self, corpus: Corpus | None = None, rules: str = RULES) -> list[str]:
        """The codes of the problems, the same as of a check that reads everything; `reads` are the files read."""
        data = corpus or self.corpus
        whole = check_site(read_site(self.plot.site), data, ADDRESS).problems
        self.reads.clear()
        last = LastCheck(self.plot.site.parent / "last_check.json", rules)
        known = {path: sha256(content).hexdigest() for path, content in [*files_in(self.plot.site).items()][::2]}
        found = check_site(read_site(self.plot.site, hashes=known), data, ADDRESS, last=last).problems
        read = [*self.reads]
        assert found == whole
        last.keep()
        self.reads[:] = read
        return [problem.code for problem in found]


@pytest.fixture(scope="module")
def small(build_once: Callable[..., Path]) -> Path:
    """The base of the golden cases, built: two claims, one article."""
    return build_once("small", lambda folder: buildable(lay_out("_base", folder)), SITE_URL=ADDRESS)


@pytest.fixture(scope="module")
def corpus(small: Path) -> Corpus:
    """The checked data of that site."""
    return corpus_of(small)


@pytest.fixture
def checked(small: Path, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """A copy of that site, checked once."""
    site = Path(shutil.copytree(small / "site", tmp_path / "site", copy_function=os.link))
    copy = Checked(Plot(site, corpus.claims[0].id, corpus.articles[0].id), corpus, [])

    def read(folder: Path, path: str) -> object:
        copy.reads.append(path)
        return read_document(folder, path)

    monkeypatch.setattr(gathered, "read_document", read)
    assert copy.codes() == []
    return copy


def with_finding(corpus: Corpus, finding: str) -> Corpus:
    """The same data, but for the finding of the first claim."""
    first, *others = corpus.claims
    return replace(corpus, claims=(replace(first, claim=first.claim.model_copy(update={"finding": finding})), *others))


ALWAYS = ["404.html", "index.html", "sitemap.xml"]


def test_only_what_changed_is_read(checked: Checked) -> None:
    """And three files that all others depend on; after that the changed page is known, too."""
    assert len(checked.reads) > 50
    assert checked.codes() == []
    assert checked.reads == ALWAYS
    checked.plot.insert(CLAIM, "<p>More.</p>")
    assert checked.codes() == []
    page = CLAIM.format(claim=checked.plot.claim)
    assert checked.reads == sorted([*ALWAYS, page])
    assert checked.codes() == []
    assert checked.reads == ALWAYS


def test_other_rules_texts_or_programs(checked: Checked) -> None:
    """Then everything is read, as without a list that can be read."""
    assert checked.codes() == []
    assert checked.codes(rules="other rules") == []
    assert len(checked.reads) > 50
    assert checked.codes(rules="other rules") == []
    assert checked.reads == ALWAYS
    for broken in ("{", "[]", '{"files": 1, "x": 2}', ""):
        (checked.plot.site.parent / "last_check.json").write_text(broken, encoding="utf-8")
        assert checked.codes() == []
        assert len(checked.reads) > 50, broken


def test_an_old_page_of_changed_data(checked: Checked) -> None:
    """No byte of the page has changed, but it should have; the same in the offline copy."""
    found = checked.codes(with_finding(checked.corpus, "Another finding."))
    assert found.count("missing-words") == 2
    assert CLAIM.format(claim=checked.plot.claim) in checked.reads
    first, *others = checked.corpus.claims
    fewer = replace(first, excerpts=first.excerpts[1:])
    checked.codes(replace(checked.corpus, claims=(fewer, *others)))
    assert ARTICLE.format(article=checked.plot.article) in checked.reads


def test_what_was_wrong_is_not_noted(checked: Checked) -> None:
    """The next check finds it again."""
    checked.plot.insert(CLAIM, '<a href="../nowhere/">x</a>')
    for _ in range(3):
        assert checked.codes() == ["dead-link"]


def test_a_place_that_unchanged_pages_name(checked: Checked) -> None:
    """It is gone from the changed page."""
    page = checked.plot.path(ARTICLE)
    named = read_document(checked.plot.site, CLAIM.format(claim=checked.plot.claim))
    assert named
    into = re.compile(rf"\.\./\.\./articles/{checked.plot.article}/#([\w-]+)")
    (place, *_) = [found[1] for each in named.references if (found := into.fullmatch(each.address))]
    checked.plot.write(ARTICLE, page.read_text(encoding="utf-8").replace(f'id="{place}"', ""))
    assert "dead-anchor" in checked.codes()


def test_a_place_that_was_not_named_before(checked: Checked) -> None:
    """The page that has it is read again, and no other one."""
    page = "about/index.html"
    checked.plot.insert(page, '<p id="new-place">x</p>')
    assert checked.codes() == []
    checked.plot.insert(CLAIM, '<a href="../../about/#new-place">x</a>')
    assert checked.codes() == []
    claim = CLAIM.format(claim=checked.plot.claim)
    assert checked.reads == [*sorted([*ALWAYS, claim]), page]
    checked.plot.insert(CLAIM, '<a href="../../about/#no-place">x</a>')
    assert checked.codes() == ["dead-anchor"]


def test_the_only_link_to_an_unchanged_page(checked: Checked) -> None:
    """It is gone, so nobody reaches the page any more, nor the one behind it; and nor does the offline copy."""
    for name, to in (("one", '<a href="../two/">x</a>'), ("two", "<p>x</p>")):
        page = f'{HEAD}<meta name="robots" content="noindex">{to}'
        checked.plot.write(f"{name}/index.html", page)
    about = checked.plot.path("about/index.html").read_text(encoding="utf-8")
    assert checked.codes() == []
    checked.plot.insert("about/index.html", '<a href="../one/">x</a>')
    assert checked.codes() == ["damaged-file"]  # the offline copy lacks both
    checked.plot.write("about/index.html", about)
    assert checked.codes() == []


def test_another_link_to_an_unchanged_page(checked: Checked) -> None:
    """The one that was noted is gone, but there are others, so all files are read, and nothing is wrong."""
    noted = json.loads((checked.plot.site.parent / "last_check.json").read_text(encoding="utf-8"))["reached_from"]
    by_source = {source: path for path, source in noted.items() if source.endswith("/index.html")}
    for source in by_source:
        text = checked.plot.path(source).read_text(encoding="utf-8")
        checked.plot.write(source, text.replace("<a ", "<b "))
        if checked.codes() == []:
            return
        checked.plot.write(source, text)
    raise AssertionError(by_source)


def test_a_page_that_is_not_in_the_site_map_any_more(checked: Checked) -> None:
    """The page has not changed."""
    page = CLAIM.format(claim=checked.plot.claim).removesuffix("index.html")
    checked.plot.change("sitemap.xml", rf"<loc>[^<]*{page}</loc>", f"<loc>{ADDRESS}</loc>")
    assert checked.codes() == ["not-in-sitemap"]


def test_a_file_that_unchanged_pages_need(checked: Checked) -> None:
    """It is gone, or a link to a file elsewhere."""
    style = min(checked.plot.site.glob("verbatim/*.css"))
    style.unlink()
    assert {"dead-link", "missing-from-site"} <= {*checked.codes()}
    style.symlink_to(checked.plot.site / "index.html")
    assert "symbolic-link" in checked.codes()


def test_a_placeholder_that_only_the_data_explain(checked: Checked) -> None:
    """The page is read again each time, since the data may have the words no more."""
    checked.plot.insert("about/index.html", "<p>{{ words }}</p>")
    explained = with_finding(checked.corpus, "{{ words }}")
    assert "template-leftover" not in checked.codes(explained)
    assert "template-leftover" in checked.codes()


NOINDEX = '<meta name="robots" content="noindex">'


@dataclass(frozen=True)
class Edit:
    """An edit of a site by chance: of a page, with another page and a place."""

    page: str
    other: str
    place: str

    @property
    def link(self) -> str:
        """The way from the page to the other one."""
        return "../" * self.page.count("/") + self.other.removesuffix("index.html")

    def replace(self, plot: Plot, old: str, new: str, count: int = -1) -> None:
        """Replace words of the page."""
        plot.write(self.page, plot.path(self.page).read_text(encoding="utf-8").replace(old, new, count))


HARMLESS: dict[str, Callable[[Plot, Edit], None]] = {
    "add words": lambda plot, edit: plot.insert(edit.page, "<p>Words.</p>"),
    "link": lambda plot, edit: plot.insert(edit.page, f'<a href="{edit.link}">x</a>'),
    "add a place": lambda plot, edit: plot.insert(edit.page, f'<p id="{edit.place}-more"></p>'),
    "link to the page": lambda plot, edit: plot.insert(edit.page, '<p id="here-more"></p><a href="#here-more">x</a>'),
    "add a page": lambda plot, edit: plot.write(f"more/{edit.page}", f"{HEAD}{NOINDEX}<p>x</p>"),
    "ask not to index": lambda plot, edit: edit.replace(plot, "<head>", f"<head>{NOINDEX}"),
    "remove one link": lambda plot, edit: edit.replace(plot, "<a ", "<b ", 1),
}
EDITS = HARMLESS | {
    "link to a place": lambda plot, edit: plot.insert(edit.page, f'<a href="{edit.link}#{edit.place}">x</a>'),
    "link to an added place": lambda plot, edit: plot.insert(edit.page, f'<a href="{edit.link}#here-more">x</a>'),
    "link to an added page": lambda plot, edit: plot.insert(edit.page, f'<a href="{edit.link}more/index.html">x</a>'),
    "remove a place": lambda plot, edit: edit.replace(plot, f' id="{edit.place}"', ""),
    "remove all links": lambda plot, edit: edit.replace(plot, "<a ", "<b "),
    "break a quotation": lambda plot, edit: edit.replace(plot, "</mark>", "x</mark>", 1),
    "copy a page": lambda plot, edit: plot.write(edit.page, plot.path(edit.other).read_bytes()),
    "remove a page": lambda plot, edit: plot.path(edit.page).unlink(),
}


@pytest.fixture(scope="module")
def places(small: Path) -> list[str]:
    """Some of the ids on the pages of that site."""
    return sorted({name for document in read_site(small / "site").documents() for name, _ in document.ids})[::20]


@settings(max_examples=25)
@given(data=st.data())
def test_any_edits(data: st.DataObject, small: Path, corpus: Corpus, places: list[str]) -> None:
    """Some edits at once, a check, and again: each check by the list of the last one that found no problem."""
    with TemporaryDirectory() as folder:
        site = Path(shutil.copytree(small / "site", Path(folder) / "site", copy_function=os.link))
        checked = Checked(Plot(site, corpus.claims[0].id, corpus.articles[0].id), corpus, [])
        for kinds in (HARMLESS, HARMLESS, EDITS, EDITS):
            checked.codes(data.draw(st.sampled_from([corpus, corpus, with_finding(corpus, "Another.")]), "data"))
            for _ in range(data.draw(st.integers(1, 3), "edits")):
                pages = st.sampled_from([path for path in read_site(site).pages if path != "404.html"])
                edit = Edit(data.draw(pages), data.draw(pages), data.draw(st.sampled_from(places)))
                kinds[data.draw(st.sampled_from(sorted(kinds)), "edit")](checked.plot, edit)
        checked.codes()
