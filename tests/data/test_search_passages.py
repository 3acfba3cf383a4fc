"""What a claim is found by."""

from dataclasses import replace

from verbatim.checks.corpus import Corpus
from verbatim.data.search.passages import passages
from verbatim.data.search.search_words import joined_words, words


def test_every_text_of_ours_is_searched(corpus: Corpus) -> None:
    """Also the short form, why the claim matters, and why a rule is set aside."""
    with_all = next(checked for checked in corpus.claims if checked.claim.override)
    own = {"short": "A title of seven short words only", "matters": "It feeds all of the coast."}
    checked = replace(with_all, claim=with_all.claim.model_copy(update=own))
    searched = "\n".join(passage.text for passage in passages(checked, corpus))
    claim = checked.claim
    assert claim.override
    for text in (claim.claim, claim.short, claim.matters, claim.finding, claim.override.reason):
        assert text
        assert text in searched


def test_a_publisher_is_found_that_no_text_names(corpus: Corpus) -> None:
    """Each of whom a claim quotes something, once; a claim that quotes nobody says so of nobody."""
    checked = next(checked for checked in corpus.claims if len(checked.excerpts) > 1)
    publishers = {corpus.register.name(excerpt.source.publisher) for excerpt in checked.excerpts}
    about = passages(replace(checked, excerpts=(*checked.excerpts, *checked.excerpts)), corpus)
    (listed,) = (each.text.partition("quoted in: ")[2] for each in about if "quoted in: " in each.text)
    assert sorted(listed.split(", ")) == sorted(publishers)
    assert all("quoted in:" not in each.text for each in passages(replace(checked, excerpts=()), corpus))


def test_words_that_marks_part() -> None:
    """Each part alone, and all of them as one; a sign is no word, and a list no number."""
    assert words("Hawai\u02bbi’s F-16") == ["hawai", "i", "s", "f", "16"]
    assert joined_words("Hawai\u02bbi’s F-16") == ["hawaiis", "f16"]
    assert joined_words("2,800, 2\u202f800 or 1 000 000 men") == ["2800", "2800", "1000000"]
    assert words("ལྷ་ས། ខ្មែរ។ \u200f(a\u200f) \u200b 5") == ["ལྷ", "ས", "ខ្", "មែ", "រ", "a", "5"]
    assert joined_words("2,800 and 1 000 000; don`t") == ["2800", "1000000", "dont"]
    assert joined_words("in 2023 300 men, 5, 100 and 12 34") == []
