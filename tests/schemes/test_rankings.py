"""Schemes whose peculiarity is a ranking by weighted score."""

from fractions import Fraction
from pathlib import Path

import pytest

from allocation.model import NoReturn, Round
from tests.schemes.settled import many, room, settle, terms
from tests.ui.paper.pages import page_texts, squeezed
from ui import paper

WEIGHTS = {"A12": (90, 10), "A13": (50, 50), "B9": (40, 60)}
"""Cost and quality, as published."""


def scores(round_: Round, cost: int, quality: int) -> list[str]:
    """The step's providers from the highest score to the lowest, reckoned here anew."""
    lowest = min(award.rate for award in round_.awards)
    points = {each.provider: Fraction(each.quality_hundredths or 0, 100) for each in round_.providers}
    score = {
        award.provider: cost * Fraction(100 * lowest, award.rate) + quality * points[award.provider]
        for award in round_.awards
    }
    return sorted(score, key=lambda provider: -score[provider])


@pytest.mark.parametrize("scheme", WEIGHTS)
def test_work_goes_down_the_ranking(scheme: str, tmp_path: Path) -> None:
    """Each of the first three has room for one: they have it, and the reasons tell the others' ranks."""
    round_ = terms(scheme)
    order = scores(round_, *WEIGHTS[scheme])
    area = round_.areas[0].area
    rooms = [room(provider, 3.5) for provider in order]
    done = settle(round_, many(3, area), rooms, tmp_path)
    assert set(done.minutes()) == set(order[:3])
    first = next(
        each.package for each in done.decided.round_.packages if done.provider(each.package) == order[0]
    )
    assert done.codes(first)[1, order[-1]] == {"ranked_after"}


@pytest.mark.parametrize("scheme", WEIGHTS)
def test_the_record_tells_weights_points_and_ranks(scheme: str, tmp_path: Path) -> None:
    """How the step ranks, and of each provider that may have it how many points it has and which rank."""
    round_ = terms(scheme)
    order = scores(round_, *WEIGHTS[scheme])
    done = settle(round_, many(1, round_.areas[0].area), [room(each, 3.5) for each in order], tmp_path)
    (record,) = done.decided.records()
    (step,) = record.ladder
    assert step.weights == WEIGHTS[scheme]
    names = {each.provider: each.name for each in round_.providers}
    ranked = sorted(step.rows, key=lambda row: row.rank or 0)
    assert [row.provider for row in ranked] == [names[provider] for provider in order]
    assert [row.points for row in ranked] == sorted((row.points or 0 for row in step.rows), reverse=True)
    page = squeezed("".join(page_texts(paper.allocation_records([record]))))
    cost, quality = WEIGHTS[scheme]
    for said in (
        f"by score: cost {cost}, quality {quality}",
        f"{(ranked[0].points or 0) / 10_000:.1f} points",
    ):
        assert squeezed(said) in page


def test_the_weights_decide() -> None:
    """The same list under other weights goes to another provider: the weights are what ranks."""
    for scheme, own in WEIGHTS.items():
        round_ = terms(scheme)
        firsts = {scores(round_, *weights)[0] for weights in ((100, 0), own, (0, 100))}
        assert len(firsts) > 1, scheme


def test_a12_a_smaller_share_wins_at_the_same_price(tmp_path: Path) -> None:
    """Of two at the same rate, the provider with less of the market is asked first."""
    done = settle(terms("A12"), many(1, "County"), [room("alder", 35), room("cedar", 35)], tmp_path)
    assert done.minutes() == {"cedar": 210}


def test_b9_everybody_is_asked_at_once_for_a_day(tmp_path: Path) -> None:
    """All are asked together with 24 hours to answer, also without a return; room comes with an answer."""
    round_ = terms("B9")
    (step,) = round_.steps
    assert (step.ask_together, step.response_hours, step.no_return) == (99, 24, NoReturn.ASK)
    silent = settle(round_, many(1, "Area"), [], tmp_path / "silent")
    assert silent.provider("Area-01") == ""
    assert silent.codes("Area-01") == {(1, award.provider): {"ask_anyway"} for award in round_.awards}
    answered = settle(round_, many(1, "Area"), [room("damson", 3.5), room("fir", 3.5)], tmp_path / "answered")
    assert answered.provider("Area-01") == "damson"
