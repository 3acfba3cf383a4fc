"""Addresses that are not to be watched: the `link_exceptions` of policy.yaml, each with its reason and its last day.

In: the policy and today's date. Out: the exception for an address, and a warning for each that has run out.
"""

from datetime import date

from verbatim.model.load import Placed
from verbatim.model.policy import LinkException, Policy
from verbatim.problems import Problem, Severity


def exception_for(address: str, policy: Policy, today: date) -> LinkException | None:
    """The exception that covers an address today; one that has run out covers nothing."""
    return next(
        (exception for exception in policy.link_exceptions if exception.until >= today and exception.covers(address)),
        None,
    )


def expired(policy: Placed[Policy], today: date) -> list[Problem]:
    """A warning for each exception that has run out."""
    hint = "look whether the address works by now: then delete the exception, else give it a new `until:` and say why it is still needed"
    return [
        Problem(
            "exception-expired",
            policy.place("link_exceptions", number, "until"),
            f"the link exception for {exception.address} ran out on {exception.until}; the address is watched again",
            hint,
            Severity.WARNING,
        )
        for number, exception in enumerate(policy.value.link_exceptions)
        if exception.until < today
    ]
