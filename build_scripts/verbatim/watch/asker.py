"""One address, from the first request to a result.

In: an address. Out: its `Result`: `HEAD`, then `GET` where `HEAD` settles nothing; redirects followed and recorded;
faults that may pass tried again after a wait that doubles, or that the server asks for; robots.txt respected at every
host on the way. Whatever happens, it ends within `Timeouts.address`.
"""

import threading

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from verbatim.watch.client import Client
from verbatim.watch.network import Target, parse, redirected
from verbatim.watch.rate_limits import Host, NotAskedError
from verbatim.watch.robots import MOST_READ, PATH, Robots, robots
from verbatim.watch.states import (
    OK,
    REDIRECTS,
    TEMPORARY_FAULTS,
    Answer,
    Hop,
    NoAnswerError,
    Result,
    State,
    judge,
    settled_at,
)
from verbatim.watch.timeouts import Deadline

MOST_HOPS = 10

# Bytes of a page that are read: enough to tell a bot wall, and an answer that breaks off at once.
MOST_OF_A_PAGE = 16 * 1024

# Seconds; a `Retry-After` of more means no more than “not in this run”.
_LONGEST_WAIT = 24 * 60 * 60


class Asker:
    """Asks for addresses, from any number of threads at once; remembers each host's turn and rules for one run."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._timeouts = client.timeouts
        self._hosts: dict[str, Host] = {}
        self._rules: dict[str, Robots | NoAnswerError] = {}
        self._reading_rules: dict[str, threading.Lock] = {}

    def result(self, address: str, run: Deadline) -> Result:
        """What is found at an address; never later than `Timeouts.address` from now, nor than the run's deadline."""
        if run.left < self._timeouts.address:
            return Result(address, State.SKIPPED, "not asked: the time for the whole run was up")
        deadline = run.within(self._timeouts.address)
        hops: list[Hop] = []
        try:
            start = parse(address)
            answer = self._at_the_end(start, deadline, hops)
        except NoAnswerError as failure:
            return Result(address, failure.state, failure.reason, hops[-1].status if hops else None, tuple(hops))
        state, reason = judge(answer)
        to = settled_at(tuple(hops))
        if state is State.OK and to not in (None, start.address):
            front = parse(str(to)).path == "/" != start.path
            state, reason = (
                State.MOVED,
                "moved to a front page, which mostly means that the page is gone" if front else "moved for good",
            )
        return Result(address, state, reason, answer.status, tuple(hops))

    def _at_the_end(self, target: Target, deadline: Deadline, hops: list[Hop]) -> Answer:
        """The answer after all redirects, each of which is put down in `hops`, so that a failure keeps them; raises NoAnswerError."""
        seen = {target}
        while True:
            self._allowed(target, deadline)
            answer = self._settled(target, deadline)
            location = _location(answer)
            if location is None:
                return answer
            target = redirected(target, location)
            hops.append(Hop(answer.status, target.address))
            if target in seen:
                raise NoAnswerError("redirects in a circle")
            if len(hops) > MOST_HOPS:
                raise NoAnswerError(f"more than {MOST_HOPS} redirects")
            seen.add(target)

    def _allowed(self, target: Target, deadline: Deadline) -> None:
        """Raise NoAnswerError unless the robots.txt of the target's origin lets us ask for it; it is read once a run."""
        reading = self._reading_rules.setdefault(target.origin, threading.Lock())
        if not reading.acquire(timeout=deadline.left):
            raise NotAskedError("not asked: another address waits for the robots.txt of its host", State.SKIPPED)
        try:
            if target.origin not in self._rules:
                self._rules[target.origin] = self._read_rules(target, deadline)
        finally:
            reading.release()
        rules = self._rules[target.origin]
        if isinstance(rules, NoAnswerError):
            raise NoAnswerError(rules.reason, rules.state)
        self._host(target).ask_for(rules.pause)
        if not rules.allows(target.address):
            raise NoAnswerError("robots.txt asks robots not to", State.BLOCKED)

    def _read_rules(self, target: Target, deadline: Deadline) -> Robots | NoAnswerError:
        """The rules of an origin, or why they could not be read: then nothing of it may be asked in this run."""
        here = Target(target.scheme, target.host, target.port, PATH)
        try:
            for _ in range(MOST_HOPS):
                answer = self._settled(here, deadline, "GET", MOST_READ)
                location = _location(answer)
                if location is None:
                    return robots(answer, self._client.agent)
                here = redirected(here, location)
        except NotAskedError:
            raise
        except NoAnswerError as failure:
            return failure
        return NoAnswerError("robots.txt: redirects without an end")

    def _settled(self, target: Target, deadline: Deadline, method: str = "HEAD", most: int = MOST_OF_A_PAGE) -> Answer:
        """An answer that another attempt would not change; raises NoAnswerError.

        Servers refuse `HEAD` in all manner of ways, so that whatever it does not settle is asked again as `GET`.
        """
        outcome: Answer | NoAnswerError | None = None
        for attempt in range(self._timeouts.attempts):
            try:
                outcome = self._attempt(method, target, deadline, most, self._timeouts.back_off * 2**attempt)
            except NotAskedError:
                if outcome is None or not _may_pass(
                    outcome
                ):  # a `HEAD` that `GET` was to confirm says nothing by itself
                    raise
                break
            passes = _may_pass(outcome)
            if not passes and (
                method == "GET" or isinstance(outcome, NoAnswerError) or outcome.status in (*OK, *REDIRECTS)
            ):
                break
            method = "GET"
        if isinstance(outcome, Answer):
            return outcome
        raise outcome or AssertionError("at least one attempt is made")

    def _attempt(
        self, method: str, target: Target, deadline: Deadline, most: int, back_off: float
    ) -> Answer | NoAnswerError:
        """Ask once, in the host's turn; after a fault that may pass, leave the host alone for a while."""
        host = self._host(target)
        with host.turn(deadline):
            try:
                answer = self._client.ask(method, target, deadline, most)
            except NoAnswerError as failure:
                if failure.again:
                    host.hold(back_off, asked=False)
                return failure
            if _may_pass(answer):
                asked = _retry_after(answer)
                host.hold(back_off if asked is None else asked, asked=asked is not None)
            return answer

    def _host(self, target: Target) -> Host:
        return self._hosts.setdefault(target.host, Host(self._timeouts.pause))


def _may_pass(outcome: Answer | NoAnswerError) -> bool:
    """Whether another attempt may fare better."""
    return outcome.again if isinstance(outcome, NoAnswerError) else outcome.status in TEMPORARY_FAULTS


def _retry_after(answer: Answer) -> float | None:
    """Seconds that the server asks to be left alone, at most a day; None where it does not say, or makes no sense."""
    try:
        return float(min(max(Retry().parse_retry_after(answer.headers.get("retry-after", "")), 0), _LONGEST_WAIT))
    except (InvalidHeader, ValueError, OverflowError):
        return None


def _location(answer: Answer) -> str | None:
    """Where a redirect leads; None for every other answer."""
    return answer.headers.get("location") if answer.status in REDIRECTS else None
