"""Other words by which Find looks for a word of a query: what readers write, and what news writes.

In: the words of a record. Out: for a word of a query, the words of the record with the same meaning, in English only.
The names of a state, its people, its capital and its seat of power count as the same (`states.yaml`), and so do the
words of each group below.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from verbatim.data.search.search_words import words
from verbatim.quotation.facts.wordlists import states

# What readers write, abbreviations and the other spelling, and what news writes: a group for each meaning. Then words
# that are often misspelt.
_GROUPS = """
ammo, ammunition, munitions
armor, armour
armored, armoured
centre, center
chopper, helicopter
covid, coronavirus
defence, defense
exercise, drill, manoeuvre, maneuver
exercises, drills, manoeuvres, maneuvers
grain, wheat, corn
hunger, famine, starvation
intel, intelligence
jet, plane, warplane
jets, planes, warplanes
killed, murdered
labor, labour
murder, homicide, killing
murders, homicides, killings
nk, north korea
nuke, nuclear
nukes, nuclear
presser, briefing
program, programme
shortage, scarcity
sk, south korea
uav, drone
uavs, drones
un, united nations
unsc, security council
whitehouse, white house
agreement, aggreement, agreemnt
already, allready
ammunition, amunition, ammunitions
artillery, artillary
ballistic, balistic
exercise, excercise, exersize
exercises, excercises, exersizes
government, goverment, governement
intelligence, inteligence
missile, missle, misile
missiles, missles, misiles
negotiation, negociation
negotiations, negociations
received, recieved
sanctions, sancions, santions
soldiers, soliders
"""


def same_words(record: AbstractSet[str]) -> dict[str, list[str]]:
    """For each single word of a query the others of its groups that are in the record, each with all its words."""
    others: dict[str, dict[str, None]] = {}
    for names in _folded(line.split(", ") for line in _GROUPS.strip().splitlines()):
        for name, found in _known_others(names, record):
            others.setdefault(name, {}).update(dict.fromkeys(found))
    for names in _folded(states().values()):
        for name, found in _known_others(names, record):
            # A word that the record has is looked for in its other forms only: `china` and `chinese`, not `beijing`.
            forms = [other for other in found if name not in record or other[:2] == name[:2]]
            others.setdefault(name, {}).update(dict.fromkeys(forms))
    return {name: list(found) for name, found in sorted(others.items()) if found}


def _known_others(names: Sequence[str], record: AbstractSet[str]) -> Iterator[tuple[str, list[str]]]:
    """For each single word of a group the others that the record has.

    Pagefind finds longer words by their beginning, such as `russian` for `russia`, so these are left out.
    """
    known = [name for name in names if record >= set(name.split())]
    for name in names:
        if " " not in name:
            yield name, [other for other in known if not other.startswith(name)]


def _folded(groups: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Groups of names as the search has them, each name with blanks between its words."""
    return (list(dict.fromkeys(" ".join(words(name)) for name in group)) for group in groups)
