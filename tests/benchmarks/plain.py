"""A round as one plain whole-number model, as an analyst would write it down in an afternoon.

A column for each part and option, a row for each part and each limit, every aim a sum. It shares nothing with
the engine but the problem and its terms: no piece of a problem, no price, no row that a solver is helped by.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from allocation.model import AwardKey
from allocation.problem import Commitment, Problem
from allocation.problem.terms import Terms

Cells = dict[int, int]
"""Whole-number coefficients by column."""


@dataclass(frozen=True, slots=True)
class Row:
    """lower <= sum of cells <= upper; None: no limit on that side."""

    lower: int | None
    upper: int | None
    cells: Cells


@dataclass(slots=True)
class Model:
    """The columns (each 0 or 1, or a whole number from 0 to `upper`), the rows, and the aims, signed so that
    more is better: (constant, cells). `pick` names the column of each part's option.
    """

    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    aims: list[tuple[int, Cells]] = field(default_factory=list)
    pick: dict[tuple[int, int], int] = field(default_factory=dict)

    def column(self, upper: int = 1) -> int:
        """A new column's number."""
        self.upper.append(upper)
        return len(self.upper) - 1

    def chosen(self, problem: Problem, values: Sequence[float]) -> tuple[int | None, ...]:
        """The plan that a solver's values mean."""
        found: list[int | None] = [None] * len(problem.parts)
        for (part, option), column in self.pick.items():
            if values[column] > 0.5:
                found[part] = option
        return tuple(found)

    def value(self, aim: int, values: Sequence[float]) -> int:
        """An aim's signed value where the columns have these values."""
        constant, cells = self.aims[aim]
        return constant + round(sum(amount * values[column] for column, amount in cells.items()))

    def weighted(self, weights: Mapping[int, float]) -> Cells:
        """The sum of weight times aim as one objective in whole numbers, without its constant."""
        found: dict[int, float] = defaultdict(float)
        for aim, weight in weights.items():
            for column, amount in self.aims[aim][1].items():
                found[column] += weight * amount
        return {column: round(amount) for column, amount in found.items() if round(amount)}


def plain_model(problem: Problem, known: Terms) -> Model:
    """The whole round."""
    model = Model()
    aims: list[Cells] = [defaultdict(int) for _ in known.specs]
    constants = list(known.constant)
    placed = [model.column() for _ in problem.packages]
    for package, column in enumerate(placed):
        for aim, amount in known.packages[package]:
            aims[aim][column] += amount
    loads: dict[AwardKey, Cells] = defaultdict(dict)
    room: dict[int, Cells] = defaultdict(dict)
    for number, part in enumerate(problem.parts):
        cells = {placed[part.package]: -1}
        for place, option in enumerate(part.options):
            column = model.pick[number, place] = model.column()
            cells[column] = 1
            loads[option.award][column] = part.minutes
            for limit, minutes in option.uses:
                room[limit][column] = minutes
            for aim, amount in known.options[number][place]:
                aims[aim][column] += amount
        model.rows.append(Row(0, 0, cells))
    model.rows.extend(Row(None, problem.limits[limit].minutes, cells) for limit, cells in room.items())
    if known.commitments >= 0:
        constants[known.commitments] = 0
        for each in problem.commitments:
            _promise(model, aims[known.commitments], each, loads[each.award])
    if known.pairs >= 0:
        _pairs(model, problem, known, aims[known.pairs])
    model.aims = list(zip(constants, aims, strict=True))
    return model


def _promise(model: Model, aim: Cells, each: Commitment, load: Cells) -> None:
    """Short of the guarantee, and off the target either way, each a column of hundredths of a minute."""
    most = 100 * (each.guaranteed + each.settled + sum(load.values())) + (each.target or 0)
    hundredths = {column: 100 * minutes for column, minutes in load.items()}
    if each.guaranteed:
        short = model.column(most)
        aim[short] = -1
        model.rows.append(Row(100 * (each.guaranteed - each.settled), None, {**hundredths, short: 1}))
    if each.target is not None:
        over, under = model.column(most), model.column(most)
        aim[over] = aim[under] = -1
        away = each.target - 100 * each.settled
        model.rows.append(Row(away, away, {**hundredths, over: -1, under: 1}))


def _pairs(model: Model, problem: Problem, known: Terms, aim: Cells) -> None:
    """A column for each pair of provider and sector that is not there already."""
    column_of: dict[int, int] = {}
    for (part, place), column in model.pick.items():
        pair = problem.parts[part].options[place].pair
        if pair in known.known_pairs:
            continue
        if pair not in column_of:
            column_of[pair] = model.column()
            aim[column_of[pair]] = -1
        model.rows.append(Row(None, 0, {column: 1, column_of[pair]: -1}))


def spans(model: Model) -> list[int]:
    """For each aim how many units lie between the least and the most that its cells alone allow."""
    return [
        sum(abs(amount) * model.upper[column] for column, amount in cells.items()) + 1
        for _, cells in model.aims
    ]


def bounds(row: Row) -> tuple[float, float]:
    """A row's limits as solvers of real numbers want them."""
    return (-inf if row.lower is None else row.lower, inf if row.upper is None else row.upper)
