"""What of a problem is left for plans that are better than the one in hand: the rest is proven to be in none.

Every cut of the relaxation says, pick by pick, how far an aim can come with it (`allocation.check.fixing`).
Picks with which an aim that is held cannot have its value are out for all aims after it, so what solvers and
cores get to see is the smaller the further the climb is: of a council's week half is out after placements.
Among what is left the relaxation says more again, and so on; now and then nothing better is left at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from allocation.check.branching import Left
from allocation.check.cuts import Cut, ceiling
from allocation.check.fixing import MOST_PICKS, Reach, left_for, reach
from allocation.check.provider_sets import ProviderSets
from allocation.engine.ground import Ground, Truth, picks_left
from allocation.engine.incumbent import Incumbent
from allocation.engine.prices import Prices
from allocation.problem import Problem
from allocation.problem.terms import Terms

ROUNDS = 8
"""So many times the relaxation is asked what else is out, among what is left."""
Values = tuple[int, ...]


class Fixing:
    """For each aim how far it comes with each pick at most, at some values of it and the earlier ones; and
    the cuts that say so, in their order (`chain`). All of it is learned anew for a better plan, from the
    same cuts where only this aim was bettered: so a certificate has each cut that its bounds rest on.
    """

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
        self.small = len(ground.part) <= MOST_PICKS
        self.reached: dict[int, tuple[Values, Reach]] = {}
        self.chain: dict[int, list[Cut]] = {}
        self.sharp: dict[tuple[int, bool, Values], int] = {}
        self.found: list[tuple[Cut, int, Values]] = []

    def learn(self, aim: int, cut: Cut) -> None:
        """What a cut for this aim says that looks at no set, the earlier aims at the incumbent's values."""
        if self.small:
            self._renew(aim)
            self._learn(aim, replace(cut, as_good=True), self.left(aim, better=False))

    def sharpen(self, aim: int, *, better: bool) -> None:
        """Ask again among what plans may have that are better in this aim, or as good, until that says no
        more.
        """
        if self.small:
            self._renew(aim)
        for _ in range(ROUNDS if self.small else 0):
            left = self.left(aim, better=better)
            asked = aim, better, self.incumbent.values[: aim + 1]
            if left.nothing or self.sharp.get(asked) == len(self.found):
                return
            cut = self.prices.among(aim, self.incumbent, left)
            if cut is None:
                return
            fewer = self._learn(aim, replace(cut, as_good=not better), left)
            self.sharp[asked] = len(self.found)
            if not fewer:
                return

    def top(self, aim: int, cut: Cut) -> int:
        """A cut's ceiling among what is left for plans that are better in an aim."""
        return ceiling(self.problem, self.known, cut, self.sets, self.left(aim, better=True))

    def keep(self, aim: int, cut: Cut, top: int) -> None:
        """Keep a cut for plans that are better in an aim, with its ceiling among what is left for them."""
        self.found.append((cut, top, self.incumbent.values[: aim + 1]))

    def left(self, aim: int, *, better: bool) -> Left:
        """What such a plan may have."""
        values = self.incumbent.values
        far = {each: far for each, (at, far) in self.reached.items() if at == values[: each + 1]}
        return left_for(self.problem, self.known, self.sets, far, values, aim, better=better)

    def picks(self, aim: int) -> Truth:
        """(k) whether each is a pick that a plan may have which is better in this aim."""
        return picks_left(self.ground, self.left(aim, better=True))

    def free(self, aim: int) -> dict[int, tuple[int, ...]]:
        """For each part the options that it may have in such a plan, and what the incumbent has."""
        left = self.left(aim, better=True)
        free: dict[int, tuple[int, ...]] = {}
        for number, (part, chosen) in enumerate(zip(self.problem.parts, self.incumbent.chosen, strict=True)):
            options = left.options.get(number, range(len(part.options)))
            free[number] = tuple(sorted({*options, *(() if chosen is None else (chosen,))}))
        return free

    def ceilings(self) -> list[tuple[Cut, int]]:
        """The cuts that hold only against what is left, with their ceilings, as far as they stand now."""
        values = self.incumbent.values
        return [(cut, top) for cut, top, at in self.found if at == values[: len(at)]]

    def cuts(self) -> list[Cut]:
        """The chain, aim by aim, that leaves what is left with the incumbent's values."""
        values = self.incumbent.values
        return [
            cut
            for aim, (at, _) in sorted(self.reached.items())
            if at == values[: aim + 1]
            for cut in self.chain[aim]
        ]

    def _renew(self, aim: int) -> None:
        """Where the aim, and none before it, was bettered: all that was said of it says as much, or more."""
        at, _ = self.reached.get(aim, ((), None))
        values = self.incumbent.values[: aim + 1]
        if at[:aim] == values[:aim] and at != values:
            for cut in self.chain.get(aim, ()):
                self._learn(aim, cut, self.left(aim, better=not cut.as_good))

    def _learn(self, aim: int, cut: Cut, left: Left) -> bool:
        """Learn from a cut held against what is left. Says whether that leaves less."""
        values, grain = self.incumbent.values, self.known.grains[aim]
        at, far = self.reached.get(aim, ((), None))
        if at != values[: aim + 1]:
            far, self.chain[aim] = None, []
        least = values[aim] - (grain if cut.as_good else 0)
        top, now = reach(self.problem, self.known, cut, values[:aim], self.sets, left, far, least)
        self.reached[aim] = values[: aim + 1], now
        self.found.append((cut, top, values[: aim + 1]))
        fewer = far is None or any(
            ((new < old) & (new < values[aim] + grain)).any() for new, old in zip(now, far, strict=True)
        )
        if fewer:
            self.chain[aim].append(cut)
        return fewer
