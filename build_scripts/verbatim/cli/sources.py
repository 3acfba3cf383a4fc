"""The commands about sources: they find words in them, and add articles, records and origins."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbatim.cli.terminal import PROBLEMS, commands, on_project, say, say_json, show, stop_at, with_default, working
from verbatim.model.reading.load import load
from verbatim.model.sources import OriginKind, RecordKind
from verbatim.model.values.fields import is_visible
from verbatim.project import Project
from verbatim.reports.file_lines import FileLines

if TYPE_CHECKING:
    from verbatim.desk.articles.interview import Question


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

    if not is_visible(words):
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
    """Find the known claims that an article may repeat, and where; FILE is text (UTF-8), HTML or PDF.

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
    """Add an article from a text file, a saved web page or a PDF; the network is not used.

    The text is stored in seeds/articles/ and declared in seeds/articles.yaml; a web page or a PDF is kept in
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
    _register(project, "origins", given, new_voice)


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
    _register(project, "records", {**given, "passages": [{"text": words} for words in passages]}, new_voice)


def _register(project: Project, key: str, given: dict[str, Any], new_voice: str | None) -> None:
    """Add an entry, with a voice if it is new, and print it."""
    from verbatim.desk.register_entry import VOICE_KEYS, add_to_register  # noqa: PLC0415

    loaded = load(project)
    if not loaded.complete:
        stop_at(loaded.problems, project)
    if not (new_voice or given[VOICE_KEYS[key]]):
        raise click.UsageError(f"Whose is it? Give --{VOICE_KEYS[key].removesuffix('s')} ID, or --new-voice NAME.")
    added = add_to_register(project, loaded, key, given, new_voice or "")
    if added.problems:
        show(added.problems, FileLines(), to_errors=True)
        say("Nothing was written.", to_errors=True)
        sys.exit(PROBLEMS)
    say(f"{added.entry}\nwas added to seeds/{key}.yaml.")


def _ask(question: "Question") -> str:
    """Ask for one fact until the answer is valid."""

    def checked(answer: str) -> str:
        fault = question.fault(answer)
        if fault:
            raise click.UsageError(fault)
        return answer

    asked = with_default(question.words, question.default)
    return str(click.prompt(asked, default=question.default, show_default=False, value_proc=checked))
