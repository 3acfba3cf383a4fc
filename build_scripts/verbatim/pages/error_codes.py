"""What the code of every problem means, with an example, from explanations.yaml: `/editors/errors/`."""

from verbatim.checks.explanations import explanations
from verbatim.output import Output
from verbatim.rendering.templating import render


def page() -> Output:
    """The page of all codes; it does not depend on the corpus."""
    return Output("editors/errors/index.md", render("errors.md.j2", explanations=explanations().values()))
