"""The commands. Only this package prints and exits.

Exit codes: 0 success, perhaps with warnings; 1 problems in the data; 2 wrong usage; 3 a fault of Verbatim or of
the machine. A command's module is imported when the command is asked for (`terminal`), and imports what only one of
its commands needs when that runs, so that `check` starts fast.
"""

import os
import sys
from io import TextIOWrapper

from verbatim.long_work.memory import keep_all, look_less_often, never_collected


def main() -> None:
    """Run a command. What is no fault of the data gets an exit code of its own: an error of the system, or our own."""
    _start_again_if_needed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # If the terminal's encoding lacks a character, an escape is better than no message.
            stream.reconfigure(errors="backslashreplace")
    # A plugin of pydantic that is installed by chance must not change what is read, and to look for one takes time.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    look_less_often()
    # Only now: to look for garbage would take a tenth of the time of these imports.
    with never_collected():
        from verbatim.cli.terminal import OUR_FAULT, commands, say  # noqa: PLC0415

    try:
        commands(prog_name="verbatim")
    except OSError as error:
        say(f"verbatim: the system refused something: {error}", to_errors=True)
        say(
            "Is the disk full, or does a file belong to somebody else? Mend that, and try again.",
            to_errors=True,
        )
        sys.exit(OUR_FAULT)
    except Exception as error:  # noqa: BLE001 - any unforeseen error is our fault
        say(f"verbatim: this is a fault of Verbatim, not of your data: {type(error).__name__}: {error}", to_errors=True)
        say("Please report it, with the command and this text.", to_errors=True)
        sys.exit(OUR_FAULT)
    finally:
        keep_all()


def _start_again_if_needed() -> None:
    """Start the command again with docstrings and UTF-8, if Python was started without them.

    Help texts and the descriptions in schemas are docstrings, which `PYTHONOPTIMIZE=2` drops. The names of files and
    the engine's settings are UTF-8 in every locale; what is printed stays in the encoding of the terminal.
    """
    if sys.flags.optimize < 2 and sys.getfilesystemencoding() == "utf-8":
        return
    printed = os.environ.get("PYTHONIOENCODING", sys.stdout.encoding)
    settings = {"PYTHONOPTIMIZE": "", "PYTHONUTF8": "1", "PYTHONIOENCODING": printed}
    os.execve(sys.executable, [sys.executable, "-m", "verbatim", *sys.argv[1:]], {**os.environ, **settings})  # noqa: S606 - no shell is wanted
