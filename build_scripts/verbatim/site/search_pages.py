"""What Pagefind indexes: for each claim a page of its own, with the words of its passages and nothing else.

In: a corpus. Out: HTML by path. The words are folded as the queries are (`data.search_words`), so that Pagefind finds
them however they are written. It shows none of them: the passages, as the site prints them, go with each hit.
"""

import json
from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.passages import Passage, PassageKind, passages
from verbatim.data.search_words import other_forms, words

# After the words of each passage, so that no phrase goes over its end.
END = "¶"


def search_pages(corpus: Corpus) -> dict[str, str]:
    """The page of each claim, by its path."""
    lang = escape(corpus.policy.site.lang)
    return {f"claims/{checked.id}/index.html": _page(passages(checked, corpus), lang) for checked in corpus.claims}


def search_entry(checked: CheckedClaim, corpus: Corpus) -> dict[str, str]:
    """The words of a claim and its passages, as Pagefind gives them to `find.js`."""
    found = passages(checked, corpus)
    return {"content": " ".join(text for text, _ in _weighted(found)), "passages": _packed(found)}


def _page(found: Sequence[Passage], lang: str) -> str:
    text = " ".join(f'<span data-pagefind-weight="{weight}">{escape(text)}</span>' for text, weight in _weighted(found))
    passages_key = 'data-pagefind-meta="passages[data-passages]"'
    return (
        f'<!doctype html><html lang="{lang}"><title>Claim</title><body data-pagefind-body {passages_key} '
        f'data-passages="{escape(_packed(found))}">{text}</body></html>'
    )


def _weighted(found: Sequence[Passage]) -> Iterator[tuple[str, float]]:
    """The words of each passage and their weight, then the other forms of its words."""
    for passage in found:
        yield " ".join((*words(passage.text), END)), passage.kind.weight
    for passage in found:
        if forms := other_forms(passage.text):
            yield " ".join(forms), passage.kind.weight


def _packed(found: Sequence[Passage]) -> str:
    """The passages as `find.js` reads them, each with its element and the number of its first word."""
    lengths = [len(words(passage.text)) + 1 for passage in found]
    starts = accumulate(lengths, initial=0)
    shown = [
        [
            "q" if passage.kind is PassageKind.QUOTATION else "span",
            passage.anchor and f"#{passage.anchor}",
            passage.label,
            passage.lang,
            start,
            *passage.texts,
        ]
        for passage, start in zip(found, starts, strict=False)
    ]
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
