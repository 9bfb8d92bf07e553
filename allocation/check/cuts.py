"""A cut: an inequality that every valid plan obeys, whatever its prices are; and the bounds that cuts give.

A cut gives whole-number weights to aims and whole-number prices to parts, and stands for

    sum of weight * (signed value of the aim)  <=  ceiling

The check does not believe the ceiling but finds it again. Every part pays its price to whoever takes it, and
every package earns the prices of its parts when it is placed; prices cancel in any plan that places each part
once and packages whole. What is left falls apart into packages, placed or not as pays best (a pinned one is
placed, whatever that earns), and providers, each with its best set of parts under its own limits
(`allocation.check.best_set`). Added up, that is a ceiling whatever the prices are (Lagrangian duality;
Dantzig and Wolfe, 1960). Changed prices give another true ceiling, never a false bound.

A cut may speak for the plans of one branch only, where a part goes to certain options or does not: packages
and providers then have no more than the branch leaves them (`allocation.check.branching`).

The bound of an aim follows from a cut whose last weight is that aim's: ceiling, less what the earlier aims'
reported values account for, divided by the weight and rounded to the aim's grain. Of several branches that
share out all plans between them, the worst counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from allocation.check.best_set import best_sets
from allocation.check.blocks import blocks
from allocation.check.branching import Branch, Left, left_by, worst_leaf
from allocation.check.ground import LARGEST
from allocation.check.layout import TooLargeError, Worth
from allocation.check.provider_sets import ProviderSets, provider_sets
from allocation.check.rounded import Rounding
from allocation.problem import Problem
from allocation.problem.terms import Terms

WIDTH = 30_000
"""The widest search that the check gives to one provider, whatever a certificate asks for."""
NO_PLAN = -(1 << 100)
"""The ceiling of a branch that no valid plan is on: any number would do, and this one is passed by all."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One inequality. `weights` lists (aim's id, weight); `prices` has one for each open part, in the
    problem's order (empty: all 0). `slopes` lists (commitment, slope), `rooms` (limit, price of a minute),
    `rows` (a rounded row of a limit, its price), `pairs` (part, option, what it bears of its pair's cost: all
    bear alike where none of a pair is listed), and `width` says how wide a provider's search is to be (0:
    none): guides, which make no bound false.
    `branch` says which plans it speaks for (empty: all). `as_good`: it is to be held against what plans that
    are as good as the reported values may have, not only against what better ones may (`fixing.Chain`).
    """

    weights: tuple[tuple[str, int], ...]
    prices: tuple[int, ...] = ()
    slopes: tuple[tuple[int, int], ...] = ()
    rooms: tuple[tuple[int, int], ...] = ()
    rows: tuple[tuple[Rounding, int], ...] = ()
    pairs: tuple[tuple[int, int, int], ...] = ()
    width: int = WIDTH
    branch: Branch = ()
    as_good: bool = False


def bounds_of(
    known: Terms, values: Sequence[int], ceilings: Sequence[tuple[Cut, int]]
) -> tuple[int | None, ...]:
    """Each aim's bound from cuts and their ceilings, given the values of all earlier aims (unsigned both). No
    bound is better than the value that is reported: a cut may speak of better plans only.
    """
    best = [
        worst_leaf({branch: bound for branch, (bound, _) in each.items()})
        for each in bounds_by_branch(known, values, ceilings)
    ]
    reported = (known.signed(aim, value) for aim, value in enumerate(values))
    most = [None if bound is None else max(bound, value) for bound, value in zip(best, reported, strict=True)]
    return tuple(None if bound is None else known.signed(aim, bound) for aim, bound in enumerate(most))


def bounds_by_branch(
    known: Terms, values: Sequence[int], ceilings: Sequence[tuple[Cut, int]]
) -> list[dict[Branch, tuple[int, Cut]]]:
    """For each aim and branch the best signed bound of any cut's, and that cut, given the values of all
    earlier aims (unsigned).
    """
    found: list[dict[Branch, tuple[int, Cut]]] = [{} for _ in values]
    for cut, top in ceilings:
        last, bound = bound_by(known, values, cut, top)
        if bound is not None and (cut.branch not in found[last] or bound < found[last][cut.branch][0]):
            found[last][cut.branch] = bound, cut
    return found


def bound_by(known: Terms, values: Sequence[int], cut: Cut, top: int) -> tuple[int, int | None]:
    """The last aim that a cut weighs, and its signed bound by a cut with such a ceiling, given the values of
    all earlier aims (unsigned): None where that aim's weight is not above 0.
    """
    number = {spec.aim: aim for aim, spec in enumerate(known.specs)}
    *held, (last, weight) = sorted((number[aim], weight) for aim, weight in cut.weights)
    if weight <= 0:
        return last, None
    rest = top - sum(each * known.signed(aim, values[aim]) for aim, each in held)
    return last, known.rounded(last, rest // weight)


def ceiling(
    problem: Problem,
    known: Terms,
    cut: Cut,
    among: Sequence[ProviderSets] | None = None,
    left: Left | None = None,
) -> int:
    """What the weighted sum of signed aims can pass in no valid plan of the cut's branch, by its prices; of
    those plans that have nothing but what is `left`, if that is given.

    `among` spares finding the providers' sets again. Raises `ValueError` where the cut does not fit the
    problem, or its numbers are too large.
    """
    refuse_misfit(problem, cut)
    left = left_by(problem, cut.branch) if left is None else left.both(problem, left_by(problem, cut.branch))
    total = packages_at_best(problem, known, cut, left)
    width = max(0, min(cut.width, WIDTH))
    among = provider_sets(problem, known, blocks(problem)) if among is None else among
    there = [left.picks_of(sets) for sets in among]
    asked = [(sets, worth(problem, known, cut, sets), width) for sets in there]
    return NO_PLAN if left.nothing else total + sum(each.ceiling for each in best_sets(asked))


def last_aim(known: Terms, cut: Cut) -> tuple[int, int]:
    """The number of the last aim that a cut weighs, and its weight. Raises `ValueError` where it has none."""
    _weights(known, cut)
    aims = [spec.aim for spec in known.specs]
    return max((aims.index(aim), weight) for aim, weight in cut.weights)


def packages_at_best(problem: Problem, known: Terms, cut: Cut, left: Left) -> int:
    """What stands without any pick (the aims' constants) and what packages earn at best, by the cut's prices
    where a branch leaves so much.
    """
    weight = _weights(known, cut)
    total = sum(weight[aim] * constant for aim, constant in enumerate(known.constant))
    earned = packages_earn(problem, known, cut)
    return total + sum(left.at_best(number, each) for number, each in enumerate(earned))


def packages_earn(problem: Problem, known: Terms, cut: Cut) -> list[int]:
    """What each package earns where it is placed, its parts' prices with it."""
    weight, prices = _weights(known, cut), _prices(problem, cut)
    return [
        sum(weight[aim] * amount for aim, amount in known.packages[number])
        + sum(prices[part] for part in package.parts)
        for number, package in enumerate(problem.packages)
    ]


def worth(problem: Problem, known: Terms, cut: Cut, sets: ProviderSets) -> Worth:
    """What a provider's picks are worth under a cut: their aims' terms, less their parts' prices."""
    weight = _weights(known, cut)
    prices = _prices(problem, cut)
    largest = np.abs(sets.terms).max(axis=1, initial=0).tolist()
    reach = sum(map(int.__mul__, weight, largest)) + max(map(abs, prices), default=0)
    if max(reach, *weight) > LARGEST:
        raise TooLargeError
    slope = {problem.commitments[number].award: each for number, each in cut.slopes}
    room = dict(cut.rooms)
    borne = {(part, option): cost for part, option, cost in cut.pairs}
    column = {limit: number for number, limit in enumerate(sets.limits.tolist())}
    return Worth(
        gain=np.array(weight, dtype=np.int64) @ sets.terms - np.array(prices, dtype=np.int64)[sets.part],
        pair_cost=weight[known.pairs] if known.pairs >= 0 else 0,
        promise_cost=weight[known.commitments] if known.commitments >= 0 else 0,
        slopes=tuple(slope.get(each.award, 0) for each in sets.commitments),
        rooms=np.array([min(LARGEST, room.get(limit, 0)) for limit in sets.limits.tolist()], dtype=np.int64),
        rows=tuple(
            (row._replace(limit=column[row.limit]), price) for row, price in cut.rows if row.limit in column
        ),
        pairs=np.array([borne.get(pick, -1) for pick in sets.picks], dtype=np.int64) if borne else None,
    )


def _weights(known: Terms, cut: Cut) -> list[int]:
    given = dict(cut.weights)
    if not given or min(given.values()) < 0 or len(given) < len(cut.weights):
        raise ValueError("a cut has weights of aims, each once, none below zero")
    if unknown := given.keys() - {spec.aim for spec in known.specs}:
        raise ValueError(f"a cut weighs unknown aims: {', '.join(sorted(unknown))}")
    return [given.get(spec.aim, 0) for spec in known.specs]


def _prices(problem: Problem, cut: Cut) -> Sequence[int]:
    return cut.prices or [0] * len(problem.parts)


def refuse_misfit(problem: Problem, cut: Cut) -> None:
    """Raises `ValueError` where prices and guides are not such as a cut of this problem has."""
    if cut.prices and len(cut.prices) != len(problem.parts):
        raise ValueError("a cut has one price for each open part")
    if any(not 0 <= number < len(problem.commitments) for number, _ in cut.slopes):
        raise ValueError("a cut has slopes of the problem's commitments")
    if any(not 0 <= number < len(problem.limits) or price < 0 for number, price in cut.rooms):
        raise ValueError("a cut has prices of the problem's limits, none below zero")
    limits, parts = len(problem.limits), len(problem.parts)
    if any(not (0 <= part < parts and 0 <= cost <= LARGEST) for part, _, cost in cut.pairs):
        raise ValueError("a cut shares out costs of pairs to the problem's parts, none below zero")
    if any(not (0 <= row.limit < limits and row.fits(price, parts)) for row, price in cut.rows):
        raise ValueError("a cut has rounded rows of the problem's limits, none with a price below zero")
