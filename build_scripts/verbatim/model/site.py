"""The types of `site:` in policy.yaml: who publishes the site, where, and what it looks like.

In: plain mappings and strings. Out: frozen values. `checks/look/` compares the colours, and reads the files that are
named here.
"""

import re
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from verbatim.model.values.addresses import fault_of_address
from verbatim.model.values.colours import COLOUR_PATTERN
from verbatim.model.values.fields import Address, Entry, Id, Language, Listed, Text, UuidText, Word
from verbatim.model.values.forms import text_form
from verbatim.site_address import SiteAddress


def _colour(value: str) -> str:
    """Six hexadecimal digits in lower case, without the `#`."""
    if not re.fullmatch(COLOUR_PATTERN, value):
        digits = value.removeprefix("#").lower()
        short = re.fullmatch("[0-9a-f]{3}", digits) is not None
        digits = "".join(digit * 2 for digit in digits) if short else digits
        meant = f"#{digits}" if re.fullmatch("[0-9a-f]{6}", digits) else "#0b5394"
        mend = f"""write it as in `"{meant}"`, in quotation marks, since what follows # would else be a comment"""
        raise PydanticCustomError("bad-value", "expected a colour as # and six hexadecimal digits", {"mend": mend})
    return value.removeprefix("#").lower()


def _site_address(value: str) -> str:
    """The address as `SiteAddress` has it; it must lead to a public host."""
    address, fault = SiteAddress.parse(value), fault_of_address(value)
    if address is None or fault:
        mend = "write the whole address without a query, such as `https://example.org/facts/`"
        problem = fault or "has a query, or a character that no published address has"
        raise PydanticCustomError("bad-value", "the address {problem}", {"problem": problem, "mend": mend})
    return address.text


_COLOUR_FORM = {
    "type": "string",
    "pattern": COLOUR_PATTERN,
    "errorMessage": 'Write # and six hexadecimal digits in quotation marks, such as "#0b5394".',
}
Colour = Annotated[str, text_form(_COLOUR_FORM, least=1, then=_colour)]
_SITE_ADDRESS_FORM = {
    "type": "string",
    "pattern": r'^https?://[^\s<>"?#]+$',
    "errorMessage": "Write the whole address without a query, such as https://example.org/facts/.",
}
PublishedAt = Annotated[str, text_form(_SITE_ADDRESS_FORM, least=1, then=_site_address)]


class Scheme(Entry):
    """The colours of the light or the dark scheme. What is left out is as Verbatim has it."""

    primary: Colour | None = None
    """The ground of the bar at the top, and of the logo on pictures; its words are light or dark, as is seen better."""
    accent: Colour | None = None
    """Links, buttons, bars of diagrams, and what shows where the keyboard is."""


class Colours(Entry):
    """The colours of the pages, embedded pages, pictures and the printable page."""

    light: Scheme = Scheme()
    """For readers whose device asks for light colours, and for pictures and paper."""
    dark: Scheme = Scheme()
    """For readers whose device asks for dark colours."""

    @property
    def are_set(self) -> bool:
        """Whether any colour is set."""
        return any((self.light.primary, self.light.accent, self.dark.primary, self.dark.accent))


class FooterLink(Entry):
    """A link in the footer of every page."""

    name: Text
    """The words of the link."""
    address: Address
    """Where it leads."""


class Footer(Entry):
    """What the newsroom adds to the footer of every page."""

    lines: Listed[Text] = ()
    """Lines of text, such as the registered name of the publisher."""
    links: tuple[FooterLink, ...] = ()
    """Links, after our own."""


class PagePlace(Word):
    """Where the link to an own page is."""

    BAR = "bar", "In the bar at the top of every page."
    FOOTER = "footer", "In the footer of every page."
    ELSEWHERE = "elsewhere", "Only in other own pages."


class OwnPage(Entry):
    """A page that the newsroom writes itself, in Markdown."""

    file: Text
    """Its file, `docs/NAME/index.md`; its address is `NAME/`."""
    name: Text
    """The words of the link to it."""
    place: PagePlace = Field(PagePlace.FOOTER, alias="in")
    """Where the link to it is: `bar`, `footer` (the default) or `elsewhere`."""

    @property
    def source(self) -> str:
        """The path of its file in docs/."""
        return self.file.partition("/")[2]

    @property
    def path(self) -> str:
        """Its path from the site's root."""
        return self.source.removesuffix("index.md")


class AboutSection(Entry):
    """A section that the newsroom adds to the about page."""

    id: Id
    """The section's id; `about/#own-ID` leads to it."""
    title: Text
    """Its heading."""
    text: Text
    """Its text, in Markdown."""


class Site(Entry):
    """Who publishes the site, how to reach them, and what the site looks like."""

    id: UuidText = "e4ac2a5a-5a6e-5d0c-9f5e-1c6f0a7b7f52"
    """The permanent id of the site, a random UUID, from which the ids of its feeds are made; `init` writes it."""
    name: Text
    """The name of the site."""
    subject: Text
    """What the site is about, worded to fit into a sentence: the arms talks of August 2023."""
    publisher: Text
    """Who publishes it."""
    contact: Text
    """The mail address for corrections and takedown requests; printed on every page."""
    issues: Address | None = None
    """Where readers can report a fault in public."""
    repository: Address | None = None
    """The public repository with the stored texts; the pages link to their lines."""
    licence: Text
    """The licence of the site's own words and data."""
    licence_url: Address
    """The address of that licence."""
    funding: Text
    """Who pays for the site."""
    promise: Text | None = None
    """Within which time complaints are answered and errors corrected, in one or two sentences."""
    lang: Language = "en"
    """The language of what the editors write and of all words of the pages, as a BCP 47 tag such as en or de-AT."""
    address: PublishedAt | None = None
    """The address at which the site is published; the variable SITE_URL of a build overrides it."""
    logo: Text | None = None
    """An SVG or PNG file in docs/, for the bar at the top and for pictures."""
    favicon: Text | None = None
    """A square SVG or PNG file in docs/, for the tab of the browser."""
    colours: Colours = Colours()
    """The colours of the site, which must be seen well in both schemes."""
    footer: Footer = Footer()
    """Lines and links for the footer."""
    pages: tuple[OwnPage, ...] = ()
    """Own pages, and where the links to them are."""
    about: tuple[AboutSection, ...] = ()
    """Own sections of the about page."""
    not_found: Text | None = None
    """What the page for addresses that do not exist says, in place of our own words."""
    privacy: Text | None = None
    """What the site measures and stores, in Markdown, in place of our words, which say that it measures nothing."""
