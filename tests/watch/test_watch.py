"""The link watch: the right state for every answer, in bounded time, and no request to a forbidden address."""

import gzip
import ipaddress
import itertools
import socket
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.watch import check_all as check_all_module
from verbatim.watch.address_check import MOST_REDIRECTS
from verbatim.watch.check_all import check_all
from verbatim.watch.client import Client
from verbatim.watch.network import may_be_requested, parse
from verbatim.watch.states import Answer, Redirect, RequestFailedError, Result, State, classify, is_wall
from verbatim.watch.timeouts import Timeouts

from tests.support.microsite import PATIENCE
from tests.support.misbehaving_server import MisbehavingServer, answer, redirect, serving

# A slow machine never reaches these time-outs.
PATIENT = Timeouts(connect=60, read=60, per_address=300, whole_run=PATIENCE, between_requests=0, before_retry=0.05)
# For servers that never send a whole answer: a test waits for these time-outs.
SHORT_READ = replace(PATIENT, read=0.3)
SHORT_ADDRESS = replace(PATIENT, per_address=1)

HERE, THERE, FORBIDDEN = "127.0.0.1", "127.0.0.2", "127.0.0.99"
HOSTS = [f"127.0.0.{number}" for number in range(1, 9)]
AGENT = "verbatim-linkwatch/0 (testers@example.org)"


# Ways to write the forbidden address.
SPELLINGS = [
    FORBIDDEN,
    "2130706531",
    "0x7f000063",
    "0x7f.99",
    "017700000143",
    "[::ffff:127.0.0.99]",
    "[::ffff:7f00:63]",
    "127.0.0.99.",
]


def forbidden_addresses(server: MisbehavingServer, lure: MisbehavingServer) -> list[str]:
    """Addresses that lead to a server on the forbidden address, directly or by a redirect of another server."""
    direct = [f"{scheme}://{name}:{server.port}/ok" for name in SPELLINGS for scheme in ("http", "https")]
    by_user = f"http://user:word@{FORBIDDEN}:{server.port}/"
    return [*direct, by_user, lure.address("/away"), lure.address("/moved-away")]


def client(timeouts: Timeouts = PATIENT, hosts: list[str] = HOSTS, authority: Path | None = None) -> Client:
    """A client that may send requests to the servers of these tests and to nothing else on this machine."""
    allowed = tuple(ipaddress.ip_network(host) for host in hosts)
    return Client(AGENT, timeouts, allowed_networks=allowed, authority=str(authority) if authority else None)


@pytest.fixture
def other_server() -> Iterator[MisbehavingServer]:
    """A second host."""
    server = MisbehavingServer(THERE)
    with serving(server):
        yield server


@pytest.fixture
def server(other_server: MisbehavingServer) -> Iterator[MisbehavingServer]:
    """A host that redirects some addresses to the second."""
    server = MisbehavingServer(HERE, elsewhere=other_server.address("/ok"))
    with serving(server):
        yield server


def check(address: str, timeouts: Timeouts = PATIENT) -> Result:
    """The result of a run over one address."""
    (result,) = check_all([address], client(timeouts))
    return result


@pytest.mark.parametrize(
    "text",
    [
        "Checking your browser before you go on.",
        "Bloomberg: Are you a robot? To continue, please click the box.",
        "<h1>Verify you are human</h1> by completing the action below.",
        "Enable JavaScript and cookies to continue",
        "Our systems have detected unusual traffic from your computer network.",
        "Bitte bestätigen Sie, dass Sie kein Roboter sind",
        "请完成人机验证",
        "<title>Access Denied</title>You don't have permission to access this. Reference #18.4f1c1402",
        "Access to this page has been denied.",
        "The requested URL was rejected. Please consult with your administrator.",
        "Making sure you&#39;re not a bot!",
        "We're verifying your browser",
        "Sorry, you have been blocked",
        "Your access to this site has been limited by the site owner",
        "Sorry, this content is not available in your region.",
        "Проверка браузера перед переходом на сайт",
        "Veuillez confirmer que vous êtes humain",
        "<style>p {}</style><script>document.cookie = '__test=1'; location.href = '/';</script>",
    ],
)
def test_the_page_of_a_wall_is_known_by_its_text(text: str) -> None:
    """Whatever its status and head; a page with more text is never one."""
    assert is_wall(Answer(200, {}, text.encode()))
    assert not is_wall(Answer(200, {}, f"{text} {'It was said at length. ' * 50}".encode()))


LONG_MENU = "<p>News, sport and the weather.</p>" * 50


@pytest.mark.parametrize(
    "text",
    [
        f"<title>404 - Page not found</title>{LONG_MENU}",
        f"<title>Seite nicht gefunden | The Daily</title>{LONG_MENU}",
        f"<title>Index of /news</title>{LONG_MENU}",
        "<title>The Daily</title><h1>Oops! That page can’t be found.</h1>",
        "<title>daily.example</title>This domain is for sale.",
        "<h1>Error establishing a database connection</h1>",
    ],
)
def test_a_success_that_says_that_there_is_no_page(text: str) -> None:
    """In its title, however long it is, or in a short text."""
    assert classify(Answer(200, {}, text.encode()))[0] is State.ERROR


def test_a_page_about_pages_that_are_not_there() -> None:
    """Its title says something else, and its text is longer."""
    assert classify(Answer(200, {}, f"<title>Room 404</title>{LONG_MENU}Page not found.".encode()))[0] is State.OK


@pytest.mark.parametrize(
    ("end", "state"),
    [
        ("/", State.ERROR),
        ("/?from=gone", State.ERROR),
        ("/en/", State.ERROR),
        ("/index.html", State.ERROR),
        ("/home", State.ERROR),
        ("/404.html", State.ERROR),
        ("/errors/not-found", State.ERROR),
        ("/login?next=/news/grain", State.BLOCKED),
        ("/consent", State.BLOCKED),
        ("/?p=123", State.OK),
        ("/news/404-days", State.OK),
        ("/ok", State.OK),
    ],
)
def test_a_redirect_to_a_page_that_stands_for_others(end: str, state: State, server: MisbehavingServer) -> None:
    """Also where it is only for a while, as most redirects away from what is gone."""
    server.pages = {"/news/grain": redirect("302 Found", end), end: answer("200 OK", b"<p>Words.</p>" * 1_000)}
    assert check(server.address("/news/grain")).state is state
    assert check(server.address(end)).state is State.OK


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_compressed_answer(encoding: str, server: MisbehavingServer) -> None:
    """It is read, though nobody asked for it; of one that grows no more is read than of any other."""
    compress = {"gzip": gzip.compress, "deflate": zlib.compress}[encoding]
    head = f"Content-Encoding: {encoding}"
    server.robots = answer("200 OK", compress(b"User-agent: *\nDisallow: /private/\n"), head)
    server.pages = {
        "/wall": answer("200 OK", compress(b"<h1>Access Denied</h1>"), head),
        "/grows": answer("200 OK", compress(b" " * 100_000_000), head, "CF-Ray: 1"),
        "/broken": answer("200 OK", b"not compressed", head),
    }
    assert check(server.address("/private/page")).reason == "robots.txt does not allow it"
    assert check(server.address("/wall")).state is State.BLOCKED
    assert check(server.address("/broken")).state is State.ERROR
    tracemalloc.start()
    assert check(server.address("/grows")).state is State.OK
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_an_address_with_blanks_round_it(server: MisbehavingServer) -> None:
    """Browsers follow such a redirect."""
    server.pages = {"/old": redirect("301 Moved Permanently", "  /ok \t")}
    assert check(server.address("/old")).moved_to == server.address("/ok")


# For each answer: the path, the state, words of the reason, the methods with which the path is requested.
ANSWERS = [
    ("/ok", State.OK, "200", ["HEAD"]),
    ("/head-405", State.OK, "200", ["HEAD", "GET"]),
    ("/head-501", State.OK, "200", ["HEAD", "GET"]),
    ("/head-404", State.OK, "200", ["HEAD", "GET"]),
    ("/flaky", State.OK, "200", ["HEAD", "GET", "GET"]),
    ("/huge", State.OK, "200", ["HEAD", "GET"]),
    ("/chain", State.MOVED, "moved permanently", ["HEAD"]),
    ("/to-front/page", State.MOVED, "home page", ["HEAD"]),
    ("/to-cyrillic", State.MOVED, "moved permanently", ["HEAD"]),
    ("/moved-away", State.MOVED, "moved permanently", ["HEAD"]),
    ("/away", State.OK, "200", ["HEAD"]),
    ("/for-a-while", State.OK, "200", ["HEAD"]),
    ("/401", State.BLOCKED, "401 Unauthorized", ["HEAD", "GET"]),
    ("/403", State.BLOCKED, "403 Forbidden", ["HEAD", "GET"]),
    ("/429", State.BLOCKED, "429", ["HEAD", "GET", "GET"]),
    ("/429-tomorrow", State.BLOCKED, "429", ["HEAD"]),
    ("/wall", State.BLOCKED, "wall", ["HEAD", "GET", "GET"]),
    ("/wall-202", State.BLOCKED, "202 Accepted, a wall", ["HEAD"]),
    ("/wall-202-in-words", State.BLOCKED, "202 Accepted, a wall", ["HEAD", "GET"]),
    ("/wall-200", State.BLOCKED, "200 OK, a wall", ["HEAD"]),
    ("/wall-200-in-words", State.BLOCKED, "200 OK, a wall", ["HEAD", "GET"]),
    ("/wall-404", State.BLOCKED, "404 Not Found, a wall", ["HEAD", "GET"]),
    ("/behind-a-wall", State.OK, "200", ["HEAD", "GET"]),
    ("/wall-in-a-sentence", State.BLOCKED, "200 OK, a wall", ["HEAD", "GET"]),
    ("/wall-of-a-cookie", State.BLOCKED, "200 OK, a wall", ["HEAD", "GET"]),
    ("/short", State.OK, "200", ["HEAD", "GET"]),
    ("/needs-a-script", State.OK, "200", ["HEAD", "GET"]),
    ("/about-robots?behind=a-carrier", State.OK, "200", ["HEAD"]),
    ("/accepted", State.OK, "202", ["HEAD", "GET"]),
    ("/204", State.ERROR, "204 No Content", ["HEAD", "GET"]),
    ("/wall-in-words", State.BLOCKED, "wall", ["HEAD", "GET", "GET"]),
    ("/private/page", State.BLOCKED, "robots.txt", []),
    ("/not-for-us/page", State.BLOCKED, "robots.txt", []),
    ("/to-robots", State.BLOCKED, "robots.txt", ["HEAD"]),
    ("/404", State.GONE, "404 Not Found", ["HEAD", "GET"]),
    ("/410", State.GONE, "410 Gone", ["HEAD", "GET"]),
    ("/to-gone", State.GONE, "404", ["HEAD"]),
    ("/418", State.ERROR, "418", ["HEAD", "GET"]),
    ("/500", State.ERROR, "500", ["HEAD", "GET", "GET"]),
    ("/503-for-ever", State.ERROR, "503", ["HEAD", "GET", "GET"]),
    ("/no-location", State.ERROR, "302", ["HEAD"]),
    ("/loop-a", State.ERROR, "circle", ["HEAD"]),
    ("/endless", State.ERROR, f"more than {MOST_REDIRECTS} redirects", ["HEAD"]),
    ("/to-private", State.ERROR, "never requested: 10.0.0.1", ["HEAD"]),
    ("/to-metadata", State.ERROR, "never requested: 169.254.169.254", ["HEAD"]),
    ("/to-file", State.ERROR, "not an address of the web", ["HEAD"]),
    ("/to-nonsense", State.ERROR, "address that is not valid", ["HEAD"]),
    ("/hang", State.ERROR, "time-out", ["HEAD", "GET", "GET"]),
    ("/drip", State.ERROR, "no complete answer in the time", ["HEAD"]),
    ("/drip-body", State.ERROR, "no complete answer in the time", ["HEAD", "GET"]),
    ("/reset", State.ERROR, "broke off", ["HEAD", "GET", "GET"]),
    ("/nothing", State.ERROR, "broke off", ["HEAD", "GET", "GET"]),
    ("/wrong-length", State.ERROR, "not as long as it says", ["HEAD", "GET", "GET"]),
    ("/two-lengths", State.ERROR, "not as long as it says", ["HEAD", "GET", "GET"]),
    ("/garbage", State.ERROR, "not HTTP", ["HEAD", "GET", "GET"]),
    ("/headers", State.ERROR, "not HTTP", ["HEAD", "GET", "GET"]),
    ("/long-header", State.ERROR, "not HTTP", ["HEAD", "GET", "GET"]),
]


TIMEOUTS = {"/hang": SHORT_READ, "/drip": SHORT_ADDRESS, "/drip-body": SHORT_ADDRESS}


@pytest.mark.parametrize(("path", "state", "reason", "methods"), ANSWERS, ids=[path for path, *_ in ANSWERS])
def test_an_answer(path: str, state: State, reason: str, methods: list[str], server: MisbehavingServer) -> None:
    """Each answer gets its state, with a reason, after no more requests than are needed."""
    result = check(server.address(path), TIMEOUTS.get(path, PATIENT))
    assert (result.state, result.address) == (state, server.address(path))
    assert reason in result.reason
    assert server.methods(path) == methods
    assert [request.path for request in server.requests].count("/robots.txt") == 1
    assert all(request.headers["user-agent"] == AGENT for request in server.requests)


def test_redirects_are_recorded(server: MisbehavingServer, other_server: MisbehavingServer) -> None:
    """The whole chain is recorded; only the permanent redirects at its start make a new address."""
    chain = check(server.address("/chain"))
    assert chain.redirects == (
        Redirect(301, server.address("/chain-2")),
        Redirect(308, server.address("/chain-3")),
        Redirect(302, server.address("/ok")),
    )
    assert chain.moved_to == server.address("/chain-3")
    assert check(server.address("/for-a-while")).moved_to is None
    assert check(server.address("/loop-a")).redirects == (
        Redirect(302, server.address("/loop-b")),
        Redirect(302, server.address("/loop-a")),
    )
    assert len(check(server.address("/endless")).redirects) == MOST_REDIRECTS + 1
    assert check(server.address("/moved-away")).moved_to == other_server.address("/ok")
    assert [request.path for request in other_server.requests] == ["/robots.txt", "/ok"]
    # Whatever a server writes into a redirect is printed as an address and as nothing else.
    assert check(server.address("/to-cyrillic")).moved_to == server.address(
        "/ok/%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0"
    )
    trouble = str(check(server.address("/to-trouble")).moved_to)
    assert not set("<> ()\n").intersection(trouble.replace("(x)", ""))


def test_little_of_a_huge_body_is_read(server: MisbehavingServer) -> None:
    """The server offers a gigabyte; no more is sent than the sockets buffer."""
    assert check(server.address("/huge")).state is State.OK
    assert server.sent["huge"] < 16 * 1024 * 1024


def test_a_retry_waits_as_long_as_the_server_asks(server: MisbehavingServer) -> None:
    """`Retry-After: 1`: the second request comes a second later, and not before."""
    assert check(server.address("/later")).state is State.OK
    assert server.methods("/later") == ["HEAD", "GET"]
    first, second = (request.at for request in server.requests if request.path == "/later")
    assert second - first >= 1


def test_a_host_that_asked_for_a_day_is_left_alone(server: MisbehavingServer, other_server: MisbehavingServer) -> None:
    """Its other addresses are not requested in this run and count as blocked; those of other hosts are requested."""
    results = check_all([server.address("/429-tomorrow"), server.address("/ok"), other_server.address("/ok")], client())
    assert [result.state for result in results] == [State.BLOCKED, State.BLOCKED, State.OK]
    assert "asked for no requests" in results[1].reason
    assert server.methods("/ok") == []


def test_one_request_at_a_time_and_a_pause(server: MisbehavingServer) -> None:
    """One at a time, whatever the number of addresses of a host and of threads."""
    pause = 0.05
    addresses = [server.address(f"/ok/{number}") for number in range(6)]
    results = check_all(addresses, client(replace(PATIENT, between_requests=pause)))
    assert {result.state for result in results} == {State.OK}
    assert server.most_open == 1
    times = [request.at for request in server.requests]
    assert len(times) == len(addresses) + 1
    assert all(later - earlier >= pause for earlier, later in itertools.pairwise(times))


def test_redirects_from_many_hosts_keep_to_one_request_at_a_time(other_server: MisbehavingServer) -> None:
    """A host that all others redirect to also gets one request at a time."""
    others = [MisbehavingServer(host, elsewhere=other_server.address(f"/ok/{host}")) for host in HOSTS[2:]]
    with serving(*others):
        results = check_all([server.address("/away") for server in others], client())
    assert {result.state for result in results} == {State.OK}
    assert other_server.most_open == 1
    assert [request.path for request in other_server.requests].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("robots", "state", "reason"),
    [
        (answer("404 Not Found"), State.OK, "200"),
        (answer("403 Forbidden"), State.OK, "200"),
        (answer("200 OK", b""), State.OK, "200"),
        (answer("200 OK", b"\xff\xfe\x00 no text"), State.OK, "200"),
        (answer("200 OK", b"User-agent: *\nDisallow:"), State.OK, "200"),
        (answer("200 OK", b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), State.BLOCKED, "robots.txt does not allow it"),
        (answer("429 Too Many Requests"), State.BLOCKED, "robots.txt: 429"),
        (answer("500 Internal Server Error"), State.ERROR, "robots.txt could not be read: 500"),
        (answer("302 Found", b"", "Location: /robots.txt"), State.ERROR, "more than 10 redirects"),
        (answer("302 Found", b"", "Location: http://10.0.0.1/"), State.ERROR, "never requested: 10.0.0.1"),
        (b"not HTTP\r\n\r\n", State.ERROR, "not HTTP"),
    ],
)
def test_robots(robots: bytes, state: State, reason: str) -> None:
    """RFC 9309, 2.3.1: no robots.txt allows all, one that cannot be read forbids all. It is requested once a run."""
    server = MisbehavingServer(HERE, robots=robots)
    with serving(server):
        first, second = check_all([server.address("/ok"), server.address("/ok/2")], client())
    assert [result.state for result in (first, second)] == [state, state]
    assert reason in second.reason
    if state is not State.OK:
        assert server.methods("/ok/2") == []


def test_a_pause_that_robots_txt_asks_for() -> None:
    """A host that asks for a very long pause gets one request a run; an answer to `HEAD` alone proves nothing."""
    server = MisbehavingServer(
        HERE, robots=answer("200 OK", b"User-agent: *\nCrawl-delay: " + b"9" * 9 + b"\nDisallow: /x")
    )
    with serving(server):
        results = check_all([server.address("/404"), server.address("/ok")], client())
    assert [result.state for result in results] == [State.SKIPPED, State.SKIPPED]
    assert "pause after its host’s last request was too long" in results[0].reason
    assert (server.methods("/404"), server.methods("/ok")) == (["HEAD"], [])


# Forbidden addresses


def test_a_forbidden_address_is_never_requested() -> None:
    """A server on this machine that is not allowed sees no connection, however its address is written."""
    server = MisbehavingServer(FORBIDDEN)
    lure = MisbehavingServer(HERE, elsewhere=server.address("/ok"))
    with serving(server, lure):
        results = check_all(forbidden_addresses(server, lure), client())
        assert {(result.state, result.reason.partition(":")[0]) for result in results} == {
            (State.ERROR, "never requested")
        }
    assert server.connections == 0


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",  # noqa: S104 - nothing is bound to it
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001:0:a00:1::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "4000::1",
    ],
)
def test_no_public_address(ip: str) -> None:
    """Private, loopback, link-local, multicast, reserved, for documentation, or one of these inside IPv6."""
    assert not may_be_requested(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "ip", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_a_public_address(ip: str) -> None:
    """Everything else, also through a translator of IPv4."""
    assert may_be_requested(ipaddress.ip_address(ip))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """A fake resolver: for each name, its IP addresses at the first, second … look-up."""
    known: dict[str, list[list[str]]] = {}
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *more: int, **options: int) -> object:
        if host.replace(".", "").isdigit():
            return real(host, port, *more, **options)
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        ips = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        if not ips:
            raise socket.gaierror(socket.EAI_AGAIN, "no resolver")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return known


def test_names(names: dict[str, list[list[str]]], server: MisbehavingServer) -> None:
    """A name that does not exist is *gone*; no resolver is an error; one forbidden IP address forbids the name."""
    names["good.test"] = [[HERE]]
    names["both.test"] = [[HERE, FORBIDDEN]]
    names["localhost"] = [[FORBIDDEN]]
    names["silent.test"] = [[]]
    states = {
        name: check(f"http://{name}:{server.port}/ok")
        for name in ("good.test", "both.test", "localhost", "silent.test", "missing.test")
    }
    assert [result.state for result in states.values()] == [State.OK, State.ERROR, State.ERROR, State.ERROR, State.GONE]
    assert "never requested: both.test leads to 127.0.0.99" in states["both.test"].reason
    assert "never requested: localhost" in states["localhost"].reason
    assert [request.headers["host"] for request in server.requests] == [f"good.test:{server.port}"] * 2


def test_a_name_that_resolves_to_another_address(names: dict[str, list[list[str]]], server: MisbehavingServer) -> None:
    """The connection goes to the IP address that was checked; the next look-up is checked again (DNS rebinding)."""
    forbidden = MisbehavingServer(FORBIDDEN)
    names["rebinding.test"] = [[HERE], [HERE], [FORBIDDEN]]
    with serving(forbidden):
        first, second = check_all(
            [f"http://rebinding.test:{server.port}/ok", f"http://rebinding.test:{server.port}/ok/2"], client()
        )
    assert [first.state, second.state] == [State.OK, State.ERROR]
    assert "never requested" in second.reason
    assert len(server.requests) == 2
    assert forbidden.connections == 0


def test_the_next_address_of_a_name_is_tried(names: dict[str, list[list[str]]], server: MisbehavingServer) -> None:
    """A host with two IP addresses, of which the first refuses connections."""
    names["two.test"] = [["127.0.0.8", HERE]]
    assert check(f"http://two.test:{server.port}/ok").state is State.OK


@given(st.one_of(st.text(), st.from_regex(r"https?://[^\s<>\"]+", fullmatch=True)))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """What `parse` returns is safe to print and to send; it raises nothing but RequestFailedError."""
    try:
        target = parse(text)
    except RequestFailedError:
        return
    assert not set(' <>"\r\n\t').intersection(target.address)
    assert target.address.isascii()
    assert parse(target.address) == target


# TLS


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=tests -keyout key -out cert"
    subprocess.run(
        [*command.split(), "-addext", "subjectAltName=IP:127.0.0.1"], cwd=folder, check=True, capture_output=True
    )
    made.write_text((folder / "key").read_text("ascii") + (folder / "cert").read_text("ascii"), "ascii")
    return made


def test_tls(certificate: Path) -> None:
    """A certificate must be signed by a known authority, and be for this host."""
    right, wrong = MisbehavingServer(HERE, certificate=certificate), MisbehavingServer(THERE, certificate=certificate)
    with serving(right, wrong):
        trusting = check_all([right.address("/ok"), wrong.address("/ok")], client(authority=certificate))
        assert [result.state for result in trusting] == [State.OK, State.ERROR]
        assert "certificate is not valid" in trusting[1].reason
        (bad,) = check_all([right.address("/ok")], client())
        assert bad.state is State.ERROR
        assert "certificate is not valid" in bad.reason
    assert wrong.requests == []


def test_no_tls_behind_an_https_address(server: MisbehavingServer) -> None:
    """A greeting that arrives byte by byte ends."""
    result = check(f"https://{HERE}:{server.port}/ok", SHORT_READ)
    assert result.state is State.ERROR
    assert "time-out" in result.reason


def test_a_port_without_a_server() -> None:
    """The connection is refused."""
    with socket.socket() as unused:
        unused.bind((HERE, 0))
        result = check(f"http://{HERE}:{unused.getsockname()[1]}/")
    assert (result.state, result.status, result.reason) == (State.ERROR, None, "the connection was refused")


# The whole run

MIXTURE = [
    "/ok/{}", "/head-405/{}", "/chain?{}", "/403?{}", "/404?{}", "/410?{}", "/500?{}", "/flaky?{}", "/reset?{}",
    "/garbage?{}", "/huge?{}",
    "/wrong-length?{}", "/loop-a?{}", "/away?{}", "/to-private?{}", "/429?{}", "/private/{}", "/wall?{}", "/hang?{}",
    "/418?{}", "/ok/a{}", "/ok/b{}", "/ok/c{}", "/to-gone?{}", "/ok/d{}",
]  # fmt: skip


def test_two_hundred_addresses() -> None:
    """Eight hosts with twenty-five addresses each, one of which never answers: each address gets its own result."""
    servers = [MisbehavingServer(host) for host in HOSTS]
    for server, following in zip(servers, [*servers[1:], servers[0]], strict=True):
        server.elsewhere = following.address("/ok")
    addresses = [server.address(path.format(number)) for number, path in enumerate(MIXTURE) for server in servers]
    assert len(addresses) == 200
    with serving(*servers):
        results = check_all(addresses, client(replace(PATIENT, read=1)))
    assert [result.address for result in results] == addresses
    states = [{result.state for result in results[at : at + 8]} for at in range(0, 200, 8)]
    ok, moved, blocked, gone, error = (
        {state} for state in (State.OK, State.MOVED, State.BLOCKED, State.GONE, State.ERROR)
    )
    expected = [
        ok,
        ok,
        moved,
        blocked,
        gone,
        gone,
        error,
        ok,
        error,
        error,
        ok,
        error,
        error,
        ok,
        error,
        blocked,
        blocked,
        blocked,
    ]
    assert states == [*expected, error, error, ok, ok, ok, gone, ok]


def test_a_run_never_lasts_longer_than_it_may(server: MisbehavingServer) -> None:
    """When its time is up, no more requests are sent, and the addresses that are left are skipped."""
    timeouts = replace(PATIENT, per_address=0.5, whole_run=1.2)
    results = check_all([server.address(f"/hang?{number}") for number in range(20)], client(timeouts))
    states = [result.state for result in results]
    asked = states.index(State.SKIPPED)
    assert asked >= 1
    assert states == [State.ERROR] * asked + [State.SKIPPED] * (20 - asked)
    assert "time for the whole run was up" in results[-1].reason


def test_ctrl_c_ends_the_run(server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The requests that were sent end by themselves, and no other is sent."""

    class Interrupted(ThreadPoolExecutor):
        def map(self, *arguments: Any, **options: Any) -> Any:
            super().map(*arguments, **options)
            while not server.methods("/ok/0"):
                time.sleep(0.01)
            raise KeyboardInterrupt

    monkeypatch.setattr(check_all_module, "ThreadPoolExecutor", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        check_all([server.address(f"/ok/{number}") for number in range(1000)], client())
    assert not server.methods("/ok/999")


def test_no_address() -> None:
    """Nothing to ask, nothing found."""
    assert check_all([], client()) == ()


def test_no_environment_makes_the_command_send_requests_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client as the command line makes it ignores the proxies of the environment."""
    server = MisbehavingServer(HERE)
    with serving(server):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, server.address(""))
        (result,) = check_all([server.address("/ok")], Client(AGENT, PATIENT))
    assert "never requested" in result.reason
    assert server.connections == 0
