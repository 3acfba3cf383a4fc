"""The whole flow, from files to a site.

In: a project. Out: pages in docs/ (`generate`), and from them a checked site/ (`build`). Either all of it is done, or
the problems are returned and what stood there before still stands.
"""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from verbatim.cards import all_cards
from verbatim.checks.corpus import Corpus
from verbatim.checks.examine import examine
from verbatim.checks.json_schema import refresh_schemas
from verbatim.data.outputs import data_files
from verbatim.output import Output, WriteResult, all_paths, write_files, write_generated
from verbatim.pages import ClaimPage, claim_pages, documents, is_claim_page, is_page, other_pages
from verbatim.problems import Problem, errors
from verbatim.project import Project
from verbatim.site.engine import environment, index_words, render
from verbatim.site.offline import offline_copy
from verbatim.site.sitecheck import check_site
from verbatim.site.sitecheck.read_site import read_site
from verbatim.site_address import SiteAddress


@dataclass(frozen=True)
class Built:
    """What came of it: the corpus and the files written, or the problems that stopped it."""

    corpus: Corpus | None
    written: WriteResult
    problems: tuple[Problem, ...]


def generate(project: Project, address: SiteAddress) -> Built:
    """Check the data and bring the generated files in docs/ up to date."""
    return _generate(project, lambda corpus: _all(project, corpus, address))


def generate_claims(project: Project, address: SiteAddress, claim_page: ClaimPage) -> Built:
    """Check the data and bring the claims' own pages up to date, of all that `generate` makes; `claim_page` makes them."""
    return _generate(project, lambda corpus: claim_pages(corpus, address, claim_page), is_claim_page)


def generate_others(project: Project, corpus: Corpus, address: SiteAddress) -> WriteResult:
    """Bring the other pages up to date."""
    return write_generated(
        project, other_pages(corpus, address), scope=lambda path: is_page(path) and not is_claim_page(path)
    )


def generate_data(project: Project, corpus: Corpus, address: SiteAddress) -> WriteResult:
    """Bring up to date what the engine only copies."""
    return write_generated(
        project, (*_documents_and_data(corpus, address), *_cards(project, corpus)), scope=lambda path: not is_page(path)
    )


def add_offline_copy(site: Path, corpus: Corpus, address: SiteAddress) -> None:
    """Give a built site the copy of itself to read offline."""
    copy = offline_copy(site, corpus, address)
    write_files({site / copy.path: copy.bytes})


def _generate(
    project: Project, outputs: Callable[[Corpus], Iterable[Output]], scope: Callable[[str], bool] = all_paths
) -> Built:
    examined = examine(project)
    if examined.corpus is None:
        return Built(None, WriteResult(), examined.problems)
    refresh_schemas(project, examined.corpus)
    written = write_generated(project, outputs(examined.corpus), scope)
    return Built(examined.corpus if not written.problems else None, written, (*examined.problems, *written.problems))


def _all(project: Project, corpus: Corpus, address: SiteAddress) -> Iterable[Output]:
    pages = [*claim_pages(corpus, address), *other_pages(corpus, address)]
    return [*pages, *_cards(project, corpus), *_documents_and_data(corpus, address)]


def _documents_and_data(corpus: Corpus, address: SiteAddress) -> Iterable[Output]:
    return (*documents(corpus, address), *data_files(corpus, address))


def _cards(project: Project, corpus: Corpus) -> Iterable[Output]:
    return all_cards(corpus, project.workshop / "cards")


def build(project: Project, address: SiteAddress) -> Built:
    """Generate, run the engine, check the result, and only then put it in the place of site/.

    Raises EngineError where the engine refuses the pages.
    """
    built = generate(project, address)
    if built.corpus is None:
        return built
    fresh = project.workshop / "site"
    problems = make_site(project, built.corpus, fresh, address)
    found = (*built.problems, *problems)
    if errors(problems):
        return Built(None, built.written, found)
    aside = project.workshop / "site.old"
    swap(fresh, project.site, aside)
    shutil.rmtree(aside, ignore_errors=True)
    return Built(built.corpus, built.written, found)


def make_site(project: Project, corpus: Corpus, site: Path, address: SiteAddress) -> list[Problem]:
    """Run the engine over what was generated, into a folder, add search and the offline copy, and check the result.

    Raises EngineError where the engine refuses the pages.
    """
    problems = render(project, environment(corpus, address), site)
    if problems:
        return problems
    index_words(site, site / "pagefind")
    add_offline_copy(site, corpus, address)
    return check_site(read_site(site), corpus, address.text)


def swap(fresh: Path, place: Path, aside: Path) -> None:
    """Put a folder in the place of another, which goes aside; the moment without either is one rename long."""
    shutil.rmtree(aside, ignore_errors=True)
    if place.exists():
        place.rename(aside)
    fresh.rename(place)
