"""A site that a newsroom made its own, built from the example of the guide: what its pages say, link to and load."""

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from verbatim.pages.look import COLOURS

from tests.support.guide import own_newsroom
from tests.support.microsite import edit, in_process
from tests.support.pages_server import SUB_PATH


@pytest.fixture(scope="module")
def own_project(build_once: Callable[..., Path]) -> Path:
    """The project of the guide, built for an address."""
    return build_once("own", own_newsroom, SITE_URL=f"https://example.org{SUB_PATH}")


@pytest.fixture(scope="module")
def own_site(own_project: Path) -> Path:
    """Its site."""
    return own_project / "site"


def page(site: Path, path: str) -> str:
    """The HTML of a page."""
    return (site / path).read_text(encoding="utf-8")


def test_every_page_has_the_look(own_site: Path, built_site: Path) -> None:
    """The style sheet, the logo and the icon are on every page of the engine; else there is none."""
    pages = [file for file in own_site.rglob("*.html") if 'data-md-component="header"' in file.read_text("utf-8")]
    assert len(pages) > 50
    for file in pages:
        html = file.read_text("utf-8")
        root = SUB_PATH if file.name == "404.html" else "../" * (len(file.relative_to(own_site).parts) - 1)
        assert f'<link rel="stylesheet" href="{root}{COLOURS}">' in html
        assert html.index(COLOURS) > html.index("verbatim/verbatim.css")
        assert f'<link rel="icon" href="{root}images/icon.svg">' in html
        assert f'<img src="{root}images/logo.svg" alt="logo">' in html
        assert re.findall(r"<[a-z]+ [^<>]*style=", html) == []
    assert '<link rel="icon" href="../images/icon.svg">' in page(own_site, "print/index.html")
    assert not (built_site / COLOURS).exists()
    assert COLOURS not in page(built_site, "index.html")


@pytest.mark.parametrize(
    ("path", "root"),
    [("index.html", ""), ("about/index.html", "../"), ("404.html", SUB_PATH), ("team/index.html", "../")],
)
def test_the_footer_and_the_bar(path: str, root: str, own_site: Path) -> None:
    """Own pages are linked where the policy says, from every depth; what it adds comes after what is ours."""
    html = page(own_site, path)
    footer = html.partition("<footer")[2].partition("</footer>")[0]
    assert f'<li><a href="{root}imprint/">Imprint</a></li>' in footer
    assert '<li><a href="https://accounts.strait.example/2022" rel="noopener">Our accounts</a></li>' in footer
    assert footer.index("Takedown") < footer.index("Imprint") < footer.index("Our accounts")
    assert "<p>The Strait Record Society is registered in Skerry.</p>" in footer
    assert "Who we are" not in footer
    tabs = html.partition('data-md-component="tabs"')[2].partition("</nav>")[0]
    assert " ".join(re.sub("<[^<>]*>", " ", tabs).split()).endswith("Corrections Who we are")
    assert f'href="{"./" if path.startswith("team") else f"{root}team/"}"' in tabs
    assert "Imprint" not in tabs


def test_what_the_pages_say(own_site: Path) -> None:
    """Sections of the about page, words for what is not found and on what is measured; nothing says the contrary."""
    about = page(own_site, "about/index.html")
    assert '<h2 id="own-partners">Whom we work with</h2>' in about
    assert (
        'We are members of the <em>Council of the Strait</em>: <a href="https://council.strait.example/code"' in about
    )
    assert "Our host counts how often a page is opened. It stores no addresses and sets no cookies." in about
    assert "Your browser stores the colours that you choose" in about
    missing = page(own_site, "404.html")
    assert "<p>This page is not here. Perhaps the search finds it.</p>" in missing
    assert "probably mistyped" not in missing
    untrue = (
        "measure nothing",
        "Neither leaves your device",
        "load nothing from any other site",
        "public repository of",
    )
    for file in own_site.rglob("*.html"):
        if file.parent.parent.name != "editors":  # the guide speaks of what the pages say without these settings
            html = file.read_text("utf-8")
            assert [words for words in untrue if words in html] == [], file


def test_the_offline_copy_has_the_look(own_site: Path) -> None:
    """The style sheet, the pictures and the own pages are in it."""
    with zipfile.ZipFile(own_site / "data" / "offline.zip") as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert {COLOURS, "images/logo.svg", "images/icon.svg", "team/index.html", "imprint/index.html"} <= names


def test_a_second_build_makes_the_same(own_project: Path, tmp_path: Path) -> None:
    """Byte for byte; and a changed colour, which is in no page, is seen by the next build."""
    folder = Path(shutil.copytree(own_project, tmp_path / "project"))
    before = (folder / "site" / COLOURS).read_bytes()
    address = f"https://example.org{SUB_PATH}"
    assert in_process("verify", str(own_project / "site"), project=folder, SITE_URL=address).code == 0
    edit(folder / "policy.yaml", '"#be4819"', '"#0b5394"')
    assert in_process("build", project=folder, SITE_URL=address).code == 0
    assert (folder / "site" / COLOURS).read_bytes() != before


def test_a_script_of_the_newsroom_needs_words_on_privacy(small: Path) -> None:
    """Without them the build stops, since the about page would say what nobody can vouch for."""
    (small / "docs" / "count.js").write_text("fetch('../counted')\n", encoding="utf-8")
    config = small / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "extra_javascript: [count.js]\n", encoding="utf-8")
    ran = in_process("build", project=small)
    assert ran.code == 1
    assert "error[unvouched-script]" in ran.stderr
    assert ran.stderr.count("error[") == 1
    edit(
        small / "policy.yaml",
        "  funding:",
        "  privacy: A script of ours counts the pages that are opened.\n  funding:",
    )
    assert in_process("build", project=small).code == 0
    assert "A script of ours counts" in page(small / "site", "about/index.html")


def test_analytics_of_the_theme_are_refused(small: Path) -> None:
    """Whatever the words on privacy: its script is in the page and asks another host."""
    edit(
        small / "mkdocs.yml",
        "  generator: false",
        "  generator: false\n  analytics: {provider: google, property: G-1}",
    )
    edit(small / "policy.yaml", "  funding:", "  privacy: A large company counts.\n  funding:")
    ran = in_process("build", project=small)
    assert ran.code == 1
    assert "error[inline-script]" in ran.stderr
    assert "`extra.analytics`" in ran.stderr


def test_the_address_of_the_policy(small: Path) -> None:
    """It is the site's address, unless SITE_URL gives another, which the command then says; a preview has none."""
    edit(small / "policy.yaml", "  funding:", "  address: HTTPS://Facts.Example/Record\n  funding:")
    feed = small / "docs" / "feed.xml"
    ran = in_process("generate", project=small)
    assert (ran.code, ran.stderr) == (0, "")
    assert "https://facts.example/Record/feed.xml" in feed.read_text("utf-8")
    ran = in_process("generate", project=small, SITE_URL="https://facts.example/Record/")
    assert (ran.code, ran.stderr) == (0, "")
    ran = in_process("generate", project=small, SITE_URL="https://other.example/")
    assert ran.code == 0
    assert ran.stderr == (
        "SITE_URL gives the address https://other.example/, which replaces `address: https://facts.example/Record`.\n"
    )
    assert (
        in_process("check", "--format", "sarif", project=small, SITE_URL="https://other.example/").stderr == ran.stderr
    )
    assert "https://other.example/feed.xml" in feed.read_text("utf-8")
    assert "facts.example" not in feed.read_text("utf-8")
