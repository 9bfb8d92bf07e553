"""Tables out: .xlsx and CSV in which text is never a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ui.spreadsheet.csv_text import defused

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | bool | date | None
"""What a cell can be given. Text stays text, whatever it begins with."""

_WIDEST = 60
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "default_date_format": "yyyy-mm-dd",
}


def write_table(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], sheet: str = "Sheet1"
) -> None:
    """Write one table, as .xlsx or .csv by the path's ending. Raises `ValueError` for another ending.

    In CSV a cell that a spreadsheet would take for a formula gets an apostrophe before it, which our reader
    takes off again (`csv_text.defused`); in .xlsx it is stored as text.
    """
    ending = path.suffix.casefold()
    if ending == ".csv":
        path.write_bytes(csv_bytes(header, rows))
    elif ending == ".xlsx":
        path.write_bytes(workbook_bytes({sheet: (header, rows)}))
    else:
        raise ValueError(f"tables are written as .xlsx or .csv, not {ending}")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file in UTF-8, with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case str():
            return defused(cell)
        case date():
            return cell.isoformat()
        case int() | float():
            return str(cell)


Sheets = Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]]


def workbook_bytes(sheets: Sheets, meanings: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """An .xlsx with a sheet for each table: bold header that stays in view, a filter, columns wide enough.

    `meanings`, by sheet, are comments that show when the mouse rests on a head.
    """
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, (header, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            widths = [len(each) + 4 for each in header]
            for place, title in enumerate(header):
                sheet.write_string(0, place, title, bold)
            for place, meaning in enumerate((meanings or {}).get(name, ())):
                sheet.write_comment(0, place, meaning, {"x_scale": 2})
            number = 0
            for number, row in enumerate(rows, 1):
                for place, cell in enumerate(row):
                    _write_cell(sheet, number, place, cell, day)
                    widths[place] = max(widths[place], min(len(str(cell)) + 2, _WIDEST))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(number, 1), len(header) - 1)
            for place, width in enumerate(widths):
                sheet.set_column(place, place, width)
    return file.getvalue()


def _write_cell(sheet: "Worksheet", row: int, place: int, cell: Cell, day: "Format") -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_string(row, place, "yes" if cell else "no")
        case str():
            sheet.write_string(row, place, cell)
        case date():
            sheet.write_datetime(row, place, cell, day)
        case int() | float():
            sheet.write_number(row, place, cell)
