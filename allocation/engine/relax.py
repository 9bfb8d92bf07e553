"""The plain linear relaxation of the whole problem: where prices start, and which picks are worth a thought.

One program serves all aims, and goes on from its last basis. Of a large problem it holds only some picks;
those that its prices speak for join until there are none ("sifting": Bixby and others, "Very large-scale
linear programming: a case study in combining interior point and simplex methods", 1992).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from allocation.check.branching import Left
from allocation.check.provider_sets import ProviderSets
from allocation.engine.ground import Ground, Real
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.relaxed import Relaxed, reached
from allocation.engine.rounding import Kept, Rows
from allocation.model import AwardKey
from allocation.problem import Problem
from allocation.problem.terms import Terms

AT_ONCE = 20_000
"""Picks up to which all stand in the program from the beginning."""
JOIN = 2
"""Picks of a part that join at once."""
ROUNDS, TAIL = 12, 0.03
"""Times that rows which the optimum breaks are sought; and the share of what the plan in hand is away from it
that each time has to take off, for there to be a next.
"""
EVEN = 1e-6
"""Gains up to which prices do not speak for a pick, in units of the aim's size."""


@dataclass(frozen=True, slots=True)
class Duals:
    """Prices as floating point: of parts, of held aims (by how much the aim in question would gain if one
    were let go by one), of a minute of each limit's room, and of an award's minutes in its promises.
    `rows` are the rounded ones that have a price, `row_prices` those; `pairs` says what picks bear of their
    pair's cost.
    """

    parts: tuple[float, ...]
    held: tuple[float, ...]
    rooms: tuple[float, ...]
    slopes: dict[AwardKey, float]
    rows: tuple[Kept, ...]
    row_prices: tuple[float, ...]
    pairs: dict[int, float]


@dataclass(frozen=True, slots=True)
class Optimum:
    """Where the relaxation stands best: its prices, and for each pick (k) in `shares` how much of it there is
    and in `gains` what taking it would gain or, below 0, lose. `top` is its signed value, `pivots` is what it
    took.
    """

    duals: Duals
    shares: Real
    gains: Real
    top: float
    pivots: int


class Relaxation:
    """The relaxation of one solve, made when it is first asked."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        ground: Ground,
        sets: Sequence[ProviderSets],
        meter: Meter,
    ) -> None:
        self.problem, self.known, self.ground, self.meter = problem, known, ground, meter
        self.all = len(ground.part) <= AT_ONCE
        self.rooms = reached(problem, sets)
        self.rows = Rows(ground, self.rooms)
        self.made: Relaxed | None = None
        self.last: tuple[int, tuple[int, ...], Optimum] | None = None

    def solve(self, aim: int, incumbent: Incumbent) -> Optimum | None:
        """Its optimum for one aim, with the earlier ones held at the incumbent's values.

        None where the solver finds no optimum, because time is up or rounding has spoilt it.
        """
        held = incumbent.values[:aim]
        if self.last is None or self.last[:2] != (aim, held):
            program = self._program(incumbent.chosen)
            program.hold(aim, held)
            self.meter.spend(5 + len(program.columns) // 24)
            optimum = self._spent(program, self._sift(program, aim))
            before = inf
            for _ in range(ROUNDS):
                if optimum is None or before - optimum.top < TAIL * (optimum.top - incumbent.values[aim]):
                    break
                rows = self.rows.broken(optimum.shares)
                if not rows:
                    break
                before = optimum.top
                program.keep(rows)
                optimum = self._spent(program, self._sift(program, aim))
            if optimum is None:
                return None
            self.last = aim, held, optimum
        return self.last[2]

    def branched(self, aim: int, incumbent: Incumbent, left: Left) -> Optimum | None:
        """The same among the plans that a branch leaves; rows that its optimum breaks are sought once more.

        None of a problem so large that not all picks stand in the program.
        """
        if not self.all or self.solve(aim, incumbent) is None:
            return None
        program = self._program(incumbent.chosen)
        program.hold(aim, incumbent.values[:aim])  # another aim may have been asked since, and failed
        program.branch(left if left.options else None)
        try:
            optimum = self._spent(program, self._sift(program, aim))
            if optimum is not None and (rows := self.rows.broken(optimum.shares)):
                program.keep(rows)
                optimum = self._spent(program, self._sift(program, aim))
        finally:
            program.branch(None)
        return optimum

    def _program(self, chosen: Sequence[int | None]) -> Relaxed:
        """The program, in which at least the picks of the plan in hand have columns."""
        if self.made is None:
            self.made = Relaxed(self.problem, self.known, self.ground, self.rooms)
            if self.all:
                self.made.join(range(len(self.ground.part)))
        starts = self.ground.options.tolist()
        self.made.join(start + n for start, n in zip(starts, chosen, strict=False) if n is not None)
        return self.made

    def _spent(self, program: Relaxed, optimum: Optimum | None) -> Optimum | None:
        """The same, once its work is counted."""
        if optimum is not None:
            self.meter.spend(optimum.pivots // 20 + len(program.columns) // 24)
        return optimum

    def _sift(self, program: Relaxed, aim: int) -> Optimum | None:
        """Solve, and let picks join, until none would gain."""
        pivots = 0
        while (spent := program.solve(aim, self.meter.seconds_left)) is not None:
            pivots += spent
            gains = program.gains()
            joining = [] if self.all else self._joining(program, gains / program.size[aim])
            if not joining:
                return Optimum(self._duals(program), program.shares(), gains, program.top(), pivots)
            program.join(joining)
        return None

    def _joining(self, program: Relaxed, gains: Real) -> list[int]:
        """Of each part the picks that would gain most, of those that are not in the program yet."""
        outside = np.ones(len(gains), dtype=bool)
        outside[list(program.columns)] = False
        good = np.nonzero(outside & (gains > EVEN))[0]
        order = good[np.lexsort((-gains[good], self.ground.part[good]))]
        part = self.ground.part[order]
        first = np.ones(len(order), dtype=bool)
        first[JOIN:] = part[JOIN:] != part[:-JOIN]
        found: list[int] = order[first].tolist()
        return found

    def _duals(self, program: Relaxed) -> Duals:
        award = [each.award for each in self.problem.commitments]
        priced = [(each, price) for each, row in program.rounded if (price := program.price(row)) > EVEN]
        return Duals(
            parts=tuple(map(program.price, program.parts)),
            held=program.held(),
            rooms=tuple(max(0.0, program.price(row)) for row in program.limits),
            slopes={award[number]: price for number, price in program.load_prices().items()},
            rows=tuple(each for each, _ in priced),
            row_prices=tuple(price for _, price in priced),
            pairs={pick: program.price(row) for pick, row in program.pair_rows.items()},
        )
