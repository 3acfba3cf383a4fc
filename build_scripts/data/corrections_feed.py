"""`corrections/feed.xml`: every correction, for those who follow or reuse the claims. An Atom feed (RFC 4287).

In: a corpus, and the address at which the site will stand. Out: an entry for each change that was a correction, a
withdrawal or a merger, the newest first. Ids are tag URIs (RFC 4151) made from the data alone, so that they stay as they
are wherever the site moves; times are the days of the data. Without an address, links are relative to the feed's own.
"""

import hashlib
from datetime import date
from xml.etree import ElementTree as ET

from build_scripts.address import SiteAddress
from build_scripts.corpus import CheckedClaim, Corpus
from build_scripts.folding import fold
from build_scripts.model import Change
from build_scripts.write import MARK, Output

_PATH = "corrections/feed.xml"


def output(corpus: Corpus, address: SiteAddress) -> Output:
    """The feed; `address` is where the site will stand."""
    site, corrections = corpus.policy.site, [entry for entry in corpus.changes if entry[0].is_correction]
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.lang})
    feed.append(ET.Comment(f" {MARK} "))
    # A tag URI names a day on which its maker had the address; these feeds exist since 2026.
    _add(feed, "id", f"tag:{site.contact},2026:corrections")
    _add(feed, "title", f"{site.name}: corrections")
    _add(feed, "updated", _moment(corrections[0][0].on if corrections else corpus.last_change))
    _add(_add(feed, "author"), "name", site.publisher)
    _add(feed, "rights", site.licence)
    if address.text:
        _add(feed, "link", rel="self", href=address.to(_PATH, _PATH))
    _add(feed, "link", rel="alternate", href=address.to("corrections/", _PATH))
    for change, checked in corrections:
        _entry(feed, change, checked, corpus, address)
    ET.indent(feed, " ")
    return Output(_PATH, f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n')


def _entry(feed: ET.Element, change: Change, checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> None:
    """One correction, with its claim and the status it has now."""
    entry = _add(feed, "entry")
    # Published entries never change but for their typography, so neither does this.
    words = hashlib.sha256(fold(change.change).text.strip().encode()).hexdigest()[:8]
    _add(entry, "id", f"tag:{corpus.policy.site.contact},{change.on}:claims/{checked.id}/{change.kind}/{words}")
    _add(entry, "title", f"{change.kind.capitalize()}: {checked.claim.claim}")
    _add(entry, "updated", _moment(change.on))
    _add(entry, "category", term=change.kind)
    _add(entry, "link", rel="alternate", href=address.to(f"claims/{checked.id}/", _PATH))
    _add(entry, "content", f"{change.change} {change.why}", type="text")


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _moment(day: date) -> str:
    """A day as the moment that Atom wants (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00Z"
