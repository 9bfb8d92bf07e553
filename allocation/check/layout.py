"""Which of a provider's picks count, in which order they are decided, and what each uses: prepared once for
every search of a best set.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocation.check.blocks import reachable
from allocation.check.promises import Promises
from allocation.check.provider_sets import ProviderSets, Whole
from allocation.check.room_prices import room_prices
from allocation.check.swaps import swaps

LARGEST = 1 << 51
"""Sums stay under this, far from where whole numbers of a machine end."""


class TooLargeError(ValueError):
    """A cut's numbers are too large to be added up exactly."""

    def __init__(self) -> None:
        super().__init__("a cut's weights or prices are too large")


@dataclass(frozen=True, slots=True)
class Worth:
    """What a provider's picks are worth: `gain` (k) for each, less `pair_cost` for each new pair and
    `promise_cost` for each hundredth of a minute from what awards were promised. `slopes`, one for each
    commitment, are guides of the search in units of `promise_cost` a minute.
    """

    gain: Whole
    pair_cost: int = 0
    promise_cost: int = 0
    slopes: tuple[int, ...] = ()


class Layout:
    """The picks of one provider that count under a worth: `pick` are their numbers there, k of them; `count`
    layers, one a part; limits cut down to what can bind.

    Raises `TooLargeError` where the numbers cannot be added up exactly.
    """

    def __init__(self, sets: ProviderSets, worth: Worth) -> None:
        self.sets, self.worth = sets, worth
        self.promised = bool(worth.promise_cost and sets.commitments)
        _refuse_large(sets, worth)
        promise = sets.promise if self.promised else np.full_like(sets.promise, -1)
        keep = (worth.gain > 0) | (promise >= 0)
        taken = np.nonzero(keep & (sets.uses <= sets.room).all(axis=1))[0]
        self.pick, self.promise = taken, promise[taken]
        self.minutes, self.gain = sets.minutes[taken], worth.gain[taken].copy()
        parts, self.item = np.unique(sets.item[taken], return_inverse=True)
        self.count = len(parts)
        if not self.count:
            return
        self._pairs(sets.pair[taken])
        self.uses, self.room = self._binding(sets.uses[taken], sets.room)
        slopes = worth.slopes or (0,) * len(sets.commitments)
        self.promises = Promises(sets.commitments, worth.promise_cost, slopes)
        slope = np.zeros(len(taken), dtype=np.int64)
        if self.promised:
            there = self.promise >= 0
            slope[there] = worth.promise_cost * np.array(slopes, dtype=np.int64)[self.promise[there]]
        self.bound_gain = self.gain - slope * self.minutes - self.share
        self.in_floats = (self.bound_gain.astype(float), self.uses.astype(float), self.room.astype(float))
        self.prices = room_prices(*self.in_floats, np.zeros(len(self.room)), 4)
        self._order()
        self.bits, self.keep_before, self.drop_before = swaps(self._better(), self.layer, self.count)

    def _pairs(self, pair: Whole) -> None:
        """Pairs of one part alone are paid with it; the parts of others bear a share each in bounds."""
        cost = self.worth.pair_cost
        self.group = np.full(len(pair), -1, dtype=np.int64)
        self.share = np.zeros(len(pair), dtype=np.int64)
        self.group_share = np.zeros(0, dtype=np.int64)
        if not cost:
            return
        shares: list[int] = []
        for number in np.unique(pair[pair >= 0]):
            there = pair == number
            size = len(np.unique(self.item[there]))
            if size == 1:
                self.gain[there] -= cost
                continue
            self.group[there] = len(shares)
            self.share[there] = cost // size
            shares.append(cost // size)
        self.group_share = np.array(shares, dtype=np.int64)

    def _binding(self, uses: Whole, room: Whole) -> tuple[Whole, Whole]:
        """The limits that these picks could pass, each cut down to the largest sum that fits under it."""
        columns, left = [], []
        for limit in range(len(room)):
            most = np.zeros(self.count, dtype=np.int64)
            np.maximum.at(most, self.item, uses[:, limit])
            if most.sum() > room[limit]:
                amounts = [
                    set(uses[self.item == item, limit].tolist()) for item in np.nonzero(most)[0].tolist()
                ]
                columns.append(limit)
                left.append(reachable(int(room[limit]), amounts))
        if not columns:  # one limit that binds nobody is simpler for all who come after than none
            return np.zeros((len(uses), 1), dtype=np.int64), np.zeros(1, dtype=np.int64)
        return uses[:, columns], np.array(left, dtype=np.int64)

    def _order(self) -> None:
        """Layers: the parts for which the prices speak most clearly come first."""
        lean = self.in_floats[0] - self.in_floats[1] @ self.prices
        clear = np.full(self.count, -np.inf)
        np.maximum.at(clear, self.item, lean)
        order = np.argsort(-np.abs(clear), kind="stable")
        layer_of = np.empty(self.count, dtype=np.int64)
        layer_of[order] = np.arange(self.count)
        self.layer = layer_of[self.item]
        self.choices = [np.nonzero(self.layer == layer)[0] for layer in range(self.count)]
        self.later_use = later(self._most_by_layer(self.uses))
        minutes = np.zeros((len(self.pick), len(self.sets.commitments) if self.promised else 0), np.int64)
        if self.promised:
            there = np.nonzero(self.promise >= 0)[0]
            minutes[there, self.promise[there]] = self.minutes[there]
        self.load = minutes
        self.later_load = later(self._most_by_layer(minutes))
        opens = np.zeros((len(self.pick), len(self.group_share)), dtype=np.int64)
        grouped = np.nonzero(self.group >= 0)[0]
        opens[grouped, self.group[grouped]] = 1
        self.opens = opens
        self.later_share = later(self._most_by_layer(opens)) * self.group_share
        self.tie = self.uses.sum(axis=1) * (self.count + 1) ** 2 + self.item + 1

    def _most_by_layer(self, amounts: Whole) -> Whole:
        most = np.zeros((self.count, amounts.shape[1]), dtype=np.int64)
        np.maximum.at(most, self.layer, amounts)
        return most

    def _better(self) -> NDArray[np.bool_]:
        """(k, k): whether the first pick could always stand in for the second."""
        gain, uses, item, group = self.gain, self.uses, self.item, self.group
        better = (uses[:, None, :] <= uses[None, :, :]).all(axis=2) & (gain[:, None] >= gain[None, :])
        better &= item[:, None] != item[None, :]
        better &= ~(better.T & (item[:, None] > item[None, :]))
        better &= (group[:, None] == -1) | (group[:, None] == group[None, :])
        if self.promised:
            better &= self.promise[:, None] == self.promise[None, :]
            better &= (self.promise[:, None] == -1) | (self.minutes[:, None] == self.minutes[None, :])
        return better


def later(by_layer: Whole) -> Whole:
    """Row l: the sum over layers l and after."""
    sums = np.zeros((by_layer.shape[0] + 1, by_layer.shape[1]), dtype=by_layer.dtype)
    sums[:-1] = np.cumsum(by_layer[::-1], axis=0)[::-1]
    return sums


def _refuse_large(sets: ProviderSets, worth: Worth) -> None:
    """Raises `TooLargeError` where sums could leave the range in which they are exact."""
    total = float(np.abs(worth.gain.astype(float)).sum()) + float(worth.pair_cost) * len(sets.picks)
    minutes = float(sets.minutes.sum())
    for number, each in enumerate(sets.commitments):
        slope = abs(worth.slopes[number]) if worth.slopes else 0
        reach = 300.0 * (minutes + each.guaranteed + each.settled) + (each.target or 0) + slope * minutes
        total += worth.promise_cost * reach
    if total > LARGEST:
        raise TooLargeError
