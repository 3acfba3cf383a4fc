"""Which addresses a reader can follow."""

import pytest
from verbatim.model.values.addresses import fault_of_address


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "HTTPS://A.Example/B?c=(d)#e",
        "http://93.184.216.34:8080/a",
        "https://[2606:2800:220:1::1]/",
        "https://bücher.example/straße",
        "https://a.example./",
        "https://localhost.example/",
        "https://a1.b2.example3/",
        "https://fa.example/می‌گوید",
    ],
)
def test_an_address_of_the_web(address: str) -> None:
    """Any host that is not the reader's own."""
    assert fault_of_address(address) is None


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("http://localhost:8000/", "own machine"),
        ("http://192.168.1.4/a", "own machine"),
        ("http://[::1]/", "own machine"),
        ("https://printer.local/", "own machine"),
        ("https://localhost./", "own machine"),
        ("https://press.localhost./", "own machine"),
        ("https://desk.internal/", "own machine"),
        ("https://router.home.arpa/", "own machine"),
        ("https://127.1/", "own machine"),
        ("https://2130706433/", "own machine"),
        ("https://0x7f.0.0.1/", "own machine"),
        ("https://0177.0.0.1/", "own machine"),
        ("https://0.0.0.0/", "own machine"),
        ("https://100.64.0.1/", "own machine"),
        ("https://256.1.1.1/", "no host"),
        ("https://1.2.3.4.5/", "no host"),
        ("https://a.example:0/", "no host"),
        (f"https://{'a' * 64}.example/", "no host"),
        ("https://a.example/\u200bb", "nobody sees"),
        ("https://a.example/\u202eb", "nobody sees"),
        ("https://a.example/\x7fb", "nobody sees"),
        ("https://[a.example/", "not valid"),
        ("https://a.example:99999/", "not valid"),
        ("https:///a", "no host"),
        ("https://?a", "no host"),
        ("https://./a", "no host"),
        ("https:a.example", "begin with"),
        ("https://a.example/b c", "spaces"),
        ("ftp://a.example/b", "begin with"),
        ("a.example/b", "begin with"),
    ],
)
def test_an_address_that_nobody_can_follow(address: str, fault: str) -> None:
    """It is refused by `check`, not only by the checks of the built site."""
    assert fault in (fault_of_address(address) or "")
