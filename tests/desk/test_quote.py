"""`quote`: only sources that cannot contain the words are skipped, and what is printed can be pasted."""

import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.desk.quote import QuotationFinder
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.model.sources import Selector
from verbatim.quotation.locate import Absent, Found, locate
from verbatim.quotation.prefilter import Prefilter
from verbatim.quotation.text.source_text import SourceText, sha256_of

from tests.support.microsite import Ran, in_process

REACH = 400

# Letters, what folding rewrites or drops, what NFC composes, and omissions.
PIECES = st.sampled_from(
    [
        *"abcK19,. -–—\u2011'’\"“”…\n\t\u00a0\u2009\u00ad\u200b\ufeff",
        "é",
        "e\u0301",
        "\u0301",
        "\u212a",
        "가",
        "\u1100",
        "\u1161",
        "[…]",
        "[...]",
        " . . . ",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def varied(words: str, chance: random.Random) -> str:
    """The same words as another typesetter might have set them."""
    other = {" ": " \u00a0\n\u2009", "'": "'’‘", '"': '"“”', "-": "-–—", "–": "-–", "…": "…"}
    set_anew = "".join(chance.choice(other.get(char, char)) for char in words)
    return unicodedata.normalize(chance.choice(["NFC", "NFD"]), set_anew)


@given(TEXTS, TEXTS, TEXTS, st.randoms(use_true_random=False))
def test_the_prefilter_passes_what_locate_finds(before: str, words: str, after: str, chance: random.Random) -> None:
    """A text in which the words are found passes, with any typography."""
    if not words.strip():
        return
    text = SourceText(before + varied(words, chance) + after)
    if not isinstance(locate(Selector.model_construct(quote=words), text, REACH), Absent):
        assert Prefilter(words).passes(text.text)


@given(TEXTS, TEXTS)
def test_the_prefilter_agrees_with_locate_on_any_two_texts(words: str, text: str) -> None:
    """In a text that does not pass, nothing is found."""
    if words.strip() and not Prefilter(words).passes(text):
        assert isinstance(locate(Selector.model_construct(quote=words), SourceText(text), REACH), Absent)


def test_the_prefilter_passes_and_rejects_quotations_with_an_omission() -> None:
    """It is of use: texts with other words, with the words apart or with only one part do not pass."""
    prefilter = Prefilter("sent – by  sea […] can't")
    assert prefilter.passes("he sent - by\nsea much … and can’t send")
    assert prefilter.passes("he se\u00adnt")  # with a soft hyphen only folding can tell
    for text in ("", "nothing of it", "sent it by sea; can’t", "sent – by sea, can", "“can’t”, sent by"):
        assert not prefilter.passes(text)
    assert not Prefilter("não").passes("nao")


REPEATED = st.lists(
    st.sampled_from(["the", "talks", "ended.", "“The", "talks”", "\n", "–", "in . . . May", "a: b", "#1"]),
    min_size=1,
    max_size=30,
)


@given(REPEATED, st.integers(0, 29), st.integers(1, 4))
def test_each_entry_is_one_place_and_yaml(words: list[str], start: int, length: int) -> None:
    """Every entry is YAML that is read back as it is, and names one place; no two name the same."""
    text = " ".join(words)
    asked = " ".join(words[start % len(words) :][:length])
    if not asked.strip():
        return
    result = QuotationFinder({"s": SourceText(text)}, REACH).find(asked)
    read, problems = read_yaml("answer", str(result).encode())
    assert result.found
    assert read
    assert problems == []
    assert read.data == [entry.fields() for entry in result.entries]
    spans = []
    for entry in read.data:
        found = locate(
            Selector(**{key: entry[key] for key in ("quote", "before", "after", "occurrence") if key in entry}),
            SourceText(text),
            REACH,
        )
        assert isinstance(found, Found)
        spans.append(found.spans)
        assert len({"before", "after", "occurrence"} & entry.keys()) <= 1
    assert len(set(spans)) == len(spans)


# Asked for → what the source has, and what is said of the difference.
NEAR = {
    "We will not sing anything": ("We will not sign anything", "it has “sign” for “sing”"),
    "We will sign anything": ("We will not sign anything", "it also has “not”"),
    "we will never sign anything": ("We will not sign anything", "it has “We” for “we”; it has “not” for “never”"),
    "sent 30,000 tons of grain - its largest": (
        "sent 300,000 tonnes of grain – its largest",
        "it has “300,000 tonnes” for “30,000 tons”",
    ),
    "anything said Ada Berg a spokesman": ("anything,” said Ada Berg, a spokeswoman", "for “spokesman”"),
    "spokeswomann": ("spokeswoman", "it has “spokeswoman” for “spokeswomann”"),
}


@pytest.mark.parametrize("words", NEAR)
def test_words_that_are_nearly_there(words: str, small: Path) -> None:
    """Never said to be found: exit code 1, what differs is marked, and the entry is in the source's own words."""
    ran = in_process("quote", words, project=small)
    quote, difference = NEAR[words]
    assert (ran.code, ran.stderr) == (1, "")
    assert ran.stdout.startswith(
        "# “talks” does not contain these words.\n# The most similar words of the sources:\n\n# talks, line "
    )
    assert difference in ran.stdout
    read, problems = read_yaml("answer", ran.stdout.encode())
    assert read
    assert problems == []
    assert [entry["quote"] for entry in read.data] == [quote]
    claims = small / "claims.yaml"
    pasted = "\n".join(f"  {line}" for line in ran.stdout.rstrip("\n").split("\n"))
    claims.write_text(claims.read_text(encoding="utf-8").rstrip("\n") + f"\n{pasted}\n", encoding="utf-8")
    # Some are words of another excerpt, which is told and no error.
    problems = in_process("check", "--format", "json", project=small).problems
    assert {problem["code"] for problem in problems} <= {"overlapping-excerpts"}


def test_words_that_are_nowhere(small: Path) -> None:
    """Nothing is similar; with an omission the missing part is named; parts that are too far apart are said to be."""
    assert in_process("quote", "zzz qqq", project=small) == Ran(
        1, "# “talks” does not contain these words.\n# Nothing is similar to them.\n", ""
    )
    ran = in_process("quote", "We will not sign [...] 300,000 tons", project=small)
    assert ran.code == 1
    assert "# The part that is missing: 300,000 tons\n" in ran.stdout
    assert "quote: 300,000 tonnes\n" in ran.stdout
    ran = in_process("quote", "until spring […] We will not sign", project=small)
    assert ran.code == 1
    assert ran.stdout.startswith("# Each part of these words is in a source")


def test_other_typography_is_said(small: Path) -> None:
    """Where only the typography differs, the words are found, and the entry says that it has the source's."""
    ran = in_process("quote", 'the talks "useful"', project=small)
    assert (ran.code, ran.stdout.split("\n")[0]) == (0, "# talks, line 5: with the source’s typography")
    assert in_process("quote", "the talks “useful”", project=small).stdout.startswith("# talks, line 5\n")


def test_repeated_words_get_the_shortest_context_that_decides(small: Path) -> None:
    """A word before where there is one, a word after where there is none, a number where neither helps."""
    article = small / "seeds" / "articles" / "talks.txt"
    article.write_text("It ended so.\n\nended now\n\nso\n\nso\n", encoding="utf-8")
    assert "  before: It\n" in (ended := in_process("quote", "ended", project=small).stdout)
    assert "  after: now\n" in ended
    so = in_process("quote", "so", project=small).stdout
    assert "  before: ended\n" in so
    assert "  occurrence: 2\n" in so
    assert "  occurrence: 3\n" in so


def test_one_source_of_many(small: Path, verbatim: Callable[..., Ran]) -> None:
    """From a shell: `--source` selects a source, which must exist; if there are too many places, it says so."""
    raw = "\n\n".join(f"In year {number} the talks ended." for number in range(20)).encode()
    (small / "seeds/articles/years.txt").write_bytes(raw)
    with (small / "seeds/articles.yaml").open("a", encoding="utf-8") as articles:
        articles.write(
            f"- id: years\n  file: years.txt\n  sha256: {sha256_of(raw)}\n  title: Years\n  publisher: daily\n"
            "  published: 2022-05-04\n  rights: Invented.\n"
        )
    everywhere = verbatim("quote", "the talks", project=small)
    assert everywhere.code == 0
    sources = [line for line in everywhere.stdout.split("\n") if line.startswith("- source")]
    assert len(sources) == 12
    assert set(sources) == {"- source: talks", "- source: years"}
    assert everywhere.stdout.endswith("or name the source: --source ID\n")
    one = in_process("quote", "the talks", "--source", "talks", project=small)
    assert {line for line in one.stdout.split("\n") if line.startswith("- source")} == {"- source: talks"}
    assert "more places" not in one.stdout
    elsewhere = verbatim("quote", "year 3", "--source", "talks", project=small)
    assert elsewhere.code == 1
    assert elsewhere.stdout.startswith("# “talks” does not contain these words.")
    assert in_process("quote", "year 99", project=small).stdout.startswith("# No source contains these words.")
    wrong = verbatim("quote", "year", "--source", "talk", project=small)
    assert wrong.code == 2
    assert "did you mean “talks”?" in wrong.stderr


def test_quote_needs_no_claims(small: Path) -> None:
    """A file of claims that cannot be read keeps nobody from looking up words; a policy that cannot does."""
    (small / "claims.yaml").write_text("claims: [", encoding="utf-8")
    assert in_process("quote", "officials said", project=small).code == 0
    (small / "policy.yaml").write_text("site: [", encoding="utf-8")
    ran = in_process("quote", "officials said", project=small)
    assert ran.code == 1
    assert "policy.yaml:" in ran.stderr
