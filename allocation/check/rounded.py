"""A limit's row, multiplied, divided and rounded down: plans keep it, fractions of picks may not.

Where there is room for two parts and a half, prices of room alone let half a part be taken; this row does not
("mixed-integer rounding": Nemhauser and Wolsey, "A recursive procedure to generate all cuts for 0-1 mixed
integer programs", 1990). Some parts may be counted by what they leave where they are not placed
("complemented": Marchand and Wolsey, "Aggregation and mixed integer rounding to solve MIPs", 2001): so rows
also say which parts have no room together, as covers do. All in whole numbers: a row's amounts are multiplied
by what makes them whole.
"""

from typing import NamedTuple

import numpy as np

from allocation.check.ground import LARGEST
from allocation.check.provider_sets import Whole
from allocation.compiled import compiled

MOST_TIMES, MOST_DIVISOR = 1_000, 1 << 32
"""By how much a row is multiplied and divided at most."""


class Rounding(NamedTuple):
    """Which row of a limit: the limit's number, by what it is multiplied, and then divided; the open parts
    (numbers) that are counted by what they leave, each with what all its picks use at least; and by what the
    rounded row is divided once more, to be small (0: by what goes into all of it). A row with a divisor of
    its own is the same on every branch of a tree, so that its price is too.
    """

    limit: int
    times: int
    divisor: int
    complemented: tuple[tuple[int, int], ...] = ()
    even: int = 0

    def fits(self, price: int, parts: int) -> bool:
        """Whether it and its price can be reckoned with, in a problem of so many open parts."""
        if len({part for part, _ in self.complemented}) < len(self.complemented):
            return False
        if any(not (0 <= part < parts and 0 <= least <= MOST_DIVISOR) for part, least in self.complemented):
            return False
        if not 0 <= self.even <= LARGEST:
            return False
        return 0 < self.times <= MOST_TIMES and 0 < self.divisor <= MOST_DIVISOR and price >= 0


@compiled
def rounded(used: int, times: int, divisor: int, over: int) -> int:
    """What an amount of a limit becomes, where `over` is what the room, times `times`, leaves when divided;
    not yet made as small as can be.

    With r for `over`, an amount a becomes, times (divisor - r), its whole part when divided, and of what is
    over as much as passes r. That never falls with a, and what sums of amounts become is no less than the sum
    of what they become.
    """
    whole = times * used // divisor
    return int(whole * (divisor - over) + max(0, times * used - whole * divisor - over))


def rounded_row(used: Whole, part: Whole, room: int, row: Rounding) -> tuple[Whole, int]:
    """The amounts of the picks of `part` that use so much (k), and what they are together in no plan more
    than.

    Of a part y, 0 or 1, that is counted by what it leaves, a * y becomes a - a * (1 - y), where a is no more
    than any of its picks uses: the row then has -a for what it leaves, which is rounded as all amounts are.
    Where a branch leaves none of its picks, y is 0, and the row is the same. What is left of a division is
    dropped: that is no loss where the divisor goes into all, and true by any.
    """
    turned = np.array(row.complemented, dtype=np.int64).reshape(-1, 2)
    amounts, most = _row(used, part, room, row.times, row.divisor, turned)
    even = row.even or max(1, int(np.gcd(np.gcd.reduce(amounts), most)))
    return amounts // even, most // even


@compiled
def _row(used: Whole, part: Whole, room: int, times: int, divisor: int, turned: Whole) -> tuple[Whole, int]:
    """The same, not yet made small; `turned` has a row for each part that is counted by what it leaves: the
    part, and what its picks use at least.
    """
    parts = 0
    for each in range(len(part)):
        parts = max(parts, part[each] + 1)
    for each in range(len(turned)):
        parts = max(parts, turned[each, 0] + 1)
    least = np.full(parts, -1)
    for each in range(len(turned)):
        least[turned[each, 0]] = turned[each, 1]
    for each in range(len(part)):
        if used[each] > 0:
            least[part[each]] = min(least[part[each]], used[each])
    left = room
    for each in range(len(turned)):
        left -= least[turned[each, 0]]
    over = times * left - times * left // divisor * divisor
    most = rounded(left, times, divisor, over)
    for each in range(len(turned)):
        most -= rounded(-least[turned[each, 0]], times, divisor, over)
    amounts = np.zeros(len(used), dtype=np.int64)
    for each in range(len(used)):
        if used[each] > 0 and least[part[each]] >= 0:
            amounts[each] = -rounded(-least[part[each]], times, divisor, over)
        else:
            amounts[each] = rounded(used[each], times, divisor, over)
    return amounts, most
