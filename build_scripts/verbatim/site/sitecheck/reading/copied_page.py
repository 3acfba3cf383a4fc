"""Compares a page of the offline copy with that of the site, of which it differs only in what is said here.

In: the bytes of both, and the site's own modules. Out: whether all that the rules for pages of the copy look at is the
same: the texts, the marks, the scripts and styles, and the tags but for addresses. To compare takes a tenth of the time
that it takes to read a page; one that differs otherwise must be read.

These may differ: the policy, which must be that of the copy; a module, which is in the page; the address in a tag, if
it is not one that runs; links of the head that load nothing; the note at the beginning of the page, which has only
words and links.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from verbatim.rendering.content_policy import offline_policy, themed_policy

_TAG = re.compile(rb"<(?:a|area|link|script|img|source|video|audio|track|form)\s[^<>]*>", re.IGNORECASE)
# An address that has no scheme, or one of those that open a page or write a letter.
_ADDRESS = re.compile(
    rb"""\s(?:href|src|action)="(?:(?:https?(?::|&#58;)//|mailto:)[^"<>]*|(?:[^":<>&]|&amp;)*+)\"""", re.IGNORECASE
)
_LOADS_NOTHING = re.compile(
    rb"""<link(?!\s[^<>]*(?:stylesheet|icon))(?:\s(?:rel|type|title|hreflang|address)(?:="[^"<>]*")?)+>""",
    re.IGNORECASE,
)
_LINK = re.compile(rb"^<a\s+", re.IGNORECASE)
_MODULE = re.compile(b'<script type="module">(.*?)(?=</script>)', re.DOTALL)
_LOADED = b'<script type="module" address>'
_BEGINNING = re.compile(rb'<div class="v-page"[^<>]*>')
_NOTE = re.compile(rb'<p class="v-aside" role="note">(?:[^<]|<a>|</a>)*+</p>')
_POLICY = themed_policy().encode()


def is_same_page(page: bytes, copied: bytes, modules: Mapping[bytes, str]) -> bool:
    """Whether a page of the copy is the page of the site but for what may differ; `modules` are with their hashes."""
    hashes = list[str]()

    def loaded(found: re.Match[bytes]) -> bytes:
        """The tag of a module as it is in the site."""
        if found[1] in modules:
            hashes.append(modules[found[1]])
        return _LOADED if found[1] in modules else found[0]

    after = _without_addresses(_MODULE.sub(loaded, copied))
    before = _without_addresses(page).replace(_POLICY, offline_policy(tuple(hashes)).encode(), 1)
    if begins := _BEGINNING.search(after):
        note = _NOTE.match(after, begins.end())
        after = after[: begins.end()] + after[note.end() :] if note else after
    return before == after


def _without_addresses(page: bytes) -> bytes:
    return _TAG.sub(lambda found: _without_address(found[0]), page)


# Most tags of a page are on many pages.
@lru_cache(maxsize=10_000)
def _without_address(tag: bytes) -> bytes:
    """A tag without its address; a link of the head that loads nothing is left out."""
    if tag[2:3].isspace():  # only such a link loses an address that leads nowhere
        return _LINK.sub(b"<a ", _ADDRESS.sub(b"", tag))
    without = _ADDRESS.sub(b" address", tag)
    return b"" if _LOADS_NOTHING.fullmatch(without) else without
