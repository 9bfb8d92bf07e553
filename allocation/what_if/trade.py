"""What each change buys: plans after an event, from the one with the fewest changes to the best.

The engine looks for plans with fewer changes than its best (`Effort.bargains`). From the best plan, moves
that hang together are undone as well, those that bought least first, as far as the plan stays valid and
justified. Of all these plans those are shown that no other betters with as few changes. So each is a plan
that could be kept; that none better has as few changes is not claimed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allocation.check import judge
from allocation.model import Plan
from allocation.problem import Problem
from allocation.problem.aims import AimChange, aim_changes, aim_specs, aim_values
from allocation.problem.fit import left_of
from allocation.what_if.comparing import Comparison, numbers_in


@dataclass(frozen=True, slots=True)
class Bargain:
    """A plan that has these packages elsewhere than the plan in hand has them, whether they had to move or
    not. `values` are its aims, `bought` what they gain and lose beside the bargain with fewer changes before
    it; empty for the first.
    """

    plan: Plan
    changed: tuple[str, ...]
    values: dict[str, int]
    bought: tuple[AimChange, ...] = ()


def trade(
    problem: Problem, in_hand: Plan, best: Plan, comparison: Comparison, fewer: Iterable[Plan] = ()
) -> tuple[Bargain, ...]:
    """The bargains from the fewest changes to the best plan, which is the last.

    `comparison` is of the best plan with the one in hand, `fewer` are
    plans with fewer changes that the engine found.
    """
    plans = dict.fromkeys([*fewer, *_undone(problem, in_hand, best, comparison), best])
    most = len(_changed(in_hand, best))
    found = [
        Bargain(plan, changed, aim_values(problem, problem.chosen(plan)))
        for plan in plans
        if len(changed := _changed(in_hand, plan)) < most or plan == best
    ]
    found.sort(key=lambda each: (len(each.changed), [-value for value in _signed(problem, each.values)]))
    kept: list[Bargain] = []
    for each in found:
        if kept and _signed(problem, each.values) <= _signed(problem, kept[-1].values):
            continue
        if each.plan == best or judge(problem.index.round_, each.plan, problem).justified:
            bought = aim_changes(problem, kept[-1].values, each.values) if kept else ()
            kept.append(Bargain(each.plan, each.changed, each.values, bought))
    return tuple(kept)


def _changed(in_hand: Plan, plan: Plan) -> tuple[str, ...]:
    """The packages that are elsewhere; who waited and waits is not."""
    before = in_hand.awards
    return tuple(
        sorted({each.package for each in plan if before.get((each.package, each.part)) != each.award})
    )


def _signed(problem: Problem, values: dict[str, int]) -> list[int]:
    """The aims in order, more as better."""
    return [values[spec.aim] if spec.most else -values[spec.aim] for spec in aim_specs(problem)]


def _undone(problem: Problem, in_hand: Plan, best: Plan, comparison: Comparison) -> Iterator[Plan]:
    """The best plan with one group of moves after another undone, as far as a plan is left that stands."""
    number = {part.key: place for place, part in enumerate(problem.parts)}
    was, chosen = numbers_in(problem, in_hand), list(problem.chosen(best))
    for together in reversed(comparison.together):
        if together.bought is None:
            continue
        without = list(chosen)
        for move in together.moves:
            without[number[move.key]] = was[number[move.key]]
        if min(left_of(problem, without), default=0) < 0:
            continue
        plan = problem.plan(tuple(without))
        if judge(problem.index.round_, plan, problem).justified:
            chosen = without
            yield plan
