"""A meeting's ceiling: the most that may be issued in one round, in pence a week (CONTRACTS, A5).

It does not bind the plan. A ceiling over all providers would make each package's place hang on every other's
price, and a council would have to show a family that a cheaper package went first. So the plan says where
each package best goes, and the ceiling says how far down the list of them the meeting gets: most urgent
first, then the longest wait. What lies beyond keeps its place for the next meeting.
"""

from collections.abc import Iterable

from allocation.index import Index
from allocation.model import AwardKey, Package, Part, PlacementKind
from allocation.rules.cost import weekly_pence, weekly_sixtieths

Placed = tuple[Package, list[tuple[Part, AwardKey]]]
"""A package with its parts and their awards."""


def package_pence(index: Index, placed: Placed) -> int:
    """Pence a week of one package, rounded once."""
    package, awards = placed
    return weekly_pence(
        sum(
            weekly_sixtieths(part.staff_minutes, index.awards[key].rate_for(package.specialist))
            for part, key in awards
        )
    )


def spends(index: Index, package: Package) -> bool:
    """Whether placing it is new spending: care that goes on, wherever it moves, is paid for already."""
    goes_on = (PlacementKind.LIVE, PlacementKind.RELEASE)
    return not any(index.placement_kind(package.package, part.number) in goes_on for part in package.parts)


def beyond_ceiling(index: Index, placed: Iterable[Placed]) -> tuple[str, ...]:
    """The packages that the ceiling does not reach, in order: the first that would pass it and all after.

    None where the policy has no ceiling.
    """
    ceiling = index.round_.policy.budget_ceiling
    if ceiling is None:
        return ()
    found = [each for each in placed if spends(index, each[0])]
    found.sort(key=lambda each: (index.priority(each[0]).order, -index.waited(each[0]), each[0].package))
    spent = 0
    for number, each in enumerate(found):
        spent += package_pence(index, each)
        if spent > ceiling:
            return tuple(package.package for package, _ in found[number:])
    return ()
