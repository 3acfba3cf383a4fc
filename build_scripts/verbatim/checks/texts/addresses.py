"""Whether readers can follow the addresses that the data give.

In: the loaded data. Out: a problem for each address of a printed field that leads to no public host. The link watch
asks whether a page is there; this needs no network.
"""

from collections.abc import Iterator
from typing import Any

from verbatim.model.loaded import Loaded, Placed
from verbatim.model.reading.yaml_file import Path
from verbatim.model.values.addresses import fault_of_address
from verbatim.problems import Problem


def unusable_addresses(loaded: Loaded) -> Iterator[Problem]:
    """The addresses that are not valid, or that lead to the reader's own machine or network."""
    for address, placed, path in _addresses(loaded):
        fault = fault_of_address(address) if address else None
        if fault:
            hint = "write the public address of the page"
            yield Problem("bad-value", placed.place(*path), f"“{address}” {fault}", hint)


def _addresses(loaded: Loaded) -> Iterator[tuple[str | None, Placed[Any], Path]]:
    """Every address of the site, the sources and the origins, with its entry and its path there."""
    if policy := loaded.policy:
        for key in ("issues", "licence_url"):
            yield getattr(policy.value.site, key), policy, ("site", key)
        for number, link in enumerate(policy.value.site.footer.links):
            yield link.address, policy, ("site", "footer", "links", number, "address")
    for source in loaded.sources:
        for key in ("original_url", "carrier_url", "archive_url"):
            yield getattr(source.value, key), source, (key,)
    for origin in loaded.origins:
        for key in ("url", "archive_url"):
            yield getattr(origin.value, key), origin, (key,)
