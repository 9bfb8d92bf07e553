"""The simplex method of the trees against a general solver, from nothing and from a neighbour's basis."""

from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.engine.basis import BASIC, Basis, Columns, copied, invert
from allocation.engine.ground import Real
from allocation.engine.relaxed import glop
from allocation.engine.simplex import LOWER, NOWHERE, OPTIMAL, STOPPED, run


@dataclass(frozen=True)
class Small:
    """Rows of amounts (m, n) between least and most; columns between 0 and 1, with a goal each."""

    amounts: Real
    least: Real
    most: Real
    goal: Real


@st.composite
def smalls(draw: st.DrawFn) -> Small:
    """Programs of up to eight rows, some of which no point keeps."""
    rows, columns = draw(st.integers(1, 8)), draw(st.integers(1, 15))
    cell = st.sampled_from([0, 0, 0, -2, 1, 1, 2, 3, 7])
    amounts = np.array([[draw(cell) for _ in range(columns)] for _ in range(rows)], dtype=float)
    most = np.array([draw(st.integers(0, 10)) for _ in range(rows)], dtype=float)
    less = [draw(st.sampled_from([inf, inf, 0.0, 2.0])) for _ in range(rows)]
    goal = np.array([draw(st.integers(-5, 9)) for _ in range(columns)], dtype=float)
    return Small(amounts, most - np.array(less), most, goal)


def _written(small: Small) -> tuple[Columns, Basis]:
    rows, own = small.amounts.shape
    cells = [
        *((row, small.amounts[row, column], column) for column in range(own) for row in range(rows)),
        *((row, 1.0, own + row) for row in range(rows)),
    ]
    there = [(row, amount, column) for row, amount, column in cells if amount]
    columns = Columns(
        np.searchsorted([column for _, _, column in there], np.arange(own + rows + 1)),
        np.array([row for row, _, _ in there]),
        np.array([float(amount) for _, amount, _ in there]),
        np.append(small.goal, np.zeros(rows)),
    )
    basis = Basis(
        np.append(np.zeros(own), -small.most),
        np.append(np.ones(own), -small.least),
        columns.goal.copy(),
        np.append(np.zeros(own, dtype=np.int64), np.full(rows, BASIC)),
        np.zeros(own + rows),
        columns.goal.copy(),
        np.arange(own, own + rows),
        np.eye(rows),
        np.zeros(rows),
        np.zeros(1, dtype=np.int64),
    )
    return columns, basis


def _best(small: Small, upper: Real) -> float | None:
    """As a general solver finds it; None where no point keeps all rows."""
    solver: Any = glop()
    columns = [solver.NumVar(0.0, float(most), "") for most in upper]
    for amounts, least, most in zip(small.amounts, small.least, small.most, strict=True):
        row = solver.Constraint(float(least), float(most), "")
        for column, amount in zip(columns, amounts.tolist(), strict=True):
            row.SetCoefficient(column, amount)
    solver.Objective().SetMaximization()
    for column, goal in zip(columns, small.goal.tolist(), strict=True):
        solver.Objective().SetCoefficient(column, goal)
    return float(solver.Objective().Value()) if solver.Solve() == solver.OPTIMAL else None


def _ceiling(columns: Columns, basis: Basis) -> float:
    """What no point passes, by the prices alone."""
    total = 0.0
    for column in range(len(basis.x)):
        cells = slice(columns.starts[column], columns.starts[column + 1])
        gain = columns.goal[column] - (basis.prices[columns.row[cells]] * columns.amount[cells]).sum()
        if abs(gain) > 1e-7:
            total += max(gain * basis.lower[column], gain * basis.upper[column])
    return total


@settings(max_examples=200)
@given(smalls(), st.lists(st.integers(0, 14), max_size=4))
def test_the_optimum_is_the_solvers_from_nothing_and_from_a_neighbours_basis(
    small: Small, shut: list[int]
) -> None:
    """Also once columns are shut one after another, each time from where it was; and the prices alone give
    the same ceiling, or one below all there is where no point keeps all rows.
    """
    columns, basis = _written(small)
    upper = np.ones(len(small.goal))
    for column in (None, *shut):
        if column is not None and column < len(upper):
            upper[column] = basis.upper[column] = 0.0
        status, _ = run(columns, basis, -1e6, 10_000)
        best = _best(small, upper)
        assert status == (NOWHERE if best is None else OPTIMAL)
        if best is None:
            assert _ceiling(columns, basis) < -1e5
            return
        assert _ceiling(columns, basis) == pytest.approx(best, abs=1e-5)
        assert (columns.goal * basis.x).sum() == pytest.approx(best, abs=1e-5)


@given(smalls(), st.integers(0, 5))
def test_wherever_it_stops_its_prices_are_a_ceiling(small: Small, pivots: int) -> None:
    """After any number of pivots, and when the ceiling is low enough; an inverse made afresh is the same."""
    columns, basis = _written(small)
    best = _best(small, np.ones(len(small.goal)))
    status, taken = run(columns, basis, -1e6, pivots)
    assert taken <= pivots
    if status == STOPPED and best is not None:
        assert _ceiling(columns, basis) >= best - 1e-5
        again = copied(basis)
        invert(columns, again)
        assert again.prices == pytest.approx(basis.prices, abs=1e-6)
        status, _ = run(columns, basis, best + 0.5, 10_000)
        assert status in (LOWER, OPTIMAL)
        assert best - 1e-5 <= _ceiling(columns, basis) < best + 0.5 + 1e-5
