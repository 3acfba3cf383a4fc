"""One run over all addresses: many hosts at a time, the addresses of one host one after the other.

In: addresses and a client. Out: a result for each, in the order given, within `Timeouts.whole_run`.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from verbatim.watch.address_check import AddressCheck
from verbatim.watch.client import Client
from verbatim.watch.network import parse
from verbatim.watch.states import RequestFailedError, Result
from verbatim.watch.timeouts import Deadline

# A thread waits most of the time. More of them would gain little, since few sites cite more hosts that are slow.
HOSTS_AT_ONCE = 16


def check_all(addresses: Iterable[str], client: Client) -> tuple[Result, ...]:
    """Check every address once."""
    addresses = tuple(dict.fromkeys(addresses))
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(_host_of(address), []).append(address)
    check, deadline = AddressCheck(client), Deadline(client.timeouts.whole_run)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            groups = pool.map(lambda group: [check.result(address, deadline) for address in group], by_host.values())
            results = {result.address: result for group in groups for result in group}
        except BaseException:  # Ctrl+C too: requests that were sent end by themselves, and no other is sent
            deadline.expire()
            raise
    return tuple(results[address] for address in addresses)


def _host_of(address: str) -> str:
    """The host whose limits apply; addresses that cannot be requested share an empty one."""
    try:
        return parse(address).host
    except RequestFailedError:
        return ""
