"""In which order a claim's page shows its excerpts, and how much of its reasons it shows at once."""

from verbatim.checks.corpus import Corpus
from verbatim.model.evidence import Stance
from verbatim.rendering.evidence_order import FEWEST, MOST, evidence_order
from verbatim.rendering.wording import IN_VIEW, in_view


def test_every_excerpt_is_shown_once(corpus: Corpus) -> None:
    """Decisive, against, or among the others by origin; within each in the editors' order."""
    for checked in corpus.claims:
        order = evidence_order(checked, corpus.hangs_on(checked), corpus)
        groups = [excerpt for group in order.others for excerpt in group.excerpts]
        shown = [excerpt.id for excerpt in (*order.decisive, *order.against, *groups)]
        ids = [excerpt.id for excerpt in checked.excerpts]
        assert sorted(shown) == sorted(ids)
        for part in (order.decisive, order.against):
            assert [excerpt.id for excerpt in part] == [name for name in ids if name in {each.id for each in part}]
        assert all(excerpt.evidence.stance is Stance.DENIES for excerpt in order.against)


def test_what_decides_comes_first(corpus: Corpus) -> None:
    """From two to four excerpts, the words under check among them; distorted words if there are any."""
    for checked in corpus.claims:
        order = evidence_order(checked, corpus.hangs_on(checked), corpus)
        candidates = [each for each in checked.excerpts if each.evidence.stance is not Stance.DENIES]
        assert min(FEWEST, len(candidates)) <= len(order.decisive) <= MOST
        distorted = [each.id for each in checked.in_articles if each in candidates and each.evidence.distortion]
        assert not distorted or distorted[0] in {each.id for each in order.decisive}


def test_the_reasons_in_view() -> None:
    """Whole paragraphs, as long as they have few words together; the first one in any case."""
    short, long = "Some words. " * 10, "Many words here. " * 50
    shown, rest = in_view(f"{short.strip()}\n\n{long.strip()}\n\n{short.strip()}")
    assert shown == short.strip()
    assert rest == f"{long.strip()}\n\n{short.strip()}"
    assert in_view(long.strip()) == (long.strip(), "")
    shown, rest = in_view("\n\n".join([short.strip()] * 8))
    assert len(shown.split()) == IN_VIEW
    assert len(rest.split()) == 40
