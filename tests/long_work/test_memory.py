"""How often Python looks for garbage: in a build seldom, in a check never, and as before after each."""

import gc
import subprocess
import sys
from weakref import ref

from verbatim.long_work.memory import collected_seldom, never_collected


class Circle:
    """A value that refers to itself, so that only looking for garbage removes it."""

    def __init__(self) -> None:
        self.own = self


def test_never_collected() -> None:
    """No garbage goes during the work; afterwards it goes as before, but not at once."""
    with never_collected():
        lost = ref(Circle())
        circles = [Circle() for _ in range(3 * gc.get_threshold()[0])]
        assert lost()
    assert gc.isenabled()
    assert gc.get_count()[0] < gc.get_threshold()[0]
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert lost() is None
    assert circles[0].own is circles[0]


def test_collected_seldom() -> None:
    """The thresholds are higher during the work only."""
    before = gc.get_threshold()
    with collected_seldom():
        assert gc.get_threshold()[0] > 700
    assert gc.get_threshold() == before


def test_a_command_ends_without_a_look() -> None:
    """What a command has made is not looked through when it ends."""
    script = (
        "import gc, sys; from verbatim.cli import main; sys.argv = ['verbatim', 'explain', 'tab']\n"
        "try:\n    main()\nfinally:\n    print(gc.get_freeze_count() > 10_000, len(gc.get_objects()) < 1_000)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert ran.stdout.splitlines()[-1] == "True True"
