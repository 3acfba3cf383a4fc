"""What an editor meant by a line that YAML cannot read, and how it must be written.

In: the lines of a file, and the lines at which libyaml stopped. Out: a `Fault`: the part of a line that is wrong, what
is wrong with it, and how to mend it; where possible the hint is the line as it should be.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# Patterns are compiled when they are needed, which is only for a file with a fault.

# What git writes into a file where two branches changed the same lines.
_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_CONFLICT = r"<{7}(?: |$)"
_CONFLICT_END = r">{7}(?: |$)"
_STRAY_MARK = r"(?:\|{7}|>{7})(?: |$)|={7}$"

_LINE = r"(?P<dashes>(?: *- +)*)(?P<indent> *)(?:(?P<key>[\w-]+):(?:(?P<space>\s+)|$))?(?P<value>.*)"
_NO_SPACE = r"(?: *- +)*(?P<indent> *)(?P<key>[a-z_]+):(?P<value>[^\s/].*)"
_KEY_IN_BRACES = r"(?:^|,)\s*([a-z_]+):(?:\s+|$)"

# What begins a value that YAML reads as something else than text, and what is then a text.
_NEVER = "@`%&*!"
_BLOCK = r"[|>][-+0-9]*\s*(?:#.*)?$"
_QUOTED = {'"': r'"(?:[^"\\]|\\.)*"', "'": r"'(?:[^']|'')*'"}
_IN_BRACKETS = r"\[[^\]]*\]|\{[^}]*\}"
_ODD_SPACE = r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]"

# The most characters of a text that a hint repeats.
_LONGEST = 400


class Fault(NamedTuple):
    """The line and the columns of what is wrong, counted from 0, what is wrong, and how to mend it."""

    line: int
    column: int
    end: int
    message: str
    hint: str


class _Parts(NamedTuple):
    """A line as an editor sees it: `- ` marks, a key and its value; the key is empty where there is none."""

    number: int
    column: int
    key: str
    value: str
    at: int

    @property
    def beginning(self) -> str:
        """What is before the value."""
        return f"{self.key}: " if self.key else "- "


def conflicts(text: str) -> Iterator[Fault]:
    """The conflicts that git left in a file, each at its first mark."""
    end = -1
    lines = text.split("\n") if any(mark in text for mark in _MARKS) else []
    for number, line in enumerate(lines):
        if number <= end:
            continue
        if re.match(_CONFLICT, line):
            rest = range(number + 1, len(lines))
            end = next((other for other in rest if re.match(_CONFLICT_END, lines[other])), number)
            upto = f", up to line {end + 1}" if end > number else ""
            message = f"git left a conflict here: two versions of the same lines{upto}"
            hint = (
                "keep the lines that are right (for two new entries all of both), "
                "and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
            )
            yield Fault(number, 0, len(line), message, hint)
        elif re.match(_STRAY_MARK, line):
            yield Fault(number, 0, len(line), "git left a mark of a conflict here", "delete this line")


def fault_of(lines: Sequence[str], numbers: Iterable[int], fault: str) -> Fault | None:
    """What is wrong at or near the lines at which libyaml stopped with the words `fault`; None if it is not known."""
    numbers = [number for number in dict.fromkeys(numbers) if 0 <= number < len(lines)]
    for number in numbers:
        found = _of_empty_list(lines, number) or _of_line(lines, number)
        if found:
            return found
    return next(filter(None, (_of_indentation(lines, number, fault) for number in numbers)), None)


def needs_quotes(text: str) -> str:
    """A text between quotation marks of YAML."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def in_lines(mapping: str) -> str:
    """A mapping in braces with a key on each line, and quotation marks where a text needs them; empty if it is none."""
    inner = mapping.strip().removeprefix("{").removesuffix("}")
    found = list(re.finditer(_KEY_IN_BRACES, inner))
    if not found:
        return ""
    ends = [*(each.start() for each in found[1:]), len(inner)]
    pairs = [(each[1], inner[each.end() : end].strip()) for each, end in zip(found, ends, strict=True)]
    return "\n  ".join(f"{key}: {_plain(value)}" for key, value in pairs)


def _plain(text: str) -> str:
    """A text as YAML can read it: plain, or between quotation marks if it needs them."""
    is_quoted = any(re.fullmatch(pattern, text) for pattern in _QUOTED.values())
    special = re.search(r": | #|:$", text) or text[:1] in tuple(_NEVER + "#,]}>|?-")
    return needs_quotes(text) if special and not is_quoted else text


def _parts(lines: Sequence[str], number: int) -> _Parts:
    found = re.fullmatch(_LINE, lines[number].rstrip())
    assert found  # noqa: S101 - every part of the pattern is optional
    column = len(found["dashes"]) + len(found["indent"])
    return _Parts(number, column, found["key"] or "", found["value"], found.start("value"))


def _of_line(lines: Sequence[str], number: int) -> Fault | None:
    """What is wrong within one line."""
    line = lines[number]
    beginning = line[: len(line) - len(line.lstrip()) + 1]
    odd = re.search(_ODD_SPACE, beginning) or re.search(rf"(?<=:){_ODD_SPACE}", line)
    if odd:
        at = odd.end() - 1
        message = f"there is an invisible character here (U+{ord(line[at]):04X}), which is no space to YAML"
        return Fault(number, at, at + 1, message, "delete it and type a space")
    glued = re.fullmatch(_NO_SPACE, line.rstrip())
    if glued and not line.rstrip().endswith(":"):
        message = f"there is no space after the colon of `{glued['key']}:`"
        at = glued.start("value")
        return Fault(number, at, at + 1, message, f"write `{glued['key']}: {glued['value']}`")
    parts = _parts(lines, number)
    if parts.value.startswith("{") and re.search(_KEY_IN_BRACES, parts.value[1:]):
        return _of_braces(parts)
    return _of_beginning(lines, parts) or _of_colon(lines, parts)


def _of_empty_list(lines: Sequence[str], number: int) -> Fault | None:
    """Entries below a key whose list is empty: `records: []`."""
    above = range(number, -1, -1)
    key = next((other for other in above if re.match(r"[a-z_]+:", lines[other])), number)
    empty = re.match(r"([a-z_]+):\s*(\[\s*\])", lines[key])
    follows = next((line for line in lines[key + 1 :] if line.strip() and not line.lstrip().startswith("#")), "")
    if not empty or not re.match(r" *- ", follows):
        return None
    message = f"`{empty[1]}:` has an empty list, and entries follow"
    return Fault(key, empty.start(2), empty.end(2), message, f"delete `{empty[2]}`: write only `{empty[1]}:`")


def _of_braces(parts: _Parts) -> Fault | None:
    """A colon or a # in a text within braces."""
    inner = parts.value[1:]
    keys = {found.end(1) for found in re.finditer(_KEY_IN_BRACES, inner)}
    hash_sign = re.search(r"(?<=\s)#", inner)
    colon = next((found for found in re.finditer(r":(?=\s)", inner) if found.start() not in keys), None)
    found = hash_sign or colon
    if found is None or re.search(r"[\"']", inner):
        return None
    at = parts.at + 1 + found.start()
    sign = "` #` begins a comment, so the rest of the line" if hash_sign else "this colon ends a key, and the text"
    lines = in_lines(parts.value)
    hint = f"write each key on a line of its own, and quotation marks around this text:\n- {lines}"
    if parts.key:
        hint = f"write each key on a line of its own, and quotation marks around this text:\n{parts.key}:\n  {lines}"
    return Fault(parts.number, at, at + 1, f"{sign} is not read", hint)


def _of_beginning(lines: Sequence[str], parts: _Parts) -> Fault | None:
    """A text that begins with a sign that YAML reads as something else."""
    value = parts.value
    sign, rest = value[:1], value[1:]
    if sign in _QUOTED:
        whole = re.match(_QUOTED[sign], value)
        after = value[whole.end() :].strip() if whole else ""
        if not whole or not after or after.startswith(("#", ":", ",", "]", "}")):
            return None
        meant = value[1:-1] if len(value) > 1 and value.endswith(sign) else value
        at = parts.at + whole.end()
        message = f"the {sign} before this ends the text, but more text follows"
        return Fault(parts.number, at, len(lines[parts.number].rstrip()), message, _quoted(lines, parts, meant))
    brackets = re.match(_IN_BRACKETS, value)
    odd = (
        (sign in _NEVER and rest.strip())
        or (sign in "|>" and sign and not re.fullmatch(_BLOCK, value))
        or (parts.key and re.match(r"[-?](?: |$)", value) and rest.strip())
        or (brackets and value[brackets.end() :].strip(" ") and not value[brackets.end() :].lstrip().startswith("#"))
        or sign in tuple(",]}")
    )
    if not odd:
        return None
    message = f"a text that begins with {sign} needs quotation marks"
    return Fault(parts.number, parts.at, parts.at + 1, message, _quoted(lines, parts, value))


def _of_colon(lines: Sequence[str], parts: _Parts) -> Fault | None:
    """A colon in a text."""
    colon = re.search(r":(?=\s|$)", parts.value)
    if not parts.key or not colon or parts.value[:1] in tuple("\"'[{"):
        return None
    at = parts.at + colon.start()
    message = "a colon with a space after it ends a key, and no key is possible here"
    return Fault(parts.number, at, at + 1, message, _quoted(lines, parts, parts.value))


def _quoted(lines: Sequence[str], parts: _Parts, text: str) -> str:
    """The hint to put a text between quotation marks, with the line as it should be."""
    following = lines[parts.number + 1] if parts.number + 1 < len(lines) else ""
    indent = len(following) - len(following.lstrip(" "))
    runs_on = following.strip() and indent > parts.column and not _parts(lines, parts.number + 1).key
    if runs_on or len(text) > _LONGEST:
        return 'put a quotation mark " before the text and one after its last word'
    return f"put it in quotation marks: `{parts.beginning}{needs_quotes(text)}`"


def _of_indentation(lines: Sequence[str], number: int, fault: str) -> Fault | None:
    """A key or a list item that is indented like no other, or a line that is neither."""
    line = lines[number]
    if not line.strip() or "':'" in fault or not re.search("expected|not allowed", fault):
        return None
    if re.match(r" *- ", line):
        return _of_item(lines, number, len(line) - len(line.lstrip(" ")))
    parts = _parts(lines, number)
    if parts.key:
        return _of_key(lines, parts)
    if not line.strip()[0].isalnum():
        return None
    hint = "if it continues the text above, it must be indented further than its key; else write `key: value`"
    return Fault(number, 0, len(line), "this line is neither a key nor a list item", hint)


def _of_key(lines: Sequence[str], parts: _Parts) -> Fault | None:
    """A key that is indented like no key above it."""
    above = _open_keys(lines, parts.number)
    if not above or any(other.column == parts.column for other in above):
        return None
    nearest = min(above, key=lambda other: abs(other.column - parts.column))
    message = f"`{parts.key}:` is indented by {_spaces(parts.column)}, and no key above it is"
    hint = f"indent it by {_spaces(nearest.column)}, like `{nearest.key}:` on line {nearest.number + 1}"
    return Fault(parts.number, parts.column, parts.column + len(parts.key), message, hint)


def _of_item(lines: Sequence[str], number: int, indent: int) -> Fault | None:
    """A list item that is no item of the list above it."""
    for other in range(number - 1, -1, -1):
        line = lines[other]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        column = len(line) - len(line.lstrip(" "))
        if re.match(r" *- ", line) and column != indent:
            message = f"this item is indented by {_spaces(indent)}, and the item above it by {_spaces(column)}"
            hint = f"indent it by {_spaces(column)}, like the item on line {other + 1}"
            return Fault(number, indent, indent + 1, message, hint)
        if re.match(r" *- ", line) or (column <= indent and line.rstrip().endswith(":")):
            return None
        if column <= indent and not indent:
            message = "a list begins here, but no key above says what it lists"
            hint = "write its key on the line above, such as `claims:`"
            return Fault(number, indent, indent + 1, message, hint)
    return None


def _open_keys(lines: Sequence[str], number: int) -> list[_Parts]:
    """The keys above a line to which it could belong: of each level that is still open the last one."""
    found: list[_Parts] = []
    for other in range(number - 1, -1, -1):
        line = lines[other]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        parts = _parts(lines, other)
        if parts.key and (not found or parts.column < found[-1].column):
            found.append(parts)
        if not line.startswith((" ", "-")):
            break
    return found


def _spaces(number: int) -> str:
    return f"{number} space{'' if number == 1 else 's'}"
