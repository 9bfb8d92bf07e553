"""Returns: one figure in force for the same cells, and a plain figure beside those by days or workers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Cells
from allocation.intake.layout import capacity, lots
from allocation.intake.references import Sheets
from allocation.model import CapacityRow

_CELLS = (capacity.PROVIDER, capacity.LOT, capacity.BAND, capacity.DAYS, capacity.WORKERS)
_DATES = (capacity.FROM, capacity.UNTIL)


def _band(cells: Cells) -> str | None:
    band = cells[capacity.BAND]
    return None if band is None else band.casefold()


def _counting(sheets: Sheets, day: date) -> list[Cells]:
    """Rows that still count on the day, as far as they could be read."""
    return [
        cells
        for cells in sheets["capacity"].rows
        if cells.has(*_CELLS, *_DATES) and ((until := cells[capacity.UNTIL]) is None or day <= until)
    ]


def two_in_force(sheets: Sheets, day: date) -> Iterator[Fault]:
    """Rows with the same cells that are in force on the day together, or begin on the same day after it."""
    first: dict[tuple[object, ...], Cells] = {}
    for cells in _counting(sheets, day):
        begins = cells[capacity.FROM] or date.min
        key = (
            cells[capacity.PROVIDER],
            cells[capacity.LOT],
            _band(cells),
            cells[capacity.DAYS],
            cells[capacity.WORKERS],
            max(begins, day),
        )
        if first.setdefault(key, cells) is not cells:
            yield cells.fault(Code.TWO_IN_FORCE, capacity.STAFF_HOURS, first=first[key].number)


def without_plain_row(sheets: Sheets, day: date) -> Iterator[Fault]:
    """A figure by days or workers whose provider, lot and band have no figure for all days and workers.

    A row there that could not be read may be the one: then nothing is said.
    """
    unread = any(not cells.has(*_CELLS, *_DATES) for cells in sheets["capacity"].rows)
    special: dict[tuple[object, ...], Cells] = {}
    plain: set[tuple[object, ...]] = set()
    for cells in _counting(sheets, day):
        scope: tuple[object, ...] = (cells[capacity.PROVIDER], cells[capacity.LOT], _band(cells))
        if cells[capacity.DAYS] is None and cells[capacity.WORKERS] is None:
            plain.add(scope)
        else:
            special.setdefault(scope, cells)
    if unread:
        return
    for scope, cells in special.items():
        if scope not in plain:
            column = capacity.DAYS if cells[capacity.DAYS] is not None else capacity.WORKERS
            yield cells.fault(Code.NO_PLAIN_ROW, column)


def no_return_at_all(sheets: Sheets) -> Iterator[Fault]:
    """Notice: a table without any figure, so that there is no room anywhere."""
    sheet = sheets["capacity"]
    if sheet.where and not sheet.rows:
        yield Fault(Code.NO_CAPACITY, sheet.where)


def returns_ended(rows: Iterable[CapacityRow], where: str, today: date) -> Iterator[Fault]:
    """Notice: every figure of a table, `where`, ended before today, so that there is no room anywhere now."""
    last = max((row.until or date.max for row in rows), default=date.max)
    if last < today:
        yield Fault(Code.RETURNS_ENDED, where, facts={"day": last.isoformat()})


def return_without_award(sheets: Sheets) -> Iterator[Fault]:
    """Notice: a figure for a lot that the provider has no award on."""
    awarded: dict[str, set[str]] = defaultdict(set)
    for cells in sheets["awards"].rows:
        if not cells.has(lots.AWARD_LOT, lots.PROVIDER):
            return
        awarded[cells[lots.PROVIDER]].add(cells[lots.AWARD_LOT])
    for cells in sheets["capacity"].rows:
        if cells.has(capacity.PROVIDER, capacity.LOT):
            lot, provider = cells[capacity.LOT], cells[capacity.PROVIDER]
            if lot is not None and lot not in awarded[provider]:
                yield cells.fault(Code.RETURN_WITHOUT_AWARD, capacity.LOT, provider=provider)
