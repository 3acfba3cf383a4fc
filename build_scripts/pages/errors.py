"""What every code of a problem means, with an example of the mend, from explanations.yaml: `/editors/errors/`."""

from build_scripts.explanations import explanations
from build_scripts.pages.templating import render
from build_scripts.write import Output


def page() -> Output:
    """The page of all codes; it is the same for every corpus."""
    return Output("editors/errors/index.md", render("errors.md.j2", explanations=explanations().values()))
