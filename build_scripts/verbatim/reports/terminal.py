"""Problems as text, as compilers print them: place and message, the line with the fault underlined, how to mend it.

    claims.yaml:32:12: error[quotation-absent] these words are not in “talks”
       |
    32 |     quote: Southland sent 300,001 tonnes of grain
       |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       = mend: the nearest passage, on line 9, reads: Southland sent 300,000 tonnes of grain
               change “300,001” → “300,000”

    1 error, 0 warnings. `verbatim explain quotation-absent` shows what it means, with an example.

Editors and terminals make the first line clickable. Colours are styles of the text, which a console shows or ignores.
"""

from collections.abc import Iterable

from rich.text import Text

from verbatim.problems import Problem, Severity, errors, first_of_each_file, in_order
from verbatim.reports.file_lines import FileLines, printable
from verbatim.reports.underline import underlined

# The width in cells to which lines are cut if the output is not a terminal.
WIDTH = 120
_NARROWEST = 40

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_GUTTER = "bold blue"


def as_text(problems: Iterable[Problem], lines: FileLines, width: int = WIDTH) -> Text:
    """The first problems of each file, errors last, where a terminal shows them, and a line that counts all.

    Only lines of files are cut to `width` cells.
    """
    problems = in_order(problems)
    shown = sorted(first_of_each_file(problems), key=lambda problem: problem.severity is Severity.ERROR)
    blocks = [Text("\n").join(_block(problem, lines, max(width, _NARROWEST))).append("\n\n") for problem in shown]
    return Text().join([*blocks, Text(summary(problems))])


def summary(problems: Iterable[Problem]) -> str:
    """One line that counts errors and warnings, and names the command that says more."""
    problems = list(problems)
    if not problems:
        return "No problem found."
    wrong = len(errors(problems))
    codes = {problem.code for problem in problems}
    more = (
        f"`verbatim explain {min(codes)}` shows what it means"
        if len(codes) == 1
        else "`verbatim explain CODE` shows what each means"
    )
    return f"{_counted(wrong, 'error')}, {_counted(len(problems) - wrong, 'warning')}. {more}, with an example."


def _block(problem: Problem, lines: FileLines, width: int) -> list[Text]:
    """The lines of one problem."""
    colour = _COLOURS[problem.severity]
    place, kind = printable(str(problem.place)), f"{problem.severity}[{problem.code}]"
    headline = Text.assemble(
        (f"{place}:", "bold"), " ", (kind, colour), " ", printable(" ".join(problem.message.splitlines()))
    )
    number = str(problem.place.line)
    margin = " " * len(number)
    shown = []
    line = lines.line(problem.place)
    if line is not None:
        text, carets = underlined(line, problem.place, width - len(number) - len(" | "))
        shown = [
            Text.assemble((f"{margin} |", _GUTTER)),
            Text.assemble((f"{number} |", _GUTTER), f" {text}".rstrip()),
            Text.assemble((f"{margin} |", _GUTTER), " ", (carets, colour)),
        ]
    first, *others = problem.hint.splitlines()
    mend = Text.assemble((f"{margin} = ", _GUTTER), ("mend:", "bold green"), " ", printable(first))
    return [headline, *shown, mend, *(Text(f"{margin}         {printable(other)}") for other in others)]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
