"""What loads of awards are worth against what the awards were promised."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from allocation.check.provider_sets import Whole
from allocation.compiled import compiled
from allocation.problem import Commitment
from allocation.problem.terms import shortfall


class Promises(NamedTuple):
    """Commitments (m) as arrays: minutes guaranteed and settled, the target in hundredths of a minute (-1:
    none), what is missing with nothing more, in the same unit; the cost of each such hundredth; and a slope
    for each that says what a minute more is taken to be worth, in units of that cost, where a bound needs a
    straight line.
    """

    guaranteed: Whole
    settled: Whole
    target: Whole
    missing: Whole
    cost: int
    slopes: Whole


def promises(commitments: Sequence[Commitment], cost: int, slopes: Sequence[int]) -> Promises:
    """The arrays of these commitments."""
    return Promises(
        np.array([each.guaranteed for each in commitments], dtype=np.int64),
        np.array([each.settled for each in commitments], dtype=np.int64),
        np.array([-1 if each.target is None else each.target for each in commitments], dtype=np.int64),
        np.array([shortfall(each, 0) for each in commitments], dtype=np.int64),
        cost,
        np.array(slopes[: len(commitments)], dtype=np.int64),
    )


@compiled
def kept(promises: Promises, load: Whole) -> int:
    """What loads (m) of open minutes are worth, against none."""
    total = 0
    for number in range(len(load)):
        total += _kept(promises, number, load[number])
    return total


@compiled
def kept_at_best(promises: Promises, load: Whole, later: Whole) -> int:
    """The most that loads (m) could yet be worth beyond their slopes, once up to `later` (m) minutes are
    added.

    A shortfall is convex in the load, so the best is at one of its kinks, or where the load begins or ends.
    """
    total = 0
    for number in range(len(load)):
        first, last = load[number], load[number] + later[number]
        slope = promises.cost * promises.slopes[number]
        settled, target = promises.settled[number], promises.target[number]
        best = max(_kept(promises, number, first), _kept(promises, number, last) + slope * (last - first))
        for kink in (
            promises.guaranteed[number] - settled,
            target // 100 - settled,
            -(-target // 100) - settled,
        ):
            if first < kink < last:
                best = max(best, _kept(promises, number, kink) + slope * (kink - first))
        total += best
    return total


@compiled
def _kept(promises: Promises, number: int, load: int) -> int:
    there = promises.settled[number] + load
    short: int = max(0, 100 * (promises.guaranteed[number] - there))
    if promises.target[number] >= 0:
        short += abs(promises.target[number] - 100 * there)
    gained: int = promises.cost * (promises.missing[number] - short)
    return gained
