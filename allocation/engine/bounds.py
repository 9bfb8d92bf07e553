"""Every cut that was found, and the bounds that all of them give for the plan in hand.

Cuts hold whatever the incumbent becomes, but for those that are held against what others leave, which are
kept by the `Fixing` and asked for again with every plan.
"""

from collections.abc import Sequence

from allocation.check.branching import needed
from allocation.check.cuts import Cut, bounds_by_branch, bounds_of, ceiling
from allocation.check.provider_sets import ProviderSets
from allocation.engine.fixing import Fixing
from allocation.engine.incumbent import Incumbent
from allocation.problem import Problem
from allocation.problem.terms import Terms


class Bounds:
    """The cuts of one solve, with their ceilings."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        sets: Sequence[ProviderSets],
        incumbent: Incumbent,
        fixing: Fixing,
    ) -> None:
        self.problem, self.known, self.sets = problem, known, sets
        self.incumbent, self.fixing = incumbent, fixing
        self.found: list[tuple[Cut, int]] = []
        self.last: tuple[object, tuple[int | None, ...]] | None = None

    def keep(self, cut: Cut) -> None:
        """Find a cut's ceiling, and keep both."""
        self.found.append((cut, ceiling(self.problem, self.known, cut, self.sets)))

    def now(self) -> tuple[int | None, ...]:
        """Each aim's bound, given the plan in hand's values of the earlier ones."""
        state = self.incumbent.values, len(self.found), len(self.fixing.found)
        if self.last is None or self.last[0] != state:
            self.last = state, bounds_of(self.known, self.incumbent.plain, self._every())
        return self.last[1]

    def cuts(self) -> tuple[Cut, ...]:
        """What a certificate of the plan in hand holds: the cuts that leave less for those after them, then
        for each aim the cut, or the tree of cuts, that bounds it best. One of the former may be named again,
        because it bounds better once all others have left less.
        """
        found = self.fixing.cuts()
        for each in bounds_by_branch(self.known, self.incumbent.plain, self._every()):
            leaves = needed({branch: bound for branch, (bound, _) in each.items()})
            found += [each[branch][1] for branch in leaves]
        return tuple(found)

    def _every(self) -> list[tuple[Cut, int]]:
        return self.found + self.fixing.ceilings()
