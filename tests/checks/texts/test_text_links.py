"""Links in the editors' texts; the golden case `unusable-links` has those that are refused."""

from pathlib import Path

from bs4 import BeautifulSoup

from tests.support.cases import lay_out
from tests.support.microsite import buildable, edit, in_process

ALLOWED = (
    "[another](../no-signature/ 'a title'), [itself](../grain/), [a page](https://example.org/a_(b)?c=d#e), "
    "[old](HTTP://EXAMPLE.ORG/), <https://example.org/f>, [mail](mailto:a@example.org), <a@example.org>, "
    "[by reference][1], [1], [sic] (see below), [the third] [of four], `[code](x)`, [and] so on […]\n\n"
    "    [a block of code](x)\n\n[1]: https://example.org/g\n"
)


def test_what_check_accepts_can_be_built(tmp_path: Path) -> None:
    """A link to another claim leads to its page wherever the reasoning is printed."""
    folder = buildable(lay_out("_base", tmp_path / "project"))
    text = "".join(f"    {line}\n" for line in ALLOWED.split("\n"))
    edit(folder / "claims.yaml", "  reasoning: Nothing else was found.\n", f"  reasoning: |\n{text}")
    for command in ("check", "build"):
        ran = in_process(command, project=folder)
        assert ran.code == 0, ran.stdout + ran.stderr
    for page, to_claims in (("claims/grain", "../"), ("print", "../claims/")):
        soup = BeautifulSoup((folder / "site" / page / "index.html").read_bytes(), "html.parser")
        links = [link["href"] for link in soup.select(".v-prose a")]
        assert links[:2] == [f"{to_claims}no-signature/", f"{to_claims}grain/"]
        assert len(links) >= 8
