"""Which question a tree had best ask next, going by what the same questions did to ceilings before.

A question whose answers take much off on either side makes a small tree. What that was, for each share that
an answer took away, is remembered ("pseudo-costs": Benichou and others, "Experiments in mixed-integer linear
programming", 1971); it says which few are tried at a node, as there is no time for all (Achterberg, Koch and
Martin, "Branching rules revisited", 2005).
"""

from collections import defaultdict

import numpy as np

from allocation.check.branching import Answer
from allocation.engine.ground import Ground, Real, Whole
from allocation.engine.questions import DIGITS, HALF, KINDS
from allocation.problem import Problem

ALL = 1.0
"""As how many tries of its own what all questions did counts for one."""


class PseudoCosts:
    """Every question about a problem (`answers`), and what yes and no to each took off an aim's ceiling."""

    def __init__(self, problem: Problem, ground: Ground) -> None:
        asked: dict[tuple[int, tuple[int, ...]], None] = {}
        for kind in KINDS:
            for number, part in enumerate(problem.parts):
                there: dict[object, list[int]] = defaultdict(list)
                for option, each in enumerate(part.options):
                    there[kind(option, each)].append(option)
                asked.update(((number, tuple(options)), None) for options in there.values())
        self.answers = [Answer(part, options, yes=True) for part, options in asked]
        first = ground.options.tolist()
        self.picks = np.array([first[part] + each for part, options in asked for each in options])
        sizes = np.array([len(options) for _, options in asked], dtype=np.int64)
        self.starts: Whole = np.cumsum(sizes) - sizes
        self.costs: dict[int, Real] = {}

    def likely(self, aim: int, shares: Real, most: int) -> list[int]:
        """So many of the questions that shares (k) of picks answer neither way, the best first; of those that
        are as good, whichever is most nearly half and half.
        """
        share = self._shares(shares)
        asked = np.nonzero((share > HALF) & (share < 1 - HALF))[0]
        yes, no, times = self._costs(aim)
        mean = np.array([yes.sum(), no.sum()]) * ALL / max(1.0, times.sum())
        share, times = share[asked], times[asked] + ALL
        score = (yes[asked] + mean[0]) / times * (1 - share) * (no[asked] + mean[1]) / times * share
        best = np.lexsort((np.abs(share - 0.5).round(DIGITS), -score.round(DIGITS)))
        found: list[int] = asked[best[:most]].tolist()
        return found

    def learn(self, aim: int, shares: Real, asked: list[int], drops: Real) -> None:
        """What yes and no (2) to each question took off the aim's ceiling, where these were the shares."""
        share = self._shares(shares)[asked]
        costs = self._costs(aim)
        costs[0, asked] += drops[:, 0] / (1 - share)
        costs[1, asked] += drops[:, 1] / share
        costs[2, asked] += 1.0

    def _shares(self, shares: Real) -> Real:
        """How far each question is answered with yes."""
        found: Real = np.add.reduceat(shares[self.picks], self.starts) if self.answers else np.zeros(0)
        return found

    def _costs(self, aim: int) -> Real:
        """(3, questions) what yes and no to each took off, and how often it was tried."""
        return self.costs.setdefault(aim, np.zeros((3, len(self.answers))))
