"""Checks that every published claim, address and sighting is still there: `check --against`.

In: the data as they were at a revision, and as they are now. Out: problems.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from verbatim.checks.history.changes import differences
from verbatim.checks.history.dependencies import dependencies
from verbatim.model.claims import Claim
from verbatim.model.loaded import Loaded, Placed
from verbatim.model.sightings import Sighting
from verbatim.problems import Place, Problem


def vanished_claims(revision: str, before: Loaded, now: Loaded) -> Iterator[Problem]:
    """Claims that were published and are gone, have another id, or became a draft."""
    published = [claim.value for claim in before.claims if claim.value]
    present = {claim.value.id: claim for claim in now.claims if claim.value}
    unread = now.unreadable.get(Claim, set())
    known = {claim.id for claim in published}
    drafts = {draft.value.id: draft for draft in now.drafts if draft.value}
    for was in published:
        placed, draft = present.get(was.id), drafts.get(was.id)
        if placed is None and draft:
            message = f"“{was.id}” is published at {revision}; as a draft it loses its page"
            hint = "delete `draft: true`; to take the claim back, add `withdrawn:`, which keeps a page that says so"
            yield Problem("vanished-claim", draft.place("draft"), message, hint)
        elif placed is None and was.id not in unread and None not in unread:
            renamed = [
                (name, other)
                for name, other in present.items()
                if name not in known and other.value and _same_claim(was, other.value)
            ]
            place = _former_file(was, before, now)
            message = f"“{was.id}” is published at {revision} and is gone"
            hint = (
                f"copy its lines back from {revision}; to take it back, add `withdrawn:` with `{{day: …, reason: …}}`, "
                "or else `merged_into:` with the id of another claim, and a history entry of that kind"
            )
            if renamed:
                name, other = renamed[0]
                place = other.place("id")
                message = f"“{was.id}” is published at {revision} and has the id “{name}” now"
                hint = f"write `id: {was.id}` again: the id is the address of its page, and never changes"
            yield Problem("vanished-claim", place, message, hint)


def vanished_addresses(revision: str, before: Loaded, now: Loaded) -> Iterator[Problem]:
    """Topics, articles, records and voices that are on the site and are gone or have another id."""
    standing = [claim.value for claim in before.claims if claim.value and not claim.value.retired]
    register = before.register
    resting = {name for claim in standing for kind, name in dependencies(claim, register) if kind == "source"}
    topics = {name for claim in standing for name in claim.topics}
    for kind, was, present, used in (
        ("topic", _topics(before), _topics(now), topics),
        ("article", _files(before.articles), _files(now.articles), None),
        ("record", _files(before.records), _files(now.records), resting),
        ("voice", _files(before.voices), _files(now.voices), None),
    ):
        unread = {name for model, names in now.unreadable.items() if model is not Claim for name in names}
        for name, file in was.items():
            if name not in present and (used is None or name in used) and unread.isdisjoint({name, None}):
                message = f"the {kind} “{name}” is on the site at {revision}; it is gone or has another id"
                hint = f"restore it with `id: {name}`: the id is part of published addresses"
                yield Problem("vanished-address", Place(file), message, hint)


def vanished_pages(revision: str, before: Loaded, now: Loaded) -> Iterator[Problem]:
    """Own pages of the newsroom that were on the site, and that the policy no longer names."""
    if before.policy and now.policy and now.policy.sound:
        present = {page.file for page in now.policy.value.site.pages}
        for page in before.policy.value.site.pages:
            if page.file not in present:
                message = f"“{page.file}” is on the site at {revision}, and the policy no longer names it"
                hint = (
                    f"name it again: `- {{file: {page.file}, name: {page.name}, in: elsewhere}}`, where no link is "
                    "wanted; the page can say what became of it"
                )
                yield Problem("vanished-address", now.policy.place("site"), message, hint)


def vanished_sightings(revision: str, before: Loaded, now: Loaded) -> Iterator[Problem]:
    """Sightings that were published and are changed or gone, although what was looked for at the source is the same."""
    present = {sighting.value for sighting in now.sightings}
    sources, were = now.register.sources, before.register.sources
    for placed in before.sightings if Sighting not in now.unreadable else ():
        seen = placed.value
        if seen not in present and sources.get(seen.source) == were.get(seen.source):
            message = f"the sighting of {seen.address} on {seen.day} is not as it was at {revision}"
            hint = f"restore the line: `git show REVISION:{placed.file.name}` has it; a later look may say otherwise"
            yield Problem("rewritten-history", Place(placed.file.name), message, hint)


def _former_file(was: Claim, before: Loaded, now: Loaded) -> Place:
    """The file that contained a claim, if it still exists; otherwise the first file of claims."""
    former = next(claim.file.name for claim in before.claims if claim.value is was)
    files = [claim.file.name for claim in now.claims]
    return Place(former if former in files or not files else files[0])


def _topics(loaded: Loaded) -> dict[str, str]:
    """The ids of the topics, with their file."""
    policy = loaded.policy
    return {topic.id: policy.file.name for topic in policy.value.topics} if policy else {}


def _files(entries: Iterable[Placed[Any]]) -> dict[str, str]:
    """The ids of entries, with their files."""
    return {entry.value.id: entry.file.name for entry in entries}


def _same_claim(was: Claim, claim: Claim) -> bool:
    """Whether a claim is another one with a new id: the words or the evidence are the same."""
    return bool({"claim", "evidence"} - {difference.path[0] for difference in differences(was, claim)})
