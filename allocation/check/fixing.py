"""Which picks no better plan has: how far a cut lets an aim come, pick by pick.

What a cut's prices say of all plans they say more sharply of those that have a certain pick. Where that is
less than a plan in hand has, nobody need look at the pick again: what is left is far smaller, and the more
aims are held, the more of it (fixing by reduced costs: Balas and Martin, "Pivot and complement", 1980; for
generalised assignment: Posta, Ferland and Michelon, "An exact method with variable fixing for solving the
generalized assignment problem", 2012). All in whole numbers, like every other bound.

Why that is sound. Let v be the values that a plan reports. Of the plans that have v in all aims before some
aim, let B be those that pass v in it, and G those that have v in it or pass it. Picks that are said to reach
less than v there are in no plan of G, and those that reach no more than v in no plan of B; either holds for
all aims later too, because their plans are plans of G. So a cut that is held only against what is left for B
bounds every plan of B; plans outside B have v at most; and whoever is in B comes no further than the greater
of v and what the cut allows. The same for G. No cut can make that false, whatever it says.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from allocation.check.branching import Left, left_with
from allocation.check.cuts import (
    NO_PLAN,
    Cut,
    ceiling,
    last_aim,
    packages_at_best,
    packages_earn,
    refuse_misfit,
    worth,
)
from allocation.check.provider_sets import ProviderSets, Whole
from allocation.check.straight import with_each
from allocation.problem import Problem
from allocation.problem.terms import Terms

MOST = 1 << 61
"""What cuts allow stays under this, far from where whole numbers of a machine end."""
MOST_PICKS = 4_000
"""Picks up to which any are left out: in larger rounds that is little, and takes long."""
FAR = np.iinfo(np.int64).max

Reach = list[Whole]
"""For each provider's picks (k) the signed value of an aim that no plan with the pick passes."""


class Chain:
    """Cuts one after another, each held against what those before it leave. `values` are the signed ones that
    a plan reports.
    """

    def __init__(
        self, problem: Problem, known: Terms, sets: Sequence[ProviderSets], values: Sequence[int]
    ) -> None:
        self.problem, self.known, self.sets, self.values = problem, known, sets, values
        self.small = sum(len(each.picks) for each in sets) <= MOST_PICKS
        self.far: dict[int, Reach] = {}

    def ceiling(self, cut: Cut) -> int:
        """As of `allocation.check.cuts`, of plans that are better than the values in the cut's last aim, or
        as good, with those values in the aims before.
        """
        aim, weight = last_aim(self.known, cut)
        left = left_for(
            self.problem, self.known, self.sets, self.far, self.values, aim, better=not cut.as_good
        )
        if not self.small or weight <= 0 or cut.width or cut.branch:
            return ceiling(self.problem, self.known, cut, self.sets, left)
        least = self.values[aim] - (self.known.grains[aim] if cut.as_good else 0)
        known = self.far.get(aim)
        top, self.far[aim] = reach(
            self.problem, self.known, cut, self.values[:aim], self.sets, left, known, least
        )
        return top


def left_for(
    problem: Problem,
    known: Terms,
    sets: Sequence[ProviderSets],
    far: Mapping[int, Reach],
    values: Sequence[int],
    aim: int,
    *,
    better: bool,
) -> Left:
    """What is left for plans that have these values in all earlier aims, and pass it in this one (`better`),
    or have it as well.
    """
    gone: dict[int, set[int]] = defaultdict(set)
    for each in range(aim + 1):
        least = values[each] + (known.grains[each] if better and each == aim else 0)
        for provider, reached in zip(sets, far.get(each, ()), strict=False):
            for pick in np.nonzero(reached < least)[0].tolist():
                part, option = provider.picks[pick]
                gone[part].add(option)
    every = {part: frozenset(range(len(problem.parts[part].options))) for part in sorted(gone)}
    return left_with(problem, {part: options - gone[part] for part, options in every.items()})


def reach(
    problem: Problem,
    known: Terms,
    cut: Cut,
    values: Sequence[int],
    sets: Sequence[ProviderSets],
    left: Left,
    before: Reach | None = None,
    least: int = -FAR,
) -> tuple[int, Reach]:
    """A cut's ceiling, and how far its last aim comes with each pick, in valid plans that have at least the
    signed `values` in all earlier aims. The cut looks at no set, and is held against what is `left`; plans
    that have anything else come to `least` at most. `before` is what was known.

    Raises `ValueError` where the cut does not fit the problem, or its numbers are too large.
    """
    refuse_misfit(problem, cut)
    far = before or [np.full(len(each.picks), FAR) for each in sets]
    there = [np.array([left.has(pick) for pick in each.picks], dtype=bool) for each in sets]
    among = [left.picks_of(each) for each in sets]
    last, weight = last_aim(known, cut)
    number = {spec.aim: aim for aim, spec in enumerate(known.specs)}
    found = [with_each(each, worth(problem, known, cut, each)) for each in among]
    total = packages_at_best(problem, known, cut, left) + sum(max(0, top) for top, _ in found)
    most = NO_PLAN if left.nothing else total
    total -= sum(each * values[number[aim]] for aim, each in cut.weights if number[aim] != last)
    if abs(total) > MOST:
        return most, far
    lost = _lost(problem, known, cut, left)
    constant, grain = known.constant[last], known.grains[last]
    joined: Reach = []
    for reached, mine, each, (_, less) in zip(far, there, among, found, strict=True):
        top = (total - less - lost[each.part]) // weight
        now = constant + (top - constant) // grain * grain
        fresh = reached.copy()
        fresh[mine] = np.minimum(fresh[mine], np.maximum(now, least))
        joined.append(fresh)
    return most, joined


def _lost(problem: Problem, known: Terms, cut: Cut, left: Left) -> Whole:
    """What a cut loses on each part that is placed, because its package would rather not be."""
    earned = packages_earn(problem, known, cut)
    lost = [left.at_best(number, each) - each for number, each in enumerate(earned)]
    return np.array([lost[part.package] for part in problem.parts], dtype=np.int64)
