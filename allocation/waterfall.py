"""The waterfall: package by package, each at the first award in contract order that has room.

Taken in priority order it is always valid and justified, because what is taken only grows: an award that had
no room for a package when its turn came has none at the end, and what it lacked was taken by packages of its
own or a higher priority. It is where every search starts, and what every round's summary compares with.
"""

from allocation.fit import fit_together, take
from allocation.problem import OpenPackage, Problem


def waterfall(problem: Problem) -> tuple[int | None, ...]:
    """An option number for each open part, or None; the longest wait first within a priority.

    Within one rank of one step the provider that has the part already comes first, since staying moves nobody
    and uses no room; then the award furthest short of what it was promised, then the cheapest.
    """

    def turn(package: OpenPackage) -> tuple[int, int, str]:
        return (package.tier, -package.waited, package.package)

    left = [limit.minutes for limit in problem.limits]
    short = {
        each.award: max(100 * each.guaranteed, each.target or 0) - 100 * each.settled
        for each in problem.commitments
    }
    chosen: list[int | None] = [None] * len(problem.parts)
    for package in sorted(problem.packages, key=turn):
        orders = [
            sorted(
                range(len(problem.parts[part].options)),
                key=lambda number, options=problem.parts[part].options: (  # type: ignore[misc]
                    options[number].step,
                    options[number].rank,
                    not options[number].stays,
                    -max(0, short.get(options[number].award, 0)),
                    options[number].excess,
                    number,
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
