"""The dual simplex method, for small programs that are solved again and again with a bound or two changed.

A tree of questions asks a thousand programs that differ from their neighbours by one answer. From the
neighbour's basis that takes a dozen pivots; a general solver that does not go on from a basis which it was
not left with takes a hundred. And every basis on the way gives a true ceiling, so a node whose ceiling is low
enough is left long before its optimum.

Source: Koberstein, "The dual simplex method, techniques for a fast and stable implementation" (2005): the
ratio test that passes bounds on its way, costs made unequal against stalling, and the steepest row, which a
run knows at first and from then on by a lower bound of the steepness, for that costs a tenth of an update of
the inverse and not as much again (the reference weights of Forrest and Goldfarb, "Steepest-edge simplex
algorithms for linear programming", 1992). Nothing here has to be right for a bound to be: the check finds the
ceiling again from prices, in whole numbers.
"""

import numpy as np

from allocation.compiled import compiled
from allocation.engine.basis import (
    BASIC,
    EVEN,
    HIGH,
    LEVEL,
    LOW,
    Basis,
    Columns,
    invert,
    place,
    steepness,
    sums,
    swap,
    times,
)
from allocation.engine.ground import Real, Whole

OPTIMAL, LOWER, NOWHERE, STOPPED, SPOILT = range(5)
"""How a run ends: at the optimum; with a ceiling below what was asked for; because no point keeps all rows;
after so many pivots; or by rounding.
"""
OUT = 1e-7
"""How far a column may be out of its bounds."""
SHORTEST = 1e-6
"""What a row's squared length is at least."""
UNLIKE = 1e-6
"""How far a pivot's two values may differ, as a share of it, before the inverse is made afresh."""
FRESH = 100
"""Pivots after which it is in any case."""


@compiled
def run(columns: Columns, basis: Basis, enough: float, most: int) -> tuple[int, int]:
    """Go on from a basis until its ceiling is below `enough`, or to the optimum, or for so many pivots: how
    that ended, and the pivots it took. Where no point keeps all rows, prices are such as show it.
    """
    place(columns, basis)
    steep = steepness(basis.inverse)
    along_row, ratio = np.zeros(len(basis.x)), np.zeros(len(basis.x))
    wanted = np.zeros(len(basis.x), dtype=np.int64)
    pivots = 0
    while True:
        top = _ceiling(basis)
        if top < enough:
            return LOWER, pivots
        row = _steepest(basis, steep)
        if row < 0:
            return OPTIMAL, pivots
        if pivots == most:
            return STOPPED, pivots
        mine = basis.inverse[:, row].copy()
        leaving = basis.there[row]
        sign = 1.0 if basis.x[leaving] > basis.upper[leaving] else -1.0
        many = _candidates(columns, basis, mine, sign, along_row, ratio, wanted)
        passed, out, last = _first(basis, row, along_row, ratio, wanted, many)
        if passed == many:
            basis.prices[:] -= sign * (last + (1.0 + top - enough) / max(out, OUT)) * mine
            return NOWHERE, pivots
        entering = _largest(along_row, ratio, wanted, passed, many)
        along = times(basis.inverse, columns, entering)
        if abs(along[row]) < LEVEL or abs(along[row] - along_row[entering]) > UNLIKE * (1 + abs(along[row])):
            if basis.age[0] == 0:
                return SPOILT, pivots
            invert(columns, basis)
            steep = steepness(basis.inverse)
            continue
        _pass(columns, basis, wanted[:passed], entering)
        step = sign * abs(basis.gain[entering] / along_row[entering])
        basis.gain[:] += step * along_row
        basis.prices[:] -= step * mine
        _move(basis, row, entering, along, step)
        swap(basis.inverse, along, row)
        _steeper(steep, along, row)
        pivots += 1
        basis.age[0] += 1
        if basis.age[0] == FRESH:
            invert(columns, basis)
            steep = steepness(basis.inverse)


@compiled
def _ceiling(basis: Basis) -> float:
    """What no point passes, by the basis's prices."""
    top = 0.0
    for column in range(len(basis.x)):
        if basis.where[column] != BASIC:
            top += basis.gain[column] * basis.x[column]
    return top


@compiled
def _steepest(basis: Basis, steep: Real) -> int:
    """The row whose column is furthest out of its bounds, in the inverse's terms; -1 where none is."""
    found, best = -1, 0.0
    for row in range(len(steep)):
        column = basis.there[row]
        out = max(basis.x[column] - basis.upper[column], basis.lower[column] - basis.x[column])
        length = max(steep[row], SHORTEST)
        if out > OUT and out * out > best * length:
            found, best = row, out * out / length
    return found


@compiled
def _steeper(steep: Real, along: Real, row: int) -> None:
    """What rows' squared lengths are at least, once a column that was `along` has a row's place."""
    own = steep[row] / (along[row] * along[row])
    for each in range(len(steep)):
        steep[each] = max(steep[each], along[each] * along[each] * own)
    steep[row] = own


@compiled
def _candidates(
    columns: Columns, basis: Basis, mine: Real, sign: float, along: Real, ratio: Real, wanted: Whole
) -> int:
    """A row of the program in the basis's terms (`along`, 0 where nothing can move), and the columns
    (`wanted`, so many) that bring the row's own towards its bounds, with how far prices can go until each
    would gain (`ratio`).
    """
    many = 0
    for column in range(len(along)):
        along[column] = 0.0
        where = basis.where[column]
        if where == BASIC or (basis.lower[column] == 0.0 and basis.upper[column] == 0.0):
            continue
        amount = 0.0
        for cell in range(columns.starts[column], columns.starts[column + 1]):
            amount += columns.amount[cell] * mine[columns.row[cell]]
        along[column] = amount
        toward = sign * amount if where == LOW else -sign * amount
        if toward > LEVEL and basis.lower[column] < basis.upper[column]:
            wanted[many], ratio[many] = column, abs(basis.gain[column]) / toward
            many += 1
    return many


@compiled
def _first(
    basis: Basis, row: int, along: Real, ratio: Real, wanted: Whole, many: int
) -> tuple[int, float, float]:
    """How many columns go from one bound to the other, in the order of their ratios, before one has to join
    the basis, which then is next in that order; how far the row is out still, and the last ratio.
    """
    leaving = basis.there[row]
    out = max(basis.x[leaving] - basis.upper[leaving], basis.lower[leaving] - basis.x[leaving])
    last = 0.0
    for passed in range(many):
        at = passed + np.argmin(ratio[passed:many])
        column, last = wanted[at], ratio[at]
        wanted[at], ratio[at] = wanted[passed], ratio[passed]
        wanted[passed], ratio[passed] = column, last
        less = abs(along[column]) * (basis.upper[column] - basis.lower[column])
        if out - less < OUT:
            return passed, out, last
        out -= less
    return many, out, last


@compiled
def _largest(along: Real, ratio: Real, wanted: Whole, first: int, many: int) -> int:
    """Of the columns with the same ratio the one with the largest pivot."""
    found = wanted[first]
    for at in range(first + 1, many):
        if ratio[at] <= ratio[first] + EVEN and abs(along[wanted[at]]) > abs(along[found]):
            found = wanted[at]
    return int(found)


@compiled
def _pass(columns: Columns, basis: Basis, passed: Whole, entering: int) -> None:
    """Have columns at their other bounds."""
    if len(passed) == 0:
        return
    moved = np.zeros(len(basis.there))
    for column in passed:
        if column == entering:
            continue
        by = basis.upper[column] - basis.lower[column]
        if basis.where[column] == HIGH:
            by = -by
        basis.where[column] = LOW + HIGH - basis.where[column]
        basis.x[column] += by
        for cell in range(columns.starts[column], columns.starts[column + 1]):
            moved[columns.row[cell]] += columns.amount[cell] * by
    basis.x[basis.there] -= sums(basis.inverse, moved)


@compiled
def _move(basis: Basis, row: int, entering: int, along: Real, step: float) -> None:
    """Have a column in the place of a row's, which goes to its nearer bound."""
    leaving = basis.there[row]
    high = basis.x[leaving] > basis.upper[leaving]
    bound = basis.upper[leaving] if high else basis.lower[leaving]
    by = (basis.x[leaving] - bound) / along[row]
    for each in range(len(along)):
        basis.x[basis.there[each]] -= by * along[each]
    basis.x[entering] += by
    basis.x[leaving] = bound
    basis.gain[entering], basis.gain[leaving] = 0.0, step
    basis.where[entering], basis.where[leaving] = BASIC, HIGH if high else LOW
    basis.there[row] = entering
