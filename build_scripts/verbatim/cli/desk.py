"""The commands that help editors to write the data; no build needs them."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from verbatim.checks.examine import examine
from verbatim.cli.terminal import PROBLEMS, commands, on_project, say, say_json, show, stop_at, working
from verbatim.model.claims import Kind
from verbatim.model.load import Loaded, load
from verbatim.model.sources import OriginKind, RecordKind
from verbatim.problems import errors, suggestion
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines, printable_text

if TYPE_CHECKING:
    from verbatim.desk.articles.interview import Question
    from verbatim.desk.claims.new_claim import NewClaim


@commands.command()
@on_project
@click.option("--source", metavar="ID", help="Look only in this article or record.")
@click.argument("words")
def quote(project: Project, words: str, source: str | None) -> None:
    """Find words in the sources and print the YAML to paste.

    Exit code 0 if a source contains the words, whatever their typography; 1 if none does, and then the nearest
    passages are printed, in the words of the source.
    """
    from verbatim.desk.quote import QuotationFinder  # noqa: PLC0415 - only this command searches the sources

    if not words.strip():
        raise click.UsageError("Give the words to look for.")
    finder = QuotationFinder.read(project)
    if not isinstance(finder, QuotationFinder):
        stop_at(finder, project)
        return
    wrong = source is not None and finder.unknown(source)
    if wrong:
        raise click.UsageError(f"{wrong[0].upper()}{wrong[1:]}")
    result = finder.find(words, source)
    say(str(result))
    if not result.found:
        sys.exit(PROBLEMS)


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
    stop_at(errors(examined.problems), project)
    assert examined.corpus is not None  # noqa: S101 - without errors there is a corpus
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


@commands.command("add-origin")
@on_project
@click.option("--title", required=True, help="What the pages call it, with the date if there are several like it.")
@click.option(
    "--kind", required=True, type=click.Choice([kind.value for kind in OriginKind]), help="What kind of origin it is."
)
@click.option("--id", default="", help="Its permanent id (default: made from the title).")
@click.option("--voice", "voices", multiple=True, metavar="ID", help="Whose word it is; may be given several times.")
@click.option("--new-voice", metavar="NAME", help="Add its voice to seeds/voices.yaml, with this name.")
@click.option("--by", multiple=True, metavar="ID", help="Who spoke: a person of seeds/voices.yaml.")
@click.option("--day", default="", metavar="DATE", help="When it was said, signed or observed.")
@click.option("--url", default="", help="Where it can be read.")
@click.option("--note", default="", help="What readers should know about it.")
def add_origin(project: Project, new_voice: str | None, **given: Any) -> None:
    """Add an origin to seeds/origins.yaml: who first said, recorded or observed something.

    Nothing is written unless all data passes `check` with it.
    """
    _register(project, "origins", given, new_voice, "voices")


@commands.command("add-record")
@on_project
@click.option("--title", required=True, help="Its headline.")
@click.option(
    "--kind", required=True, type=click.Choice([kind.value for kind in RecordKind]), help="What kind of record it is."
)
@click.option("--published", required=True, metavar="DATE", help="The day, month, year or range of its publication.")
@click.option(
    "--passage", "passages", multiple=True, help="Words that were read on its page; may be given several times."
)
@click.option("--id", default="", help="Its permanent id (default: made from the title).")
@click.option("--publisher", default="", metavar="VOICE", help="Who published it: the id of a voice.")
@click.option("--new-voice", metavar="NAME", help="Add its publisher to seeds/voices.yaml, with this name.")
@click.option("--url", "original_url", default="", help="Its address on the publisher's site.")
@click.option("--archive-url", default="", help="The address of an archived copy.")
@click.option("--lang", default="en", help="Its language, such as en.")
@click.option(
    "--read", default="excerpt", type=click.Choice(["excerpt", "whole"]), help="How much of its page was read."
)
def add_record(project: Project, new_voice: str | None, passages: tuple[str, ...], **given: Any) -> None:
    """Add outside evidence to seeds/records.yaml: a page that is not stored, with the words that were read on it.

    Nothing is written unless all data passes `check` with it.
    """
    _register(
        project, "records", {**given, "passages": [{"text": words} for words in passages]}, new_voice, "publisher"
    )


def _register(project: Project, key: str, given: dict[str, Any], new_voice: str | None, voice_key: str) -> None:
    """Add an entry, with a voice if it is new, and print it."""
    from verbatim.desk.register_entry import add_to_register  # noqa: PLC0415
    from verbatim.desk.slug import slug, unused_id  # noqa: PLC0415

    loaded = load(project)
    if not loaded.complete:
        stop_at(loaded.problems, project)
    taken = {origin.value.id for origin in loaded.origins} | {source.value.id for source in loaded.sources}
    voices = {voice.value.id for voice in loaded.voices} | {person.value.id for person in loaded.people}
    name = given["id"] or unused_id(slug(given["title"]) or key, taken)
    voice = {"id": unused_id(slug(new_voice) or "voice", voices), "name": new_voice} if new_voice else None
    if voice:
        given[voice_key] = [voice["id"]] if voice_key == "voices" else voice["id"]
    if not given[voice_key]:
        raise click.UsageError(f"Whose is it? Give --{voice_key.removesuffix('s')} ID, or --new-voice NAME.")
    entry, problems = add_to_register(
        project, key, {"id": name, **{k: v for k, v in given.items() if k != "id"}}, voice
    )
    if problems:
        show(problems, FileLines(), to_errors=True)
        say("Nothing was written.", to_errors=True)
        sys.exit(PROBLEMS)
    say(f"{entry}\nwas added to seeds/{key}.yaml.")


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
    write_files(files)
    (project.root / "claims.yaml").unlink()
    say(f"Every claim has its own file in claims/ now ({len(files)} in all). claims.yaml is gone: commit both changes.")


@commands.command()
@on_project
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How suggestions are printed."
)
@click.option(
    "--limit",
    default=5,
    show_default=True,
    type=click.IntRange(1, 20),
    help="The most claims to suggest for one passage, apart from those it quotes.",
)
def scan(project: Project, file: Path, form: str, limit: int) -> None:
    """Find the known claims that an article may repeat, and where; FILE is text (UTF-8) or HTML.

    Suggestions are ranked and explained: `quotes` (known words), `is similar to`, or `differs from` (a number, a date,
    a name, a negation or a direction disagrees), each with the evidence entry to paste. What is similar may still say
    the opposite: read it. No file is changed.
    """
    from verbatim.desk.scan import report  # noqa: PLC0415
    from verbatim.desk.scan.scan import ScanResult  # noqa: PLC0415
    from verbatim.desk.scan.scan import scan as run  # noqa: PLC0415

    with working("Reading the claims …"):
        found = run(project, file, limit)
    if not isinstance(found, ScanResult):
        stop_at(found, project)
        return
    if form == "json":
        say_json(report.as_json(found))
    else:
        say(report.as_text(found))


@commands.command("add-source")
@on_project
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "id", help="The article's permanent id.")
@click.option("--title", help="Its headline.")
@click.option("--publisher", metavar="VOICE", help="Who published it: the id of a voice in seeds/voices.yaml.")
@click.option("--new-voice", metavar="NAME", help="Add its publisher to seeds/voices.yaml, with this name.")
@click.option("--author", help="Its author.")
@click.option("--published", metavar="DATE", help="The day, month, year or range of its publication.")
@click.option("--url", "original_url", help="Its address on the publisher's site.")
@click.option("--lang", help="Its language, such as en.")
@click.option("--rights", help="The legal basis on which it is stored and quoted.")
@click.option("--encoding", help="The file's encoding, if it is detected wrongly.")
@click.option("--yes", is_flag=True, help="Ask nothing; use what is found in the file or given as options.")
@click.option(
    "--changes-read", is_flag=True, help="Store also the paragraphs shown as changed; you have compared them."
)
def add_source(  # noqa: PLR0913 - one parameter for each option
    project: Project,
    file: Path,
    new_voice: str | None,
    encoding: str | None,
    *,
    yes: bool,
    changes_read: bool,
    **options: str | None,
) -> None:
    """Add an article from a text file or a saved web page; the network is not used.

    The text is stored in seeds/articles/ and declared in seeds/articles.yaml; a web page is kept in
    seeds/articles/originals/. What is found in the file (headline, author, date …) is shown for you to confirm or
    change. Paragraphs that the page does not show as they would be stored are listed, and stored only if you agree.
    """
    from verbatim.desk.articles.interview import WrongAnswerError, interview  # noqa: PLC0415
    from verbatim.desk.articles.new_article import changed_text, read_new_article, summary  # noqa: PLC0415
    from verbatim.desk.articles.storing import article_entry, store_article, voice_entry  # noqa: PLC0415

    loaded = load(project)
    if not loaded.complete:
        stop_at(loaded.problems, project)
    article, problems = read_new_article(project, loaded, file, encoding)
    if article is None:
        stop_at(problems, project)
        return
    say(f"{summary(article, file)}\n")
    if yes and not changes_read:
        stop_at(changed_text(article, file), project)
    given = {name: value for name, value in options.items() if value is not None}
    try:
        if article.changed and not (yes or changes_read):
            click.confirm("Store the changed paragraphs as they are?", default=False, abort=True)
        answers = interview(article, loaded, given, new_voice, None if yes else _ask)
        say("\n".join(filter(None, ["", voice_entry(answers), article_entry(article, answers), ""])))
        if not yes:
            click.confirm("Store it?", default=True, abort=True)
    except WrongAnswerError as error:
        raise click.UsageError(str(error)) from error
    except click.Abort as stopped:
        raise click.UsageError(
            "Nothing was stored. If nobody can answer questions, give the facts as options, and --yes."
        ) from stopped
    result = store_article(project, article, answers)
    stop_at(result.problems, project)
    say("\n".join(["Stored:", *(f"  {name}" for name in result.files)]))
    if result.uncovered:
        sentences = f"{result.uncovered} sentence{' has' if result.uncovered == 1 else 's have'}"
        say(f"{sentences} no claim yet: verbatim check --coverage {answers.fields['id']}")


@commands.command()
@on_project
def schema(project: Project) -> None:
    """Write the schemas with which VS Code and other programs complete and explain the data files.

    If the first line of a data file names its schema, `check`, `generate`, `build` and `serve` keep them up to date.
    """
    from verbatim.checks.files.json_schema import without_first_line, write_schemas  # noqa: PLC0415

    examined = examine(project)
    stop_at(errors(examined.problems), project)
    if examined.corpus:
        write_schemas(project, examined.corpus)
        say(f"The schemas are in {project.name_of(project.schemas)}/.")
    for file, line in without_first_line(project).items():
        say(f"{project.name_of(file)} does not name its schema yet. Add this as its first line:\n{line}")


class _Prompts:
    """Asks the questions of `new` on the terminal."""

    def ask(self, question: str, default: str = "") -> str:
        """The reply to a question."""
        return str(click.prompt(_with_default(question, default), default=default, show_default=False)).strip()

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
    interview = Interview(_Prompts(), loaded, loaded.policy.value, finder)
    try:
        return interview.completed(claim), False
    except click.Abort:
        if not interview.claim.claim:
            raise
        say("\nStopped. What you have answered is saved as a draft.")
        return interview.claim, True


def _ask(question: "Question") -> str:
    """Ask for one fact until the answer is valid."""

    def checked(answer: str) -> str:
        fault = question.fault(answer)
        if fault:
            raise click.UsageError(fault)
        return answer

    asked = _with_default(question.words, question.default)
    return str(click.prompt(asked, default=question.default, show_default=False, value_proc=checked))


def _with_default(question: str, default: str | None) -> str:
    """A question with what an empty answer means, which can be words of a file from outside."""
    return printable_text(f"{question} [{default}]" if default else question)
