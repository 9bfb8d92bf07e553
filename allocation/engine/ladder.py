"""Climbs the aims in order: each is improved until a bound is met or the search stands still, then held.

Bounds are cuts (`allocation.check.certificate`), so they hold whatever the incumbent becomes: when a later search
betters an earlier aim, the climb goes back to it and nothing that was proven is lost.
"""

from collections.abc import Callable

from allocation.check.blocks import blocks
from allocation.check.certificate import Cut, bounds_of, ceiling
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.mip import Ask, Peer, Piece, improve
from allocation.engine.prices import Prices
from allocation.engine.search import Search
from allocation.model import Aim
from allocation.problem import Problem
from allocation.problem.terms import Terms

PATIENCE = 20
"""Pieces in a row without improvement after which a search stands still."""
WHOLE_NODES = 400
"""Branching nodes of a solver on the whole problem."""
WHOLE_PARTS = 260
"""Parts up to which the whole problem goes to a solver."""


class Ladder:
    """The state of one climb: cuts so far, and what two solvers agreed on."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        incumbent: Incumbent,
        meter: Meter,
        seed: int,
        report: Callable[[], None],
    ) -> None:
        self.problem, self.known, self.incumbent, self.meter = problem, known, incumbent, meter
        self.report = report
        self.blocks = blocks(problem)
        self.found: list[tuple[Cut, int]] = []
        self.agreed: dict[int, tuple[int, ...]] = {}
        self.search = Search(problem, known, incumbent, meter, seed)
        self.prices = Prices(problem, known, self.blocks, meter)
        for spec in known.specs:
            self._keep(Cut(weights=((spec.aim, 1),), steps=0))

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """For each aim the cut that bounds it best, given the values of the plan in hand."""
        values = self.incumbent.plain
        best: dict[int, tuple[int, Cut]] = {}
        for cut, top in self.found:
            aim = self._last(cut)
            bound = bounds_of(self.known, values, [(cut, top)])[aim]
            if bound is None:
                continue
            signed = self.known.signed(aim, bound)
            if aim not in best or signed < best[aim][0]:
                best[aim] = (signed, cut)
        return tuple(best[aim][1] for aim in sorted(best))

    def _last(self, cut: Cut) -> int:
        number = {spec.aim: aim for aim, spec in enumerate(self.known.specs)}
        return max(number[aim] for aim, _ in cut.weights)

    def _keep(self, cut: Cut) -> None:
        self.found.append((cut, ceiling(self.problem, self.known, cut, self.blocks)))

    def aims(self) -> tuple[Aim, ...]:
        """Each aim's value, bound, and how they meet, for the plan in hand."""
        values = self.incumbent.plain
        found: list[Aim] = []
        for aim, bound in enumerate(bounds_of(self.known, values, self.found)):
            by = "bound"
            if bound == values[aim]:
                by = "proven"
            elif self._agreed(aim):
                by, bound = "agreed", values[aim]
            found.append(Aim(self.known.specs[aim].aim, values[aim], bound, by != "bound", by))
        return tuple(found)

    def _agreed(self, aim: int) -> bool:
        return self.agreed.get(aim) == self.incumbent.values[: aim + 1]

    def climb(self) -> None:
        """All aims in order; back to the first that changed whenever a later search bettered an earlier aim."""
        aim = 0
        while aim < len(self.known.specs):
            before = self.incumbent.values
            self._aim(aim)
            self.report()
            after = self.incumbent.values
            changed = next((n for n in range(aim) if before[n] != after[n]), None)
            aim = aim + 1 if changed is None else changed

    def _settled(self, aim: int) -> bool:
        bound = bounds_of(self.known, self.incumbent.plain, self.found)[aim]
        return bound == self.incumbent.plain[aim] or self._agreed(aim)

    def _aim(self, aim: int) -> None:
        """One aim: bound it, search, and ask two solvers where neither settles it."""
        if self._settled(aim):
            return
        self._bound(aim)
        while not self._settled(aim):
            value = self.incumbent.values[: aim + 1]
            self._search(aim)
            if self.incumbent.values[: aim + 1] != value:
                self._bound(aim)
            if self._settled(aim) or not self._whole(aim):
                return

    def _bound(self, aim: int) -> None:
        if not self._settled(aim):
            cut = self.prices.cut(aim, self.incumbent)
            if cut is not None:
                self._keep(cut)

    def _search(self, aim: int) -> None:
        """Pieces until the aim is settled or the search stands still."""
        still = 0
        while still < PATIENCE and not self._settled(aim):
            value = self.incumbent.values[: aim + 1]
            self.search.step(aim)
            still = 0 if self.incumbent.values[: aim + 1] > value else still + 1

    def _whole(self, aim: int) -> bool:
        """Ask solvers for a better value on the whole problem. Says whether the aim improved."""
        if len(self.problem.parts) > WHOLE_PARTS:
            return False
        final = True
        for peer in Peer:
            now = self.incumbent.values
            free = {part: tuple(range(len(each.options))) for part, each in enumerate(self.problem.parts)}
            ask = Ask(((aim, 1),), tuple(enumerate(now[:aim])), WHOLE_NODES, self.meter.seconds_left)
            answer = improve(self.problem, self.known, Piece(self.incumbent.chosen, free), ask, now, peer)
            if answer.chosen is not None and self.incumbent.offer(answer.chosen):
                self.meter.spend(100 + answer.pivots // 2)
                return True
            self.meter.spend(100 + answer.pivots // 2)
            final = final and answer.final and answer.chosen is None
            if not final:
                return False
        self.agreed[aim] = self.incumbent.values[: aim + 1]
        return False
