"""The Care Inspectorate's datastore: the real one, and the shapes that it had and will have."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from allocation.intake.codes import Code
from allocation.intake.register import Register, Service, grade_of
from ui.spreadsheet.register import read_register_file

HEADER = (
    "CSNumber,CareService,Subtype,ServiceName,ServiceProvider,ServiceStatus,DateReg,Date_Reg,"
    "Council_Area_Name,MinGrade,Publication_of_Latest_Grading,any_requirements_2526"
)
ROWS = """
CS2003000001,Support Service,Care at Home,Alba Care,Alba Ltd,Active,01/04/2002,2002_4,Fife,4,08/12/2017,Yes
CS2003000002,Support Service,Other than Care at home,Day Club,Club,Active,01/04/2002,2002_4,Fife,5,,
CS2003000003,Housing Support Service,Care at Home,House,House,Active,01/04/2002,2002_4,Fife,5,,
CS2003000004,Support Service,Care at Home,"Brae, Home Care",Brae,Inactive,01/04/2002,2002_4,Fife,,,
CS2003000005,Support Service,Care at Home,Far Care,Far,Active,01/04/2002,2002_4,outside Scotland,3,,
""".strip()


def _register(tmp_path: Path, text: str, encoding: str = "cp1252") -> Register:
    path = tmp_path / "datastore.csv"
    path.write_bytes(text.encode(encoding))
    return read_register_file(path)


def test_care_at_home_exactly(tmp_path: Path) -> None:
    """Only support services whose subtype is care at home, with number, name, area, status and grade."""
    register = _register(tmp_path, f"{HEADER}\n{ROWS}\n")
    assert register.faults == ()
    assert len(register.everything) == 5
    assert register.services == (
        Service("CS2003000001", "Alba Care", "Alba Ltd", "Fife", "Active", 4),
        Service("CS2003000004", "Brae, Home Care", "Brae", "Fife", "Inactive", None),
        Service("CS2003000005", "Far Care", "Far", "outside Scotland", "Active", 3),
    )
    assert register.areas == {"Fife": 2, "outside Scotland": 1}
    assert [service.name for service in register.of(["fife"])] == ["Alba Care", "Brae, Home Care"]


@pytest.mark.parametrize(
    "text",
    [
        f"Data as at 31 March,,,\n{HEADER}\n{ROWS}",
        f"\n{HEADER}\n{ROWS}",
        f"{HEADER},,,\n" + "\n".join(f"{row},,," for row in ROWS.split("\n")),
        f"{HEADER}\n{ROWS}".replace("MinGrade", "MinGrade_2627").replace(
            "Council_Area_Name", "council area name"
        ),
        f"{HEADER}\r\n{ROWS}".replace("\n", "\r\n"),
    ],
    ids=["a first line", "an empty first line", "blank trailing headers", "year suffixes", "line ends"],
)
def test_shapes_of_the_file(tmp_path: Path, text: str) -> None:
    """An extra first line, blank headers at the end and names that roll on do not matter."""
    plain = _register(tmp_path, f"{HEADER}\n{ROWS}\n")
    assert _register(tmp_path, text) == plain


def test_grades_of_2017(tmp_path: Path) -> None:
    """Without a column for the lowest grade, it is the lowest of the four themes of older files."""
    themes = (
        "Quality_of_Care_and_Support,Quality_of_Environment,Quality_of_Staffing,Quality_of_Mgmt_and_Lship"
    )
    text = (
        f"CSNumber,CareService,Subtype,ServiceName,Council_Area_Name,{themes}\n"
        "CS2003000001,Support Service,Care at Home,Alba Care,Fife,5,,4,6\n"
        "CS2003000002,Support Service,Care at Home,Brae,Fife,,,,\n"
    )
    assert [service.grade for service in _register(tmp_path, text).services] == [4, None]


def test_grades_as_files_of_several_years_write_them() -> None:
    """A figure, a figure with its word, the word alone; signs for no grade; anything else is refused."""
    written = ("5", "5.0", "5 - Very Good", "5 (very good)", "Very  Good", "1", "6 Excellent")
    assert [grade_of(text) for text in written] == [5, 5, 5, 5, 5, 1, 6]
    assert [grade_of(text) for text in ("", "N/A", "Not Assessed", "0", "-")] == [None] * 5
    for text in ("7", "5 - Good", "4.5", "fair", "55", "4;5"):
        with pytest.raises(ValueError, match="no grade"):
            grade_of(text)


def test_a_cell_of_another_service_is_no_fault(tmp_path: Path) -> None:
    """What cannot be read of a day centre is noted, counts as ungraded, and does not block care at home."""
    register = _register(tmp_path, f"{HEADER}\n{ROWS}".replace("2002_4,Fife,5", "2002_4,Fife,Fine", 1))
    assert register.faults == ()
    assert [(fault.code, fault.row, fault.value) for fault in register.notices] == [
        (Code.NOT_WHOLE, 3, "Fine")
    ]
    assert [each.grade for each in register.everything if each.name == "Day Club"] == [None]


@pytest.mark.parametrize(
    ("old", "new", "code", "row", "column"),
    [
        ("Council_Area_Name", "Place", Code.MISSING_COLUMN, 1, "Council_Area_Name"),
        ("MinGrade", "Lowest", Code.MISSING_COLUMN, 1, "MinGrade"),
        ("Fife,4", "Fife,7", Code.NOT_WHOLE, 2, "MinGrade"),
        ("CS2003000005", "2003000005", Code.NOT_AN_ID, 6, "CSNumber"),
        ("CSNumber", "Number", Code.NO_REGISTER, None, ""),
        (",Care at Home", ",Care home", Code.NO_CARE_AT_HOME, None, ""),
    ],
)
def test_broken_registers(
    tmp_path: Path, old: str, new: str, code: Code, row: int | None, column: str
) -> None:
    """A register that cannot be relied on is a fault at its place, and gives no services."""
    register = _register(tmp_path, f"{HEADER}\n{ROWS}".replace(old, new))
    assert [(fault.code, fault.row, fault.column) for fault in register.faults] == [(code, row, column)]
    assert register.services == ()


def test_files_that_are_no_register(tmp_path: Path) -> None:
    """A missing file, an empty one and one in UTF-16 are one fault each."""
    assert [fault.code for fault in read_register_file(tmp_path / "none.csv").faults] == [Code.NO_SUCH_FILE]
    for text, encoding, code in (("", "utf-8", Code.EMPTY_FILE), (HEADER, "utf-16", Code.UTF_16)):
        assert [fault.code for fault in _register(tmp_path, text, encoding).faults] == [code]


def test_real_datastore(shared_data: Path) -> None:
    """The real register of March 2026, counted by other code: services, areas and grades agree."""
    path = shared_data / "care_inspectorate" / "datastore_2026-03-31.csv"
    with path.open(encoding="cp1252", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["CareService"] == "Support Service" and row["Subtype"] == "Care at Home"
        ]
    register = read_register_file(path)
    assert register.faults == ()
    assert len(register.services) == len(rows) == 1287
    assert register.areas == Counter(row["Council_Area_Name"] for row in rows)
    assert "outside Scotland" in register.areas
    by_number = {service.registration: service for service in register.services}
    for row in rows:
        service = by_number[row["CSNumber"]]
        assert (service.name, service.status) == (row["ServiceName"].strip(), row["ServiceStatus"])
        assert str(service.grade or "") == row["MinGrade"]
