"""An entry of a file → a frozen value, and problems in the words of its fields.

In: the data at a path of a YAML file, and the type that it should have. Out: the value of the entry without its faulty
parts, and a problem for each fault of form, with its place and a hint.
"""

from collections.abc import Callable
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from verbatim.model.claims import Draft
from verbatim.model.reading.mends import Names, longer_keys, mend, mend_of_missing_mapping, mend_of_unknown_key
from verbatim.model.reading.yaml_file import Path, YamlFile
from verbatim.model.values.addresses import ADDRESS_PATTERN
from verbatim.model.values.fields import ID_PATTERN, SHA256_PATTERN, UUID_PATTERN, fields_of
from verbatim.problems import MOST_SHOWN, Problem, did_you_mean, not_shown, suggestion

M = TypeVar("M", bound=BaseModel)


def validated(
    file: YamlFile, path: Path, kind: type[M], raw: Any, names: Callable[[], Names] = dict
) -> tuple[M | None, list[Problem]]:
    """Validate an entry; if that fails, report every fault, drop the faulty keys, and validate the rest.

    Of an entry with too many faults only the first are reported, and nothing of it is used. `names` gives the names of
    what an id can refer to, for hints.
    """
    try:
        return kind.model_validate(raw), []
    except ValidationError as failure:
        every = failure.errors(include_url=False)
    faults, others = every[:MOST_SHOWN], every[MOST_SHOWN:]
    problems = [
        _problem(file, path, kind, fault, names) for fault in faults if not _is_consequence(kind, fault, faults)
    ]
    if others:
        return None, [*problems, not_shown(file.key_place((*path, *others[0]["loc"])), len(others))]
    without_parts, without_keys = raw, raw
    for fault in faults:
        without_parts = _without(without_parts, fault["loc"])
        without_keys = _without(without_keys, fault["loc"][:1])
    # In a draft the whole key can be dropped, so that a wrong date in `checked` hides no other fault.
    for rest in (without_parts, without_keys) if kind is Draft else (without_parts,):
        try:
            return kind.model_validate(rest), problems
        except ValidationError:
            continue
    return None, problems


def _without(raw: Any, path: tuple[int | str, ...]) -> Any:
    """Return a copy without the mapping key or the list item at a path; unchanged if there is none."""
    if not path:
        return raw
    head, *rest = path
    if isinstance(raw, dict) and head in raw:
        if rest and isinstance(raw[head], dict | list):
            return {**raw, head: _without(raw[head], tuple(rest))}
        return {key: value for key, value in raw.items() if key != head}
    if isinstance(raw, list) and isinstance(head, int) and head < len(raw):
        kept = [_without(raw[head], tuple(rest))] if rest else []
        return [*raw[:head], *kept, *raw[head + 1 :]]
    return raw


PATTERNS = {
    ID_PATTERN: (
        "is not an id",
        "use lower-case letters and digits with single hyphens between, such as shoigu-visit-date",
    ),
    UUID_PATTERN: ("is not a UUID", "write one in lower-case letters, such as `uuidgen --random` prints"),
    SHA256_PATTERN: ("is not a SHA-256", "64 hexadecimal digits, as `sha256sum FILE` prints them"),
    ADDRESS_PATTERN: ("is not an address", "begin it with https:// or http://, without spaces"),
}

_HINTS = {
    "bad-date": "write a day as 2023-07-25, a month as 2023-07, a range as 2023-07-25/2023-07-27",
    "missing-note": "add a `note:`, or delete `origin_basis:` if the source names its origin",
}

_SHAPES = {
    "string_type": ("text", "write plain text here"),
    "list_type": ("a list", "write one `- ` item per line"),
    "tuple_type": ("a list", "write one `- ` item per line"),
    "dict_type": ("a mapping", "write `key: value` lines"),
    "model_type": ("a mapping", "write `key: value` lines"),
}


def _problem(file: YamlFile, path: Path, kind: type[BaseModel], fault: Any, names: Callable[[], Names]) -> Problem:
    """Turn one fault that pydantic found into a problem, in the words of the field."""
    loc: tuple[int | str, ...] = fault["loc"]
    place = file.place((*path, *loc))
    found = fault["input"]
    shown = f"“{found}”" if isinstance(found, str) and found else "this"
    model = model_at(kind, loc[:-1])
    code, hint = "bad-value", _HINTS.get(fault["type"], "correct it, or delete the key if it is not needed")
    match fault["type"]:
        case "extra_forbidden":
            code, place = "unknown-key", file.key_place((*path, *loc))
            message = f"“{loc[-1]}” is not a key of {_name(model)}"
            known = fields_of(model) if model else ()
            rest = mend_of_unknown_key(file, (*path, *loc)) if found == "" else longer_keys(str(loc[-1]), known)
            hint = rest or suggestion(str(loc[-1]), known)
        case "missing":
            code, message, hint = (
                "missing-key",
                f"“{loc[-1]}” is missing from {_name(model)}",
                "write `schema: 1` as the first line" if loc[-1] == "schema" else f"add `{loc[-1]}:` to it",
            )
        case "enum":
            words = [word.strip("'") for word in fault["ctx"]["expected"].replace(" or ", ", ").split(", ")]
            listed = ", ".join(words)
            message = f"{shown} is not one of: {listed}" if found else f"this is empty; expected one of: {listed}"
            hint = suggestion(str(found), words)
        case "string_pattern_mismatch":
            what, hint = PATTERNS[fault["ctx"]["pattern"]]
            message = f"{shown} {what}"
        case "string_too_long":
            message = f"{shown} is longer than {fault['ctx']['max_length']} characters"
        case "string_too_short" | "too_short":
            message, hint = "this is empty", "fill it in, or delete the key if it is not needed"
        case shape if shape in _SHAPES:
            message, hint = _wrong_shape(shape, loc, kind, found)
        case own_code:
            code, message = own_code, f"{fault['msg']}{f'; found {shown}' if shown != 'this' else ''}"
            hint = fault.get("ctx", {}).get("mend", hint)
    keys = [number for number, step in enumerate(loc) if isinstance(step, str)]
    owner = model_at(kind, loc[: keys[-1]]) if keys else None
    if owner and code in ("bad-value", "bad-date"):
        hint = mend(file, (*path, *loc), owner, found, names()) or hint
    return Problem(code, place, message, hint)


def _wrong_shape(shape: str, loc: tuple[int | str, ...], kind: type[BaseModel], found: Any) -> tuple[str, str]:
    """The message and the hint for a text, a list or a mapping where something else is expected."""
    expected, hint = _SHAPES[shape]
    if found == "" and expected == "a list":
        return "this is empty; a list is expected", "write its entries below, each beginning with `- `"
    below = model_at(kind, loc) if expected == "a mapping" else None
    return f"expected {expected}", mend_of_missing_mapping(loc[-1] if loc else 0, below) if below else hint


def _is_consequence(kind: type[BaseModel], fault: Any, faults: list[Any]) -> bool:
    """Whether a fault only follows from another: a list is empty since its items are faulty, or a key is misspelt."""
    within = [
        other
        for other in faults
        if len(other["loc"]) > len(fault["loc"]) and other["loc"][: len(fault["loc"])] == fault["loc"]
    ]
    return (fault["type"] == "too_short" and bool(within)) or _misspelt(kind, fault, faults)


def _misspelt(kind: type[BaseModel], fault: Any, faults: list[Any]) -> bool:
    """Whether a missing key exists under a wrong name: one that is reported as unknown and is most similar to it."""
    if fault["type"] != "missing":
        return False
    *entry, key = fault["loc"]
    model = model_at(kind, tuple(entry))
    unknown = [
        other["loc"][-1] for other in faults if other["type"] == "extra_forbidden" and list(other["loc"][:-1]) == entry
    ]
    return model is not None and any(did_you_mean(str(name), fields_of(model)) == key for name in unknown)


def model_at(kind: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Return the type of entry at a path within another one, or None if the annotations do not say it."""
    model: type[BaseModel] | None = kind
    for step in loc:
        if isinstance(step, str) and model:
            fields = {info.alias or name: info for name, info in model.model_fields.items()}
            model = _entry_in(fields[step].annotation) if step in fields else None
    return model


def _entry_in(annotation: Any) -> type[BaseModel] | None:
    """Return the entry type in an annotation such as `tuple[Entry, ...]` or `Entry | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_entry_in, get_args(annotation))), None)


def _name(model: type[BaseModel] | None) -> str:
    if model is None:
        return "this entry"
    words = {
        "Evidence": "an evidence entry",
        "Checked": "`checked`",
        "Change": "a history entry",
        "ClaimChange": "a history entry",
        "Before": "`was`",
        "Policy": "policy.yaml",
        "LinkException": "a link exception",
        "Sights": "`sights`",
        "SightedWords": "an entry of `words`",
    }
    if model.__name__ in words:
        return words[model.__name__]
    if model.__name__.endswith("File"):
        return f"{model.__name__.removesuffix('File').lower()}.yaml"
    return f"{'an' if model.__name__[0] in 'AEIOU' else 'a'} {model.__name__.lower()}"
