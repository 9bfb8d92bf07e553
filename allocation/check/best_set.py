"""One provider's best set of parts, in exact whole numbers.

Every limit of a problem belongs to one provider, so once parts have prices the providers can be looked at one
by one: which parts, over all its awards together, are worth most to it? That is a knapsack with several
limits and choices.

It is searched in layers, a part at a time, decisive parts first, all partial sets of a layer at once. A
partial set is dropped when a bound shows that it cannot pass the best set known; when another with the same
room left is worth as much; or when swapping a part that it holds for one that it left would be better. The
bound is the least of many tables (`allocation.check.tables`), of which some suit what is left deep down the
layers. Where a layer grows wider than allowed, its most promising sets go on, and the bound of the others is
the proven ceiling that remains.

Sources: the layers are dynamic programming by lists with bounds (Martello and Toth, "Knapsack Problems",
1990, 2.6); bounds by several multipliers and swaps after Posta, Ferland and Michelon ("An exact method with
variable fixing for solving the generalized assignment problem", 2012) and Horowitz and Sahni's dominance
(1974); room is first cut down to what sums of parts can reach.
"""

from dataclasses import dataclass

import numpy as np

from allocation.check.blocks import Pick
from allocation.check.layout import Layout, Worth
from allocation.check.promises import kept, kept_at_best
from allocation.check.provider_sets import ProviderSets, Whole
from allocation.check.room_prices import room_prices
from allocation.check.tables import beyond, tables

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
    layout = Layout(sets, worth)
    return _Search(layout).run(width) if layout.count else Best(0, (), 0, 0)


class _Search:
    """One search. `prices` (p, d) are those of room that the tables stand on."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.prices = [layout.prices]
        self.best, self.steps = 0, 0
        self.best_picks: tuple[Pick, ...] = ()

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
        gain, uses, room = self.layout.in_floats
        taken = gain - uses @ self.layout.prices > 0
        for depth in DEPTHS:
            layer = int(self.layout.count * depth)
            deep = self.layout.layer >= layer
            left = np.maximum(room - uses[taken & ~deep].sum(axis=0), 0)
            for tilt in TILTS:
                self.prices.append(room_prices(gain[deep], uses[deep], left * tilt, self.layout.prices, 2))

    def _layers(self, width: int) -> int | None:
        """One way down. The highest bound of what was dropped for width; None where nothing was."""
        self.tables = tables(self.layout, self.prices)
        sets = _Layer(
            room=self.layout.room[None, :],
            worth=np.zeros(1, dtype=np.int64),
            load=np.zeros((1, self.layout.load.shape[1]), dtype=np.int64),
            opened=np.zeros((1, len(self.layout.group_share)), dtype=np.int64),
            left_out=np.zeros((1, self.layout.bits.shape[1]), dtype=np.int64),
            tie=np.zeros(1, dtype=np.int64),
        )
        history: list[tuple[Whole, Whole]] = []
        open_: int | None = None
        for layer in range(self.layout.count):
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
        leave = np.nonzero(((~sets.left_out & self.layout.drop_before[layer]) == 0).all(axis=1))[0]
        without = sets.only(leave)
        without.left_out |= self.layout.bits[layer]
        grown.append(without)
        parents.append(leave)
        picks.append(np.full(len(leave), -1))
        for pick in self.layout.choices[layer].tolist():
            fits = (sets.room >= self.layout.uses[pick]).all(axis=1)
            fits &= ((sets.left_out & self.layout.keep_before[pick]) == 0).all(axis=1)
            there = np.nonzero(fits)[0]
            more = sets.only(there)
            more.room -= self.layout.uses[pick]
            more.worth += self.layout.gain[pick]
            more.tie += self.layout.tie[pick]
            more.load += self.layout.load[pick]
            group = self.layout.group[pick]
            if group >= 0:
                more.worth -= self.layout.worth.pair_cost * (1 - more.opened[:, group])
                more.opened[:, group] = 1
            grown.append(more)
            parents.append(there)
            picks.append(np.full(len(there), pick))
        together = _Layer(
            *(np.concatenate([getattr(each, name) for each in grown]) for name in _Layer.__slots__)
        )
        together.room = np.minimum(together.room, self.layout.later_use[layer + 1])
        return together, np.concatenate(parents), np.concatenate(picks)

    def _note_best(
        self, sets: _Layer, parents: Whole, picks: Whole, history: list[tuple[Whole, Whole]]
    ) -> None:
        worth = sets.worth + kept(self.layout.promises, sets.load) if self.layout.promised else sets.worth
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
        self.best_picks = tuple(
            sorted(self.layout.sets.picks[self.layout.pick[pick]] for pick in taken if pick >= 0)
        )

    def _bound(self, sets: _Layer, layer: int) -> Whole:
        """What each set, with anything of the layers from `layer` on, cannot pass."""
        bound: Whole = sets.worth + beyond(self.tables, np.ascontiguousarray(sets.room), layer)
        if len(self.layout.group_share):
            bound += sets.opened @ self.layout.later_share[layer]
        if self.layout.promised:
            bound += kept_at_best(self.layout.promises, sets.load, self.layout.later_load[layer])
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
