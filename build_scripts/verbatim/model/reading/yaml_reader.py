"""YAML with line numbers and safe limits.

In: the bytes of one YAML file. Out: a `YamlFile`. Every scalar stays a text, also `no`, `2023` and `1e3`, and `null` is
an empty one; the model decides what it becomes. Refused, each with its place: duplicate keys, anchors, aliases, merge
keys, tags, directives, several documents, control characters, nesting deeper than `MAX_DEPTH`, files larger than
`MAX_BYTES` or with more lines or values than `most_values` allows. If a file has more than `MOST_SHOWN` problems, the
first ones and a count of the others are returned, and no content.
"""

import codecs
import re
from typing import Any, NoReturn

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from verbatim.model.reading.text_file import CONTROL, decode, place_after
from verbatim.model.reading.yaml_faults import Fault, conflicts, fault_of
from verbatim.model.reading.yaml_file import Extent, Marks, Path, YamlFile, place_of
from verbatim.problems import MOST_SHOWN, Place, Problem, not_shown

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 24

# Each value takes 130 to 330 bytes of memory, however short it is. In real files a value has 45 bytes on average, with
# its key and its indentation.
_VALUES_OF_ANY_FILE = 120_000
_BYTES_PER_VALUE = 30

# What ends a line for an editor or for libyaml.
_LINE_ENDS = "\n\r\x85\u2028\u2029"

# Keys that have a new name, by the old one, which is still read. Most YAML readers take `on` for a truth value.
RENAMED_KEYS = {"on": "day"}

# For each opening character: how to close it, and how to write it within the text.
_CLOSING = {
    '"': 'close it with "; within the text, write \\" for each "',
    "'": "close it with '; within the text, write '' for each '",
    "[": "close it with ]",
    "{": "close it with }",
}

# What stands for nothing in YAML, without quotation marks.
NOTHING = frozenset({"~", "null", "Null", "NULL"})
_COMMENT = re.compile(r"( +)(#.*)")


def most_values(size: int) -> int:
    """How many lines, and how many keys and values, a file of some bytes may have."""
    return _VALUES_OF_ANY_FILE + size // _BYTES_PER_VALUE


def read_yaml(name: str, raw: bytes) -> tuple[YamlFile | None, list[Problem]]:
    """Read one file; returns None and the problems if no part of it can be used."""
    if len(raw) > MAX_BYTES:
        return None, [_too_large(Place(name), f"{len(raw):,} bytes", f"{MAX_BYTES:,}")]
    text, problems = decode(name, raw.removeprefix(codecs.BOM_UTF8))
    if text is None or problems:
        return None, problems
    lines, most = sum(map(text.count, _LINE_ENDS)), most_values(len(raw))
    if lines > most:
        return None, [_too_large(Place(name), f"{lines:,} lines in {len(raw):,} bytes", f"{most:,}")]
    lines_with_words = (found[0] for found in re.finditer(".+", text))
    begin = next((line for line in lines_with_words if line.strip() and not line.lstrip().startswith("#")), None)
    if begin is None:
        hint = "begin it with `schema: 1` and the list of its entries"
        return None, [Problem("empty-file", Place(name), "the file contains no data", hint)]
    if begin.startswith("%"):
        place = place_after(name, text[: text.index(begin)])
        return None, [Problem("yaml-unsupported", place, "directives (`%…`) are not read", "delete this line")]
    return _Reader(name, text, most).read()


def _too_large(place: Place, found: str, most: str) -> Problem:
    return Problem("file-too-large", place, found, f"at most {most} can be read; split the file into several")


class _UnreadableError(Exception):
    """Reading stopped at a problem after which nothing more can be read."""


class _Reader:
    """Builds plain values from libyaml's events, in one pass."""

    def __init__(self, name: str, text: str, most: int) -> None:
        self.name = name
        self.most = most
        self.text = text
        self.lines = tuple(text.split("\n"))
        self.marks = Marks(self.lines)
        self.problems: list[Problem] = []
        # The place of the first problem that is not shown, and how many there are.
        self.more: Place | None = None
        self.number_of_more = 0
        self.number_of_values = 0
        # The way to the list or mapping that is being read.
        self.path: list[str | int] = []
        self.renamed: list[Extent] = []
        self.commented: dict[Path, str] = {}
        self.parser = yaml.CSafeLoader(text)
        self.next_event: Any = self.parser.get_event

    def read(self) -> tuple[YamlFile | None, list[Problem]]:
        data = None
        conflicts_of_git = [self._problem_of("conflict-marker", fault) for fault in conflicts(self.text)]
        if conflicts_of_git:
            return None, conflicts_of_git[:MOST_SHOWN]
        try:
            self._expect(yaml.StreamStartEvent)
            self._expect(yaml.DocumentStartEvent)
            data = self._value("", self.next_event())
            self._expect(yaml.DocumentEndEvent)
            if not self.parser.check_event(yaml.StreamEndEvent):
                self._refuse(
                    "yaml-unsupported",
                    self.parser.peek_event(),
                    "a second document begins here",
                    "delete this line; a file has one document",
                )
        except yaml.MarkedYAMLError as error:
            return None, [self._syntax_problem(error)]
        except _UnreadableError:
            return None, self._problems()
        finally:
            self.parser.dispose()
        if self.more:
            return None, self._problems()
        return YamlFile(self.name, data, self.marks, tuple(self.renamed), self.commented), self.problems

    def _expect(self, kind: type[yaml.Event]) -> None:
        event = self.next_event()
        if not isinstance(event, kind):
            self._refuse(
                "yaml-syntax",
                event,
                "there is no data here",
                "begin the file with `schema: 1` and the list of its entries",
            )
            raise _UnreadableError

    def _value(self, step: str | int, event: Any) -> Any:
        """The value that begins with an event, at the next step of the path."""
        self.number_of_values += 1
        kind = type(event)
        if self.number_of_values > self.most or len(self.path) > MAX_DEPTH or kind is AliasEvent:
            self._stop_at(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        marks = self.marks
        marks.starts.append(event.start_mark.index)
        marks.ends.append(event.end_mark.index)
        if kind is ScalarEvent:
            return self._scalar(step, event)
        number = len(marks.starts) - 1
        self.path.append(step)
        value, end = self._sequence(number) if kind is SequenceStartEvent else self._mapping(number)
        self.path.pop()
        marks.ends[number] = end.end_mark.index
        return value

    def _stop_at(self, event: Any) -> NoReturn:
        """Refuse what may be too much to read, or leads elsewhere."""
        if self.number_of_values > self.most:
            place = place_of(self.name, self.marks.between(event.start_mark.index, event.start_mark.index))
            self.problems = [_too_large(place, f"more than {self.most:,} values up to here", f"{self.most:,}")]
            self.more = None
        elif len(self.path) > MAX_DEPTH:
            message, hint = f"nested deeper than {MAX_DEPTH} levels", "no file of a project needs so many levels"
            self._refuse("yaml-unsupported", event, message, hint)
        else:
            hint = self._or_text(event, "write the value out")
            self._refuse("yaml-unsupported", event, "aliases (`*name`) are not read", hint)
        raise _UnreadableError

    def _refuse_anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            hint = self._or_text(event, "delete the anchor")
            self._refuse("yaml-unsupported", event, "anchors (`&name`) are not read", hint)
        if event.tag is not None:
            hint = self._or_text(event, "delete the tag")
            self._refuse("yaml-unsupported", event, f"tags (`{event.tag}`) are not read", hint)

    def _scalar(self, step: str | int, event: Any) -> str:
        """A text. A comment directly after it is noted, unless it is set off by two spaces, and one after its sign."""
        value: str = event.value
        if event.style:
            # The text of a file has none, so only an escape can write one, and only double marks allow an escape.
            bad = CONTROL.search(value) if event.style == '"' else None
            if bad:
                message = f"the escape for U+{ord(bad[0]):04X}, a control character"
                self._refuse("control-character", event, message, "delete it")
            return value
        comment = _COMMENT.match(self.text, event.end_mark.index)
        if comment and value and not (len(comment[1]) > 1 and comment[2].startswith("# ")):
            self.commented[(*self.path, step)[1:]] = comment[2].rstrip()
        return "" if value in NOTHING else value

    def _sequence(self, number: int) -> tuple[list[Any], Any]:
        """The items of a list, and the event that ends it."""
        items: list[Any] = []
        parts = self.marks.parts[number] = dict[str | int, int]()
        while type(event := self.next_event()) is not SequenceEndEvent:
            parts[len(items)] = len(self.marks.starts)
            items.append(self._value(len(items), event))
        return items, event

    def _mapping(self, number: int) -> tuple[dict[str, Any], Any]:
        """The keys and values of a mapping, and the event that ends it."""
        mapping: dict[str, Any] = {}
        marks, next_event = self.marks, self.next_event
        parts = marks.parts[number] = dict[str | int, int]()
        begun: Extent | None = None
        while (kind := type(event := next_event())) is not MappingEndEvent:
            if kind is not ScalarEvent:
                self._refuse("yaml-unsupported", event, "a key must be a word", "put it on one line: `key: value`")
                raise _UnreadableError
            key = event.value
            if key == "<<":
                self._refuse("yaml-unsupported", event, "merge keys (`<<`) are not read", "write the keys out")
            if key in RENAMED_KEYS:
                self.renamed.append(self._extent(event))
                key = RENAMED_KEYS[key]
            if key in mapping:
                extent, first = self._extent(event), marks.extent(parts[key] - 1)
                hint = "keep one of the two; YAML itself would silently drop the first"
                if self.path and isinstance(self.path[-1], int) and key == next(iter(mapping)):
                    begun = extent
                    hint = f"if another entry begins here, write `- {key}:`, two columns to the left; else keep one"
                message = f"the key “{key}” is already on line {first.line + 1}"
                # The other keys of an entry whose `- ` is missing are no faults of their own.
                if begun is None or begun == extent:
                    self._add(Problem("duplicate-key", place_of(self.name, extent), message, hint))
                commented = len(self.commented)
                self._value(f"{key} (again)", next_event())
                while len(self.commented) > commented:  # of what is not kept
                    self.commented.popitem()
                continue
            marks.starts.append(event.start_mark.index)
            marks.ends.append(event.end_mark.index)
            parts[key] = len(marks.starts)
            mapping[key] = self._value(key, next_event())
        return mapping, event

    def _or_text(self, event: Any, hint: str) -> str:
        """A hint, with what to write if the sign at the beginning of a value belongs to a text."""
        if len(self.problems) >= MOST_SHOWN:  # it would not be shown, and takes longer the longer the file is
            return hint
        known = fault_of(self.lines, [self.marks.position(event.start_mark.index)[0]], "")
        return f"{hint}; or, if it is a text, {known.hint}" if known else hint

    def _extent(self, event: Any) -> Extent:
        return self.marks.between(event.start_mark.index, event.end_mark.index)

    def _refuse(self, code: str, event: Any, message: str, hint: str) -> None:
        self._add(Problem(code, place_of(self.name, self._extent(event)), message, hint))

    def _problem_of(self, code: str, fault: Fault) -> Problem:
        place = place_of(self.name, Extent(fault.line, fault.column, fault.line, fault.end))
        return Problem(code, place, fault.message, fault.hint)

    def _add(self, problem: Problem) -> None:
        """Keep a problem if it can be shown; otherwise count it."""
        if len(self.problems) < MOST_SHOWN:
            self.problems.append(problem)
            return
        self.more = self.more or problem.place
        self.number_of_more += 1

    def _problems(self) -> list[Problem]:
        """The problems to be shown, and the count of the others."""
        return [*self.problems, not_shown(self.more, self.number_of_more)] if self.more else self.problems

    def _syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        # If something is never closed, or a key has no colon, the fault is where it begins, not where libyaml stopped.
        context, fault = error.context or "", error.problem or ""
        begun = any(word in context for word in ("quoted scalar", "flow", "simple key"))
        within = any(word in fault for word in ("unexpected", "did not find expected", "could not find"))
        mark = (
            error.context_mark if begun and within and error.context_mark else error.problem_mark or error.context_mark
        )
        line, column = self.marks.position(mark.index) if mark else (0, 0)
        if mark and mark.index == len(self.text) and mark.column == 0:
            column = 0  # at the end of a text without a line end libyaml is on a further line
        source_line = self.lines[line]
        at = Extent(line, column, line, min(column + 1, len(source_line)))
        tab = source_line.find("\t", 0, max(column, len(source_line) - len(source_line.lstrip())) + 1)
        if tab >= 0:
            at = at._replace(column=tab, end=tab + 1)
            message, hint = (
                "there is a tab where YAML allows only spaces",
                "indent with spaces; most editors can convert tabs to spaces",
            )
            return Problem("tab", place_of(self.name, at), message, hint)
        others = [each for each in (error.problem_mark, error.context_mark) if each and "simple key" not in context]
        numbers = [line, *(self.marks.position(each.index)[0] for each in others)]
        known = fault_of(self.lines, [number - above for number in numbers for above in (0, 1)], fault)
        opening = source_line[at.column : at.end]
        if known and not (begun and within and opening in "\"'"):
            return self._problem_of("yaml-syntax", known)
        if begun and within and opening in _CLOSING:
            message, hint = f"the {opening} that opens here is never closed", _CLOSING[opening]
        elif "simple key" in context and "':'" in fault:
            at = at._replace(end=max(column, len(source_line.rstrip())))
            message = "the key that begins here has no colon"
            hint = "write `key: value`; a text that continues the line above must be indented further than its key"
        elif "mapping values are not allowed" in fault:
            message = "a colon with a space after it ends a key, and no key is possible here"
            hint = "put a text that contains `: ` in quotation marks; indent a key like the keys around it"
        else:
            message = f"this is not YAML: {' '.join(filter(None, [context, fault]))}"
            hint = (
                "look in this line and the one above for a wrong indentation, a missing colon or an open quotation mark"
            )
        return Problem("yaml-syntax", place_of(self.name, at), message, hint)
