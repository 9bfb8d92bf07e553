"""Care that stands, many packages as one: what shares and guarantees ask of a county's live book.

Of care that stays only its provider, the award at which it stays and its minutes matter to somebody else, and
the rules find that award by a few of its fields. So packages that agree in these are read in short lines and
put into the round as one package with the visits of all; those of which more has to be known are named.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from allocation.index import Index, before_weeks
from allocation.lists import CareLine
from allocation.model import Package, Placement, PlacementKind, Priority, Round, Visit
from allocation.order import in_order
from allocation.problem.candidates import changes_of_suspensions, changes_of_terms
from allocation.use_cases.names import Names
from allocation.use_cases.snapshot import netted


@dataclass(frozen=True, slots=True)
class Standing:
    """Lines of live care that say all there is to know, and the ids of packages to be read themselves."""

    lines: tuple[CareLine, ...]
    others: frozenset[str]


def standing(lines: Iterable[CareLine], as_at: Mapping[tuple[str, str | None], date | None]) -> Standing:
    """Tell lines that suffice from others. What was accepted and is not netted off a return uses room, so
    its visits are asked for. `as_at` is as `snapshot.as_at_days` says, by ids.
    """
    enough: list[CareLine] = []
    others: set[str] = set()
    for line in lines:
        live = not line.accepted or (line.since and netted(line.since, line.provider, line.lot or "", as_at))
        if line.plain and live:
            enough.append(line)
        else:
            others.add(line.package)
    return Standing(tuple(enough), frozenset(others))


def with_care(round_: Round, lines: Iterable[CareLine], names: Names) -> Round:
    """The round with this care beside what it has, what no rule can tell apart as one package."""
    alike: dict[tuple[object, ...], list[CareLine]] = defaultdict(list)
    terms, suspensions = changes_of_terms(round_), changes_of_suspensions(round_)
    for line in lines:
        wanted = line.wanted_start or round_.day
        key = (
            line[1:4],
            before_weeks(round_, line.since),
            line[7:12],
            bisect(terms, max(wanted, round_.day)),
            bisect(suspensions, wanted),
        )
        alike[key].append(line)
    packages, placements = list(round_.packages), list(round_.placements)
    for package, placement in _as_one(alike.values(), names):
        packages.append(package)
        placements.append(placement)
    packages.sort(key=lambda each: each.package)
    return replace(round_, packages=tuple(packages), placements=in_order(placements))


def _as_one(alike: Iterable[list[CareLine]], names: Names) -> Iterator[tuple[Package, Placement]]:
    for same in alike:
        first = same[0]
        package = Package(
            package=first.package,  # an id, and no package's reference
            area=names.label("area", first.area),
            priority=Priority.LOW,
            visits=tuple(_visits(sum(line.minutes for line in same), double_up=first.double_up)),
            service=first.service,
            needs=first.needs,
            specialist=first.specialist,
            wanted_start=first.wanted_start,
        )
        yield (
            package,
            Placement(
                package=package.package,
                provider=names.label("provider", first.provider),
                kind=PlacementKind.LIVE,
                contract=names.label("contract", first.contract) if first.contract else None,
                lot=names.label("lot", first.lot) if first.lot else None,
                since=first.since,
            ),
        )


def _visits(minutes: int, *, double_up: bool) -> Iterator[Visit]:
    """Visits of so many staff minutes a week in all, one of them by two care workers where it matters."""
    if double_up:
        yield Visit(minutes=1, times=1, workers=2)
        minutes -= 2
    if minutes:
        yield Visit(minutes=minutes, times=1)


def minutes_of(
    index_: Index, places: Mapping[tuple[str, str], tuple[int, int]], names: Names
) -> dict[tuple[str, str], tuple[int, int]]:
    """What shares are taken of, as `Index.minutes` has it: all care of these places (by area id), less what
    was live before the weeks of which shares are taken. For that all live care has to be in the round.
    """
    before: dict[tuple[str, str], int] = defaultdict(int)
    for package in index_.packages.values():
        for part in package.parts:
            if index_.before_shares(package.package, part.number):
                before[package.area, package.service.casefold()] += part.staff_minutes
    found = {}
    for (area, service), (whole, largest) in places.items():
        place = (names.label("area", area), service)
        found[place] = (whole - before[place], largest)
    return found
