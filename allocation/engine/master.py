"""The restricted master program of column generation: which mix of known sets is best, and at what prices."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from allocation.check.blocks import Pick
from allocation.check.branching import Left
from allocation.engine.relaxed import glop
from allocation.problem import Problem
from allocation.problem.terms import Terms

DEAR = 4.0
"""So many times what all parts together could be worth to an aim is a price that nobody passes."""
ANYWHERE = 10_000.0
"""A reach that keeps no prices out that matter, so that the mix has only sets in it."""


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
    """The restricted master program for one aim, among what a branch leaves."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        providers: int,
        columns: Collection[Column],
        aim: int,
        values: Sequence[int],
        left: Left,
        size: Sequence[float],
    ) -> None:
        self.known, self.aim, self.size = known, aim, size
        self.dearest = DEAR * len(problem.parts) * size[aim]
        self.solver: Any = glop()
        self.objective = self.solver.Objective()
        self.objective.SetMaximization()
        self.parts = [self.solver.Constraint(0.0, 0.0, "") for _ in problem.parts]
        self.shares = [self.solver.Constraint(-inf, 1.0, "") for _ in range(providers)]
        self.held = [
            self.solver.Constraint((values[each] - known.constant[each]) / self.size[each], inf, "")
            for each in range(aim)
        ]
        for number, package in enumerate(problem.packages):
            column = self.solver.NumVar(float(number in left.placed), float(number not in left.unplaced), "")
            for part in package.parts:
                self.parts[part].SetCoefficient(column, -1.0)
            for each, amount in known.packages[number]:
                self._amount(column, each, amount)
        self.sets: list[tuple[Column, Any]] = []
        for each_column in columns:
            if all(left.has(pick) for pick in each_column.picks):
                self.add(each_column)
        self.edges = [self._edges(row) for row in (*self.parts, *self.held)]

    def _edges(self, row: Any) -> tuple[Any, Any]:
        """What would be paid for passing a price's least and most: columns that no plan has."""
        least, most = self.solver.NumVar(0.0, inf, ""), self.solver.NumVar(0.0, inf, "")
        row.SetCoefficient(least, 1.0)
        row.SetCoefficient(most, -1.0)
        return least, most

    def stay_near(self, point: Point, reach: float, unit: float) -> None:
        """From now on prices of parts differ from the point's by `reach` units at most, those of held aims by
        that share of themselves, or by as much as parts' where they are below a unit. No held aim is dearer
        than all that is at stake, or it might run away: where no plan could better it, no price is too high.

        The box-step method (Marsten, Hogan and Blankenship, 1975; as columns: du Merle, Villeneuve,
        Desrosiers and Hansen, "Stabilized column generation", 1999).
        """
        size = self.size[self.aim]
        for (least, most), price in zip(self.edges, point.parts, strict=False):
            self.objective.SetCoefficient(least, (price - reach * unit) / size)
            self.objective.SetCoefficient(most, (-price - reach * unit) / size)
        for number, (price, (least, most)) in enumerate(
            zip(point.held, self.edges[len(self.parts) :], strict=True)
        ):
            away = reach * max(unit, price)
            each = self.size[number] / size
            dearest = max(price, min(price + away, self.dearest / self.known.grains[number]))
            self.objective.SetCoefficient(least, -dearest * each)
            self.objective.SetCoefficient(most, max(0.0, price - away) * each)

    def _amount(self, column: Any, aim: int, amount: int) -> None:
        if aim == self.aim:
            self.objective.SetCoefficient(column, amount / self.size[aim])
        elif aim < self.aim and amount:
            self.held[aim].SetCoefficient(column, amount / self.size[aim])

    def add(self, column: Column) -> None:
        """One more set in the mix."""
        variable = self.solver.NumVar(0.0, inf, "")
        self.sets.append((column, variable))
        self.shares[column.block].SetCoefficient(variable, 1.0)
        for part, _ in column.picks:
            self.parts[part].SetCoefficient(variable, 1.0)
        for aim, amount in enumerate(column.amounts):
            self._amount(variable, aim, amount)

    def solve(self) -> tuple[float, Point] | None:
        """The mix's value of the aim, and its prices; None where rounding left no optimum."""
        if self.solver.Solve() != self.solver.OPTIMAL:
            return None
        size = self.size[self.aim]
        value = self.objective.Value() * size + self.known.constant[self.aim]
        return value, Point(
            tuple(row.dual_value() * size for row in self.parts),
            tuple(
                max(0.0, -row.dual_value()) * size / each
                for row, each in zip(self.held, self.size, strict=False)
            ),
        )

    def mix(self, point: Point, unit: float) -> dict[Pick, float]:
        """By how much the best mix has each pick, wherever its prices are: a plan would have all of it or
        nothing.
        """
        self.stay_near(point, ANYWHERE, unit)
        found: dict[Pick, float] = defaultdict(float)
        if self.solver.Solve() == self.solver.OPTIMAL:
            for column, variable in self.sets:
                if much := variable.solution_value():
                    for pick in column.picks:
                        found[pick] += much
        return found
