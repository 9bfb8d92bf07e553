"""Room: the figures of a provider's return, and what a part uses of each (FORMATS, "Capacity").

Every figure that applies to a placement binds. A figure is one capacity row that counts, or what rows imply:
no room in a band that a scope's rows by band do not name, and the sum of the bands where they give no week.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from allocation.index import Index
from allocation.model import Award, CapacityRow, Part, Visit, Weekday


@dataclass(frozen=True, slots=True)
class Figure:
    """A limit, in staff minutes a week, on the visits that match its cells; None matches all.

    `applies_from` is the first day that care may start against it.
    """

    provider: str
    minutes: int
    lot: str | None = None
    band: str | None = None
    days: tuple[Weekday, ...] | None = None
    workers: int | None = None
    applies_from: date | None = None
    implied: bool = False

    def use(self, visits: tuple[Visit, ...]) -> int:
        """Staff minutes a week that these visits use of this figure."""
        return sum(
            visit.staff_minutes if self.days is None else visit.staff_minutes_on(self.days)
            for visit in visits
            if (self.band is None or visit.band == self.band) and (self.workers in (None, visit.workers))
        )


def current_rows(rows: list[CapacityRow], day: date) -> list[CapacityRow]:
    """Of rows with the same cells, the one in force on the day, else the next; none past its `until`."""
    by_cells: dict[object, list[CapacityRow]] = defaultdict(list)
    for row in rows:
        if row.until is None or day <= row.until:
            by_cells[row.cells].append(row)
    return [min(same, key=lambda row: row.applies_from or date.min) for same in by_cells.values()]


def figures(
    rows: list[CapacityRow], day: date, bands: tuple[str, ...]
) -> dict[str | None, tuple[Figure, ...]]:
    """A provider's figures by scope: a lot, or None for all its lots together.

    No entry: no row for that scope.
    """
    scopes: dict[str | None, list[Figure]] = defaultdict(list)
    for row in current_rows(rows, day):
        scopes[row.lot].append(
            Figure(row.provider, row.minutes, row.lot, row.band, row.days, row.workers, row.applies_from)
        )
    for lot, given in scopes.items():
        plain = [figure for figure in given if figure.days is None and figure.workers is None]
        by_band = {figure.band: figure for figure in plain if figure.band is not None}
        provider = given[0].provider
        if by_band:
            unnamed = [band for band in bands if band not in by_band]
            given.extend(Figure(provider, 0, lot, band, implied=True) for band in unnamed)
            if all(figure.band is not None for figure in plain):
                week = sum(figure.minutes for figure in by_band.values())
                given.append(Figure(provider, week, lot, implied=True))
    return {lot: tuple(given) for lot, given in scopes.items()}


def figures_for(index: Index, award: Award) -> tuple[Figure, ...] | None:
    """All figures that apply to an award: its lot's and the provider's for all lots; None: no return."""
    scopes = figures(index.capacity.get(award.provider, []), index.round_.day, index.round_.bands)
    return applying(scopes, award.lot)


def applying(scopes: Mapping[str | None, tuple[Figure, ...]], lot: str) -> tuple[Figure, ...] | None:
    """Of a provider's figures by scope, those that apply in a lot: its own, then those of all lots.

    None where neither scope has any, so that the provider gave no return for the lot.
    """
    if lot not in scopes and None not in scopes:
        return None
    return scopes.get(lot, ()) + scopes.get(None, ())


def start_of(wanted: date, part: Part, binding: tuple[Figure, ...]) -> date:
    """When care would start: as wanted, but not before the `from` of a figure that the part uses."""
    starts = [
        figure.applies_from
        for figure in binding
        if figure.applies_from is not None and figure.applies_from > wanted and figure.use(part.visits)
    ]
    return max([wanted, *starts])
