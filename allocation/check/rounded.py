"""A limit's row, multiplied, divided and rounded down: plans keep it, fractions of picks may not.

Where there is room for two parts and a half, prices of room alone let half a part be taken; this row does not
("mixed-integer rounding": Nemhauser and Wolsey, "A recursive procedure to generate all cuts for 0-1 mixed
integer programs", 1990). All in whole numbers: a row's amounts are multiplied by what makes them whole.
"""

from typing import NamedTuple

import numpy as np

from allocation.check.ground import LARGEST
from allocation.check.provider_sets import Whole

MOST_TIMES = 1_000
"""By how much a row is multiplied at most."""


class Rounding(NamedTuple):
    """Which row of a limit: the limit's number, by what it is multiplied, and then divided."""

    limit: int
    times: int
    divisor: int

    def fits(self, price: int) -> bool:
        """Whether its numbers, and a price for it, are such as can be reckoned with."""
        return 0 < self.times <= MOST_TIMES and 0 < self.divisor <= LARGEST and price >= 0


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


def rounded_row(used: Whole, room: int, times: int, divisor: int) -> tuple[Whole, int]:
    """The amounts of picks that use so much (k), and what they are together in no plan more than."""
    there, by = np.array([room], dtype=np.int64), np.array([divisor], dtype=np.int64)
    amounts = rounded(used, there, times, by)
    most = int(rounded(there, there, times, by)[0])
    even = max(1, int(np.gcd(np.gcd.reduce(amounts), most)))
    return amounts // even, most // even
