"""One run over addresses: many hosts at a time, the addresses of one host one after the other.

In: addresses and a client. Out: a result for each, in the order given, within `Timeouts.whole_run`. A reader gets the
whole pages that it wants, each as soon as it was read, so that no more than a few pages are in memory at once.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

from verbatim.watch.address_check import AddressCheck
from verbatim.watch.client import Client
from verbatim.watch.network import parse
from verbatim.watch.states import RequestFailedError, Result
from verbatim.watch.timeouts import Deadline

# A thread waits most of the time. More of them would gain little, since few sites cite more hosts that are slow.
HOSTS_AT_ONCE = 16


class PageReader(Protocol):
    """Reads pages; its methods are called from many threads."""

    def wants(self, address: str) -> bool:
        """Whether the whole page at an address is to be read."""

    def read(self, result: Result) -> None:
        """Take the result of such an address."""


class Run:
    """One run, which may ask for addresses several times: its time, its hosts and their limits are the same."""

    def __init__(self, client: Client) -> None:
        self._check = AddressCheck(client)
        self._deadline = Deadline(client.timeouts.whole_run)

    def check(self, addresses: Iterable[str], reader: PageReader | None = None) -> tuple[Result, ...]:
        """Check every address once."""
        addresses = tuple(dict.fromkeys(addresses))
        by_host: dict[str, list[str]] = {}
        for address in addresses:
            by_host.setdefault(_host_of(address), []).append(address)
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            try:
                groups = pool.map(lambda group: [self._result(address, reader) for address in group], by_host.values())
                results = {result.address: result for group in groups for result in group}
            except BaseException:  # Ctrl+C too: requests that were sent end by themselves, and no other is sent
                self._deadline.expire()
                raise
        return tuple(results[address] for address in addresses)

    def _result(self, address: str, reader: PageReader | None) -> Result:
        if reader is None or not reader.wants(address):
            return self._check.result(address, self._deadline)
        result = self._check.result(address, self._deadline, whole=True)
        reader.read(result)
        return replace(result, page=None)


def check_all(addresses: Iterable[str], client: Client) -> tuple[Result, ...]:
    """Check every address once, in a run of its own."""
    return Run(client).check(addresses)


def _host_of(address: str) -> str:
    """The host whose limits apply; addresses that cannot be requested share an empty one."""
    try:
        return parse(address).host
    except RequestFailedError:
        return ""
