"""`links --external`: the whole link watch, from the data to the outcome.

In: what `load` has read, today's date, the memory of earlier runs, and what checks addresses. Out: an `Outcome`.
"""

from collections.abc import Callable, Iterable
from datetime import date

from verbatim import __version__
from verbatim.checks.files.link_exceptions import exception_for
from verbatim.model.loaded import Loaded
from verbatim.model.policy import Policy
from verbatim.watch.addresses import addresses
from verbatim.watch.memory import Memory, no_server_answered, updated
from verbatim.watch.report import Outcome
from verbatim.watch.states import Result


def user_agent(policy: Policy) -> str:
    """The User-Agent header: product token, version and contact, in characters that a header may have."""
    site = policy.site
    header = f"verbatim-linkwatch/{__version__} ({site.contact}{f'; +{site.issues}' if site.issues else ''})"
    return "".join(character if " " <= character <= "~" else "?" for character in header)


Check = Callable[[Iterable[str]], tuple[Result, ...]]


def watch_links(loaded: Loaded, policy: Policy, today: date, before: Memory, check: Check) -> Outcome:
    """Check every address of the data for which the policy has no exception."""
    everything = [(entry, exception_for(entry.address, policy, today)) for entry in addresses(loaded)]
    watched = tuple(entry for entry, exception in everything if exception is None)
    excepted = tuple((entry, exception) for entry, exception in everything if exception)
    results = check([entry.address for entry in watched])
    void = bool(results) and no_server_answered(results)
    memory = before if void else updated(before, results, today)
    return Outcome(today, watched, results, excepted, before, memory, void=void)
