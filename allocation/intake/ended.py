"""Packages that have ended and come again in a file: they stay ended, their rows are left out and told."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Cells
from allocation.intake.layout import outcomes
from allocation.intake.layout.packages import PACKAGE
from allocation.intake.references import Sheets
from allocation.intake.sheet import Sheet
from allocation.intake.tables import Tables

Names = tuple[tuple[str, ...], ...]


def packages_named(tables: Tables) -> frozenset[str]:
    """The references that stand in the files' columns for packages, whatever else is wrong there."""
    return frozenset(
        row.cells[place].strip()
        for table in tables.tables.values()
        for place, column in enumerate(table.header)
        if column.strip().casefold() == PACKAGE.name
        for row in table.rows
        if place < len(row.cells)
    )


def without_ended(
    sheets: Sheets, ended: Collection[str]
) -> tuple[dict[str, Sheet], tuple[Fault, ...], Mapping[str, Names]]:
    """The sheets without the rows of ended packages; a notice for each, at its first row; the names of the
    rows that were left out, by table. What came of care is kept after its end too.
    """
    kept: dict[str, Sheet] = {}
    first: dict[str, Fault] = {}
    left: dict[str, Names] = {}
    for name, sheet in sheets.items():
        gone = () if name == outcomes.LAYOUT.name else ended
        out = [cells for cells in sheet.rows if _package(cells) in gone]
        kept[name] = replace(sheet, rows=tuple(cells for cells in sheet.rows if _package(cells) not in gone))
        for cells in out:
            first.setdefault(_package(cells), cells.fault(Code.HAS_ENDED, PACKAGE))
        columns = sheet.layout.told_by or sheet.layout.key
        names = (tuple(cells.texts[column.name] for column in columns) for cells in out)
        left[name] = tuple(dict.fromkeys(names))
    return kept, tuple(first.values()), left


def _package(cells: Cells) -> str:
    """The package that a row is about, or nothing where its table has none."""
    return cells.texts.get(PACKAGE.name, "")
