"""The rows and columns of the linear relaxation: one program for all aims, in which picks join as they are
wanted. Picks are numbered as in `allocation.engine.ground`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import Any

import numpy as np

from allocation.check.branching import Left
from allocation.check.provider_sets import ProviderSets
from allocation.engine.ground import Ground, Real, Whole
from allocation.engine.rounding import Kept
from allocation.problem import Problem
from allocation.problem.terms import Terms

DEAR = 1_000.0
"""What it costs to leave out a package that a branch places, or to miss an aim that is held by its size."""


class Relaxed:
    """The program. `columns` are the picks that have joined; `loads` the rows of each commitment; `rounded`
    the limits' rows that were rounded. Rows of aims are in units of the aims' sizes.
    """

    def __init__(self, problem: Problem, known: Terms, ground: Ground, rooms: Sequence[int]) -> None:
        """`rooms` is what sums of picks can reach of each limit (`reached`)."""
        self.problem, self.known, self.ground = problem, known, ground
        self.size, self.aim = sizes(ground, known), 0
        self.solver: Any = glop()
        self.parts = [self.solver.Constraint(0.0, 0.0, "") for _ in problem.parts]
        self.limits = [self.solver.Constraint(-inf, float(room), "") for room in rooms]
        self.aims = [self.solver.Constraint(-inf, inf, "") for _ in known.specs]
        self.goals: list[list[tuple[Any, float]]] = [[] for _ in known.specs]
        self.columns: dict[int, Any] = {}
        self.rounded: list[tuple[Kept, Any]] = []
        self.rows_of: dict[int, list[tuple[Any, float]]] = defaultdict(list)
        self.pairs: dict[int, Any] = {}
        self.pair_rows: dict[int, Any] = {}
        self.paired = False
        self.packages: list[Any] = []
        self.outside: list[Any] = []
        self.placed: list[Any] = []
        self.loads: dict[int, list[Any]] = defaultdict(list)
        for number, package in enumerate(problem.packages):
            column = self.solver.NumVar(float(package.pinned), 1.0, "")
            self.packages.append(column)
            for part in package.parts:
                self.parts[part].SetCoefficient(column, -1.0)
            for aim, amount in known.packages[number]:
                self._amount(aim, column, float(amount))
        self.short = [self.solver.NumVar(0.0, 0.0, "") for _ in self.aims]
        for row, column in zip(self.aims, self.short, strict=True):
            row.SetCoefficient(column, 1.0)
        if known.commitments >= 0:
            self._promises()

    def branch(self, left: Left | None) -> None:
        """Have only what a branch leaves, all of whose picks have joined; None: have everything again.

        What it places may stay out, and an aim that is held may fall short, each at a price that nothing else
        comes near: so there is an optimum on every branch, which says of one without plans that it has none.
        """
        for column in self.outside:
            column.SetUb(inf)
        self.outside, self.placed = [], []
        if left is not None:
            starts = self.ground.options.tolist()
            for part, options in left.options.items():
                picks = range(starts[part], starts[part + 1])
                self.outside += [self.columns[n] for n in picks if n - starts[part] not in options]
            self.placed = [self.packages[number] for number in sorted(left.placed)]
        for column in self.outside:
            column.SetUb(0.0)
        for column in self.short:
            column.SetUb(0.0 if left is None else inf)

    def _promises(self) -> None:
        """Short of the guarantee, and off the target either way, as columns of their own."""
        for number, each in enumerate(self.problem.commitments):
            if each.guaranteed:
                row = self.solver.Constraint(100.0 * (each.guaranteed - each.settled), inf, "")
                self._off(row, 1.0)
                self.loads[number].append(row)
            if each.target is not None:
                away = each.target - 100.0 * each.settled
                row = self.solver.Constraint(away, away, "")
                self._off(row, 1.0)
                self._off(row, -1.0)
                self.loads[number].append(row)

    def _off(self, row: Any, sign: float) -> None:
        column = self.solver.NumVar(0.0, inf, "")
        row.SetCoefficient(column, sign)
        self._amount(self.known.commitments, column, -1.0)

    def _amount(self, aim: int, column: Any, amount: float) -> None:
        self.aims[aim].SetCoefficient(column, amount / self.size[aim])
        self.goals[aim].append((column, amount / self.size[aim]))

    def join(self, picks: Iterable[int]) -> None:
        """Give these picks columns, unless they have some."""
        ground = self.ground
        for pick in picks:
            if pick in self.columns:
                continue
            column = self.columns[pick] = self.solver.NumVar(0.0, inf, "")
            self.parts[ground.part[pick]].SetCoefficient(column, 1.0)
            for use in range(ground.uses_at[pick], ground.uses_at[pick + 1]):
                self.limits[ground.limit[use]].SetCoefficient(column, float(ground.uses[use]))
            for term in range(ground.gives_at[pick], ground.gives_at[pick + 1]):
                self._amount(int(ground.gives_aim[term]), column, float(ground.gives[term]))
            for row, amount in self.rows_of.get(pick, ()):
                row.SetCoefficient(column, amount)
            for row in self.loads.get(int(ground.promise[pick]), ()):
                row.SetCoefficient(column, 100.0 * float(ground.minutes[ground.part[pick]]))
            if self.paired:
                self._pair(pick, column)

    def _pair(self, pick: int, column: Any) -> None:
        """A pair is opened by as much as any pick that makes it."""
        pair = int(self.ground.pair[pick])
        if pair < 0:
            return
        if pair not in self.pairs:
            self.pairs[pair] = self.solver.NumVar(0.0, 1.0, "")
            self._amount(self.known.pairs, self.pairs[pair], -1.0)
        row = self.pair_rows[pick] = self.solver.Constraint(-inf, 0.0, "")
        row.SetCoefficient(column, 1.0)
        row.SetCoefficient(self.pairs[pair], -1.0)

    def keep(self, rows: Iterable[Kept]) -> None:
        """Have these rows kept, by picks that join later too."""
        for each in rows:
            row = self.solver.Constraint(-inf, float(each.most), "")
            self.rounded.append((each, row))
            for pick, amount in zip(each.picks.tolist(), each.amounts.astype(float).tolist(), strict=True):
                self.rows_of[pick].append((row, amount))
                if pick in self.columns:
                    row.SetCoefficient(self.columns[pick], amount)

    def hold(self, aim: int, held: Sequence[int]) -> None:
        """Hold the aims before this one at their signed values. Pairs have rows once they are asked about."""
        if aim == self.known.pairs and not self.paired:
            self.paired = True
            for pick, column in self.columns.items():
                self._pair(pick, column)
        for number, row in enumerate(self.aims):
            least = (held[number] - self._constant(number)) / self.size[number] if number < aim else -inf
            row.SetBounds(least, inf)

    def solve(self, aim: int, seconds: float | None) -> int | None:
        """Make the aim as large as can be: the pivots that it took; None where there is no optimum, because
        time is up or rounding has spoilt it.
        """
        self.aim = aim
        objective = self.solver.Objective()
        objective.Clear()
        objective.SetMaximization()
        for column, amount in self.goals[aim]:
            objective.SetCoefficient(column, amount)
        for column in self.short:
            objective.SetCoefficient(column, -DEAR)
        for column in self.placed:
            objective.SetCoefficient(column, objective.GetCoefficient(column) + DEAR)
        if seconds is not None:
            self.solver.SetTimeLimit(max(1, int(1000 * seconds)))
        if self.solver.Solve() != self.solver.OPTIMAL:
            return None
        pivots: int = self.solver.iterations()
        return pivots

    def top(self) -> float:
        """The signed value of the aim that was asked about last."""
        value = float(self.solver.Objective().Value()) - DEAR * len(self.placed)
        return value * self.size[self.aim] + self._constant(self.aim)

    def _constant(self, aim: int) -> int:
        """What an aim has without any column; promises have columns of their own for all of it."""
        return 0 if aim == self.known.commitments else self.known.constant[aim]

    def price(self, row: Any) -> float:
        """What one unit of a row is worth, in the aim that was asked about last."""
        return float(row.dual_value()) * self.size[self.aim]

    def held(self) -> tuple[float, ...]:
        """What the aim that was asked about last would gain if each one before it were let go by one."""
        rows = zip(self.aims[: self.aim], self.size, strict=False)
        return tuple(max(0.0, -self.price(row) / size) for row, size in rows)

    def load_prices(self) -> dict[int, float]:
        """What a minute of load is worth to each commitment's rows."""
        return {number: 100 * sum(map(self.price, rows)) for number, rows in self.loads.items()}

    def gains(self) -> Real:
        """(k) each pick's amount of the aim, less what it takes at the program's prices."""
        ground = self.ground
        held = self.held()
        weight = np.array([*held, 1.0, *(0.0,) * (len(self.aims) - len(held) - 1)])
        room = np.array([self.price(row) for row in self.limits])
        load = np.zeros(len(self.problem.commitments) + 1)
        for number, price in self.load_prices().items():
            load[number] = price
        gains = _sums(ground.gives_at, weight[ground.gives_aim] * ground.gives)
        gains -= _sums(ground.uses_at, room[ground.limit] * ground.uses)
        gains -= np.array([self.price(row) for row in self.parts])[ground.part]
        for each, row in self.rounded:
            if price := self.price(row):
                gains[each.picks] -= price * each.amounts
        return gains - load[ground.promise] * ground.minutes[ground.part]

    def shares(self) -> Real:
        """(k) how much of each pick the optimum takes."""
        shares = np.zeros(len(self.ground.part))
        for pick, column in self.columns.items():
            shares[pick] = column.solution_value()
        return shares


def _sums(starts: Whole, amounts: Real) -> Real:
    """The sum of each list's amounts."""
    lists = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    sums: Real = np.bincount(lists, amounts, len(starts) - 1).astype(float)
    return sums


def sizes(ground: Ground, known: Terms) -> list[float]:
    """For each aim the most that one part or package adds to it: in these units all aims' rows are of a size,
    without which sums of pence beside numbers of packages spoil a solver's arithmetic.
    """
    most = np.ones(len(known.specs))
    np.maximum.at(most, ground.gives_aim, np.abs(ground.gives))
    np.maximum.at(most, ground.earns_aim, np.abs(ground.earns))
    if known.commitments >= 0:
        most[known.commitments] = max(1.0, 100.0 * ground.minutes.max(initial=0))
    sizes: list[float] = most.tolist()
    return sizes


def reached(problem: Problem, sets: Sequence[ProviderSets]) -> list[int]:
    """What sums of picks can reach of each limit's room."""
    rooms = [each.minutes for each in problem.limits]
    for each in sets:
        for limit, room in zip(each.limits.tolist(), each.room.tolist(), strict=True):
            rooms[limit] = room
    return rooms


def glop() -> Any:
    """An empty program for Glop, through the plain wrapper, which goes on from its last basis: but only where
    no preprocessing hands it another program each time (that takes thrice the pivots).
    """
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    solver.SetSolverSpecificParametersAsString("use_preprocessing: false")
    return solver
