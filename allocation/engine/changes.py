"""One small change after another, compiled: ruin a little of a plan, recreate it otherwise, keep it or not.

`allocation.engine.recreate` says what for, and where it comes from.
"""

from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allocation.compiled import compiled
from allocation.engine.ground import Ground, Real, State, Whole, away, earn, fits, put, take

Dice = NDArray[np.uint64]

FALL, DEPTH = 1.0, 1.0
"""What falling under an aim that is held costs at once, and for each unit of it."""
FELT = 4.0
"""What a unit of an aim that is held weighs where an option is picked."""
TAKEN, TRIED = 4, 4
"""Packages that one change takes from a provider at most, and looks at there to find some that wait."""
BLINK = 8
"""Percent of options that are passed over unseen."""


class Taste(NamedTuple):
    """What a run wants: `focus`, the aim in question; the signed values of earlier ones that are `held`; for
    all aims what is one `unit` of change and what each weighs; and what each option costs by that.
    """

    focus: int
    held: Whole
    unit: Real
    weight: Real
    cost: Real


class Desk(NamedTuple):
    """Where a change is laid out: options that were left (`gone`), packages to put (`waiting`, by `urgency`),
    those that were (`placed`), and for each package the change in which it was last `seen`.
    """

    gone: Whole
    waiting: Whole
    urgency: Real
    placed: Whole
    seen: Whole


class Schedule(NamedTuple):
    """How many changes, how warm at first, and by what factor cooler after each."""

    changes: int
    warmth: float
    cooling: float


@compiled
def _die(dice: Dice, sides: int) -> int:
    """The next throw (Marsaglia, "Xorshift RNGs", 2003): 0 to `sides` - 1."""
    number = dice[0]
    number ^= number << np.uint64(13)
    number ^= number >> np.uint64(7)
    number ^= number << np.uint64(17)
    dice[0] = number
    return int(np.int64((number >> np.uint64(33)) % np.uint64(sides)))


@compiled
def _cost(taste: Taste, values: Whole) -> float:
    """How far a plan is from what is wanted: falling under a held value costs more than the focus gains."""
    cost = 0.0
    for aim in range(len(values)):
        if aim >= taste.focus:
            cost -= taste.weight[aim] * values[aim]
        elif values[aim] < taste.held[aim]:
            cost += FALL + DEPTH * (taste.held[aim] - values[aim]) / taste.unit[aim]
    return cost


@compiled
def _better(one: Whole, other: Whole) -> bool:
    """Whether signed aims are better in their order."""
    for aim in range(len(one)):
        if one[aim] != other[aim]:
            return bool(one[aim] > other[aim])
    return False


@compiled
def _felt(taste: Taste, aim: int) -> float:
    """What one step of an aim weighs where an option is picked; nothing where the policy has no such aim."""
    if aim < 0:
        return 0.0
    return float(taste.weight[aim] if aim >= taste.focus else FELT / taste.unit[aim])


@compiled
def _price(ground: Ground, state: State, taste: Taste, option: int) -> float:
    """What an option costs in this plan."""
    price = taste.cost[option]
    promise, pair = ground.promise[option], ground.pair[option]
    if promise >= 0:
        load = state.load[promise]
        more = away(ground, promise, load + ground.minutes[ground.part[option]])
        price += _felt(taste, ground.promise_aim) * (more - away(ground, promise, load))
    if pair >= 0 and state.opened[pair] == 0:
        price += _felt(taste, ground.pair_aim)
    return float(price)


@compiled
def _option(ground: Ground, state: State, taste: Taste, dice: Dice, part: int) -> int:
    """Where to put a part: mostly the cheapest option with room; now and then any; -1 if there is none."""
    wild = _die(dice, 100) < BLINK
    best, least, seen = -1, 0.0, 0
    for option in range(ground.options[part], ground.options[part + 1]):
        if not fits(ground, state, option):
            continue
        if wild:
            seen += 1
            if _die(dice, seen) == 0:
                best = option
        elif _die(dice, 100) >= BLINK:
            price = _price(ground, state, taste, option)
            if best < 0 or price < least:
                best, least = option, price
    return best


@compiled
def _place(ground: Ground, state: State, taste: Taste, dice: Dice, package: int) -> bool:
    """Put a package with all its parts, or leave it out. Says which."""
    first = ground.members_at[package]
    for member in range(first, ground.members_at[package + 1]):
        option = _option(ground, state, taste, dice, ground.members[member])
        if option < 0:
            for before in range(first, member):
                take(ground, state, ground.members[before])
            return False
        put(ground, state, option)
    earn(ground, state, package, 1)
    return True


@compiled
def _urgency(ground: Ground, dice: Dice, package: int, mode: int, first: bool) -> float:
    """By what packages are put back: by priority, and within it at random, small or large ones first; or the
    one that began it first and the others at random.
    """
    noise = _die(dice, 1000)
    if mode == 0:
        return -1.0 if first else float(noise)
    tier = -1.0 if ground.pinned[package] else float(ground.tier[package])
    minutes = 0
    for member in range(ground.members_at[package], ground.members_at[package + 1]):
        minutes += ground.minutes[ground.members[member]]
    if mode == 1:
        return tier * 1e7 + noise
    return tier * 1e7 + (1 if mode == 2 else -1) * minutes * (600 + noise) / 1000


@compiled
def _ruin(ground: Ground, state: State, dice: Dice, desk: Desk, change: int) -> tuple[int, int]:
    """Take a few packages from a provider or two. How many are to be put, and how many options were left."""
    part = _die(dice, len(ground.package))
    for _ in range(4 * _die(dice, 2)):  # every other time rather one that waits
        if state.choice[part] >= 0:
            part = _die(dice, len(ground.package))
    some = ground.options[part + 1] - ground.options[part]
    if some == 0:
        return 0, 0
    wait = _wait(desk, ground.package[part], change, 0)
    go = _take_out(ground, state, desk, ground.package[part], 0) if state.choice[part] >= 0 else 0
    provider = ground.provider[ground.options[part] + _die(dice, some)]
    for _ in range(1 + _die(dice, 2)):
        first, count = ground.could_at[provider], ground.could_at[provider + 1] - ground.could_at[provider]
        for _ in range(1 + _die(dice, TAKEN)):
            if state.many[provider] > 0:
                package = ground.package[state.there[first + _die(dice, state.many[provider])]]
                wait = _wait(desk, package, change, wait)
                go = _take_out(ground, state, desk, package, go)
        for _ in range(TRIED):
            other = ground.could[first + _die(dice, count)]
            if state.choice[other] < 0:
                wait = _wait(desk, ground.package[other], change, wait)
        near = ground.part[desk.gone[_die(dice, go)]] if go else part
        some = ground.options[near + 1] - ground.options[near]
        provider = ground.provider[ground.options[near] + _die(dice, some)]
    return wait, go


@compiled
def _wait(desk: Desk, package: int, change: int, wait: int) -> int:
    """Have a package wait to be put, once. How many wait by now."""
    if desk.seen[package] == change:
        return wait
    desk.waiting[wait], desk.seen[package] = package, change
    return wait + 1


@compiled
def _take_out(ground: Ground, state: State, desk: Desk, package: int, go: int) -> int:
    """Take a package from where it is, and note its options. How many are noted by now."""
    for member in range(ground.members_at[package], ground.members_at[package + 1]):
        part = ground.members[member]
        desk.gone[go] = state.choice[part]
        take(ground, state, part)
        go += 1
    earn(ground, state, package, -1)
    return go


@compiled
def _recreate(
    ground: Ground, state: State, taste: Taste, dice: Dice, desk: Desk, wait: int
) -> tuple[int, bool]:
    """Put packages that wait, where there is room. How many were put, and whether all pinned ones were."""
    mode = _die(dice, 4)
    for number in range(wait):
        desk.urgency[number] = _urgency(ground, dice, desk.waiting[number], mode, number == 0)
    _sort(desk.urgency, desk.waiting, wait)
    came, kept = 0, True
    for number in range(wait):
        package = desk.waiting[number]
        if _place(ground, state, taste, dice, package):
            desk.placed[came] = package
            came += 1
        elif ground.pinned[package]:
            kept = False
    return came, kept


@compiled
def _restore(ground: Ground, state: State, desk: Desk, came: int, go: int) -> None:
    """As it was before the change, but for the aims' values."""
    for number in range(came):
        package = desk.placed[number]
        for member in range(ground.members_at[package], ground.members_at[package + 1]):
            take(ground, state, ground.members[member])
    for number in range(go):
        put(ground, state, desk.gone[number])


@compiled
def walk(
    ground: Ground,
    state: State,
    taste: Taste,
    dice: Dice,
    desk: Desk,
    best: Whole,
    best_values: Whole,
    schedule: Schedule,
) -> bool:
    """Change a plan so often. What is better than `best_values` goes there and into `best`: says if so."""
    before = state.values.copy()
    cost, found, warmth = _cost(taste, state.values), False, schedule.warmth
    desk.seen[:] = 0
    for change in range(1, schedule.changes + 1):
        warmth *= schedule.cooling
        before[:] = state.values
        wait, go = _ruin(ground, state, dice, desk, change)
        came, kept = _recreate(ground, state, taste, dice, desk, wait)
        now = _cost(taste, state.values)
        if kept and now <= cost - warmth * log((1 + _die(dice, 1 << 30)) / (1 << 30)):
            cost = now
            if _better(state.values, best_values):
                best_values[:], best[:] = state.values, state.choice
                found = True
        else:
            _restore(ground, state, desk, came, go)
            state.values[:] = before
    return found


@compiled
def _sort(key: Real, what: Whole, count: int) -> None:
    """By insertion: there are only a few."""
    for number in range(1, count):
        here, there, at = key[number], what[number], number
        while at > 0 and key[at - 1] > here:
            key[at], what[at] = key[at - 1], what[at - 1]
            at -= 1
        key[at], what[at] = here, there
