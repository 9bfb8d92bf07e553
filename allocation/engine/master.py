"""The restricted master program of column generation: which mix of known sets is best, and at what prices.

Prices are kept within reach of the best so far, because the master's own jump about while it knows few sets:
the box step of Marsten, Hogan and Blankenship ("The boxstep method for large-scale optimization", 1975).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from allocation.check.blocks import Pick
from allocation.engine.relax import glop
from allocation.problem import Problem
from allocation.problem.terms import Terms


@dataclass(frozen=True, slots=True)
class Column:
    """One set of picks of one block, with the signed amount that it adds to each aim."""

    block: int
    picks: tuple[Pick, ...]
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Prices in floating point."""

    parts: tuple[float, ...]
    held: tuple[float, ...]


class Master:
    """The restricted master program for one aim."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        providers: int,
        columns: Collection[Column],
        aim: int,
        values: Sequence[int],
    ) -> None:
        self.known, self.aim = known, aim
        self.solver: Any = glop()
        self.objective = self.solver.Objective()
        self.objective.SetMaximization()
        self.parts = [self.solver.Constraint(0.0, 0.0, "") for _ in problem.parts]
        self.shares = [self.solver.Constraint(-inf, 1.0, "") for _ in range(providers)]
        self.held = [
            self.solver.Constraint(float(values[each] - known.constant[each]), inf, "") for each in range(aim)
        ]
        self.part_edges: dict[int, tuple[Any, Any]] = {}
        self.held_edges: dict[int, tuple[Any, Any]] = {}
        self.largest = [
            max(
                (abs(column.amounts[each]) / len(column.picks) for column in columns),
                default=1,
            )
            or 1
            for each in range(aim)
        ]
        for number, package in enumerate(problem.packages):
            column = self.solver.NumVar(0.0, 1.0, "")
            for part in package.parts:
                self.parts[part].SetCoefficient(column, -1.0)
            for each, amount in known.packages[number]:
                self._amount(column, each, amount)
        for each_column in columns:
            self.add(each_column)

    def _amount(self, column: Any, aim: int, amount: int) -> None:
        if aim == self.aim:
            self.objective.SetCoefficient(column, float(amount))
        elif aim < self.aim and amount:
            self.held[aim].SetCoefficient(column, float(amount))

    def add(self, column: Column) -> None:
        """One more set in the mix."""
        variable = self.solver.NumVar(0.0, inf, "")
        self.shares[column.block].SetCoefficient(variable, 1.0)
        for part, _ in column.picks:
            self.parts[part].SetCoefficient(variable, 1.0)
        for aim, amount in enumerate(column.amounts):
            self._amount(variable, aim, amount)

    def box(self, centre: Point, reach: float) -> None:
        """Keep prices within reach of the centre: whoever wants more must pay what lies at the edge."""
        typical = sum(abs(price) for price in centre.parts) / max(
            1, sum(price != 0 for price in centre.parts)
        )
        typical = typical or 1.0
        for number, price in enumerate(centre.parts):
            width = reach * max(typical, abs(price))
            self._edges(self.parts[number], number, price, width, self.part_edges)
        for number, price in enumerate(centre.held):
            width = reach * max(typical / self.largest[number], price)
            self._edges(self.held[number], number, -price, width, self.held_edges)

    def _edges(
        self, row: Any, number: int, price: float, width: float, edges: dict[int, tuple[Any, Any]]
    ) -> None:
        if number not in edges:
            low, high = self.solver.NumVar(0.0, inf, ""), self.solver.NumVar(0.0, inf, "")
            row.SetCoefficient(low, 1.0)
            row.SetCoefficient(high, -1.0)
            edges[number] = (low, high)
        low, high = edges[number]
        self.objective.SetCoefficient(low, price - width)
        self.objective.SetCoefficient(high, -(price + width))

    def solve(self) -> tuple[float, Point] | None:
        """The mix's value of the aim, and its prices; None where rounding left no optimum."""
        if self.solver.Solve() != self.solver.OPTIMAL:
            return None
        value = self.objective.Value() + self.known.constant[self.aim]
        return value, Point(
            tuple(row.dual_value() for row in self.parts),
            tuple(max(0.0, -row.dual_value()) for row in self.held),
        )
