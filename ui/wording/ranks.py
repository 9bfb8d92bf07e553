"""How a step ranks its awards, and where one of them stands, in a few words."""

from allocation.model import Ranking
from allocation.rules.ranks import POINT
from ui.wording import _


def ranked_by(ranking: Ranking, weights: tuple[int, int] | None) -> str:
    """`by score: cost 60, quality 40`, `by rank`, `by share`; nothing where all stand equal."""
    match ranking:
        case Ranking.SCORE if weights is not None:
            return _("by score: cost {cost}, quality {quality}").format(cost=weights[0], quality=weights[1])
        case Ranking.RANK:
            return _("by rank")
        case Ranking.SHARE:
            return _("by share")
        case _rest:
            return ""


def rank_words(rank: int | None, points: int | None) -> str:
    """`rank 2`, `92.4 points, rank 2`; nothing for one that does not rank."""
    if rank is None:
        return ""
    if points is None:
        return _("rank {rank}").format(rank=rank)
    return _("{points}, rank {rank}").format(points=points_words(points), rank=rank)


def points_words(points: int) -> str:
    """`92.4 points`."""
    return _("{points} points").format(points=f"{points / POINT:.1f}")
