"""Prices of room: what a set loses by the room that it leaves and the picks that it takes or not.

Any prices bound every set: worth <= prices * room + sum of what picks are worth above their room's price
(Lagrangian duality, as for a single knapsack by Dantzig). Good prices make that small. They are sought in
floating point, because whatever they are the bound is reckoned in whole numbers afterwards.
"""

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]


def room_prices(gain: Real, uses: Real, room: Real, start: Real, passes: int) -> Real:
    """Coordinate descent from `start` (d): one limit's price at a time, each to its exact best.

    `gain` is (k), `uses` (k, d), `room` (d). A price's best is the ratio of the pick with which its limit is
    full.
    """
    prices = start.copy()
    lean = gain - uses @ prices
    users = [np.nonzero(uses[:, limit])[0] for limit in range(len(room))]
    for _ in range(passes):
        before = prices.copy()
        for limit, picks in enumerate(users):
            used = uses[picks, limit]
            worth = lean[picks] + used * prices[limit]
            rising = worth > 0
            ratio, amount = worth[rising] / used[rising], used[rising]
            order = np.argsort(-ratio, kind="stable")
            full = int(np.searchsorted(np.cumsum(amount[order]), room[limit], side="right"))
            best = float(ratio[order[full]]) if full < len(order) else 0.0
            if best != prices[limit]:
                lean[picks] += used * (prices[limit] - best)
                prices[limit] = best
        if np.array_equal(before, prices):
            break
    return prices
