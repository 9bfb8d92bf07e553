"""The plain model put to one solver: MathOpt's HiGHS and SCIP, and CP-SAT."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.benchmarks.plain import Cells, Model, Row, bounds

CORES = 2


class Solver(StrEnum):
    """Who is asked."""

    HIGHS = "HiGHS"
    SCIP = "SCIP"
    CP_SAT = "CP-SAT"


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns' values (None: no plan in time), and whether the solver calls them best."""

    values: tuple[float, ...] | None
    optimal: bool


def ask(
    solver: Solver,
    model: Model,
    objective: Cells,
    held: Sequence[Row],
    seconds: float,
    hint: Sequence[float] | None = None,
) -> Answer:
    """Make the objective as large as can be, at zero gap, with further rows held. The hint is a plan to start
    from.
    """
    if solver is Solver.CP_SAT:
        return _ask_cp_sat(model, objective, held, seconds, hint)
    return _ask_math_opt(solver, model, objective, held, seconds, hint)


def _ask_math_opt(
    solver: Solver,
    model: Model,
    objective: Cells,
    held: Sequence[Row],
    seconds: float,
    hint: Sequence[float] | None,
) -> Answer:
    from ortools.math_opt.python import mathopt

    asked = mathopt.Model.from_model_proto(_message(model, objective, held))
    limits = mathopt.SolveParameters(
        absolute_gap_tolerance=0.0,
        relative_gap_tolerance=0.0,
        time_limit=dt.timedelta(seconds=max(0.01, seconds)),
    )
    hints = [] if hint is None else [dict(enumerate(hint))]
    start = mathopt.ModelSolveParameters(
        solution_hints=[
            mathopt.SolutionHint(
                variable_values={asked.get_variable(column): value for column, value in each.items()}
            )
            for each in hints
        ]
    )
    kind = mathopt.SolverType.HIGHS if solver is Solver.HIGHS else mathopt.SolverType.GSCIP
    result = mathopt.solve(asked, kind, params=limits, model_params=start)
    if not result.has_primal_feasible_solution():
        return Answer(None, optimal=False)
    values = {variable.id: value for variable, value in result.variable_values().items()}
    optimal = result.termination.reason is mathopt.TerminationReason.OPTIMAL
    return Answer(tuple(values[column] for column in range(len(model.upper))), optimal)


def _message(model: Model, objective: Cells, held: Sequence[Row]) -> Any:
    """The model as MathOpt's message; filling it directly is ten times as fast as expressions."""
    from ortools.math_opt import model_pb2

    found = model_pb2.ModelProto()
    count = len(model.upper)
    found.variables.ids.extend(range(count))
    found.variables.lower_bounds.extend([0.0] * count)
    found.variables.upper_bounds.extend(map(float, model.upper))
    # What counts hundredths of a minute is whole wherever the picks are, so no solver need branch on it.
    found.variables.integers.extend(upper == 1 for upper in model.upper)
    rows = [*model.rows, *held]
    found.linear_constraints.ids.extend(range(len(rows)))
    found.linear_constraints.lower_bounds.extend(bounds(row)[0] for row in rows)
    found.linear_constraints.upper_bounds.extend(bounds(row)[1] for row in rows)
    matrix = found.linear_constraint_matrix
    for number, row in enumerate(rows):
        for column in sorted(row.cells):
            matrix.row_ids.append(number)
            matrix.column_ids.append(column)
            matrix.coefficients.append(float(row.cells[column]))
    found.objective.maximize = True
    for column in sorted(objective):
        found.objective.linear_coefficients.ids.append(column)
        found.objective.linear_coefficients.values.append(float(objective[column]))
    return found


def _ask_cp_sat(
    model: Model, objective: Cells, held: Sequence[Row], seconds: float, hint: Sequence[float] | None
) -> Answer:
    from ortools.sat.python import cp_model

    asked = cp_model.CpModel()
    columns = [asked.new_int_var(0, upper, "") for upper in model.upper]
    for row in (*model.rows, *held):
        total = cp_model.LinearExpr.weighted_sum(
            [columns[column] for column in row.cells], list(row.cells.values())
        )
        if row.lower is not None and row.upper is not None:
            asked.add_linear_constraint(total, row.lower, row.upper)
        elif row.upper is not None:
            asked.add(total <= row.upper)
        elif row.lower is not None:
            asked.add(total >= row.lower)
    asked.maximize(
        cp_model.LinearExpr.weighted_sum([columns[column] for column in objective], list(objective.values()))
    )
    for column, value in enumerate(hint or ()):
        asked.add_hint(columns[column], round(value))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers = CORES
    # CP-SAT 9.15 can certify a wrong optimum on at-most-one rows with capacities (or-tools issue 5293).
    solver.parameters.presolve_inclusion_work_limit = 0
    status = solver.solve(asked)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, optimal=False)
    return Answer(
        tuple(float(solver.value(column)) for column in columns), optimal=status == cp_model.OPTIMAL
    )
