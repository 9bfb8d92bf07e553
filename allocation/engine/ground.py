"""A problem and a plan of it as arrays, for searches that make a hundred thousand small changes a second.

Options are numbered through all parts. Lists of lists stand as two arrays: where each list starts, and all
that they hold.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allocation.check.branching import Left
from allocation.compiled import compiled
from allocation.problem import Problem
from allocation.problem.terms import Terms

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Truth = NDArray[np.bool_]


class Ground(NamedTuple):
    """What no change changes. Parts: `package`, `minutes`, `options` (where each one's start). Packages:
    `members_at` and `members` (their parts), `tier`, `pinned`, `earns_at`, `earns_aim`, `earns` (signed
    amounts for being placed). Options: `part`, `provider`, `promise` and `pair` (-1 for none), `uses_at`,
    `limit`, `uses`; `gives_at`, `gives_aim`, `gives` (signed amounts). Providers: `could_at`, `could` (the
    parts that have an option there). Promises as rows of `promises`: guaranteed, target or -1, settled.
    `promise_aim` and `pair_aim` are those aims' numbers, -1 where there is none.
    """

    package: Whole
    minutes: Whole
    options: Whole
    members_at: Whole
    members: Whole
    tier: Whole
    pinned: Whole
    earns_at: Whole
    earns_aim: Whole
    earns: Whole
    part: Whole
    provider: Whole
    promise: Whole
    pair: Whole
    uses_at: Whole
    limit: Whole
    uses: Whole
    gives_at: Whole
    gives_aim: Whole
    gives: Whole
    could_at: Whole
    could: Whole
    promises: Whole
    promise_aim: int
    pair_aim: int


class State(NamedTuple):
    """A plan: the option that each part has or -1, the `room` of each limit, the `load` of each promise, how
    many parts make each pair (`opened`), the signed aims (`values`); and for each provider, from `could_at`
    on, the parts that are `there`, how many (`many`), and where each part stands among them (`where`).
    """

    choice: Whole
    room: Whole
    load: Whole
    opened: Whole
    values: Whole
    there: Whole
    many: Whole
    where: Whole


def ground(problem: Problem, known: Terms) -> Ground:
    """The arrays of a problem."""
    options = [(part, option) for part, each in enumerate(problem.parts) for option in each.options]
    providers = {name: n for n, name in enumerate(sorted({option.award.provider for _, option in options}))}
    promise = {each.award: number for number, each in enumerate(problem.commitments)}
    could: list[list[int]] = [[] for _ in providers]
    for part, each in enumerate(problem.parts):
        for provider in sorted({providers[option.award.provider] for option in each.options}):
            could[provider].append(part)
    members_at, members = _lists([package.parts for package in problem.packages])
    uses_at, uses = _pairs([option.uses for _, option in options])
    gives_at, gives = _pairs([terms for each in known.options for terms in each])
    earns_at, earns = _pairs(known.packages)
    could_at, all_could = _lists(could)
    promises = [(c.guaranteed, -1 if c.target is None else c.target, c.settled) for c in problem.commitments]
    return Ground(
        package=_array(part.package for part in problem.parts),
        minutes=_array(part.minutes for part in problem.parts),
        options=_lists([part.options for part in problem.parts])[0],
        members_at=members_at,
        members=members,
        tier=_array(package.tier for package in problem.packages),
        pinned=_array(package.pinned for package in problem.packages),
        earns_at=earns_at,
        earns_aim=earns[:, 0].copy(),
        earns=earns[:, 1].copy(),
        part=_array(part for part, _ in options),
        provider=_array(providers[option.award.provider] for _, option in options),
        promise=_array(promise.get(o.award, -1) if known.commitments >= 0 else -1 for _, o in options),
        pair=_array(-1 if known.pairs < 0 or o.pair in known.known_pairs else o.pair for _, o in options),
        uses_at=uses_at,
        limit=uses[:, 0].copy(),
        uses=uses[:, 1].copy(),
        gives_at=gives_at,
        gives_aim=gives[:, 0].copy(),
        gives=gives[:, 1].copy(),
        could_at=could_at,
        could=all_could,
        promises=np.array(promises, dtype=np.int64).reshape(-1, 3),
        promise_aim=known.commitments,
        pair_aim=known.pairs,
    )


def state(problem: Problem, ground: Ground, chosen: Sequence[int | None], values: Sequence[int]) -> State:
    """The arrays of a plan with these signed aims."""
    made = State(
        choice=np.full(len(ground.package), -1, dtype=np.int64),
        room=_array(limit.minutes for limit in problem.limits),
        load=np.zeros(len(ground.promises), dtype=np.int64),
        opened=np.zeros(len(problem.pairs), dtype=np.int64),
        values=np.zeros(len(values), dtype=np.int64),
        there=np.zeros(len(ground.could), dtype=np.int64),
        many=np.zeros(len(ground.could_at) - 1, dtype=np.int64),
        where=np.zeros(len(ground.package), dtype=np.int64),
    )
    for part, number in enumerate(chosen):
        if number is not None:
            put(ground, made, int(ground.options[part]) + number)
    made.values[:] = values
    return made


def picks_left(ground: Ground, left: Left) -> Truth:
    """(k) whether what is left has each pick."""
    keep = np.ones(len(ground.part), dtype=bool)
    starts = ground.options.tolist()
    for part, options in left.options.items():
        keep[starts[part] : starts[part + 1]] = False
        keep[[starts[part] + option for option in sorted(options)]] = True
    return keep


def _array(numbers: Iterable[int]) -> Whole:
    return np.fromiter(numbers, dtype=np.int64)


def _lists(lists: Sequence[Sequence[object]]) -> tuple[Whole, Whole]:
    starts = np.zeros(len(lists) + 1, dtype=np.int64)
    starts[1:] = np.cumsum([len(each) for each in lists])
    held = [each for several in lists for each in several if isinstance(each, int)]
    return starts, np.array(held, dtype=np.int64)


def _pairs(lists: Sequence[Sequence[tuple[int, int]]]) -> tuple[Whole, Whole]:
    starts, _ = _lists(lists)
    return starts, np.array([each for several in lists for each in several], dtype=np.int64).reshape(-1, 2)


@compiled
def away(ground: Ground, promise: int, load: int) -> int:
    """As `allocation.problem.terms.shortfall`: hundredths of a minute from what was promised."""
    guaranteed, target, settled = ground.promises[promise]
    short = max(0, 100 * (guaranteed - settled - load))
    if target >= 0:
        short += abs(target - 100 * (settled + load))
    return int(short)


@compiled
def fits(ground: Ground, state: State, option: int) -> bool:
    """Whether there is room for an option."""
    for use in range(ground.uses_at[option], ground.uses_at[option + 1]):
        if state.room[ground.limit[use]] < ground.uses[use]:
            return False
    return True


@compiled
def put(ground: Ground, state: State, option: int) -> None:
    """Place a part by an option. What its package earns is not counted here."""
    _count(ground, state, option, 1)
    pair = ground.pair[option]
    if pair >= 0:
        if state.opened[pair] == 0:
            state.values[ground.pair_aim] -= 1
        state.opened[pair] += 1
    part, provider = ground.part[option], ground.provider[option]
    state.choice[part] = option
    state.where[part] = state.many[provider]
    state.there[ground.could_at[provider] + state.many[provider]] = part
    state.many[provider] += 1


@compiled
def take(ground: Ground, state: State, part: int) -> None:
    """Take a part from where it is."""
    option = state.choice[part]
    _count(ground, state, option, -1)
    pair = ground.pair[option]
    if pair >= 0:
        state.opened[pair] -= 1
        if state.opened[pair] == 0:
            state.values[ground.pair_aim] += 1
    provider = ground.provider[option]
    state.choice[part] = -1
    state.many[provider] -= 1
    last = state.there[ground.could_at[provider] + state.many[provider]]
    state.there[ground.could_at[provider] + state.where[part]] = last
    state.where[last] = state.where[part]


@compiled
def _count(ground: Ground, state: State, option: int, sign: int) -> None:
    for use in range(ground.uses_at[option], ground.uses_at[option + 1]):
        state.room[ground.limit[use]] -= sign * ground.uses[use]
    for term in range(ground.gives_at[option], ground.gives_at[option + 1]):
        state.values[ground.gives_aim[term]] += sign * ground.gives[term]
    promise = ground.promise[option]
    if promise >= 0:
        state.values[ground.promise_aim] += away(ground, promise, state.load[promise])
        state.load[promise] += sign * ground.minutes[ground.part[option]]
        state.values[ground.promise_aim] -= away(ground, promise, state.load[promise])


@compiled
def earn(ground: Ground, state: State, package: int, sign: int) -> None:
    """Count a package as placed (1) or no longer so (-1)."""
    for term in range(ground.earns_at[package], ground.earns_at[package + 1]):
        state.values[ground.earns_aim[term]] += sign * ground.earns[term]
