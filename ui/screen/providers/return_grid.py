"""A return as a grid: lots down, bands across and the whole week last; each cell hours as one types them.

Plain values in and out; Qt's part is `return_model.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from allocation.intake.kinds import HOURS
from allocation.model import CapacityRow

Cell = tuple[str | None, str | None]
"""(lot, band); None in lot is all the provider's lots together, in band the whole week."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What a return says that fits the grid, as texts, and the figures that do not (`others`: by days, by
    workers, or in force at another time), which stay as they are.
    """

    lots: tuple[str | None, ...]
    bands: tuple[str | None, ...]
    texts: Mapping[Cell, str]
    others: tuple[CapacityRow, ...]


def grid_of(rows: Sequence[CapacityRow], lots: Sequence[str], bands: Sequence[str]) -> Grid:
    """Lay a return out: `lots` are those of the provider's awards, `bands` the council's."""
    plain = [row for row in rows if _plain(row) and (row.band is None or row.band in bands)]
    texts: dict[Cell, str] = {}
    others = [row for row in rows if row not in plain]
    for row in plain:
        if (row.lot, row.band) in texts:
            others.append(row)
        else:
            texts[row.lot, row.band] = HOURS.write(row.minutes)
    named = sorted({*lots, *(row.lot for row in plain if row.lot is not None)})
    return Grid((None, *named), (*bands, None), texts, tuple(others))


def rows_of(
    provider: str, texts: Mapping[Cell, str], others: Sequence[CapacityRow], as_at: date
) -> tuple[tuple[CapacityRow, ...], frozenset[Cell]]:
    """The return that was typed, as at a day, and the cells whose text is no number of hours."""
    rows: list[CapacityRow] = []
    wrong: set[Cell] = set()
    for (lot, band), text in texts.items():
        if not text.strip():
            continue
        try:
            minutes = HOURS.read(text.strip())
        except ValueError:
            wrong.add((lot, band))
        else:
            rows.append(CapacityRow(provider, minutes, lot, band, as_at=as_at))
    return (*rows, *(replace(row, as_at=as_at) for row in others)), frozenset(wrong)


def _plain(row: CapacityRow) -> bool:
    return row.days is None and row.workers is None and row.applies_from is None and row.until is None
