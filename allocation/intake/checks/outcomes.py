"""Outcomes of reviews: no more achieved than agreed, no day reviewed twice, a rate where a contract pays."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Cells
from allocation.intake.layout.outcomes import (
    ACHIEVED,
    AGREED,
    BEFORE,
    CONTRACT,
    ON,
    PACKAGE,
    PROVIDER,
    RATE,
    SINCE,
)
from allocation.intake.references import Sheets, ids
from allocation.intake.sheet import Sheet


def without_strangers(sheets: Sheets) -> tuple[dict[str, Sheet], tuple[Fault, ...]]:
    """The sheets without outcomes of packages that the files have not, and a notice at each.

    A round has no package that ended before it, and nobody's care is placed by its outcomes. What is read
    onto a memory, which knows those that ended, is not asked this.
    """
    sheet = sheets["outcomes"]
    if not sheets["packages"].known:
        return dict(sheets), ()
    known = ids(sheets["packages"])
    out = [cells for cells in sheet.rows if cells.has(PACKAGE) and cells[PACKAGE] not in known]
    left = tuple(cells for cells in sheet.rows if cells not in out)
    notices = tuple(cells.fault(Code.NOT_IN_THE_ROUND, PACKAGE) for cells in out)
    return {**sheets, "outcomes": replace(sheet, rows=left)}, notices


def wrong_figures(sheets: Sheets) -> Iterator[Fault]:
    """More achieved than agreed; no hours before, of which to earn a share; a contract without a rate."""
    for cells in sheets["outcomes"].rows:
        if cells.has(AGREED, ACHIEVED) and cells[ACHIEVED] > cells[AGREED]:
            yield cells.fault(Code.MORE_THAN_AGREED, ACHIEVED, agreed=cells[AGREED])
        if cells.has(BEFORE) and not cells[BEFORE]:
            yield cells.fault(Code.NO_HOURS_BEFORE, BEFORE)
        contract = cells[CONTRACT] if cells.has(CONTRACT, RATE) else None
        if contract is not None and not cells[RATE]:
            yield cells.fault(Code.NO_RATE, RATE, contract=contract)


def still_to_come(sheets: Sheets, today: date) -> Iterator[Fault]:
    """A review on a day that has not come."""
    for cells in sheets["outcomes"].rows:
        if cells.has(ON) and cells[ON] > today:
            yield cells.fault(Code.STILL_TO_COME, ON, today=today.isoformat())


def reviewed_twice(sheets: Sheets) -> Iterator[Fault]:
    """Two reviews of a package and provider that share days; those of the same day have the same key."""
    found: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    for cells in sheets["outcomes"].rows:
        if cells.has(PACKAGE, PROVIDER, SINCE, ON) and cells[SINCE] <= cells[ON]:
            found[cells[PACKAGE], cells[PROVIDER]].append(cells)
    for rows in found.values():
        rows.sort(key=lambda cells: (cells[ON], cells[SINCE]))
        for before, after in pairwise(rows):
            if before[ON] != after[ON] and after[SINCE] <= before[ON]:
                yield after.fault(Code.REVIEWED_TWICE, SINCE, until=before[ON].isoformat())
