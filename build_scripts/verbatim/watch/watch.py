"""`links --external`: the whole of it, from the data to what was found.

In: what `load` has read, today's date, what was remembered, and a client. Out: `Found`.
"""

from datetime import date

from verbatim import __version__
from verbatim.checks.link_exceptions import exception_for
from verbatim.model.load import Loaded
from verbatim.model.policy import Policy
from verbatim.watch.addresses import addresses
from verbatim.watch.client import Client
from verbatim.watch.memory import Memory, advanced, heard_of_nobody
from verbatim.watch.report import Found
from verbatim.watch.run import run


def agent(policy: Policy) -> str:
    """What the watch calls itself, with who can be written to about it; only what a header field may hold."""
    site = policy.site
    contact = f"verbatim-linkwatch/{__version__} ({site.contact}{f'; +{site.issues}' if site.issues else ''})"
    return "".join(character if " " <= character <= "~" else "?" for character in contact)


def watch(loaded: Loaded, policy: Policy, today: date, before: Memory, client: Client) -> Found:
    """Ask for every address of the data that is not excepted."""
    everything = [(entry, exception_for(entry.address, policy, today)) for entry in addresses(loaded)]
    asked = tuple(entry for entry, exception in everything if exception is None)
    excepted = tuple((entry, exception) for entry, exception in everything if exception)
    results = run([entry.address for entry in asked], client)
    void = bool(results) and heard_of_nobody(results)
    memory = before if void else advanced(before, results, today)
    return Found(today, asked, results, excepted, before, memory, void=void)
