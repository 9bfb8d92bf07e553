"""One way down the layers of a provider's picks: all partial sets of a layer at once, the best of them kept.

Compiled, and without Python's lock, so that several providers can be searched at the same time. Equal states
are found by open addressing (Knuth, "The Art of Computer Programming", 6.4).

A partial set is a row of whole numbers, its state first: the room left (d), the minutes that each promise got
(m) and the pairs opened (p). Then what was left out (w, as bits), its worth, and a tie-break. Rows stand in
one array, and what the innermost loop reads has names of its own, because a tuple of arrays costs time at
every use.
"""

from typing import NamedTuple

import numpy as np

from allocation.check.ground import Ground
from allocation.check.promises import kept, kept_at_best
from allocation.check.provider_sets import Whole
from allocation.check.tables import Tables, beyond
from allocation.compiled import compiled


class Rows(NamedTuple):
    """Rows before and after a layer; of the latter what each cannot pass, the row that it grew from and by
    which pick (-1: none); and where equal states are found.
    """

    now: Whole
    grown: Whole
    bound: Whole
    origin: Whole
    slots: Whole
    used: Whole


@compiled
def down(ground: Ground, tables: Tables, best: int, width: int) -> tuple[int, Whole, int, int]:
    """The worth of the best set found, if above `best`, and its picks (n, -1 for none of a layer); the
    highest bound of what was dropped because a layer grew wider than `width` (0: nothing was); and how many
    partial sets were looked at.
    """
    count = len(ground.first) - 1
    columns = len(ground.room) + ground.load.shape[1] + ground.later_share.shape[1] + ground.bits.shape[1] + 2
    grows = width * (1 + np.max(ground.first[1:] - ground.first[:-1]))
    rows = Rows(
        np.zeros((width, columns), dtype=np.int64),
        np.empty((grows, columns), dtype=np.int64),
        np.empty(grows, dtype=np.int64),
        np.empty((grows, 2), dtype=np.int32),
        np.full(_slots(grows), -1, dtype=np.int32),
        np.empty(grows, dtype=np.int32),
    )
    history = np.empty((count, width, 2), dtype=np.int32)
    rows.now[0, : len(ground.room)] = ground.room
    alive, dropped, steps = 1, 0, 0
    found, found_from, found_by = -1, -1, -1
    for layer in range(count):
        size, looked, better, by_from, by = _layer(ground, tables, rows, layer, alive, best)
        steps += looked
        if better > best:
            best, found, found_from, found_by = better, layer, by_from, by
        going = np.nonzero(rows.bound[:size] > best)[0]
        if len(going) > width:
            order = np.argsort(-rows.bound[going], kind="mergesort")
            dropped = max(dropped, rows.bound[going[order[width]]])
            going = going[order[:width]]
        alive = len(going)
        for number in range(alive):
            _copy(rows.grown, going[number], rows.now, number)
            history[layer, number] = rows.origin[going[number]]
    taken = np.full(count, -1, dtype=np.int64)
    for layer in range(found, -1, -1):
        taken[layer] = found_by
        if layer:
            found_from, found_by = history[layer - 1, found_from]
    return best, taken, dropped, steps


@compiled
def _layer(
    ground: Ground, tables: Tables, rows: Rows, layer: int, alive: int, best: int
) -> tuple[int, int, int, int, int]:
    """Grow every set by each of the layer's picks, and by none. How many there are then that differ and may
    pass the best; how many were looked at; and the best, the row that it grew from and by which pick.
    """
    limits, promised = len(ground.room), ground.load.shape[1]
    opened = limits + promised
    state = opened + ground.later_share.shape[1]
    worth = state + ground.bits.shape[1]
    first, now, grown, slots, used = ground.first, rows.now, rows.grown, rows.slots, rows.used
    drop_before, keep_before, uses = ground.drop_before, ground.keep_before, ground.uses
    later_share = ground.later_share
    price, step, table = tables.price, tables.step, tables.worth
    size = steps = 0
    best_from = best_by = -1
    for parent in range(alive):
        for pick in range(first[layer] - 1, first[layer + 1]):
            by = pick if pick >= first[layer] else -1
            if not (
                _follows(now, parent, state, layer, by, drop_before, keep_before)
                and _fits(now, parent, uses, by)
            ):
                continue
            steps += 1
            _copy(now, parent, grown, size)
            _grow(ground, grown, size, layer, by, state)
            value = likely = grown[size, worth]
            if promised:
                load, later = grown[size, limits:opened], ground.later_load[layer + 1]
                value += kept(ground.promises, load)
                likely += kept_at_best(ground.promises, load, later)
            if value > best:
                best, best_from, best_by = value, parent, by
            for number in range(opened, state):
                likely += grown[size, number] * later_share[layer + 1, number - opened]
            likely += beyond(price, step, table, grown, size, layer + 1, best - likely)
            if likely <= best:
                continue
            place = _place(grown, size, state, worth, slots, used)
            if place >= 0:
                rows.bound[place] = likely
                rows.origin[place, 0], rows.origin[place, 1] = parent, by
            size += place == size
    for number in range(size):
        slots[used[number]] = -1
    return size, steps, best, best_from, best_by


@compiled
def _copy(source: Whole, number: int, there: Whole, place: int) -> None:
    """One row, column by column: compiled, that is far faster than by slices."""
    for column in range(source.shape[1]):
        there[place, column] = source[number, column]


@compiled
def _follows(
    rows: Whole, number: int, state: int, layer: int, pick: int, drop_before: Whole, keep_before: Whole
) -> bool:
    """Whether no swap makes it needless to follow a set with this pick, or without the layer's part (-1)."""
    for word in range(drop_before.shape[1]):
        left_out = rows[number, state + word]
        if pick < 0 and ~left_out & drop_before[layer, word]:
            return False
        if pick >= 0 and left_out & keep_before[pick, word]:
            return False
    return True


@compiled
def _fits(rows: Whole, number: int, uses: Whole, pick: int) -> bool:
    """Whether a set leaves room for a pick, or for none (-1)."""
    fits = True
    for limit in range(uses.shape[1] if pick >= 0 else 0):
        fits &= rows[number, limit] >= uses[pick, limit]
    return fits


@compiled
def _grow(ground: Ground, rows: Whole, number: int, layer: int, pick: int, state: int) -> None:
    """Add this pick to a set, or leave the layer's part (-1)."""
    limits, words = len(ground.room), ground.bits.shape[1]
    if pick < 0:
        for word in range(words):
            rows[number, state + word] |= ground.bits[layer, word]
    else:
        rows[number, state + words] += ground.gain[pick]
        rows[number, state + words + 1] += ground.tie[pick]
        for limit in range(limits):
            rows[number, limit] -= ground.uses[pick, limit]
        for promise in range(ground.load.shape[1]):
            rows[number, limits + promise] += ground.load[pick, promise]
        opened = limits + ground.load.shape[1] + ground.group[pick]
        if ground.group[pick] >= 0 and not rows[number, opened]:
            rows[number, state + words] -= ground.pair_cost
            rows[number, opened] = 1
    for limit in range(limits):
        rows[number, limit] = min(rows[number, limit], ground.later_use[layer + 1, limit])


@compiled
def _place(rows: Whole, number: int, state: int, worth: int, slots: Whole, used: Whole) -> int:
    """Where a set is to stand: as it does; in the place of one with the same state that is worth less, or as
    much with a greater tie, to which it is copied; or nowhere (-1).
    """
    slot = _slot(rows, number, state, slots)
    other = int(slots[slot])
    if other < 0:
        slots[slot] = number
        used[number] = slot
        return number
    more = rows[number, worth] - rows[other, worth]
    if more < 0 or (more == 0 and rows[number, worth + 1] >= rows[other, worth + 1]):
        return -1
    _copy(rows, number, rows, other)
    return other


@compiled
def _slots(sets: int) -> int:
    """A power of two, so many that half of them stay empty."""
    slots = 2
    while slots < 2 * sets:
        slots *= 2
    return slots


@compiled
def _slot(rows: Whole, number: int, state: int, slots: Whole) -> int:
    """Where a row of the same state stands, or the empty slot that this one is to have."""
    mixed = 1
    for column in range(state):
        mixed = ((mixed * 1_000_003) ^ rows[number, column]) & 0x7FFFFFFF
    slot = (mixed ^ (mixed >> 15)) & (len(slots) - 1)
    while slots[slot] >= 0:
        other, same = slots[slot], True
        for column in range(state):
            same &= rows[other, column] == rows[number, column]
        if same:
            break
        slot = (slot + 1) & (len(slots) - 1)
    return slot
