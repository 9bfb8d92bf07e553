"""The two tests of justice (DESIGN, "Justice"): order and priority.

"Has room for it" means: with everything else in the plan as it is, adding it leaves the plan valid, largest
share included. Each test is one pass over the parts; live, held and most pinned parts are no open parts, and
those pinned parts that are open belong to a `pinned` package: none is ever set aside or tested.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from allocation.problem import OpenPackage, Option, Problem
from allocation.problem.fit import fit_together, fits, give_back, left_of, take


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken test: `part` (an open part's index) could have had its option number `option`.

    `test` is "order" (an earlier step, or any award for an unplaced part), "rank" (an earlier rank of its own
    step) or "priority" (once parts of strictly lower priority were set aside).
    """

    test: str
    part: int
    option: int


def before(problem: Problem, one: Option, other: Option) -> str | None:
    """Which order puts `one` before `other`: "order" by step, "rank" within one ranked step, or None."""
    if one.step < other.step:
        return "order"
    same = one.step == other.step and one.award.contract == other.award.contract
    ranked = (one.award.contract, one.step) in problem.rank_steps
    return "rank" if same and ranked and one.rank < other.rank else None


def breaches(problem: Problem, chosen: Sequence[int | None]) -> Iterator[Breach]:
    """Every breach of the two tests, part by part; none means that a valid plan is justified."""
    left = left_of(problem, chosen)
    yield from _order(problem, chosen, left)
    yield from _unplaced(problem, chosen, left)


def room_by_tier(problem: Problem, chosen: Sequence[int | None]) -> dict[int, list[int]]:
    """For each tier what would be left of the limits once parts of strictly lower priority were set aside."""
    return _left_by_tier(problem, chosen, left_of(problem, chosen))


def comes_first(
    problem: Problem,
    chosen: Sequence[int | None],
    tier: int,
    rooms: Mapping[int, Sequence[int]],
    more: Mapping[int, int],
) -> str | None:
    """The first package that waits, of higher priority than a tier, for which there would be room if these
    limits had so many minutes `more` and parts of lower priority than its own were set aside. `rooms` are the
    plan's by tier.
    """
    for package in problem.packages:
        waits = not package.pinned and any(chosen[part] is None for part in package.parts)
        if package.tier < tier and waits and _could_use(problem, package, more):
            room = list(rooms[package.tier])
            for limit, minutes in more.items():
                room[limit] += minutes
            _set_aside(problem, chosen, package, room)
            if fit_together(problem, package.parts, room) is not None:
                return package.package
    return None


def _could_use(problem: Problem, package: OpenPackage, limits: Collection[int]) -> bool:
    options = (option for part in package.parts for option in problem.parts[part].options)
    return any(limit in limits for option in options for limit, _ in option.uses)


def _order(problem: Problem, chosen: Sequence[int | None], left: list[int]) -> Iterator[Breach]:
    for number, part in enumerate(problem.parts):
        current = chosen[number]
        if current is None or problem.pinned(number):
            continue
        at = part.options[current]
        give_back(at, left)
        for other, option in enumerate(part.options):
            test = before(problem, option, at)
            if test and fits(option, left):
                yield Breach(test, number, other)
                break
        take(at, left)


def _unplaced(problem: Problem, chosen: Sequence[int | None], left: list[int]) -> Iterator[Breach]:
    """Both tests for packages that are not placed whole, their open parts together."""
    by_tier = _left_by_tier(problem, chosen, left)
    for package in problem.packages:
        if package.pinned or all(chosen[part] is not None for part in package.parts):
            continue
        for test, room in (("order", left), ("priority", by_tier[package.tier])):
            mine = list(room)
            _set_aside(problem, chosen, package, mine)
            found = fit_together(problem, package.parts, mine)
            if found is not None:
                yield Breach(test, package.parts[0], found[0])
                break


def _left_by_tier(problem: Problem, chosen: Sequence[int | None], left: list[int]) -> dict[int, list[int]]:
    """What is left for each tier once placed parts of strictly lower priority were set aside."""
    by_tier = {3: left}
    for tier in (2, 1, 0):
        by_tier[tier] = list(by_tier[tier + 1])
        for package in problem.packages:
            if package.tier == tier + 1 and not package.pinned:
                _set_aside(problem, chosen, package, by_tier[tier])
    return by_tier


def _set_aside(problem: Problem, chosen: Sequence[int | None], package: OpenPackage, left: list[int]) -> None:
    for part in package.parts:
        number = chosen[part]
        if number is not None:
            give_back(problem.parts[part].options[number], left)
