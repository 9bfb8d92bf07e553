"""Dates and clock times that must stand in order."""

from collections.abc import Iterator
from typing import Any

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Column
from allocation.intake.layout import capacity, contracts, lots, outcomes, standing, visits
from allocation.intake.references import Sheets

_ORDERED: tuple[tuple[str, Column[Any], Column[Any], Code], ...] = (
    ("contracts", contracts.START, contracts.END, Code.DATES_OUT_OF_ORDER),
    ("awards", lots.START, lots.END, Code.DATES_OUT_OF_ORDER),
    ("capacity", capacity.FROM, capacity.UNTIL, Code.DATES_OUT_OF_ORDER),
    ("suspensions", standing.SUSPENDED_FROM, standing.UNTIL, Code.DATES_OUT_OF_ORDER),
    ("outcomes", outcomes.SINCE, outcomes.ON, Code.DATES_OUT_OF_ORDER),
    ("visits", visits.FROM, visits.TO, Code.TIMES_OUT_OF_ORDER),
)


def out_of_order(sheets: Sheets) -> Iterator[Fault]:
    """An end before its beginning; a clock time that ends when it begins is out of order too."""
    for table, first, last, code in _ORDERED:
        for cells in sheets[table].rows:
            if not cells.has(first, last) or cells[first] is None or cells[last] is None:
                continue
            if cells[last] < cells[first] or (
                code is Code.TIMES_OUT_OF_ORDER and cells[last] == cells[first]
            ):
                yield cells.fault(code, last, first=cells.texts[first.name], before=first.name)
