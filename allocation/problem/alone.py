"""One package and what bears on it: as if a round had no other that is open.

A limit belongs to one provider, so only what is settled at the providers of covering awards matters.
"""

from collections.abc import Iterator

from allocation.index import Index
from allocation.model import Award, Package, PlacementKind
from allocation.problem.build import build_alone
from allocation.problem.candidates import Finder
from allocation.problem.values import Problem


def alone(finder: Finder, package: Package) -> Problem:
    """The problem of one package with everything settled that bears on it, and nothing else open; its limits
    say what is left for it.
    """
    return build_alone(finder, package, _settled_nearby(finder.index, package))


def covering(index: Index, package: Package) -> list[Award]:
    """The awards on lots that have the package's area and service, by key."""
    lots = {lot.lot for lot in index.round_.lots if lot.covers(package.area, package.service)}
    return [award for award in index.awards.values() if award.lot in lots]


def _settled_nearby(index: Index, package: Package) -> Iterator[Package]:
    """The other packages that are settled at a provider which this one could go to, as far as they matter.

    What was promised since the returns, and pins, use room. Live care uses none: it matters where an award
    that covers the package has a largest share, a target or a guarantee; and where a pin leaves it open at
    which award of its provider it is kept, which may depend on any of its shares.
    """
    awards = covering(index, package)
    near = {award.provider for award in awards}
    counted = {award.provider for award in awards if counts(award)}
    loose = {
        placement.provider
        for placement in index.round_.placements
        if placement.kind is PlacementKind.PIN and None in (placement.contract, placement.lot)
    }
    if loose & near:
        counted |= {
            award.provider for award in index.awards.values() if award.provider in loose and counts(award)
        }
    found = {
        placement.package
        for placement in index.round_.placements
        if placement.provider in (counted if placement.kind is PlacementKind.LIVE else near)
        and placement.kind is not PlacementKind.RELEASE
    }
    return (index.packages[reference] for reference in sorted(found - {package.package}))


def counts(award: Award) -> bool:
    """Whether it matters how much care the award has already."""
    promised = award.guaranteed_minutes or award.target_share is not None
    return bool(promised) or award.max_share is not None
