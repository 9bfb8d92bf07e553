"""A piece of a problem written down as rows and columns, and every aim as a sum over the columns.

The whole problem is the piece in which every part is free.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import Any

from allocation.check.blocks import reachable
from allocation.engine.rounding import Kept
from allocation.model import AwardKey
from allocation.problem import Problem
from allocation.problem.fit import fits, give_back, left_of
from allocation.problem.terms import Term, Terms


@dataclass(frozen=True, slots=True)
class Piece:
    """What may change: option numbers for each free part; all other parts stay as in `chosen`."""

    chosen: tuple[int | None, ...]
    free: Mapping[int, Sequence[int]]


class Program:
    """Rows and columns as they are written down."""

    def __init__(self) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[float, float]] = []
        self.cells: list[tuple[int, int, float]] = []

    def column(self, lower: float, upper: float, *, whole: bool) -> int:
        """A new column's number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, lower: float, upper: float, cells: Mapping[int, float]) -> int:
        """A new row's number: lower <= sum of cells <= upper."""
        self.cells.extend(
            (len(self.rows), column, cells[column]) for column in sorted(cells) if cells[column]
        )
        self.rows.append((lower, upper))
        return len(self.rows) - 1


class PieceProgram:
    """The columns of a piece, and every aim as a sum over them."""

    def __init__(self, problem: Problem, known: Terms, piece: Piece, aims: Collection[int]) -> None:
        """`aims` are those that will be asked about; the columns that only others need are left out."""
        self.problem, self.known, self.piece = problem, known, piece
        self.program = Program()
        self.pick: dict[tuple[int, int], int] = {}
        self.placed: dict[int, int] = {}
        self.aim: list[dict[int, float]] = [defaultdict(float) for _ in known.specs]
        self.constant = list(known.constant)
        self.part_row: dict[int, int] = {}
        self.promise_rows: dict[AwardKey, list[int]] = defaultdict(list)
        self._fixed()
        self._parts()
        self._room()
        if known.commitments in aims:
            self._promises()
        if known.pairs in aims:
            self._pairs()

    def _fixed(self) -> None:
        """What the parts that stay contribute to the plain aims, and leave of the limits."""
        problem, chosen, free = self.problem, self.piece.chosen, self.piece.free
        self.left = left_of(problem, chosen)
        self.load: dict[AwardKey, int] = defaultdict(int)
        self.open_pairs = set(self.known.known_pairs)
        for number, part in enumerate(problem.parts):
            choice = chosen[number]
            if choice is None:
                continue
            option = part.options[choice]
            if number in free:
                give_back(option, self.left)
                continue
            self.load[option.award] += part.minutes
            self.open_pairs.add(option.pair)
            self._add(self.known.options[number][choice])
        for number, package in enumerate(problem.packages):
            if all(chosen[part] is not None and part not in free for part in package.parts):
                self._add(self.known.packages[number])
        if self.known.pairs >= 0:
            self.constant[self.known.pairs] -= len(self.open_pairs - self.known.known_pairs)

    def _add(self, amounts: Sequence[Term]) -> None:
        for aim, amount in amounts:
            self.constant[aim] += amount

    def _parts(self) -> None:
        """One column for each pick; parts go nowhere or somewhere with their package, pinned ones do go."""
        program = self.program
        packages = {self.problem.parts[part].package for part in self.piece.free}
        for number in sorted(packages):
            column = program.column(int(self.problem.packages[number].pinned), 1, whole=False)
            self.placed[number] = column
            for aim, amount in self.known.packages[number]:
                self.aim[aim][column] += amount
        for part in sorted(self.piece.free):
            cells: dict[int, float] = {self.placed[self.problem.parts[part].package]: -1.0}
            for option in self.piece.free[part]:
                if not fits(self.problem.parts[part].options[option], self.left):
                    continue
                column = program.column(0, 1, whole=True)
                self.pick[part, option] = column
                cells[column] = 1.0
                for aim, amount in self.known.options[part][option]:
                    self.aim[aim][column] += amount
            self.part_row[part] = program.row(0, 0, cells)

    def _room(self) -> None:
        """Every limit that the free parts could pass, cut down to what sums of theirs can reach."""
        uses: dict[int, dict[int, float]] = defaultdict(dict)
        amounts: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for (part, option), column in self.pick.items():
            for limit, minutes in self.problem.parts[part].options[option].uses:
                uses[limit][column] = minutes
                amounts[limit][part].add(minutes)
        for limit, cells in sorted(uses.items()):
            if sum(max(each) for each in amounts[limit].values()) > self.left[limit]:
                room = reachable(self.left[limit], amounts[limit].values())
                self.program.row(-inf, room, cells)

    def _promises(self) -> None:
        """Short of the guarantee, and off the target either way, as columns of their own."""
        load: dict[AwardKey, dict[int, float]] = defaultdict(dict)
        for (part, option), column in self.pick.items():
            load[self.problem.parts[part].options[option].award][column] = self.problem.parts[part].minutes
        aim = self.known.commitments
        self.constant[aim] = 0
        for each in self.problem.commitments:
            there = each.settled + self.load[each.award]
            cells = {column: 100.0 * minutes for column, minutes in load[each.award].items()}
            if each.guaranteed:
                short = self.program.column(0, inf, whole=False)
                self.aim[aim][short] = -1.0
                row = self.program.row(100.0 * (each.guaranteed - there), inf, {**cells, short: 1.0})
                self.promise_rows[each.award].append(row)
            if each.target is not None:
                over, under = (self.program.column(0, inf, whole=False) for _ in range(2))
                self.aim[aim][over] = self.aim[aim][under] = -1.0
                away = each.target - 100.0 * there
                row = self.program.row(away, away, {**cells, over: -1.0, under: 1.0})
                self.promise_rows[each.award].append(row)

    def _pairs(self) -> None:
        """A column for each pair that free parts could open."""
        column_of: dict[int, int] = {}
        for (part, option), column in self.pick.items():
            pair = self.problem.parts[part].options[option].pair
            if pair in self.open_pairs:
                continue
            if pair not in column_of:
                column_of[pair] = self.program.column(0, 1, whole=False)
                self.aim[self.known.pairs][column_of[pair]] = -1.0
            self.program.row(-inf, 0, {column: 1.0, column_of[pair]: -1.0})

    def keep(self, rows: Iterable[Kept]) -> None:
        """More rows that every plan keeps. What parts that stay use of them is left out of account."""
        starts = [0, *accumulate(len(part.options) for part in self.problem.parts)]
        column = {starts[part] + option: column for (part, option), column in self.pick.items()}
        for each in rows:
            amounts = zip(each.picks.tolist(), each.amounts.tolist(), strict=True)
            cells = {column[pick]: amount for pick, amount in amounts if pick in column}
            self.program.row(-inf, each.most, cells)

    def counts(self) -> list[int]:
        """A whole column for how many parts each provider takes, by priority and by step.

        They change no plan. A solver that branches on them first settles with a few questions what it would
        else ask pick by pick.
        """
        cells: dict[tuple[str, str, int], dict[int, float]] = defaultdict(dict)
        for (part, number), column in self.pick.items():
            option = self.problem.parts[part].options[number]
            tier = self.problem.packages[self.problem.parts[part].package].tier
            cells[option.award.provider, "tier", tier][column] = 1.0
            cells[option.award.provider, "step", option.step][column] = 1.0
        columns = []
        for _, counted in sorted(cells.items()):
            columns.append(self.program.column(0, len(counted), whole=True))
            self.program.row(0, 0, {**counted, columns[-1]: -1.0})
        return columns

    def objective(self, weights: Sequence[tuple[int, int]]) -> tuple[dict[int, float], int]:
        """The weighted sum of aims over the columns, and its constant."""
        cells: dict[int, float] = defaultdict(float)
        for aim, weight in weights:
            for column, amount in self.aim[aim].items():
                cells[column] += weight * amount
        return dict(cells), sum(weight * self.constant[aim] for aim, weight in weights)

    def plan(self, values: Mapping[int, float]) -> tuple[int | None, ...]:
        """The plan that a solver's values mean."""
        chosen = list(self.piece.chosen)
        for part in self.piece.free:
            chosen[part] = None
        for (part, option), column in self.pick.items():
            if values[column] > 0.5:
                chosen[part] = option
        return tuple(chosen)


def message(program: Program, objective: Mapping[int, float]) -> Any:
    """The program as MathOpt's message; filling it directly is ten times as fast as expressions."""
    from ortools.math_opt import model_pb2

    proto = model_pb2.ModelProto()
    columns = proto.variables
    columns.ids.extend(range(len(program.lower)))
    columns.lower_bounds.extend(program.lower)
    columns.upper_bounds.extend(program.upper)
    columns.integers.extend(program.whole)
    rows = proto.linear_constraints
    rows.ids.extend(range(len(program.rows)))
    rows.lower_bounds.extend(lower for lower, _ in program.rows)
    rows.upper_bounds.extend(upper for _, upper in program.rows)
    matrix = proto.linear_constraint_matrix
    matrix.row_ids.extend(row for row, _, _ in program.cells)
    matrix.column_ids.extend(column for _, column, _ in program.cells)
    matrix.coefficients.extend(amount for _, _, amount in program.cells)
    proto.objective.maximize = True
    terms = proto.objective.linear_coefficients
    used = sorted(column for column, amount in objective.items() if amount)
    terms.ids.extend(used)
    terms.values.extend(float(objective[column]) for column in used)
    return proto
