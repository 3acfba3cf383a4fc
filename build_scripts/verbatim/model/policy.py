"""The types of policy.yaml: the site, its topics, the status scale (`scale`), and the limits of quoting.

In: plain mappings and strings. Out: frozen values.
"""

import re
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from verbatim.model.claims import Change
from verbatim.model.scale import Status
from verbatim.model.site import Site
from verbatim.model.sources import Article, CoverageScope
from verbatim.model.values.addresses import as_requested
from verbatim.model.values.fields import (
    Address,
    ClaimId,
    Day,
    Days,
    Entry,
    Id,
    Listed,
    Schema,
    Text,
    Whole,
    Word,
)

# Letters and digits of a line that is excused in every article.
_FEWEST_LETTERS = 4

# A `by:` that names nobody.
EDITORS = "editors"


class Checker(Entry):
    """Somebody who checks the claims. A `by:` of a claim may name their id."""

    id: Id
    """The id that `by:` of a claim names."""
    name: Text
    """The name as the pages print it."""
    role: Text
    """What they do for the site."""


class Topic(Entry):
    """A subject that groups claims."""

    id: Id
    """The topic's id, which claims name under `topics`, and which is in the address of its page."""
    name: Text
    """The name as the pages print it."""


class Limits(Entry):
    """Limits of quoting, and of the length of a page."""

    longest_quotation: Whole
    """The largest number of words in one quotation."""
    omission_reach: Whole
    """The largest number of characters (code points) between the parts of a quotation with `[…]`."""
    largest_share: Whole = 60
    """The largest share of an article’s words, in percent, that the site and its data may print."""
    longest_title: Whole | None = None
    """The largest number of characters of a claim that has no `short`; without this limit none needs one."""
    per_page: Whole = 500
    """The largest number of lines on one page of a list, such as that of all claims; a longer list has several."""


class Furniture(Entry):
    """Lines that web pages print in or around articles, which need no claim in any article."""

    line: Text
    """A whole line as the articles have it; `*` stands for any words, such as `Read more: *`."""
    reason: Text
    """Why such a line needs no claim."""

    @model_validator(mode="after")
    def _names_words(self) -> Self:
        if len(re.findall(r"\w", self.line)) < _FEWEST_LETTERS:
            values = {
                "least": _FEWEST_LETTERS,
                "mend": "write the words that all such lines have, such as `Read more: *`",
            }
            raise PydanticCustomError(
                "bad-value", "expected at least {least} letters, so that it fits no other line", values
            )
        return self


class LinkException(Entry):
    """An external address that the link watch does not check until a day, and why."""

    address: Address
    """The address; with `*` at its end, all addresses that begin with it. A `#fragment` is left out."""
    reason: Text
    """Why it is not checked."""
    until: Day
    """The last day of the exception."""

    def covers(self, address: str) -> bool:
        """Whether the exception applies to an address; fragments do not matter, since no server gets them."""
        own, address = self.address.partition("#")[0], as_requested(address)
        beginning = as_requested(own.removesuffix("*"))
        return address.startswith(beginning) if own.endswith("*") else address == beginning


class Sights(Entry):
    """How often `verbatim sight` looks at a page again, and which web archive it may ask."""

    every_days: Days = 28
    """How many days after a sighting an address is looked at again."""
    archive: Address | None = None
    """The availability interface of a web archive; without it no archive is asked. The page’s address is added."""
    archive_save: Address | None = None
    """The address that asks the archive to save a page, for `sight --save`. The page’s address is added."""


class Extra(Word):
    """A part of the site that its pages do without, and that takes much room on the site of many claims."""

    CARDS = "cards", "The pictures of the claims for social networks."
    OFFLINE_COPY = "offline-copy", "The ZIP of the whole site for reading offline."
    PRINT = "print", "The pages with all claims for print."


class Policy(Entry):
    """`policy.yaml`: the site, topics, statuses with their rules, limits of quoting, and link exceptions."""

    schema_: Schema = Field(alias="schema")
    """The version of this file format."""
    site: Site
    """Who publishes the site, and how to reach them."""
    questions: Listed[Text] = ()
    """Questions that the search answers, as examples on the home page."""
    selection: Text | None = None
    """Why these articles, and what in them becomes a claim; Markdown."""
    people: tuple[Checker, ...] = ()
    """Who checks the claims; `by: editors` names nobody of them."""
    featured: Listed[ClaimId] = ()
    """The claims on the home page, in this order."""
    topics: tuple[Topic, ...]
    """The topics by which claims are grouped."""
    statuses: tuple[Status, ...] = Field(min_length=1)
    """The statuses that editors may choose for a claim, each with the evidence that it needs."""
    limits: Limits
    """Limits of quoting, and of the length of a page."""
    coverage: CoverageScope = CoverageScope.EVERY_SENTENCE
    """`claims-only` if only single claims of the articles are checked; an article may say otherwise."""
    furniture: tuple[Furniture, ...] = ()
    """Lines that need no claim in any article, such as `Read more: *`, each with its reason."""
    link_exceptions: tuple[LinkException, ...] = ()
    """External addresses that the link watch does not check until a day."""
    sights: Sights = Sights()
    """How often `verbatim sight` looks at a page again, and which web archive it may ask."""
    leave_out: Listed[Extra] = ()
    """Parts that the site does not have: cards, offline-copy or print. Without them more claims fit on a host."""
    history: tuple[Change, ...] = ()
    """What changed here, or in the entries of sources and voices where no claim says it, and why."""

    def covers_every_sentence(self, article: Article) -> bool:
        """Whether every sentence of an article needs a claim or an excuse."""
        return (article.coverage or self.coverage) is CoverageScope.EVERY_SENTENCE

    def status(self, status_id: str) -> Status:
        """Return the status with that id. Raises KeyError."""
        return {status.id: status for status in self.statuses}[status_id]
