"""Problems as text, as compilers print them: place and message, the line with the fault underlined, how to mend it.

    claims.yaml:32:12: error[quotation-absent] these words are not in “talks”
       |
    32 |     quote: Southland sent 300,001 tonnes of grain
       |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       = mend: the nearest passage, on line 9, reads: Southland sent 300,000 tonnes of grain
               change “300,001” → “300,000”

    1 error, 0 warnings. `verbatim explain quotation-absent` shows what it means, with an example.

Editors and terminals make the first line clickable.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from verbatim.problems import Problem, Severity, errors, first_of_each_file, in_order
from verbatim.reports.file_lines import FileLines, printable
from verbatim.reports.underline import underlined

# The width in cells to which lines are cut if the output is not a terminal.
WIDTH = 120
_NARROWEST = 40

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_GUTTER = "bold blue"


# Words with the style in which a terminal shows them, in the names of Rich; an empty one is none.
Styled = tuple[str, str]


class StyledText(NamedTuple):
    """A text in parts with styles; whoever prints it to a terminal shows them."""

    parts: tuple[Styled, ...]

    @property
    def plain(self) -> str:
        """The text without the styles."""
        return "".join(words for words, _ in self.parts)


def as_text(problems: Iterable[Problem], lines: FileLines, width: int = WIDTH) -> StyledText:
    """The first problems of each file, errors last, where a terminal shows them, and a line that counts all.

    Only lines of files are cut to `width` cells.
    """
    problems = in_order(problems)
    shown = sorted(first_of_each_file(problems), key=lambda problem: problem.severity is Severity.ERROR)
    blocks = [words for problem in shown for words in _block(problem, lines, max(width, _NARROWEST))]
    return StyledText((*blocks, (summary(problems), "")))


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


def _block(problem: Problem, lines: FileLines, width: int) -> Iterator[Styled]:
    """The lines of one problem, and an empty one."""
    colour = _COLOURS[problem.severity]
    yield f"{printable(str(problem.place))}:", "bold"
    yield " ", ""
    yield f"{problem.severity}[{problem.code}]", colour
    yield f" {printable(' '.join(problem.message.splitlines()))}\n", ""
    number = str(problem.place.line)
    margin = " " * len(number)
    line = lines.line(problem.place)
    if line is not None:
        text, carets = underlined(line, problem.place, width - len(number) - len(" | "))
        yield f"{margin} |\n{number} |", _GUTTER
        yield f" {text}".rstrip() + "\n", ""
        yield f"{margin} |", _GUTTER
        yield " ", ""
        yield f"{carets}\n", colour
    first, *others = problem.hint.splitlines()
    yield f"{margin} = ", _GUTTER
    yield "mend:", "bold green"
    yield "".join([f" {printable(first)}\n", *(f"{margin}         {printable(other)}\n" for other in others), "\n"]), ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
