"""How to write a value that does not have the expected form, as an editor may have meant it.

In: the value as it is in the file, its place, and the type of its entry. Out: a hint, or None where nothing better is
known than what the field itself says.
"""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from verbatim.model.reading.yaml_faults import in_lines, needs_quotes
from verbatim.model.reading.yaml_file import Path, YamlFile
from verbatim.model.values.fields import ID_PATTERN, Day, Id, Text, Title, When, fields_of
from verbatim.model.values.forms import Form
from verbatim.problems import did_you_mean

# For each kind of entry that has an id, what else names it: its name, title or file, in the form of an id → the id.
Names = Mapping[str, Mapping[str, str]]

_MONTHS = {
    name.lower()[:length]: number for number, name in enumerate(month_name) for length in (3, len(name)) if number
}
# Patterns are compiled when they are needed, which is only for data with a fault.
_FORMS_OF_DAYS = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?",
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
    r"(?P<name>[A-Za-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?P<name>[A-Za-z]+)\.?,? (?P<year>\d{4})",
)
_SLASHES = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_RANGE = rf"(?P<first>{_DATE})\s*(?:/|–|—|-|\bto\b)\s*(?P<last>{_DATE})"
_LAST_MONTH = 12


def as_id(name: str) -> str:
    """A name in the form of an id."""
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))


def mend(file: YamlFile, path: Path, kind: type[BaseModel], found: Any, names: Names) -> str | None:
    """How to write the value at a path of an entry of this type, whose last key is one of its fields."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    field = get_type_hints(kind, include_extras=True).get(_name_of(kind, key))
    if found == "":
        return _hidden_by_a_comment(file, path, key)
    if not isinstance(found, str):
        extent = file.extent(path)
        beginning = file.lines[extent.line][extent.column :].rstrip() if extent else ""
        if _is_among(field, (Text, Title)) and beginning[:1] in ("[", "{") and extent and extent.line == extent.last:
            return f"if it is a text, put it in quotation marks: `{key}: {needs_quotes(beginning)}`"
        return None
    if _is_among(field, (Day, When)):
        day = _day(found) or (_range(found) if _is_among(field, (When,)) else None)
        return f"write `{key}: {day}`" if day and day != found else None
    return _mend_of_id(key, found, field, names.get(_kind_of_id(field), {}))


def mend_of_unknown_key(file: YamlFile, path: Path) -> str | None:
    """The hint for a key without a value in braces, which is the rest of a text after a comma."""
    extent = file.extent(path[:-1])
    if extent is None or extent.line != extent.last or not file.lines[extent.line][extent.column :].startswith("{"):
        return None
    lines = in_lines(file.lines[extent.line][extent.column : extent.end])
    return f"the comma before it ends the text; write each key on a line of its own:\n- {lines}" if lines else None


def longer_keys(key: str, known: Iterable[str]) -> str | None:
    """The hint for an unknown key that is a part of known ones: `url` of `original_url`."""
    longer = [f"“{name}”" for name in known if key in name.split("_")]
    return f"did you mean {' or '.join(filter(None, [', '.join(longer[:-1]), longer[-1]]))}?" if longer else None


def mend_of_missing_mapping(key: str | int, model: type[BaseModel]) -> str:
    """The hint for a value that must be a mapping."""
    needed = [info.alias or name for name, info in model.model_fields.items() if info.is_required()]
    listed = needed or list(fields_of(model))[:2]
    if isinstance(key, str) and len(listed) <= 2:
        return f"write `{key}: {{{', '.join(f'{name}: …' for name in listed)}}}`"
    if len(listed) == 1:
        return f"write `- {listed[0]}: …`"
    return f"write `{listed[0]}: …` and its other keys ({', '.join(listed[1:])}) here, each on a line of its own"


def cut_texts(file: YamlFile, kind: type[BaseModel], model_at: Any) -> Iterator[tuple[Path, str]]:
    """The path of each text that a # cuts, with the hint."""
    for path, comment in file.commented.items():
        keys = [step for step in path if isinstance(step, str)]
        model = model_at(kind, path[: len(path) - 1 - path[::-1].index(keys[-1])]) if keys else None
        field = get_type_hints(model, include_extras=True).get(_name_of(model, keys[-1])) if model else None
        value: Any = file.data
        for step in path:
            value = value[step]
        if _is_among(field, (Text, Title)) or " " in value:
            written = f"{value} {comment}"
            whole = f"`{keys[-1]}: {needs_quotes(written)}`" if keys else needs_quotes(written)
            yield path, f"put the whole text in quotation marks: {whole}; or write the comment on a line of its own"


def _name_of(kind: type[BaseModel], key: str) -> str:
    """The name of the field that YAML calls by this key."""
    return next((name for name, info in kind.model_fields.items() if (info.alias or name) == key), key)


def _is_among(annotation: Any, types: tuple[Any, ...]) -> bool:
    """Whether an annotation has one of some types in it."""
    return any(annotation == each for each in types) or any(_is_among(arg, types) for arg in get_args(annotation))


def _mend_of_id(key: str, found: str, field: Any, known: Mapping[str, str]) -> str | None:
    """How to write an id, or several with commas between them. `known` has what else the ids are called."""
    several = [as_id(part) for part in found.split(",")]
    ids, is_list = [known.get(part, part) for part in several], _is_list(field)
    if len(several) > 1 and as_id(found) not in known and all(part if is_list else part in known for part in several):
        return f"write `{key}: [{', '.join(ids)}]`" if is_list else f"write one of them: {', '.join(ids)}"
    if _is_among(field, (Id,)) and re.fullmatch(ID_PATTERN, as_id(found)) and found != as_id(found):
        return f"write `{key}: {as_id(found)}`: an id has lower-case letters and digits with single hyphens between"
    meant = known.get(as_id(found)) or did_you_mean(as_id(found), {*known, *known.values()})
    return f"did you mean `{known.get(meant, meant)}`? It is written as its id" if meant else None


def _is_list(annotation: Any) -> bool:
    """Whether a field takes several values."""
    return get_origin(annotation) is tuple or any(_is_list(arg) for arg in get_args(annotation))


def _kind_of_id(annotation: Any) -> str:
    """What an id of this field names, such as a status; empty where it is no id of something else."""
    for data in getattr(annotation, "__metadata__", ()):
        if isinstance(data, Form) and "known" in data.described:
            return str(data.described["known"])
    return next(filter(None, map(_kind_of_id, get_args(annotation))), "")


def _hidden_by_a_comment(file: YamlFile, path: Path, key: str) -> str | None:
    """The hint for a text that is empty because it begins with a #."""
    extent = file.key_extent(path)
    rest = file.lines[extent.line][extent.end :].lstrip(": ") if extent else ""
    if not rest.startswith("#"):
        return None
    return f"what follows # is a comment; if it is the text, put it in quotation marks: `{key}: {needs_quotes(rest)}`"


def _day(text: str) -> str | None:
    """A day in the form of the data."""
    slashes = re.fullmatch(_SLASHES, text)
    if slashes:
        one, other, year = map(int, slashes.groups())
        pair = (one, other) if other > _LAST_MONTH else (other, one) if one > _LAST_MONTH else None
        return _written(year, *pair) if pair else None
    for form in _FORMS_OF_DAYS:
        found = re.fullmatch(form, text.strip())
        if found:
            parts = found.groupdict()
            month = _MONTHS.get(parts["name"].lower(), 0) if "name" in parts else int(parts["month"])
            return _written(int(parts["year"]), month, int(parts["day"]))
    return None


def _written(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _range(text: str) -> str | None:
    found = re.fullmatch(_RANGE, text.strip())
    return f"{found['first']}/{found['last']}" if found else None
