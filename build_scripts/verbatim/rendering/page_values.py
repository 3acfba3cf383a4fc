"""The values that the templates of several pages share.

In: the corpus. Out: a dictionary for a template, claims by topic, addresses of excerpts.
"""

from functools import partial
from typing import Any
from urllib.parse import quote

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.model.policy import Topic
from verbatim.quotation.excerpts import Excerpt
from verbatim.quotation.text_fragments import text_directive
from verbatim.rendering.corrections import changed_texts
from verbatim.rendering.paging import folder_of, folder_of_excerpt
from verbatim.rendering.wording import (
    STANCES,
    grade,
    guesses,
    kind_in_words,
    origins_in_words,
    published,
    stance_in_words,
)


def shared_values(corpus: Corpus) -> dict[str, Any]:
    """The values that every page's template may use."""
    language = corpus.language
    return {
        "site": corpus.policy.site,
        "stances": {stance: language.gettext(words) for stance, words in STANCES.items()},
        "stance_in_words": partial(stance_in_words, language),
        "kind_in_words": partial(kind_in_words, language),
        "name_of": corpus.register.name,
        "publisher_of": corpus.publisher_of,
        "published": partial(published, language),
        "guesses": partial(guesses, language),
        "changed_texts": changed_texts(corpus),
        "checker": corpus.checker,
        "path_of": corpus.path_of,
        "link_to_excerpt": link_to_excerpt,
        "folder_of": folder_of,
        "folder_of_excerpt": lambda excerpt: folder_of_excerpt(excerpt, corpus),
        "origins_of": lambda excerpt: origins_in_words([excerpt], corpus),
        "grade": partial(grade, language),
        "stored_line": partial(stored_line, corpus),
    }


def favicon_path(corpus: Corpus) -> str:
    """The path of the favicon from the site's root."""
    own = corpus.pictures.get("favicon")
    return own.path if own else "verbatim/favicon.svg"


def stored_line(corpus: Corpus, excerpt: Excerpt) -> str | None:
    """The address of an excerpt's line in the public repository; None without one, or if the text is not stored."""
    repository = corpus.policy.site.repository
    if not repository or not excerpt.source.file:
        return None
    return f"{repository.rstrip('/')}/blob/HEAD/seeds/articles/{quote(excerpt.source.file)}?plain=1#L{excerpt.line}"


def link_to_excerpt(excerpt: Excerpt, address: str) -> str:
    """The address of a page with a text directive, so that the browser scrolls to the excerpt's words.

    The directive comes after the fragment of the address, if it has one.
    """
    directive = text_directive(excerpt)
    return f"{address}{'' if '#' in address else '#'}{directive}" if directive else address


def claims_by_topic(corpus: Corpus) -> list[tuple[Topic, list[CheckedClaim]]]:
    """The topics that have claims, with their claims; each claim is listed once, under its first topic."""
    members = [
        (topic, [checked for checked in corpus.claims if checked.claim.topics[0] == topic.id])
        for topic in corpus.policy.topics
    ]
    return [(topic, found) for topic, found in members if found]
