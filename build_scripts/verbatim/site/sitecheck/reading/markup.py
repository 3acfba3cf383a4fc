"""Reads what no page and no drawing may have: scripts in attributes, frames, and what redirects a reader or an address.

In: elements of HTML or SVG, and their attributes. Out: `Unwanted`s. A policy makes browsers refuse most of it; what
they refuse should not be published, and a copy of a page may be read in a program that knows no policies.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from verbatim.site.sitecheck.reading.document import Unwanted

Attribute = tuple[Any, str, str]

_ELEMENTS = {
    *("base", "iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe"),
    *("foreignobject", "handler", "listener"),
}
# The only instruction that a page of ours gives in this way.
_POLICY = "content-security-policy"
# Addresses that run, or that become a page of their own. Browsers ignore blanks and control characters in them.
_RUNS = ("javascript:", "vbscript:", "data:")
_IGNORED = re.compile(r"[\x00-\x20]+")
_FOLLOWED = {"href", "action", "formaction", "to", "from", "values"}
_PICTURES = {"image", "feimage", "use"}


def unwanted_elements(elements: Collection[Any]) -> Iterator[Unwanted]:
    """Every element that no page may have."""
    unwanted = {tag: local_name(tag) for tag in {element.tag for element in elements} if local_name(tag) in _ELEMENTS}
    if unwanted:
        yield from (
            Unwanted(f"<{unwanted[element.tag]}>", element.sourceline)
            for element in elements
            if element.tag in unwanted
        )


def unwanted_attributes(attributes: Iterable[Attribute]) -> Iterator[Unwanted]:
    """Every attribute that no page may have."""
    for element, key, value in attributes:
        if key == "href" and ":" not in value:  # two of three
            continue
        tag, name, line = local_name(element.tag), local_name(key), element.sourceline
        if name.startswith("on") or _runs(tag, name, value):
            yield Unwanted(f"<{tag} {name}>", line, runs=True)
        elif name == "http-equiv" and value.strip().lower() != _POLICY:
            yield Unwanted(f"<{tag} http-equiv={value}>", line)


def may_be_unwanted(name: str) -> bool:
    """Whether an attribute of this name may be one that no page may have."""
    local = local_name(name)
    return local.startswith("on") or local in {*_FOLLOWED, "src", "http-equiv"}


# A site has few names, and each of them a hundred thousand times.
@lru_cache(maxsize=10_000)
def local_name(qualified: str) -> str:
    """The name of an element or attribute without its namespace or prefix, in lower case."""
    return qualified.rpartition("}")[2].rpartition(":")[2].lower()


def _runs(tag: str, name: str, value: str) -> bool:
    """Whether an attribute holds an address that runs as a script or becomes a page of its own."""
    held = (name in _FOLLOWED and tag not in _PICTURES) or (name == "src" and tag == "script")
    return held and ":" in value and _IGNORED.sub("", value).lower().startswith(_RUNS)
