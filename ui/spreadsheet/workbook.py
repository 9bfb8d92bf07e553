"""A workbook (.xlsx, .ods) to tables of text: looked over first (`packed`), then read by calamine."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.intake.columns import fault_at
from allocation.intake.layout import LAYOUTS
from allocation.intake.tables import Row, Settings, sheet_name
from ui.spreadsheet import packed
from ui.spreadsheet.csv_text import table_of
from ui.spreadsheet.found import COUNCIL, Found
from ui.spreadsheet.scan_ods import OdsContent
from ui.spreadsheet.scan_xlsx import SharedTexts, XlsxSheet, find_parts, refuse_huge

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Value = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(data: bytes, file: str, found: Found) -> None:
    """Every sheet that is named as a table, into `found`. Raises `WorldError` for no readable workbook."""
    odd = _look_over(data, file)
    names: dict[str, str] = {}
    with _open(data, file) as workbook:
        for sheet in workbook.sheet_names:
            name = sheet.strip().casefold()
            if name not in LAYOUTS and name != COUNCIL:
                found.notices.append(Fault(Code.UNKNOWN_FILE, sheet_name(file, sheet)))
            elif name in names:
                found.faults.append(
                    Fault(Code.SAME_TABLE_TWICE, sheet_name(file, sheet), facts={"first": names[name]})
                )
            else:
                names[name] = sheet
                _read_sheet(workbook, file, sheet, name, [each for each in odd if each.sheet == sheet], found)


def _read_sheet(
    workbook: "CalamineWorkbook", file: str, sheet: str, name: str, odd: list[packed.Odd], found: Found
) -> None:
    try:
        rows = _rows(workbook, file, sheet)
        if name == COUNCIL:
            found.settings = _settings(rows, sheet_name(file, sheet))
        else:
            found.tables[name] = table_of(rows, name, file, sheet)
        _refuse_odd(odd, sheet_name(file, sheet), rows)
    except WorldError as error:
        found.tables.pop(name, None)
        found.unread(name, error)


def _refuse_odd(odd: list[packed.Odd], where: str, rows: list[Row]) -> None:
    header = next((row.cells for row in rows if any(row.cells)), ())
    faults = []
    for each in odd:
        column = header[each.column - 1] if each.column <= len(header) else ""
        faults.append(fault_at(where, each.row, column, each.text, each.code, "", {}))
    if faults:
        raise WorldError(*faults)


def _look_over(data: bytes, file: str) -> list[packed.Odd]:
    """The odd cells of every sheet. Raises `WorldError` for what must not reach the reader."""
    if not data.startswith(b"PK\x03\x04"):
        raise WorldError(_what_else(data, file))
    with packed.open_packed(data, file) as parts:
        budget = packed.Budget(file)
        names = set(parts.namelist())
        if "content.xml" in names:
            if "META-INF/manifest.xml" in names and packed.encrypted(parts, file):
                raise WorldError(Fault(Code.PASSWORD, file))
            content = OdsContent(file, budget)
            content.run(parts, "content.xml")
            return content.odd
        return _look_over_xlsx(parts, file, budget)


def _look_over_xlsx(parts: zipfile.ZipFile, file: str, budget: packed.Budget) -> list[packed.Odd]:
    found = find_parts(parts, file)
    shared = SharedTexts(file)
    if found.shared:
        shared.run(parts, found.shared)
    odd: list[packed.Odd] = []
    for name, part in found.sheets.items():
        refuse_huge(parts, part, sheet_name(file, name))
        sheet = XlsxSheet(file, budget, name, shared.lengths)
        sheet.run(parts, part)
        odd.extend(sheet.odd)
    return odd


def _what_else(data: bytes, file: str) -> Fault:
    """What a file with a workbook's name is instead."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Fault(Code.PASSWORD, file)
        return Fault(Code.NOT_A_WORKBOOK, file, facts={"like": "xls"})
    start = data[:500].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    like = "html" if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")) else "text"
    if start.startswith(b"<?xml"):
        like = "xml"
    if b"\0" in data[:500]:
        like = "other"
    return Fault(Code.NOT_A_WORKBOOK, file, facts={"like": like})


@contextmanager
def _broken(where: str) -> Iterator[None]:
    """What the reader makes of a broken file, as a fault. A panic of its Rust code has no class to name."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise WorldError(Fault(Code.PASSWORD, where)) from None
    except (CalamineError, OSError, ValueError):
        raise WorldError(Fault(Code.BROKEN_WORKBOOK, where)) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise WorldError(Fault(Code.BROKEN_WORKBOOK, where)) from None
        raise


def _open(data: bytes, file: str) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    with _broken(file):
        return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _rows(workbook: "CalamineWorkbook", file: str, sheet: str) -> list[Row]:
    with _broken(sheet_name(file, sheet)):
        values = workbook.get_sheet_by_name(sheet).iter_rows()
        return [Row(number, tuple(map(cell_text, cells))) for number, cells in enumerate(values, 1)]


def _settings(rows: list[Row], where: str) -> Settings:
    """The sheet `council`: a key and its value in each row."""
    pairs = [(row.cells[0].strip(), row.cells[1].strip()) for row in rows if len(row.cells) > 1]
    given = {key: value for key, value in pairs if key and key.casefold() not in ("key", "setting")}
    return Settings(where, given, typed=False)


_EPOCH = datetime(1899, 12, 31)  # noqa: DTZ001 - a spreadsheet's own count of days, which knows no zone


def cell_text(value: Value) -> str:
    """A cell's value as FORMATS writes it: whole numbers without `.0`, ISO dates, `H:MM`, yes and no."""
    match value:
        case str():
            return _ods_duration(value)
        case bool():
            return "yes" if value else "no"
        case float() | int():
            return _number_text(value)
        case datetime():
            if value.year <= 1900 and value.month == 1:
                return _duration_text(value - _EPOCH)
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M:%S" if value.second else "%H:%M")
        case timedelta():
            return _duration_text(value)


def _number_text(number: float) -> str:
    """At most 15 digits, as spreadsheets keep them, and never with an exponent."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    return f"{number:.10f}".rstrip("0").rstrip(".") if re.search("[en]", text) else text


def _ods_duration(text: str) -> str:
    """A length of time over 24 hours reaches us from an .ods as ISO 8601 has it; any other text as it is."""
    found = re.fullmatch(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:\.\d+)?S", text, re.ASCII)
    if not found:
        return text
    hours, minutes, seconds = map(int, found.groups())
    return _duration_text(timedelta(hours=hours, minutes=minutes, seconds=seconds))


def _duration_text(length: timedelta) -> str:
    """Hours and minutes, to the nearest second."""
    seconds = round(length.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    sign = "-" if seconds < 0 else ""
    tail = f":{rest % 60:02d}" if rest % 60 else ""
    return f"{sign}{hours}:{rest // 60:02d}{tail}"
