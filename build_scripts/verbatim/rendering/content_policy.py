"""The Content-Security-Policy of every page: what a browser runs, loads and sends there (W3C, CSP Level 3).

In: the kind of page, and the inline style or scripts that it may have. Out: the text of the policy, for a `meta`
element. `docs/dev/content-policy.md` says why each source is allowed; the site checks compare every built page.
"""

import hashlib
from base64 import b64encode

# The theme's own inline scripts, with `extra.scope: /` in mkdocs.yml; a test computes these from the theme's templates.
THEME_SCRIPTS = (
    "'sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY='",  # remembers a reader's choices
    "'sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4='",  # sets the colours before the page is shown
    "'sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8='",  # opens the tab that the address names
)

# What a page tells the sites that it links to about itself: nothing.
REFERRER = "no-referrer"


def source_hash(text: str) -> str:
    """The source expression that allows this inline script or style, and no other."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def themed_policy() -> str:
    """The policy of the pages that the site engine makes."""
    return _themed("'self'", THEME_SCRIPTS)


def offline_policy(modules: tuple[str, ...]) -> str:
    """The policy of those pages in the offline copy: `modules` are the hashes of the modules copied into the page.

    Where a browser does not take a file on the disk for `'self'`, it is allowed by its scheme.
    """
    return _themed("'self' file:", (*THEME_SCRIPTS, *modules))


def document_policy(style: str) -> str:
    """The policy of a page without scripts, by the hash of its only style."""
    return (
        f"default-src 'none'; style-src {style}; img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
    )


def preview_policy(policy: str, script: str) -> str:
    """The policy of a page as `serve` shows it: with the script that reloads it, and the style of an error message."""
    scripts = " ".join(("'self'", *THEME_SCRIPTS, script))
    connect = "" if "connect-src" in policy else "; connect-src 'self'"
    return f"{policy}{connect}; script-src-elem {scripts}; style-src-attr 'unsafe-inline'"


def _themed(own: str, scripts: tuple[str, ...]) -> str:
    return (
        f"default-src 'none'; script-src {own} {' '.join(scripts)}; style-src {own}; img-src {own} data:; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
    )
