"""Ranks within a step: as awarded, or by a score computed per package on the day (FORMATS, "Rank")."""

from collections import defaultdict
from collections.abc import Sequence

from allocation.index import Index
from allocation.model import Award, AwardKey, Package, Ranking, Step

POINT = 10_000
"""Parts of a point: what points are counted in where people or aims see them."""


def points(step: Step, rate: int, lowest_rate: int, quality_hundredths: int, scale: int = POINT) -> int:
    """Weighted points, 0 to 100, of cost (the lowest rate over this one) and of the provider's quality.

    In whole `scale`-ths of a point, rounded down once. Pence an hour, and hundredths of a quality point; a
    rate of nothing has all cost points.
    """
    weights = step.cost_weight + step.quality_weight
    if not rate:
        return (
            scale * (step.cost_weight * 10_000 + step.quality_weight * quality_hundredths) // (100 * weights)
        )
    return (
        scale
        * (step.cost_weight * 10_000 * lowest_rate + step.quality_weight * quality_hundredths * rate)
        // (100 * rate * weights)
    )


def award_points(
    index: Index, package: Package, eligible: Sequence[Award], scale: int = POINT
) -> dict[AwardKey, int]:
    """The points of each of a package's eligible awards, each measured within its own step.

    A provider without a quality figure has no quality points.
    """
    rates = [award.rate_for(package.specialist) for award in eligible]
    lowest: dict[tuple[str, int], int] = {}
    for award, rate in zip(eligible, rates, strict=True):
        step = (award.contract, award.step)
        lowest[step] = min(rate, lowest.get(step, rate))
    return {
        award.key: points(
            index.step_of(award),
            rate,
            lowest[award.contract, award.step],
            index.providers[award.provider].quality_hundredths or 0,
            scale,
        )
        for award, rate in zip(eligible, rates, strict=True)
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
        step = index.steps[key]
        if step.ranking is Ranking.SCORE:
            ranks |= _by_score(index, package, step, awards)
        else:
            ranks |= {award.key: (step.ranking is Ranking.RANK and award.rank) or 1 for award in awards}
    return ranks


def _by_score(index: Index, package: Package, step: Step, awards: Sequence[Award]) -> dict[AwardKey, int]:
    """Ranks by points, exactly: two scores that differ, differ by at least one over both rates, the sum of
    the weights and the hundredths of a point, so that at a finer scale whole numbers tell them apart, and
    equals stay equal.
    """
    dearest = max(award.rate_for(package.specialist) for award in awards)
    scale = 100 * max(1, dearest) ** 2 * (step.cost_weight + step.quality_weight)
    scores = award_points(index, package, awards, scale)
    first: dict[int, int] = {}
    for rank, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        first.setdefault(score, rank)
    return {award: first[score] for award, score in scores.items()}
