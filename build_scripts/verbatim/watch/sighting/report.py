"""What a run of `sight` saw: as text for a terminal, and as Markdown for the reviewer of a pull request.

In: `Sightings`. Out: strings. They contain no words of a page: an address is from the data, a reason is ours, and the
hints are in the lines of the file.
"""

from collections.abc import Iterator
from enum import StrEnum

from verbatim.model.sightings import Finding, Outcome
from verbatim.watch.sighting.sight import Look, Sightings
from verbatim.watch.states import State

# Rows of one table; GitHub takes 65,536 characters for a pull request.
_MOST_ROWS = 100


_INTRODUCTION = """\
A weekly job looked for the words of the sources at their addresses. This change only appends lines to
`seeds/sightings.yaml`. Read what changed or is gone; nothing unpublishes itself.

GitHub holds back the checks of a pull request that a workflow opened or changed. Before you merge, start them with
*Approve workflows to run*; where there is no such button, close the pull request and open it again."""


class Group(StrEnum):
    """How a reviewer reads the looks, in the order of the report."""

    CHANGED = "Changed"
    GONE = "Gone"
    BLOCKED = "Blocked, or not read"
    SEEN = "Seen"


def group_of(look: Look) -> Group:
    """The group of a look. `Changed`: words are not there, or not all sentences of our copy."""
    sighting = look.sighting
    if sighting is None:
        return Group.BLOCKED
    if sighting.outcome is Outcome.GONE:
        return Group.GONE
    if sighting.same is False or any(each.found is Finding.ABSENT for each in sighting.words):
        return Group.CHANGED
    return Group.SEEN


def in_words(look: Look) -> str:
    """What was seen, in a few words."""
    sighting = look.sighting
    if sighting is None:
        return f"{'time was up' if look.state is State.SKIPPED else look.state}: {look.reason}"
    if sighting.outcome is Outcome.GONE:
        return look.reason
    absent = sum(each.found is Finding.ABSENT for each in sighting.words)
    parts = [f"{len(sighting.words) - absent} of {len(look.task.words)} found"]
    if sighting.compared:
        parts.append("the same words as our copy" if sighting.same else "changed since our copy")
    if sighting.before:
        parts.append("another text than at the last look")
    if len(sighting.words) < len(look.task.words):
        parts.append("the rest is not free to read")
    return "; ".join(parts)


def as_text(seen: Sightings) -> str:
    """Every look with its address, by groups, and a line with the numbers."""
    lines = [
        f"{group}: {look.task.source.id} {look.task.address}\n    {in_words(look)}" for group, look in _in_order(seen)
    ]
    lines += [
        f"Archived copy with all words: {each.source}\n    archive_url: {each.archive_url}" for each in seen.proposals
    ]
    lines += [f"The archive was asked to save: {address}" for address in seen.saved]
    numbers = ", ".join(f"{len(_of(group, seen))} {group.lower()}" for group in Group if _of(group, seen))
    lines.append(f"{len(seen.looks)} looks: {numbers}." if seen.looks else "No address is due.")
    return "\n".join(lines)


def as_markdown(seen: Sightings) -> str:
    """The text of the pull request."""
    parts = [_INTRODUCTION]
    for group in Group:
        looks = _of(group, seen)
        if looks:
            rows = [f"| `{each.task.source.id}` | <{each.task.address}> | {in_words(each)} |" for each in looks]
            more = [f"… and {len(rows) - _MOST_ROWS} more."] if len(rows) > _MOST_ROWS else []
            head = [f"## {group}: {len(looks)}", "", "| source | address | what was seen |", "|---|---|---|"]
            parts.append("\n".join([*head, *rows[:_MOST_ROWS], *(["", *more] if more else [])]))
    if seen.proposals:
        lines = [f"- `{each.source}`: `archive_url: {each.archive_url}`" for each in seen.proposals[:_MOST_ROWS]]
        intro = "These archived copies hold all words of their source. Add the lines to the sources if you agree."
        parts.append("\n".join([f"## Archived copies: {len(seen.proposals)}", "", intro, "", *lines]))
    if not seen.looks:
        parts.append("No address was due.")
    return "\n\n".join(parts) + "\n"


def _of(group: Group, seen: Sightings) -> list[Look]:
    return [look for look in seen.looks if group_of(look) is group]


def _in_order(seen: Sightings) -> Iterator[tuple[Group, Look]]:
    yield from ((group, look) for group in Group for look in _of(group, seen))
