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


def test_a_dead_address_of_our_own_site(tmp_path: Path) -> None:
    """It is refused where the address of the site is known, in whatever case its host is written; others are not."""
    folder = lay_out("_base", tmp_path / "project")
    own = "https://Facts.example/site"
    live = ("claims/grain/#evidence", "articles/talks/", "topics/talks/", "voices/daily/", "method/", "")
    dead = ("claims/gain/", "articles/walks/", "topics/none/", "voices/weekly/", "sources/talks/")
    other = ("https://facts.example/other/claims/x/", "https://facts.example.org/site/claims/x/")
    links = [*(f"{own}/{path}" for path in (*live, *dead)), *other]
    text = "".join(f"    [{number}]({link})\n" for number, link in enumerate(links))
    edit(folder / "claims.yaml", "  reasoning: Nothing else was found.\n", f"  reasoning: |\n{text}")
    assert in_process("check", project=folder).code == 0
    ran = in_process("check", project=folder, SITE_URL="https://facts.example/site/")
    assert ran.code == 1
    told = [line for line in ran.stdout.splitlines() if "error[unusable-link]" in line]
    assert [line.split("“")[1].split("”")[0] for line in told] == [f"{own}/{path}" for path in dead]
    assert "did you mean claims/grain/?" in ran.stdout
