"""Prices that prove: column generation, each provider's best set found exactly.

The master program mixes, for each provider, sets of parts that it could take; its duals are prices of parts
and of held aims; at those prices each provider names its best set, which joins the mix (Dantzig and Wolfe,
1960; for generalised assignment: Savelsbergh, 1997). Any prices on the way give a true ceiling, and the best
ones go into a cut that the check can verify. Prices start from the plain relaxation and go from there in
steps, because the master alone jumps about; a step's reach grows and shrinks with what steps brought, as in
the methods of trust regions (for inexact best sets: Kiwiel, "A proximal bundle method with approximate
subgradient linearizations", 2006).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, inf

from allocation.check.best_set import NARROW, Best
from allocation.check.blocks import Pick
from allocation.check.branching import ALL, Branch, Left, left_by
from allocation.check.cuts import Cut, packages_at_best, worth
from allocation.check.layout import TooLargeError, refuse_large
from allocation.check.provider_sets import ProviderSets
from allocation.engine.columns import Columns
from allocation.engine.incumbent import Incumbent
from allocation.engine.master import Column, Master, Point
from allocation.engine.meter import Meter
from allocation.engine.relax import Duals, Relaxation
from allocation.engine.relaxed import sizes
from allocation.engine.widening import widened
from allocation.problem import Problem
from allocation.problem.terms import Terms

SCALES = (1 << 20, 1 << 12, 1 << 4)
"""Whole-number prices are in millionths, roughly, of the aim in question; more coarsely where its amounts are
so large that the check could not add them up exactly.
"""
FINE = 1 << 28
"""The scale where no set is searched: what is rounded adds up over every pick there."""
REACH = 0.3
"""How far prices may go at first, as a share of the dearest part's."""
NOTHING = 1e-6
"""Prices that are no more than rounding has left of nothing."""
ENOUGH, WELL = 0.1, 0.3
"""The share of what the master promises that makes prices worth going to, and worth going twice as far."""
NULL = 8
"""After so many prices in a row that were no better, the next are sought nearer by."""
STEPS = 4_000
"""Partial sets that are looked at in a unit of work."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What prices found on one branch: the best cut, its ceiling in the aim's own signed amounts, and the mix
    of picks that the master ended with.
    """

    cut: Cut
    top: float
    mix: Mapping[Pick, float]


class Prices:
    """The columns of one solve; they serve aim after aim, branch after branch."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        sets: Sequence[ProviderSets],
        relaxation: Relaxation,
        meter: Meter,
    ) -> None:
        self.problem, self.known, self.sets, self.meter = problem, known, sets, meter
        self.relaxation = relaxation
        self.columns = Columns(problem, known, sets)
        self.size = sizes(relaxation.ground, known)
        self.centres: dict[tuple[int, Branch], Point] = {}

    def cut(self, aim: int, incumbent: Incumbent, rounds: int, width: int) -> Cut | None:
        """The best cut found for one aim, the earlier ones held at the incumbent's values. It goes on from
        where the last one for that aim ended. With no rounds it looks at no set, and is quick at any size.
        """
        climb = self._climb(aim, incumbent, width, (), ALL)
        if climb is None:
            return None
        return climb.run(rounds) if rounds else climb.straight()

    def priced(
        self, aim: int, incumbent: Incumbent, rounds: int, width: int, branch: Branch, left: Left
    ) -> Priced | None:
        """The same among the plans of a branch that have nothing but what is left, from where that branch, or
        the one it grew from, ended.
        """
        climb = self._climb(aim, incumbent, width, branch, left)
        cut = None if climb is None else climb.run(rounds)
        return None if climb is None or cut is None else Priced(cut, climb.best_top, climb.mix())

    def by(self, aim: int, incumbent: Incumbent, duals: Duals, branch: Branch = ()) -> Cut | None:
        """The cut that some relaxation's prices make on a branch, without a look at any set."""
        return _Climb(self, aim, incumbent.values, duals, 0, branch, ALL).straight()

    def among(self, aim: int, incumbent: Incumbent, left: Left) -> Cut | None:
        """The relaxation's prices where no more is left: of all plans they may say little."""
        optimum = self.relaxation.branched(aim, incumbent, left)
        return None if optimum is None else self.by(aim, incumbent, optimum.duals)

    def _climb(
        self, aim: int, incumbent: Incumbent, width: int, branch: Branch, left: Left
    ) -> "_Climb | None":
        optimum = self.relaxation.solve(aim, incumbent)
        if optimum is None:
            return None
        self.columns.keep(incumbent.chosen)
        return _Climb(self, aim, incumbent.values, optimum.duals, width, branch, left)


class _Climb:
    """Column generation for one aim, in steps from the best prices so far that are no longer than `reach`."""

    def __init__(
        self,
        prices: Prices,
        aim: int,
        values: Sequence[int],
        duals: Duals,
        width: int,
        branch: Branch,
        left: Left,
    ) -> None:
        self.prices, self.aim, self.values, self.duals = prices, aim, values, duals
        self.branch, self.left = branch, left.both(prices.problem, left_by(prices.problem, branch))
        self.problem, self.known = prices.problem, prices.known
        self.best: Cut | None = None
        self.width = width
        self.best_top: float = inf
        before = (branch[:length] for length in range(len(branch), -1, -1))
        known = (prices.centres[aim, each] for each in before if (aim, each) in prices.centres)
        self.plain = Point(duals.parts, duals.held)
        self.centre = next(known, self.plain)
        self.unit = max(map(abs, self.centre.parts), default=0.0)
        if self.unit < NOTHING:
            self.unit = prices.size[aim]
        self.reach = REACH
        self.master: Master

    @cached_property
    def sets(self) -> list[ProviderSets]:
        """What the branch leaves of every provider's picks."""
        return [self.left.picks_of(sets) for sets in self.prices.sets]

    def straight(self) -> Cut | None:
        """The relaxation's prices, without a look at any set: that is quick at any size."""
        for scale in (FINE, *SCALES):
            cut = replace(self._cut(self.plain, scale), width=0)
            with suppress(TooLargeError):
                for sets in self.prices.sets:
                    refuse_large(sets, worth(self.problem, self.known, cut, sets))
                return cut
        return None

    def run(self, rounds: int) -> Cut | None:
        """Rounds until the bound is met, or prices in reach cannot make it better."""
        self._try(self.centre, -inf)
        self.master = Master(
            self.problem,
            self.known,
            len(self.sets),
            self.prices.columns.known.values(),
            self.aim,
            self.values,
            self.left,
            self.prices.size,
        )
        null = 0
        for _ in range(rounds - 1):
            if self._bound(self.best_top) <= self.values[self.aim]:
                break
            self.master.stay_near(self.centre, self.reach, self.unit)
            solved = self.master.solve()
            if solved is None:
                break
            promised, point = solved
            hoped = self.best_top - promised
            before = self.best_top
            top, fresh = self._try(point, before - ENOUGH * hoped)
            for column in fresh:
                self.master.add(column)
            if not fresh and hoped <= 1e-6 * max(1.0, abs(before)):
                break
            null = 0 if self.best_top < before else null + 1
            if before - self.best_top > WELL * hoped:
                self.reach *= 2
            elif null == NULL or (null and null % 2 == 0 and top - before > hoped):
                self.reach *= 0.7
                null = 0
        self.prices.centres[self.aim, self.branch] = self.centre
        return self.best

    def mix(self) -> dict[Pick, float]:
        """By how much the best mix of the sets known by now has each pick."""
        return self.master.mix(self.centre, self.unit)

    def _bound(self, top: float) -> float:
        """The signed value that a ceiling in floating point allows, in the aim's grain."""
        return self.known.rounded(self.aim, int(top // 1)) if top < inf else inf

    def _try(self, asked: Point, enough: float) -> tuple[float, list[Column]]:
        """Every provider's best set at these prices: the ceiling, kept with the prices where none was lower,
        and the sets that the master does not know yet. No ceiling where the prices are too wild for any
        scale.
        """
        for scale in SCALES:
            with suppress(TooLargeError):
                return self._try_in(asked, enough, scale)
        return inf, []

    def _try_in(self, asked: Point, enough: float, scale: int) -> tuple[float, list[Column]]:
        cut = self._cut(asked, scale)
        weight = dict(cut.weights)
        least = packages_at_best(self.problem, self.known, cut, self.left)
        least -= sum(weight.get(self.known.specs[aim].aim, 0) * self.values[aim] for aim in range(self.aim))
        found, width = self._best_sets(cut, least, enough, scale)
        fresh: list[Column] = []
        for number, best in enumerate(found):
            if best.picks and (number, best.picks) not in self.prices.columns.known:
                fresh.append(self.prices.columns.join(number, best.picks))
        top = (least + sum(best.ceiling for best in found)) / scale
        if top < self.best_top:
            self.best, self.best_top, self.centre = replace(cut, width=width), top, asked
        return top, fresh

    def _best_sets(self, cut: Cut, least: int, enough: float, scale: int) -> tuple[list[Best], int]:
        """Every provider's best set, sought as widely as it takes to know whether these prices are better
        than the best so far; and the widest that was sought.
        """
        worths = [worth(self.problem, self.known, cut, sets) for sets in self.sets]

        def is_open(value: int, most: int) -> bool:
            return (least + value) / scale < self.best_top and (least + most) / scale > enough

        first = self.width if enough == -inf else min(NARROW, self.width)
        found, width, steps = widened(self.sets, worths, first, self.width, is_open)
        self.prices.meter.spend(2 + len(found) // 4 + steps // STEPS)
        return found, width

    def _cut(self, point: Point, scale: int) -> Cut:
        specs = self.known.specs
        weights = [
            (specs[aim].aim, held)
            for aim, price in enumerate(point.held)
            if (held := round(price * scale)) > 0
        ]
        weights.append((specs[self.aim].aim, scale))
        cut = Cut(
            tuple(weights),
            tuple(round(price * scale) for price in point.parts),
            slopes=tuple(self._slopes(dict(weights), scale)),
            branch=self.branch,
        )
        if point is not self.plain:
            return cut
        rooms = ((limit, ceil(price * scale)) for limit, price in enumerate(self.duals.rooms) if price)
        priced = zip(self.duals.rows, self.duals.row_prices, strict=True)
        rows = ((each.row, ceil(price * scale)) for each, price in priced)
        return replace(cut, rooms=tuple(rooms), rows=tuple(rows), pairs=tuple(self._pairs(scale)))

    def _pairs(self, scale: int) -> Iterator[tuple[int, int, int]]:
        """What picks bear of their pairs' costs."""
        ground = self.prices.relaxation.ground
        for pick, price in sorted(self.duals.pairs.items()):
            part = int(ground.part[pick])
            yield part, pick - int(ground.options[part]), max(0, round(price * scale))

    def _slopes(self, weights: dict[str, int], scale: int) -> Iterator[tuple[int, int]]:
        if self.known.commitments < 0:
            return
        weight = weights.get(self.known.specs[self.known.commitments].aim, 0) / scale
        if weight:
            for number, each in enumerate(self.problem.commitments):
                if slope := round(self.duals.slopes.get(each.award, 0.0) / weight):
                    yield number, slope
