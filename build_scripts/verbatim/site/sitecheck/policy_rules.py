"""The rules for what a browser may run, load and send on a page.

In: the documents of a site. Out: findings: a policy that is missing or not the one of its kind of page, a script in the
page that is not the theme's, and elements that no page may have.
"""

from collections.abc import Collection, Iterable, Iterator

from verbatim.checks.corpus import Corpus
from verbatim.rendering.content_policy import (
    REFERRER,
    THEME_SCRIPTS,
    document_policy,
    offline_policy,
    themed_policy,
)
from verbatim.site.sitecheck.findings import Fault, Finding
from verbatim.site.sitecheck.link_rules import Followed
from verbatim.site.sitecheck.reading.document import Document

_BUILD_AGAIN = (
    "build again with this version’s mkdocs.yml; if that does not help, a template or the theme has changed: see "
    "docs/dev/content-policy.md"
)
_MOVE = (
    "move the script to a file of the site and load it by `src`; the theme’s `extra.analytics` in mkdocs.yml writes "
    "such scripts, and cannot be used"
)
# Where the scripts of the theme, of ours and of the search are.
_KNOWN_SCRIPTS = ("assets/javascripts/", "verbatim/", "pagefind/")


def policy_faults(document: Document) -> Iterator[Finding]:
    """A page of the site without its policies."""
    expected = [themed_policy()] if document.runs_scripts else _of_documents(document)
    yield from _policy_faults(document, expected)


def offline_policy_faults(document: Document, modules: Collection[str]) -> Iterator[Finding]:
    """A page of the offline copy without its policies; `modules` are the hashes of the site's own modules."""
    copied = tuple(script.source for script in document.scripts if script.source in modules)
    expected = [offline_policy(copied)] if document.runs_scripts else _of_documents(document)
    yield from _policy_faults(document, expected)


def unwanted_faults(document: Document, modules: Collection[str] = ()) -> Iterator[Finding]:
    """Scripts and styles in a page that its policy must not allow, and elements that no page may have.

    `modules` are the hashes of further scripts that the page may have.
    """
    for script in document.scripts:
        if script.source not in THEME_SCRIPTS and script.source not in modules:
            message = "a script is in the page itself, where nobody can tell it from one that was planted"
            fault = Fault("inline-script", message, _MOVE, script.source)
            yield Finding(fault, document.path, "<script>", script.line)
    for style in document.styles:
        if style.source not in document.policy.content:
            fault = Fault("forbidden-element", "browsers refuse this style", "move it to a style sheet", style.source)
            yield Finding(fault, document.path, "<style>", style.line)
    for each in document.unwanted:
        if each.runs:
            fault = Fault("inline-script", f"{each.what} runs a script", _MOVE, each.what)
        else:
            message = f"{each.what} is not allowed on our pages"
            fault = Fault("forbidden-element", message, "remove it, or use a link or a class", each.what)
        yield Finding(fault, document.path, each.what, each.line)


def unvouched_scripts(scripts: Iterable[Followed], corpus: Corpus) -> Iterator[Finding]:
    """Scripts of the newsroom, where the about page says that the site measures nothing."""
    if corpus.policy.site.privacy:
        return
    for each in scripts:
        if not each.target.path.startswith(_KNOWN_SCRIPTS):
            message = f"“{each.target.path}” is a script of yours, and the about page says that nothing is measured"
            hint = "say under `site:` in policy.yaml what it does: `privacy: …` takes the place of these words"
            fault = Fault("unvouched-script", message, hint, each.target.path)
            yield Finding(fault, each.path, each.reference.holder, each.reference.line)


def _of_documents(document: Document) -> list[str]:
    """The policies that are right for a page without scripts: one for each style that may be its only one."""
    return [document_policy(source) for source in (*(style.source for style in document.styles), "'none'")]


def _policy_faults(document: Document, expected: list[str]) -> Iterator[Finding]:
    found = document.policy
    if not found.content:
        message = "the page has no Content-Security-Policy before its first script or style"
        yield Finding(Fault("content-policy", message, _BUILD_AGAIN, message), document.path)
    elif found.content not in expected:
        message = f"the Content-Security-Policy {_difference(found.content, expected[0])}"
        yield Finding(Fault("content-policy", message, _BUILD_AGAIN, message), document.path)
    if found.referrer != REFERRER:
        message = f"the referrer policy is “{found.referrer}”, not “{REFERRER}”"
        yield Finding(Fault("content-policy", message, _BUILD_AGAIN, message), document.path)


def _difference(found: str, expected: str) -> str:
    """What a policy has, and what it lacks, compared with the expected one."""
    ours, theirs = _sources(found), _sources(expected)
    more = [source for source in ours if source not in theirs]
    less = [source for source in theirs if source not in ours]
    parts = [f"allows {', '.join(more)}" if more else "", f"lacks {', '.join(less)}" if less else ""]
    return " and ".join(filter(None, parts)) or "has its parts in another order, or twice"


def _sources(policy: str) -> list[str]:
    """Every source of a policy with its directive."""
    directives = (part.split() for part in policy.split(";") if part.strip())
    return [f"{name} {source}" for name, *sources in directives for source in sources or [""]]
