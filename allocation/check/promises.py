"""What loads of awards are worth against what the awards were promised."""

from dataclasses import dataclass

import numpy as np

from allocation.check.provider_sets import Whole
from allocation.problem import Commitment
from allocation.problem.terms import shortfall


@dataclass(frozen=True, slots=True)
class Promises:
    """Commitments, the cost of each hundredth of a minute from them, and a slope for each that says what a
    minute more is taken to be worth, in units of that cost, where a bound needs a straight line.
    """

    commitments: tuple[Commitment, ...]
    cost: int
    slopes: tuple[int, ...]


def kept(promises: Promises, load: Whole) -> Whole:
    """What loads (s, m) of open minutes are worth, against none: (s)."""
    total = np.zeros(len(load), dtype=np.int64)
    for number in range(len(promises.commitments)):
        total += _kept(promises, number, load[:, number])
    return total


def kept_at_best(promises: Promises, load: Whole, later: Whole) -> Whole:
    """The most that loads could yet be worth beyond their slopes, once up to `later` (m) minutes are added.

    A shortfall is convex in the load, so the best is at one of its kinks, or where the load begins or ends.
    """
    total = np.zeros(len(load), dtype=np.int64)
    for number, each in enumerate(promises.commitments):
        first, last = load[:, number], load[:, number] + later[number]
        kinks = [0, each.guaranteed - each.settled]
        if each.target is not None:
            kinks += [each.target // 100 - each.settled, -(-each.target // 100) - each.settled]
        slope = promises.cost * promises.slopes[number]
        ends = [last, *(np.clip(np.int64(kink), first, last) for kink in kinks)]
        total += np.max([_kept(promises, number, end) + slope * (end - first) for end in ends], axis=0)
    return total


def _kept(promises: Promises, number: int, load: Whole) -> Whole:
    each = promises.commitments[number]
    there = each.settled + load
    short: Whole = np.maximum(0, 100 * (each.guaranteed - there))
    if each.target is not None:
        short = short + np.abs(each.target - 100 * there)
    return promises.cost * (shortfall(each, 0) - short)
