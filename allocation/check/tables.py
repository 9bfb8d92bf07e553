"""Bounds on what a provider could still be given: prices settle all limits but one, and that one is exact.

Each table prices every limit but one (Lagrangian duality, as for a single knapsack by Dantzig) and reckons
the one that is left for every room that could remain of it, from the last layer up (Bellman's recursion for
the knapsack; Martello and Toth, "Knapsack Problems", 1990, 2.6). The least over many tables, each exact in a
limit of its own and with prices that suit some depth, is far nearer to the truth than prices alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from allocation.check.ground import LARGEST, Ground
from allocation.check.provider_sets import Whole
from allocation.check.room_prices import Real
from allocation.compiled import compiled

CELLS = 2_000_000
"""Numbers that the tables of one provider may hold together; beyond it, room is counted in larger steps."""


class Tables(NamedTuple):
    """Vectors of prices of room, `price` (v, d); with each there is a table exact in each of the d limits.
    `worth` (n + 1, v * d, r) tells, in steps of `step` (d) minutes of its room, what layers from each on are
    worth at most, beyond what they pay for the rest.
    """

    price: Whole
    step: Whole
    worth: Whole


def tables(ground: Ground, prices: Sequence[Real]) -> Tables:
    """One table for each vector of prices (d) and each limit."""
    limits, count = len(ground.room), len(ground.first) - 1
    most = LARGEST // (1 + limits) // (1 + ground.room)
    price = np.minimum(np.floor(np.array(prices)), most).astype(np.int64)
    finest = np.maximum(1, np.gcd.reduce(ground.uses, axis=0))
    coarsest = ground.room * (count + 1) * price.size // CELLS
    step = np.maximum(finest, coarsest)
    worth = np.zeros((count + 1, price.size, int((ground.room // step).max()) + 1), dtype=np.int64)
    _fill(worth, price, step, ground)
    return Tables(price, step, worth)


@compiled
def _fill(worth: Whole, price: Whole, step: Whole, ground: Ground) -> None:
    """Every table, from the last layer up."""
    limits, rooms = len(ground.room), worth.shape[2]
    for at in range(worth.shape[0] - 2, -1, -1):
        worth[at] = worth[at + 1]
        for pick in range(ground.first[at], ground.first[at + 1]):
            for vector in range(len(price)):
                lean = ground.bound_gain[pick]
                for limit in range(limits):
                    lean -= ground.uses[pick, limit] * price[vector, limit]
                for limit in range(limits):
                    gain = lean + ground.uses[pick, limit] * price[vector, limit]
                    if gain <= 0:
                        continue
                    use = ground.uses[pick, limit] // step[limit]
                    table = vector * limits + limit
                    for room in range(use, rooms):
                        with_it = worth[at + 1, table, room - use] + gain
                        worth[at, table, room] = max(worth[at, table, room], with_it)


@compiled
def beyond(price: Whole, step: Whole, worth: Whole, rows: Whole, number: int, layer: int, enough: int) -> int:
    """What a set could at most gain from the layers from `layer` on by these tables, given the room (d) at
    the front of its row; something at or under `enough` once that is known to be so.
    """
    least = 0
    limits = len(step)
    for vector in range(len(price)):
        paid = 0
        for limit in range(limits):
            paid += price[vector, limit] * rows[number, limit]
        for limit in range(limits):
            room = rows[number, limit]
            bound = worth[layer, vector * limits + limit, room // step[limit]]
            bound += paid - price[vector, limit] * room
            if bound < least or vector + limit == 0:
                least = bound
        if least <= enough:
            break
    return least
