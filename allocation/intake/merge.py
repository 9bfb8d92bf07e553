"""An import onto what is kept already: given cells replace those they name, and nothing else goes away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from allocation.intake.council import Council
from allocation.intake.layout import LAYOUTS
from allocation.intake.leave_alone import with_kept_columns
from allocation.intake.references import Sheets
from allocation.intake.rows import header_of, rows_of
from allocation.intake.sheet import Sheet, read_sheet
from allocation.intake.tables import Row, Table
from allocation.model import CareOutcomes, Person, Round

Names = frozenset[tuple[str, ...]]


def onto(
    kept: Round, people: Mapping[str, Person], outcomes: Iterable[CareOutcomes], given: Sheets
) -> tuple[dict[str, Sheet], dict[str, Names]]:
    """The given sheets with the kept rows that they do not name, and the names of these, by table.

    A sheet that is not given is the kept one.
    """
    merged: dict[str, Sheet] = {}
    stay: dict[str, Names] = {}
    for name, rows in rows_of(kept, people, outcomes).items():
        layout, sheet = LAYOUTS[name], given[name]
        numbered = tuple(Row(number, cells) for number, cells in enumerate(rows, 2))
        before = read_sheet(layout, Table(name, f"{name} (kept)", header_of(name), numbered))
        columns = layout.told_by or layout.key
        named = {layout.identity(cells) for cells in sheet.rows if cells.has(*columns)}
        left = tuple(cells for cells in before.rows if layout.identity(cells) not in named)
        merged[name] = replace(
            sheet,
            rows=with_kept_columns(sheet, before.rows) + left,
            known=sheet.known or not sheet.given,
            given=True,
        )
        stay[name] = frozenset(tuple(cells.texts[column.name] for column in columns) for cells in left)
    return merged, stay


def kept_council(kept: Round) -> Council:
    """What the settings of a kept round are, where the import does not give its own."""
    return Council(kept.council, kept.day, kept.bands, kept.policy)
