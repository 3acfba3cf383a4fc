"""Which requests `serve` answers: those of its own pages and of the address bar, and no others."""

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from verbatim.site.serving.request_rules import LONGEST, refusal

from tests.support.cases import lay_out
from tests.support.microsite import PATIENCE, buildable
from tests.support.serving import Serving, serving

OURS = "127.0.0.1:8000"


def status(
    path: str = "/claims/", host: str | None = OURS, method: str = "GET", listens_at: str = "", **headers: str
) -> int:
    """The status of the answer to a request; 200 if it is not refused."""
    request = {"PATH_INFO": path, "REQUEST_METHOD": method, **headers}
    if host is not None:
        request["HTTP_HOST"] = host
    found = refusal(request, listens_at or "127.0.0.1")
    assert found is None or found.why
    return int(found.status.split()[0]) if found else 200


@pytest.mark.parametrize("host", [OURS, "127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000", "192.168.1.7:80"])
def test_own_names(host: str) -> None:
    """Addresses and localhost, with any port; no website can have these names."""
    assert status(host=host) == 200
    assert status(host=host, HTTP_ORIGIN=f"http://{host}", HTTP_SEC_FETCH_SITE="same-origin") == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example:80@127.0.0.1.x",
        "[::1",
        "2130706433",
        "0x7f.1",
        "127.1",
        "",
        None,
    ],
)
def test_names_of_others(host: str | None) -> None:
    """A name that a website may have is refused, and a request without a name."""
    assert status(host=host) == 421


def test_the_name_that_the_user_chose() -> None:
    """`--host desk.example` answers under that name, in any case, and under no other."""
    assert status(host="Desk.example:8000", listens_at="desk.example") == 200
    assert status(host="desk.example:8000", listens_at="Desk.Example") == 200
    assert status(host="evil.example", listens_at="desk.example") == 421


@pytest.mark.parametrize(
    "path",
    [
        "/\0",
        "/a\0b/",
        "/\x1f",
        "/\x7f",
        "/\n",
        "//evil.example/../claims",
        "/\\evil.example",
        "/\xff/",
        "/\xc3\x28",
        "/€",
        "",
        "claims",
        "/" * 2,
    ],
)
def test_unusable_addresses(path: str) -> None:
    """Control characters, what a browser takes for a host, and what has no slash."""
    assert status(path) == 400


def test_long_addresses() -> None:
    """At the bound and above."""
    assert status("/" + "a" * (LONGEST - 1)) == 200
    assert status("/" + "a" * LONGEST) == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", ""])
def test_other_methods(method: str) -> None:
    """Pages are only read."""
    assert status(method=method) == 405
    assert status(method="HEAD") == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:9000", "null", ""]
)
def test_other_origins(origin: str) -> None:
    """Another scheme, host or port is another origin."""
    assert status(HTTP_ORIGIN=origin) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_parts_of_other_pages(site: str) -> None:
    """A link from another page is followed; a frame, a script or a picture in it gets nothing."""
    assert status(HTTP_SEC_FETCH_SITE=site, HTTP_SEC_FETCH_DEST="document") == 200
    for destination in ("iframe", "script", "image", "style", "empty", "object", "font"):
        assert status(HTTP_SEC_FETCH_SITE=site, HTTP_SEC_FETCH_DEST=destination) == 403
        assert status(HTTP_SEC_FETCH_SITE="same-origin", HTTP_SEC_FETCH_DEST=destination) == 200


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A running server."""
    with serving(buildable(lay_out("_base", tmp_path_factory.mktemp("serve") / "project"))) as running:
        yield running


def answer(site: Serving, path: str, **headers: str) -> int:
    """The status of the answer to a request that is sent as it is."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=PATIENCE)
    connection.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_server_keeps_the_rules(site: Serving) -> None:
    """What is refused has its status, no request ends in a traceback, and the pages are there as before."""
    assert answer(site, "/%00") == answer(site, "/claims/%00/") == answer(site, "/a%00.html") == 400
    assert answer(site, f"/livereload/{'1' * 5_000}/1") == 400
    assert answer(site, "/claims/", Host="evil.example") == 421
    assert answer(site, "/claims/", Origin="http://evil.example") == 403
    assert answer(site, "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="iframe") == 403
    assert answer(site, "/claims/") == answer(site, "/claims/grain/") == 200
    assert answer(site, "/%ff/evil.example/../claims") == 400
    assert answer(site, "/%C3%A9/") == answer(site, "/" + "a" * 1_000) == answer(site, "/../../policy.yaml") == 404
    assert "Traceback" not in site.output
