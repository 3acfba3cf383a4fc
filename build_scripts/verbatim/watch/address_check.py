"""The check of one address, from the first request to the result.

In: an address. Out: its `Result`, with the page where the whole of it is asked for. It sends `HEAD`, and `GET` where
the answer to `HEAD` does not decide; follows and records redirects; tries again after a temporary fault, after a wait
that doubles or that the server asks for; and obeys the robots.txt of every host that it sends a request to. It ends
within `Timeouts.per_address`.
"""

import re
import threading
from dataclasses import replace
from email.message import Message

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from verbatim.model.values.languages import language_code
from verbatim.watch.client import Client
from verbatim.watch.network import Target, parse, redirected
from verbatim.watch.rate_limits import Host, NotSentError
from verbatim.watch.robots import MOST_READ, PATH, Robots, robots
from verbatim.watch.states import (
    OK,
    REDIRECTS,
    TEMPORARY_FAULTS,
    Answer,
    Page,
    Redirect,
    RequestFailedError,
    Result,
    State,
    classify,
    is_wall,
    may_hide_a_wall,
    permanent_target,
)
from verbatim.watch.timeouts import Deadline

MOST_REDIRECTS = 10

# Bytes of a page that are read: enough to recognise a bot wall, and an answer that breaks off at once.
MOST_OF_A_PAGE = 16 * 1024

# Bytes of a page that is read to its end; from more than this no text is taken.
MOST_OF_A_TEXT = 16 * 1024 * 1024 + 1

# Paths of pages to which a host leads all that it does not show. A number in a query may name a page.
_HOME_PAGE = re.compile(r"/(?:(?:index|default)\.\w+|home/?|(?P<language>[a-z-]+)/?)?(?:\?(?!.*=\d).*)?", re.IGNORECASE)
_ERROR_PAGE = re.compile(
    r"/(?:.*/)?(?:(?:error|page)?[-_]?404|(?:page[-_]?)?not[-_]?found|errors?)(?:\.\w+)?/?(?:\?.*)?", re.IGNORECASE
)
# The first label of hosts that ask for something before they show a page, such as consent.example.org.
_ASKING_HOSTS = frozenset(("consent", "guce", "privacywall", "cookiewall", "login", "accounts"))
_ASKING_PAGE = re.compile(r"/(?:.*/)?(?:log|sign)[-_]?in(?:\.\w+)?/?(?:\?.*)?|/(?:collect)?consent\b.*", re.IGNORECASE)

# Seconds; a longer `Retry-After` means the same: not in this run.
_LONGEST_WAIT = 24 * 60 * 60


class AddressCheck:
    """Checks addresses, from any number of threads; keeps the limits and the robots.txt of each host for one run."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._timeouts = client.timeouts
        self._hosts: dict[str, Host] = {}
        self._robots: dict[str, Robots | RequestFailedError] = {}
        self._reading_robots: dict[str, threading.Lock] = {}

    def result(self, address: str, run: Deadline, *, whole: bool = False) -> Result:
        """Check an address, within `Timeouts.per_address` and within the run's deadline.

        With `whole` the page is read to its end, and is in the result; then `HEAD` is not sent first.
        """
        if run.left < self._timeouts.per_address:
            return Result(address, State.SKIPPED, "not requested: the time for the whole run was up")
        deadline = Deadline(self._timeouts.per_address)
        redirects: list[Redirect] = []
        try:
            start = parse(address)
            at, answer = self._last_answer(start, deadline, redirects, whole=whole)
        except RequestFailedError as failure:
            status = redirects[-1].status if redirects else None
            return Result(address, failure.state, failure.reason, status, tuple(redirects))
        # A wall shows itself at the beginning; further on, an article may name what walls are made of.
        state, reason = classify(replace(answer, body=answer.body[:MOST_OF_A_PAGE]))
        to = permanent_target(tuple(redirects))
        to_another = _to_another_page(start, at, for_ever=to == at.address)
        if state is State.OK and to_another:
            state, reason = to_another
        elif state is State.OK and to not in (None, start.address):
            state, reason = State.MOVED, "moved permanently"
        is_page = state in (State.OK, State.MOVED) and not to_another
        page = Page(at.address, answer.body, *_declared(answer)) if whole and is_page else None
        return Result(address, state, reason, answer.status, tuple(redirects), page)

    def _last_answer(
        self, target: Target, deadline: Deadline, redirects: list[Redirect], *, whole: bool
    ) -> tuple[Target, Answer]:
        """Follow redirects to the last answer. Adds each redirect to the list at once, so that a failure keeps them.

        Raises RequestFailedError.
        """
        seen = {target}
        while True:
            self._obey_robots(target, deadline)
            answer = self._answer(target, deadline, *(("GET", MOST_OF_A_TEXT) if whole else ()))
            location = _location(answer)
            if location is None:
                return target, answer
            target = redirected(target, location)
            redirects.append(Redirect(answer.status, target.address))
            if target in seen:
                raise RequestFailedError("redirects in a circle")
            if len(redirects) > MOST_REDIRECTS:
                raise RequestFailedError(f"more than {MOST_REDIRECTS} redirects")
            seen.add(target)

    def _obey_robots(self, target: Target, deadline: Deadline) -> None:
        """Raise RequestFailedError unless robots.txt allows the target; the file of an origin is read once a run."""
        reading = self._reading_robots.setdefault(target.origin, threading.Lock())
        if not reading.acquire(timeout=deadline.left):
            raise NotSentError("not requested: the robots.txt of its host was not read in time", State.SKIPPED)
        try:
            if target.origin not in self._robots:
                self._robots[target.origin] = self._read_robots(target, deadline)
        finally:
            reading.release()
        rules = self._robots[target.origin]
        if isinstance(rules, RequestFailedError):
            raise RequestFailedError(rules.reason, rules.state)
        self._host(target).lengthen_pause(rules.pause)
        if not rules.allows(target.address):
            raise RequestFailedError("robots.txt does not allow it", State.BLOCKED)

    def _read_robots(self, target: Target, deadline: Deadline) -> Robots | RequestFailedError:
        """The rules of an origin, or why they could not be read: then nothing of it may be requested in this run."""
        here = Target(target.scheme, target.host, target.port, PATH)
        try:
            for _ in range(MOST_REDIRECTS):
                answer = self._answer(here, deadline, "GET", MOST_READ)
                location = _location(answer)
                if location is None:
                    return robots(answer, self._client.agent)
                here = redirected(here, location)
        except NotSentError:
            raise
        except RequestFailedError as failure:
            return failure
        return RequestFailedError(f"robots.txt: more than {MOST_REDIRECTS} redirects")

    def _answer(self, target: Target, deadline: Deadline, method: str = "HEAD", most: int = MOST_OF_A_PAGE) -> Answer:
        """An answer that another attempt would not change; raises RequestFailedError.

        Servers refuse `HEAD` in many ways, so whatever its answer leaves undecided is requested again with `GET`.
        """
        outcome: Answer | RequestFailedError | None = None
        for attempt in range(self._timeouts.attempts):
            try:
                outcome = self._attempt(method, target, deadline, most, self._timeouts.before_retry * 2**attempt)
            except NotSentError:
                # An answer to `HEAD` that `GET` was to confirm decides nothing.
                if outcome is None or not _is_temporary(outcome):
                    raise
                break
            if not _is_temporary(outcome) and (
                method == "GET" or isinstance(outcome, RequestFailedError) or _decides(outcome)
            ):
                break
            method = "GET"
        if isinstance(outcome, Answer):
            return outcome
        raise outcome or AssertionError("at least one attempt is made")

    def _attempt(
        self, method: str, target: Target, deadline: Deadline, most: int, before_retry: float
    ) -> Answer | RequestFailedError:
        """Send one request when it is the host's turn; after a temporary fault, leave the host alone for a while."""
        host = self._host(target)
        with host.turn(deadline):
            try:
                answer = self._client.request(method, target, deadline, most)
            except RequestFailedError as failure:
                if failure.temporary:
                    host.wait(before_retry, asked_for=False)
                return failure
            if _is_temporary(answer):
                asked_for = _retry_after(answer)
                host.wait(before_retry if asked_for is None else asked_for, asked_for=asked_for is not None)
            return answer

    def _host(self, target: Target) -> Host:
        return self._hosts.setdefault(target.host, Host(self._timeouts.between_requests))


def _to_another_page(start: Target, end: Target, *, for_ever: bool) -> tuple[State, str] | None:
    """The state of an address that leads to a page for all that its host does not show, and why; None for any other."""
    if _is_home_page(end.path) and start.path != "/" and not _is_home_page(start.path.partition("?")[0]):
        if for_ever:
            return State.MOVED, "moved to a home page, which mostly means that the page is gone"
        return State.ERROR, "leads to a home page for now"
    if _ERROR_PAGE.fullmatch(end.path) and not _ERROR_PAGE.fullmatch(start.path):
        return State.ERROR, "leads to a page that stands for what is not there"
    asking_host = end.host != start.host and end.host.partition(".")[0] in _ASKING_HOSTS
    if asking_host or (_ASKING_PAGE.fullmatch(end.path) and not _ASKING_PAGE.fullmatch(start.path)):
        return State.BLOCKED, "leads to a page that asks for a login or a consent"
    return None


def _is_home_page(path: str) -> bool:
    found = _HOME_PAGE.fullmatch(path)
    return found is not None and (found["language"] is None or bool(language_code(found["language"])))


def _is_temporary(outcome: Answer | RequestFailedError) -> bool:
    """Whether another attempt may succeed."""
    return outcome.temporary if isinstance(outcome, RequestFailedError) else outcome.status in TEMPORARY_FAULTS


def _decides(answer: Answer) -> bool:
    """Whether an answer to `HEAD` is enough: a success may still be the page of a wall."""
    if answer.status in OK:
        return is_wall(answer) or not may_hide_a_wall(answer)
    return answer.status in REDIRECTS


def _retry_after(answer: Answer) -> float | None:
    """The `Retry-After` in seconds, at most a day; None where there is none that can be read."""
    try:
        return float(min(max(Retry().parse_retry_after(answer.headers.get("retry-after", "")), 0), _LONGEST_WAIT))
    except (InvalidHeader, ValueError, OverflowError):
        return None


def _declared(answer: Answer) -> tuple[str, str | None]:
    """The media type and the encoding that the head of an answer declares."""
    head = Message()
    head["content-type"] = answer.headers.get("content-type", "")
    charset = head.get_param("charset")
    return head.get_content_type(), charset if isinstance(charset, str) and charset else None


def _location(answer: Answer) -> str | None:
    """The address that a redirect leads to; None for every other answer."""
    return answer.headers.get("location") if answer.status in REDIRECTS else None
