"""What the code of every problem means, with an example, from explanations.yaml: `/editors/errors/`."""

from verbatim.output import Output
from verbatim.rendering.templating import render
from verbatim.reports.explanations import explanations
from verbatim.translation.language import Language

# The explanations are for editors, and the messages that they explain are English.
_ENGLISH = Language("en")


def page() -> Output:
    """The page of all codes; it does not depend on the corpus."""
    return Output("editors/errors/index.md", render("errors.md.j2", _ENGLISH, explanations=explanations().values()))
