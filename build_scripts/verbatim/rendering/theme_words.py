"""The words of the theme's own templates, which the site engine fills in.

In: a language. Out: each word by the name of its setting in mkdocs.yml.
"""

from verbatim.translation.language import Language
from verbatim.translation.language import to_translate as _

_WORDS = {
    # The bar, and the switch of the colours.
    "nav_claims": _("Claims"),
    "nav_articles": _("Articles"),
    "nav_voices": _("Who says so"),
    "nav_method": _("How we work"),
    "nav_corrections": _("Corrections"),
    "dark": _("Switch to dark colours"),
    "light": _("Switch to light colours"),
    # What is on every page, and the page for an address that does not exist.
    "logo": _("logo"),
    "feed_claims": _("New claims"),
    "feed_changes": _("Changes and corrections"),
    "corrections": _("Corrections"),
    "search": _("Find a claim or a quotation"),
    "find": _("Find a claim"),
    "footer": _("About this site"),
    "about": _("About and funding"),
    "data": _("Data and feeds"),
    "sources": _("Outside evidence"),
    "editors": _("For editors"),
    "print": _("Print"),
    "offline": _("Offline"),
    "code": _("Source code"),
    "takedown": _("Takedown"),
    "not_found": _("Page not found"),
    "mistyped": _("No address of this site is ever removed, so the address was probably mistyped."),
    "all_claims": _("All claims"),
    "home": _("Home"),
}


def theme_words(language: Language) -> dict[str, str]:
    """The words, by their settings in the environment of the engine."""
    return {f"WORD_{name.upper()}": language.gettext(word) for name, word in _WORDS.items()}
