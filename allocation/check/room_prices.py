"""Prices of room: what a set loses by the room that it leaves and the picks that it takes or not.

Any prices bound every set: worth <= prices * room + sum of what picks are worth above their room's price
(Lagrangian duality, as for a single knapsack by Dantzig). Good prices make that small. They are sought in
floating point, because whatever they are the bound is reckoned in whole numbers afterwards.
"""

import numpy as np
from numpy.typing import NDArray

from allocation.compiled import compiled

Real = NDArray[np.float64]


@compiled
def room_prices(gain: Real, uses: Real, room: Real, start: Real, passes: int) -> Real:
    """Coordinate descent from `start` (d): one limit's price at a time, each to its exact best.

    `gain` is (k), `uses` (k, d), `room` (d). A price's best is the ratio of the pick with which its limit is
    full.
    """
    prices = start.copy()
    lean = gain.copy()
    ratio = np.empty(len(gain))
    for limit in range(len(room)):
        lean -= uses[:, limit] * prices[limit]
    for _ in range(passes):
        changed = False
        for limit in range(len(room)):
            for pick in range(len(gain)):
                used = uses[pick, limit]
                ratio[pick] = -max(0.0, lean[pick] / used + prices[limit]) if used > 0 else 0.0
            left, best = room[limit], 0.0
            for pick in np.argsort(ratio, kind="mergesort"):
                left -= uses[pick, limit]
                if ratio[pick] >= 0 or left < 0:
                    best = -ratio[pick]
                    break
            if best != prices[limit]:
                lean += uses[:, limit] * (prices[limit] - best)
                prices[limit] = best
                changed = True
        if not changed:
            break
    return prices
