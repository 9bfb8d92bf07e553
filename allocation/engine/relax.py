"""The plain linear relaxation of the whole problem: where prices start, and where each limit's price comes
from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from allocation.engine.program import Piece, PieceProgram, Program
from allocation.model import AwardKey
from allocation.problem import Problem
from allocation.problem.terms import Terms


@dataclass(frozen=True, slots=True)
class Duals:
    """Prices as floating point: of parts, of held aims (by how much the aim in question would gain
    if one were let go by one), and of an award's minutes in its promises.
    """

    parts: tuple[float, ...]
    held: tuple[float, ...]
    slopes: dict[AwardKey, float]
    pivots: int


def relax(
    problem: Problem, known: Terms, aim: int, values: Sequence[int], seconds: float | None
) -> Duals | None:
    """The relaxation's prices for one aim, with the earlier ones held at their signed values.

    None where the solver finds no optimum, because time is up or rounding has spoilt it.
    """
    free = {part: tuple(range(len(each.options))) for part, each in enumerate(problem.parts)}
    written = PieceProgram(problem, known, Piece((None,) * len(problem.parts), free), range(aim + 1))
    held_rows = [
        written.program.row(values[each] - written.constant[each], inf, written.aim[each])
        for each in range(aim)
    ]
    objective, _ = written.objective([(aim, 1)])
    solver = glop()
    columns, rows = load(solver, written.program)
    for column, amount in objective.items():
        solver.Objective().SetCoefficient(columns[column], amount)
    solver.Objective().SetMaximization()
    if seconds is not None:
        solver.SetTimeLimit(max(1, int(1000 * seconds)))
    if solver.Solve() != solver.OPTIMAL:
        return None
    dual = [row.dual_value() for row in rows]
    return Duals(
        parts=tuple(dual[written.part_row[part]] for part in range(len(problem.parts))),
        held=tuple(max(0.0, -dual[row]) for row in held_rows),
        slopes={award: 100 * sum(dual[r] for r in each) for award, each in written.promise_rows.items()},
        pivots=solver.iterations(),
    )


def glop() -> Any:
    """An empty program for Glop, through the plain wrapper, which keeps its basis while columns are added."""
    from ortools.linear_solver import pywraplp

    return pywraplp.Solver.CreateSolver("GLOP")


def load(solver: Any, program: Program) -> tuple[list[Any], list[Any]]:
    """Copy a program's columns (none of them whole) and rows into a solver."""
    columns = [
        solver.NumVar(lower, upper, "") for lower, upper in zip(program.lower, program.upper, strict=True)
    ]
    rows = [solver.Constraint(lower, upper, "") for lower, upper in program.rows]
    for row, column, amount in program.cells:
        rows[row].SetCoefficient(columns[column], float(amount))
    return columns, rows
