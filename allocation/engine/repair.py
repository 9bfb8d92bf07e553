"""Makes any valid plan justified: every move that Order asks for, every swap that Priority asks for.

Each of them strictly improves aims 1 to 5 (DESIGN, "Justice"), so this ends, and the plan it ends with is at
least as good in those aims as the one it began with.
"""

from collections.abc import Sequence

from allocation.check.justice import before
from allocation.problem import OpenPackage, Problem
from allocation.problem.fit import fit_together, fits, give_back, left_of, take


def justified(problem: Problem, chosen: Sequence[int | None]) -> tuple[int | None, ...]:
    """The plan after all moves and swaps. `chosen` must be valid."""
    plan = list(chosen)
    left = left_of(problem, plan)
    while _place(problem, plan, left) | _move(problem, plan, left):
        pass
    return tuple(plan)


def _place(problem: Problem, plan: list[int | None], left: list[int]) -> bool:
    """Place packages that have room, or would have once less urgent ones made way; most urgent first."""
    changed = False
    waiting = [p for p in problem.packages if not p.pinned and any(plan[part] is None for part in p.parts)]
    waiting.sort(key=lambda package: (package.tier, -package.waited, package.package))
    loads = _loads(problem, plan)
    for package in waiting:
        most = list(left)
        for tier in range(package.tier + 1, 4):
            for limit, minutes in enumerate(loads[tier]):
                most[limit] += minutes
        found = fit_together(problem, package.parts, most)
        if found is None:
            continue
        found = fit_together(problem, package.parts, left) or found
        for part, number in zip(package.parts, found, strict=True):
            plan[part] = number
            take(problem.parts[part].options[number], left)
        _make_way(problem, plan, left, package.tier)
        loads = _loads(problem, plan)
        changed = True
    return changed


def _loads(problem: Problem, plan: Sequence[int | None]) -> list[list[int]]:
    """What each tier uses of every limit and would give up: not what is pinned."""
    loads = [[0] * len(problem.limits) for _ in range(4)]
    for package in problem.packages:
        for part in package.parts if not package.pinned else ():
            number = plan[part]
            if number is not None:
                for limit, minutes in problem.parts[part].options[number].uses:
                    loads[package.tier][limit] += minutes
    return loads


def _make_way(problem: Problem, plan: list[int | None], left: list[int], tier: int) -> None:
    """Set aside packages of lower priority, least urgent first, until no limit is passed."""

    def helps(package: OpenPackage) -> bool:
        numbers = [(part, plan[part]) for part in package.parts]
        return any(
            left[limit] < 0
            for part, number in numbers
            if number is not None
            for limit, _ in problem.parts[part].options[number].uses
        )

    lower = [package for package in problem.packages if package.tier > tier and not package.pinned]
    for package in sorted(lower, key=lambda each: (-each.tier, each.waited, each.package)):
        if min(left, default=0) >= 0:
            return
        if helps(package):
            for part in package.parts:
                number = plan[part]
                if number is not None:
                    give_back(problem.parts[part].options[number], left)
                plan[part] = None


def _move(problem: Problem, plan: list[int | None], left: list[int]) -> bool:
    """Move placed parts to the first earlier step, or earlier rank of their own, that has room."""
    changed = False
    for number, part in enumerate(problem.parts):
        current = plan[number]
        if current is None or problem.pinned(number):
            continue
        at = part.options[current]
        give_back(at, left)
        for other, option in enumerate(part.options):
            if before(problem, option, at) and fits(option, left):
                plan[number] = other
                changed = True
                break
        take(part.options[plan[number] or 0], left)
    return changed
