"""What the robots.txt of a host allows (RFC 9309).

In: a host's answer to the request for its robots.txt, and our User-Agent header. Out: whether an address of that host
may be requested, and the pause that the host asks for. Protego matches the paths. Three rare differences between
Protego and the RFC are accepted: `Allow: /index.html` also allows `/`, `Disallow: /a$` also refuses what begins with
a literal `/a$`, and `%2F` in a query is not the same as `/`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from verbatim.watch.states import OK, Answer, RequestFailedError, State

PATH = "/robots.txt"

# Bytes that are read of it: as many as RFC 9309, 2.5, asks for.
MOST_READ = 512 * 1024

# The longest pause that a robots.txt can ask for, in seconds. That is more than an address is given, so a host that
# asks for so much is sent one request in a run.
_LONGEST_PAUSE = 3600

_ANY_ROBOT = "*"


@dataclass(frozen=True)
class Robots:
    """The rules of one origin: whether an address may be requested, and the pause between two requests, in seconds."""

    allows: Callable[[str], bool]
    pause: float = 0.0


def robots(answer: Answer, agent: str) -> Robots:
    """Read a robots.txt; `agent` is our User-Agent header, which begins with our product token.

    If the host has none (4xx), everything is allowed. Raises RequestFailedError if the server fails (5xx): then
    nothing may be requested.
    """
    if answer.status in OK:
        rules = Protego.parse(_rules_for(agent.partition("/")[0].lower(), answer.body))
        delay = rules.crawl_delay(_ANY_ROBOT) or 0.0
        return Robots(lambda address: rules.can_fetch(address, _ANY_ROBOT), min(delay, _LONGEST_PAUSE))
    if answer.status == 429:
        raise RequestFailedError("robots.txt: 429, the host asked for no more requests", State.BLOCKED)
    if 400 <= answer.status < 500:
        return Robots(lambda _address: True)
    raise RequestFailedError(f"robots.txt could not be read: {answer.status}")


def _rules_for(token: str, body: bytes) -> str:
    """The rules that apply to one product token, as a robots.txt with a single group for any robot.

    Protego could choose the group itself, but it ends a group at a record that it does not know, which RFC 9309,
    2.2.4, forbids; it takes a group for `verbatim` as one for `verbatim-linkwatch`; and it keeps each rule as often
    as its group names robots, so that half a megabyte of robots.txt could fill the memory.
    """
    rules: dict[str, list[str]] = {}
    named = set[str]()  # which of the two the current group is for
    has_rules = False
    if len(body) >= MOST_READ:
        body = body.rpartition(b"\n")[0]  # half of a rule is another rule
    for line in body.removeprefix(b"\xef\xbb\xbf").splitlines():
        field, _, value = (part.strip() for part in line.decode("utf-8", "replace").partition("#")[0].partition(":"))
        field = field.lower()
        if field == "user-agent":
            if has_rules:
                named, has_rules = set(), False
            name = value.lower().partition("/")[0]  # some write a version behind the token
            if name in (token, _ANY_ROBOT):
                named.add(name)
                rules.setdefault(name, [])
        elif field in ("allow", "disallow", "crawl-delay"):
            has_rules = has_rules or field != "crawl-delay"
            for name in named:
                rules[name].append(f"{field}: {value}")
    return "\n".join([f"user-agent: {_ANY_ROBOT}", *rules.get(token, rules.get(_ANY_ROBOT, ()))])
