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
