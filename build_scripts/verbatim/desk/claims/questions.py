"""Questions of `new` on a terminal: one of several choices, or replies until one is empty.

In: a question, and the choices. Out: the reply. All input and output goes through a `Terminal`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

# The most choices that are listed. Where there are more, only those that the reply fits are.
_MOST_LISTED = 15

# The reply that asks for something new instead of one of the choices.
NEW = "+"


class Terminal(Protocol):
    """Asks questions and prints answers."""

    def ask(self, question: str, default: str = "") -> str:
        """The reply to a question, without spaces around it; the default if the reply is empty."""

    def say(self, text: str) -> None:
        """Print one or more lines."""


@dataclass(frozen=True)
class Questions:
    """Asks on a terminal."""

    terminal: Terminal

    def until_empty(self, question: str) -> Iterator[str]:
        """The replies, up to an empty one."""
        while reply := self.terminal.ask(f"{question} (empty: no more)"):
            yield reply

    def choice(self, question: str, options: Mapping[str, str], *, may_be_new: bool = False) -> str:
        """One of some options: by its id, by its number in the last list, or by words that only it has.

        With `may_be_new`, the reply may also be `NEW`.
        """
        listed = list(options)[:_MOST_LISTED] if len(options) <= _MOST_LISTED else []
        self._list(listed, options)
        while reply := self.terminal.ask(f"{question} ({NEW}: a new one)" if may_be_new else question):
            if reply in options or (may_be_new and reply == NEW):
                return reply
            if reply.isdecimal() and 0 < int(reply) <= len(listed):
                return listed[int(reply) - 1]
            fitting = [name for name in options if reply.casefold() in f"{name} {options[name]}".casefold()]
            if len(fitting) == 1:
                self.terminal.say(f"  {fitting[0]}: {options[fitting[0]]}")
                return fitting[0]
            self.terminal.say("  Several fit:" if fitting else f"  “{reply}” fits none of them.")
            listed = fitting[:_MOST_LISTED] or listed
            self._list(listed, options)
        return ""

    def _list(self, listed: list[str], options: Mapping[str, str]) -> None:
        for number, name in enumerate(listed, 1):
            self.terminal.say(f"  {number}. {name}: {options[name]}")
