"""One provider's best set of parts, in exact whole numbers.

Every limit of a problem belongs to one provider, so once parts have prices the providers can be looked at one
by one: which parts, over all its awards together, are worth most to it? That is a knapsack with several
limits and choices.

It is searched in layers, a part at a time, decisive parts first, all partial sets of a layer at once. A
partial set is dropped when a bound shows that it cannot pass the best set known; when another with the same
room left is worth as much; or when swapping a part that it holds for one that it left would be better. The
bound is the least over several prices of room, of which some suit what is left deep down the layers. Where a
layer grows wider than allowed, its most promising sets go on, and the bound of the others is the proven
ceiling that remains.

Sources: the layers are dynamic programming by lists with bounds (Martello and Toth, "Knapsack Problems",
1990, 2.6); bounds by several multipliers and swaps after Posta, Ferland and Michelon ("An exact method with
variable fixing for solving the generalized assignment problem", 2012) and Horowitz and Sahni's dominance
(1974); room is first cut down to what sums of parts can reach.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from allocation.check.blocks import Pick, reachable
from allocation.check.promises import Promises, kept, kept_at_best
from allocation.check.provider_sets import ProviderSets, Whole
from allocation.check.room_prices import Real, room_prices
from allocation.check.swaps import swaps

LARGEST = 1 << 51
"""Sums stay under this, so that they are exact in floating point too, in which bounds multiply faster."""
NARROW = 300
"""Width of the first try, which mostly is enough."""
DEPTHS = (0.2, 0.35, 0.5, 0.65, 0.8)
"""How far down the layers further prices of room are sought, once the first try was too narrow."""
TILTS = (0.7, 1.0, 1.4)
"""By how much the room there may differ from what is likely."""


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


@dataclass(frozen=True, slots=True)
class Best:
    """The best set found and its worth, the `ceiling` that no set passes, and how many partial sets were
    looked at.
    """

    value: int
    picks: tuple[Pick, ...]
    ceiling: int
    steps: int


@dataclass(slots=True)
class _Layer:
    """Partial sets side by side: room left (s, d), worth (s), the minutes with each promise (s, m), pairs
    opened (s, p), what is left out (s, n) and a tie-break that prefers little room, then early parts (s).
    """

    room: Whole
    worth: Whole
    load: Whole
    opened: Whole
    left_out: Whole
    tie: Whole

    def only(self, which: Whole) -> "_Layer":
        """Those sets alone."""
        return _Layer(*(getattr(self, name)[which] for name in self.__slots__))


def best_set(sets: ProviderSets, worth: Worth, width: int) -> Best:
    """The provider's best set. Where layers wider than `width` are needed: the best found, with a ceiling
    that holds all the same.
    """
    search = _Search(sets, worth)
    if not search.count:
        return Best(search.start, (), search.start, 0)
    return search.run(width)


Number = TypeVar("Number", Whole, Real)


class _Search:
    """The picks that count, in layers, and their bounds. `start` is what the empty set is worth."""

    start = 0

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
        self.best, self.steps = self.start, 0
        self.best_picks: tuple[Pick, ...] = ()
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
        self.limits_real = (self.bound_gain.astype(float), self.uses.astype(float), self.room.astype(float))
        first = room_prices(*self.limits_real, np.zeros(len(self.room)), 4)
        self.prices = [first]
        self._order(first)
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
        return uses[:, columns], np.array(left, dtype=np.int64)

    def _order(self, prices: Real) -> None:
        """Layers: the parts for which the prices speak most clearly come first."""
        lean = self.limits_real[0] - self.limits_real[1] @ prices
        clear = np.full(self.count, -np.inf)
        np.maximum.at(clear, self.item, lean)
        order = np.argsort(-np.abs(clear), kind="stable")
        layer_of = np.empty(self.count, dtype=np.int64)
        layer_of[order] = np.arange(self.count)
        self.layer = layer_of[self.item]
        self.choices = [np.nonzero(self.layer == layer)[0] for layer in range(self.count)]
        self.later_use = self._later(self._most_by_layer(self.uses))
        minutes = np.zeros((len(self.pick), len(self.sets.commitments) if self.promised else 0), np.int64)
        if self.promised:
            there = np.nonzero(self.promise >= 0)[0]
            minutes[there, self.promise[there]] = self.minutes[there]
        self.load = minutes
        self.later_load = self._later(self._most_by_layer(minutes))
        opens = np.zeros((len(self.pick), len(self.group_share)), dtype=np.int64)
        grouped = np.nonzero(self.group >= 0)[0]
        opens[grouped, self.group[grouped]] = 1
        self.opens = opens
        self.later_share = self._later(self._most_by_layer(opens)) * self.group_share
        self.tie = self.uses.sum(axis=1) * (self.count + 1) ** 2 + self.item + 1

    def _most_by_layer(self, amounts: Whole) -> Whole:
        most = np.zeros((self.count, amounts.shape[1]), dtype=np.int64)
        np.maximum.at(most, self.layer, amounts)
        return most

    @staticmethod
    def _later(by_layer: Number) -> Number:
        """Row l: the sum over layers l and after."""
        later = np.zeros((by_layer.shape[0] + 1, by_layer.shape[1]), dtype=by_layer.dtype)
        later[:-1] = np.cumsum(by_layer[::-1], axis=0)[::-1]
        return later

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

    def run(self, width: int) -> Best:
        """Layer by layer, at first with few sets a layer, then with as many as allowed."""
        ceiling: int | None = None
        for wide in sorted({min(NARROW, width), width}):
            if ceiling is not None:
                self._price_depths()
            open_ = self._layers(wide)
            if open_ is None or open_ <= self.best:
                return Best(self.best, self.best_picks, self.best, self.steps)
            ceiling = open_ if ceiling is None else min(ceiling, open_)
        return Best(self.best, self.best_picks, ceiling or self.best, self.steps)

    def _price_depths(self) -> None:
        """Prices that suit what is left deep down the layers, more or less of it than is likely."""
        gain, uses, room = self.limits_real
        taken = gain - uses @ self.prices[0] > 0
        for depth in DEPTHS:
            layer = int(self.count * depth)
            later = self.layer >= layer
            left = np.maximum(room - uses[taken & ~later].sum(axis=0), 0)
            for tilt in TILTS:
                self.prices.append(room_prices(gain[later], uses[later], left * tilt, self.prices[0], 2))

    def _bounds(self) -> None:
        """Every price vector as whole numbers, with what later layers are worth above it."""
        most = LARGEST // (1 + len(self.room)) // (1 + self.room)
        whole = np.minimum(np.floor(np.array(self.prices)), most)
        lean = np.maximum(0.0, self.limits_real[0][:, None] - self.limits_real[1] @ whole.T)
        by_layer = np.zeros((self.count, len(whole)))
        np.maximum.at(by_layer, self.layer, lean)
        self.price, self.later_worth = np.ascontiguousarray(whole.T), self._later(by_layer)

    def _layers(self, width: int) -> int | None:
        """One way down. The highest bound of what was dropped for width; None where nothing was."""
        self._bounds()
        sets = _Layer(
            room=self.room[None, :],
            worth=np.zeros(1, dtype=np.int64),
            load=np.zeros((1, self.load.shape[1]), dtype=np.int64),
            opened=np.zeros((1, len(self.group_share)), dtype=np.int64),
            left_out=np.zeros((1, self.bits.shape[1]), dtype=np.int64),
            tie=np.zeros(1, dtype=np.int64),
        )
        history: list[tuple[Whole, Whole]] = []
        open_: int | None = None
        for layer in range(self.count):
            sets, parents, picks = self._grow(sets, layer)
            self.steps += len(picks)
            self._note_best(sets, parents, picks, history)
            bound = self._bound(sets, layer + 1)
            going = np.nonzero(bound > self.best)[0]
            going = self._distinct(sets, going)
            if len(going) > width:
                order = np.argsort(-bound[going], kind="stable")
                dropped = int(bound[going[order[width]]])
                open_ = dropped if open_ is None else max(open_, dropped)
                going = going[order[:width]]
            if not len(going):
                break
            sets = sets.only(going)
            history.append((parents[going], picks[going]))
        return open_

    def _grow(self, sets: _Layer, layer: int) -> tuple[_Layer, Whole, Whole]:
        """Every set without the layer's part and with each of its picks; whence it came, by which pick."""
        grown: list[_Layer] = []
        parents: list[Whole] = []
        picks: list[Whole] = []
        leave = np.nonzero(((~sets.left_out & self.drop_before[layer]) == 0).all(axis=1))[0]
        without = sets.only(leave)
        without.left_out |= self.bits[layer]
        grown.append(without)
        parents.append(leave)
        picks.append(np.full(len(leave), -1))
        for pick in self.choices[layer].tolist():
            fits = (sets.room >= self.uses[pick]).all(axis=1)
            fits &= ((sets.left_out & self.keep_before[pick]) == 0).all(axis=1)
            there = np.nonzero(fits)[0]
            more = sets.only(there)
            more.room -= self.uses[pick]
            more.worth += self.gain[pick]
            more.tie += self.tie[pick]
            more.load += self.load[pick]
            group = self.group[pick]
            if group >= 0:
                more.worth -= self.worth.pair_cost * (1 - more.opened[:, group])
                more.opened[:, group] = 1
            grown.append(more)
            parents.append(there)
            picks.append(np.full(len(there), pick))
        together = _Layer(
            *(np.concatenate([getattr(each, name) for each in grown]) for name in _Layer.__slots__)
        )
        together.room = np.minimum(together.room, self.later_use[layer + 1])
        return together, np.concatenate(parents), np.concatenate(picks)

    def _note_best(
        self, sets: _Layer, parents: Whole, picks: Whole, history: list[tuple[Whole, Whole]]
    ) -> None:
        worth = sets.worth + kept(self.promises, sets.load) if self.promised else sets.worth
        if not len(worth):
            return
        at = int(np.argmax(worth))
        if worth[at] <= self.best:
            return
        self.best = int(worth[at])
        taken = [int(picks[at])]
        back = int(parents[at])
        for before, by in reversed(history):
            taken.append(int(by[back]))
            back = int(before[back])
        self.best_picks = tuple(sorted(self.sets.picks[self.pick[pick]] for pick in taken if pick >= 0))

    def _bound(self, sets: _Layer, layer: int) -> Whole:
        """What each set, with anything of the layers from `layer` on, cannot pass."""
        later = (sets.room @ self.price + self.later_worth[layer]).min(axis=1)
        bound: Whole = sets.worth + later.astype(np.int64)
        if len(self.group_share):
            bound += sets.opened @ self.later_share[layer]
        if self.promised:
            bound += kept_at_best(self.promises, sets.load, self.later_load[layer])
        return bound

    def _distinct(self, sets: _Layer, going: Whole) -> Whole:
        """Of sets that are alike in all that matters further down, the one that is worth most."""
        if len(going) < NARROW:
            return going
        state = np.concatenate([sets.room[going], sets.load[going], sets.opened[going]], axis=1)
        order = np.lexsort((sets.tie[going], -sets.worth[going], *state.T))
        state = state[order]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (state[1:] != state[:-1]).any(axis=1)
        return going[np.sort(order[new])]


def _refuse_large(sets: ProviderSets, worth: Worth) -> None:
    """Raises `ValueError` where sums could leave the range in which they are exact."""
    total = float(np.abs(worth.gain.astype(float)).sum()) + float(worth.pair_cost) * len(sets.picks)
    minutes = float(sets.minutes.sum())
    for number, each in enumerate(sets.commitments):
        slope = abs(worth.slopes[number]) if worth.slopes else 0
        reach = 300.0 * (minutes + each.guaranteed + each.settled) + (each.target or 0) + slope * minutes
        total += worth.promise_cost * reach
    if total > LARGEST:
        raise ValueError("a cut's weights or prices are too large")
