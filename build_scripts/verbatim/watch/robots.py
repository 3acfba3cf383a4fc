"""What the robots.txt of a host allows (RFC 9309).

In: a host's answer for its robots.txt. Out: whether an address of that host may be asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from verbatim.watch.states import OK, Answer, NoAnswerError, State

PATH = "/robots.txt"

# As much of it as a robot must read (RFC 9309, 2.5), in bytes.
MOST_READ = 512 * 1024

# The longest pause that a robots.txt can ask for, in seconds; whoever asks for more is asked once a run and no more.
_LONGEST_PAUSE = 3600


@dataclass(frozen=True)
class Robots:
    """The rules of one origin: whether an address may be asked, and the pause between requests, in seconds."""

    allows: Callable[[str], bool]
    pause: float = 0.0


def robots(answer: Answer, agent: str) -> Robots:
    """Read a robots.txt. None there (4xx) means that all is allowed; a server in trouble (5xx) may not be asked, so raises NoAnswerError."""
    if answer.status in OK:
        rules = RobotFileParser()
        try:
            rules.parse(answer.body.decode("utf-8-sig", "replace").splitlines())
        except ValueError as error:  # the parser takes “²” for a number
            raise NoAnswerError("robots.txt could not be understood") from error
        delay = rules.crawl_delay(agent) or 0
        return Robots(lambda address: rules.can_fetch(agent, address), float(min(int(delay), _LONGEST_PAUSE)))
    if answer.status == 429:
        raise NoAnswerError("robots.txt: 429, its host asked not to be asked", State.BLOCKED)
    if 400 <= answer.status < 500:
        return Robots(lambda _address: True)
    raise NoAnswerError(f"robots.txt could not be read: {answer.status}")
