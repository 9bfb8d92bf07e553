"""First refusal: what contracts that are filled package by package (`batch` no) get, before any search.

The provider of such a contract is offered each package as it comes, and what it takes is then its own: a
later package does not push it out, and a better whole does not move it. So the waterfall is taken over all
open parts, in priority, then waiting order, and what it places under such a contract is settled there.
"""

from dataclasses import replace

from allocation.index import Index
from allocation.model import PlacementKind
from allocation.problem.values import OpenPackage, Problem, Settled
from allocation.problem.waterfall import waterfall


def settle_first_refusals(problem: Problem) -> Problem:
    """The problem in which packages that go by first refusal are settled where the waterfall puts them.

    A package is settled with all its open parts, since it is placed whole. One that a provider has already,
    in part or whole, does not come to anybody; it stays open.
    """
    index = problem.index
    if all(contract.batch for contract in index.contracts.values()):
        return problem
    chosen = waterfall(problem)
    taken = {
        number
        for number, package in enumerate(problem.packages)
        if not _goes_on(index, package) and _by_first_refusal(problem, package, chosen)
    }
    return _without(problem, taken, chosen) if taken else problem


def _goes_on(index: Index, package: OpenPackage) -> bool:
    kinds = (PlacementKind.LIVE, PlacementKind.RELEASE)
    parts = index.packages[package.package].parts
    return any(index.placement_kind(package.package, part.number) in kinds for part in parts)


def _by_first_refusal(problem: Problem, package: OpenPackage, chosen: tuple[int | None, ...]) -> bool:
    options = [problem.parts[part].options[n] for part in package.parts if (n := chosen[part]) is not None]
    return any(not problem.index.contracts[option.award.contract].batch for option in options)


def _without(problem: Problem, taken: set[int], chosen: tuple[int | None, ...]) -> Problem:
    """The problem with these packages' parts settled as chosen, and off the limits."""
    limits = [limit.minutes for limit in problem.limits]
    loads = {each.award: each.settled for each in problem.commitments}
    settled = list(problem.settled)
    for part, number in zip(problem.parts, chosen, strict=True):
        if part.package not in taken or number is None:
            continue
        option = part.options[number]
        settled.append(Settled(part.part, None, option))
        for limit, minutes in option.uses:
            limits[limit] -= minutes
        if option.award in loads:
            loads[option.award] += part.minutes
    stay = [number for number, part in enumerate(problem.parts) if part.package not in taken]
    place = {part: place for place, part in enumerate(stay)}
    packages = [package for number, package in enumerate(problem.packages) if number not in taken]
    named = {package.package: number for number, package in enumerate(packages)}
    return replace(
        problem,
        packages=tuple(
            replace(package, parts=tuple(place[part] for part in package.parts)) for package in packages
        ),
        parts=tuple(
            replace(part, package=named[part.part.package]) for part in (problem.parts[n] for n in stay)
        ),
        limits=tuple(
            replace(limit, minutes=left) for limit, left in zip(problem.limits, limits, strict=True)
        ),
        settled=tuple(settled),
        commitments=tuple(replace(each, settled=loads[each.award]) for each in problem.commitments),
    )
