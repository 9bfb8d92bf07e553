"""A basis of a small program with its whole inverse, which can be copied, and goes on from there.

With a few hundred rows the inverse is at hand as it is: its rows' lengths say which row is steepest, and rows
of the program join and leave without its being made afresh. It stands transposed, so that what is done to
it goes along its lines.
"""

from typing import NamedTuple

import numpy as np

from allocation.compiled import compiled
from allocation.engine.ground import Real, Truth, Whole

LOW, HIGH, BASIC = 0, 1, 2
"""Where a column stands: at its lower bound, at its upper, or in the basis."""
LEVEL = 1e-9
"""What a pivot is at least."""
EVEN = 1e-9
"""Gains, and ratios, that differ by no more are the same."""


class Columns(NamedTuple):
    """A program, to be made as large as can be: the cells (`row`, `amount`) of each column from `starts` on,
    and its `goal`. The last columns are one for each row, which makes the row's sum 0.
    """

    starts: Whole
    row: Whole
    amount: Real
    goal: Real


class Rows(NamedTuple):
    """The same program by rows: the cells (`column`, `amount`) of each from `starts` on, without its own
    column; what sums are between (`least`, `most`).
    """

    starts: Whole
    column: Whole
    amount: Real
    least: Real
    most: Real


class Basis(NamedTuple):
    """Where a search stands: `lower` and `upper` bounds, `cost` (the goal, made unequal), where columns stand
    (`where`), what they are (`x`) and would gain (`gain`); the basic column of each row (`there`), the
    `inverse` of these, transposed, the rows' `prices`, and how many pivots ago the inverse was made afresh
    (`age`, alone in its array).
    """

    lower: Real
    upper: Real
    cost: Real
    where: Whole
    x: Real
    gain: Real
    there: Whole
    inverse: Real
    prices: Real
    age: Whole


@compiled
def copied(basis: Basis) -> Basis:
    """One that can go its own way."""
    return Basis(
        basis.lower.copy(),
        basis.upper.copy(),
        basis.cost.copy(),
        basis.where.copy(),
        basis.x.copy(),
        basis.gain.copy(),
        basis.there.copy(),
        basis.inverse.copy(),
        basis.prices.copy(),
        basis.age.copy(),
    )


@compiled
def times(inverse: Real, columns: Columns, column: int) -> Real:
    """The inverse times a column."""
    found = np.zeros(len(inverse))
    for cell in range(columns.starts[column], columns.starts[column + 1]):
        amount, line = columns.amount[cell], inverse[columns.row[cell]]
        for row in range(len(found)):
            found[row] += amount * line[row]
    return found


@compiled
def sums(inverse: Real, by: Real) -> Real:
    """The inverse times what rows have."""
    found = np.zeros(len(inverse))
    for each in range(len(by)):
        if by[each]:
            amount, line = by[each], inverse[each]
            for row in range(len(found)):
                found[row] += amount * line[row]
    return found


@compiled
def steepness(inverse: Real) -> Real:
    """The squared length of each row of the inverse."""
    found = np.zeros(len(inverse))
    for each in range(len(inverse)):
        line = inverse[each]
        for row in range(len(found)):
            found[row] += line[row] * line[row]
    return found


@compiled
def swap(inverse: Real, along: Real, row: int) -> None:
    """Have a column that is `along` in this basis in the place of a row's."""
    mine = inverse[:, row].copy()
    by = along / along[row]
    by[row] = 1.0 - 1.0 / along[row]
    for each in range(len(inverse)):
        if mine[each]:
            amount, line = mine[each], inverse[each]
            for other in range(len(by)):
                line[other] -= amount * by[other]


@compiled
def price(columns: Columns, basis: Basis) -> None:
    """Prices and gains, from the inverse."""
    cost = basis.cost[basis.there]
    for row in range(len(cost)):
        basis.prices[row] = (basis.inverse[row] * cost).sum()
    for column in range(len(basis.x)):
        gain = basis.cost[column]
        for cell in range(columns.starts[column], columns.starts[column + 1]):
            gain -= basis.prices[columns.row[cell]] * columns.amount[cell]
        basis.gain[column] = 0.0 if basis.where[column] == BASIC else gain


@compiled
def place(columns: Columns, basis: Basis) -> None:
    """Where everything is; columns between two bounds stand where they gain."""
    taken = np.zeros(len(basis.there))
    for column in range(len(basis.x)):
        if basis.where[column] == BASIC:
            continue
        low, high, gain = basis.lower[column], basis.upper[column], basis.gain[column]
        if low == high or not np.isfinite(high):
            basis.where[column] = LOW
        elif not np.isfinite(low) or gain > EVEN:
            basis.where[column] = HIGH
        elif gain < -EVEN:
            basis.where[column] = LOW
        basis.x[column] = low if basis.where[column] == LOW else high
        if basis.x[column]:
            for cell in range(columns.starts[column], columns.starts[column + 1]):
                taken[columns.row[cell]] -= columns.amount[cell] * basis.x[column]
    basis.x[basis.there] = sums(basis.inverse, taken)


@compiled
def invert(columns: Columns, basis: Basis) -> None:
    """The inverse made afresh from where columns stand, and prices, and where everything is. A column that
    depends on others leaves the basis, and a row without one has its own.
    """
    rows = len(basis.there)
    own = len(basis.x) - rows
    free = np.zeros(rows, dtype=np.int64)
    basis.inverse[:] = 0.0
    for row in range(rows):
        basis.inverse[row, row] = 1.0
        basis.there[row] = own + row
        free[row] = basis.where[own + row] != BASIC
    for column in range(own):
        if basis.where[column] != BASIC:
            continue
        along = times(basis.inverse, columns, column)
        best, row = LEVEL, -1
        for each in range(rows):
            if free[each] and abs(along[each]) > best:
                best, row = abs(along[each]), each
        if row < 0:
            basis.where[column] = LOW
            continue
        swap(basis.inverse, along, row)
        basis.there[row], free[row] = column, 0
    for row in range(rows):
        if free[row]:
            basis.where[own + row] = BASIC
    basis.age[0] = 0
    price(columns, basis)
    place(columns, basis)


@compiled
def joined(rows: Rows, basis: Basis, stays: Truth) -> Basis:
    """A basis where of its rows only some stay, and others have joined: the last of `rows`, each with its own
    column in the basis.

    A row whose own column is basic can go, with that column, without a change to the rest of the inverse; a
    row that joins with its own column adds what it has of the basic ones.
    """
    after, before = len(rows.most), stays.sum()
    own = len(basis.x) - len(stays)
    made = Basis(
        np.zeros(own + after),
        np.full(own + after, np.inf),
        np.zeros(own + after),
        np.full(own + after, BASIC),
        np.zeros(own + after),
        np.zeros(own + after),
        np.arange(own, own + after),
        np.zeros((after, after)),
        np.zeros(after),
        basis.age.copy(),
    )
    number = np.full(len(basis.x), -1)
    number[:own] = np.arange(own)
    number[own:][stays] = own + np.arange(before)
    for column in range(len(number)):
        if number[column] >= 0:
            made.lower[number[column]], made.upper[number[column]] = basis.lower[column], basis.upper[column]
            made.cost[number[column]], made.where[number[column]] = basis.cost[column], basis.where[column]
            made.x[number[column]], made.gain[number[column]] = basis.x[column], basis.gain[column]
    # a row's own column may be basic in the place of another row
    place = np.nonzero(number[basis.there] >= 0)[0]
    made.there[:before] = number[basis.there[place]]
    row_of = np.full(own + after, -1)
    for row in range(before):
        row_of[made.there[row]] = row
    for row in range(before, after):
        made.lower[own + row], made.inverse[row, row] = -rows.most[row], 1.0
    line = 0
    for each in range(len(stays)):
        if not stays[each]:
            continue
        here = made.inverse[line]
        here[:before] = basis.inverse[each][place]
        for row in range(before, after):
            for cell in range(rows.starts[row], rows.starts[row + 1]):
                at = row_of[rows.column[cell]]
                if at >= 0:
                    here[row] -= rows.amount[cell] * here[at]
        made.prices[line] = basis.prices[each]
        line += 1
    return made


@compiled
def by_column(rows: Rows, goal: Real) -> Columns:
    """A program's columns, of which those without a goal are the rows' own."""
    own, many = len(goal), len(rows.most)
    starts = np.zeros(own + many + 2, dtype=np.int64)
    for column in rows.column:
        starts[column + 2] += 1
    starts[own + 2 :] = 1
    starts = np.cumsum(starts)
    row, amount = np.zeros(starts[-1], dtype=np.int64), np.zeros(starts[-1])
    for each in range(many):
        for cell in range(rows.starts[each], rows.starts[each + 1]):
            at = starts[rows.column[cell] + 1]
            row[at], amount[at] = each, rows.amount[cell]
            starts[rows.column[cell] + 1] += 1
        at = starts[own + each + 1]
        row[at], amount[at] = each, 1.0
        starts[own + each + 1] += 1
    return Columns(starts[:-1], row, amount, np.append(goal, np.zeros(many)))
