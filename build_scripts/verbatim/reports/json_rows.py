"""Problems as JSON, for other programs.

`{"total": n, "problems": [{code, severity, file, line, column, end_column, message, hint}]}`; lines and columns from 1, in
code points; `end_column` is the column just after the fault, null where only its beginning is known.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict

from verbatim.problems import Problem, in_order


def as_json(problems: Iterable[Problem]) -> str:
    """All problems by place."""
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
