"""What Pagefind indexes: for each claim a page of its own, with the words of its passages and nothing else.

In: a corpus. Out: HTML by path, in the order of the claims in `data.search.facets`. The words are folded as the queries
are (`data.search_words`), so that Pagefind finds them however they are written. It shows none of them: the passages, as
the site prints them, go with each hit and are not searched, nor are their labels.
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import accumulate
from typing import NamedTuple

from verbatim.checks.corpus import Corpus
from verbatim.data.search.passages import Passage, PassageKind, all_passages, topics_and_time

# After the words of each passage, so that no phrase goes over its end.
END = "¶"

# The class of a passage on the Find page: words of a source look like a quotation, ours do not.
_SOURCES, _OURS = "v-quoted", "v-ours"


class SearchPage(NamedTuple):
    """A page of the index: the HTML that is searched, and the passages that go with a hit."""

    html: str
    passages: str


def search_pages(corpus: Corpus) -> dict[str, SearchPage]:
    """The page of each claim, by its path; without claims a page with the site's name, since Pagefind needs a word."""
    lang = corpus.policy.site.lang
    pages = {
        f"claims/{checked.id}/index.html": SearchPage(html(found, lang), search_entries(corpus)[checked.id]["passages"])
        for checked, found in all_passages(corpus)
    }
    name = (Passage.of(PassageKind.ABOUT, "", "", (corpus.policy.site.name,)),)
    return pages or {"index.html": SearchPage(html(name, lang), packed(name, ""))}


@lru_cache(maxsize=1)
def search_entries(corpus: Corpus) -> dict[str, dict[str, str]]:
    """For each claim, by id, its words and its passages, as Pagefind gives them to `find.js`."""
    return {
        checked.id: {
            "content": " ".join(text for text, _ in _weighted(found)),
            "passages": packed(found, topics_and_time(checked, corpus)),
        }
        for checked, found in all_passages(corpus)
    }


def html(found: Sequence[Passage], lang: str) -> str:
    """The page of one claim, by its passages and the language of the site."""
    # The words have no character with a meaning in HTML.
    text = " ".join(f'<span data-pagefind-weight="{weight}">{text}</span>' for text, weight in _weighted(found))
    return f'<!doctype html><html lang="{escape(lang)}"><body data-pagefind-body>{text}</body></html>'


def _weighted(found: Sequence[Passage]) -> Iterator[tuple[str, float]]:
    """The words of each passage and their weight, then the words that have several parts."""
    for passage in found:
        yield _ended(passage), passage.kind.weight
    for passage in found:
        if passage.joined_words:
            yield passage.joined_words, passage.kind.weight


def _ended(passage: Passage) -> str:
    """The words of a passage, and the mark of its end."""
    return f"{passage.words} {END}" if passage.words else END


def packed(found: Sequence[Passage], by: str) -> str:
    """What `find.js` shows: topics and time, then each passage with the class that says whose it is.

    A passage has the number of its first word, too.
    """
    lengths = [_ended(passage).count(" ") + 1 for passage in found]
    starts = accumulate(lengths, initial=0)
    shown = [
        [
            _SOURCES if passage.kind is PassageKind.QUOTATION else _OURS,
            passage.anchor and f"#{passage.anchor}",
            passage.label,
            passage.lang,
            start,
            *passage.texts,
        ]
        for passage, start in zip(found, starts, strict=False)
    ]
    return json.dumps([by, *shown], ensure_ascii=False, separators=(",", ":"))
