"""One provider's best set of parts, in exact whole numbers.

Every limit of a problem belongs to one provider, so once parts have prices the providers can be looked at one
by one: which parts, over all its awards together, are worth most to it? That is a knapsack with several
limits and choices.

It is searched in layers, a part at a time, decisive parts first, all partial sets of a layer at once
(`allocation.check.layers`). A partial set is dropped when a bound shows that it cannot pass the best set
known; when another with the same room left is worth as much; or when swapping a part that it holds for one
that it left would be better. The bound is the least of many tables (`allocation.check.tables`), of which some
suit what is left deep down the layers. Where a layer grows wider than allowed, its most promising sets go on,
and the bound of the others is the proven ceiling that remains.

Sources: the layers are dynamic programming by lists with bounds (Martello and Toth, "Knapsack Problems",
1990, 2.6); bounds by several multipliers and swaps after Posta, Ferland and Michelon ("An exact method with
variable fixing for solving the generalized assignment problem", 2012) and Horowitz and Sahni's dominance
(1974); room is first cut down to what sums of parts can reach.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from allocation.check.blocks import Pick
from allocation.check.layers import down
from allocation.check.layout import Layout, Worth, layout
from allocation.check.provider_sets import ProviderSets
from allocation.check.room_prices import Real, room_prices
from allocation.check.straight import straight
from allocation.check.tables import tables

NARROW = 300
"""Width of the first try, which mostly is enough."""
DEPTHS = (0.2, 0.35, 0.5, 0.65, 0.8)
"""How far down the layers further prices of room are sought, once the first try was too narrow."""
TILTS = (0.7, 1.0, 1.4)
"""By how much the room there may differ from what is likely."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best set found and its worth, the `ceiling` that no set passes, and how many partial sets were
    looked at.
    """

    value: int
    picks: tuple[Pick, ...]
    ceiling: int
    steps: int


def best_sets(asked: Iterable[tuple[ProviderSets, Worth, int]]) -> list[Best]:
    """The best sets of several providers, each as `best_set` gives it alone; side by side on as many cores as
    there are, unless none is searched: threads would cost more than they spare.
    """
    asked = list(asked)
    if not any(width for _, _, width in asked):
        return [best_set(*each) for each in asked]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda each: best_set(*each), asked))


def best_set(sets: ProviderSets, worth: Worth, width: int) -> Best:
    """The provider's best set. Where layers wider than `width` are needed: the best found, with a ceiling
    that holds all the same. With a width of 0 no set is searched.
    """
    if width == 0:
        return Best(0, (), straight(sets, worth), len(sets.picks))
    laid = layout(sets, worth)
    if laid is None:
        return Best(0, (), 0, 0)
    best, steps = 0, 0
    picks: tuple[Pick, ...] = ()
    ceiling: int | None = None
    prices = [laid.prices]
    for wide in sorted({min(NARROW, width), width}):
        if ceiling is not None:
            prices += _deep(laid)
        found, taken, dropped, looked = down(laid.ground, tables(laid.ground, prices), best, wide)
        steps += looked
        if found > best:
            best = found
            picks = tuple(sorted(sets.picks[laid.pick[pick]] for pick in taken[taken >= 0].tolist()))
        if dropped <= best:
            return Best(best, picks, best, steps)
        ceiling = dropped if ceiling is None else min(ceiling, dropped)
    return Best(best, picks, min(ceiling or best, straight(sets, worth)), steps)


def _deep(laid: Layout) -> Iterator[Real]:
    """Prices that suit what is left deep down the layers, more or less of it than is likely."""
    ground = laid.ground
    gain, uses = ground.bound_gain.astype(float), ground.uses.astype(float)
    taken = gain - uses @ laid.prices > 0
    for depth in DEPTHS:
        first = ground.first[int((len(ground.first) - 1) * depth)]
        left = np.maximum(ground.room - uses[:first][taken[:first]].sum(axis=0), 0)
        for tilt in TILTS:
            yield room_prices(gain[first:], uses[first:], left * tilt, laid.prices, 2)
