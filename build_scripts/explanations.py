"""What each code of a problem means, with a wrong and a right example: `explanations.yaml`.

In: a code. Out: its explanation. Every code that any stage can report has one.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_scripts.problems import as_text
from build_scripts.yamlfile import read_yaml


@dataclass(frozen=True)
class Explanation:
    """One code: what is wrong in a sentence, why it matters, and an example before and after the mend."""

    code: str
    title: str
    why: str
    wrong: str
    right: str

    def __str__(self) -> str:
        wrong, right = ("\n".join(f"    {line}" for line in text.splitlines()) for text in (self.wrong, self.right))
        return f"{self.code}: {self.title}\n\n{self.why}\n\nWrong:\n{wrong}\n\nRight:\n{right}"


@cache
def explanations() -> dict[str, Explanation]:
    """All explanations by code."""
    file = Path(__file__).with_name("explanations.yaml")
    read, problems = read_yaml(file.name, file.read_bytes())
    if read is None or problems:
        raise RuntimeError(as_text(problems))
    return {code: Explanation(code, **{key: text.strip() for key, text in entry.items()}) for code, entry in read.data.items()}
