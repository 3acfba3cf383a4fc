"""A page that is filled into a shell is, byte for byte, the page that the engine makes."""

from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from verbatim.project import Project
from verbatim.rendering.templating import inert
from verbatim.site import last_build
from verbatim.site.engine import environment
from verbatim.site.shells import specimens
from verbatim.site.shells.page_text import read_page_text
from verbatim.site_address import SiteAddress

from tests.support.microsite import corpus_of, edit
from tests.support.pages_server import SUB_PATH

EXTENSIONS = ["admonition", "attr_list", "tables", "footnotes", "toc", "pymdownx.details"]


def filled(project: Path, site: Path, address: str = "") -> int:
    """Fill the pages of a project into the folder of a site; returns their number."""
    settings = environment(corpus_of(project), SiteAddress(address))
    found = Project(project)
    return len(specimens.fill_pages(found, settings, last_build.shared_hash(found, settings), site))


@pytest.fixture(autouse=True)
def _every_shell_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newsroom has fewer pages than are worth a shell."""
    monkeypatch.setattr(specimens, "FEWEST", 1)


def compare(project: Path, site: Path, number: int) -> None:
    """The engine made every page of the project's own site."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) == number
    for page in pages:
        assert page.read_bytes() == (project / "site" / page.relative_to(site)).read_bytes(), page


def test_filled_pages_are_those_of_the_engine(built_copy: Path, tmp_path: Path) -> None:
    """Every page of a claim, and most others in the folder of a kind; a second time the shells are there already."""
    number = filled(built_copy, tmp_path / "site")
    compare(built_copy, tmp_path / "site", number)
    claims = {page.parent.name for page in (built_copy / "docs" / "claims").glob("*/index.md")}
    assert claims == {page.parent.name for page in (tmp_path / "site" / "claims").glob("*/index.html")}
    assert {page.name for page in (tmp_path / "site").iterdir()} >= {"claims", "sources", "topics", "voices"}
    kept = (built_copy / ".verbatim" / "shells.json").read_bytes()
    assert filled(built_copy, tmp_path / "again") == number
    compare(built_copy, tmp_path / "again", number)
    assert (built_copy / ".verbatim" / "shells.json").read_bytes() == kept


def test_pages_of_a_published_site_have_their_address(published_site: Path, tmp_path: Path) -> None:
    """The addresses in the head of a page are its own."""
    number = filled(published_site.parent, tmp_path / "site", f"https://example.org{SUB_PATH}")
    compare(published_site.parent, tmp_path / "site", number)


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param("hooks: [hook.py]", id="a hook that looks at the path"),
        pytest.param("markdown_extensions: [attr_list, {toc: {toc_depth: 3}}]", id="a deeper table of contents"),
    ],
)
def test_what_the_engine_treats_otherwise_is_left_to_it(built_copy: Path, tmp_path: Path, setting: str) -> None:
    """A shell that does not give the engine's own page is not used."""
    (built_copy / "hook.py").write_text(
        "def on_page_content(html, page, **_):\n    return html + f'<p>{len(page.file.src_uri)}</p>'\n", "utf-8"
    )
    base = built_copy / "base.yml"
    (built_copy / "mkdocs.yml").rename(base)
    (built_copy / "mkdocs.yml").write_text(f"INHERIT: base.yml\n{setting}\n", encoding="utf-8")
    number = filled(built_copy, tmp_path / "site")
    assert number == 0 or "hooks" not in setting
    for page in (tmp_path / "site").rglob("*.html"):
        assert page.read_bytes() == (built_copy / "site" / page.relative_to(tmp_path / "site")).read_bytes()


def test_an_inherited_setting_makes_the_shells_anew(built_copy: Path) -> None:
    """The settings that `mkdocs.yml` inherits count as its own do."""
    project = Project(built_copy)
    (built_copy / "mkdocs.yml").rename(built_copy / "base.yml")
    (built_copy / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    before = last_build.shared_hash(project, {})
    edit(built_copy / "base.yml", "toc_depth: 2", "toc_depth: 3")
    assert last_build.shared_hash(project, {}) != before


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
@example("Café: “a_b” *c* [d](e) <f> {#g}")
@example("소·북한")
@example("3. A point #")
def test_headings_are_those_of_python_markdown(text: str) -> None:
    """Also those without a letter of the Latin script, and two with the same words."""
    heading = f"# {inert(text)}"
    body = f"{heading}\n\n<p>a</p>\n\n{heading}\n\n<p>b</p>"
    page = read_page_text(f"---\ntitle: a\n---\n{body}\n")
    engine = markdown.Markdown(extensions=EXTENSIONS)
    html = engine.convert(body)
    if page:
        assert page.html == html
        assert [(each.id, " ".join(each.text.split())) for each in page.headings] == [
            (each["id"], each["name"])
            for each in engine.toc_tokens  # type: ignore[attr-defined]
        ]
    else:
        assert text != text.strip() or "\n" in text or not text.isprintable() or "\xa0" in text


@pytest.mark.parametrize(
    "body",
    [
        "A paragraph.",
        "<p>a\n\nb</p>",
        "<p>a\n# b</p>",
        "<span>a</span>",
        "- a list",
        "## *Emphasis*",
        "<p>a</p> b",
        "    <p>code</p>",
        '<div\nid="a">b</div>',
    ],
)
def test_what_markdown_changes_is_left_to_the_engine(body: str) -> None:
    """Anything but headings and blocks of HTML."""
    assert read_page_text(f"---\ntitle: a\n---\n# A\n\n{body}\n") is None


@pytest.mark.parametrize(
    "body", ["<p>a\nb</p>", '<div class="c"\nid="a">b</div>\n\n\n<p>c</p>', "<ul>\n<li>a</li>\n\n</ul>"]
)
def test_html_stays_as_it_is(body: str) -> None:
    """Also where an element or a tag has several lines."""
    page = read_page_text(f"---\ntitle: a\n---\n# A\n\n{body}\n")
    assert page is not None
    assert page.html == markdown.markdown(f"# A\n\n{body}", extensions=EXTENSIONS)
