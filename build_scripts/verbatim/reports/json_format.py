"""Problems as JSON, for other programs.

In: problems. Out: `{"total": n, "problems": [{code, severity, file, line, column, end_column, message, hint}]}`. Lines
and columns count from 1, columns in code points; `end_column` is the column just after the fault, or null if only its
start is known.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict

from verbatim.problems import Problem, in_order


def as_json(problems: Iterable[Problem]) -> str:
    """All problems, sorted by place."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity,
            **asdict(problem.place),
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in in_order(problems)
    ]
    return json.dumps({"total": len(rows), "problems": rows}, ensure_ascii=False, indent=2)
