"""Which of a provider's picks count, in which order they are decided, and what each uses: prepared once for
every search of a best set.
"""

from dataclasses import dataclass

import numpy as np

from allocation.check.blocks import reachable
from allocation.check.ground import LARGEST, Ground
from allocation.check.promises import promises
from allocation.check.provider_sets import ProviderSets, Whole
from allocation.check.room_prices import Real, room_prices
from allocation.check.rounded import Rounding
from allocation.check.swaps import better, swaps


class TooLargeError(ValueError):
    """A cut's numbers are too large to be added up exactly."""

    def __init__(self) -> None:
        super().__init__("a cut's weights or prices are too large")


@dataclass(frozen=True, slots=True)
class Worth:
    """What a provider's picks are worth: `gain` (k) for each, less `pair_cost` for each new pair and
    `promise_cost` for each hundredth of a minute from what awards were promised. `slopes`, one for each
    commitment, are guides of the search in units of `promise_cost` a minute. `rooms` (d), prices of a minute
    of room, and `rows`, rounded rows (of limits as the provider numbers them) with their prices, and `pairs`
    (k), what picks bear of their pair's cost or -1, are guides where no set is searched.
    """

    gain: Whole
    pair_cost: int = 0
    promise_cost: int = 0
    slopes: tuple[int, ...] = ()
    rooms: Whole | None = None
    rows: tuple[tuple[Rounding, int], ...] = ()
    pairs: Whole | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The ground of one search; the numbers of its picks among the provider's, `pick` (k); and the prices of
    room, `prices` (d), by which the layers are ordered.
    """

    ground: Ground
    pick: Whole
    prices: Real


def layout(sets: ProviderSets, worth: Worth) -> Layout | None:
    """The picks that count under a worth, in layers; None where none does.

    Raises `TooLargeError` where the numbers cannot be added up exactly.
    """
    refuse_large(sets, worth)
    promised = bool(worth.promise_cost and sets.commitments)
    counts = worth.gain > 0
    if promised:
        counts |= sets.promise >= 0
    taken = np.nonzero(counts & (sets.uses <= sets.room).all(axis=1))[0]
    if not len(taken):
        return None
    item = np.unique(sets.item[taken], return_inverse=True)[1]
    gain = worth.gain[taken].copy()
    group, share, group_share = _pairs(sets.pair[taken], item, gain, worth.pair_cost)
    uses, room = _binding(sets.uses[taken], sets.room, item)
    commitments = sets.commitments if promised else ()
    promise = promises(commitments, worth.promise_cost, worth.slopes or (0,) * len(commitments))
    load = np.zeros((len(taken), len(commitments)), dtype=np.int64)
    if promised:
        there = np.nonzero(sets.promise[taken] >= 0)[0]
        load[there, sets.promise[taken][there]] = sets.minutes[taken][there]
    bound_gain = gain - load @ promise.slopes * worth.promise_cost - share
    prices = room_prices(
        bound_gain.astype(float), uses.astype(float), room.astype(float), np.zeros(len(room)), 4
    )
    layer = _layers(bound_gain - uses @ prices, item)
    order = np.argsort(layer, kind="stable")
    layer, item, count = layer[order], item[order], int(layer.max()) + 1
    gain, uses, load, group = gain[order], uses[order], load[order], group[order]
    kind = sets.promise[taken][order] if promised else np.full(len(order), -1)
    opens = np.zeros((len(taken), len(group_share)), dtype=np.int64)
    opens[group >= 0, group[group >= 0]] = 1
    stands_in = better(gain, uses, item, group, kind, load.sum(axis=1))
    first = np.searchsorted(layer, np.arange(count + 1))
    bits, keep_before, drop_before = swaps(stands_in, first)
    ground = Ground(
        first=first,
        uses=uses,
        room=room,
        gain=gain,
        bound_gain=bound_gain[order],
        load=load,
        group=group,
        tie=uses.sum(axis=1) * (count + 1) ** 2 + item + 1,
        pair_cost=worth.pair_cost,
        later_use=_later(uses, layer, count),
        later_load=_later(load, layer, count),
        later_share=_later(opens, layer, count) * group_share,
        bits=bits,
        keep_before=keep_before,
        drop_before=drop_before,
        promises=promise,
    )
    return Layout(ground, taken[order], prices)


def _pairs(pair: Whole, item: Whole, gain: Whole, cost: int) -> tuple[Whole, Whole, Whole]:
    """Each pick's group (k), its share of the group's cost in bounds (k), and every group's share (p).

    Pairs of one part alone are paid with its gain; the parts of others bear a share each.
    """
    group = np.full(len(pair), -1, dtype=np.int64)
    share = np.zeros(len(pair), dtype=np.int64)
    shares: list[int] = []
    for number in np.unique(pair[pair >= 0]) if cost else ():
        there = pair == number
        size = len(np.unique(item[there]))
        if size == 1:
            gain[there] -= cost
            continue
        group[there] = len(shares)
        share[there] = cost // size
        shares.append(cost // size)
    return group, share, np.array(shares, dtype=np.int64)


def _binding(uses: Whole, room: Whole, item: Whole) -> tuple[Whole, Whole]:
    """The limits that these picks could pass, each cut down to the largest sum that fits under it."""
    count = int(item.max()) + 1
    most = np.zeros((count, len(room)), dtype=np.int64)
    np.maximum.at(most, item, uses)
    columns, left = [], []
    for limit in np.nonzero(most.sum(axis=0) > room)[0].tolist():
        amounts: list[set[int]] = [set() for _ in range(count)]
        for part, minutes in zip(item.tolist(), uses[:, limit].tolist(), strict=True):
            if minutes:
                amounts[part].add(minutes)
        columns.append(limit)
        left.append(reachable(int(room[limit]), amounts))
    if not columns:  # one limit that binds nobody is simpler for all who come after than none
        return np.zeros((len(uses), 1), dtype=np.int64), np.zeros(1, dtype=np.int64)
    return np.ascontiguousarray(uses[:, columns]), np.array(left, dtype=np.int64)


def _layers(lean: Real, item: Whole) -> Whole:
    """Each pick's layer: the parts for which the prices speak most clearly come first."""
    count = int(item.max()) + 1
    clear = np.full(count, -np.inf)
    np.maximum.at(clear, item, lean)
    layer_of = np.empty(count, dtype=np.int64)
    layer_of[np.argsort(-np.abs(clear), kind="stable")] = np.arange(count)
    return layer_of[item]


def _later(amounts: Whole, layer: Whole, count: int) -> Whole:
    """(n + 1, x): the most of `amounts` (k, x) that layers from each on could add up to."""
    most = np.zeros((count, amounts.shape[1]), dtype=np.int64)
    np.maximum.at(most, layer, amounts)
    sums = np.zeros((count + 1, amounts.shape[1]), dtype=np.int64)
    sums[:-1] = np.cumsum(most[::-1], axis=0)[::-1]
    return sums


def refuse_large(sets: ProviderSets, worth: Worth) -> None:
    """Raises `TooLargeError` where sums could leave the range in which they are exact."""
    total = float(np.abs(worth.gain.astype(float)).sum()) + float(worth.pair_cost) * len(sets.picks)
    minutes = float(sets.minutes.sum())
    for number, each in enumerate(sets.commitments):
        slope = abs(worth.slopes[number]) if worth.slopes else 0
        reach = 300.0 * (minutes + each.guaranteed + each.settled) + (each.target or 0) + slope * minutes
        total += worth.promise_cost * reach
    if total > LARGEST:
        raise TooLargeError
