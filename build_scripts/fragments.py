"""Links that scroll to the quoted words on the page they came from.

In: an excerpt. Out: a text directive, `:~:text=[prefix-,]start[,end][,-suffix]` (WICG, URL Fragment Text Directives),
as short as names exactly this place in the source's text. What the page at that address holds today we cannot know; a
browser that finds no such words shows the page from its top.
"""

import re
from urllib.parse import quote

from build_scripts.article import Span
from build_scripts.excerpts import Excerpt

# Words at each end, where there are so many: fewer might stand anywhere on a page with menus and comments round the text.
_FEWEST = 3

# Words of a quotation up to which it is named whole rather than by its first and last words.
_WHOLE = 6

# Words before or after that are tried to tell two places apart; beyond that there is no link.
_MOST_AROUND = 8

_WORD = re.compile(r"\S+")


def text_directive(excerpt: Excerpt) -> str | None:
    """The directive for an excerpt's words; None where no short one names just this place."""
    text, span = excerpt.text.text, excerpt.whole
    words = [Span(span.start + found.start(), span.start + found.end()) for found in _WORD.finditer(text[span.start : span.end])]
    whole = len(words) <= _WHOLE and len(excerpt.spans) == 1 and "\n" not in text[span.start : span.end]
    for number in range(min(_FEWEST, len(words)), len(words) + 1) if not whole else (len(words),):
        start = text[span.start : words[number - 1].end]
        end = None if whole else text[words[-number].start : span.end]
        if "\n" in start or (end and "\n" in end):
            break
        for prefix in _prefixes(text, span.start):
            if _first_place(text, prefix, start, end) == (span.start, span.end):
                return ":~:text=" + ",".join(
                    [*([f"{_encoded(prefix)}-"] if prefix else []), _encoded(start), *([_encoded(end)] if end else [])]
                )
    return None


def _prefixes(text: str, start: int) -> list[str]:
    """Nothing, then the words before a place on its line, one more at a time."""
    before = text[text.rfind("\n", 0, start) + 1 : start].split()
    prefixes = (" ".join(before[-number:]) for number in range(1, min(len(before), _MOST_AROUND) + 1))
    return ["", *(prefix for prefix in prefixes if re.search(r"\w", prefix))]


def _first_place(text: str, prefix: str, start: str, end: str | None) -> tuple[int, int] | None:
    """Where a browser's search, which takes the first match and minds neither case nor kind of white space, ends up."""
    gap = r"\s+"
    before = "".join(re.escape(word) + gap for word in prefix.split())
    pattern = before + rf"(?P<start>{gap.join(map(re.escape, start.split()))})"
    found = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    if not found:
        return None
    if end is None:
        return found.span("start")
    tail = re.compile(rf"(?<!\w){gap.join(map(re.escape, end.split()))}(?!\w)", re.IGNORECASE).search(text, found.end())
    return (found.start("start"), tail.end()) if tail else None


def _encoded(words: str) -> str:
    """Percent-encoded; also `-`, which the directive's own syntax uses and no URL encoder touches."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
