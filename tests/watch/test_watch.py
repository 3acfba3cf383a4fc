"""The link watch: the right state for whatever a server does, in bounded time, and never a request to where none may go."""

import ipaddress
import itertools
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verbatim.watch.asker import MOST_HOPS
from verbatim.watch.client import Client
from verbatim.watch.network import may_be_asked, parse
from verbatim.watch.run import run
from verbatim.watch.states import Hop, NoAnswerError, Result, State
from verbatim.watch.timeouts import Timeouts

from tests.support.misbehaving_server import UnrulyServer, answer, serving

# Patient enough for a machine that is busy, short enough for a test that waits for every time-out.
SHORT = Timeouts(connect=1, read=1, address=5, run=100, pause=0, back_off=0.05, attempts=3)

HERE, THERE, FORBIDDEN = "127.0.0.1", "127.0.0.2", "127.0.0.99"
HOSTS = [f"127.0.0.{number}" for number in range(1, 9)]
AGENT = "verbatim-linkwatch/0 (testers@example.org)"


def client(timeouts: Timeouts = SHORT, hosts: list[str] = HOSTS, authority: Path | None = None) -> Client:
    """A client that may ask the servers of these tests and nothing else of this machine."""
    allowed = tuple(ipaddress.ip_network(host) for host in hosts)
    return Client(AGENT, timeouts, allowed_networks=allowed, authority=str(authority) if authority else None)


@pytest.fixture
def there() -> Iterator[UnrulyServer]:
    """A second host."""
    server = UnrulyServer(THERE)
    with serving(server):
        yield server


@pytest.fixture
def here(there: UnrulyServer) -> Iterator[UnrulyServer]:
    """A host that knows of the second."""
    server = UnrulyServer(HERE, elsewhere=there.address("/ok"))
    with serving(server):
        yield server


def found(address: str, timeouts: Timeouts = SHORT) -> Result:
    """What one run finds at one address."""
    (result,) = run([address], client(timeouts))
    return result


# The state for each answer: the path, the state, words of the reason, the methods with which the path is asked for.
ANSWERS = [
    ("/ok", State.OK, "200", ["HEAD"]),
    ("/head-405", State.OK, "200", ["HEAD", "GET"]),
    ("/head-501", State.OK, "200", ["HEAD", "GET"]),
    ("/head-404", State.OK, "200", ["HEAD", "GET"]),
    ("/flaky", State.OK, "200", ["HEAD", "GET", "GET"]),
    ("/later", State.OK, "200", ["HEAD", "GET"]),
    ("/huge", State.OK, "200", ["HEAD", "GET"]),
    ("/chain", State.MOVED, "for good", ["HEAD"]),
    ("/to-front/page", State.MOVED, "front page", ["HEAD"]),
    ("/to-cyrillic", State.MOVED, "for good", ["HEAD"]),
    ("/moved-away", State.MOVED, "for good", ["HEAD"]),
    ("/away", State.OK, "200", ["HEAD"]),
    ("/for-a-while", State.OK, "200", ["HEAD"]),
    ("/401", State.BLOCKED, "401 Unauthorized", ["HEAD", "GET"]),
    ("/403", State.BLOCKED, "403 Forbidden", ["HEAD", "GET"]),
    ("/429", State.BLOCKED, "429", ["HEAD", "GET", "GET"]),
    ("/429-tomorrow", State.BLOCKED, "429", ["HEAD"]),
    ("/wall", State.BLOCKED, "wall", ["HEAD", "GET", "GET"]),
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
    ("/endless", State.ERROR, f"more than {MOST_HOPS} redirects", ["HEAD"]),
    ("/to-private", State.ERROR, "never asked: 10.0.0.1", ["HEAD"]),
    ("/to-metadata", State.ERROR, "never asked: 169.254.169.254", ["HEAD"]),
    ("/to-file", State.ERROR, "not an address of the web", ["HEAD"]),
    ("/to-nonsense", State.ERROR, "no address", ["HEAD"]),
    ("/hang", State.ERROR, "time-out", ["HEAD", "GET", "GET"]),
    ("/drip", State.ERROR, "no whole answer in the time", ["HEAD"]),
    ("/drip-body", State.ERROR, "no whole answer in the time", ["HEAD", "GET"]),
    ("/reset", State.ERROR, "broke off", ["HEAD", "GET", "GET"]),
    ("/nothing", State.ERROR, "broke off", ["HEAD", "GET", "GET"]),
    ("/wrong-length", State.ERROR, "not as long as it says", ["HEAD", "GET", "GET"]),
    ("/two-lengths", State.ERROR, "not as long as it says", ["HEAD", "GET", "GET"]),
    ("/garbage", State.ERROR, "not HTTP", ["HEAD", "GET", "GET"]),
    ("/headers", State.ERROR, "not HTTP", ["HEAD", "GET", "GET"]),
    ("/long-header", State.ERROR, "not HTTP", ["HEAD", "GET", "GET"]),
]


@pytest.mark.parametrize(("path", "state", "reason", "methods"), ANSWERS, ids=[path for path, *_ in ANSWERS])
def test_an_answer(path: str, state: State, reason: str, methods: list[str], here: UnrulyServer) -> None:
    """Each answer gets its state, with a reason; and no more is asked than it takes to tell."""
    result = found(here.address(path))
    assert (result.state, result.address) == (state, here.address(path))
    assert reason in result.reason
    assert here.methods(path) == methods
    assert [request.path for request in here.requests].count("/robots.txt") == 1
    assert all(request.headers["user-agent"] == AGENT for request in here.requests)


def test_redirects_are_recorded(here: UnrulyServer, there: UnrulyServer) -> None:
    """The whole chain; only the permanent redirects that it begins with are a new address."""
    chain = found(here.address("/chain"))
    assert chain.hops == (
        Hop(301, here.address("/chain-2")),
        Hop(308, here.address("/chain-3")),
        Hop(302, here.address("/ok")),
    )
    assert chain.moved_to == here.address("/chain-3")
    assert found(here.address("/for-a-while")).moved_to is None
    assert found(here.address("/loop-a")).hops == (Hop(302, here.address("/loop-b")), Hop(302, here.address("/loop-a")))
    assert len(found(here.address("/endless")).hops) == MOST_HOPS + 1
    assert found(here.address("/moved-away")).moved_to == there.address("/ok")
    assert [request.path for request in there.requests] == ["/robots.txt", "/ok"]
    # What a server writes into a redirect comes out as an address and as nothing else.
    assert found(here.address("/to-cyrillic")).moved_to == here.address(
        "/ok/%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0"
    )
    trouble = str(found(here.address("/to-trouble")).moved_to)
    assert not set("<> ()\n").intersection(trouble.replace("(x)", ""))


def test_little_of_a_huge_body_is_read(here: UnrulyServer) -> None:
    """A gigabyte is on offer; what goes over the wire is what a socket buffers."""
    assert found(here.address("/huge")).state is State.OK
    assert here.sent["huge"] < 16 * 1024 * 1024


def test_a_retry_waits_as_long_as_it_is_asked_to(here: UnrulyServer) -> None:
    """`Retry-After: 1`: the second request comes a second later, and not before."""
    assert found(here.address("/later")).state is State.OK
    first, second = (request.at for request in here.requests if request.path == "/later")
    assert second - first >= 1


def test_a_host_that_asked_for_a_day_is_left_alone(here: UnrulyServer, there: UnrulyServer) -> None:
    """Its other addresses are not asked for in this run and count as blocked; other hosts are asked as ever."""
    results = run([here.address("/429-tomorrow"), here.address("/ok"), there.address("/ok")], client())
    assert [result.state for result in results] == [State.BLOCKED, State.BLOCKED, State.OK]
    assert "asked not to be asked" in results[1].reason
    assert here.methods("/ok") == []


def test_one_request_at_a_time_and_a_pause(here: UnrulyServer) -> None:
    """However many addresses a host has, and however many threads there are."""
    pause = 0.2
    addresses = [here.address(f"/ok/{number}") for number in range(6)]
    results = run(addresses, client(Timeouts(pause=pause)))
    assert {result.state for result in results} == {State.OK}
    assert here.most_open == 1
    times = [request.at for request in here.requests]
    assert len(times) == len(addresses) + 1
    assert all(later - earlier >= pause for earlier, later in itertools.pairwise(times))


def test_redirects_from_many_hosts_keep_to_one_request_at_a_time(there: UnrulyServer) -> None:
    """A host that all others redirect to is asked once at a time, too."""
    others = [UnrulyServer(host, elsewhere=there.address(f"/ok/{host}")) for host in HOSTS[2:]]
    with serving(*others):
        results = run([server.address("/away") for server in others], client())
    assert {result.state for result in results} == {State.OK}
    assert there.most_open == 1
    assert [request.path for request in there.requests].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("robots", "state", "reason"),
    [
        (answer("404 Not Found"), State.OK, "200"),
        (answer("403 Forbidden"), State.OK, "200"),
        (answer("200 OK", b""), State.OK, "200"),
        (answer("200 OK", b"\xff\xfe\x00 no text"), State.OK, "200"),
        (answer("200 OK", b"User-agent: *\nDisallow:"), State.OK, "200"),
        (answer("200 OK", b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), State.BLOCKED, "robots.txt asks"),
        (answer("429 Too Many Requests"), State.BLOCKED, "robots.txt: 429"),
        (answer("500 Internal Server Error"), State.ERROR, "robots.txt could not be read: 500"),
        (answer("302 Found", b"", "Location: /robots.txt"), State.ERROR, "redirects without an end"),
        (answer("302 Found", b"", "Location: http://10.0.0.1/"), State.ERROR, "never asked: 10.0.0.1"),
        (b"not HTTP\r\n\r\n", State.ERROR, "not HTTP"),
    ],
)
def test_robots(robots: bytes, state: State, reason: str) -> None:
    """RFC 9309: no robots.txt allows all, one that cannot be read forbids all; either is asked for once a run."""
    server = UnrulyServer(HERE, robots=robots)
    with serving(server):
        first, second = run([server.address("/ok"), server.address("/ok/2")], client())
    assert [result.state for result in (first, second)] == [state, state]
    assert reason in second.reason
    if state is not State.OK:
        assert server.methods("/ok/2") == []


def test_a_pause_that_robots_txt_asks_for() -> None:
    """Whoever asks for more than an address is given is asked once a run; a `HEAD` alone makes nothing gone."""
    server = UnrulyServer(HERE, robots=answer("200 OK", b"User-agent: *\nCrawl-delay: " + b"9" * 9 + b"\nDisallow: /x"))
    with serving(server):
        results = run([server.address("/404"), server.address("/ok")], client())
    assert [result.state for result in results] == [State.SKIPPED, State.SKIPPED]
    assert "turn did not come in time" in results[0].reason
    assert (server.methods("/404"), server.methods("/ok")) == (["HEAD"], [])


# Where no request may go


def test_a_forbidden_address_is_never_asked() -> None:
    """A server of this machine that is not among the allowed sees no connection, however its address is written."""
    server = UnrulyServer(FORBIDDEN)
    lure = UnrulyServer(HERE, elsewhere=server.address("/ok"))
    names = [
        FORBIDDEN,
        "2130706531",
        "0x7f000063",
        "0x7f.99",
        "017700000143",
        "[::ffff:127.0.0.99]",
        "[::ffff:7f00:63]",
        "127.0.0.99.",
    ]
    with serving(server, lure):
        addresses = [f"{scheme}://{name}:{server.port}/ok" for name in names for scheme in ("http", "https")]
        addresses += [
            f"http://user:word@{FORBIDDEN}:{server.port}/",
            lure.address("/away"),
            lure.address("/moved-away"),
        ]
        results = run(addresses, client())
        assert {(result.state, result.reason.partition(":")[0]) for result in results} == {(State.ERROR, "never asked")}
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
    """Private, loopback, link-local, multicast, reserved, for documentation, or one of them inside IPv6."""
    assert not may_be_asked(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "ip", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_a_public_address(ip: str) -> None:
    """Everything else, through a translator of IPv4 too."""
    assert may_be_asked(ipaddress.ip_address(ip))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """A resolver of our own: for each name, what it means at the first, second … look-up."""
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


def test_names(names: dict[str, list[list[str]]], here: UnrulyServer) -> None:
    """No such name is *gone*; no resolver is an error; one forbidden address among several forbids the name."""
    names["good.test"] = [[HERE]]
    names["both.test"] = [[HERE, FORBIDDEN]]
    names["localhost"] = [[FORBIDDEN]]
    names["silent.test"] = [[]]
    states = {
        name: found(f"http://{name}:{here.port}/ok")
        for name in ("good.test", "both.test", "localhost", "silent.test", "missing.test")
    }
    assert [result.state for result in states.values()] == [State.OK, State.ERROR, State.ERROR, State.ERROR, State.GONE]
    assert "never asked: both.test leads to 127.0.0.99" in states["both.test"].reason
    assert "never asked: localhost" in states["localhost"].reason
    assert [request.headers["host"] for request in here.requests] == [f"good.test:{here.port}"] * 2


def test_a_name_that_changes_its_meaning(names: dict[str, list[list[str]]], here: UnrulyServer) -> None:
    """The connection goes to what was checked; the next look-up is checked again (DNS rebinding)."""
    forbidden = UnrulyServer(FORBIDDEN)
    names["rebinding.test"] = [[HERE], [HERE], [FORBIDDEN]]
    with serving(forbidden):
        first, second = run(
            [f"http://rebinding.test:{here.port}/ok", f"http://rebinding.test:{here.port}/ok/2"], client()
        )
    assert [first.state, second.state] == [State.OK, State.ERROR]
    assert "never asked" in second.reason
    assert len(here.requests) == 2
    assert forbidden.connections == 0


def test_the_next_address_of_a_name_is_tried(names: dict[str, list[list[str]]], here: UnrulyServer) -> None:
    """A host with two addresses, of which the first takes no connection."""
    names["two.test"] = [["127.0.0.8", HERE]]
    assert found(f"http://two.test:{here.port}/ok").state is State.OK


@given(st.one_of(st.text(), st.from_regex(r"https?://[^\s<>\"]+", fullmatch=True)))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """What comes out of taking an address apart is safe to print and to send; nothing else can go wrong."""
    try:
        target = parse(text)
    except NoAnswerError:
        return
    assert not set(' <>"\r\n\t').intersection(target.address)
    assert target.address.isascii()
    assert parse(target.address) == target


# TLS


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody has signed but itself, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=tests -addext subjectAltName=IP:127.0.0.1 -keyout key -out cert"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    made.write_text((folder / "key").read_text("ascii") + (folder / "cert").read_text("ascii"), "ascii")
    return made


def test_tls(certificate: Path) -> None:
    """A certificate must be signed by somebody known, and for this host."""
    right, wrong = UnrulyServer(HERE, certificate=certificate), UnrulyServer(THERE, certificate=certificate)
    with serving(right, wrong):
        trusting = run([right.address("/ok"), wrong.address("/ok")], client(authority=certificate))
        assert [result.state for result in trusting] == [State.OK, State.ERROR]
        assert "certificate is not valid" in trusting[1].reason
        (bad,) = run([right.address("/ok")], client())
        assert bad.state is State.ERROR
        assert "certificate is not valid" in bad.reason
    assert wrong.requests == []


def test_no_tls_behind_an_https_address(here: UnrulyServer) -> None:
    """A greeting that comes in drips, byte by byte, ends."""
    result = found(f"https://{HERE}:{here.port}/ok")
    assert result.state is State.ERROR
    assert "time-out" in result.reason


def test_nobody_listens() -> None:
    """A port without a server."""
    with socket.socket() as unused:
        unused.bind((HERE, 0))
        result = found(f"http://{HERE}:{unused.getsockname()[1]}/")
    assert (result.state, result.status, result.reason) == (State.ERROR, None, "the connection was refused")


# The whole run

MIXTURE = [
    "/ok/{}", "/head-405/{}", "/chain?{}", "/403?{}", "/404?{}", "/410?{}", "/500?{}", "/flaky?{}", "/reset?{}", "/garbage?{}", "/huge?{}",
    "/wrong-length?{}", "/loop-a?{}", "/away?{}", "/to-private?{}", "/429?{}", "/private/{}", "/wall?{}", "/hang?{}", "/drip?{}", "/ok/a{}",
    "/ok/b{}", "/ok/c{}", "/to-gone?{}", "/ok/d{}",
]  # fmt: skip


def test_two_hundred_addresses_end_in_bounded_time() -> None:
    """Eight hosts with twenty-five addresses each, every one of them with some that hang: none is left out, none runs over."""
    servers = [UnrulyServer(host) for host in HOSTS]
    for server, following in zip(servers, [*servers[1:], servers[0]], strict=True):
        server.elsewhere = following.address("/ok")
    addresses = [server.address(path.format(number)) for number, path in enumerate(MIXTURE) for server in servers]
    assert len(addresses) == 200
    began = time.monotonic()
    with serving(*servers):
        results = run(addresses, client())
    assert time.monotonic() - began < SHORT.run
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


def test_a_run_never_lasts_longer_than_it_may(here: UnrulyServer) -> None:
    """When its time is up, nothing more is asked, and what is left says so; that counts against nobody."""
    timeouts = Timeouts(connect=1, read=1, address=1.5, run=4, pause=0, back_off=0.05)
    began = time.monotonic()
    results = run([here.address(f"/hang?{number}") for number in range(20)], client(timeouts))
    assert time.monotonic() - began < timeouts.run + 1
    states = [result.state for result in results]
    asked = states.index(State.SKIPPED)
    assert asked >= 1
    assert states == [State.ERROR] * asked + [State.SKIPPED] * (20 - asked)
    assert "time for the whole run was up" in results[-1].reason


def test_no_address() -> None:
    """Nothing to ask, nothing found."""
    assert run([], client()) == ()


def test_production_cannot_be_told_to_ask_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a proxy nor any other word of the environment leads a client of the command line to this machine."""
    server = UnrulyServer(HERE)
    with serving(server):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, server.address(""))
        (result,) = run([server.address("/ok")], Client(AGENT, SHORT))
    assert "never asked" in result.reason
    assert server.connections == 0
