"""Prices that prove: column generation, each provider's best set found exactly.

The master program mixes, for each provider, sets of parts that it could take; its duals are prices of parts
and of held aims; at those prices each provider names its best set, which joins the mix (Dantzig and Wolfe,
1960; for generalised assignment: Savelsbergh, 1997). Any prices on the way give a true ceiling, and the best
ones go into a cut that the check can verify. Prices start from the plain relaxation.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from allocation.check.best_set import best_set
from allocation.check.blocks import Block, Pick
from allocation.check.certificate import Cut, worth
from allocation.engine.incumbent import Incumbent
from allocation.engine.master import Column, Master, Point
from allocation.engine.meter import Meter
from allocation.engine.relax import Duals, relax
from allocation.engine.room_prices import room_prices
from allocation.model import AwardKey
from allocation.problem import Problem
from allocation.problem.terms import Terms, shortfall

SCALE = 1 << 20
"""Whole-number prices are in millionths, roughly, of the aim in question."""
STEPS = 1_500
"""Steps of a provider's search while prices still move."""
REACH = 0.2
"""How far prices may move from the best so far at first, in typical prices."""


class Prices:
    """The columns of one solve; they serve aim after aim."""

    def __init__(self, problem: Problem, known: Terms, blocks: Sequence[Block], meter: Meter) -> None:
        self.problem, self.known, self.blocks, self.meter = problem, known, blocks, meter
        self.block_of = {block.provider: number for number, block in enumerate(blocks)}
        self.columns: dict[tuple[int, tuple[Pick, ...]], Column] = {}
        self.room: dict[int, int] = {}

    def cut(self, aim: int, incumbent: Incumbent, rounds: int, steps: int) -> Cut | None:
        """The best cut found for one aim, the earlier ones held at the incumbent's values; `steps` go with
        it.
        """
        values = incumbent.values
        duals = relax(self.problem, self.known, aim, values, self.meter.seconds_left)
        if duals is None:
            return None
        picks = sum(len(part.options) for part in self.problem.parts)
        self.meter.spend(5 + duals.pivots // 20 + picks // 12)
        self.room = {limit: round(price * SCALE) for limit, price in duals.room.items()}
        for column in self.sets_of(incumbent.chosen):
            self.columns[column.block, column.picks] = column
        cut = _Climb(self, aim, values, duals).run(rounds)
        return replace(cut, steps=steps) if cut else None

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
            for each in self.blocks[block].commitments:
                amounts[known.commitments] += shortfall(each, 0) - shortfall(each, load[each.award])
        return Column(block, picks, tuple(amounts))


class _Climb:
    """Column generation for one aim."""

    def __init__(self, prices: Prices, aim: int, values: Sequence[int], duals: Duals) -> None:
        self.prices, self.aim, self.values, self.duals = prices, aim, values, duals
        self.problem, self.known = prices.problem, prices.known
        self.best: Cut | None = None
        self.best_top: float = inf
        self.centre = Point(duals.parts, duals.held)

    def run(self, rounds: int) -> Cut | None:
        """Rounds until the bound is met, or the master shows that it cannot become better."""
        self.best_top, _ = self._ask(self.centre)
        master = Master(
            self.problem,
            self.known,
            len(self.prices.blocks),
            self.prices.columns.values(),
            self.aim,
            self.values,
        )
        reach = REACH
        for _ in range(rounds - 1):
            if self._bound(self.best_top) <= self.values[self.aim]:
                return self.best
            master.box(self.centre, reach)
            solved = master.solve()
            if solved is None:
                return self.best
            promised, point = solved
            if self._bound(promised + 1e-6) >= self._bound(self.best_top):
                if reach >= 1e3:
                    return self.best
                reach *= 4
                continue
            before = self.best_top
            top, fresh = self._ask(point)
            for column in fresh:
                master.add(column)
            if top < self.best_top:
                self.best_top, self.centre = top, point
            if before - top >= 0.5 * (before - promised):
                reach *= 2
            elif top > before + (before - promised):
                reach /= 2
        return self.best

    def _bound(self, top: float) -> int:
        """The signed value that a ceiling in floating point allows, in the aim's grain."""
        return self.known.rounded(self.aim, int(top // 1))

    def _ask(self, asked: Point) -> tuple[float, list[Column]]:
        """Every block's best set at these prices: the ceiling, and the sets that the master does not know
        yet.
        """
        cut = self._cut(asked)
        weight = dict(cut.weights)
        total = sum(
            weight.get(spec.aim, 0) * self.known.constant[aim] for aim, spec in enumerate(self.known.specs)
        )
        for number, package in enumerate(self.problem.packages):
            earned = sum(
                weight.get(self.known.specs[aim].aim, 0) * amount
                for aim, amount in self.known.packages[number]
            )
            total += max(0, earned + sum(cut.prices[part] for part in package.parts))
        fresh: list[Column] = []
        steps = 0
        room: dict[int, int] = {}
        for number, block in enumerate(self.prices.blocks):
            worths = worth(self.problem, self.known, cut, block)
            found_room = room_prices(self.problem, block, worths, self.prices.room)
            room |= found_room
            worths = replace(worths, room=found_room)
            best = best_set(self.problem, block, worths, STEPS)
            steps += best.steps + 5 * len(worths.gain)
            total += best.ceiling
            picks = tuple(sorted(best.picks))
            if picks and (number, picks) not in self.prices.columns:
                column = self.prices.column(number, picks)
                self.prices.columns[number, picks] = column
                fresh.append(column)
        self.prices.meter.spend(2 + steps // 500)
        held = sum(weight.get(self.known.specs[aim].aim, 0) * self.values[aim] for aim in range(self.aim))
        top = (total - held) / SCALE
        if top < self.best_top:
            self.best = Cut(
                cut.weights,
                cut.prices,
                tuple((limit, price) for limit, price in sorted(room.items()) if price),
                cut.slopes,
            )
        return top, fresh

    def _cut(self, point: Point) -> Cut:
        specs = self.known.specs
        weights = [
            (specs[aim].aim, held)
            for aim, price in enumerate(point.held)
            if (held := round(price * SCALE)) > 0
        ]
        weights.append((specs[self.aim].aim, SCALE))
        return Cut(
            tuple(weights),
            tuple(round(price * SCALE) for price in point.parts),
            slopes=tuple(self._slopes(dict(weights))),
        )

    def _slopes(self, weights: dict[str, int]) -> Iterator[tuple[int, int]]:
        if self.known.commitments < 0:
            return
        weight = weights.get(self.known.specs[self.known.commitments].aim, 0) / SCALE
        if weight:
            for number, each in enumerate(self.problem.commitments):
                if slope := round(self.duals.slopes.get(each.award, 0.0) / weight):
                    yield number, slope
