"""The waterfall: package by package, each at the first award in contract order that has room.

Parts that a person pinned, with a choice of awards, come before all others; they are placed in every plan.
Taken in priority order it is always valid and justified, because what is taken only grows: an award that had
no room for a package when its turn came has none at the end, and what it lacked was taken by packages of its
own or a higher priority. It is where every search starts, and what every round's summary compares with.
"""

from collections.abc import Iterable, Mapping

from allocation.model import AwardKey
from allocation.problem.fit import fit_together, take
from allocation.problem.values import OpenPackage, Option, Problem


def asked_in(option: Option, short: Mapping[AwardKey, int]) -> tuple[int, int, bool, int, int, AwardKey]:
    """What a part's options are sorted by, to be asked one after another.

    Within one rank of one step the provider that has the part already comes first, since staying moves nobody
    and uses no room; then the award furthest short of what it was promised (`short`), then the cheapest.
    """
    behind = max(0, short.get(option.award, 0))
    return (option.step, option.rank, not option.stays, -behind, option.excess, option.award)


def shortfalls(problem: Problem) -> dict[AwardKey, int]:
    """How far each award with a promise is short of it before anything open is placed, in hundredths of a
    minute; below zero where it has more.
    """
    return {
        each.award: max(100 * each.guaranteed, each.target or 0) - 100 * each.settled
        for each in problem.commitments
    }


def waterfall(problem: Problem) -> tuple[int | None, ...]:
    """An option number for each open part, or None; the longest wait first within a priority."""
    return _in_turn(problem, problem.packages)


def pins_first(problem: Problem) -> tuple[int | None, ...]:
    """Where the waterfall puts pinned parts, and nothing else placed; None also for those without room."""
    return _in_turn(problem, (package for package in problem.packages if package.pinned))


def _in_turn(problem: Problem, packages: Iterable[OpenPackage]) -> tuple[int | None, ...]:
    def turn(package: OpenPackage) -> tuple[bool, int, int, str]:
        return (not package.pinned, package.tier, -package.waited, package.package)

    left = [limit.minutes for limit in problem.limits]
    short = shortfalls(problem)
    chosen: list[int | None] = [None] * len(problem.parts)
    for package in sorted(packages, key=turn):
        orders = [
            sorted(
                range(len(problem.parts[part].options)),
                key=lambda number, options=problem.parts[part].options: asked_in(  # type: ignore[misc]
                    options[number], short
                ),
            )
            for part in package.parts
        ]
        found = fit_together(problem, package.parts, left, orders)
        for part, number in zip(package.parts, found or (), strict=False):
            option = problem.parts[part].options[number]
            take(option, left)
            chosen[part] = number
            if option.award in short:
                short[option.award] -= 100 * problem.parts[part].minutes
    return tuple(chosen)
