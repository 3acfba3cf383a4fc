"""Problems as SARIF 2.1.0, the format that code scanning and many editors read.

In: problems, the lines of their files, the explanations of their codes. Out: a log with one run, whose rules are the
codes that occur. Paths are relative to the repository (`%SRCROOT%`), columns count code points. Numbers in brackets
below are sections of the specification: OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from verbatim import __version__
from verbatim.problems import Place, Problem, first_of_each_file
from verbatim.reports.explanations import Explanation
from verbatim.reports.file_lines import FileLines

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"


def as_sarif(
    problems: Iterable[Problem],
    lines: FileLines,
    folder: PurePosixPath,
    known: Mapping[str, Explanation],
    site: str | None = None,
) -> str:
    """The first problems of each file, sorted by place.

    `folder` is the project's path in its repository, `site` the address of the published site if it is known.
    """
    problems = first_of_each_file(problems)
    codes = list(dict.fromkeys(problem.code for problem in problems))
    fingerprints = _fingerprints(problems, lines)
    run = {
        "tool": {
            "driver": {
                "name": "Verbatim",
                "semanticVersion": __version__,
                "rules": [_rule(known[code], site) for code in codes],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top folder of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": problem.code,
                "ruleIndex": codes.index(problem.code),
                "level": problem.severity.value,
                "message": {"text": f"{problem.message}\nMend: {problem.hint}"},
                "locations": [{"physicalLocation": _location(problem.place, lines, folder)}],
                "partialFingerprints": {"wordsAtFault/v1": fingerprint},
            }
            for problem, fingerprint in zip(problems, fingerprints, strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(explanation: Explanation, site: str | None) -> dict[str, Any]:
    """A code as a rule (3.49). It links to its explanation if the site's address is known."""
    address = {"helpUri": f"{site.rstrip('/')}/editors/errors/#{explanation.code}"} if site else {}
    return {
        "id": explanation.code,
        "shortDescription": {"text": f"{explanation.title}."},
        "fullDescription": {"text": explanation.why},
        **address,
        "help": {"text": str(explanation), "markdown": explanation.markdown},
    }


def _location(place: Place, lines: FileLines, folder: PurePosixPath) -> dict[str, Any]:
    """A place (3.29), with a region (3.30) unless it is a whole file.

    SARIF, like `Place`, gives as end the column after the last character.
    """
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(str(folder / place.file)), "uriBaseId": _ROOT}}
    if place.is_whole_file:
        return location
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    if place.end_column is not None:
        region["endColumn"] = place.end_column
    if words := lines.words(place):
        region["snippet"] = {"text": words}
    return {**location, "region": region}


def _fingerprints(problems: Iterable[Problem], lines: FileLines) -> Iterator[str]:
    """For each problem a fingerprint that does not change if lines are added or removed elsewhere (3.27.17).

    It is made from the code, the file, the line without its indentation and the words at fault, or for a whole file
    from the message instead of the line, and ends with a number that tells equal problems apart. Other messages are
    not used, because they contain line numbers.
    """
    seen: Counter[str] = Counter()
    for problem in problems:
        line = lines.line(problem.place)
        about = [problem.message] if line is None else [line.strip(), lines.words(problem.place)]
        digest = hashlib.sha256("\0".join([problem.code, problem.place.file, *about]).encode()).hexdigest()[:16]
        seen[digest] += 1
        yield f"{digest}:{seen[digest]}"
