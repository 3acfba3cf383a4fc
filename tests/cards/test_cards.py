"""Social cards: what is on them, that it fits, and that none is drawn twice."""

import shutil
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from verbatim.cards.drawing import card
from verbatim.cards.typeface import LEADING, Typeface, normalize
from verbatim.checks.corpus import Corpus
from verbatim.model.scale import Tone
from verbatim.rendering.summary_card import SummaryCard, summary_card
from verbatim.translation.language import Language

from tests.support.cases import CASES
from tests.support.microsite import corpus_of, edit, files_in, in_process, times_in

SIZES = (60, 40, 20)
ENGLISH = Language("en")
INK = """async source => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(1200, 630), context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const inked = (top, bottom) => {
    const pixels = context.getImageData(40, top, 1160, bottom - top).data;
    let count = 0, right = 0;
    for (let at = 0; at < pixels.length; at += 4)
      if (pixels[at] + pixels[at + 1] + pixels[at + 2] < 500) { count++; right = Math.max(right, at / 4 % 1160); }
    return [count, right + 40];
  };
  return {size: [image.width, image.height], status: inked(60, 130), claim: inked(185, 490), foot: inked(500, 600)};
}"""


def test_every_claim_has_its_card_and_the_site_has_one(built_project: Path, built_site: Path, corpus: Corpus) -> None:
    """PNGs of 1200 × 630 pixels (RFC 2083, 4.1.1); other processes draw the same pictures as this one."""
    cards = {path: content for path, content in files_in(built_site / "embed").items() if path.endswith(".png")}
    everything = (*corpus.claims, *corpus.retired)
    assert cards.keys() == {"card.png", *(f"{claim.id}/card.png" for claim in everything)}
    for content in cards.values():
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", content[16:24]) == (1200, 630)
        assert len(content) < 40_000
    for claim in corpus.claims[:3]:
        assert cards[f"{claim.id}/card.png"] == card(summary_card(claim, corpus), corpus).png()
    assert len(cards) == len(list((built_project / ".verbatim" / "cards").iterdir()))


def test_what_stands_on_a_card_is_seen(corpus: Corpus, browser: Browser) -> None:
    """There is ink where status, claim and numbers belong, and none beyond; for short, long and unusual texts alike."""
    site = corpus.policy.site
    long = max((claim.claim.claim for claim in corpus.claims), key=len)
    texts = [
        "No.",
        long,
        long * 9,
        "</text><script>alert(1)</script> &amp; ]]>",
        "Міністр оборони, Υπουργός, Çağrı",
        "김정은 said so.",
    ]
    page = browser.new_page()
    seen = {}
    for text in texts:
        shown = SummaryCard("a", Tone.AGAINST, "cross", "Wrong", text, "", ("1 excerpt", "checked"), ENGLISH)
        picture = card(shown, corpus).png().hex()
        page.goto("about:blank")
        source = page.evaluate(
            "hex => URL.createObjectURL(new Blob([Uint8Array.from(hex.match(/../g), byte => parseInt(byte, 16))]))",
            picture,
        )
        seen[text] = page.evaluate(INK, source)
    page.close()
    for text, found in seen.items():
        assert found["size"] == [1200, 630]
        for part in ("status", "claim", "foot"):
            ink, right = found[part]
            assert ink > 1000, (text, part)
            assert right < 1130, (text, part)
    # The name of the site is shown in place of a claim that our fonts cannot show.
    assert seen["김정은 said so."]["claim"][0] < seen[long]["claim"][0]
    replaced = card(SummaryCard("a", Tone.OPEN, "versus", "Disputed", "김정은 said so.", "", (), ENGLISH), corpus)
    assert [text.line for text in replaced.texts] == ["Disputed", "Claim", site.name, site.name]


LACKING = {
    "Arabic": ("صحيح", "لم يوقّع أحد على الاتفاق يوم الاثنين.", "لم تُرسل أي حبوب."),
    "Korean": ("사실", "월요일에 아무도 협정에 서명하지 않았다.", "곡물은 보내지지 않았다."),
    "Chinese": ("属实", "星期一没有人签署协议。", "没有运送粮食。"),
    "Japanese": ("事実", "月曜日に誰も協定に署名しなかった。", "穀物は送られなかった。"),
    "Hindi": ("सही", "सोमवार को किसी ने समझौते पर हस्ताक्षर नहीं किए।", "कोई अनाज नहीं भेजा गया।"),
    "Thai": ("จริง", "ไม่มีใครลงนามในข้อตกลงเมื่อวันจันทร์", "ไม่มีการส่งธัญพืช"),
    "Hebrew": ("נכון", "איש לא חתם על ההסכם ביום שני.", "לא נשלחה תבואה."),
    "Amharic": ("እውነት", "ሰኞ ማንም ስምምነቱን አልፈረመም።", "እህል አልተላከም።"),
}


@pytest.mark.parametrize("script", LACKING)
def test_no_box_for_letters_that_the_fonts_lack(script: str, corpus: Corpus) -> None:
    """Nothing of such a text is drawn, so that two of them give one picture; the large sign of the status is there."""
    word, *claims = LACKING[script]
    site = corpus.policy.site.model_copy(update={"name": word})
    own = replace(corpus, policy=corpus.policy.model_copy(update={"site": site}))
    crossed, checked = (
        [card(SummaryCard("a", Tone.AGAINST, icon, word, claim, "", (word,), ENGLISH), own).png() for claim in claims]
        for icon in ("cross", "check")
    )
    assert crossed[0] == crossed[1] != checked[0] == checked[1]
    shown = card(SummaryCard("a", Tone.AGAINST, "cross", word, claims[0], "", (word,), ENGLISH), own)
    assert [text.line for text in shown.texts] == ["Claim"]


def test_a_text_stands_whole_in_its_lines_or_says_that_more_follows(corpus: Corpus) -> None:
    """Whatever the text, its lines fit in width and number, none ends within a word, and the size is the largest."""
    font = Typeface("bold")
    width, height = 700, 260
    texts = [claim.claim.claim for claim in corpus.claims]
    for text in [*texts, *(" ".join(texts[:number]) for number in range(2, 9)), "One", "  a\n b\tc "]:
        block = font.lay_out(text, width, height, SIZES)
        assert len(block.lines) * block.size * LEADING <= height
        assert all(font.width(line) * block.size <= width for line in block.lines)
        shown = " ".join(block.lines)
        if shown != normalize(text):
            assert block.size == SIZES[-1]
            assert shown.endswith(" …")
            assert f"{normalize(text)} ".startswith(f"{shown.removesuffix(' …')} ")
        for larger in SIZES[: SIZES.index(block.size)]:
            assert font.lay_out(text, width, height, (larger,)).lines[-1].endswith("…")
    assert "".join(font.lay_out("W" * 60, width, height, SIZES).lines) == "W" * 60
    assert font.lay_out("A 한 B", width, height, SIZES).lines == ()


def test_only_what_changed_is_drawn(tmp_path: Path) -> None:
    """A second run draws nothing; a changed claim gets a new card, and a withdrawn one says that it is withdrawn."""
    folder = Path(shutil.copytree(CASES / "_base", tmp_path / "site"))
    kept, claims = folder / ".verbatim" / "cards", folder / "claims.yaml"
    assert in_process("generate", project=folder).code == 0
    first, pictures = times_in(kept), files_in(folder / "docs" / "embed")
    assert in_process("generate", project=folder).code == 0
    assert times_in(kept) == first
    assert files_in(folder / "docs" / "embed") == pictures
    edit(claims, "finding: Only Southland says so.", "finding: Southland alone says so.")  # which no card shows
    assert in_process("generate", project=folder).code == 0
    assert times_in(kept) == first
    edit(claims, "- id: grain\n", "- id: grain\n  withdrawn: {day: 2022-07-01, reason: A mistake.}\n")
    withdrawn = "  - {day: 2022-07-01, kind: withdrawn, change: Withdrawn., why: A mistake.}\n"
    edit(claims, "Part of the record.}\n", f"Part of the record.}}\n{withdrawn}")
    ran = in_process("generate", project=folder)
    assert ran.code == 0, ran.stderr
    second = times_in(kept)
    # Its own card, and that of the site, which counts claims.
    assert len(second.keys() - first.keys()) == len(first.keys() - second.keys()) == 2
    assert {name: second[name] for name in second.keys() & first.keys()} == {
        name: first[name] for name in second.keys() & first.keys()
    }
    found = corpus_of(folder)
    own = card(summary_card(found.retired[0], found), found)
    assert own.texts[0].line == "Withdrawn"
    assert not any(found.retired[0].status.word in text.line for text in own.texts)
    assert (folder / "docs" / "embed" / "grain" / "card.png").read_bytes() == own.png()
