"""Climbs the aims in order: each is improved until a bound is met or the search stands still, then held.

Bounds are cuts (`allocation.check.cuts`), most of which hold whatever the incumbent becomes: when a later
search betters an earlier aim, the climb goes back to it and they count there. Those that are held against
what is left (`fixing`) are found anew for a better plan.
"""

from collections.abc import Callable
from functools import partial
from math import inf

from allocation.check.best_set import NARROW
from allocation.check.blocks import blocks
from allocation.check.branching import Left
from allocation.check.cuts import Cut
from allocation.check.provider_sets import provider_sets
from allocation.engine.bounds import Bounds
from allocation.engine.core import Core
from allocation.engine.efforts import (
    AGAIN,
    ALONE,
    EASY,
    EASY_OPTIONS,
    EASY_WORK,
    FEW_OPTIONS,
    GROWN,
    LONG,
    NEARLY,
    PASSES,
    SMALL,
    SMALL_SETS,
    WHOLE_OPTIONS,
    AimEffort,
)
from allocation.engine.fixing import Fixing, Values
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.plan_in_hand import InHand, lost_tiers
from allocation.engine.prices import Prices
from allocation.engine.proofs import Proofs
from allocation.engine.recreate import Recreate
from allocation.engine.relax import Relaxation
from allocation.engine.search import Search
from allocation.engine.standing import Standing
from allocation.engine.witnesses import Witnesses
from allocation.problem import Problem
from allocation.problem.aims import PLACED
from allocation.problem.terms import Terms


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
        self.sets = provider_sets(problem, known, blocks(problem))
        self.priced: dict[tuple[int, tuple[int, ...]], int] = {}
        self.passed = False
        self.eased: set[tuple[int, ...]] = set()
        self.options = sum(len(part.options) for part in problem.parts)
        self.few = self.options <= FEW_OPTIONS
        small = len(problem.parts) <= SMALL_SETS * len(self.sets)
        self.priceable = self.few or (self.options <= WHOLE_OPTIONS and small)
        self.search = Search(problem, known, incumbent, meter, seed)
        arrays = ground(problem, known)
        self.relaxation = relaxation = Relaxation(problem, known, arrays, self.sets, meter)
        self.recreate = Recreate(problem, known, arrays, incumbent, meter, seed)
        self.prices = Prices(problem, known, self.sets, relaxation, meter)
        self.fixing = fixing = Fixing(problem, known, arrays, self.sets, self.prices, incumbent)
        self.bounds = Bounds(problem, known, self.sets, incumbent, fixing)
        self.core = Core(problem, known, relaxation, fixing, incumbent, meter, seed)
        self.witnesses = Witnesses(problem, known, incumbent, meter, relaxation, fixing)
        self.standing = standing = Standing(problem, known, incumbent, self.bounds, self.witnesses)
        self.proofs = Proofs(self.prices, fixing, incumbent, meter, standing.agreed, report)

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """What a certificate of the plan in hand holds."""
        return self.bounds.cuts()

    def near(self, hand: InHand) -> None:
        """Place whoever of a plan in hand has lost the place, if that can be, with as many parts as may be
        where they were. In a large round that takes too long.
        """
        self._first_cuts()
        for aim in range(len(PLACED)) if self.options <= EASY_OPTIONS else ():
            if aim in lost_tiers(self.problem, hand, self.incumbent.chosen):
                self._bound(aim, 0, 0)
                self.core.run(aim, 1, partial(self._done, aim), hand.options)

    def left(self, aim: int) -> Left:
        """What plans may have that are as good as the one in hand in all aims up to this one."""
        if self.fixing.small:
            self._bound(aim, 0, 0)
        return self.fixing.left(aim, better=False)

    def climb(self) -> None:
        """Pass after pass, until all is settled or the last pass has changed nothing."""
        self._first_cuts()
        self._easy()
        for number, effort in enumerate(PASSES):
            self._pass(effort, PASSES[min(number + 1, len(PASSES) - 1)])
        changed = True
        while changed and self.standing.open() is not None:
            before = self.incumbent.values
            self._pass(PASSES[-1], PASSES[-1])
            self.meter.spend(1)
            changed = self.incumbent.values != before
        if self.few:
            self.proofs.run()

    def _first_cuts(self) -> None:
        """What is plain without any price, unless it is known."""
        for spec in () if self.bounds.found else self.known.specs:
            self.bounds.keep(Cut(weights=((spec.aim, 1),), width=NARROW if self.priceable else 0))
            self.meter.spend(1)

    def _easy(self, first: int = 0) -> None:
        """From one aim on as many as trees, prices and solvers settle at once: on many rounds that is all.
        Best sets are sought only where the relaxation's bound is near: they mostly add less than 1.
        """
        for aim in range(first, len(self.known.specs)):
            before = self.incumbent.values[: aim + 1]
            if before[:aim] in self.eased:
                return
            self.eased.add(before[:aim])
            self._bound(aim, 0, 0)
            self._grow_on(aim)
            if self._is_small(aim):
                self._ask_twice(aim, EASY.nodes, before)
            if not self.standing.settled(aim):
                self._find_and_ask(aim, before)
            self.report()
            if not self.standing.settled(aim):
                return
            self.fixing.sharpen(aim, better=False)

    def _grow_on(self, aim: int) -> None:
        """A tree that gets larger step by step, with a core after each; before the largest, once, a pass
        over all aims: whenever the climb is stopped, each has a fair value and a bound.
        """
        for nodes in GROWN if self.fixing.small else ():
            if nodes == GROWN[-1] and not self.standing.settled(aim) and not self.passed:
                self.passed = True
                self._pass(*PASSES[:2])
            self._grow(aim, nodes)
            self.core.run(aim, 1, partial(self._done, aim))

    def _grow(self, aim: int, nodes: int) -> None:
        """What is left for better plans, and a tree among that, unless the aim is settled."""
        if not self.standing.settled(aim):
            self.fixing.sharpen(aim, better=True)
        if not self.standing.settled(aim):
            self.proofs.settle(aim, nodes)

    def _is_small(self, aim: int) -> bool:
        """Whether plans that are better in an aim have so few picks left that solvers find and prove the best
        of them sooner than cores and pieces find it.
        """
        most = SMALL * len(self.problem.parts) if self.options <= EASY_OPTIONS else 0
        return bool(self.fixing.picks(aim).sum() <= most)

    def _find_and_ask(self, aim: int, before: Values) -> None:
        """Better plans by what is quick, then best sets and solvers."""
        if self.few:
            self._recreate(aim, EASY.changes)
        self.core.run(aim, EASY.cores, partial(self._done, aim))
        if self.few:
            self._search(aim, EASY.patience, EASY_WORK)
        near = self.standing.gap(aim) <= NEARLY
        if near:
            self._bound(aim, EASY.rounds, EASY.width)
        if self.few or near:
            self._ask_twice(aim, EASY.nodes, before)

    def _pass(self, effort: AimEffort, ahead: AimEffort) -> None:
        """All open aims in order, the first with more effort; in a thorough pass again from an earlier one
        that was bettered.
        """
        aim = 0
        while aim < len(self.known.specs):
            before = self.incumbent.values
            if effort.nodes and aim == self.standing.open():
                self._easy(aim)
            if not self.standing.settled(aim):
                self._aim(aim, effort)
                if effort.nodes and aim == self.standing.open():
                    self._aim(aim, ahead)
                self.report()
            after = self.incumbent.values
            changed = next((n for n in range(aim) if before[n] != after[n]), None)
            aim = aim + 1 if changed is None or not effort.nodes else changed

    def _ask_twice(self, aim: int, nodes: int, before: Values) -> None:
        """Two solvers; and once more, for longer, if a better plan than `before` is in hand, from which they
        mostly soon end, or one is content, and only the other asked. Not where the first answer took long.
        """
        end = self.meter.work + LONG
        for times in (1, AGAIN):
            if self.meter.work > end:
                return
            self._grow(aim, GROWN[-1])
            if self.standing.settled(aim):
                return
            self.witnesses.ask(aim, nodes * times)
            if self.incumbent.values[: aim + 1] == before and not self.witnesses.content(aim):
                return

    def _done(self, aim: int) -> bool:
        """Whether it is not worth a search: it is settled, or one of the solvers says that it will be."""
        return self.standing.settled(aim) or self.witnesses.content(aim)

    def _aim(self, aim: int, effort: AimEffort) -> None:
        """One aim: prices, of a large round only of the first open aim; then better plans, by what is quick
        first; then two solvers, and prices again for the plan that is then in hand.
        """
        if self.few or aim == self.standing.open():
            self._bound(aim, effort.rounds, effort.width)
        if self.few:
            self._recreate(aim, effort.changes)
        self.core.run(aim, effort.cores, partial(self._done, aim))
        self._search(aim, effort.patience * self._longer(aim))
        if not self.standing.settled(aim):
            self.fixing.sharpen(aim, better=True)
        if not self.standing.settled(aim):
            self.witnesses.ask(aim, effort.nodes * (ALONE if self.standing.alone(aim) else 1))
        self._bound(aim, effort.rounds, effort.width)

    def _bound(self, aim: int, rounds: int, width: int) -> None:
        """A cut from prices, unless these values of the earlier aims were priced as thoroughly before."""
        values = self.incumbent.values[:aim]
        rounds = rounds if self.priceable else 0
        if not self.standing.settled(aim) and self.priced.get((aim, values), -1) < rounds:
            self.priced[aim, values] = rounds
            cut = self.prices.cut(aim, self.incumbent, rounds, width)
            if cut is not None:
                self.bounds.keep(cut)
                if not cut.width:
                    self.fixing.learn(aim, cut)
                self.meter.spend(1 + width * len(self.sets) // 100)

    def _longer(self, aim: int) -> int:
        """The first open aim of a large round is worth more search than those that wait for it."""
        return 1 + len(self.problem.parts) // 200 if aim == self.standing.open() else 1

    def _recreate(self, aim: int, changes: int) -> None:
        """Small changes, so many for each part, unless there is nothing to gain."""
        if not self._done(aim):
            self.recreate.run(aim, changes * len(self.problem.parts))

    def _search(self, aim: int, patience: int, most: float = inf) -> None:
        """Pieces until the aim is settled, the search stands still or has taken so much work."""
        still, end = 0, self.meter.work + most
        self.search.begin()
        while still < patience and self.meter.work < end and not self._done(aim):
            value = self.incumbent.values[: aim + 1]
            self.search.step(aim)
            still = 0 if self.incumbent.values[: aim + 1] > value else still + 1
