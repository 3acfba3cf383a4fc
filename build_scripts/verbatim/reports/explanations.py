"""What each code of a problem means, with a wrong and a right example, from `explanations.yaml`.

In: a code. Out: its explanation. Every code that a stage can report has one; the page `/editors/errors/` has them all.
"""

import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from verbatim.model.reading.yaml_reader import read_yaml


@dataclass(frozen=True)
class Explanation:
    """One code: what is wrong in one sentence, why it matters (Markdown), a wrong example, and the same corrected."""

    code: str
    title: str
    why: str
    wrong: str
    right: str

    def __str__(self) -> str:
        wrong, right = (textwrap.indent(text, "    ") for text in (self.wrong, self.right))
        why = textwrap.fill(self.why, 88, break_long_words=False, break_on_hyphens=False)
        return f"{self.code}: {self.title}\n\n{why}\n\nWrong:\n{wrong}\n\nRight:\n{right}"

    @property
    def markdown(self) -> str:
        """The explanation in Markdown, without the code and the title."""
        return f"{self.why}\n\n**Wrong**\n\n```yaml\n{self.wrong}\n```\n\n**Right**\n\n```yaml\n{self.right}\n```"


@cache
def explanations() -> dict[str, Explanation]:
    """All explanations by code, in the order of the codes. Raises RuntimeError if the file is not valid."""
    file = Path(__file__).with_name("explanations.yaml")
    read, problems = read_yaml(file.name, file.read_bytes())
    if read is None or problems:
        raise RuntimeError("\n".join(map(str, problems)))
    return {
        code: Explanation(code, **{key: text.strip() for key, text in entry.items()})
        for code, entry in sorted(read.data.items())
    }
