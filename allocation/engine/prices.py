"""Prices that prove: column generation, each provider's best set found exactly.

The master program mixes, for each provider, sets of parts that it could take; its duals are prices of parts
and of held aims; at those prices each provider names its best set, which joins the mix (Dantzig and Wolfe,
1960; for generalised assignment: Savelsbergh, 1997). Any prices on the way give a true ceiling, and the best
ones go into a cut that the check can verify. Prices start from the plain relaxation.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from math import inf

from allocation.check.best_set import NARROW, best_set
from allocation.check.blocks import Pick
from allocation.check.certificate import Cut, at_best, worth
from allocation.check.layout import TooLargeError
from allocation.check.provider_sets import ProviderSets
from allocation.engine.incumbent import Incumbent
from allocation.engine.master import Column, Master, Point
from allocation.engine.meter import Meter
from allocation.engine.relax import Duals, relax
from allocation.model import AwardKey
from allocation.problem import Problem
from allocation.problem.terms import Terms, shortfall

SCALES = (1 << 20, 1 << 12, 1 << 4)
"""Whole-number prices are in millionths, roughly, of the aim in question; more coarsely where its amounts are
so large that the check could not add them up exactly.
"""
NEAR = (0.6, 0.0)
"""How near to the best prices so far new ones stay: first mixed (Wentges, "Weighted Dantzig-Wolfe
decomposition for linear mixed-integer programming", 1997), and as the master has them only where that names
no new set.
"""


class Prices:
    """The columns of one solve; they serve aim after aim."""

    def __init__(self, problem: Problem, known: Terms, sets: Sequence[ProviderSets], meter: Meter) -> None:
        self.problem, self.known, self.sets, self.meter = problem, known, sets, meter
        self.block_of = {each.provider: number for number, each in enumerate(sets)}
        self.columns: dict[tuple[int, tuple[Pick, ...]], Column] = {}

    def cut(self, aim: int, incumbent: Incumbent, rounds: int, width: int) -> Cut | None:
        """The best cut found for one aim, the earlier ones held at the incumbent's values; `width` goes with
        it.
        """
        values = incumbent.values
        duals = relax(self.problem, self.known, aim, values, self.meter.seconds_left)
        if duals is None:
            return None
        picks = sum(len(part.options) for part in self.problem.parts)
        self.meter.spend(5 + duals.pivots // 20 + picks // 12)
        for column in self.sets_of(incumbent.chosen):
            self.columns[column.block, column.picks] = column
        cut = _Climb(self, aim, values, duals, width).run(rounds)
        return replace(cut, width=width) if cut else None

    def sets_of(self, chosen: Sequence[int | None]) -> Iterator[Column]:
        """The columns that make up a plan."""
        picks: dict[int, list[Pick]] = defaultdict(list)
        for part, number in enumerate(chosen):
            if number is not None:
                provider = self.problem.parts[part].options[number].award.provider
                picks[self.block_of[provider]].append((part, number))
        for block, found in sorted(picks.items()):
            yield self.column(block, tuple(sorted(found)))

    def column(self, block: int, picks: tuple[Pick, ...]) -> Column:
        """A set with its amounts for every aim."""
        known = self.known
        amounts = [0] * len(known.specs)
        load: dict[AwardKey, int] = defaultdict(int)
        pairs: set[int] = set()
        for part, number in picks:
            option = self.problem.parts[part].options[number]
            load[option.award] += self.problem.parts[part].minutes
            pairs.add(option.pair)
            for aim, amount in known.options[part][number]:
                amounts[aim] += amount
        if known.pairs >= 0:
            amounts[known.pairs] -= len(pairs - known.known_pairs)
        if known.commitments >= 0:
            for each in self.sets[block].commitments:
                amounts[known.commitments] += shortfall(each, 0) - shortfall(each, load[each.award])
        return Column(block, picks, tuple(amounts))


class _Climb:
    """Column generation for one aim."""

    def __init__(self, prices: Prices, aim: int, values: Sequence[int], duals: Duals, width: int) -> None:
        self.prices, self.aim, self.values, self.duals = prices, aim, values, duals
        self.problem, self.known = prices.problem, prices.known
        self.best: Cut | None = None
        self.width = width
        self.best_top: float = inf
        self.centre = Point(duals.parts, duals.held)

    def run(self, rounds: int) -> Cut | None:
        """Rounds until the bound is met, or the master shows that it cannot become better."""
        self.best_top, _ = self._ask(self.centre, NARROW)
        master = Master(
            self.problem,
            self.known,
            len(self.prices.sets),
            self.prices.columns.values(),
            self.aim,
            self.values,
        )
        asked, width = 1, NARROW
        while asked < rounds:
            if self._bound(self.best_top) <= self.values[self.aim]:
                return self.best
            solved = master.solve()
            if solved is None:
                return self.best
            promised, point = solved
            if self._bound(promised + 1e-6) >= self._bound(self.best_top):
                return self.best
            fresh, tries = self._near(point, width)
            asked += tries
            for column in fresh:
                master.add(column)
            if not fresh:
                if width == self.width:
                    return self.best
                width = self.width
        return self.best

    def _near(self, point: Point, width: int) -> tuple[list[Column], int]:
        """The new sets that prices on the way to the master's name, and how many prices were tried."""
        for tries, near in enumerate(NEAR, start=1):
            there = self.centre.towards(point, 1 - near)
            top, fresh = self._ask(there, width)
            if top < self.best_top:
                self.best_top, self.centre = top, there
            if fresh:
                return fresh, tries
        return [], len(NEAR)

    def _bound(self, top: float) -> float:
        """The signed value that a ceiling in floating point allows, in the aim's grain."""
        return self.known.rounded(self.aim, int(top // 1)) if top < inf else inf

    def _ask(self, asked: Point, width: int) -> tuple[float, list[Column]]:
        """Every provider's best set at these prices: the ceiling, and the sets that the master does not know
        yet. No ceiling where the prices are too wild for any scale.
        """
        for scale in SCALES:
            with suppress(TooLargeError):
                return self._ask_in(asked, width, scale)
        return inf, []

    def _ask_in(self, asked: Point, width: int, scale: int) -> tuple[float, list[Column]]:
        cut = self._cut(asked, scale)
        weight = dict(cut.weights)
        total = sum(
            weight.get(spec.aim, 0) * self.known.constant[aim] for aim, spec in enumerate(self.known.specs)
        )
        for number, package in enumerate(self.problem.packages):
            earned = sum(
                weight.get(self.known.specs[aim].aim, 0) * amount
                for aim, amount in self.known.packages[number]
            )
            total += at_best(package, earned + sum(cut.prices[part] for part in package.parts))
        fresh: list[Column] = []
        steps = 0
        for number, sets in enumerate(self.prices.sets):
            best = best_set(sets, worth(self.problem, self.known, cut, sets), width)
            steps += best.steps
            total += best.ceiling
            if best.picks and (number, best.picks) not in self.prices.columns:
                column = self.prices.column(number, best.picks)
                self.prices.columns[number, best.picks] = column
                fresh.append(column)
        self.prices.meter.spend(2 + len(self.prices.sets) + steps // 2_000)
        held = sum(weight.get(self.known.specs[aim].aim, 0) * self.values[aim] for aim in range(self.aim))
        top = (total - held) / scale
        if top < self.best_top:
            self.best = cut
        return top, fresh

    def _cut(self, point: Point, scale: int) -> Cut:
        specs = self.known.specs
        weights = [
            (specs[aim].aim, held)
            for aim, price in enumerate(point.held)
            if (held := round(price * scale)) > 0
        ]
        weights.append((specs[self.aim].aim, scale))
        return Cut(
            tuple(weights),
            tuple(round(price * scale) for price in point.parts),
            slopes=tuple(self._slopes(dict(weights), scale)),
        )

    def _slopes(self, weights: dict[str, int], scale: int) -> Iterator[tuple[int, int]]:
        if self.known.commitments < 0:
            return
        weight = weights.get(self.known.specs[self.known.commitments].aim, 0) / scale
        if weight:
            for number, each in enumerate(self.problem.commitments):
                if slope := round(self.duals.slopes.get(each.award, 0.0) / weight):
                    yield number, slope
