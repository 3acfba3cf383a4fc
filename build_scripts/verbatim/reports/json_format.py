"""Problems as JSON, for other programs.

In: problems. Out: `{"total": n, "problems": [{code, severity, file, line, column, end_column, message, hint}]}`. Lines
and columns count from 1, columns in code points; `end_column` is the column just after the fault, or null if only its
start is known. `total` counts all problems; of a file with very many the list has only the first ones, and a count.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict

from verbatim.problems import Problem, first_of_each_file, in_order


def as_json(problems: Iterable[Problem]) -> str:
    """The first problems of each file, sorted by place, and the number of all."""
    problems = in_order(problems)
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity,
            **asdict(problem.place),
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in first_of_each_file(problems)
    ]
    return json.dumps({"total": len(problems), "problems": rows}, ensure_ascii=False, indent=2)
