"""Care that stands, many packages as one: what shares and guarantees ask of a county's live book.

Of care that stays only its provider, the award at which it stays and its minutes matter to somebody else, and
the rules find that award by a few of its fields. So packages that agree in these are read in short lines and
put into the round as one package with the visits of all; those of which more has to be known are named.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

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
    alike: dict[_Kind, list[CareLine]] = defaultdict(list)
    kinds = _Kinds(round_, names)
    for line in lines:
        alike[kinds.of(line)].append(line)
    packages, placements = list(round_.packages), list(round_.placements)
    for kind, same in alike.items():
        package = _package(kind, same, names)
        packages.append(package)
        placements.append(_placement(package.package, kind, same[0], names))
    packages.sort(key=lambda each: each.package)
    return replace(round_, packages=tuple(packages), placements=in_order(placements))


class _Kind(NamedTuple):
    """What rules and shares ask of care that stays, as far as any rule of the round would notice it.

    `place` tells areas and services apart that are not in the same lots, `terms` and `suspensions` starts
    between which the rules may change.
    """

    provider: str
    contract: str | None
    lot: str | None
    place: int
    needs: tuple[str, ...]
    specialist: bool
    double_up: bool
    terms: int
    suspensions: int
    before: bool


class _Kinds:
    """Finds the kind of a line. What it looks up is kept, because there are thousands and they are alike."""

    def __init__(self, round_: Round, names: Names) -> None:
        self._round, self._names = round_, names
        self._skills = {names.id("provider", each.provider): set(each.skills) for each in round_.providers}
        self._capped = any(step.rate_cap is not None for step in round_.steps)
        self._doubles = round_.policy.double_up_skill is not None
        self._terms, self._suspensions = changes_of_terms(round_), changes_of_suspensions(round_)
        self._covers: dict[tuple[bool, ...], int] = {}
        self.place = cache(self._place)
        self.start = cache(self._start)

    def of(self, line: CareLine) -> _Kind:
        """The line's kind."""
        return _Kind(
            line.provider,
            line.contract,
            line.lot,
            self.place(line.area, line.service),
            () if self._skills[line.provider].issuperset(line.needs) else line.needs,
            line.specialist and self._capped,
            line.double_up and self._doubles,
            *self.start(line.wanted_start),
            before_weeks(self._round, line.since),
        )

    def _place(self, area: str, service: str) -> int:
        label = self._names.label("area", area)
        lots = tuple(lot.covers(label, service) for lot in self._round.lots)
        return self._covers.setdefault(lots, len(self._covers))

    def _start(self, wanted: date | None) -> tuple[int, int]:
        day = wanted or self._round.day
        return bisect(self._terms, max(day, self._round.day)), bisect(self._suspensions, day)


def _package(kind: _Kind, same: Sequence[CareLine], names: Names) -> Package:
    first = same[0]
    return Package(
        package=first.package,  # an id, and no package's reference
        area=names.label("area", first.area),
        priority=Priority.LOW,
        visits=tuple(_visits(sum(line.minutes for line in same), double_up=kind.double_up)),
        service=first.service,
        needs=kind.needs,
        specialist=kind.specialist,
        wanted_start=first.wanted_start,
    )


def _placement(package: str, kind: _Kind, first: CareLine, names: Names) -> Placement:
    return Placement(
        package=package,
        provider=names.label("provider", kind.provider),
        kind=PlacementKind.LIVE,
        contract=names.label("contract", kind.contract) if kind.contract else None,
        lot=names.label("lot", kind.lot) if kind.lot else None,
        since=first.since,
    )


def _visits(minutes: int, *, double_up: bool) -> Iterator[Visit]:
    """Visits of so many staff minutes a week in all, one of them by two care workers where it matters."""
    if double_up:
        yield Visit(minutes=1, times=1, workers=2)
        minutes -= 2
    if minutes:
        yield Visit(minutes=minutes, times=1)


def minutes_of(
    places: Mapping[tuple[str, str], tuple[int, int]], lines: Iterable[CareLine], index_: Index, names: Names
) -> dict[tuple[str, str], tuple[int, int]]:
    """What shares are taken of, as `Index.minutes` has it: all care of these places (by area id), less what
    was live before the weeks of which shares are taken. For that all live care has to be in the lines, or in
    the index, which is that of the round without them.
    """
    before: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        if before_weeks(index_.round_, line.since):
            before[line.area, line.service] += line.minutes
    for package in index_.packages.values():
        for part in package.parts:
            if index_.before_shares(package.package, part.number):
                place = (names.id("area", package.area), package.service.casefold())
                before[place] += part.staff_minutes
    return {
        (names.label("area", area), service): (whole - before[area, service], largest)
        for (area, service), (whole, largest) in places.items()
    }
