"""A package's awards compared with one another, for ranks and for the score aim."""

from collections.abc import Sequence
from dataclasses import dataclass

from allocation.index import Index
from allocation.model import Award, AwardKey, Package, ScoreBy
from allocation.rules.ranks import award_points, award_ranks


@dataclass(frozen=True, slots=True)
class Rating:
    """A package's awards compared with one another: rank in the step, and the score aim's excess (pence an
    hour above the cheapest, or ten-thousandths of a point short of the best).
    """

    ranks: dict[AwardKey, int]
    excess: dict[AwardKey, int]
    by_points: bool


def rate(index_: Index, package: Package, awards: Sequence[Award]) -> Rating:
    """Compare the awards; the cheapest and the best are taken over all of them, at whatever step."""
    ranks = award_ranks(index_, package, awards)
    if index_.round_.policy.score_by is ScoreBy.POINTS:
        points = award_points(index_, package, awards)
        best = max(points.values(), default=0)
        return Rating(ranks, {key: best - found for key, found in points.items()}, by_points=True)
    rates = {award.key: award.rate_for(package.specialist) for award in awards}
    cheapest = min(rates.values(), default=0)
    return Rating(ranks, {key: found - cheapest for key, found in rates.items()}, by_points=False)
