"""The nodes of a tree: bases of one program, each on its branch, each with the rounded rows that it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from allocation.check.branching import Answer, Branch
from allocation.engine.basis import BASIC, HIGH, LOW, Basis, Columns, Rows, by_column, copied, joined
from allocation.engine.ground import Real, Whole
from allocation.engine.node_program import NodeProgram, Row
from allocation.engine.relax import Duals
from allocation.engine.row_pool import RowPool
from allocation.engine.simplex import run

UNLIKE, SLACK = 1e-6, 0.01
"""By how much costs are made unequal, and by what part of the aim's grain together at most."""


Written = tuple[Whole, Whole, Real, Real, Real, Real]
"""Some rows, one after another: how many cells each has, their columns and amounts, what sums are between,
and what rows were multiplied by.
"""


def _written(rows: Sequence[Row]) -> Written:
    sizes = np.array([len(row.column) for row in rows])
    scale = np.array([row.scale for row in rows])
    return (
        sizes,
        np.concatenate([row.column for row in rows]),
        np.concatenate([row.amount for row in rows]) * np.repeat(scale, sizes),
        np.array([row.least for row in rows]) * scale,
        np.array([row.most for row in rows]) * scale,
        scale,
    )


@dataclass(frozen=True, slots=True)
class Node:
    """A basis on one branch, with the rounded rows that its program has (numbers of the pool's), and what
    rows were multiplied by.
    """

    branch: Branch
    kept: tuple[int, ...]
    columns: Columns
    scale: Real
    basis: Basis


class Nodes:
    """The nodes of one program, whose rounded rows are numbers of a pool's."""

    def __init__(self, program: NodeProgram, pool: RowPool) -> None:
        self.program, self.pool = program, pool
        self.first = _written(program.rows)
        self.rounded: dict[int, Written] = {}

    def _rows(self, kept: Sequence[int]) -> tuple[Rows, Real]:
        """The program's rows and these rounded ones, and what they were multiplied by."""
        for number in kept:
            if number not in self.rounded:
                self.rounded[number] = _written([self.program.rounded(self.pool.kept[number])])
        each = [self.first, *(self.rounded[number] for number in kept)]
        sizes, column, amount, least, most, scale = (np.concatenate(some) for some in zip(*each, strict=True))
        starts = np.append(0, np.cumsum(sizes))
        return Rows(starts, column, amount, least, most), scale

    def root(self) -> Node:
        """Where every row has its own column in the basis."""
        rows, scale = self._rows(())
        columns = by_column(rows, self.program.goal)
        own, every = len(self.program.lower), len(self.program.lower) + len(scale)
        upper = np.append(self.program.upper, -rows.least)
        cost = columns.goal.copy()
        cost[:own] += np.where(self.program.goal > 0, 1.0, -1.0) * self._unlike(own)
        where = np.full(every, BASIC)
        where[:own] = np.where((self.program.goal > 0) & np.isfinite(upper[:own]), HIGH, LOW)
        basis = Basis(
            np.append(self.program.lower, -rows.most),
            upper,
            cost,
            where,
            np.zeros(every),
            np.where(where == BASIC, 0.0, cost),
            np.arange(own, every),
            np.eye(len(scale)),
            np.zeros(len(scale)),
            np.zeros(1, dtype=np.int64),
        )
        return Node((), (), columns, scale, basis)

    def _unlike(self, many: int) -> Real:
        """How unequal so many columns' costs are made."""
        program = self.program
        grain = program.known.grains[program.aim] / program.size
        most = min(UNLIKE, SLACK * grain / len(program.problem.parts))
        return np.random.default_rng(0).uniform(0.5, 1.0, many) * most

    def with_rows(self, node: Node, more: Sequence[int]) -> Node:
        """The same basis with more rounded rows, and without those that had no part in it."""
        first = len(self.program.rows)
        stays = np.ones(len(node.scale), dtype=bool)
        stays[first:] = node.basis.where[len(self.program.lower) + first :] != BASIC
        kept = (*compress(node.kept, stays[first:].tolist()), *more)
        rows, scale = self._rows(kept)
        columns = by_column(rows, self.program.goal)
        return Node(node.branch, kept, columns, scale, joined(rows, node.basis, stays))

    def answered(self, node: Node, answer: Answer) -> Node:
        """A node narrowed to the plans that answer so. It shares with that one what is not narrowed."""
        program, basis = self.program, node.basis
        mine = program.column[program.ground.options[answer.part] : program.ground.options[answer.part + 1]]
        out = np.full(len(mine), answer.yes)
        out[list(answer.options)] = not answer.yes
        lower, upper = basis.lower.copy(), basis.upper.copy()
        upper[mine[out & (mine >= 0)]] = 0.0
        if answer.yes:
            lower[program.package[program.problem.parts[answer.part].package]] = 1.0
        narrowed = basis._replace(lower=lower, upper=upper)
        return replace(node, branch=(*node.branch, answer), basis=narrowed)

    def run(self, node: Node, enough: float, most: int) -> tuple[int, int, Node]:
        """Where a node's search ends, as `simplex.run`, which copies what nodes share."""
        basis = copied(node.basis)
        status, pivots = run(node.columns, basis, enough, most)
        return status, pivots, replace(node, basis=basis)

    def top(self, node: Node) -> float:
        """The ceiling that a basis gives, as the aim's signed value."""
        there = node.basis.where != BASIC
        value = float((node.basis.gain[there] * node.basis.x[there]).sum())
        return value * self.program.size + self.program.constant(self.program.aim)

    def enough(self, top: float) -> float:
        """A signed value of the aim, in the program's terms."""
        return (top - self.program.constant(self.program.aim)) / self.program.size

    def shares(self, node: Node) -> Real:
        """(k) how much of each pick there is."""
        shares = np.zeros(len(self.program.ground.part))
        shares[self.program.picks] = node.basis.x[: len(self.program.picks)]
        return shares

    def duals(self, node: Node) -> Duals:
        """A basis's prices."""
        prices = node.basis.prices * node.scale * self.program.size
        parts = len(self.program.problem.parts)
        limits, held = parts + len(self.program.limits), len(self.program.rows) - self.program.aim
        rooms = np.zeros(len(self.program.problem.limits))
        rooms[self.program.limits] = np.maximum(0.0, prices[parts:limits])
        paired = self.program.paired
        priced = zip(node.kept, prices[len(self.program.rows) :].tolist(), strict=True)
        kept = [(self.pool.kept[each], price) for each, price in priced if price > 0]
        return Duals(
            parts=tuple(prices[:parts].tolist()),
            held=tuple(np.maximum(0.0, -prices[held : held + self.program.aim]).tolist()),
            rooms=tuple(rooms.tolist()),
            slopes={
                self.program.problem.commitments[number].award: 100 * float(prices[rows].sum())
                for number, rows in self.program.loads.items()
            },
            rows=tuple(each for each, _ in kept),
            row_prices=tuple(price for _, price in kept),
            pairs={
                int(self.program.picks[column]): float(price)
                for column, price in zip(paired, prices[held - len(paired) : held], strict=True)
            },
        )
