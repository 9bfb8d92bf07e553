"""Shares, ranks by score, and what care costs, by example."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from allocation.index import index
from allocation.model import Provider, Ranking, Step
from allocation.rules.cost import weekly_pence, weekly_sixtieths
from allocation.rules.ranks import POINT, award_points, award_ranks, points
from allocation.rules.share import largest_minutes, lot_minutes, target_hundredths
from tests.allocation.sample import award, package, round_of, visit


def test_the_whole_is_every_package_in_the_lot_placed_or_not() -> None:
    """Another area is not in it; the largest package is known."""
    packages = (package("P1"), package("P2", visits=(visit(60),)), package("P3", area="B"))
    round_ = round_of(packages=packages)
    assert lot_minutes(index(round_), round_.lots[0]) == (630, 420)


def test_a_largest_share_is_rounded_down_and_never_blocks_one_package() -> None:
    """A third of 1,000 minutes is 333; of a small lot, the largest package may still go there."""
    assert largest_minutes(award(max_share=3333), 1000, 200) == 333
    assert largest_minutes(award(max_share=3333), 500, 400) == 400
    assert largest_minutes(award(), 1000, 200) is None


def test_a_target_share_is_hundredths_of_a_minute() -> None:
    """25% of 631 minutes is 157.75 minutes."""
    assert target_hundredths(award(target_share=2500), 631) == 15775
    assert target_hundredths(award(), 631) is None


def test_ranks_by_score_are_per_package_and_equals_share_one() -> None:
    """The cheapest has 100 cost points; equal scores rank 1, 1, 3."""
    awards = (award("avon"), award("bute"), award("clyde", rate=2500))
    step = Step("C", 1, "One", ranking=Ranking.SCORE)
    round_ = round_of(awards=awards, steps=(step,))
    ranks = award_ranks(index(round_), round_.packages[0], round_.awards)
    assert [ranks[each.key] for each in awards] == [1, 1, 3]


def test_quality_may_outweigh_cost() -> None:
    """60% quality: a dearer, better provider goes first; no quality figure means no quality points."""
    step = Step("C", 1, "One", ranking=Ranking.SCORE, cost_weight=40, quality_weight=60)
    assert points(step, 2500, 2000, 9_000) == (40 * 80 + 60 * 90) * POINT // 100
    assert points(step, 2000, 2000, 0) == 40 * POINT
    awards = (award("avon", rate=2500), award("bute"))
    providers = (
        Provider("avon", "Avon", quality_hundredths=9_000),
        Provider("bute", "Bute", quality_hundredths=5_000),
    )
    round_ = round_of(awards=awards, steps=(step,), providers=providers)
    ranks = award_ranks(index(round_), round_.packages[0], round_.awards)
    assert ranks == {awards[0].key: 1, awards[1].key: 2}


def test_a_hundredth_of_a_point_decides() -> None:
    """82.51 goes before 82.5, though at their rates no ten-thousandth of a point tells the two apart."""
    step = Step("C", 1, "One", ranking=Ranking.SCORE, cost_weight=9_999, quality_weight=1)
    awards = (award("avon"), award("bute"))
    providers = (
        Provider("avon", "Avon", quality_hundredths=8_250),
        Provider("bute", "Bute", quality_hundredths=8_251),
    )
    round_ = round_of(awards=awards, steps=(step,), providers=providers)
    assert len(set(award_points(index(round_), round_.packages[0], round_.awards).values())) == 1
    ranks = award_ranks(index(round_), round_.packages[0], round_.awards)
    assert ranks == {awards[0].key: 2, awards[1].key: 1}


@given(
    st.integers(0, 4000), st.integers(1, 4000), st.integers(0, 10_000), st.integers(0, 9), st.integers(1, 9)
)
def test_points_are_the_weighted_sum_exactly(
    rate: int, lowest: int, quality: int, cost_weight: int, quality_weight: int
) -> None:
    """Cost points and quality points by their weights, as a fraction, rounded down once."""
    step = Step("C", 1, "One", ranking=Ranking.SCORE, cost_weight=cost_weight, quality_weight=quality_weight)
    cost = Fraction(100 * min(rate, lowest), rate) if rate else Fraction(100)
    exact = (cost_weight * cost + quality_weight * Fraction(quality, 100)) / (cost_weight + quality_weight)
    assert points(step, rate, min(rate, lowest), quality) == exact * POINT // 1


def test_ranks_as_awarded_and_none() -> None:
    """A step ranked by rank takes the award's; an unranked step puts all first."""
    awards = (award("avon", rank=2), award("bute", rank=1), award("clyde", step=2, rank=3))
    round_ = round_of(awards=awards, steps=(Step("C", 1, "One", ranking=Ranking.RANK),))
    ranks = award_ranks(index(round_), round_.packages[0], round_.awards)
    assert [ranks[each.key] for each in awards] == [2, 1, 1]


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 5000)), max_size=5))
def test_a_weekly_cost_is_rounded_once(parts: list[tuple[int, int]]) -> None:
    """The printed cost is within half a penny of the true cost, however many parts there are."""
    exact = Fraction(sum(minutes * rate for minutes, rate in parts), 60)
    printed = weekly_pence(sum(weekly_sixtieths(minutes, rate) for minutes, rate in parts))
    assert abs(printed - exact) <= Fraction(1, 2)
