"""Which picks no better plan has: how far a cut lets an aim come, pick by pick.

What a cut's prices say of all plans they say more sharply of those that have a certain pick. Where that is
less than a plan in hand has, nobody need look at the pick again: what is left is far smaller, and the more
aims are held, the more of it (fixing by reduced costs: Balas and Martin, "Pivot and complement", 1980; for
generalised assignment: Posta, Ferland and Michelon, "An exact method with variable fixing for solving the
generalized assignment problem", 2012). All in whole numbers, like every other bound.
"""

from collections.abc import Sequence

import numpy as np

from allocation.check.branching import Left
from allocation.check.certificate import Cut, packages_at_best, packages_earn, worth
from allocation.check.layout import TooLargeError
from allocation.check.provider_sets import ProviderSets, Whole
from allocation.check.straight import with_each
from allocation.problem import Problem
from allocation.problem.terms import Terms

MOST = 1 << 61
"""What cuts allow stays under this, far from where whole numbers of a machine end."""


def reach(
    problem: Problem,
    known: Terms,
    cut: Cut,
    values: Sequence[int],
    sets: Sequence[ProviderSets],
    left: Left,
) -> list[Whole]:
    """For each provider's picks (k) the signed value of the cut's last aim that no valid plan with the pick
    passes, of those plans that have nothing but what is `left` (no other picks are in `sets`), and at least
    the signed `values` in all earlier aims. The cut looks at no set.

    Raises `TooLargeError` where the numbers cannot be added up exactly.
    """
    aims = [spec.aim for spec in known.specs]
    *held, (last, weight) = sorted((aims.index(aim), weight) for aim, weight in cut.weights)
    worths = [worth(problem, known, cut, each) for each in sets]
    found = [with_each(each, gain) for each, gain in zip(sets, worths, strict=True)]
    total = packages_at_best(problem, known, cut, left) + sum(top for top, _ in found)
    total -= sum(each * values[aim] for aim, each in held)
    if abs(total) > MOST:
        raise TooLargeError
    lost = _lost(problem, known, cut, left)
    tops = ((total - less - lost[each.part]) // weight for each, (_, less) in zip(sets, found, strict=True))
    constant, grain = known.constant[last], known.grains[last]
    return [constant + (top - constant) // grain * grain for top in tops]


def _lost(problem: Problem, known: Terms, cut: Cut, left: Left) -> Whole:
    """What a cut loses on each part that is placed, because its package would rather not be."""
    earned = packages_earn(problem, known, cut)
    lost = [left.at_best(number, each) - each for number, each in enumerate(earned)]
    return np.array([lost[part.package] for part in problem.parts], dtype=np.int64)
