"""All rules for one file by itself: what is read of it here is not kept, but for what the other rules need.

In: a page or another file with addresses, and what the page must show. Out: findings, and a `Document` that has only
ids and addresses. Nothing else is needed, so files can be checked in any process, and none is kept whole.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from verbatim.checks.corpus import Corpus
from verbatim.problems import Severity
from verbatim.site.sitecheck.expected import Expected
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.link_rules import id_faults
from verbatim.site.sitecheck.policy_rules import offline_policy_faults, policy_faults, unwanted_faults
from verbatim.site.sitecheck.quotation_rules import false_marks, missing_quotations, missing_texts
from verbatim.site.sitecheck.reading.document import Document, Policy, Reference

_BUILD_AGAIN = "build again; if that does not help, please report it"
# The pages that readers come to from search engines.
_HOME, _FOUND_BY_ALL = "index.html", ("claims/", "articles/")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was checked: what is wrong with it by itself, and what the rules for the whole site need of it.

    `lacks` are excerpts and `lacks_texts` texts that it must show. Only the data say whether `document.leftovers` are
    wrong.
    """

    document: Document
    findings: tuple[Finding, ...] = ()
    lacks: tuple[Finding, ...] = ()
    lacks_texts: tuple[Finding, ...] = ()
    references: int = 0


def checked(document: Document, expected: Expected | None, texts: Mapping[str, str]) -> Checked:
    """Check a file of the site by itself."""
    findings = [*unreadable(document), *false_marks(document, texts), *unwanted_faults(document)]
    findings += closed_to_robots(document)
    if document.is_page:
        findings += [*id_faults(document), *policy_faults(document)]
    if document.path == _HOME or (expected and document.path.startswith(_FOUND_BY_ALL)):
        findings += unfindable(document)
    return _checked(document, findings, expected, texts)


def checked_offline(
    document: Document, expected: Expected | None, texts: Mapping[str, str], modules: Collection[str]
) -> Checked:
    """Check a page of the offline copy by itself; `modules` are the hashes of the site's own modules."""
    findings = [*unreadable(document), *false_marks(document, texts), *unwanted_faults(document, modules)]
    findings += offline_policy_faults(document, modules)
    return _checked(document, findings, expected, texts)


def _checked(
    document: Document, findings: list[Finding], expected: Expected | None, texts: Mapping[str, str]
) -> Checked:
    return Checked(
        _without_content(document),
        tuple(findings),
        tuple(missing_quotations(document, expected, texts)) if expected else (),
        tuple(missing_texts(document, expected)) if expected else (),
        len(document.references),
    )


def _without_content(document: Document) -> Document:
    """What the rules for the whole site need of a file: of the same addresses for the same use only the first."""
    first: dict[object, Reference] = {}
    for reference in document.references:
        first.setdefault((reference.address, reference.use), reference)
    return replace(
        document,
        references=tuple(first.values()),
        id_references=(),
        marks=(),
        policy=Policy(),
        scripts=(),
        styles=(),
        unwanted=(),
        text="",
        linked_data=(),
    )


def unreadable(document: Document) -> Iterator[Finding]:
    """A file that could not be read, so that nothing in it was checked."""
    if document.unreadable:
        fault = Fault(
            "unreadable-page",
            f"cannot be read: {document.unreadable}",
            _BUILD_AGAIN,
            document.path,
        )
        yield Finding(fault, document.path)


def unfindable(document: Document) -> Iterator[Finding]:
    """A page that tells search engines to leave it out, or to list another one in its place."""
    own = f"/{document.path.removesuffix('index.html')}"
    names = [each for each in document.references if each.holder == "<link rel=canonical>"]
    others = [each for each in names if not each.address.endswith(own)]
    if not document.indexable and not document.unreadable:
        fault = Fault("unfindable-page", "search engines are told to leave this page out", _BUILD_AGAIN, own)
        yield Finding(fault, document.path)
    for each in others:
        message = f"search engines are told to list “{each.address}” in place of this page"
        yield Finding(Fault("unfindable-page", message, _BUILD_AGAIN, own), document.path, each.holder, each.line)


def closed_to_robots(document: Document) -> Iterator[Finding]:
    """A robots.txt that refuses all pages to all robots; a newsroom may want that for a while."""
    if document.path == "robots.txt" and not document.indexable:
        message = "it tells all search engines to leave out the whole site"
        hint = "write `Allow: /` in docs/robots.txt"
        yield Finding(Fault("unfindable-page", message, hint, document.path, Severity.WARNING), document.path)


def leftovers(documents: Iterable[Document], corpus: Corpus) -> Iterator[Finding]:
    """Placeholders of a template that were not filled in. Text of the data may contain braces."""
    found = [(document.path, words, line) for document in documents for words, line in document.leftovers]
    known = "\n".join(_texts(corpus)) if found else ""
    for path, words, line in found:
        if words not in known:
            fault = Fault(
                "template-leftover",
                f"“{words}” was not filled in",
                "correct the template, or put the text in a code span",
                words,
            )
            yield Finding(fault, path, "text", line)


def _texts(value: object) -> Iterator[str]:
    """Every string in a value of the corpus, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_texts, value.values()))
    elif isinstance(value, tuple | list):
        yield from chain.from_iterable(map(_texts, value))
    elif hasattr(value, "__dict__"):
        yield from _texts(vars(value))
