"""What of a problem is left for plans that are better than the one in hand: the rest is proven to be in none.

Every cut of the relaxation says, pick by pick, how far an aim can come with it (`allocation.check.fixing`).
Picks with which an aim that is held cannot have its value are out for all aims after it, so what solvers and
cores get to see is the smaller the further the climb is: of a council's week half is out after placements.
Among what is left the relaxation says more again, and so on.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

import numpy as np

from allocation.check.branching import Left, left_with
from allocation.check.certificate import Cut
from allocation.check.fixing import reach
from allocation.check.layout import TooLargeError
from allocation.check.provider_sets import ProviderSets
from allocation.engine.ground import Ground, Whole
from allocation.engine.incumbent import Incumbent
from allocation.engine.prices import Prices
from allocation.problem import Problem
from allocation.problem.terms import Terms

ROUNDS = 8
"""So many times the relaxation is asked what else is out, among what is left."""
FAR = np.iinfo(np.int64).max


class Fixing:
    """For each aim how far it comes with each pick (k) at most, the earlier ones held at some values."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        ground: Ground,
        sets: Sequence[ProviderSets],
        prices: Prices,
        incumbent: Incumbent,
    ) -> None:
        self.problem, self.known, self.ground, self.sets = problem, known, ground, sets
        self.prices, self.incumbent = prices, incumbent
        self.reached: dict[int, tuple[tuple[int, ...], Whole]] = {}

    def learn(self, aim: int, cut: Cut) -> None:
        """What a cut for this aim says that looks at no set, the earlier aims at the incumbent's values."""
        self._learn(aim, cut, left_with(self.problem, {}), -FAR)

    def sharpen(self, aim: int, *, better: bool) -> None:
        """Ask again among what plans may have that are better in this aim, or as good, until that says no
        more.
        """
        least = self.incumbent.values[aim] - (0 if better else self.known.grains[aim])
        for _ in range(ROUNDS):
            keep = self.left(aim if better else aim + 1, better=better)
            left = left_with(self.problem, self._narrowed(keep))
            if left.nothing or not self.prices.relaxation.all:
                return
            cut = self.prices.among(aim, self.incumbent, left)
            if cut is None:
                return
            self._learn(aim, cut, left, least)
            if (self.left(aim if better else aim + 1, better=better) == keep).all():
                return

    def free(self, aim: int, *, better: bool) -> dict[int, tuple[int, ...]]:
        """For each part the options that it may have in a plan which has the values that the incumbent has in
        all earlier aims, and with `better` more in this one; and what the incumbent has.
        """
        keep = self.left(aim, better=better)
        starts = self.ground.options.tolist()
        for start, chosen in zip(starts, self.incumbent.chosen, strict=False):
            if chosen is not None:
                keep[start + chosen] = True
        return {part: tuple(sorted(options)) for part, options in enumerate(self._options(keep))}

    def left(self, aim: int, *, better: bool) -> Whole:
        """(k) which picks such a plan may have."""
        values = self.incumbent.values
        keep = np.ones(len(self.ground.part), dtype=bool)
        for each in range(aim + better):
            held, far = self.reached.get(each, (None, keep))
            if held == values[:each]:
                keep &= far >= values[each] + (self.known.grains[each] if each == aim else 0)
        return keep

    def _learn(self, aim: int, cut: Cut, left: Left, least: int) -> None:
        """The same of plans that have no more than is left; all others come to `least` at most."""
        held = self.incumbent.values[:aim]
        before, far = self.reached.get(aim, (None, None))
        if far is None or before != held:
            far = np.full(len(self.ground.part), FAR)
        sets = [left.picks_of(each) for each in self.sets]
        with suppress(TooLargeError):
            found = reach(self.problem, self.known, cut, held, sets, left)
            for each, most in zip(sets, found, strict=True):
                picks = self.ground.options[each.part] + np.array([option for _, option in each.picks], int)
                far[picks] = np.minimum(far[picks], np.maximum(most, least))
            self.reached[aim] = held, far

    def _narrowed(self, keep: Whole) -> dict[int, frozenset[int]]:
        """The options of those parts that have lost some."""
        sizes = np.diff(self.ground.options).tolist()
        every = enumerate(zip(self._options(keep), sizes, strict=True))
        return {part: options for part, (options, size) in every if len(options) < size}

    def _options(self, keep: Whole) -> list[frozenset[int]]:
        """Each part's options among these picks (k)."""
        pairs = pairwise(self.ground.options.tolist())
        return [frozenset(np.nonzero(keep[start:end])[0].tolist()) for start, end in pairs]
