"""Shares of a lot: the whole that they are taken of, and the largest an award may have (FORMATS)."""

from allocation.index import Index
from allocation.model import Award, Lot


def lot_minutes(index: Index, lot: Lot) -> tuple[int, int]:
    """Staff minutes a week of all packages of the round in the lot, placed or not, and of its largest.

    Where the policy takes shares over some weeks, live care from before them is not in the whole.
    """
    found = [sizes for (area, service), sizes in index.minutes.items() if lot.covers(area, service)]
    return sum(whole for whole, _ in found), max((largest for _, largest in found), default=0)


def largest_minutes(award: Award, whole: int, largest_package: int) -> int | None:
    """The most staff minutes that the award may have of its lot: its share rounded down, never below the
    largest package, so that a small round is not blocked. None: no largest share.
    """
    if award.max_share is None:
        return None
    return max(whole * award.max_share // 10_000, largest_package)


def target_hundredths(award: Award, whole: int) -> int | None:
    """The target share of the whole in hundredths of a minute (half up), or None where there is none."""
    if award.target_share is None:
        return None
    return (whole * award.target_share + 50) // 100
