"""Proofs by trees: by branch and cut on the way; at the end by best sets, of what solvers only agree on."""

from collections.abc import Callable

from allocation.engine.branch_and_cut import BranchAndCut
from allocation.engine.branching import grow
from allocation.engine.efforts import LAST, LEAST_PROOF, PROOF, TREE_NODES, TREE_ROUNDS, TREE_WIDTH
from allocation.engine.fixing import Fixing, Values
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices
from allocation.engine.pseudo_costs import PseudoCosts


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
        self.tried: dict[Values, int] = {}
        self.last: tuple[Values, BranchAndCut] | None = None
        self.costs = PseudoCosts(prices.problem, prices.relaxation.ground)

    def settle(self, aim: int, nodes: int) -> None:
        """Better plans for an aim, and the proof that there is none better still, unless that takes more than
        so many nodes, those of its tree until now among them. Not of a large round.
        """
        if not self.fixing.small:
            return
        asked = self.incumbent.values[: aim + 1]
        tree = self._tree(aim)
        if tree is None or self.tried.get(asked, 0) >= nodes:
            return
        self.tried[asked] = nodes
        cuts = tree.grow(nodes)
        fewer = self.incumbent.values[: aim + 1] != asked
        self.last = None if fewer else (asked, tree)
        if fewer:
            self.fixing.sharpen(aim, better=True)
        for cut, top in cuts or ():
            self.fixing.keep(aim, cut, self.fixing.top(aim, cut) if fewer else top)
        if cuts is None and tree.early:
            self.settle(aim, nodes)

    def _tree(self, aim: int) -> BranchAndCut | None:
        """The aim's tree as far as it has grown with this plan, or a new one; None where nothing is left. One
        that is stopped while it grows is not gone on with.
        """
        last, self.last = self.last, None
        if last is not None and last[0] == self.incumbent.values[: aim + 1]:
            return last[1]
        left = self.fixing.left(aim, better=True)
        if left.nothing:
            return None
        return BranchAndCut(self.prices, self.costs, aim, self.incumbent, left, self.meter)

    def run(self) -> None:
        """Of what is agreed on, in a part of the work until now: by branch and cut, then each aim by best
        sets for its share of what is left of that.
        """
        end = self.meter.work + min(self.meter.left, max(LEAST_PROOF, self.meter.work // PROOF))
        for aim in self.agreed():
            if self.meter.work < end:
                with self.meter.at_most(end - self.meter.work):
                    self.settle(aim, LAST)
        agreed = self.agreed()
        for done, aim in enumerate(agreed):
            share = self.meter.work + (end - self.meter.work) // (len(agreed) - done)
            self._by_tree(aim, share)

    def _by_tree(self, aim: int, end: int) -> None:
        """The cuts of a tree of best sets, until so much work is done."""
        left = self.fixing.left(aim, better=True)
        sizes = TREE_NODES, TREE_ROUNDS, TREE_WIDTH
        if self.meter.work < end:
            with self.meter.at_most(end - self.meter.work):
                for cut in grow(self.prices, aim, self.incumbent, left, *sizes):
                    self.fixing.keep(aim, cut, self.fixing.top(aim, cut))
            self.report()
