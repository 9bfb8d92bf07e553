"""Improves the incumbent by a hundred thousand small changes a second: ruin a little, recreate it otherwise.

Take a few packages from one provider or two that share parts, put them and some that wait back in another
order, keep what is better and, while the search is warm, now and then what is a little worse (Schrimpf and
others, "Record breaking optimization results using the ruin and recreate principle", 2000; places are passed
over at random as in Christiaens and Vanden Berghe, "Slack induction by string removals", 2020). It soon comes
near to the best on rounds of any size; where the last package must be packed in, exact pieces
(`allocation.engine.search`) are better.
"""

import numpy as np

from allocation.engine.changes import FELT, Desk, Schedule, Taste, walk
from allocation.engine.ground import Ground, Real, state
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.problem import Problem
from allocation.problem.terms import Terms

WARM, COLD = 0.3, 0.04
"""Temperatures at which a run begins and ends, in units of the aim in question."""
FADE = 0.15
"""What each later aim weighs against the one before."""
STRIPE = 8_000
"""Changes between two looks at the meter."""
CHANGES = 50
"""Changes for a unit of work."""


class Recreate:
    """Run after run, from one stream of seeded dice."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        ground: Ground,
        incumbent: Incumbent,
        meter: Meter,
        seed: int,
    ) -> None:
        self.problem, self.known, self.incumbent, self.meter = problem, known, incumbent, meter
        self.ground = ground
        self.dice = np.array([0x9E3779B97F4A7C15 ^ (seed + 1) * 0x2545F491], dtype=np.uint64)
        self.unit = self._units()

    def _units(self) -> Real:
        """What a part typically changes each aim by."""
        amounts: list[list[int]] = [[] for _ in self.known.specs]
        for number in range(len(self.known.specs)):
            here = np.concatenate(
                [
                    self.ground.gives[self.ground.gives_aim == number],
                    self.ground.earns[self.ground.earns_aim == number],
                ]
            )
            amounts[number] = np.abs(here[here != 0]).tolist()
        if self.known.commitments >= 0:
            amounts[self.known.commitments] = (100 * self.ground.minutes).tolist()
        return np.array([max(1.0, float(np.median(each))) if each else 1.0 for each in amounts])

    def run(self, aim: int, changes: int) -> bool:
        """One cooling, for the sake of one aim and, by ever less, those after it. Says if it helped."""
        taste = self._taste(aim)
        at = state(self.problem, self.ground, self.incumbent.chosen, self.incumbent.values)
        desk = self._desk()
        best, values = at.choice.copy(), at.values.copy()
        cooling = (COLD / WARM) ** (1 / changes)
        found, warmth = False, WARM
        if not len(self.ground.part):
            changes = 0  # nothing to change, but `walk` is called all the same: so it can be compiled ahead
        for begun in range(0, max(1, changes), STRIPE):
            stripe = min(STRIPE, changes - begun)
            schedule = Schedule(stripe, warmth, cooling)
            found |= walk(self.ground, at, taste, self.dice, desk, best, values, schedule)
            warmth *= cooling**stripe
            self.meter.spend(1 + stripe // CHANGES)
        return found and self.incumbent.offer(
            tuple(
                None if option < 0 else option - start
                for option, start in zip(best.tolist(), self.ground.options.tolist(), strict=False)
            )
        )

    def _desk(self) -> Desk:
        packages = len(self.ground.tier)
        whole = [np.zeros(size, dtype=np.int64) for size in (len(self.ground.package), *(packages,) * 3)]
        return Desk(whole[0], whole[1], np.zeros(packages), whole[2], whole[3])

    def _taste(self, aim: int) -> Taste:
        later = np.arange(len(self.unit)) - aim
        weight = np.where(later >= 0, FADE ** np.maximum(later, 0) / self.unit, 0.0)
        felt = np.where(later >= 0, weight, FELT / self.unit)
        cost = np.zeros(len(self.ground.part))
        of_option = np.repeat(np.arange(len(cost)), np.diff(self.ground.gives_at))
        np.add.at(cost, of_option, -felt[self.ground.gives_aim] * self.ground.gives)
        return Taste(aim, np.array(self.incumbent.values, dtype=np.int64), self.unit, weight, cost)
