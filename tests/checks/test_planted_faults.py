"""Faults planted in a copy of the newsroom's data: each is reported once, at its place, and nothing is written."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.microsite import files_in, in_process
from tests.support.planted_faults import READABLE, TWELVE, UNREADABLE, VARIANTS, Fault, Microsite, plant

Planter = Callable[[Microsite], Fault]


def found_in(problems: list[dict[str, Any]]) -> list[tuple[str, str, int, int]]:
    """Problems as code, file, line and column, in that order."""
    return sorted((row["code"], row["file"], row["line"], row["column"]) for row in problems)


def name_of(planter: Planter) -> str:
    """A fault's name, for the list of tests."""
    return planter.__name__


def test_the_newsroom_has_no_problem(newsroom: Path) -> None:
    """Whatever the tests below report comes from the fault that they plant; a warning is not given beside an error."""
    ran = in_process("check", "--format", "json", project=newsroom)
    assert (ran.code, [problem["code"] for problem in ran.problems]) == (0, ["hangs-on-noted-words"])


@pytest.mark.parametrize("planter", [*READABLE, *VARIANTS, *UNREADABLE], ids=name_of)
def test_one_fault(planter: Planter, newsroom: Path) -> None:
    """A fault alone gives exactly one problem, with its code, place and mend; exit code 1; `build` writes nothing."""
    site = Microsite(newsroom)
    fault = planter(site)
    expected = list(plant(site, newsroom, [fault]))
    given = files_in(newsroom)
    ran = in_process("check", "--format", "json", project=newsroom)
    assert found_in(ran.problems) == expected
    assert ran.code == 1
    (problem,) = ran.problems
    assert problem["severity"] == "error"
    assert problem["message"].strip()
    assert problem["hint"].strip()
    assert [words for words in fault.about if words not in problem["hint"]] == []
    built = in_process("build", project=newsroom)
    assert built.code == 1
    code, file, line, column = expected[0]
    assert f"{file}:{line}:{column}: error[{code}]" in built.stderr
    assert files_in(newsroom) == given


def test_a_quotation_off_by_one_shows_the_difference(newsroom: Path) -> None:
    """The mend gives the nearest passage and, word by word, nothing but the one word that differs."""
    site = Microsite(newsroom)
    fault = next(planter for planter in TWELVE if planter.__name__ == "off_by_one")(site)
    list(plant(site, newsroom, [fault]))
    (problem,) = in_process("check", "--format", "json", project=newsroom).problems
    misspelt, word = fault.about
    passage, change = problem["hint"].split("\nchange ")
    assert word in passage
    assert misspelt not in passage
    wrong, right = change.split(" → ")
    assert misspelt in wrong
    assert word in right
    assert ";" not in change


def test_twelve_faults_together(newsroom: Path) -> None:
    """Twelve faults that leave the YAML readable give exactly those twelve problems: none hides or causes another."""
    expect_exactly(list(TWELVE), 0, newsroom)


@pytest.mark.parametrize("seed", range(1, 6))
def test_faults_in_any_combination(seed: int, newsroom: Path) -> None:
    """Any of the faults that leave the YAML readable, at other places each time, give exactly their own problems."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    chosen: list[Planter] = (
        list(READABLE) if seed == 1 else chance.sample(READABLE, chance.randint(3, len(READABLE) - 1))
    )
    expect_exactly(chosen, seed, newsroom)


def expect_exactly(planters: list[Planter], seed: int, newsroom: Path) -> None:
    """Plant faults in different claims, and find exactly their problems, in the order of their places."""
    site = Microsite(newsroom, seed)
    choosy_first = sorted(planters, key=lambda planter: -READABLE.index(planter))
    expected = sorted(plant(site, newsroom, [planter(site) for planter in choosy_first]))
    ran = in_process("check", "--format", "json", project=newsroom)
    assert found_in(ran.problems) == expected
    assert ran.code == 1
    places = [(row["file"], row["line"], row["column"]) for row in ran.problems]
    assert places == sorted(places)
    assert all(row["hint"].strip() for row in ran.problems)


def test_an_unreadable_file_is_reported_alone(newsroom: Path) -> None:
    """Where one file is no YAML, nothing is judged that would need it; problems of the others are still shown."""
    site = Microsite(newsroom)
    faults = [
        planter(site)
        for planter in (UNREADABLE[0], next(p for p in VARIANTS if p.__name__ == "missing_key_of_an_origin"))
    ]
    expected = sorted(plant(site, newsroom, faults))
    ran = in_process("check", "--format", "json", project=newsroom)
    assert found_in(ran.problems) == expected
