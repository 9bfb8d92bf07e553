"""Files as people have them: folders, workbooks, single tables, encodings, separators, cells from Excel."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from allocation.intake import Intake, Kept, read_round
from allocation.intake.codes import Code
from tests.allocation.intake.folder import DAY, FILES, found, read
from tests.ui.spreadsheet.files import ods_parts, ods_table, packed, write_folder
from ui.spreadsheet.read import read_tables
from ui.spreadsheet.workbook import cell_text
from ui.spreadsheet.write import Cell, workbook_bytes

GOOD = read(FILES)


def _intake(path: Path) -> Intake:
    return read_round(read_tables(path), today=DAY)


def _cells(name: str) -> list[list[str]]:
    return [line.split(",") for line in FILES[name].strip().split("\n")]


def test_folder(tmp_path: Path) -> None:
    """A folder of CSV files and council.toml is the round that its rows say."""
    intake = _intake(write_folder(tmp_path / "round"))
    assert intake.round_ == GOOD.round_
    assert intake.people == GOOD.people
    assert intake.notices == ()


def test_workbook_xlsx(tmp_path: Path) -> None:
    """The same tables as sheets of an .xlsx, the settings as a sheet of keys, are the same round."""
    path = tmp_path / "round.xlsx"
    sheets = {name: (_cells(name)[0], _cells(name)[1:]) for name in FILES}
    rows: list[list[Cell]] = [["name", "Ardmore"], ["day", date(2026, 4, 6)]]
    settings = (["key", "value"], rows)
    path.write_bytes(workbook_bytes({"Council": settings, **sheets, "scratch": (["a"], [])}))
    intake = _intake(path)
    assert intake.round_ == GOOD.round_
    assert [(notice.code, notice.file) for notice in intake.notices] == [
        (Code.UNKNOWN_FILE, "round.xlsx, sheet scratch")
    ]


def test_workbook_ods(tmp_path: Path) -> None:
    """The same as an .ods, with the million empty rows that LibreOffice declares after each table."""
    tables = [ods_table(name, _cells(name)) for name in FILES]
    tables.append(ods_table("council", [["name", "Ardmore"], ["day", "2026-04-06"]]))
    intake = _intake(packed(tmp_path / "round.ods", ods_parts("".join(tables))))
    assert intake.round_ == GOOD.round_
    assert intake.notices == ()


def test_faults_in_a_sheet_name_the_sheet_and_its_true_row(tmp_path: Path) -> None:
    """A fault in a workbook names the sheet, and the row as the spreadsheet counts, empty rows included."""
    path = tmp_path / "round.xlsx"
    sheets = {name: (_cells(name)[0], _cells(name)[1:]) for name in FILES}
    header, *rows = _cells("visits")
    sheets["visits"] = ([""] * len(header), [[], header, [], *rows, ["P1", "daily", "morning", "soon"]])
    settings = (["key", "value"], [["day", "2026-04-06"]])
    path.write_bytes(workbook_bytes({"council": settings, **sheets}))
    assert found(_intake(path)) == [(Code.NOT_WHOLE, "round.xlsx, sheet visits", 10, "minutes")]


def test_single_table_onto_what_is_kept(tmp_path: Path) -> None:
    """One table alone is read onto the kept round; alone without one it misses the others."""
    path = tmp_path / "Capacity.CSV"
    path.write_text("provider,lot,staff_hours\nAlba,,25\n")
    assert GOOD.round_ is not None
    intake = read_round(read_tables(path), today=DAY, onto=Kept(GOOD.round_, GOOD.people))
    assert intake.faults == ()
    assert intake.round_ is not None
    assert sorted(row.minutes for row in intake.round_.capacity if row.provider == "Alba") == [450, 1500]
    assert {code for code, *_ in found(_intake(path))} == {Code.MISSING_FILE}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_encodings_separators_and_line_ends(tmp_path: Path, encoding: str, separator: str, line: str) -> None:
    """CSV from any program: UTF-8 with or without its mark, Windows-1252 (a notice), three separators."""
    rows = [["provider", "name"], ["Alba", "Sìth Càirdeil"], ["Brae", "B"], ["Clyde", "a “b” – c"]]
    text = line.join(separator.join(row) for row in rows) + line
    (tmp_path / "providers.csv").write_bytes(text.encode(encoding))
    tables = read_tables(tmp_path / "providers.csv")
    assert [row.cells for row in tables.tables["providers"].rows] == [tuple(row) for row in rows[1:]]
    expected = [Code.READ_AS_WINDOWS] if encoding == "cp1252" else []
    assert [notice.code for notice in tables.notices] == expected
    assert tables.faults == ()


def test_rows_are_counted_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    """A line break inside quotation marks begins no row; an empty row is counted and left out."""
    text = 'provider,name,email\nAlba,"Alba\nCare, Ltd",\n\n,,\nBrae,"say ""yes""",\n'
    (tmp_path / "providers.csv").write_text(text)
    rows = read_tables(tmp_path / "providers.csv").tables["providers"].rows
    assert [(row.number, row.cells[1]) for row in rows] == [(2, "Alba\nCare, Ltd"), (5, 'say "yes"')]


def test_lists_do_not_decide_the_separator(tmp_path: Path) -> None:
    """Semicolons of lists in cells are no reason to take a comma-separated file for another."""
    (tmp_path / "areas.csv").write_text("area,postcodes\nNorth,EH1;EH2;EH3\n")
    assert read_tables(tmp_path / "areas.csv").tables["areas"].header == ("area", "postcodes")


def test_text_that_looks_like_a_formula_is_data(tmp_path: Path) -> None:
    """A name that begins with =, +, - or @ is a name, in CSV and in a workbook alike."""
    for mark in "=+-@":
        intake = _intake(
            write_folder(
                tmp_path / "round", packages_csv=FILES["packages"].lstrip().replace("Ann", f"{mark}Ann")
            )
        )
        assert intake.people["P1"].name == f"{mark}Ann Aird"


def test_unknown_files_are_reported_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    """A file that is no table is a notice; what systems leave behind in folders is nothing."""
    folder = write_folder(tmp_path / "round")
    for name in ("notes.docx", ".DS_Store", "~$round.xlsx", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    (folder / "old").mkdir()
    intake = _intake(folder)
    assert intake.faults == ()
    assert [(notice.code, notice.file) for notice in intake.notices] == [
        (Code.UNKNOWN_FILE, "notes.docx"),
        (Code.UNKNOWN_FILE, "old"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (45.0, "45"),
        (7.5, "7.5"),
        (0.1 + 0.2, "0.3"),
        (24.15, "24.15"),
        (1e-7, "0.0000001"),
        (-3.0, "-3"),
        (True, "yes"),
        (False, "no"),
        ("45.0", "45.0"),
        (date(2026, 4, 7), "2026-04-07"),
        (time(7, 30), "07:30"),
        (timedelta(hours=30), "30:00"),
        ("PT30H15M00S", "30:15"),
        (datetime(1900, 1, 1, 6), "30:00"),  # noqa: DTZ001 - 30 hours, as Excel counts from its day nought
        (datetime(2026, 4, 7), "2026-04-07"),  # noqa: DTZ001 - a spreadsheet knows no zone
        (timedelta(hours=7, minutes=30, seconds=20), "7:30:20"),
    ],
)
def test_values_of_cells_become_the_text_of_the_formats(value: object, text: str) -> None:
    """Numbers, dates, times and yes/no from a workbook are the text that a CSV file would have."""
    assert cell_text(value) == text  # type: ignore[arg-type]
