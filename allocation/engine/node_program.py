"""The linear relaxation of what is left of a problem, for one aim: its columns and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from allocation.check.branching import Left
from allocation.engine.ground import Ground, Real, Whole, picks_left
from allocation.engine.rounding import Kept
from allocation.problem import Problem
from allocation.problem.terms import Terms


@dataclass(frozen=True)
class Row:
    """A row of the program: what its cells' sum is between."""

    least: float
    most: float
    column: Whole
    amount: Real

    @cached_property
    def scale(self) -> float:
        """What makes its largest amount 1."""
        return float(1.0 / np.abs(self.amount).max(initial=1e-3))


class NodeProgram:
    """`picks` are the numbers of those left, whose columns come first (`column`); then each package's
    (`package`), then those that promises and pairs need. `rows` are the parts', then those of limits that
    could be passed (`limits`), promises' (`loads`: which, by commitment), pairs' (`paired`: of which
    columns), and those that hold earlier aims.
    """

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        ground: Ground,
        rooms: Sequence[int],
        sizes: Sequence[float],
        aim: int,
        held: Sequence[int],
        left: Left,
    ) -> None:
        self.problem, self.known, self.ground, self.aim = problem, known, ground, aim
        self.size, self.held = sizes[aim], held
        self.picks = np.nonzero(picks_left(ground, left))[0]
        self.column = np.full(len(ground.part), -1)
        self.column[self.picks] = np.arange(len(self.picks))
        self.lower: list[float] = [0.0] * len(self.picks)
        self.upper: list[float] = [1.0] * len(self.picks)
        for number, package in enumerate(problem.packages):
            self.lower.append(float(package.pinned or number in left.placed))
            self.upper.append(float(number not in left.unplaced))
        self.package = len(self.picks) + np.arange(len(problem.packages))
        self.loads: dict[int, list[int]] = {}
        self.limits: list[int] = []
        self.extra: list[tuple[int, int, float]] = []
        self.paired: list[int] = []
        self.rows = list(self._rows(rooms))
        self.goal = np.zeros(len(self.lower))
        column, amount = self._aim(aim)
        np.add.at(self.goal, column, amount / self.size)

    def _rows(self, rooms: Sequence[int]) -> Iterator[Row]:
        ground, picks = self.ground, self.picks
        part = ground.part[picks]
        order = np.argsort(part, kind="stable")
        starts = np.searchsorted(part[order], np.arange(len(self.problem.parts) + 1))
        for number, each in enumerate(self.problem.parts):
            mine = order[starts[number] : starts[number + 1]]
            column = np.append(mine, self.package[each.package])
            yield Row(0.0, 0.0, column, np.append(np.ones(len(mine)), -1.0))
        of, use = _lists(ground.uses_at, picks)
        limit, uses = ground.limit[use], ground.uses[use].astype(float)
        order = np.argsort(limit, kind="stable")
        starts = np.searchsorted(limit[order], np.arange(len(rooms) + 1))
        for number, room in enumerate(rooms):
            mine = order[starts[number] : starts[number + 1]]
            most = np.zeros(len(self.problem.parts))
            np.maximum.at(most, part[of[mine]], uses[mine])
            if most.sum() > room:
                self.limits.append(number)
                yield Row(-inf, float(room), of[mine], uses[mine])
        yield from self._promises()
        if self.known.pairs in range(self.aim + 1):
            yield from self._pairs()
        for number in range(self.aim):
            column, amount = self._aim(number)
            yield Row(self.held[number] - self.constant(number), inf, column, amount)

    def rounded(self, row: Kept) -> Row:
        """A rounded row, of the picks that are left."""
        there = self.column[row.picks]
        amounts = row.amounts[there >= 0].astype(float)
        return Row(-inf, float(row.most), there[there >= 0], amounts)

    def _promises(self) -> Iterator[Row]:
        known, ground = self.known, self.ground
        if not 0 <= known.commitments <= self.aim:
            return
        row = len(self.problem.parts) + len(self.limits)
        for number, each in enumerate(self.problem.commitments):
            mine = np.nonzero(ground.promise[self.picks] == number)[0]
            amount = 100.0 * ground.minutes[ground.part[self.picks[mine]]]
            self.loads[number] = []
            kinds: list[tuple[float, float, list[float]]] = []
            if each.guaranteed:
                kinds.append((100.0 * (each.guaranteed - each.settled), inf, [1.0]))
            if each.target is not None:
                away = each.target - 100.0 * each.settled
                kinds.append((away, away, [1.0, -1.0]))
            for least, most, signs in kinds:
                off = [self._more(known.commitments, -1.0, inf) for _ in signs]
                self.loads[number].append(row)
                row += 1
                yield Row(least, most, np.append(mine, off), np.append(amount, signs))

    def _pairs(self) -> Iterator[Row]:
        pair = self.ground.pair[self.picks]
        each, first, often = np.unique(pair, return_index=True, return_counts=True)
        alone = first[(often == 1) & (each >= 0)].tolist()
        self.extra += [(self.known.pairs, column, -1.0) for column in alone]
        opened = {
            number: self._more(self.known.pairs, -1.0, 1.0)
            for number in each[(often > 1) & (each >= 0)].tolist()
        }
        self.paired = [column for column in np.nonzero(pair >= 0)[0].tolist() if int(pair[column]) in opened]
        for column in self.paired:
            yield Row(-inf, 0.0, np.array([column, opened[int(pair[column])]]), np.array([1.0, -1.0]))

    def _more(self, aim: int, amount: float, most: float) -> int:
        """One more column, and what it adds to an aim."""
        self.lower.append(0.0)
        self.upper.append(most)
        self.extra.append((aim, len(self.lower) - 1, amount))
        return len(self.lower) - 1

    def constant(self, aim: int) -> int:
        """What an aim has without any column; promises have columns of their own for all of it."""
        return 0 if aim == self.known.commitments else self.known.constant[aim]

    def _aim(self, aim: int) -> tuple[Whole, Real]:
        """The columns that add to an aim, and how much."""
        ground = self.ground
        of, term = _lists(ground.gives_at, self.picks)
        here = ground.gives_aim[term] == aim
        package, earn = _lists(ground.earns_at, np.arange(len(self.problem.packages)))
        there = ground.earns_aim[earn] == aim
        more = [(column, amount) for each, column, amount in self.extra if each == aim]
        column = [of[here], self.package[package[there]], np.array([c for c, _ in more], dtype=np.int64)]
        amount = [ground.gives[term][here], ground.earns[earn][there], np.array([a for _, a in more])]
        return np.concatenate(column), np.concatenate(amount).astype(float)


def _lists(starts: Whole, which: Whole) -> tuple[Whole, Whole]:
    """For each member of these lists the place of its list among them, and its own."""
    length = starts[which + 1] - starts[which]
    of = np.repeat(np.arange(len(which)), length)
    before = np.cumsum(length) - length
    return of, np.arange(int(length.sum())) - before[of] + starts[which][of]
