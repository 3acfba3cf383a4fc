"""Templating: every value on a page is text, whatever it is made of; dates and numbers are in words."""

import json
import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markdown import Markdown
from markupsafe import Markup
from verbatim.model.values.fields import Period
from verbatim.output import MARK
from verbatim.rendering.content_policy import REFERRER, document_policy, source_hash
from verbatim.rendering.templating import _environment, inert, prose, render, render_html
from verbatim.translation.language import Language

# Extensions of Markdown that give more characters a meaning.
EXTENSIONS = ["attr_list", "md_in_html", "tables", "def_list", "footnotes", "fenced_code", "abbr"]


ENGLISH = Language("en")


@pytest.fixture(autouse=True)
def _new_environment() -> None:
    """Make the environment of the templates anew: how it is made is tested, too."""
    _environment.cache_clear()


def filled(template: str, **values: object) -> str:
    """A template, filled in as those of the package are."""
    return _environment(ENGLISH).from_string(template).render(values)


@given(st.text())
def test_an_inert_value_is_its_own_text(text: str) -> None:
    """As HTML it reads as the value, and no character that HTML or Markdown gives a meaning is left."""
    written = inert(text)
    assert unescape(written) == text
    assert not set("&<>\"'\\`*_{}[]#|~^$!=+@:\t\n\r") & set(re.sub(r"&#\d+;", "", written))


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & &amp; \"quoted\" 'single'",
        "*em* _em_ `code` **strong** ~~del~~ ^sup^ $x$ !important",
        "# Heading | cell | [link](https://example.org) ![image](x.png) {.class}",
        "https://example.org user@example.org ==mark== ++ins++ :smile: \\*",
    ],
)
def test_an_inert_value_has_no_markup(text: str) -> None:
    """Markdown makes one paragraph with exactly this text."""
    soup = BeautifulSoup(Markdown(extensions=EXTENSIONS).convert(f"a {inert(text)}"), "lxml")
    assert soup.get_text() == f"a {text}"
    assert [tag.name for tag in soup.select("*")] == ["html", "body", "p"]


def test_what_a_template_prints_is_inert() -> None:
    """Unless it is markup; a number is text too."""
    assert filled("{{ a }} {{ b }} {{ c }}", a="<i>", b=Markup("<i>"), c=7) == "&#60;i&#62; <i> 7"


def test_a_template_that_is_html_keeps_only_the_references_of_html() -> None:
    """Characters that only Markdown gives a meaning are written as they are; in Markdown they are references."""
    values = {
        "change": SimpleNamespace(change="*a* <b> [é]", why="\"c\" & 'd' #e"),
        "checked": SimpleNamespace(
            claim=SimpleNamespace(retired=False, finding="F."), status=SimpleNamespace(word="W")
        ),
        "changed_texts": lambda _change, _claim: (),
    }
    html, markdown = (make("feed_change.html.j2", ENGLISH, **values).splitlines()[0] for make in (render_html, render))
    assert html == "<p>*a* &#60;b&#62; [é] &#34;c&#34; &#38; &#39;d&#39; #e</p>"
    assert markdown == "<p>&#42;a&#42; &#60;b&#62; &#91;é&#93; &#34;c&#34; &#38; &#39;d&#39; &#35;e</p>"


def test_a_block_on_one_line() -> None:
    """Each line break but the last becomes one space."""
    assert filled("{% filter one_line %}a\n  <b>b</b>  \nc\n{% endfilter %}") == "a <b>b</b> c\n"


def test_a_page_says_that_it_is_generated() -> None:
    """And a value that a template asks for and is not given is a fault."""
    assert MARK in render("errors.md.j2", ENGLISH, explanations=[])
    with pytest.raises(UndefinedError):
        render("errors.md.j2", ENGLISH)


def test_the_reasoning_of_an_editor() -> None:
    """Markdown's own elements and links to pages; HTML is shown as text, and other addresses are dropped."""
    text = (
        "One *two* **three** `four` <b>five</b>\nsix\n\n- eight\n\n> seven\n\n1. nine\n\n"
        "[ten](https://example.org/x) [eleven](javascript:alert(1)) <script>twelve</script>\n\n<div>block</div>\n\n"
        '[thirteen](http://example.org "title") [fourteen](mailto:a@example.org) [fifteen](ftp://example.org)'
    )
    assert prose(text) == Markup(
        '<div class="v-prose"><p>One <em>two</em> <strong>three</strong> <code>four</code> &lt;b&gt;five&lt;/b&gt; '
        "six</p> "
        "<ul> <li>eight</li> </ul> <blockquote> <p>seven</p> </blockquote> <ol> <li>nine</li> </ol> "
        '<p><a href="https://example.org/x" rel="noopener">ten</a> <a rel="noopener">eleven</a> '
        "&lt;script&gt;twelve&lt;/script&gt;</p> <p>&lt;div&gt;block&lt;/div&gt;</p> "
        '<p><a href="http://example.org" rel="noopener">thirteen</a> <a href="mailto:a@example.org" rel="noopener">'
        'fourteen</a> <a rel="noopener">fifteen</a></p></div>'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Heading", "Heading"),
        ("one  \ntwo", "<p>one<br> two</p>"),
        ("![three](https://example.org/x.png)", "<p></p>"),
        ("four\n\n---\n\nfive", "<p>four</p>  <p>five</p>"),
    ],
)
def test_other_elements_of_markdown(text: str, html: str) -> None:
    """A line break stays; headings, pictures and rules are left out."""
    assert str(prose(text)) == f'<div class="v-prose">{html}</div>'


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2023, 7, 5), "5 July 2023"),
        ("2023-07-05", "5 July 2023"),
        ("2023-07", "July 2023"),
        ("2023", "2023"),
        ("2023-07-25/2023-07-27", "25–27 July 2023"),
        ("2023-07-25/2023-08-02", "25 July – 2 August 2023"),
        ("2022-07-25/2023-07-27", "25 July 2022 – 27 July 2023"),
        ("2022-12-25/2023-01-02", "25 December 2022 – 2 January 2023"),
        ("2023-07/2023-09", "July 2023 – September 2023"),
        ("2022/2023", "2022 – 2023"),
        ("2023-07-25/2023-08", "25 July 2023 – August 2023"),
    ],
)
def test_days_and_periods_in_words(value: date | str, words: str) -> None:
    """As precise as they are given."""
    assert ENGLISH.day(Period.parse(value) if isinstance(value, str) else value) == words
    assert filled("{{ value|day }}", value=date(2023, 7, 5)) == "5 July 2023"


def test_a_sentence_with_values() -> None:
    """Its own markup stays; its values are text, and numbers are written as the language does."""
    assert filled('{{ _("<b>%(name)s</b>: 60 %%", name=name) }}', name="<i>*") == "<b>&#60;i&#62;&#42;</b>: 60 %"
    forms = '{{ ngettext("%(num)s claim of %(of)s", "%(num)s claims of %(of)s", number, of=of) }}'
    assert filled(forms, number=1, of="[x]") == "1 claim of &#91;x&#93;"
    assert filled(forms, number=1200, of="x") == "1,200 claims of x"
    assert filled('{{ _("%(number)s claims", number=number) }}', number=1200) == "1,200 claims"
    assert filled("{% trans name=name %}\n  <b>{{ name }}</b>\n  is\n{% endtrans %}", name="A&B") == "<b>A&#38;B</b> is"
    assert filled('{{ _("“%(name)s”", name=name)|json }}', name='"&') == '"“&quot;&amp;”"'


@given(st.text())
def test_a_string_in_front_matter_is_json(text: str) -> None:
    """Of the text as HTML, since the theme prints it unescaped; letters beyond ASCII stay as they are."""
    assert unescape(json.loads(filled("{{ text|json }}", text=text))) == unescape(text.replace("&", "&amp;"))
    assert filled("{{ text|json }}", text="é <b>") == '"é &lt;b&gt;"'
    assert filled("{{ text|json }}", text="R&amp;D") == '"R&amp;amp;D"'


def test_linked_data_is_inert_in_html() -> None:
    """One line of ASCII that reads back as the value, without a character that ends a script."""
    value = {"name": '</script><!-- é & \u2028 > "quoted"', "list": [1, None]}
    written = filled("{{ value|linked_data }}", value=value)
    head, tail = '<script type="application/ld+json">', "</script>"
    inner = written.removeprefix(head).removesuffix(tail)
    assert written == f"{head}{inner}{tail}"
    assert json.loads(inner) == value
    assert inner.isascii()
    assert not set("<>&\n") & set(inner)


def test_a_page_without_scripts_has_its_policies() -> None:
    """Its own style is allowed, and nothing tells other sites where a reader comes from."""
    style = "a > b { color: red }"
    policy, referrer = BeautifulSoup(filled("{{ style | safety }}", style=style), "lxml").find_all("meta")
    assert policy.attrs == {
        "http-equiv": "Content-Security-Policy",
        "content": document_policy(source_hash(style)),
    }
    assert referrer.attrs == {"name": "referrer", "content": REFERRER}


def test_links_from_a_text_to_other_claims() -> None:
    """They lead from the page that prints the text; without a path, from the page of a claim."""
    text = "[one](../grain/) and\n[two](../grain/)"
    for arguments, href in (((), "../grain/"), (("../../claims/",), "../../claims/grain/")):
        links = BeautifulSoup(prose(text, *arguments), "lxml").find_all("a")
        assert [link["href"] for link in links] == [href, href]
