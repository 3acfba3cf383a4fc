"""The Markdown of the editors' texts, and the links in it.

In: a claim or draft with its place, and the ids of the claims that have a page; or the other data. Out: a problem for
each link that would not be printed or would lead nowhere. A reasoning, and `selection`, `privacy` and the sections of
the about page in the policy, are Markdown; claims, findings, notes and the policy's other texts are plain text, in
which a link is printed as it is written.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache, reduce
from html import unescape
from operator import getitem
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from verbatim.model.claims import Draft
from verbatim.model.loaded import Loaded, Placed, PlacedClaim, PlacedDraft
from verbatim.model.policy import Policy
from verbatim.model.reading.yaml_file import Path
from verbatim.model.values.addresses import fault_of_address
from verbatim.problems import Problem, Severity, did_you_mean

FORMS = (
    "write `[words](https://…)`; for another claim `[words](../its-id/)`; for a mail address `[words](mailto:…)`; "
    "or put the text in backticks if no link is meant"
)

# The texts of the editors that are no Markdown; names and titles are words of others.
_PLAIN = frozenset(
    (
        *("claim", "short", "finding", "matters", "unknown", "note", "outweighed", "uncheckable", "reason"),
        *("for", "where", "found", "answer", "subject", "funding", "promise", "definition", "does_not_mean", "says"),
        *("lines", "not_found"),
    )
)
_MAY_LINK = re.compile(r"[\[<]")
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_SET_OFF = re.compile(r"(</?blockquote>)")
_LINE_END = re.compile(r"</?(?:p|li|ul|ol|br)\b[^<>]*>")
LINK_OR_PICTURE = re.compile(r'<a (?:[^>]*? )?href="(?P<target>[^"]*)"|<img [^>]*?src="(?P<picture>[^"]*)"')
_CLAIM = re.compile(r"\.\./([^/?#]+)/")
_MAIL = re.compile(r"mailto:[^\s@<>]+@[^\s@<>]+", re.IGNORECASE)
# What looks like a link in the text of a page: Markdown that is not read as a link, or HTML, which is shown as text.
_PRINTED = re.compile(
    r"!?\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]+\])|<(?:(?:a|img)\s|\.{1,2}/|#)[^<>]*>|^\[[^\[\]\n]+\]:\s*\S+",
    re.IGNORECASE | re.MULTILINE,
)


# A reasoning is on the page of its claim, on that for print and in the search; to read it takes milliseconds.
@lru_cache(maxsize=100_000)
def as_html(markdown: str) -> str:
    """An editor's Markdown as HTML; HTML in it is shown as text."""
    return Markdown(extensions=[_NoHtml()]).convert(markdown)


def set_off_quotations(markdown: str) -> Iterator[str]:
    """The paragraphs and lines that `>` sets off in an editor's Markdown, which a page prints as a quotation."""
    if ">" not in markdown:
        return
    depth = 0
    for part in _SET_OFF.split(as_html(markdown)):
        if _SET_OFF.fullmatch(part):
            depth += -1 if part.startswith("</") else 1
        elif depth:
            lines = (unescape(re.sub(r"<[^<>]*>", "", line)).strip() for line in _LINE_END.split(part))
            yield from filter(None, lines)


def unusable_links(
    placed: PlacedClaim | PlacedDraft, claim: Draft, pages: Collection[str], severity: Severity = Severity.ERROR
) -> Iterator[Problem]:
    """The links of a claim's texts that would not be printed or would lead nowhere; `pages` has the ids of claims."""
    yield from _links_in_plain_texts(placed, severity)
    yield from _links_in_markdown(placed, claim.reasoning or "", ("reasoning",), pages, severity)


def links_elsewhere(loaded: Loaded, pages: Collection[str]) -> Iterator[Problem]:
    """Such links in the policy and in the notes on voices, people, origins and sources."""
    if placed := loaded.policy:
        yield from _links_in_plain_texts(placed, Severity.ERROR)
        for path, text in markdown_of(placed.value):
            yield from _links_in_markdown(placed, text, path, pages, Severity.ERROR)
    for entry in (*loaded.voices, *loaded.people, *loaded.origins, *loaded.sources):
        yield from _links_in_plain_texts(entry, Severity.ERROR)


def markdown_of(policy: Policy) -> Iterator[tuple[Path, str]]:
    """The texts of the policy that are Markdown, with their paths."""
    yield ("selection",), policy.selection or ""
    yield ("site", "privacy"), policy.site.privacy or ""
    yield from ((("site", "about", number, "text"), section.text) for number, section in enumerate(policy.site.about))


def _links_in_markdown(
    placed: Placed[Any], markdown: str, path: Path, pages: Collection[str], severity: Severity
) -> Iterator[Problem]:
    if not _MAY_LINK.search(markdown):
        return
    html = _CODE.sub("", as_html(markdown))
    for link in LINK_OR_PICTURE.finditer(html):
        target = unescape(link["target"] if link["picture"] is None else link["picture"])
        fault = "is a picture, which no page prints" if link["picture"] is not None else _fault(target, pages)
        if fault:
            place = placed.words_place(as_written(markdown, target), *path)
            yield Problem("unusable-link", place, f"“{target}” {fault}", FORMS, severity)
    for found in _PRINTED.finditer(unescape(re.sub(r"</?\w[^<>]*>", "", html))):
        message = f"“{found[0]}” is no link, and would be printed as it is written"
        yield Problem("unusable-link", placed.words_place(found[0], *path), message, FORMS, severity)


def _links_in_plain_texts(placed: Placed[Any], severity: Severity) -> Iterator[Problem]:
    """The links in those texts of an entry that are printed as they are written."""
    for path, key, text in _plain_texts(reduce(getitem, placed.path, placed.file.data), ""):
        for found in _PRINTED.finditer(text):
            message = f"`{key}` is plain text, so “{found[0]}” would be printed as it is written"
            belongs = "under `links:` of the footer" if key == "lines" else "in the `reasoning:` of a claim"
            hint = f"write the words alone; a link belongs {belongs}"
            yield Problem("unusable-link", placed.words_place(found[0], *path), message, hint, severity)


def _plain_texts(data: Any, key: str) -> Iterator[tuple[Path, str, str]]:
    """The path, its last key and the text of each of the editors' plain texts in some data that may have a link.

    A published history cannot change, so it is left out.
    """
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        below = step if isinstance(step, str) else key
        if not isinstance(value, str):
            if below != "history":
                yield from (((step, *path), last, text) for path, last, text in _plain_texts(value, below))
        elif below in _PLAIN and _MAY_LINK.search(value):
            yield (step,), below, value


def _fault(target: str, pages: Collection[str]) -> str | None:
    """What is wrong with the target of a link, in words that continue “TARGET …”; None if it can be followed."""
    if target.lower().startswith("mailto:"):
        return None if _MAIL.fullmatch(target) else "is not a mail address"
    if target.lower().startswith(("http:", "https:")):
        return fault_of_address(target)
    claim = _CLAIM.fullmatch(target)
    if claim is None:
        return "is no address to which this text can link"
    if claim[1] in pages:
        return None
    near = did_you_mean(claim[1], pages)
    return f"leads to no claim: did you mean “../{near}/”?" if near else "leads to no published claim"


def as_written(markdown: str, target: str) -> str:
    """The link with a target as the editor wrote it, or else the target alone."""
    end = rf"\s*<?{re.escape(target)}>?"
    forms = (
        rf"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\({end}(?:\s[^()]*)?\)",
        rf"^ *\[[^\[\]]+\]:{end}",
        rf"<{re.escape(target)}>",
    )
    found = (re.search(form, markdown, re.MULTILINE) for form in forms)
    return next((match[0] for match in found if match), target)


class _NoHtml(Extension):
    """Python-Markdown without raw HTML: a tag in an editor's text is shown as text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
