"""Seeks the rounded row of one limit that shares break most, some parts counted by what they leave.

Parts that are mostly there are counted so at first; the row is divided by what the others use, by halves of
that and so on, and then parts that stand between are tried the other way (the separation of Marchand and
Wolsey, "Aggregation and mixed integer rounding to solve MIPs", 2001, for a single row). `plain` seeks those
where no part is counted so, which is most of what there is and much sooner done. How far a row is broken is
measured by the distance to it, so that rows of unlike amounts compare.
"""

from math import sqrt

import numpy as np

from allocation.check.rounded import rounded
from allocation.compiled import compiled
from allocation.engine.ground import Real, Whole

MOSTLY = 0.5
"""The share from which a part is counted by what it leaves, at first."""
BETWEEN = 1e-4
"""How far from 0 and from 1 a share is in between."""
DIVISORS, HALVES, TURNS = 12, 3, 12
"""Divisors that are tried, how often the best one is halved, and parts that are tried the other way."""
WORST = 3
"""Rows of one limit that are found at once."""
LITTLE = 0.01
"""What is over when a row is divided, as a share of the divisor, below which the row says little."""


@compiled
def broken_by(used: Whole, share: Real, turned: Whole, room: int, times: int, divisor: int) -> float:
    """How far shares of parts that use so much are from the rounded row; 0 or less where they keep it."""
    left = room
    for part in range(len(used)):
        if turned[part]:
            left -= used[part]
    over = times * left - times * left // divisor * divisor
    if over < LITTLE * divisor:
        return 0.0
    beyond, length = -float(rounded(left, times, divisor, over)), 0.0
    for part in range(len(used)):
        if turned[part]:
            amount = -rounded(-used[part], times, divisor, over)
            beyond += amount * (share[part] - 1.0)
        else:
            amount = rounded(used[part], times, divisor, over)
            beyond += amount * share[part]
        length += float(amount) * amount
    return beyond / sqrt(length) if length > 0 else 0.0


@compiled
def plain(
    starts: Whole, used: Whole, share: Real, room: Whole, by: Whole, fits: int
) -> tuple[Whole, Whole, Real]:
    """By what (times, divisor) each limit's row is to be multiplied and divided so that it is broken most, no
    part counted by what it leaves, and by what share of its bound (0: not at all); the worst three of each
    limit. What is there of a limit stands from its start on; `by` are amounts to divide by.
    """
    limits = len(starts) - 1
    times, divisors = np.ones((limits, WORST), dtype=np.int64), np.ones((limits, WORST), dtype=np.int64)
    worst = np.zeros((limits, WORST))
    for limit in range(limits):
        first, last, most_room = starts[limit], starts[limit + 1], room[limit]
        for number in range(fits + len(by)):
            if first == last or most_room <= 0:
                break
            multiple = 2 * (number + 2) if number < fits else 1
            divisor = 2 * most_room + 1 if number < fits else by[number - fits]
            over = multiple * most_room % divisor
            most = rounded(most_room, multiple, divisor, over)
            if most <= 0:
                continue
            total = 0.0
            for use in range(first, last):
                total += rounded(used[use], multiple, divisor, over) * share[use]
            beyond, place = total / most - 1.0, WORST
            while place > 0 and beyond > worst[limit, place - 1]:
                place -= 1
            for later in range(WORST - 1, place, -1):
                worst[limit, later] = worst[limit, later - 1]
                times[limit, later], divisors[limit, later] = (
                    times[limit, later - 1],
                    divisors[limit, later - 1],
                )
            if place < WORST:
                worst[limit, place], times[limit, place], divisors[limit, place] = beyond, multiple, divisor
    return times, divisors, worst


@compiled
def _divide(used: Whole, share: Real, turned: Whole, room: int, order: Whole) -> tuple[float, int]:
    """By which of the amounts that parts use the row is best divided, and how far it is broken then."""
    best, divisor, tried = 0.0, 0, 0
    seen = np.zeros(len(used), dtype=np.int64)
    for part in order:
        if tried == DIVISORS:
            break
        if used[part] not in seen[:tried]:
            seen[tried] = used[part]
            tried += 1
            far = broken_by(used, share, turned, room, 1, used[part])
            if far > best:
                best, divisor = far, used[part]
    return best, divisor


@compiled
def separate(used: Whole, share: Real, room: int, turned: Whole) -> tuple[float, int, int]:
    """The row that is broken most: how far, and by what it is multiplied and divided. `turned` (k) then says
    which of the parts are counted by what they leave.
    """
    between = np.minimum(share, 1.0 - share)
    order = np.argsort(-between, kind="mergesort")
    order = order[between[order] > BETWEEN]
    turned[:] = share > MOSTLY
    best, divisor = _divide(used, share, turned, room, order)
    times = 1
    if divisor == 0:
        return 0.0, 1, 0
    for half in range(1, HALVES + 1):
        far = broken_by(used, share, turned, room, 1 << half, divisor)
        if far > best:
            best, times = far, 1 << half
    for part in order[:TURNS]:
        turned[part] = 1 - turned[part]
        far = broken_by(used, share, turned, room, times, divisor)
        if far > best:
            best = far
        else:
            turned[part] = 1 - turned[part]
    return best, times, divisor


@compiled
def covers(
    starts: Whole, part: Whole, used: Whole, share: Real, room: Whole, full: float
) -> tuple[Real, Whole, Whole, Whole, Whole]:
    """The row of each limit that is broken most, of limits whose room is taken to such a part: how far (0:
    not at all), and by what it is multiplied and divided. Then for each part there, at its first pick, what
    its picks use at least, and whether it is counted by what it leaves. What is there of a limit stands from
    its start on, by parts.
    """
    limits = len(room)
    far, times, divisors = np.zeros(limits), np.ones(limits, dtype=np.int64), np.ones(limits, dtype=np.int64)
    least, turned = np.zeros(len(part), dtype=np.int64), np.zeros(len(part), dtype=np.int64)
    for limit in range(limits):
        first, last = starts[limit], starts[limit + 1]
        if (used[first:last] * share[first:last]).sum() <= full * room[limit]:
            continue
        head = np.zeros(last - first, dtype=np.int64)
        fewest, placed = np.zeros(last - first, dtype=np.int64), np.zeros(last - first)
        many = 0
        for pick in range(first, last):
            if pick == first or part[pick] != part[pick - 1]:
                head[many], fewest[many] = pick, used[pick]
                many += 1
            fewest[many - 1] = min(fewest[many - 1], used[pick])
            placed[many - 1] += share[pick]
        here = np.zeros(many, dtype=np.int64)
        far[limit], times[limit], divisors[limit] = separate(fewest[:many], placed[:many], room[limit], here)
        least[head[:many]], turned[head[:many]] = fewest[:many], here
    return far, times, divisors, least, turned
