"""A return as a grid: lots down, bands across and the whole week last; each cell hours as one types them.

Plain values in and out; Qt's part is `return_model.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from allocation.intake.kinds import PROVIDER_HOURS
from allocation.model import CapacityRow

Cell = tuple[str | None, str | None]
"""(lot, band); None in lot is all the provider's lots together, in band the whole week."""


class Validity(NamedTuple):
    """As at which day a return is, from when care can start (None: at once) and until when it holds."""

    as_at: date
    start: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """What a return says that fits the grid, as texts; what does not stays beside it.

    `special` are figures by days or by workers that hold as long as the grid does, `others` figures that hold
    at another time. `start` and `until` are the grid's own.
    """

    lots: tuple[str | None, ...]
    bands: tuple[str | None, ...]
    texts: Mapping[Cell, str]
    special: tuple[CapacityRow, ...] = ()
    others: tuple[CapacityRow, ...] = ()
    start: date | None = None
    until: date | None = None


def grid_of(rows: Sequence[CapacityRow], lots: Sequence[str], bands: Sequence[str]) -> Grid:
    """Lay a return out: `lots` are those of the provider's awards, `bands` the council's.

    The grid is of the figures that hold first, as the first plain one says.
    """
    first = next((row for row in rows if _plain(row, bands)), rows[0] if rows else None)
    start, until = (first.applies_from, first.until) if first else (None, None)
    now = [row for row in rows if (row.applies_from, row.until) == (start, until)]
    texts = {(row.lot, row.band): PROVIDER_HOURS.write(row.minutes) for row in now if _plain(row, bands)}
    named = sorted({*lots, *(lot for lot, _band in texts if lot is not None)})
    return Grid(
        (None, *named),
        (*bands, None),
        texts,
        tuple(row for row in now if not _plain(row, bands)),
        tuple(row for row in rows if row not in now),
        start,
        until,
    )


def rows_of(
    provider: str, texts: Mapping[Cell, str], grid: Grid, validity: Validity
) -> tuple[tuple[CapacityRow, ...], frozenset[Cell]]:
    """The return that was typed, and the cells whose text is no number of hours, or too many."""
    as_at, start, until = validity
    rows: list[CapacityRow] = []
    wrong: set[Cell] = set()
    for (lot, band), text in texts.items():
        if not text.strip():
            continue
        try:
            minutes = PROVIDER_HOURS.read(text.strip())
        except ValueError:
            wrong.add((lot, band))
        else:
            rows.append(
                CapacityRow(provider, minutes, lot, band, as_at=as_at, applies_from=start, until=until)
            )
    rows.extend(replace(row, as_at=as_at, applies_from=start, until=until) for row in grid.special)
    rows.extend(replace(row, as_at=as_at) for row in grid.others)
    return tuple(rows), frozenset(wrong)


def _plain(row: CapacityRow, bands: Sequence[str]) -> bool:
    return row.days is None and row.workers is None and (row.band is None or row.band in bands)
