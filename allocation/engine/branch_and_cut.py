"""Branch and cut for one aim, among what is left: better plans where there are some, and then the proof.

Each node is the linear relaxation on a branch, with rounded rows that its optimum broke; from the basis of
the node before it that takes a dozen pivots (`simplex`). Before a question is asked, several are tried both
ways, and the one is asked that moves both ceilings most ("strong branching": Applegate, Bixby, Chvatal and
Cook, "Finding cuts in the TSP", 1995): trees of a few dozen nodes, where halves alone would make thousands.
The best ceiling goes first and, of those that are as good, the deepest node, which soonest is a plan.

A leaf counts as closed only by its prices' ceiling in whole numbers; they are its cut in the certificate.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from heapq import heappop, heappush
from itertools import count

import numpy as np

from allocation.check.branching import LONGEST, Answer, Left
from allocation.check.cuts import Cut, bound_by, ceiling
from allocation.engine.ground import Real
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.node_program import NodeProgram
from allocation.engine.nodes import Node, Nodes
from allocation.engine.prices import Prices
from allocation.engine.pseudo_costs import PseudoCosts
from allocation.engine.questions import HALF
from allocation.engine.row_pool import RowPool
from allocation.engine.simplex import LOWER, NOWHERE, OPTIMAL

TRIED, SHORT = 8, 30
"""Questions that are tried at a node, with so many pivots for either side."""
ROOT_ROUNDS, ROUNDS = 10, 2
"""Times that rows are sought which the optimum breaks, at the root and at other nodes."""
TAIL = 0.02
"""The share of what is open that each time has to take off, for there to be a next."""
MARGIN = 0.02
"""By what part of its grain an aim's ceiling has to be below the next better value: for rounding."""
DIVES, MISSES = 2, 20
"""After so many times as many nodes a node is dived from again; and what may go wrong on one dive."""
LEAST = 1e-4
"""What a side moves at least, as a share of what is open: else the other side would not count."""
EARLY = 25
"""Nodes up to which a tree is grown anew with the better plan that it found."""
FEW, LONGER = 2, 3
"""Where so many times as many leaves are closed as open, it may have so many times its nodes."""
LONG = 100_000
"""Pivots that no node needs."""
NODE, WORK = 2, 20
"""Work that it takes to write a program and to seek its rows, and pivots in a unit of it."""

Cuts = list[tuple[Cut, int]]


class BranchAndCut:
    """One tree, which can be grown step by step: `left` is what plans may have that are better than the
    incumbent in the aim; `costs` say what questions did in other trees.
    """

    def __init__(
        self, prices: Prices, costs: PseudoCosts, aim: int, incumbent: Incumbent, left: Left, meter: Meter
    ) -> None:
        self.prices, self.costs, self.aim, self.incumbent = prices, costs, aim, incumbent
        self.left, self.meter = left, meter
        self.problem, self.known, self.relaxation = prices.problem, prices.known, prices.relaxation
        self.held, self.start = incumbent.values[:aim], incumbent.values[aim]
        self.grain = self.known.grains[aim]
        ground, rooms = self.relaxation.ground, self.relaxation.rooms
        root = self.relaxation.solve(aim, incumbent)
        self.pool = RowPool(ground, rooms, () if root is None else root.duals.rows)
        program = NodeProgram(
            self.problem,
            self.known,
            ground,
            rooms,
            prices.size,
            aim,
            self.held,
            left,
        )
        self.nodes = Nodes(program, self.pool)
        self.open: list[tuple[int, int, int, Node]] = []
        self.closed: Cuts = []
        self.sound = True
        self.grown, self.next_dive, self.order = 0, 1, count()

    def grow(self, most: int) -> Cuts | None:
        """The leaves' cuts with their ceilings once all are closed: no plan among what is left is better than
        the one then in hand. None where so many nodes do not do it, whereupon it can be grown further; or
        where rounding spoils it.
        """
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            if not self.grown:
                self.sound = self._join(self.nodes.root(), ROOT_ROUNDS)
            while self.sound and self.open and self._is_worth_it(most):
                node = heappop(self.open)[-1]
                if self._close(node):  # a better plan may have been found since
                    continue
                if self.grown >= self.next_dive:
                    self.next_dive = DIVES * self.grown
                    self._dive(node)
                    self._dive(node, guided=True)
                shares = self.nodes.shares(node)
                if asked := self.costs.likely(self.aim, shares, TRIED):
                    sides = self._sides(pool, node, shares, asked)
                    self.sound = all(self._join(side, ROUNDS) for side in sides)
                else:
                    self._offer(shares)
                    self.sound = self._close(node)
        return self.closed if self.sound and not self.open else None

    @property
    def early(self) -> bool:
        """Whether a better plan was found so soon that a tree among what is then left is sooner grown."""
        return self.grown <= EARLY and self.incumbent.values[self.aim] != self.start

    def _is_worth_it(self, most: int) -> bool:
        """Whether a tree that is to have so many nodes goes on: not once an earlier aim was bettered, or soon
        this one; but longer where far fewer leaves are open than closed.
        """
        if self.incumbent.values[: self.aim] != self.held or self.early:
            return False
        few = len(self.open) * FEW <= len(self.closed)
        return self.grown < (LONGER * most if few else most)

    def _join(self, node: Node, rounds: int) -> bool:
        """Have a node in the tree, closed or open, with rows that its optimum breaks until they take too
        little off. False where it can be neither.
        """
        self.grown += 1
        status, node = self._tighten(node, rounds)
        if self._close(node, nowhere=status == NOWHERE):
            return True
        self._push(node)
        return status == OPTIMAL and len(node.branch) < LONGEST

    def _tighten(self, node: Node, rounds: int) -> tuple[int, Node]:
        """A node's optimum, with rows that it breaks until they take too little off."""
        status, node = self._run(node)
        before = self.nodes.top(node)
        for _ in range(rounds):
            rows = self.pool.broken(self.nodes.shares(node), node.kept) if status == OPTIMAL else ()
            if not rows:
                break
            status, node = self._run(self.nodes.with_rows(node, rows))
            top = self.nodes.top(node)
            if before - top < TAIL * (top - self.incumbent.values[self.aim]):
                break
            before = top
        return status, node

    def _dive(self, node: Node, *, guided: bool = False) -> None:
        """Have one half after another all, to see whether that is a better plan: the largest first, or what
        the plan in hand has.
        """
        starts, misses = self.relaxation.ground.options, 0
        wanted = np.zeros(len(self.relaxation.ground.part))
        there = [(part, option) for part, option in enumerate(self.incumbent.chosen) if option is not None]
        wanted[[starts[part] + option for part, option in there]] = guided
        while True:
            shares = self.nodes.shares(node)
            halves = (shares > HALF) & (shares < 1 - HALF)
            if not halves.any():
                break
            pick = int(np.argmax(halves * (wanted + shares)))
            part = int(self.relaxation.ground.part[pick])
            answer = Answer(part, (pick - int(starts[part]),), yes=True)
            status, side = self._tighten(self.nodes.answered(node, answer), 1)
            if status != OPTIMAL:
                misses += 1
                status, side = self._tighten(self.nodes.answered(node, replace(answer, yes=False)), 1)
                if misses > MISSES or status != OPTIMAL:
                    return
            node = side
        self._offer(shares)

    def _run(self, node: Node) -> tuple[int, Node]:
        status, pivots, node = self.nodes.run(node, self._enough(), LONG)
        self.meter.spend(NODE + pivots // WORK)
        return status, node

    def _sides(self, pool: ThreadPoolExecutor, node: Node, shares: Real, asked: list[int]) -> list[Node]:
        """Both sides of the question that moves the ceilings most."""
        top, enough = self.nodes.top(node), self._enough()
        gap = max(top - self.incumbent.values[self.aim], float(self.grain))
        answers = [replace(self.costs.answers[each], yes=yes) for each in asked for yes in (True, False)]
        sides = [self.nodes.answered(node, each) for each in answers]
        ends = list(pool.map(lambda side: self.nodes.run(side, enough, SHORT), sides))
        self.meter.spend(NODE + sum(pivots for _, pivots, _ in ends) // WORK)
        drops = np.array(
            [
                gap if status in (LOWER, NOWHERE) else min(gap, max(LEAST * gap, top - self.nodes.top(side)))
                for status, _, side in ends
            ]
        ).reshape(-1, 2)
        self.costs.learn(self.aim, shares, asked, drops / self.grain)
        best = int(np.argmax(drops[:, 0] * drops[:, 1]))
        return [side for _, _, side in ends[2 * best : 2 * best + 2]]

    def _close(self, node: Node, *, nowhere: bool = False) -> bool:
        """Whether a node's prices close it, in whole numbers; then its cut is kept."""
        if not nowhere and self.nodes.enough(self.nodes.top(node)) >= self._enough():
            return False
        cut = self.prices.by(self.aim, self.incumbent, self.nodes.duals(node), node.branch)
        if cut is None:
            return False
        top = ceiling(self.problem, self.known, cut, self.prices.sets, self.left)
        _, bound = bound_by(self.known, self.incumbent.plain, cut, top)
        if bound is None or bound > self.incumbent.values[self.aim]:
            return False
        self.closed.append((cut, top))
        return True

    def _push(self, node: Node) -> None:
        top = self.known.rounded(self.aim, int(self.nodes.top(node) // 1))
        heappush(self.open, (-top, -len(node.branch), next(self.order), node))

    def _enough(self) -> float:
        """The ceiling below which nothing is better, in the program's terms."""
        return self.nodes.enough(self.incumbent.values[self.aim] + self.grain * (1.0 - MARGIN))

    def _offer(self, shares: Real) -> None:
        """Take the plan that a node without halves is, if it is better."""
        chosen: list[int | None] = [None] * len(self.problem.parts)
        ground = self.relaxation.ground
        for pick in np.nonzero(shares > 0.5)[0].tolist():
            part = int(ground.part[pick])
            chosen[part] = pick - int(ground.options[part])
        self.incumbent.offer(chosen)
