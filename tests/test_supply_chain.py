"""What an installation brings: each package and engine pinned by hash, and its licence known and listed."""

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from tests.support.bom import bill, licences, locked
from tests.support.microsite import ROOT

LISTED = licences((ROOT / "docs" / "dev" / "licences.md").read_text(encoding="utf-8"))
LOCKS = ["requirements.txt", "requirements-dev.txt", "tests/canary/properdocs.txt", "tests/canary/zensical.txt"]

# What a package that declares no SPDX expression may mean by the name of a licence.
NAMED = {
    "Apache Software License": {"Apache-2.0"},
    "BSD License": {"BSD-2-Clause", "BSD-3-Clause"},
    "MIT License": {"MIT"},
    "Mozilla Public License 2.0 (MPL 2.0)": {"MPL-2.0"},
}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_has_hashes(name: str) -> None:
    """Also those of the engines that may come after MkDocs; no lock names a host."""
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = locked(text)
    assert len(packages) > 10
    assert [package for package, _, hashes in packages if not hashes] == []
    assert len(packages) == len(re.findall(r"(?m)^[a-z]", text))
    assert "://" not in text


def test_every_licence_is_listed() -> None:
    """No package without a row, and no row without a package."""
    names = {name for name, _, _ in locked((ROOT / "requirements.txt").read_text(encoding="utf-8"))}
    assert set(LISTED) == names


@pytest.mark.parametrize("name", LISTED)
def test_a_licence_is_what_the_package_says(name: str) -> None:
    """In one of the three ways in which packages say it: an SPDX expression, a classifier, or a text."""
    try:
        said = distribution(name).metadata
    except PackageNotFoundError:  # only for another version of Python, or another system
        pytest.skip("not installed here")
    named = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    expression = said.get("License-Expression") or (None if named else said.get("License"))
    assert LISTED[name] in ({expression} if expression else {licence for each in named for licence in NAMED[each]})


def test_the_fonts_bring_their_licence() -> None:
    """The Open Font License must be with them."""
    text = (ROOT / "build_scripts/verbatim/cards/fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_the_bill_of_materials() -> None:
    """It names every locked package with its hashes and licence, and is the same each time."""
    made = bill()
    assert made == bill()
    references = [component["bom-ref"] for component in made["components"]]
    assert len(set(references)) == len(references)
    assert all(component["licenses"] and component["externalReferences"] for component in made["components"])
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", made["serialNumber"])
