"""The promises that a record makes, held by the invented newsroom, which has one of everything."""

from pathlib import Path

import pytest
from verbatim.checks.corpus import Corpus
from verbatim.model.claims import Kind
from verbatim.model.evidence import Context, Distortion, OriginBasis, Stance
from verbatim.model.sources import Read, RecordKind
from verbatim.quotation.comparing.wordings import Difference, comparisons

from tests.support.promises import Promises


@pytest.fixture(scope="module")
def folder(built_project: Path) -> Path:
    """The newsroom's folder."""
    return built_project


@pytest.fixture(scope="module")
def site(built_site: Path) -> Path:
    """The newsroom's site."""
    return built_site


class TestNewsroom(Promises):
    """The newsroom holds them."""


def test_it_has_one_of_everything(corpus: Corpus) -> None:
    """What the other tests rely on: every status, kind, stance and more occurs among the newsroom's claims."""
    evidence = [excerpt.evidence for checked in corpus.claims for excerpt in checked.excerpts]
    excerpts = [excerpt for checked in corpus.claims for excerpt in checked.excerpts]
    assert {checked.status.id for checked in corpus.claims} == {status.id for status in corpus.policy.statuses}
    assert {checked.claim.kind for checked in corpus.claims} == set(Kind)
    assert {each.stance for each in evidence} == set(Stance)
    assert {each.context for each in evidence} == set(Context)
    assert {each.origin_basis for each in evidence} == set(OriginBasis)
    assert {each.distortion for each in evidence} >= {Distortion.SPLICED, Distortion.OVERSTATED, Distortion.REVERSED}
    assert {excerpt.match for excerpt in excerpts} == {"exact", "typographic"}
    assert {excerpt.source.lang for excerpt in excerpts} == {"en", "el", "ar"}
    assert any(len(excerpt.spans) > 1 for excerpt in excerpts)
    assert any(each.outweighed for each in evidence)
    assert any(each.covers for each in evidence)
    assert any(checked.claim.override for checked in corpus.claims)
    assert {bool(checked.claim.withdrawn) for checked in corpus.retired} == {True, False}
    records = [source for source in corpus.register.sources.values() if source not in corpus.articles]
    assert {record.read for record in records} == set(Read)
    assert {record.kind for record in records} == set(RecordKind)
    for article in corpus.articles:
        quoting = [
            checked for checked in corpus.claims if any(excerpt.source is article for excerpt in checked.excerpts)
        ]
        assert len(quoting) >= 5


READINGS = {
    "berg-sign": ["and the", "is open, and it", "nothing", "shall"],
    "holm-frank": ["called", "Mr. Holm said", "had been"],
    "holm-june": ["more would follow", "Southland will send 400,000 tonnes of grain"],
}


@pytest.mark.parametrize("utterance", READINGS)
def test_what_differs_between_readings_is_marked(utterance: str, corpus: Corpus) -> None:
    """Words that only some sources have are marked; a source in another language is read in its translation."""
    (comparison,) = (
        comparison
        for checked in corpus.claims
        for comparison in comparisons(checked.excerpts, "en")
        if comparison.utterance == utterance
    )
    runs = [run for reading in comparison.readings for run in reading.runs]
    marked = [run.words for run in runs if run.difference is not Difference.SAME]
    assert [words for words in READINGS[utterance] if words not in marked] == []
    assert any(reading.wording.translated for reading in comparison.readings) == (utterance == "berg-sign")
