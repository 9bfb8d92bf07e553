"""Bounds on what a provider could still be given: prices settle all limits but one, and that one is exact.

Each table prices every limit but one (Lagrangian duality, as for a single knapsack by Dantzig) and reckons
the one that is left for every room that could remain of it, from the last layer up (Bellman's recursion for
the knapsack; Martello and Toth, "Knapsack Problems", 1990, 2.6). The least over many tables, each exact in a
limit of its own and with prices that suit some depth, is far nearer to the truth than prices alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from allocation.check.layout import LARGEST, Layout
from allocation.check.provider_sets import Whole
from allocation.check.room_prices import Real
from allocation.compiled import compiled

CELLS = 2_000_000
"""Numbers that the tables of one provider may hold together; beyond it, room is counted in larger steps."""


class Tables(NamedTuple):
    """`price` (t, d) of room, 0 for the limit `exact` (t). For it `worth` (t, n + 1, r) tells, in steps of
    `step` (t) minutes of room, what layers from each on are worth at most, beyond what they pay for the rest.
    """

    price: Whole
    exact: Whole
    step: Whole
    worth: Whole


def tables(layout: Layout, prices: Sequence[Real]) -> Tables:
    """One table for each vector of prices (d) and each limit."""
    limits = len(layout.room)
    most = LARGEST // (1 + limits) // (1 + layout.room)
    each = np.repeat(np.minimum(np.floor(np.array(prices)), most).astype(np.int64), limits, axis=0)
    exact = np.tile(np.arange(limits), len(prices))
    each[np.arange(len(exact)), exact] = 0
    finest = np.maximum(1, np.gcd.reduce(layout.uses, axis=0))
    coarsest = layout.room * (layout.count + 1) * len(exact) // CELLS
    step = np.maximum(finest, coarsest)[exact]
    worth = np.zeros((len(exact), layout.count + 1, int((layout.room[exact] // step).max()) + 1), np.int64)
    order = np.argsort(layout.layer, kind="stable")
    for number, limit in enumerate(exact.tolist()):
        lean = layout.bound_gain - layout.uses @ each[number]
        use = layout.uses[:, limit] // step[number]
        _fill(worth[number], layout.layer[order], lean[order], use[order])
    return Tables(each, exact, step, worth)


@compiled
def _fill(worth: Whole, layer: Whole, lean: Whole, use: Whole) -> None:
    """One table (n + 1, r), from the picks in the order of their layers."""
    last = len(layer) - 1
    for at in range(worth.shape[0] - 2, -1, -1):
        worth[at] = worth[at + 1]
        while last >= 0 and layer[last] == at:
            for room in range(use[last], worth.shape[1]):
                worth[at, room] = max(worth[at, room], worth[at + 1, room - use[last]] + lean[last])
            last -= 1


@compiled
def beyond(tables: Tables, room: Whole, layer: int) -> Whole:
    """What sets with these rooms (s, d) could at most gain from the layers from `layer` on: (s)."""
    least = np.empty(len(room), dtype=np.int64)
    for row in range(len(room)):
        for table in range(len(tables.exact)):
            exact = tables.exact[table]
            bound = tables.worth[table, layer, room[row, exact] // tables.step[table]]
            for limit in range(room.shape[1]):
                bound += tables.price[table, limit] * room[row, limit]
            if table == 0 or bound < least[row]:
                least[row] = bound
    return least
