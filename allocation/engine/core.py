"""Improves the incumbent on the core of a problem: the picks that the relaxation takes, or nearly.

Of a large round the relaxation leaves but some hundred parts in two minds. A solver that is given only what
it takes, what the plan in hand has, and as many picks again that lose least by its prices, finds within
seconds what it would seek for minutes among all of them (Balas and Zemel, "An algorithm for large zero-one
knapsack problems", 1980; as a solver's own neighbourhoods: Danna, Rothberg and Le Pape, "Exploring relaxation
induced neighborhoods to improve MIP solutions", 2005). Picks that lose alike are drawn by lot, and two
different cores go to two solvers at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from allocation.check.blocks import Pick
from allocation.engine.fixing import Fixing
from allocation.engine.ground import Truth
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.mip import Answer, Ask, Peer, improve
from allocation.engine.program import Piece
from allocation.engine.relax import Optimum, Relaxation
from allocation.problem import Problem
from allocation.problem.terms import Terms

PICKS = (1.1, 2.0, 4.0, 6.0)
"""Picks of a core for each part of the problem, beside those of the plan in hand: at first, and after each
core that was no better.
"""
ALIKE = 6
"""Decimals to which losses are told apart, as shares of the largest."""
LARGE = 400
"""Parts from which on what a solver finds of a core it finds before it branches."""
NODES = 30
"""Branching nodes that a core of fewer parts may take."""
AT_ONCE = 2
"""Cores that are drawn at once, on however many processors."""


class Core:
    """Core after core, from one stream of seeded dice."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        relaxation: Relaxation,
        fixing: Fixing,
        incumbent: Incumbent,
        meter: Meter,
        seed: int,
    ) -> None:
        self.problem, self.known, self.relaxation, self.fixing = problem, known, relaxation, fixing
        self.incumbent, self.meter = incumbent, meter
        self.dice = np.random.default_rng(seed)

    def run(
        self, aim: int, patience: int, enough: Callable[[], bool], stay: Sequence[int | None] = ()
    ) -> None:
        """Core after core for the sake of one aim, until that is enough, or so many in a row were no
        better. `stay` are options in which parts had better stay, if any.
        """
        still = 0
        while still < patience and not enough():
            still = 0 if self._step(aim, PICKS[min(still, len(PICKS) - 1)], stay) else still + 1

    def _step(self, aim: int, picks: float, stay: Sequence[int | None]) -> bool:
        """Two cores. Says if one of them helped."""
        optimum = self.relaxation.solve(aim, self.incumbent)
        if optimum is None:
            return False
        left = self.fixing.picks(aim)
        pieces = [self._piece(self._near(optimum, picks, left)) for _ in range(AT_ONCE)]
        ask = Ask(
            weights=((aim, 1),),
            least=tuple(enumerate(self.incumbent.values[:aim])),
            grain=self.known.grains[aim],
            nodes=NODES if len(self.problem.parts) < LARGE else 1,
            rows=optimum.duals.rows,
            stay=tuple((part, option) for part, option in enumerate(stay) if option is not None),
            seconds=self.meter.seconds_left,
        )

        def answer(piece: Piece) -> Answer:
            return improve(self.problem, self.known, piece, ask, Peer.HIGHS)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(answer, pieces))
        better = [each.chosen is not None and self.incumbent.offer(each.chosen) for each in answers]
        self.meter.spend(sum(each.work for each in answers))
        return any(better)

    def _near(self, optimum: Optimum, picks: float, left: Truth) -> Iterator[Pick]:
        """The picks that stand nearest, so many for each part, of those that are left (k)."""
        ground = self.relaxation.ground
        size = max(1e-9, float(np.abs(optimum.gains).max(initial=0.0)))
        loss = np.where(optimum.shares > 1e-6, -1.0, np.round(np.maximum(-optimum.gains / size, 0.0), ALIKE))
        order = np.lexsort((self.dice.random(len(loss)), loss))[: int(picks * len(self.problem.parts))]
        order = order[left[order]]
        parts = ground.part[order]
        return zip(parts.tolist(), (order - ground.options[parts]).tolist(), strict=True)

    def _piece(self, picks: Iterable[Pick]) -> Piece:
        """Every part with what the plan in hand has, and these picks."""
        free: list[set[int]] = [set() if n is None else {n} for n in self.incumbent.chosen]
        for part, option in picks:
            free[part].add(option)
        return Piece(self.incumbent.chosen, {part: tuple(sorted(each)) for part, each in enumerate(free)})
