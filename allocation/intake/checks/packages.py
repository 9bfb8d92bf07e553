"""Packages and their visits: areas found, clock times explained, parts allowed, visits there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from allocation.errors import Fault
from allocation.intake.care_kinds import widening
from allocation.intake.codes import Code
from allocation.intake.columns import Cells
from allocation.intake.council import Council
from allocation.intake.kinds import MOST_CARE_HOURS
from allocation.intake.layout import areas, capacity, packages, visits
from allocation.intake.references import Sheets

_MOST_MINUTES = 60 * MOST_CARE_HOURS


def areas_by_postcode(sheets: Sheets) -> dict[str, str]:
    """The area of each postcode, sector or district that areas.csv names."""
    return {
        postcode: cells[areas.AREA]
        for cells in reversed(sheets["areas"].rows)
        if cells.has(areas.AREA, areas.POSTCODES)
        for postcode in cells[areas.POSTCODES]
    }


def area_of(cells: Cells, by_postcode: dict[str, str]) -> str | None:
    """The package's area: as given, else by the narrowest part of its postcode that an area names."""
    return cells[packages.AREA] or _by_postcode(cells, by_postcode)


def _by_postcode(cells: Cells, by_postcode: dict[str, str]) -> str | None:
    postcode = cells[packages.POSTCODE_]
    found = (
        (by_postcode[place] for place in widening(postcode) if place in by_postcode) if postcode else iter(())
    )
    return next(found, None)


def postcode_twice(sheets: Sheets) -> Iterator[Fault]:
    """A postcode that two areas claim."""
    first: dict[str, Cells] = {}
    for cells in sheets["areas"].rows:
        for postcode in cells[areas.POSTCODES] if cells.has(areas.POSTCODES) else ():
            if first.setdefault(postcode, cells) is not cells:
                yield cells.fault(
                    Code.POSTCODE_TWICE, areas.POSTCODES, postcode=postcode, first=first[postcode].number
                )


def without_area(sheets: Sheets) -> Iterator[Fault]:
    """A package with neither an area nor a postcode that finds one."""
    by_postcode = areas_by_postcode(sheets)
    doubtful = areas.AREA.name in sheets["areas"].absent
    postcodes_read = all(cells.has(areas.AREA, areas.POSTCODES) for cells in sheets["areas"].rows)
    absent = sheets["packages"].absent
    for cells in sheets["packages"].rows:
        if not cells.has(packages.AREA, packages.POSTCODE_) or area_of(cells, by_postcode):
            continue
        if cells[packages.POSTCODE_] is None:
            if not absent >= {packages.AREA.name, packages.POSTCODE_.name}:
                yield cells.fault(Code.NO_AREA, packages.AREA)
        elif postcodes_read and not doubtful:
            yield cells.fault(Code.POSTCODE_WITHOUT_AREA, packages.POSTCODE_)


def clock_times(sheets: Sheets) -> Iterator[Fault]:
    """A clock time has its reason, and a reason its clock time."""
    for cells in sheets["visits"].rows:
        if not cells.has(visits.FROM, visits.TO, visits.TIME_CRITICAL):
            continue
        clock = visits.FROM if cells[visits.FROM] else visits.TO
        if cells[clock] and not cells[visits.TIME_CRITICAL]:
            yield cells.fault(Code.CLOCK_WITHOUT_REASON, visits.TIME_CRITICAL, clock=cells.texts[clock.name])
        elif cells[visits.TIME_CRITICAL] and not cells[clock]:
            yield cells.fault(Code.REASON_WITHOUT_CLOCK, visits.FROM, reason=cells.texts["time_critical"])


def parts_without_leave(sheets: Sheets) -> Iterator[Fault]:
    """The first visit of a further part in a package where nobody allowed joint working."""
    leave = {
        cells[packages.PACKAGE]: not cells.has(packages.SPLIT_ALLOWED) or bool(cells[packages.SPLIT_ALLOWED])
        for cells in sheets["packages"].rows
        if cells.has(packages.PACKAGE)
    }
    told: set[str] = set()
    for cells in sheets["visits"].rows:
        if not cells.has(visits.PACKAGE, visits.PART) or cells[visits.PART] == 1:
            continue
        package = cells[visits.PACKAGE]
        if not leave.get(package, True) and package not in told:
            told.add(package)
            yield cells.fault(Code.PART_WITHOUT_LEAVE, visits.PART, package=package)


def parts_taken_out(sheets: Sheets, held: Mapping[tuple[str, int], tuple[str, ...]]) -> Iterator[Fault]:
    """A package whose visits have no more a part that is `held`: by package and part, the names of the
    providers that it is out with or was promised to. Told at the package's first visit.
    """
    named: dict[str, list[Cells]] = defaultdict(list)
    for cells in sheets["visits"].rows:
        if cells.has(visits.PACKAGE):
            named[cells[visits.PACKAGE]].append(cells)
    for (package, part), providers in sorted(held.items()):
        rows = named[package]
        if not rows or not all(cells.has(visits.PART) for cells in rows):
            continue
        if part not in {cells[visits.PART] for cells in rows}:
            provider = ", ".join(providers)
            yield rows[0].fault(Code.PART_HELD, visits.PART, package=package, part=part, provider=provider)


def too_much_care(sheets: Sheets) -> Iterator[Fault]:
    """The visit with which a package's week passes what one package can have, in staff minutes."""
    so_far: dict[str, int] = defaultdict(int)
    for cells in sheets["visits"].rows:
        if not cells.has(visits.PACKAGE, visits.DAYS_, visits.MINUTES, visits.WORKERS):
            continue
        package = cells[visits.PACKAGE]
        before = so_far[package]
        so_far[package] += cells[visits.DAYS_].times * cells[visits.MINUTES] * cells[visits.WORKERS]
        if before <= _MOST_MINUTES < so_far[package]:
            yield cells.fault(Code.TOO_MUCH_CARE, visits.MINUTES, f"{MOST_CARE_HOURS:,}", package=package)


def without_visits(sheets: Sheets) -> Iterator[Fault]:
    """A package without a row in visits, unless rows there that name no package may be its own."""
    if (
        not sheets["visits"].given
        or visits.PACKAGE.name in sheets["visits"].absent
        or not sheets["visits"].rows
    ):
        return
    named = {cells[visits.PACKAGE] for cells in sheets["visits"].rows if cells.has(visits.PACKAGE)}
    nameless = sum(not cells.has(visits.PACKAGE) for cells in sheets["visits"].rows)
    known = {cells[packages.PACKAGE] for cells in sheets["packages"].rows if cells.has(packages.PACKAGE)}
    stray = len(named - known)
    bare = [
        cells
        for cells in sheets["packages"].rows
        if cells.has(packages.PACKAGE) and cells[packages.PACKAGE] not in named
    ]
    if len(bare) > nameless + stray:
        yield from (cells.fault(Code.NO_VISITS, packages.PACKAGE) for cells in bare)


def unknown_bands(sheets: Sheets, council: Council) -> Iterator[Fault]:
    """A band that the council has not, in visits or returns. Case does not matter; visits may say `any`."""
    if not council.bands_known:
        return
    bands = {band.casefold() for band in council.bands}
    shown = "; ".join(council.bands)
    for cells in sheets["visits"].rows:
        if cells.has(visits.BAND) and cells[visits.BAND].casefold() not in bands | {visits.ANY}:
            yield cells.fault(Code.UNKNOWN_BAND, visits.BAND, f"{shown}; {visits.ANY}")
    for cells in sheets["capacity"].rows:
        band = cells[capacity.BAND] if cells.has(capacity.BAND) else None
        if band is not None and band.casefold() not in bands:
            yield cells.fault(Code.UNKNOWN_BAND, capacity.BAND, shown)
