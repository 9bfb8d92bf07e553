"""Best sets sought no wider than a question asks: wide layers take long, and mostly the first try answers."""

from collections.abc import Callable, Sequence

from allocation.check.best_set import Best, best_sets
from allocation.check.layout import Worth
from allocation.check.provider_sets import ProviderSets

WIDER, TOGETHER = 3, 2
"""Best sets that leave the answer open are sought so many times as widely, so many providers at a time."""


def widened(
    every: Sequence[ProviderSets],
    worths: Sequence[Worth],
    width: int,
    most: int,
    is_open: Callable[[int, int], bool],
) -> tuple[list[Best], int, int]:
    """Every provider's best set, sought `width` wide at first and `most` at last, while it `is_open` (what
    the sets found are worth together, what no sets pass). Beside them the widest that was sought, and how
    many partial sets were looked at.
    """
    wide = [width] * len(every)
    found = best_sets(zip(every, worths, wide, strict=True))
    steps = sum(each.steps for each in found)
    while is_open(sum(each.value for each in found), sum(each.ceiling for each in found)):
        gaps = sorted(
            (each.value - each.ceiling, number)
            for number, each in enumerate(found)
            if each.ceiling > each.value and wide[number] < most
        )
        if not gaps:
            break
        again = [number for gap, number in gaps[:TOGETHER] if 4 * gap <= gaps[0][0]]
        for number in again:
            wide[number] = min(most, WIDER * wide[number])
        wider = best_sets((every[number], worths[number], wide[number]) for number in again)
        for number, each in zip(again, wider, strict=True):
            found[number] = each
        steps += sum(each.steps for each in wider)
    return found, max(wide, default=width), steps
