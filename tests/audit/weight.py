"""What a page sends over the wire with a cold cache, and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.audit.lighthouse import Loaded

# Bytes, as kilobytes of 1,000.
LARGEST_TOTAL = 90_000
LARGEST_OURS = 28_000


@dataclass(frozen=True)
class Weight:
    """Bytes over the wire: the theme's files, and everything else, which is ours."""

    theme: int
    ours: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.theme + self.ours


def weigh(loaded: Iterable[Loaded], root: str) -> Weight:
    """Only what stands in the theme's own folder is the theme's; the page itself counts as ours whole."""
    theme = ours = 0
    for file in loaded:
        if file.address.startswith(f"{root}assets/"):
            theme += file.sent
        else:
            ours += file.sent
    return Weight(theme, ours)


def too_heavy(weight: Weight) -> list[str]:
    """What is over a limit."""
    faults = []
    if weight.total > LARGEST_TOTAL:
        faults.append(f"{weight.total:,} bytes over the wire; at most {LARGEST_TOTAL:,} are allowed")
    if weight.ours > LARGEST_OURS:
        faults.append(f"{weight.ours:,} bytes of our own over the wire; at most {LARGEST_OURS:,} are allowed")
    return faults
