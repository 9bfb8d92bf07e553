"""Two plans, person by person: who is elsewhere, whose move made room for whom, and what that bought.

Moves hang together where one made room for another: had the first stayed, a figure would be passed that the
second uses. What hangs together is valued as one, by undoing it in the later plan and asking every aim again,
so what is said of it is tried and not estimated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allocation.model import AwardKey, Plan
from allocation.problem import Limit, Option, Problem
from allocation.problem.aims import AimChange, aim_changes, aim_specs, aim_values
from allocation.problem.fit import left_of
from allocation.rules.cost import weekly_pence, weekly_sixtieths

Key = tuple[str, int]
Name = tuple[object, ...]
"""What a limit is about, in whichever round: its cells, or its award."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One part that is elsewhere in the later plan. None: not placed. Pence a week, None where not placed.

    `made_room_for` are the packages that came where it was and would not fit had it stayed. `fixed`: no open
    part of the later round, so that it could not be anywhere else. `barred`: where it was is no option of it
    any more. `arrived`: the earlier plan did not know it.
    """

    package: str
    part: int
    minutes: int
    before: AwardKey | None
    after: AwardKey | None
    before_pence: int | None
    after_pence: int | None
    made_room_for: tuple[str, ...] = ()
    fixed: bool = False
    barred: bool = False
    arrived: bool = False

    @property
    def key(self) -> Key:
        """What names the part."""
        return (self.package, self.part)


@dataclass(frozen=True, slots=True)
class Together:
    """Moves that hang together, and what they bought: each aim with `now` as it would be had they all not
    been made, and `then` as it is. None: they cannot be undone, with everything else as it is.
    """

    moves: tuple[Moved, ...]
    bought: tuple[AimChange, ...] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The later plan beside the earlier one. `changes` are the aims of the whole, earlier to later.

    `gone` are parts that only the earlier plan knows.
    """

    together: tuple[Together, ...]
    changes: tuple[AimChange, ...]
    gone: tuple[Key, ...] = ()

    @property
    def moves(self) -> tuple[Moved, ...]:
        """Every part that is elsewhere."""
        return tuple(move for each in self.together for move in each.moves)


def compare(earlier: Problem, before: Plan, later: Problem, after: Plan) -> Comparison:
    """Compare two plans, of one round or of two.

    Each plan is valued in its own problem; an award that is no option of a part there counts as unplaced.
    """
    chosen = {**_options(earlier, before)}
    placed = {**_options(later, after)}
    keys = sorted(key for key, award in after.awards.items() if before.awards.get(key) != award)
    open_ = {part.key: number for number, part in enumerate(later.parts) if not later.pinned(number)}
    room = _room_left(later, after)
    used = {key: (_uses(earlier, chosen.get(key)), _uses(later, placed.get(key))) for key in keys}
    for_whom = {key: _made_room_for(key, used, room) for key in keys}
    moves = {key: _moved(earlier, before, later, after, key, for_whom[key], open_) for key in keys}
    now = aim_values(earlier, numbers_in(earlier, before))
    then = aim_values(later, numbers_in(later, after))
    known = {spec.aim for spec in aim_specs(earlier)}
    changes = tuple(change for change in aim_changes(later, {**then, **now}, then) if change.aim in known)
    groups = [
        Together(tuple(moves[key] for key in group), _bought(later, before, after, group, moves, open_))
        for group in _hanging_together(keys, for_whom)
    ]
    groups.sort(key=lambda group: _weight(later, group))
    gone = tuple(sorted(before.awards.keys() - after.awards.keys()))
    return Comparison(tuple(groups), changes, gone)


def _options(problem: Problem, plan: Plan) -> dict[Key, Option]:
    """The option of each part that the plan places, open or settled."""
    found = {(each.part.package, each.part.number): each.option for each in problem.settled}
    for part, number in zip(problem.parts, numbers_in(problem, plan), strict=True):
        if number is not None:
            found[part.key] = part.options[number]
    return found


def numbers_in(problem: Problem, plan: Plan) -> tuple[int | None, ...]:
    """Each open part's option in a plan, perhaps of another round; None where it has none there."""
    return tuple(
        next((n for n, option in enumerate(part.options) if option.award == plan.awards.get(part.key)), None)
        for part in problem.parts
    )


def _name(limit: Limit) -> Name:
    figure = limit.figure
    if figure is None:
        return ("share", limit.award)
    return ("room", figure.provider, figure.lot, figure.band, figure.days, figure.workers)


def _uses(problem: Problem, option: Option | None) -> dict[Name, int]:
    return {_name(problem.limits[number]): use for number, use in option.uses} if option else {}


def _room_left(problem: Problem, plan: Plan) -> dict[Name, int]:
    left = left_of(problem, numbers_in(problem, plan))
    return {_name(limit): minutes for limit, minutes in zip(problem.limits, left, strict=True)}


def _made_room_for(
    key: Key, used: Mapping[Key, tuple[dict[Name, int], dict[Name, int]]], room: Mapping[Name, int]
) -> tuple[Key, ...]:
    before, after = used[key]
    given = {name: use - after.get(name, 0) for name, use in before.items()}
    short = {name for name, use in given.items() if use > room.get(name, use)}
    return tuple(
        other
        for other, (had, has) in used.items()
        if other != key and any(has.get(name, 0) > had.get(name, 0) for name in short)
    )


def _moved(
    earlier: Problem,
    before: Plan,
    later: Problem,
    after: Plan,
    key: Key,
    for_whom: Sequence[Key],
    open_: Mapping[Key, int],
) -> Moved:
    was, now = before.awards.get(key), after.awards[key]
    number = open_.get(key)
    options = later.parts[number].options if number is not None else ()
    return Moved(
        package=key[0],
        part=key[1],
        minutes=_minutes(later, key),
        before=was,
        after=now,
        before_pence=_pence(earlier, key, was),
        after_pence=_pence(later, key, now),
        made_room_for=tuple(dict.fromkeys(other for other, _ in for_whom)),
        fixed=number is None,
        barred=number is not None and was is not None and all(option.award != was for option in options),
        arrived=key not in before.awards,
    )


def _minutes(problem: Problem, key: Key) -> int:
    parts = problem.index.packages[key[0]].parts
    return next(part.staff_minutes for part in parts if part.number == key[1])


def _pence(problem: Problem, key: Key, award: AwardKey | None) -> int | None:
    found = problem.index.awards.get(award) if award is not None else None
    if found is None or key[0] not in problem.index.packages:
        return None
    rate = found.rate_for(problem.index.packages[key[0]].specialist)
    return weekly_pence(weekly_sixtieths(_minutes(problem, key), rate))


def _hanging_together(keys: Sequence[Key], for_whom: Mapping[Key, Iterable[Key]]) -> list[list[Key]]:
    """The parts in groups that no room was made across, packages whole."""
    group = {key: {key} for key in keys}

    def unite(one: Key, other: Key) -> None:
        if group[one] is not group[other]:
            group[one] |= group[other]
            for key in group[one]:
                group[key] = group[one]

    by_package: dict[str, Key] = {}
    for key in keys:
        unite(by_package.setdefault(key[0], key), key)
        for other in for_whom[key]:
            unite(key, other)
    return [sorted(each) for each in {id(each): each for each in group.values()}.values()]


def _bought(
    problem: Problem,
    before: Plan,
    after: Plan,
    group: Iterable[Key],
    moves: Mapping[Key, Moved],
    open_: Mapping[Key, int],
) -> tuple[AimChange, ...] | None:
    chosen = list(numbers_in(problem, after))
    then = aim_values(problem, chosen)
    was = numbers_in(problem, before)
    for key in group:
        if moves[key].fixed or moves[key].barred:
            return None
        chosen[open_[key]] = was[open_[key]]
    for package in problem.packages:
        if len({chosen[part] is None for part in package.parts}) > 1:
            return None
    if min(left_of(problem, chosen), default=0) < 0:
        return None
    return aim_changes(problem, aim_values(problem, chosen), then)


def _weight(problem: Problem, group: Together) -> tuple[object, ...]:
    """What cannot be undone first, then what bought most in the order of the aims."""
    bought = {
        change.aim: abs(change.then - change.now) * (1 if change.better else -1)
        for change in group.bought or ()
    }
    order = [-bought.get(spec.aim, 0) for spec in aim_specs(problem)]
    return (group.bought is not None, order, group.moves[0].key)
