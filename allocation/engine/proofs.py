"""Proves at the end what two solvers only agreed on, where prices or a small tree among what is left can."""

from collections.abc import Callable, Iterator

from allocation.check.cuts import Cut
from allocation.engine.branching import grow, grow_straight
from allocation.engine.efforts import (
    LEAST_PROOF,
    PROOF,
    STRAIGHT_NODES,
    TREE_NODES,
    TREE_ROUNDS,
    TREE_WIDTH,
)
from allocation.engine.fixing import Fixing
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices


class Proofs:
    """Trees for one aim after another. `agreed` tells which aims are agreed on, and not proven."""

    def __init__(
        self,
        prices: Prices,
        fixing: Fixing,
        incumbent: Incumbent,
        meter: Meter,
        agreed: Callable[[], list[int]],
        report: Callable[[], None],
    ) -> None:
        self.prices, self.fixing, self.incumbent, self.meter = prices, fixing, incumbent, meter
        self.agreed, self.report = agreed, report

    def run(self) -> None:
        """All of them, in a part of the work until now: in order by the relaxation's prices, which are quick;
        then each aim by best sets, for its share of what is left of that work.
        """
        end = self.meter.work + min(self.meter.left, max(LEAST_PROOF, self.meter.work // PROOF))
        for aim in self.agreed():
            left = self.fixing.left(aim, better=True)
            self._by_tree(aim, grow_straight(self.prices, aim, self.incumbent, left, STRAIGHT_NODES), end)
        agreed = self.agreed()
        for done, aim in enumerate(agreed):
            share = self.meter.work + (end - self.meter.work) // (len(agreed) - done)
            left = self.fixing.left(aim, better=True)
            sizes = TREE_NODES, TREE_ROUNDS, TREE_WIDTH
            self._by_tree(aim, grow(self.prices, aim, self.incumbent, left, *sizes), share)

    def _by_tree(self, aim: int, cuts: Iterator[Cut], end: int) -> None:
        """The cuts of a tree, until so much work is done."""
        if self.meter.work < end:
            with self.meter.at_most(end - self.meter.work):
                for cut in cuts:
                    self.fixing.keep(aim, cut)
            self.report()
