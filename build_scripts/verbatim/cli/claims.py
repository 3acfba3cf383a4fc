"""The commands that help editors to write claims; no build needs them."""

import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from verbatim.checks.examine import examine
from verbatim.cli.terminal import PROBLEMS, commands, on_project, say, show, stop_at, with_default
from verbatim.model.claims import Kind
from verbatim.model.loaded import Loaded
from verbatim.model.reading.load import load
from verbatim.problems import errors, suggestion
from verbatim.project import Project

if TYPE_CHECKING:
    from verbatim.desk.claims.new_claim import NewClaim


@commands.command()
@on_project
@click.argument("claims", nargs=-1, metavar="[ID]...")
def statements(project: Project, claims: tuple[str, ...]) -> None:
    """List the statements of claims, each with the excerpts behind it; without an ID, of all claims.

    For each sentence of the claim, finding, reasoning and notes it prints the excerpts that share numbers, dates,
    names, quoted words or other words with it, and what nothing that the claim cites has. Words are compared, not
    meaning.
    """
    from verbatim.reports.statements import statements_text  # noqa: PLC0415 - only this command lists statements

    examined = examine(project)
    if examined.corpus is None:
        stop_at(errors(examined.problems), project)
        raise RuntimeError("data without a corpus have an error, at which `stop_at` stops")
    known = {checked.id: checked for checked in (*examined.corpus.claims, *examined.corpus.retired)}
    for name in claims:
        if name not in known:
            raise click.UsageError(f"There is no claim “{name}”; {suggestion(name, known)}")
    chosen = [known[name] for name in claims] or examined.corpus.claims
    say("\n\n".join(statements_text(checked, examined.corpus) for checked in chosen))


@commands.command()
@on_project
@click.option("--claim", default="", help="The claim, in one neutral sentence.")
@click.option("--short", default="", help="The same in at most 75 characters, for titles, if it is longer.")
@click.option("--id", default="", help="Its permanent id and address (default: made from the claim).")
@click.option(
    "--kind",
    default="",
    type=click.Choice(["", *(kind.value for kind in Kind)]),
    metavar="fact|said",
    help="Whether the claim is a fact, or that somebody said something.",
)
@click.option("--status", default="", metavar="ID", help="A status of policy.yaml that the evidence allows.")
@click.option("--finding", default="", help="The answer first, in one or two sentences.")
@click.option("--reasoning", default="", help="How the status follows from the evidence; may have several lines.")
@click.option(
    "--topic", "topics", multiple=True, metavar="ID", help="A topic of policy.yaml; may be given several times."
)
@click.option("--when", default="", metavar="DATE", help="When it happened: a day, a month, a year or a range.")
@click.option(
    "--claimant",
    default="",
    metavar="ID",
    help="Who makes the claim (default: the speaker of the earliest origin that asserts it).",
)
@click.option(
    "--evidence",
    type=click.File("rb"),
    metavar="FILE",
    help="Evidence entries as `quote` prints them; - reads standard input.",
)
@click.option("--by", default="editors", help="Who checked the evidence; printed on the page.")
@click.option("--why", default="New in the record.", help="Why it is published; printed in its history.")
@click.option(
    "--file", "name", metavar="FILE", help="A file of claims/ (default: claims.yaml, or the last file of claims/)."
)
@click.option("--draft", is_flag=True, help="Save it unfinished; drafts are checked, but not published.")
def new(project: Project, evidence: BinaryIO | None, name: str | None, *, draft: bool, **given: Any) -> None:
    """Add a claim, and ask on a terminal for what no option gives.

    Nothing is written unless all data passes `check` with the claim added.
    """
    from verbatim.desk.claims.new_claim import NewClaim, add_claim, file_for, proposed_id, read_evidence  # noqa: PLC0415

    entries, problems = read_evidence(evidence.name, evidence.read()) if evidence else ((), ())
    stop_at(problems, project)
    if name is not None and file_for(project, name) is None:
        listed = ", ".join(map(project.name_of, project.claims_files))
        raise click.UsageError(
            f"“{name}” is not a file of claims. Files: {listed}; a new file can only be made in a folder claims/."
        )
    loaded = load(project)
    taken = {known.value.id for known in (*loaded.claims, *loaded.drafts) if known.value}
    topics = loaded.policy.value.topics if loaded.policy else ()
    if len(topics) == 1:
        given["topics"] = given["topics"] or (topics[0].id,)
    claim = NewClaim(evidence=entries, **given)
    asked = sys.stdin.isatty() and bool(claim.missing)
    if asked:
        claim, stopped = _interviewed(project, loaded, claim)
        draft = draft or stopped
    elif not (claim.claim or claim.id):
        raise click.UsageError("Give the claim: --claim “One neutral sentence.”")
    elif claim.missing and not draft:
        needed = ", ".join(f"--{'topic' if key == 'topics' else key}" for key in claim.missing)
        raise click.UsageError(f"Missing: {needed}. With --draft the claim is saved unfinished.")
    claim = replace(claim, id=claim.id or proposed_id(claim.claim, taken))
    draft = draft or bool(claim.missing)
    file = file_for(project, name, taken, claim.id)
    assert file is not None  # noqa: S101 - the name was checked, and there is always a default
    today = datetime.now().astimezone().date()
    added = add_claim(project, file, claim, today, draft=draft)
    if asked and not draft and not added.written:
        show(added.problems, added.sources, to_errors=True)
        draft = click.confirm("Nothing was written yet. Save it as a draft, to be corrected in the file?", default=True)
        if not draft:
            sys.exit(PROBLEMS)
        added = add_claim(project, file, claim, today, draft=True)
    if added.problems:
        show(added.problems, added.sources, to_errors=True)
    if not added.written:
        say(
            f"Nothing was written. The line numbers are those of {added.place.file} with the claim added.",
            to_errors=True,
        )
        sys.exit(PROBLEMS)
    say(f"“{claim.id}” was added{' as a draft' if draft else ''}: {added.place}")


@commands.command()
@on_project
def split(project: Project) -> None:
    """Give each claim a file of its own, claims/ID.yaml, so that two editors never change the same file.

    The text of each claim stays as it is, with the comments directly above it. Its page stays where it is; where the
    order of the claims matters, it is that of their ids then. `new` makes a new file for each new claim.
    """
    from verbatim.desk.claims.split import CannotSplitError, split_claims  # noqa: PLC0415
    from verbatim.output import write_files  # noqa: PLC0415

    try:
        files = split_claims(project)
    except CannotSplitError as error:
        raise click.UsageError(f"Nothing was written: {error}.") from error
    write_files({**files, project.root / "claims.yaml": None})
    say(f"Every claim has its own file in claims/ now ({len(files)} in all). claims.yaml is gone: commit both changes.")


@commands.command()
@on_project
def schema(project: Project) -> None:
    """Write the schemas with which VS Code and other programs complete and explain the data files.

    If the first line of a data file names its schema, `check`, `generate`, `build` and `serve` keep them up to date.
    """
    from verbatim.checks.files.json_schema import without_first_line, write_schemas  # noqa: PLC0415

    examined = examine(project)
    if examined.corpus is None:
        stop_at(errors(examined.problems), project)
    else:
        write_schemas(project, examined.corpus)
        say(f"The schemas are in {project.name_of(project.schemas)}/.")
    for file, line in without_first_line(project).items():
        say(f"{project.name_of(file)} does not name its schema yet. Add this as its first line:\n{line}")


class _Prompts:
    """Asks the questions of `new` on the terminal."""

    def ask(self, question: str, default: str = "") -> str:
        """The reply to a question."""
        return str(click.prompt(with_default(question, default), default=default, show_default=False)).strip()

    def say(self, text: str) -> None:
        """Print text."""
        say(text)


def _interviewed(project: Project, loaded: Loaded, claim: "NewClaim") -> tuple["NewClaim", bool]:
    """The claim, completed by asking for what is missing, and whether the editor stopped before the end."""
    from verbatim.desk.claims.interview import Interview  # noqa: PLC0415
    from verbatim.desk.quote import QuotationFinder  # noqa: PLC0415

    finder = QuotationFinder.read(project)
    if not isinstance(finder, QuotationFinder) or loaded.policy is None:
        stop_at(loaded.problems, project)
        sys.exit(PROBLEMS)
    interview = Interview(_Prompts(), project, loaded, loaded.policy.value, finder)
    try:
        return interview.completed(claim), False
    except click.Abort:
        if not interview.claim.claim:
            raise
        say("\nStopped. What you have answered is saved as a draft.")
        return interview.claim, True
