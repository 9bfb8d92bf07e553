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


def rounded(used: Whole, room: Whole, times: int, divisor: Whole) -> Whole:
    """What amounts of limits with such room become, not yet made as small as can be.

    With b the room, r what b times `times` leaves when divided, an amount a becomes, times (divisor - r), its
    whole part when divided, and of what is over as much as passes r. That never falls with a, and what sums
    of amounts become is no less than the sum of what they become.
    """
    over = times * room % divisor
    whole: Whole = times * used // divisor * (divisor - over)
    whole += np.maximum(0, times * used % divisor - over)
    return whole


def rounded_row(used: Whole, part: Whole, room: int, row: Rounding) -> tuple[Whole, int]:
    """The amounts of the picks of `part` that use so much (k), and what they are together in no plan more
    than.

    Of a part y, 0 or 1, that is counted by what it leaves, a * y becomes a - a * (1 - y), where a is no more
    than any of its picks uses: the row then has -a for what it leaves, which is rounded as all amounts are.
    Where a branch leaves none of its picks, y is 0, and the row is the same. What is left of a division is
    dropped: that is no loss where the divisor goes into all, and true by any.
    """
    turned_part = np.array([each for each, _ in row.complemented], dtype=np.int64)
    turned = np.isin(part, turned_part) & (used > 0)
    least = np.zeros(1 + max(part.max(initial=0), turned_part.max(initial=0)), dtype=np.int64)
    least[turned_part] = [minutes for _, minutes in row.complemented]
    np.minimum.at(least, part[turned], used[turned])
    left = np.array([room - int(least.sum())], dtype=np.int64)
    by = np.array([row.divisor], dtype=np.int64)
    back = -rounded(-least, left, row.times, by)
    amounts = np.where(turned, back[part], rounded(used, left, row.times, by))
    most = int(rounded(left, left, row.times, by)[0] + back.sum())
    even = row.even or max(1, int(np.gcd(np.gcd.reduce(amounts), most)))
    return amounts // even, most // even
