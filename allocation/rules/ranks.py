"""Ranks within a step: as awarded, or by a score computed per package on the day (FORMATS, "Rank")."""

from collections.abc import Sequence
from fractions import Fraction

from allocation.index import Index
from allocation.model import Award, AwardKey, Package, Ranking, Step


def points(step: Step, rate: int, lowest_rate: int, quality: int | None) -> Fraction:
    """Weighted points, 0 to 100: cost points are the lowest rate over this one, quality points the provider's
    own.

    A provider without a quality figure has no quality points.
    """
    cost = Fraction(lowest_rate * 100, rate) if rate else Fraction(100)
    weights = step.cost_weight + step.quality_weight
    return (step.cost_weight * cost + step.quality_weight * (quality or 0)) / weights


def award_points(index: Index, package: Package, eligible: Sequence[Award]) -> dict[AwardKey, Fraction]:
    """The points of each of a package's eligible awards, each measured within its own step."""
    lowest: dict[tuple[str, int], int] = {}
    for award in eligible:
        step = (award.contract, award.step)
        rate = award.rate_for(package.specialist)
        lowest[step] = min(rate, lowest.get(step, rate))
    return {
        award.key: points(
            index.step_of(award),
            award.rate_for(package.specialist),
            lowest[award.contract, award.step],
            index.providers[award.provider].quality,
        )
        for award in eligible
    }


def award_ranks(index: Index, package: Package, eligible: Sequence[Award]) -> dict[AwardKey, int]:
    """The rank of each eligible award within its step: 1 is first; equals share one (1, 1, 3); 1 in unranked
    steps.
    """
    scores = award_points(index, package, eligible)
    ranks: dict[AwardKey, int] = {}
    for award in eligible:
        step = index.step_of(award)
        if step.ranking is Ranking.RANK:
            ranks[award.key] = award.rank or 1
        elif step.ranking is Ranking.SCORE:
            ranks[award.key] = 1 + sum(
                scores[other.key] > scores[award.key]
                for other in eligible
                if (other.contract, other.step) == (award.contract, award.step)
            )
        else:
            ranks[award.key] = 1
    return ranks
