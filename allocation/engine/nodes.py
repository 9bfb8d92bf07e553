"""The nodes of a tree: bases of one program, each on its branch, each with the rounded rows that it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from allocation.check.blocks import Pick
from allocation.check.branching import Answer, Branch
from allocation.engine.basis import BASIC, HIGH, LOW, Basis, Columns
from allocation.engine.ground import Real
from allocation.engine.node_program import NodeProgram, Row
from allocation.engine.relax import Duals
from allocation.engine.row_pool import RowPool

UNLIKE, SLACK = 1e-6, 0.01
"""By how much costs are made unequal, and by what part of the aim's grain together at most."""
NOTHING = 1e-6
"""Shares that are no more than rounding has left."""


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
        self.rounded: dict[int, Row] = {}

    def _columns(self, kept: Sequence[int]) -> tuple[Columns, Real, Sequence[Row]]:
        """The program with these rounded rows, what its rows were multiplied by, and they."""
        for number in kept:
            if number not in self.rounded:
                self.rounded[number] = self.program.rounded(self.pool.kept[number])
        rows = [*self.program.rows, *(self.rounded[number] for number in kept)]
        own, every = len(self.program.lower), len(self.program.lower) + len(rows)
        scale = np.array([each.scale for each in rows])
        row = np.repeat(np.arange(len(rows)), [len(each.column) for each in rows])
        column = np.concatenate([*(each.column for each in rows), np.arange(own, every)])
        amount = np.concatenate([each.amount for each in rows]) * scale[row]
        row, amount = np.append(row, np.arange(len(rows))), np.append(amount, np.ones(len(rows)))
        order = np.argsort(column, kind="stable")
        starts = np.searchsorted(column[order], np.arange(every + 1))
        goal = np.append(self.program.goal, np.zeros(len(rows)))
        return Columns(starts, row[order], amount[order], goal), scale, rows

    def root(self) -> Node:
        """Where every row has its own column in the basis."""
        columns, scale, rows = self._columns(())
        own, every = len(self.program.lower), len(self.program.lower) + len(rows)
        lower = np.array(self.program.lower + [-each.most * s for each, s in zip(rows, scale, strict=True)])
        upper = np.array(self.program.upper + [-each.least * s for each, s in zip(rows, scale, strict=True)])
        cost = columns.goal.copy()
        cost[:own] += np.where(self.program.goal > 0, 1.0, -1.0) * self._unlike(own)
        where = np.full(every, BASIC)
        where[:own] = np.where((self.program.goal > 0) & np.isfinite(upper[:own]), HIGH, LOW)
        there = np.arange(own, every)
        gain = np.where(where == BASIC, 0.0, cost)
        basis = Basis(
            lower,
            upper,
            cost,
            where,
            np.zeros(every),
            gain,
            there,
            np.eye(len(rows)),
            np.zeros(len(rows)),
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
        """The same basis with more rounded rows, and without those that had no part in it.

        A row whose own column is basic can go, with that column, without a change to the rest of the
        inverse; a row that joins with its own column adds what it has of the basic ones.
        """
        own, first, basis = len(self.program.lower), len(self.program.rows), node.basis
        stays = np.ones(len(node.scale), dtype=bool)
        stays[first:] = basis.where[own + first :] != BASIC
        # a row's own column may be basic in the place of another row
        place = {int(column): row for row, column in enumerate(basis.there)}
        gone = [place[own + row] for row in np.nonzero(~stays)[0].tolist()]
        kept = [each for each, there in zip(node.kept, stays[first:], strict=True) if there] + list(more)
        columns, scale, rows = self._columns(kept)
        before, after = int(stays.sum()), len(rows)
        inverse = np.zeros((after, after))
        inverse[:before, :before] = np.delete(basis.inverse, gone, axis=1)[stays]
        keep = np.append(np.ones(own, dtype=bool), stays)
        number = np.cumsum(keep) - 1
        there = np.append(number[np.delete(basis.there, gone)], np.arange(own + before, own + after))
        row_of = np.full(own + after, -1)
        row_of[there[:before]] = np.arange(before)
        for row in range(before, after):
            at = row_of[rows[row].column]
            basic = at >= 0
            amounts = rows[row].amount[basic] * scale[row]
            inverse[:before, row] = -(amounts * inverse[:before, at[basic]]).sum(axis=1)
            inverse[row, row] = 1.0
        fresh = [each.most * s for each, s in zip(rows[before:], scale[before:], strict=True)]
        none = np.zeros(after - before)
        made = Basis(
            np.append(basis.lower[keep], [-each for each in fresh]),
            np.append(basis.upper[keep], none + inf),
            np.append(basis.cost[keep], none),
            np.append(basis.where[keep], np.full(after - before, BASIC)),
            np.append(basis.x[keep], none),
            np.append(basis.gain[keep], none),
            there,
            inverse,
            np.append(basis.prices[stays], none),
            basis.age.copy(),
        )
        return Node(node.branch, tuple(kept), columns, scale, made)

    def answered(self, node: Node, answer: Answer) -> Node:
        """A node narrowed to the plans that answer so."""
        start = int(self.program.ground.options[answer.part])
        mine = np.arange(start, int(self.program.ground.options[answer.part + 1]))
        asked = np.isin(mine - start, answer.options)
        column = self.program.column[mine[~asked if answer.yes else asked]]
        basis = node.basis.copy()
        basis.upper[column[column >= 0]] = 0.0
        if answer.yes:
            basis.lower[self.program.package[self.program.problem.parts[answer.part].package]] = 1.0
        return replace(node, branch=(*node.branch, answer), basis=basis)

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

    def mix(self, node: Node) -> dict[Pick, float]:
        """The same of those that there are."""
        ground, shares = self.program.ground, self.shares(node)
        there = np.nonzero(shares > NOTHING)[0]
        parts = ground.part[there]
        picks = zip(parts.tolist(), (there - ground.options[parts]).tolist(), strict=True)
        return dict(zip(picks, shares[there].tolist(), strict=True))

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
