"""Addresses that the link watch does not check: the `link_exceptions` of policy.yaml.

In: the policy and today's date. Out: the exception for an address, and a warning for each exception that has expired.
"""

from datetime import date

from verbatim.model.loaded import Placed
from verbatim.model.policy import LinkException, Policy
from verbatim.problems import Problem, Severity


def exception_for(address: str, policy: Policy, today: date) -> LinkException | None:
    """The exception that applies to an address today, or None."""
    return next(
        (exception for exception in policy.link_exceptions if exception.until >= today and exception.covers(address)),
        None,
    )


def expired(policy: Placed[Policy], today: date) -> list[Problem]:
    """A warning for each exception that has expired."""
    hint = "if the address works now, delete the exception; otherwise set a new `until:` and say why it is still needed"
    return [
        Problem(
            "exception-expired",
            policy.place("link_exceptions", number, "until"),
            f"the link exception for {exception.address} expired on {exception.until}; the address is checked again",
            hint,
            Severity.WARNING,
        )
        for number, exception in enumerate(policy.value.link_exceptions)
        if exception.until < today
    ]
