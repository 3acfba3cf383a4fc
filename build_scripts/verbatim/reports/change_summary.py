"""Which claims a change adds, changes or withdraws, as Markdown for the reviewer of a pull request.

In: the claims before and after the change. Out: a list, each claim with the file of its page in the built site.
"""

from collections.abc import Iterator, Mapping

from verbatim.checks.history.changes import differences
from verbatim.model.claims import Claim
from verbatim.model.loaded import Loaded

# Characters that can start markup in Markdown or HTML.
_ACTIVE = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|~&"})


def as_markdown(before: Loaded | None, now: Loaded, artifact: str = "") -> str:
    """The changes since a revision with the data `before`; `artifact` is the address of the built site, if any."""
    old, new = _claims(before) if before else {}, _claims(now)
    parts = {
        "Added": [_line(claim) for name, claim in new.items() if name not in old],
        "Changed": list(_changed(old, new)),
        "Withdrawn or merged": [
            _line(claim) for name, claim in new.items() if claim.retired and not (name in old and old[name].retired)
        ],
        "Gone": [f"- {_text(claim.claim)} (`{name}`)" for name, claim in old.items() if name not in new],
    }
    found = [f"### {title}\n\n" + "\n".join(lines) for title, lines in parts.items() if lines]
    where = f"The pages named here are files of [the built site]({artifact})." if artifact else ""
    return "\n\n".join(filter(None, ["## Claims", *(found or ["No claim changes."]), where if found else ""]))


def _claims(loaded: Loaded) -> Mapping[str, Claim]:
    return {placed.value.id: placed.value for placed in loaded.claims if placed.value}


def _changed(old: Mapping[str, Claim], new: Mapping[str, Claim]) -> Iterator[str]:
    """The claims that were changed, each with its differences."""
    for name, claim in new.items():
        found = [difference.words for difference in differences(old[name], claim)] if name in old else []
        if found:
            yield "\n".join([_line(claim), *(f"  - {_text(words)}" for words in found)])


def _line(claim: Claim) -> str:
    return f"- {_text(claim.claim)} (`claims/{claim.id}/index.html`)"


def _text(words: str) -> str:
    return " ".join(words.translate(_ACTIVE).split())
