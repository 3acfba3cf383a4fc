"""One run over all addresses: the hosts side by side, the addresses of one host one after the other.

In: addresses and a client. Out: a result for each, in the order given, within `Timeouts.run`.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from verbatim.watch.asker import Asker
from verbatim.watch.client import Client
from verbatim.watch.network import parse
from verbatim.watch.states import NoAnswerError, Result
from verbatim.watch.timeouts import Deadline

# Each waits most of the time; more would gain little, since few sites cite more hosts that are slow.
HOSTS_AT_ONCE = 16


def run(addresses: Iterable[str], client: Client) -> tuple[Result, ...]:
    """Ask for every address once."""
    addresses = tuple(dict.fromkeys(addresses))
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(_host_of(address), []).append(address)
    asker, deadline = Asker(client), Deadline(client.timeouts.run)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            in_turn = pool.map(lambda group: [asker.result(address, deadline) for address in group], by_host.values())
            found = {result.address: result for results in in_turn for result in results}
        except BaseException:  # Ctrl-C among them: what is under way ends by itself, and nothing else begins
            deadline.pass_now()
            raise
    return tuple(found[address] for address in addresses)


def _host_of(address: str) -> str:
    """The host to be polite to; addresses that cannot be asked may share none."""
    try:
        return parse(address).host
    except NoAnswerError:
        return ""
