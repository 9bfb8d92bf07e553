"""Improves the incumbent by a hundred thousand small changes a second: ruin a little, recreate it otherwise.

Take a few packages from one provider or two that share parts, put them and some that wait back in another
order, keep what is better and, while the search is warm, now and then what is a little worse (Schrimpf and
others, "Record breaking optimization results using the ruin and recreate principle", 2000; places are passed
over at random as in Christiaens and Vanden Berghe, "Slack induction by string removals", 2020). It soon comes
near to the best on rounds of any size; where the last package must be packed in, exact pieces
(`allocation.engine.search`) are better.
"""

from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allocation.compiled import compiled
from allocation.engine.ground import Ground, State, Whole, away, earn, fits, ground, put, state, take
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.problem import Problem
from allocation.problem.terms import Terms

Real = NDArray[np.float64]
Dice = NDArray[np.uint64]

WARM, COLD = 0.3, 0.04
"""Temperatures at which a run begins and ends, in units of the aim in question."""
FALL, DEPTH = 1.0, 1.0
"""What falling under an aim that is held costs at once, and for each unit of it."""
FADE = 0.15
"""What each later aim weighs against the one before."""
STRIPE = 8_000
"""Changes between two looks at the meter."""
CHANGES = 50
"""Changes for a unit of work."""
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


class Recreate:
    """Run after run, from one stream of seeded dice."""

    def __init__(self, problem: Problem, known: Terms, incumbent: Incumbent, meter: Meter, seed: int) -> None:
        self.problem, self.known, self.incumbent, self.meter = problem, known, incumbent, meter
        self.ground = ground(problem, known)
        self.dice = np.array([0x9E3779B97F4A7C15 ^ (seed + 1) * 0x2545F491], dtype=np.uint64)
        self.unit = self._units()

    def _units(self) -> Real:
        """What a part typically changes each aim by."""
        amounts: list[list[int]] = [[] for _ in self.known.specs]
        for number in range(len(self.known.specs)):
            here = np.concatenate(
                [
                    self.ground.gives[self.ground.gives_aim == number],
                    self.ground.earns[self.ground.earns_aim == number],
                ]
            )
            amounts[number] = np.abs(here[here != 0]).tolist()
        if self.known.commitments >= 0:
            amounts[self.known.commitments] = (100 * self.ground.minutes).tolist()
        return np.array([max(1.0, float(np.median(each))) if each else 1.0 for each in amounts])

    def run(self, aim: int, changes: int) -> bool:
        """One cooling, for the sake of one aim and, by ever less, those after it. Says if it helped."""
        taste = self._taste(aim)
        at = state(self.problem, self.ground, self.incumbent.chosen, self.incumbent.values)
        desk = self._desk()
        best, values = at.choice.copy(), at.values.copy()
        cooling = (COLD / WARM) ** (1 / changes)
        found, warmth = False, WARM
        if not len(self.ground.part):
            changes = 0
        for begun in range(0, max(1, changes), STRIPE):
            stripe = min(STRIPE, changes - begun)
            schedule = Schedule(stripe, warmth, cooling)
            found |= _walk(self.ground, at, taste, self.dice, desk, best, values, schedule)
            warmth *= cooling**stripe
            self.meter.spend(1 + stripe // CHANGES)
        return found and self.incumbent.offer(
            tuple(
                None if option < 0 else option - start
                for option, start in zip(best.tolist(), self.ground.options.tolist(), strict=False)
            )
        )

    def _desk(self) -> Desk:
        packages = len(self.ground.tier)
        whole = [np.zeros(size, dtype=np.int64) for size in (len(self.ground.package), *(packages,) * 3)]
        return Desk(whole[0], whole[1], np.zeros(packages), whole[2], whole[3])

    def _taste(self, aim: int) -> Taste:
        later = np.arange(len(self.unit)) - aim
        weight = np.where(later >= 0, FADE ** np.maximum(later, 0) / self.unit, 0.0)
        felt = np.where(later >= 0, weight, 4.0 / self.unit)
        cost = np.zeros(len(self.ground.part))
        of_option = np.repeat(np.arange(len(cost)), np.diff(self.ground.gives_at))
        np.add.at(cost, of_option, -felt[self.ground.gives_aim] * self.ground.gives)
        return Taste(aim, np.array(self.incumbent.values, dtype=np.int64), self.unit, weight, cost)


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
    return float(taste.weight[aim] if aim >= taste.focus else 4.0 / taste.unit[aim])


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
def _walk(
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
