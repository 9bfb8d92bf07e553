"""Ranks within a step: as awarded, or by a score computed per package on the day (FORMATS, "Rank")."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from allocation.index import Index
from allocation.model import Award, AwardKey, Package, Ranking


@lru_cache(maxsize=100_000)
def points(cost_weight: int, quality_weight: int, rate: int, lowest_rate: int, quality: int) -> Fraction:
    """Weighted points, 0 to 100, of cost (the lowest rate over this one) and of the provider's quality.

    Exact, since equal scores share a rank; kept, since a round asks for the same few many thousand times.
    """
    cost = Fraction(lowest_rate * 100, rate) if rate else Fraction(100)
    return (cost_weight * cost + quality_weight * quality) / (cost_weight + quality_weight)


def award_points(index: Index, package: Package, eligible: Sequence[Award]) -> dict[AwardKey, Fraction]:
    """The points of each of a package's eligible awards, each measured within its own step.

    A provider without a quality figure has no quality points.
    """
    lowest: dict[tuple[str, int], int] = {}
    for award in eligible:
        step = (award.contract, award.step)
        rate = award.rate_for(package.specialist)
        lowest[step] = min(rate, lowest.get(step, rate))
    return {
        award.key: points(
            index.step_of(award).cost_weight,
            index.step_of(award).quality_weight,
            award.rate_for(package.specialist),
            lowest[award.contract, award.step],
            index.providers[award.provider].quality or 0,
        )
        for award in eligible
    }


def award_ranks(index: Index, package: Package, eligible: Sequence[Award]) -> dict[AwardKey, int]:
    """The rank of each eligible award within its step; 1 is first, equals share one (1, 1, 3).

    In steps that are ranked neither by rank nor by score every award is first.
    """
    by_step: dict[tuple[str, int], list[Award]] = defaultdict(list)
    for award in eligible:
        by_step[award.contract, award.step].append(award)
    ranks: dict[AwardKey, int] = {}
    for key, awards in by_step.items():
        ranking = index.steps[key].ranking
        if ranking is Ranking.SCORE:
            scores = award_points(index, package, awards)
            first: dict[Fraction, int] = {}
            for rank, score in enumerate(sorted(scores.values(), reverse=True), start=1):
                first.setdefault(score, rank)
            ranks |= {award: first[score] for award, score in scores.items()}
        else:
            ranks |= {award.key: (ranking is Ranking.RANK and award.rank) or 1 for award in awards}
    return ranks
