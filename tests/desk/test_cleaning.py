"""Single constructs of HTML in an article: what is stored is what a reader sees of them."""

import pytest
from verbatim.desk.articles.guard import LINE_END
from verbatim.desk.articles.page.webpage import WebPage, read_page

from tests.support.webpages import HEADLINE, PARAGRAPHS, page

LONG = "and that the committee of both houses would meet again on Thursday to hear what the envoys had to say"


def read(markup: str) -> WebPage:
    """A page with the markup among its paragraphs; `…` in it is a long end of a sentence."""
    return read_page(page(paragraphs=(*PARAGRAPHS[:2], f"</p>{markup.replace('…', LONG)}<p>", PARAGRAPHS[2])))


def stored(markup: str) -> str:
    """The stored lines that are neither the headline nor the other paragraphs, with `…` for the long end."""
    own = (HEADLINE, *PARAGRAPHS)
    lines = [line.replace(LONG, "…") for line in read(markup).paragraphs if line not in own]
    return LINE_END.join(lines)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        # quotation marks
        ("<p>She said <q>We will sign nothing</q> ….</p>", "She said “We will sign nothing” …."),
        ("<p>She said <q>he told me <q>no</q> twice</q> ….</p>", "She said “he told me ‘no’ twice” …."),
        ("<p><q lang=de>Nein, <b>nie</b></q> …, <q>no</q>.</p>", "“Nein, nie” …, “no”."),
        ("<ul><li>One <q>word</q> …</li></ul>", "One “word” …"),
        # deleted text
        ("<p>There were <del>300,000</del> <ins>200,000</ins> ….</p>", "There were 200,000 …."),
        ("<p>There were <s>300,000</s> 200,000 ….</p>", "There were 200,000 …."),
        ("<p>There were <strike>300,000</strike> 200,000 ….</p>", "There were 200,000 …."),
        ("<p>There were <i style='text-decoration: line-through'>300</i> 200 ….</p>", "There were 200 …."),
        ("<p>There were <span class='a text-decoration-line-through'>300</span> 200 ….</p>", "There were 200 …."),
        ("<p>There were <span class='has-strikethrough'>300</span> 200 ….</p>", "There were 200 …."),
        ("<p>It was so ….</p><del><p>It was not so ….</p></del>", "It was so …."),
        # hidden text
        ("<p>He <span hidden>never</span> said so ….</p>", "He said so …."),
        ("<p>He <span style='display:none'>never</span> said so ….</p>", "He said so …."),
        ("<p>He <span style='font-size:0'>never</span> said so ….</p>", "He said so …."),
        ("<p>He <span style='position:absolute; left: -9999px'>never</span> said so ….</p>", "He said so …."),
        ("<p>He <span style='opacity:0'>never</span> said so ….</p>", "He never said so …."),
        ("<p>He <meter>never</meter><progress>never</progress>said so ….</p>", "He said so …."),
        ("<p>He <template>never</template>said so ….</p>", "He said so …."),
        ("<p>He <span class='sr-only'>never</span> said so ….</p>", "He said so …."),
        ("<p>He <noscript>never</noscript><svg><title>never</title></svg>said so ….</p>", "He said so …."),
        ("<p>A trimaran<span role=tooltip>a boat</span> sailed ….</p>", "A trimaran sailed …."),
        ("<p>He said <span class=ad>Advertisement</span> so ….</p>", "He said so …."),
        ("<p>He <span class=element-invisible>never</span> said so ….</p>", "He said so …."),
        ("<p>He <span class='a VisuallyHidden-sc-1x2'>never</span> said so ….</p>", "He said so …."),
        ("<p>He <span class='d-none'>never</span> said so ….</p>", "He said so …."),
        (
            "<p>He <span style='position:absolute;width:1px;overflow:hidden'>never</span> said so ….</p>",
            "He said so ….",
        ),
        # words that a reader sees, though their names sound hidden
        ("<p>He <span class='d-none d-md-inline'>never</span> said so ….</p>", "He never said so …."),
        ("<p>He <span class='hidden md:inline'>never</span> said so ….</p>", "He never said so …."),
        ("<p>He <span hidden style='display:inline'>never</span> said so ….</p>", "He never said so …."),
        ("<p style='overflow: hidden'>He never said so ….</p>", "He never said so …."),
        ("<p>He <x-t><template shadowrootmode=open>never</template>x</x-t> said so ….</p>", "He never said so …."),
        # words that a reader sees, though trafilatura drops them
        *(
            (f"<p>He <span class={name}>never</span> said so ….</p>", "He never said so ….")
            for name in ("author", "share", "caption", "newsletter", "sidebar", "widget", "social", "nav")
        ),
        ("<p>He <span id=related>never</span> said so ….</p>", "He never said so …."),
        ("<p>He <noindex>never</noindex> said <slot>so</slot> ….</p>", "He never said so …."),
        ("<noindex><p>He never said so ….</p></noindex>", "He never said so …."),
        ("<menu><li>He never …</li></menu><dir><li>said so …</li></dir>", "He never … ⏎ said so …"),
        ("<p>He <span aria-hidden=true>never</span> said so ….</p>", "He never said so …."),
        ("<p>On <time>Monday</time> the <abbr title=x>EU</abbr> <mark>said</mark> ….</p>", "On Monday the EU said …."),
        (
            "<p>He <data value=3>three</data> <label>times</label> <x-term>said</x-term> ….</p>",
            "He three times said ….",
        ),
        ("<p>He <blink>never</blink> said <marquee>so</marquee> ….</p>", "He never said so …."),
        ("<p aria-hidden=true>He never said so ….</p>", "He never said so …."),
        ("<center>He never said so ….</center>", "He never said so …."),
        ("<p>He <span popover>Sign up</span> said so ….</p>", "He said so …."),
        ("<p>He <span role=dialog>Sign up</span> said so ….</p>", "He said so …."),
        ("<p>He <span class=popup-content>Sign up</span> said so ….</p>", "He said so …."),
        ("<p>He wrote <img alt='❤' src=x> and <img alt='👍🏽'> ….</p>", "He wrote ❤ and 👍🏽 …."),
        ("<p>He wrote <img alt='1️⃣'> and <img alt='‼️'> ….</p>", "He wrote 1️⃣ and ‼️ …."),
        ("<p>He wrote <img alt='never'> to her ….</p>", "He wrote to her …."),
        ("<p>He wrote <img alt='12'> to her ….</p>", "He wrote to her …."),
        # characters that are not seen, but that a word or an emoji needs
        ("<p>او می‌خواهم گفت ….</p>", "او می‌خواهم گفت …."),
        ("<p>ශ්‍රී ලංකා ….</p>", "ශ්‍රී ලංකා …."),
        ("<p>He wrote 👨‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ….</p>", "He wrote 👨‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 …."),
        # raised and lowered text
        ("<p>There were 300<sup>2</sup> ….</p>", "There were 300² …."),
        ("<p>It has 300 m<sup>2</sup> and 10<sup>-6</sup> ….</p>", "It has 300 m² and 10⁻⁶ …."),
        ("<p>It has 10<sup>n</sup> and 10<sup>x+1</sup> ….</p>", "It has 10ⁿ and 10^x+1 …."),
        ("<p>It has 3<span style='vertical-align: super'>2</span> ….</p>", "It has 3² …."),
        (
            "<p>It has 3<span class='superscript'>2</span> and 10<span class='subscript'>2</span> ….</p>",
            "It has 3² and 10₂ ….",
        ),
        ("<p>It has 10<sub>2</sub>, log<sub>2</sub>8, CO<sub>2</sub> ….</p>", "It has 10₂, log₂8, CO2 …."),
        ("<p>The 22<sup>nd</sup>, the 1<sup>er</sup> and Brand<sup>TM</sup> ….</p>", "The 22nd, the 1er and Brand™ …."),
        ("<p>M<sup>me </sup>Binet and 300<sup> 2 </sup>more ….</p>", "Mme Binet and 300 ² more …."),
        ("<p>It ruled so<sup>[3] </sup>on <del>Sunday </del>Monday ….</p>", "It ruled so on Monday …."),
        # fractions and formulas
        ("<p>It rose to 3<sup>1</sup>/<sub>2</sub> ….</p>", "It rose to 3¹/₂ …."),
        ("<p>It rose to 3<sup>1/2</sup> ….</p>", "It rose to 3¹⁄₂ …."),
        ("<p>It rose to 3<sup>1</sup>&frasl;<sub>2</sub> and 3&frac12; ….</p>", "It rose to 3¹⁄₂ and 3½ …."),
        ("<p>It is <math><mi>n</mi><mo>+</mo><mn>1</mn></math> ….</p>", "It is n+1 …."),
        ("<p>It is <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> ….</p>", "It is 1/2 …."),
        ("<p>It is <math><msup><mi>x</mi><mn>2</mn></msup><annotation>x</annotation></math> ….</p>", "It is x² …."),
        ("<p>It is <math><msqrt><mi>x</mi></msqrt><msub><mi>a</mi><mn>1</mn></msub></math> ….</p>", "It is √(x)a_1 …."),
        # signs of footnotes
        ("<p>It ruled so<sup><a href='#f1'>1</a></sup> on Monday ….</p>", "It ruled so on Monday …."),
        ("<p>It ruled in 2019<a href='#f1'><sup>1</sup></a> that ….</p>", "It ruled in 2019 that …."),
        ("<p>It ruled so<a href='#f1' role='doc-noteref'>1</a> on Monday ….</p>", "It ruled so on Monday …."),
        ("<p>It ruled so<a href='#f1' class='footnote-ref'>1</a> on Monday ….</p>", "It ruled so on Monday …."),
        ("<p>It ruled so<sup>[3]</sup> and so<sup>†</sup> and so<sup>1,2</sup> ….</p>", "It ruled so and so and so …."),
        ("<p>It ruled so.<sup>12</sup> On Monday ….</p>", "It ruled so. On Monday …."),
        ("<p>Er sagte<sup>2)</sup> und<sup>a</sup> ….</p>", "Er sagte und …."),
        ("<p>It ruled so<sup>1</sup> on Monday ….</p>", "It ruled so¹ on Monday …."),
        ("<p>It ruled in 2019<a href='#note-1'>1</a> that ….</p>", "It ruled in 2019 that …."),
        ("<p>It ruled so<a href='a.html#_ftn1' name='_ftnref1'>[1]</a> on Monday ….</p>", "It ruled so on Monday …."),
        ("<p>It ruled in 2019<span class='footnote'>1</span> that ….</p>", "It ruled in 2019 that …."),
        ("<p>There were 300,000<sup>a</sup> of them ….</p>", "There were 300,000 of them …."),
        ("<p>The G<a href='#g7'>7</a> and “so”<a href='#n1'>1</a> ….</p>", "The G7 and “so” …."),
        ("<p>See chapter <a href='#c5'>5</a> of the <a href='#t'>treaty</a> ….</p>", "See chapter 5 of the treaty …."),
        # blanks and line breaks
        ("<p>Two <b>bold</b> <i>slanted</i> <a href=x>words</a> ….</p>", "Two bold slanted words …."),
        ("<p>On<time> 4 March </time>and<b> then</b> ….</p>", "On 4 March and then …."),
        (
            "<p><span style='display:block'>One ….</span><span style='display:block'>Two ….</span></p>",
            "One …. ⏎ Two ….",
        ),
        ("<p>He <span style='display:block'>said</span> so ….</p>", "He ⏎ said ⏎ so …."),
        ("<p>He<span style='display:flex'>said</span>so ….</p>", "He ⏎ said ⏎ so …."),
        ("<p><span style='display:block;float:left'>T</span>he minister ….</p>", "The minister …."),
        ("<pre>One …\ntwo …</pre>", "One … ⏎ two …"),
        ("<p style='white-space: pre-line'>One …\ntwo <b>a\nb</b> …</p>", "One … ⏎ two a ⏎ b …"),
        ("<p style='white-space: nowrap'>One …\ntwo …</p>", "One … two …"),
        ("<h2><span>Weapons</span><span>What is known</span></h2><p>One ….</p>", "Weapons What is known ⏎ One …."),
        ("<h2><span>T</span><span>he weapons</span></h2><p>One ….</p>", "The weapons ⏎ One …."),
        ("<h2><em>Weapons</em><a>What is known</a></h2><p>One ….</p>", "Weapons What is known ⏎ One …."),
        ("<h2><span>Weapons:</span></br> What is known</h2><p>One ….</p>", "Weapons: ⏎ What is known ⏎ One …."),
        ("<h2><div>Weapons</div><div>What is known</div></h2><p>One ….</p>", "Weapons ⏎ What is known ⏎ One …."),
        ("<h2>Weapons<br>What is known</h2><p>One ….</p>", "Weapons ⏎ What is known ⏎ One …."),
    ],
)
def test_a_construct(markup: str, expected: str) -> None:
    """It is stored as a reader sees it, and the guard agrees."""
    assert stored(markup) == expected
    assert read(markup).changed == ()


@pytest.mark.parametrize(
    ("markup", "dropped"),
    [
        ("<p>There were <del>300,000</del> 200,000 ….</p>", "300,000 (deleted on the page)"),
        ("<p>It ruled so<sup>[3]</sup> on Monday ….</p>", "[3] (sign of a footnote)"),
        ("<p>A trimaran<span role=tooltip>a boat</span> sailed ….</p>", "a boat (a tooltip)"),
        ("<p>He said <span class=ad>Buy!</span> so ….</p>", "Buy! (an advertisement)"),
        ("<p>He said <span class=popup-text>Sign up!</span> so ….</p>", "Sign up! (a pop-up)"),
        ("<p>He said <span role=dialog>Sign up!</span> so ….</p>", "Sign up! (a pop-up)"),
        ("<p>He <span class=hidden>never</span> said so ….</p>", "never (hidden, as its class says)"),
        ("<p>It is <img alt='E=mc^2' class=latex> in all ….</p>", "E=mc^2 (a picture)"),
    ],
)
def test_what_is_dropped_is_told(markup: str, dropped: str) -> None:
    """With the reason; what no reader sees is not mentioned."""
    assert read(markup).dropped == (dropped,)
    assert read("<p>He <template>never</template><span hidden>not</span> said so ….</p>").dropped == ()
    assert read("<p><img alt='The minister' src=x> He said so …. <img alt='Ada' src=x> </p>").dropped == ()


@pytest.mark.parametrize("tag", ["aside", "figure"])
def test_a_box_in_a_sentence_is_shown_as_changed(tag: str) -> None:
    """The extraction joins the sentence around it; the page does not."""
    (changed,) = read(f"<div>He said <{tag}>Read more: a ferry</{tag}>that it was so ….</div>").changed
    assert changed.stored == f"He said that it was so {LONG}."
    assert LINE_END in changed.shown
