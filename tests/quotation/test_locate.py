"""Locating: every true quotation is found at its span, every altered one is refused, a repeated one is ambiguous."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from verbatim.model.sources import Selector
from verbatim.quotation.locate import Absent, Ambiguous, Found, Match, locate
from verbatim.quotation.text.folding import fold
from verbatim.quotation.text.source_text import SourceText, Span

from tests.support.microsite import NEWSROOM

REACH = 400

WORDS = [
    "arms", "talks", "not", "no", "Russia", "Russia’s", "can’t", "can", "300,000", "2023", "2.5", "U.S.", "Aug.",
    "co-operation", "naïve", "nai\u0308ve", "“deal”", "“deal,”", "‘term’", "[sic]", "(KCNA)", "Kim", "said:",
    "said,", "Why?", "Ядро", "무기", "quickly—later",
]  # fmt: skip
MARKS = ["–", "—", "…", ". . .", "...", "-", "[…]"]
GAPS = [" ", " ", " ", "  ", "\u00a0", "\n", "\n\n", " \u2009", "\t"]


@dataclass(frozen=True)
class Tokens:
    """A text made of words and marks with gaps between them, and the span of each word."""

    text: str
    words: tuple[Span, ...]


@st.composite
def tokens(draw: st.DrawFn) -> Tokens:
    """A text of ordinary words in any order, with typography of every kind between them."""
    text, words = "", []
    for token in draw(st.lists(st.sampled_from([*WORDS, *WORDS, *MARKS]), min_size=1, max_size=30)):
        if text.endswith(".") and token.startswith("."):
            continue  # a full stop before spaced dots is itself one of the dots
        text += draw(st.sampled_from(GAPS)) if text else ""
        if token in WORDS:
            words.append(Span(len(text), len(text) + len(token)))
        text += token
    assume(words)
    return Tokens(text, tuple(words))


def look(
    text: str, quote: str, reach: int = REACH, *, context: Mapping[str, str | int] | None = None
) -> Found | Ambiguous | Absent:
    """Locate a quotation in a text."""
    return locate(
        Selector.model_validate({"quote": quote, **{key: str(value) for key, value in (context or {}).items()}}),
        SourceText(text),
        reach,
    )


def occurrences_of(answer: Found | Ambiguous | Absent) -> list[tuple[Span, ...]]:
    """The occurrences that an answer names."""
    if isinstance(answer, Absent):
        return []
    return [answer.spans] if isinstance(answer, Found) else list(answer.occurrences)


# A second, slower way to compare texts, independent of `folding`.
_CLASSES = [
    ("[‘’‚‛‹›]", "'"),
    ("[“”„‟«»]", '"'),
    ("[\u2010-\u2015\u2212]", "-"),
    (r"\s+", " "),
    (r" ?(?:…|\.(?: ?\.)+\.|\. \. \.) ?", "…"),
    (" ?- ?", "-"),
]


def plain(text: str) -> str:
    """A text without its typography, for texts made of the tokens above."""
    text = unicodedata.normalize("NFC", text)
    for pattern, replacement in _CLASSES:
        text = re.sub(pattern, replacement, text)
    return re.sub("…+", "…", text).strip()


@given(tokens(), st.data())
def test_every_part_of_whole_words_is_found_at_its_span(made: Tokens, data: st.DataObject) -> None:
    """Words copied from a text are found exactly there; if they occur several times, that occurrence is named too."""
    first = data.draw(st.integers(0, len(made.words) - 1))
    last = data.draw(st.integers(first, len(made.words) - 1))
    span = Span(made.words[first].start, made.words[last].end)
    quote = made.text[span.start : span.end]
    answer = look(made.text, quote)
    assert (span,) in occurrences_of(answer)
    if isinstance(answer, Found):
        assert answer.match is Match.EXACT
    number = len(re.findall(f"(?={re.escape(plain(quote))})", plain(made.text)))
    assert number >= len(occurrences_of(answer))
    if number == 1:
        assert isinstance(answer, Found)


@given(tokens(), st.data())
@example(Tokens("He said: no arms deal.", (Span(0, 2), Span(16, 20))), None)
def test_every_one_character_edit_is_refused(made: Tokens, data: st.DataObject | None) -> None:
    """A quotation with one character changed, removed or added is found only if the text really has those words."""
    if data is None:
        assert isinstance(look(made.text, "arns deal"), Absent)
        return
    first = data.draw(st.integers(0, len(made.words) - 1))
    last = data.draw(st.integers(first, min(first + 8, len(made.words) - 1)))
    quote = made.text[made.words[first].start : made.words[last].end]
    at = data.draw(st.integers(0, len(quote) - 1))
    letter = data.draw(st.sampled_from("aenorstzAN0139.,;’”- [é"))
    edited = data.draw(
        st.sampled_from(
            [quote[:at] + letter + quote[at + 1 :], quote[:at] + quote[at + 1 :], quote[:at] + letter + quote[at:]]
        )
    )
    assume(plain(edited) and plain(edited) != plain(quote))
    answer = look(made.text, edited)
    for spans in occurrences_of(answer):
        for span, part in zip(spans, plain(edited).split("[…]") if len(spans) > 1 else [plain(edited)], strict=True):
            assert plain(made.text[span.start : span.end]) == part.strip()
    if plain(edited) not in plain(made.text) and "[" not in edited:
        assert isinstance(answer, Absent)


@given(st.text(), st.text(min_size=1))
@example("not", "no")
@example("a…", "…")
def test_what_is_found_is_the_quotation(text: str, quote: str) -> None:
    """For any text and quotation: what is found folds to the quotation, and splits no word.

    The quotation may be one that no editor could write, such as invisible characters alone.
    """
    assume(quote.strip())
    for spans in occurrences_of(locate(Selector.model_construct(quote=quote), SourceText(text), REACH)):
        if len(spans) == 1:
            (span,) = spans
            assert fold(text[span.start : span.end]).text.strip() == fold(quote).text.strip()
            assert not (
                text[span.start - 1 : span.start].isalpha()
                and text[span.start].isalpha()
                and text[span.start].isascii()
            )


@given(tokens(), tokens(), st.data())
def test_a_repeat_is_ambiguous_until_occurrence_decides(made: Tokens, between: Tokens, data: st.DataObject) -> None:
    """Words that occur twice are refused with both occurrences; `occurrence` picks one by its number."""
    text = f"{made.text} \n|\n {between.text} \n|\n {made.text}"
    first = data.draw(st.integers(0, len(made.words) - 1))
    last = data.draw(st.integers(first, len(made.words) - 1))
    quote = made.text[made.words[first].start : made.words[last].end]
    answer = look(text, quote)
    assert isinstance(answer, Ambiguous)
    shift = len(text) - len(made.text)
    here = (Span(made.words[first].start, made.words[last].end),)
    there = (Span(made.words[first].start + shift, made.words[last].end + shift),)
    assert {here, there} <= set(answer.occurrences)
    assert list(answer.occurrences) == sorted(answer.occurrences, key=lambda spans: spans[0].start)
    for number, spans in enumerate(answer.occurrences, 1):
        chosen = look(text, quote, context={"occurrence": number})
        assert isinstance(chosen, Found)
        assert chosen.spans == spans
    refused = look(text, quote, context={"occurrence": len(answer.occurrences) + 1})
    assert isinstance(refused, Absent)
    assert refused.occurrences == answer.occurrences


@given(tokens(), st.data())
def test_typographic_variants_match(made: Tokens, data: st.DataObject) -> None:
    """A quotation typed with straight marks, plain dashes and single spaces is found where the text is typeset."""
    first = data.draw(st.integers(0, len(made.words) - 1))
    last = data.draw(st.integers(first, len(made.words) - 1))
    span = Span(made.words[first].start, made.words[last].end)
    typed = made.text[span.start : span.end]
    for typeset, keyed in (("[‘’]", "'"), ("[“”]", '"'), ("[–—]", " - "), ("…", "..."), (r"\s+", " ")):
        typed = re.sub(typeset, keyed, typed)
    typed = unicodedata.normalize("NFD", typed)
    answer = look(made.text, typed)
    assert (span,) in occurrences_of(answer)
    if isinstance(answer, Found):
        assert answer.match is (Match.EXACT if typed == made.text[span.start : span.end] else Match.TYPOGRAPHIC)


NOWHERE = [
    ("It is not so.", "no"),
    ("It is not so.", "It is no"),
    ("another deal", "other deal"),
    ("300,000 shells", "300"),
    ("300,000 shells", "000 shells"),
    ("300,000 shells", "300,0"),
    ("2.5 tonnes", "2"),
    ("2.5 tonnes", "5 tonnes"),
    ("They can’t sell.", "They can"),
    ("They can't sell.", "They can"),
    ("They can’t sell.", "t sell"),
    ("O’Brien said", "Brien said"),
    ("1950s", "1950"),
    ("café", "caf"),
    ("cafe\u0301", "cafe"),
    ("Ядро", "Яд"),
    ("It’s ‘fine’", "It”s ‘fine’"),
    ("“fine”", "‘fine’"),
    ("The deal", "the deal"),
    ("arms deal", "arms  deals"),
    ("arms deal", "armsdeal"),
    ("Russia’s arms", "Russia’ arms"),
    ("the weak, slow army", "the weak slow army"),
    ("", "anything"),
    ("leader-level talks", "level talks"),
    ("무기를 보냈다", "무기"),
    ("is growing. ... I expect", "is growing … I expect"),
    ("می\u200cخواهم نامه", "میخواهم\u200c نامه"),
    ("علي قال", "علی قال"),
]


@pytest.mark.parametrize(("text", "quote"), NOWHERE)
def test_nothing_is_found_inside_a_word_or_a_number(text: str, quote: str) -> None:
    """Although the characters are there."""
    assert isinstance(look(text, quote), Absent)


SOMEWHERE = [
    ("Russia’s arms", "Russia", "Russia"),
    ("Russia's arms", "Russia", "Russia"),
    ("the [exercises] go on", "exercises", "exercises"),
    ("He said “no”.", "no", "no"),
    ("He said “no”.", "“no”", "“no”"),
    ("In 2023, they met", "2023", "2023"),
    ("on Aug. 15.", "Aug. 15", "Aug. 15"),
    ("the U.S. said", "U.S.", "U.S."),
    ("leader-level talks", "leader-level talks", "leader-level talks"),
    ("TRUMP'S PLAN", "TRUMP", "TRUMP"),
    ("it was — he said", "it was -- he said", "it was — he said"),
    ("קם צה״ל", 'צה"ל', "צה״ל"),
    ("قـــال الوزير", "قال", "قـــال"),
    ("他说「没有」", "“没有”", "「没有」"),
    ("is growing. … I expect", "is growing. ... I expect", "is growing. … I expect"),
    ("The status is unknown.\n\n... Penn", "The status is unknown.", "The status is unknown."),
    ("The status is unknown.\n\n... Penn", "... Penn", "... Penn"),
    ("“ He left. ... Then", "He left.", "He left."),
    ("He left.... Then", "He left.", "He left."),
    ("Trumpʼs plan", "Trump’s plan", "Trumpʼs plan"),
    ("Trump´s plan", "Trump", "Trump"),
    ("a ❤\ufe0f b", "a ❤ b", "a ❤\ufe0f b"),
    ("sent 300,000 300 men", "300,000", "300,000"),
    ("in 2023 300 men", "300 men", "300 men"),
    ("military–industrial base", "industrial base", "industrial base"),
    ("무기를 보냈다", "무기를", "무기를"),
    ("它们正在谈判", "正在", "正在"),
    ("neighbours . . . of course", "neighbours ... of course", "neighbours . . . of course"),
    ("neighbours . . . of course", "neighbours", "neighbours"),
    ("ends – here", "ends", "ends"),
    ("ends – here", "– here", "– here"),
    ("a\r\nb".replace("\r\n", "\n"), "a b", "a\nb"),
    ("soft\u00adhyphen here", "softhyphen", "soft\u00adhyphen"),
    ("[North Korea] said", "[North Korea]", "[North Korea]"),
    ("50% of it", "50%", "50%"),
    ("$5 million", "$5 million", "$5 million"),
]


@pytest.mark.parametrize(("text", "quote", "printed"), SOMEWHERE)
def test_whole_words_are_found(text: str, quote: str, printed: str) -> None:
    """What is found are the source's own characters, without the white space around them."""
    answer = look(text, quote)
    assert isinstance(answer, Found)
    assert [text[span.start : span.end] for span in answer.spans] == [printed]
    assert answer.match is (Match.EXACT if quote == printed else Match.TYPOGRAPHIC)


def test_the_only_valid_chain_is_found_behind_many_others() -> None:
    """However many places a part has; and all chains are counted, which only the list of a message cuts."""
    text = "Kim said so. " * 60 + "Filler words here. " * 30 + "Kim said that they agreed on artillery shells."
    answer = look(text, "Kim said […] and […] agreed on artillery shells", 20)
    assert isinstance(answer, Absent)
    answer = look(text.replace("that they", "that, and they"), "Kim said […] and […] agreed on artillery shells", 20)
    assert isinstance(answer, Found)
    assert len(occurrences_of(look("a b c. " * 30, "a […] c", 3))) == 30
    assert isinstance(look(text, "Kim said […] so", 5, context={"after": ". Filler"}), Found)


OMITTED = "One two three. Four five six. Seven eight nine."


@pytest.mark.parametrize(
    ("quote", "reach", "printed"),
    [
        ("One two […] eight nine", REACH, ["One two", "eight nine"]),
        ("One two [...] eight nine", REACH, ["One two", "eight nine"]),
        ("One two [. . .] eight nine", REACH, ["One two", "eight nine"]),
        ("One […] Four […] nine", REACH, ["One", "Four", "nine"]),
        ("three. […] Four", 1, ["three.", "Four"]),
        ("three. […] Four", 0, None),
        ("three […] Seven", 17, ["three", "Seven"]),
        ("three […] Seven", 16, None),
        ("Seven […] One", REACH, None),
        ("One two […] two three", REACH, None),
        ("One […] ten", REACH, None),
        ("[…] Four", REACH, None),
        ("Four […]", REACH, None),
        ("[…]", REACH, None),
        ("One […] […] nine", REACH, None),
        ("On […] nine", REACH, None),
    ],
)
def test_an_omission_keeps_order_and_reach(quote: str, reach: int, printed: list[str] | None) -> None:
    """The parts between `[…]` follow in order, each within reach of the one before, and none is empty."""
    answer = look(OMITTED, quote, reach)
    if printed is None:
        assert isinstance(answer, Absent)
    else:
        assert isinstance(answer, Found)
        assert [OMITTED[span.start : span.end] for span in answer.spans] == printed


def test_an_outlets_own_brackets_come_first() -> None:
    """`[…]` that the source prints is not an omission, even if the parts also occur separately."""
    text = "He said a […] b. Then a and later b."
    answer = look(text, "a […] b")
    assert isinstance(answer, Found)
    assert [text[span.start : span.end] for span in answer.spans] == ["a […] b"]


@pytest.mark.parametrize(
    ("text", "quote", "match"),
    [
        ("He said a […] b.", "a […] b", Match.EXACT),
        ("He said a […] b.", "a [...] b", Match.TYPOGRAPHIC),
        (OMITTED, "One  […] nine", Match.EXACT),
        (OMITTED, "One two [. . .] eight nine", Match.EXACT),
        (OMITTED, "One\ntwo […] nine", Match.TYPOGRAPHIC),
        ("(a)(b)", "(a) […] (b)", Match.EXACT),
    ],
)
def test_a_match_with_an_omission(text: str, quote: str, match: Match) -> None:
    """It is exact if each part has the source's own characters; the outlet's own brackets are part of the words."""
    answer = look(text, quote)
    assert isinstance(answer, Found)
    assert answer.match is match


def test_an_omission_with_two_ends_is_ambiguous() -> None:
    """If a part occurs twice within reach, both chains are named."""
    assert isinstance(look("One two. Six. Then six again: Six.", "One two […] Six"), Ambiguous)


def test_at_most_a_thousand_occurrences_are_listed() -> None:
    """Four parts that each occur twenty times could follow one another in 4,845 ways."""
    assert len(occurrences_of(look("so. " * 20, "so […] so […] so […] so"))) == 1_000


@pytest.mark.parametrize(
    ("context", "number"),
    [
        ({"before": "First,"}, 1),
        ({"before": "Then"}, 2),
        ({"after": "ended."}, 2),
        ({"after": "began, "}, 1),
        ({"before": "First,", "after": "began"}, 1),
        ({"before": "First,", "after": "ended"}, None),
        ({"before": "Nowhere"}, None),
        ({"occurrence": 2}, 2),
        ({"occurrence": 0}, None),
        ({"occurrence": 3}, None),
        ({"before": "Then", "occurrence": 1}, 2),
        ({"before": "“Now:”"}, None),
    ],
)
def test_before_after_and_occurrence_decide(context: dict[str, str | int], number: int | None) -> None:
    """They pick an occurrence; if none fits, the words are refused and all occurrences are named."""
    text = "First, the talks began, they said. Then the talks ended."
    spans = [Span(found.start(), found.end()) for found in re.finditer("the talks", text)]
    answer = look(text, "the talks", context=context)
    if number is None:
        assert isinstance(answer, Absent)
        assert answer.occurrences == tuple((span,) for span in spans)
        assert answer.nearest is None
    else:
        assert isinstance(answer, Found)
        assert answer.spans == (spans[number - 1],)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("A the talks. B the talks.", {"before": "B"}),
        ("the talks B. the talks A.", {"after": "A."}),
        (f"a the talks. b{' ' * 400}the talks.", {"before": "b"}),
        (f"the talks: a, the talks{' ' * 400}: b", {"after": ": b"}),
        ("a - the talks; b – the talks", {"before": "b —"}),
        ("the talks – a; the talks – b", {"after": "-b"}),
        ("the talks … a; the talks . . . b", {"after": "...b"}),
        ("cafe the talks; cafe\u0301 the talks", {"before": "café"}),
    ],
)
def test_context_is_compared_like_a_quotation(text: str, context: dict[str, str]) -> None:
    """Folded, directly before or after, however much white space is between."""
    found = [(span,) for span in (Span(found.start(), found.end()) for found in re.finditer("the talks", text))]
    answers = [look(text, "the talks", context=context), look(text, "the talks", context={"occurrence": 2})]
    assert [occurrences_of(answer) for answer in answers] == [found[1:]] * 2


ARTICLES = sorted((NEWSROOM / "seeds" / "articles").glob("*.txt"))


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem[:3])
def test_every_sentence_of_the_articles(file: object) -> None:
    """Each is found at its span; with a letter changed it is refused, and the nearest passage is the sentence."""
    source = SourceText(file.read_bytes().decode("utf-8"))  # type: ignore[attr-defined]
    for number, sentence in enumerate(source.sentences):
        words = source.text[sentence.start : sentence.end]
        assert (sentence,) in occurrences_of(locate(Selector(quote=words), source, REACH))
        letters = [at for at, char in enumerate(words) if char.isascii() and char.isalpha()]
        at = letters[(number * 7) % len(letters)]
        changed = words[:at] + ("q" if words[at] != "q" else "z") + words[at + 1 :]
        answer = locate(Selector(quote=changed), source, REACH)
        assert isinstance(answer, Absent)
        if len(words) > 20:
            assert answer.nearest
            assert plain(words.rstrip('.”’"')) in plain(answer.nearest.text)
            assert len(answer.nearest.differences) >= 1


NEAREST = [
    ("It would supply significant quantities – a lot – to them.", "signifcant quantities", "significant quantities"),
    ("Officials said on Monday that the talks had ended early.", "the talks have ended", "the talks had ended"),
    ("He would send many tonnes of munitions soon.", "send tonnes of munitions", "send many tonnes of munitions"),
    ("Tonnes of arms, of the old sort, went.", "of arms, the old sort", "of arms, of the old sort"),
    ("The deal (a secret one) was signed.", "a secred one", "a secret one"),
    ("The deal (a secret one) was signed.", "(a secred one)", "(a secret one)"),
    ("They discussed rearmament plans.", "armament plan", "rearmament plans"),
    ("Ministers met. “No arms,” said Berg. Ministers left.", "No army", "No arms"),
    ("Trade fell by 300,000 tonnes in May.", "fell by 000 tonnes", "fell by 300,000 tonnes"),
    ("It sent grain – its largest shipment – in 2022.", "its largest shipments", "its largest shipment"),
    ("Kim said so. Putin denied it.", "Kim denied so", "Kim said so"),
    ("Their unmanned aircraft flew over.", "manned aircraft flew ower", "unmanned aircraft flew over"),
    ("They are planning overflights", "are planning overflight", "are planning overflights"),
    ("unable to sign", "able to sign it", "unable to sign"),
    ("Northland at The met ship ship", "Northland ship ship", "Northland at The met ship ship"),
    ("Ministers of war and sea went.", "Ministers sea went", "Ministers of war and sea went"),
    ("One two three. Four five six seven.", "One two […] Four fife six seven", "Four five six seven"),
]


@pytest.mark.parametrize(("text", "quote", "nearest"), NEAREST)
def test_the_nearest_passage(text: str, quote: str, nearest: str) -> None:
    """Whole words, without punctuation at an end where the quotation has none; of the part that is not found."""
    answer = look(text, quote)
    assert isinstance(answer, Absent)
    assert answer.nearest
    assert answer.nearest.text == nearest
    assert text[answer.nearest.span.start : answer.nearest.span.end] == nearest
    assert 60 <= answer.nearest.likeness <= 100


@pytest.mark.parametrize(
    ("quote", "differences"),
    [
        ("signifcant quantities", (("signifcant", "significant"),)),
        ("It would significant quantities of arms to them", (("", "supply"), ("", "modern"))),
        ("It supply significant quantities", (("", "would"),)),
        ("would supply quantities of arms", (("", "significant"), ("", "modern"))),
        ("It would quantities of modern arms to them", (("", "supply significant"),)),
        ("in a significant quantity of arms", (("in a", "supply"), ("quantity", "quantities"), ("", "modern"))),
        ("would also soon supply significant quantities", (("", "It"), ("also soon", ""))),
        ("supply quantities of modern arms", (("", "significant"),)),
    ],
)
def test_differences_are_shown_word_by_word(quote: str, differences: tuple[tuple[str, str], ...]) -> None:
    """Pairs of the quotation's words and the source's, and no others."""
    answer = look("It would supply significant quantities of modern arms to them.", quote)
    assert isinstance(answer, Absent)
    assert answer.nearest
    assert answer.nearest.differences == differences


def test_common_words_of_a_long_quotation_are_compared_too() -> None:
    """A word that occurs often is not left out of the comparison."""
    words = [word for number in range(100) for word in ("the", f"word{number}")]
    answer = look(" ".join(words), " ".join([*words[:99], "first", "the", "second", *words[102:]]))
    assert isinstance(answer, Absent)
    assert answer.nearest
    assert answer.nearest.differences == (("first", "word49"), ("second", "word50"))


def test_nothing_like_it_gives_no_hint() -> None:
    """A quotation that is like nothing in the source has no nearest passage."""
    answer = look("The ministers met on Monday.", "zzz qqq xxx")
    assert isinstance(answer, Absent)
    assert answer.nearest is None
