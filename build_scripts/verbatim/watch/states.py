"""The states of an address.

In: a server's answer, or the reason why there is none. Out: a `State` with its reason. A reason is always our own
text and contains nothing that a server wrote.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from http import HTTPStatus

OK, REDIRECTS = range(200, 300), frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
TEMPORARY_FAULTS = frozenset({408, 425, 429, 500, 502, 503, 504})
_BLOCKS = frozenset({401, 403, 407, 429, 451, 999})  # LinkedIn answers 999 to programs
_GONE = frozenset({404, 410})
_NO_CONTENT = frozenset({204, 205})

# What the bot walls of the large carriers write into the head or the first kilobytes of their answer, whatever its
# status: some answer 200 or 202 with a page that only a browser gets past.
_WALL_HEADERS = (
    *("cf-mitigated", "x-amzn-waf-action", "sg-captcha", "x-vercel-mitigated", "x-sucuri-block", "x-dd-b"),
    *("x-datadome-cid", "x-px-block"),
)
_WALL_MARKS = (
    *(b"_cf_chl_opt", b"cf-chl-", b"px-captcha", b"captcha-delivery.com", b"gokuProps", b"AwsWafIntegration"),
    *(b"Incapsula incident ID", b"sgcaptcha", b"/_sec/cp_challenge", b"Pardon Our Interruption"),
)
# These are also in answers that a wall has let through, so they count only in one that is no success.
_WALL_HEADERS_OF_FAILURES = ("x-datadome",)
_WALL_MARKS_OF_FAILURES = (b"challenge-platform", b"_Incapsula_Resource", b"captcha-delivery")
# Names in the head of every answer that passes through a carrier with such a wall.
_CARRIERS = ("cf-ray", "x-datadome", "x-iinfo", "x-sucuri-id", "x-amz-cf-id", "x-vercel-id", "x-akamai-transformed")


# What a visitor sees of a page, and how much of that a wall has: the longest that was seen had 700 characters.
_UNSEEN = re.compile(r"<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_MOST_OF_A_WALL = 1_000
_PHRASES = re.compile(
    r"(?:verify|confirm|prove|check(?:ing)?)\b.{0,20}\byou(?:[’']| a)re (?:not )?(?:an? )?(?:human|robot|bot)\b"
    r"|(?:i am|i[’']m|are you) (?:not )?a (?:human|robot)\b|enable javascript and cookies to continue"
    r"|checking (?:if the site connection|your browser)|unusual (?:traffic|activity) from your"
    r"|complete the (?:security check|captcha)|ddos protection by|not a bot\b|verify(?:ing)? your browser"
    r"|access (?:to this page |to this site )?(?:has been |is )?denied|you (?:have been|are|were) (?:blocked|banned)"
    r"|(?:access|request)\b.{0,30} (?:has been|was) (?:blocked|limited|denied|rejected)|url was rejected"
    r"|security checkpoint|request could not be satisfied|too many requests|rate limit exceeded"
    r"|(?:please )?enable js and disable|not available in your (?:region|country)|unavailable due to legal reasons"
    r"|access cannot be granted|проверка (?:вашего )?браузера|ein mensch sind|êtes (?:un )?humain|eres (?:un )?humano"
    r"|kein roboter|pas un robot|no eres un robot|não é um robô|non sei un robot|не робот|nie jesteś robotem"
    r"|人机验证|安全验证|我不是机器人|ロボットではありません|로봇이 아닙니다|لست روبوت|אינך רובוט|robot olmadığın",
    re.IGNORECASE,
)
# The title of a page, or its whole short text, that says that there is no page.
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_NO_PAGE = re.compile(
    r"^\W*(?:error |http )?404\b|\b404 (?:error|not found)|page (?:was )?not found|page can(?:[’']|no)t be found"
    r"|page (?:does not|doesn[’']t) exist|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)"
    r"|página no encontrada|pagina non trovata|página não encontrada|страница не найдена|strona nie została znaleziona"
    r"|ページが見つかりません|页面(?:不存在|未找到)|찾을 수 없|الصفحة غير موجودة"
    r"|account (?:has been )?suspended|domain is (?:for sale|parked)|establishing a database connection|^\W*index of /",
    re.IGNORECASE,
)
# A page without text whose script sets a cookie and loads the page again.
_COOKIE = re.compile(r"document\.cookie\s*=")
_AGAIN = re.compile(r"location\.(?:reload|replace|assign)\s*\(|location(?:\.href)?\s*=[^=]")

# Bytes; few pages of a newspaper are as short as the page of a wall.
_SHORT_PAGE = 8_000


class State(StrEnum):
    """The state of an address, in the order of a report. Only `gone`, several times in a row, needs an editor."""

    GONE = "gone"
    ERROR = "error"
    BLOCKED = "blocked"
    MOVED = "moved"
    SKIPPED = "skipped"
    OK = "ok"


@dataclass(frozen=True)
class Answer:
    """A server's answer to one request. Names in `headers` are in lower case; `body` is only the part that was read."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class RequestFailedError(Exception):
    """No server answered, and why; `temporary` says whether another attempt may succeed."""

    def __init__(self, reason: str, state: State = State.ERROR, *, temporary: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.state = state
        self.temporary = temporary


@dataclass(frozen=True)
class Redirect:
    """One redirect: the status of the answer, and the address that it leads to."""

    status: int
    to: str


@dataclass(frozen=True)
class Page:
    """The whole body of the last answer, and the address to which redirects led; its head declares the other two."""

    address: str
    body: bytes
    media_type: str
    charset: str | None


@dataclass(frozen=True)
class Result:
    """The state of an address. `status` is that of the last answer, or None where no server answered.

    `page` is only there if the whole page was asked for, and the address leads to one that is no home page instead.
    """

    address: str
    state: State
    reason: str
    status: int | None = None
    redirects: tuple[Redirect, ...] = ()
    page: Page | None = field(default=None, repr=False)

    @property
    def moved_to(self) -> str | None:
        """The new address, where the address has moved permanently."""
        return permanent_target(self.redirects)


def permanent_target(redirects: tuple[Redirect, ...]) -> str | None:
    """The target of the last permanent redirect before any temporary one; only so far is it a new address."""
    to = None
    for redirect in redirects:
        if redirect.status not in PERMANENT:
            break
        to = redirect.to
    return to


def classify(answer: Answer) -> tuple[State, str]:
    """The state of an address that gave this last answer, and the reason."""
    status = _with_phrase(answer.status)
    if answer.status in _GONE and not is_wall(answer):
        return State.GONE, status
    if answer.status in _BLOCKS:
        return State.BLOCKED, status
    if is_wall(answer):
        return State.BLOCKED, f"{status}, a wall against bots"
    if answer.status in OK and _says_no_page(answer.body):
        return State.ERROR, f"{status}, but the page says that there is none"
    return (State.OK if answer.status in OK and answer.status not in _NO_CONTENT else State.ERROR), status


def is_wall(answer: Answer) -> bool:
    """Whether an answer comes from a wall against bots instead of the page."""
    failed = answer.status not in OK
    headers = (*_WALL_HEADERS, *(_WALL_HEADERS_OF_FAILURES if failed else ()))
    marks = (*_WALL_MARKS, *(_WALL_MARKS_OF_FAILURES if failed else ()))
    known = any(name in answer.headers for name in headers) or any(mark in answer.body for mark in marks)
    return known or _reads_as_a_wall(answer.body)


def _reads_as_a_wall(body: bytes) -> bool:
    """Whether a page, or its beginning, is that of a wall: a short text that asks for a human, or a cookie alone.

    An article about robots has more text, and the empty page of a site that needs JavaScript sets no cookie.
    """
    page = body.decode("utf-8", "replace")
    text = _shown(page)
    if len(text) > _MOST_OF_A_WALL:
        return False
    if _PHRASES.search(text):
        return True
    return not text and bool(_COOKIE.search(page) and _AGAIN.search(page))


def _says_no_page(body: bytes) -> bool:
    """Whether a page, or its beginning, says in its title or in a short text that there is no page."""
    page = body.decode("utf-8", "replace")
    title, text = _TITLE.search(page), _shown(page)
    return bool(
        (title and _NO_PAGE.search(_shown(title[1]))) or (len(text) <= _MOST_OF_A_WALL and _NO_PAGE.search(text))
    )


def _shown(page: str) -> str:
    """The text that a visitor sees of a page, in one line."""
    return " ".join(unescape(_TAG.sub(" ", _UNSEEN.sub(" ", page))).split())


def may_hide_a_wall(answer: Answer) -> bool:
    """Whether a success without a body says too little.

    It is not 200, its host is behind a carrier with a wall, or its page is as short as a wall's.
    """
    length = answer.headers.get("content-length", "")
    is_short = length.isdecimal() and 0 < int(length) < _SHORT_PAGE
    return answer.status != HTTPStatus.OK or is_short or any(name in answer.headers for name in _CARRIERS)


def _with_phrase(status: int) -> str:
    """A status with its standard reason phrase, where it has one."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
