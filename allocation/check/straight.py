"""A provider's ceiling by prices of room alone: no set is searched, so it is quick at any size.

What a set is worth is at most what all room costs, and what each part is worth above its room's price at its
best pick (Lagrangian duality, as for a single knapsack by Dantzig). Rows of room that are rounded
(`allocation.check.rounded`) have prices as well. Any prices give a true ceiling; the linear relaxation's make
it as good as that relaxation is.
"""

from collections.abc import Iterator

import numpy as np

from allocation.check.ground import LARGEST
from allocation.check.layout import Worth, refuse_large
from allocation.check.promises import kept_at_best, promises
from allocation.check.provider_sets import ProviderSets, Whole
from allocation.check.room_prices import room_prices
from allocation.check.rounded import rounded_row

PASSES = 8
"""Rounds of descent in which prices are sought that are better than those given."""
NOWHERE = LARGEST
"""What a pick loses that fits nowhere."""


def straight(sets: ProviderSets, worth: Worth) -> int:
    """What no set of the provider's picks passes.

    Raises `TooLargeError` where the numbers cannot be added up exactly.
    """
    return max(0, with_each(sets, worth)[0])


def with_each(sets: ProviderSets, worth: Worth) -> tuple[int, Whole]:
    """The same, and by how much less no set passes (k) that has a certain pick: by what its part would be
    worth more at its best, or not at all. What fits nowhere is `NOWHERE`.

    In whole numbers that is what a relaxation's reduced costs say (Dantzig, Fulkerson and Johnson, 1954).
    """
    refuse_large(sets, worth)
    fits = (sets.uses <= sets.room).all(axis=1)
    rows, total = _rows(sets, worth)
    share, beyond = _pair_shares(sets, worth)
    total += beyond
    gain = (worth.gain - share - rows)[fits]
    uses, item = sets.uses[fits], sets.item[fits]
    if worth.promise_cost and sets.commitments:
        slopes = worth.slopes or (0,) * len(sets.commitments)
        known = promises(sets.commitments, worth.promise_cost, slopes)
        load = np.zeros((len(gain), len(slopes)), dtype=np.int64)
        there = np.nonzero(sets.promise[fits] >= 0)[0]
        load[there, sets.promise[fits][there]] = sets.minutes[fits][there]
        gain = gain - load @ known.slopes * worth.promise_cost
        total += int(kept_at_best(known, np.zeros(len(slopes), dtype=np.int64), load.sum(axis=0)))
    ceilings = [
        (int(prices @ sets.room) + int(_best(gain - uses @ prices, item).sum()), number, prices)
        for number, prices in enumerate(_prices(worth, gain, uses, sets.room))
    ]
    least, _, prices = min(ceilings)
    net = gain - uses @ prices
    less = np.full(len(sets.picks), NOWHERE)
    less[fits] = _best(net, item)[item] - net
    return least + total, less


def _rows(sets: ProviderSets, worth: Worth) -> tuple[Whole, int]:
    """What picks pay (k) for what they use of rounded rows, and what all of these cost."""
    paid, total = np.zeros(len(sets.picks), dtype=np.int64), 0
    for row, asked in worth.rows:
        amounts, most = rounded_row(sets.uses[:, row.limit], sets.part, int(sets.room[row.limit]), row)
        price = min(asked, LARGEST // len(worth.rows) // (1 + max(most, int(amounts.max(initial=0)))))
        paid += price * amounts
        total += price * most
    return paid, total


def _pair_shares(sets: ProviderSets, worth: Worth) -> tuple[Whole, int]:
    """(k) what each pick bears of its pair's cost: what is asked of it, or where that is asked of none of the
    pair's, the same as all parts that could make it; and what they could bear together beyond such costs,
    which no set has to.
    """
    cost, share = worth.pair_cost, np.zeros(len(sets.pair), dtype=np.int64)
    there = np.nonzero(sets.pair >= 0)[0]
    if not cost or not len(there):
        return share, 0
    pairs = sets.pair[there]
    (of, _), each = np.unique(np.stack([pairs, sets.part[there]]), axis=1, return_inverse=True)
    borne = cost // np.bincount(of)[pairs]
    if worth.pairs is not None:
        asked, named = worth.pairs[there], np.zeros(pairs.max() + 1, dtype=bool)
        named[pairs[asked >= 0]] = True
        borne = np.where(named[pairs], np.clip(asked, 0, LARGEST // len(there)), borne)
    share[there] = borne
    most, total = np.zeros(len(of), dtype=np.int64), np.zeros(pairs.max() + 1, dtype=np.int64)
    np.maximum.at(most, each, borne)
    np.add.at(total, of, most)
    return share, int(np.maximum(0, total - cost).sum())


def _prices(worth: Worth, gain: Whole, uses: Whole, room: Whole) -> Iterator[Whole]:
    """Whole-number prices of room (d) to try: those given, and what they descend to."""
    most = LARGEST // (1 + len(room)) // (1 + room)
    given = np.zeros(len(room), dtype=np.int64) if worth.rooms is None else worth.rooms
    yield np.clip(given, 0, most)
    better = room_prices(
        gain.astype(float), uses.astype(float), room.astype(float), given.astype(float), PASSES
    )
    yield np.minimum(np.floor(better), most).astype(np.int64)


def _best(net: Whole, item: Whole) -> Whole:
    """(n) what each part is worth above its room's price at its best pick, if anything."""
    best = np.zeros(int(item.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(best, item, net)
    return best
