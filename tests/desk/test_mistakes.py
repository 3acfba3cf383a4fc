"""A newsroom's mistakes: each leads to its mend at once, and none is accepted without a word.

Scored strictly: `check` reports one problem and no other, with the code that is expected, and its message and hint have
the mend. Mistakes that are none, such as a soft hyphen within a quotation, are accepted.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import lay_out
from tests.support.microsite import edit, in_process
from tests.support.mistakes import FIRST_WEEK, IMPRECISE, OF_A_FRESH_READER, OF_OUR_OWN, Mistake
from tests.support.repository import commit


def _rewritten(change: Callable[[str], bytes]) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        file = folder / "claims.yaml"
        file.write_bytes(change(file.read_text(encoding="utf-8")))

    return run


def _second_article(folder: Path) -> None:
    text = b"The harvest was poor.\n"
    (folder / "seeds/articles/harvest.txt").write_bytes(text)
    entry = (
        f"- id: harvest\n  file: harvest.txt\n  sha256: {hashlib.sha256(text).hexdigest()}\n  title: Harvest\n"
        "  publisher: daily\n  published: 2022-05-04\n  rights: Invented.\n  coverage: claims-only\n"
    )
    with (folder / "seeds/articles.yaml").open("a", encoding="utf-8") as articles:
        articles.write(entry)


# What is done to the site besides the edits of words.
CHANGES: dict[str, Callable[[Path], None]] = {
    "": lambda _: None,
    "crlf": _rewritten(lambda text: text.replace("\n", "\r\n").encode()),
    "bom": _rewritten(lambda text: b"\xef\xbb\xbf" + text.encode()),
    "utf-16": _rewritten(lambda text: text.encode("utf-16")),
    "cp1252": _rewritten(lambda text: text.encode("cp1252")),
    "empty": _rewritten(lambda _: b""),
    "yml": lambda folder: (folder / "claims.yaml").rename(folder / "claims.yml") and None,
    "imprecise": lambda folder: edit(folder / "policy.yaml", "limits:\n", IMPRECISE),
    "second-article": _second_article,
    "two-topics": lambda folder: edit(folder / "policy.yaml", "topics:\n", "topics:\n- {id: harvest, name: Harvest}\n"),
}


def made(mistake: Mistake, folder: Path) -> list[dict[str, Any]]:
    """The problems of the small site with a mistake in it."""
    site = lay_out("_base", folder / "site")
    if mistake.against:
        commit(site, "Published")
    for old, new in mistake.edits:
        if old == "GRAIN-CLAIM":
            claims = site / "claims.yaml"
            claims.write_text(claims.read_text(encoding="utf-8").partition("\n- id: grain")[0] + "\n", encoding="utf-8")
        else:
            edit(site / mistake.file, old, new)
    CHANGES[mistake.change](site)
    return in_process(
        "check", "--format", "json", *(("--against", "HEAD") if mistake.against else ()), project=site
    ).problems


def fault(mistake: Mistake, problems: list[dict[str, Any]]) -> str:
    """Why what was said does not lead to the mend; empty if it does."""
    codes = [row["code"] for row in problems]
    if not mistake.code:
        return f"refused: {problems}" if codes else ""
    if codes != [mistake.code]:
        return f"expected only {mistake.code}, found {[(row['code'], row['message'], row['hint']) for row in problems]}"
    said = f"{problems[0]['message']}\n{problems[0]['hint']}"
    missing = [words for words in mistake.mend if words not in said]
    return f"{missing} missing in: {said}" if missing else ""


EVERY = (*FIRST_WEEK, *OF_OUR_OWN, *OF_A_FRESH_READER)


@pytest.mark.parametrize("mistake", EVERY, ids=lambda mistake: f"{mistake.number} {mistake.what}")
def test_a_mistake_leads_to_its_mend(mistake: Mistake, tmp_path: Path) -> None:
    """One problem, whose words have the mend."""
    assert fault(mistake, made(mistake, tmp_path)) == ""


def test_all_mistakes_are_here() -> None:
    """The 120 of the first week and two times 20 others, each once, and each that is refused says how to mend it."""
    assert (len(FIRST_WEEK), len(OF_OUR_OWN), len(OF_A_FRESH_READER)) == (120, 20, 20)
    assert len({mistake.number for mistake in EVERY}) == len(EVERY)
    assert all(bool(mistake.code) == bool(mistake.mend) for mistake in EVERY)
    accepted = [mistake.number for mistake in FIRST_WEEK if not mistake.code]
    assert not [
        number for number in accepted if not re.fullmatch("11b|2[01]|3[34]|42|50|58|62|68|b1[89]|b3[589]", number)
    ]
