"""Outcomes of reviews back to a file of their own, which can be corrected and brought in again."""

from collections.abc import Iterable
from pathlib import Path

from allocation.intake.layout.outcomes import LAYOUT
from allocation.intake.rows import header_of
from allocation.model import CareOutcomes
from ui.spreadsheet.write import csv_bytes, workbook_bytes


def outcomes_bytes(outcomes: Iterable[CareOutcomes], path: Path) -> bytes:
    """The table as a workbook with one sheet where the path ends in .xlsx, else as CSV."""
    header, rows = header_of(LAYOUT.name), [LAYOUT.write(each) for each in outcomes]
    if path.suffix.casefold() == ".xlsx":
        return workbook_bytes({LAYOUT.name: (header, rows)})
    return csv_bytes(header, rows)
