"""The language of the site, which must have every sentence of the pages.

In: policy.yaml. Out: a problem if a reader would find English words on the pages.
"""

from collections.abc import Iterator

from verbatim.model.loaded import Placed
from verbatim.model.policy import Policy
from verbatim.problems import Problem
from verbatim.translation.catalogue import catalogue_file, offered, untranslated

# So many missing sentences are named; the others are counted.
_NAMED = 5


def untranslated_language(policy: Placed[Policy]) -> Iterator[Problem]:
    """A problem if the catalogue of the site's language lacks a sentence, or if there is none."""
    lang = policy.value.site.lang
    missing = untranslated(lang)
    if not missing:
        return
    if catalogue_file(lang):
        named = ", ".join(f"“{sentence}”" for sentence in missing[:_NAMED])
        others = f" and {len(missing) - _NAMED} others" if len(missing) > _NAMED else ""
        message = f"the words of the pages are not all translated into {lang}; these are missing: {named}{others}"
    else:
        message = f"the words of the pages are not translated into {lang}"
    yield Problem(
        "untranslated",
        policy.place("site", "lang"),
        message,
        f"write one of these, or add a catalogue: {', '.join(offered())}",
    )
