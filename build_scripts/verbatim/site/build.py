"""The whole flow, from the files of a project to its site.

In: a project. Out: pages in docs/ (`generate`), and from them a checked site/ (`build`). If there are errors, they are
returned and the site stays as it was.
"""

import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from errno import ENOTDIR
from functools import partial
from itertools import chain
from pathlib import Path

from verbatim.cards import begun_cards
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.checks.files.json_schema import refresh_schemas
from verbatim.checks.memory import Memory
from verbatim.data.api.rows.all_rows import MakeLines, made_lines
from verbatim.data.outputs import data_batches, whole_files
from verbatim.data.search.kept_passages import use_kept_passages
from verbatim.data.search.passages import stamp
from verbatim.long_work.file_hashes import begun_hashes
from verbatim.long_work.memory import collected_seldom
from verbatim.long_work.programs import meanwhile
from verbatim.long_work.progress import counted, stage
from verbatim.model.policy import Extra
from verbatim.output import Batch, Output, WriteResult, all_paths, made, write_generated
from verbatim.pages import claim_pages, documents, is_claim_page, is_page, other_pages
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.site.engine import environment, render
from verbatim.site.fresh_site import FreshSite, begin_site, remember
from verbatim.site.kept_outputs import hash_of_shared, kept_lines, kept_outputs
from verbatim.site.last_build import by_hand, hash_of_data, is_current, last_build
from verbatim.site.offline import add_offline_copy
from verbatim.site.search_index import make_search_index
from verbatim.site.search_pages import search_pages
from verbatim.site.sitecheck import check_site
from verbatim.site.sitecheck.data_rules import checksums_of
from verbatim.site.sitecheck.last_check import LastCheck
from verbatim.site.sitecheck.reading.site import read_site
from verbatim.site_address import SiteAddress


@dataclass(frozen=True)
class _Maker:
    """Gives the outputs of the batches of a kind, and the lines of claims: each made, or those of the last run."""

    outputs: Callable[[str, Iterable[Batch]], Generator[Output, None, None]]
    lines: MakeLines


@dataclass(frozen=True)
class Built:
    """The result: the corpus and the files written, or the problems that prevented it."""

    corpus: Corpus | None
    written: WriteResult
    problems: tuple[Problem, ...]


def generate(project: Project, address: SiteAddress) -> Built:
    """Check the data and update the generated files in docs/."""
    return _generate(project, address, lambda corpus: _all_outputs(project, corpus, address, _ANEW))


def generate_claims(project: Project, address: SiteAddress, memory: Memory | None = None) -> Built:
    """Check the data and update only the pages of the claims. The `memory` is that of `examine`."""
    return _generate(
        project,
        address,
        lambda corpus: _unchanged(project, hash_of_shared(corpus, address)).outputs(
            "claims", claim_pages(corpus, address)
        ),
        is_claim_page,
        memory,
    )


def generate_other_pages(project: Project, corpus: Corpus, address: SiteAddress) -> WriteResult:
    """Update the pages that are not about one claim."""
    pages = _unchanged(project, hash_of_shared(corpus, address)).outputs("pages", other_pages(corpus, address))
    return write_generated(project, pages, scope=lambda path: is_page(path) and not is_claim_page(path))


def generate_data(project: Project, corpus: Corpus, address: SiteAddress) -> WriteResult:
    """Update the files that the engine only copies."""
    with _begun_cards(project, corpus) as cards:
        outputs = chain(
            _documents_and_data(corpus, address, _unchanged(project, hash_of_shared(corpus, address))), cards
        )
        return write_generated(project, outputs, scope=lambda path: not is_page(path))


def _generate(
    project: Project,
    address: SiteAddress,
    outputs: Callable[[Corpus], Generator[Output, None, None]],
    scope: Callable[[str], bool] = all_paths,
    memory: Memory | None = None,
) -> Built:
    examined = examine(project, address=address, publishing=bool(address.text), memory=memory)
    if examined.corpus is None:
        return Built(None, WriteResult(), examined.problems)
    refresh_schemas(project, examined.corpus)
    written = _written(project, outputs(examined.corpus), scope)
    return Built(examined.corpus if not written.problems else None, written, (*examined.problems, *written.problems))


def _written(
    project: Project, outputs: Generator[Output, None, None], scope: Callable[[str], bool] = all_paths
) -> WriteResult:
    """Make the outputs and write them."""
    with closing(outputs):  # so that no other process goes on if this one is interrupted
        return write_generated(project, outputs, scope)


def _all_outputs(
    project: Project, corpus: Corpus, address: SiteAddress, make: _Maker, copied: dict[str, str] | None = None
) -> Generator[Output, None, None]:
    """Every output, by stages; other processes draw the cards while this one makes pages and data.

    The checksums of documents and data are added to `copied`.
    """
    claims = len(corpus.claims) + len(corpus.retired)
    with _begun_cards(project, corpus) as cards:
        yield from counted("claims", make.outputs("claims", claim_pages(corpus, address)), claims)
        yield from counted("pages", make.outputs("pages", other_pages(corpus, address)), 0)
        for output in counted("data", _documents_and_data(corpus, address, make), 0):
            if copied is not None:
                copied |= checksums_of([output])
            yield output
        yield from counted("cards", cards, claims + 1)


def _documents_and_data(corpus: Corpus, address: SiteAddress, make: _Maker) -> Iterable[Output]:
    yield from make.outputs("documents", documents(corpus, address))
    yield from make.outputs("data", data_batches(corpus, address))
    yield from whole_files(corpus, address, make.lines)


def _made_anew(_kind: str, batches: Iterable[Batch]) -> Generator[Output, None, None]:
    """The outputs of all batches of a kind, each made."""
    yield from made(batches)


_ANEW = _Maker(_made_anew, made_lines)


def _unchanged(project: Project, shared: str) -> _Maker:
    """Gives the same, but makes only what shows something else than in the last run; `shared` is `hash_of_shared`."""
    return _Maker(partial(kept_outputs, project, shared), partial(kept_lines, project, shared))


def _begun_cards(project: Project, corpus: Corpus) -> AbstractContextManager[Iterable[Output]]:
    """The cards, unless the policy leaves them out."""
    is_left_out = Extra.CARDS in corpus.policy.leave_out
    return nullcontext(()) if is_left_out else begun_cards(corpus, project.workshop / "cards")


@collected_seldom()
def build(project: Project, address: SiteAddress) -> Built:
    """Generate, run the engine, check the result, and only then replace site/ with it.

    Raises EngineError if the engine refuses the pages.
    """
    old = project.workshop / "site.old"
    put_back(project.site, old)  # a build that was killed between its two renames left no site/
    before, memory = by_hand(project), Memory()
    with begun_hashes(project.site, last_build(project).site) as hashes_of_last_site:
        examined = examine(project, address=address, publishing=bool(address.text), memory=memory)
        corpus = examined.corpus
        if corpus is None:
            return Built(None, WriteResult(), examined.problems)
        found = hashes_of_last_site()
    settings = environment(corpus, address)
    refresh_schemas(project, corpus)
    shared, copied = hash_of_shared(corpus, address), dict[str, str]()
    rules_kept = memory.rules_kept_in(project.workshop / "kept" / "rules.txt", shared, corpus)
    with stage("compare"):
        if is_current(project, settings, before, found):
            with rules_kept:
                return Built(corpus, WriteResult(), examined.problems)
    make = _unchanged(project, shared)
    with stage("passages"):
        use_kept_passages(project, shared, corpus)
    with begun_search_index(project, corpus) as add_search_index:
        with rules_kept:
            of_data = examined.problems  # the rules are applied here, while the search index is made
        del examined, memory  # they have the content of all files
        written = _written(project, _all_outputs(project, corpus, address, make, copied))
        if written.problems:
            return Built(None, written, (*of_data, *written.problems))
        site = project.workshop / "site"
        remove_folder(site)
        with stage("fill"):
            fresh = begin_site(project, settings, site, found)
        problems = make_site(project, corpus, site, address, fresh)
        if not problems:
            add_search_index(site)
    last = LastCheck(project.workshop / "last_check.json", hash_of_data(project))
    if not problems:
        with stage("site checks"):
            made_site = read_site(site, hashes=fresh.hashes)
            problems = check_site(made_site, corpus, address.text, copied, last).problems
    all_problems = (*of_data, *problems)
    if errors(problems):
        return Built(None, written, all_problems)
    replace_folder(project.site, site, old)
    with ThreadPoolExecutor(1) as thread:  # which removes the old site meanwhile
        thread.submit(remove_folder, old)
        if not problems:
            # The site is there already; without these lists the next build only takes longer.
            with stage("remember"), suppress(OSError):
                if remember(project, settings, before, fresh):
                    last.keep()
    return Built(corpus, written, all_problems)


@contextmanager
def begun_search_index(project: Project, corpus: Corpus) -> Iterator[Callable[[Path], None]]:
    """Begin the search index, which mostly another program makes; gives what waits for it and adds it to a site.

    This raises EngineError if the program failed.
    """
    pages, names = search_pages(corpus), stamp(corpus)
    index = project.workshop / "search"
    remove_folder(index)
    with meanwhile(lambda on_start: make_search_index(pages, names, index, on_start)) as search:

        def add(site: Path) -> None:
            with stage("search"):
                search()
            replace_folder(site / "pagefind", index, project.workshop / "search.old")

        yield add


def make_site(
    project: Project, corpus: Corpus, site: Path, address: SiteAddress, fresh: FreshSite | None = None
) -> list[Problem]:
    """Run the engine for what the folder lacks, and add the offline copy; `fresh` says what the folder has.

    Raises EngineError if the engine refuses the pages.
    """
    if not (fresh and fresh.is_whole):
        with stage("engine"):
            problems = render(project, environment(corpus, address), site, only_missing=site.is_dir())
        if problems:
            return problems
    with stage("offline copy"):
        add_offline_copy(project, corpus, site, address, fresh.hashes if fresh else None)
    return []


def replace_folder(folder: Path, fresh: Path, old: Path) -> None:
    """Move a folder to `old` and `fresh` in its place. Between the two renames there is no folder.

    If a rename fails, the folder is where it was, and OSError is raised, as where a file has the folder's name.
    """
    if folder.is_file():
        raise NotADirectoryError(ENOTDIR, "a file is in the place of a folder; move it away", str(folder))
    remove_folder(old)
    try:
        if folder.exists() or folder.is_symlink():
            folder.rename(old)
        fresh.rename(folder)
    except BaseException:
        put_back(folder, old)
        raise


def put_back(folder: Path, old: Path) -> None:
    """Undo the first of the two renames, if the second one was not done."""
    if (old.exists() or old.is_symlink()) and not folder.exists():
        old.rename(folder)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as possible; of a link to a folder, only the link."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
