"""Broken inputs by example: each gives exactly the faults it has, at the cell that is wrong, and no round."""

import pytest

from allocation.intake.codes import Code
from tests.allocation.intake.folder import FILES, broken, found, read

FULL = "P3,weekdays,Lunch,1440,2,1,,,\n"
"""A row of 240 staff hours a week."""

CELLS = [
    # table, what stands there, what is written instead, code, row, column
    ("packages", "P4,South", ",South", Code.EMPTY_CELL, 5, "package"),
    ("packages", "P4,South", "P;4,South", Code.NOT_AN_ID, 5, "package"),
    ("packages", "P4,South", "P\u200b4,South", Code.CONTROL_CHARACTER, 5, "package"),
    ("awards", "C2,S1", "C2,S1\u00a0x", Code.CONTROL_CHARACTER, 5, "lot"),
    ("packages", "low,,2026-03-09", "urgent,,2026-03-09", Code.NOT_CHOICE, 3, "priority"),
    ("packages", "low,,2026-03-09", ",,2026-03-09", Code.EMPTY_CELL, 3, "priority"),
    ("packages", "critical,yes", "critical,perhaps", Code.NOT_YES_NO, 2, "hospital_discharge"),
    ("packages", "2026-03-02", "2026-02-30", Code.NOT_DATE, 2, "waiting_since"),
    ("packages", "07/04/2026", "04/31/2026", Code.NOT_DATE, 3, "wanted_start"),
    ("packages", "2026-04-10", "10 April", Code.NOT_DATE, 2, "wanted_start"),
    ("packages", "2,Brae", "5,Brae", Code.NOT_WHOLE, 3, "sds_option"),
    ("packages", "2,Brae", "2,Bray", Code.UNKNOWN, 3, "chosen_provider"),
    ("packages", "Alba;Brae,,Brae", "Alba;Nobody,,Brae", Code.UNKNOWN, 4, "preferred_providers"),
    ("packages", "Alba;Brae,,Brae", "Alba;Brae,,brae", Code.UNKNOWN, 4, "current_provider"),
    ("packages", ",12,3.5,", ",0,3.5,", Code.NOT_WHOLE, 2, "block_weeks"),
    ("packages", ",12,3.5,", ",12,3.33,", Code.NOT_WHOLE_MINUTES, 2, "authorised_hours"),
    ("packages", ",12,3.5,", ",12,3:75,", Code.NOT_HOURS, 2, "authorised_hours"),
    ("packages", "P4,South", "P4,East", Code.UNKNOWN, 5, "area"),
    ("packages", "P4,South", "P4,", Code.NO_AREA, 5, "area"),
    ("packages", "EH48 1AB", "G1 1AA", Code.POSTCODE_WITHOUT_AREA, 3, "postcode"),
    ("packages", "EH48 1AB", "EH48-1AB", Code.NOT_POSTCODE, 3, "postcode"),
    ("packages", "P4,South", "P3,South", Code.DUPLICATE, 5, "package"),
    ("packages", "Dan Dow", "Dan\x07Dow", Code.CONTROL_CHARACTER, 5, "name"),
    ("packages", "Dan Dow", "Dan\ufffeDow", Code.CONTROL_CHARACTER, 5, "name"),
    ("packages", "P4,South", "P4,South,,,,,,substantial,,,,,,,,,,,,x", Code.EXTRA_CELLS, 5, ""),
    ("visits", "P1,daily", "P1,Mon;Mon", Code.NOT_DAYS, 2, "days"),
    ("visits", "P1,daily", "P1,8", Code.NOT_DAYS, 2, "days"),
    ("visits", "P1,daily", "P1,Mondays", Code.NOT_DAYS, 2, "days"),
    ("visits", "P1,daily", "P1,", Code.EMPTY_CELL, 2, "days"),
    ("visits", "morning,30", "dawn,30", Code.UNKNOWN_BAND, 2, "band"),
    ("visits", "morning,30", "morning,abc", Code.NOT_WHOLE, 2, "minutes"),
    ("visits", "morning,30", "morning,0", Code.NOT_WHOLE, 2, "minutes"),
    ("visits", "morning,30", "morning,1441", Code.NOT_WHOLE, 2, "minutes"),
    ("visits", "morning,30", "morning,-30", Code.NOT_WHOLE, 2, "minutes"),
    ("visits", "morning,30", "morning,30.5", Code.NOT_WHOLE, 2, "minutes"),
    ("visits", "45,2,,16:00", "45,3,,16:00", Code.NOT_WHOLE, 3, "workers"),
    ("visits", "60,,2,", "60,,two,", Code.NOT_WHOLE, 4, "part"),
    ("visits", "16:00,17:00", "25:00,17:00", Code.NOT_TIME, 3, "from"),
    ("visits", "16:00,17:00", "17:00,16:00", Code.TIMES_OUT_OF_ORDER, 3, "to"),
    ("visits", "17:00,insulin", "17:00,", Code.CLOCK_WITHOUT_REASON, 3, "time_critical"),
    ("visits", "16:00,17:00", ",", Code.REASON_WITHOUT_CLOCK, 3, "from"),
    ("visits", "P4,weekend", "P4,weekend,bed,20,,,,,\nP9,weekend", Code.UNKNOWN, 7, "package"),
    ("providers", "Alba Care", "", Code.EMPTY_CELL, 2, "name"),
    ("providers", "CS1,5", "CS1,7", Code.NOT_WHOLE, 2, "grade"),
    ("providers", "CS1,5", "CS1,Good", Code.NOT_WHOLE, 2, "grade"),
    ("providers", "5,80", "5,101", Code.NOT_POINTS, 2, "quality"),
    ("providers", "5,80", "5,80.125", Code.NOT_POINTS, 2, "quality"),
    ("providers", "5,80", "5,80%", Code.NOT_POINTS, 2, "quality"),
    ("providers", "Clyde,Clyde Support", "Clyde,X,,,,,\nALBA,Y", Code.DIFFERS_BY_CASE, 5, "provider"),
    ("packages", "7 h 30", "1000:01", Code.TOO_MUCH, 4, "authorised_hours"),
    ("visits", "P3,weekdays,Lunch,45", f"{4 * FULL}P3,weekdays,Lunch,1440", Code.TOO_MUCH_CARE, 9, "minutes"),
    ("steps", "£25.00", "£10000.01", Code.TOO_MUCH, 3, "rate_cap"),
    ("awards", "Alba,,22.50", "Alba,,21474836.48", Code.TOO_MUCH, 2, "rate"),
    ("awards", "60,100,10", "60,100,100000.25", Code.TOO_MUCH, 2, "guaranteed_hours"),
    ("capacity", "Alba,,morning,,,7:30", "Alba,,morning,,,35791395", Code.TOO_MUCH, 2, "staff_hours"),
    ("outcomes", "3,2,7,5:30", "3,2,7,1000:01", Code.TOO_MUCH, 2, "hours_after"),
    ("outcomes", "C1,22.50,Walks", "C1,999999999999,Walks", Code.TOO_MUCH, 2, "rate"),
    ("contracts", "framework", "handshake", Code.NOT_CHOICE, 2, "kind"),
    ("contracts", "2028-12-31", "2025-12-31", Code.DATES_OUT_OF_ORDER, 2, "end"),
    ("contracts", "C2,Spot", "C1,Spot,spot,,,no\nC2,Spot", Code.DUPLICATE, 3, "contract"),
    ("steps", "Lot provider,none", "Lot provider,ladder", Code.NOT_CHOICE, 2, "ranking"),
    ("steps", "C1,1", "C1,0", Code.NOT_WHOLE, 2, "step"),
    ("steps", "cost 60;quality 40", "cost 60;speed 40", Code.NOT_WEIGHTS, 4, "score_weights"),
    ("steps", "cost 60;quality 40", "cost 0", Code.NOT_WEIGHTS, 4, "score_weights"),
    ("steps", "£25.00", "£25.005", Code.NOT_MONEY, 3, "rate_cap"),
    ("steps", "C1,2", "C1,1,Again,none,,,,\nC1,2", Code.DUPLICATE, 3, "step"),
    ("steps", "C2,3", "C3,3,Spot,none,,,,\nC2,3", Code.UNKNOWN, 4, "contract"),
    ("lots", "North; South", "North; West", Code.UNKNOWN, 3, "areas"),
    ("lots", "Lot one,North", "Lot one,", Code.EMPTY_CELL, 2, "areas"),
    ("lots", "C2,S1", "C2,L1,,*,\nC2,S1", Code.DUPLICATE, 4, "lot"),
    ("awards", "Alba,,22.50", "Alba,,twenty", Code.NOT_MONEY, 2, "rate"),
    ("awards", "Alba,,22.50", "Alba,,-22.50", Code.NOT_MONEY, 2, "rate"),
    ("awards", "Alba,,22.50", "Albo,,22.50", Code.UNKNOWN, 2, "provider"),
    ("awards", "60,100,10", "160,100,10", Code.NOT_SHARE, 2, "target_share"),
    ("awards", "60,100,10", "60,33.333,10", Code.NOT_SHARE, 2, "max_share"),
    ("awards", "60,100,10", "60,100,ten", Code.NOT_HOURS, 2, "guaranteed_hours"),
    ("awards", "2,Brae,1,24", "2,Brae,,24", Code.NO_RANK, 3, "rank"),
    ("awards", "2,Brae,1,24", "2,Brae,first,24", Code.NOT_WHOLE, 3, "rank"),
    ("awards", "C1,L1,1", "C1,L1,3", Code.UNKNOWN_STEP, 2, "step"),
    ("awards", "C1,L1,1", "C1,L9,1", Code.UNKNOWN, 2, "lot"),
    ("awards", "C1,L1,1", "C9,L1,1", Code.UNKNOWN, 2, "contract"),
    (
        "awards",
        "C2,S1,3,Clyde",
        "C2,S1,3,Alba,,25,,,,,\nC2,L1,3,Clyde,,9,,,,,\nC2,S1,3,Clyde",
        Code.OTHER_CONTRACT,
        6,
        "lot",
    ),
    ("awards", "C1,L2,2,Clyde,2", "C1,L2,2,Brae,1,1,,,,,\nC1,L2,2,Clyde,2", Code.DUPLICATE, 4, "provider"),
    ("awards", "2026-12-31", "2025-12-31", Code.DATES_OUT_OF_ORDER, 5, "end"),
    ("capacity", "Alba,,morning", "Alba,,dusk", Code.UNKNOWN_BAND, 2, "band"),
    ("capacity", "Alba,,morning,,,7:30", "Alba,,morning,,,7:30:15", Code.NOT_HOURS, 2, "staff_hours"),
    ("capacity", "Alba,,morning,,,7:30", "Alba,,morning,,,", Code.EMPTY_CELL, 2, "staff_hours"),
    ("capacity", "Alba,,morning,,,7:30", "Alba,,morning,,1,7:30", Code.NOT_CHOICE, 2, "workers"),
    ("capacity", "Brae,L2,,Sat;Sun", "Brae,L2,,Saturn", Code.NOT_DAYS, 5, "days"),
    ("capacity", "Alba,,,,,20", "Alba,,morning,,,9,,,\nAlba,,,,,20", Code.TWO_IN_FORCE, 3, "staff_hours"),
    ("capacity", "35,,2026-06-01", "35,,2026-04-02", Code.TWO_IN_FORCE, 6, "staff_hours"),
    ("capacity", "Brae,L2,,Sat;Sun", "Brae,,,Sat;Sun", Code.NO_PLAIN_ROW, 5, "days"),
    ("capacity", "Clyde,S1,,,2,2", "Clyde,S1,bed,,2,2", Code.NO_PLAIN_ROW, 8, "workers"),
    (
        "capacity",
        "2026-05-31",
        "2026-03-31\nBrae,L2,,,,1,,2026-03-01,2026-02-01",
        Code.DATES_OUT_OF_ORDER,
        5,
        "until",
    ),
    ("capacity", "Clyde,S1,,,,12.25", "Clyde,S1,,,,12.25,,,\nDoon,,,,,3", Code.UNKNOWN, 8, "provider"),
    ("capacity", "Alba,,morning", "Alba,L7,morning", Code.UNKNOWN, 2, "lot"),
    ("suspensions", "2026-05-01", "2026-03-01", Code.DATES_OUT_OF_ORDER, 2, "until"),
    ("suspensions", "Grades fell", "", Code.EMPTY_CELL, 2, "reason"),
    ("suspensions", "C1,L2", "C2,L2", Code.OTHER_CONTRACT, 2, "lot"),
    ("suspensions", "Clyde,C1", "Clod,C1", Code.UNKNOWN, 2, "provider"),
    ("refusals", "P3,Clyde", "P8,Clyde", Code.UNKNOWN, 2, "package"),
    ("refusals", "declined", "maybe", Code.NOT_CHOICE, 2, "outcome"),
    ("refusals", "2026-04-30", "when asked", Code.NOT_DATE, 2, "until"),
    ("outcomes", "P4,Clyde", "P4,Clod", Code.UNKNOWN, 4, "provider"),
    ("outcomes", "5:30,C1", "5:30,C7", Code.UNKNOWN, 2, "contract"),
    ("outcomes", "2026-02-15,3,2", "2026-02-15,3,4", Code.MORE_THAN_AGREED, 2, "achieved"),
    ("outcomes", "2026-02-15,3,2", "2026-02-15,0,0", Code.NOT_WHOLE, 2, "agreed"),
    ("outcomes", "3,2,7,5:30", "3,2,0,5:30", Code.NO_HOURS_BEFORE, 2, "hours_before"),
    ("outcomes", "3,2,7,5:30", "3,2,,5:30", Code.EMPTY_CELL, 2, "hours_before"),
    ("outcomes", "C1,22.50,Walks", "C1,,Walks", Code.NO_RATE, 2, "rate"),
    ("outcomes", "C1,22.50,Walks", "C1,lots,Walks", Code.NOT_MONEY, 2, "rate"),
    ("outcomes", "2026-02-16,2026-03-29", "2026-02-15,2026-03-29", Code.REVIEWED_TWICE, 3, "since"),
    ("outcomes", "2026-02-16,2026-03-29", "2026-03-30,2026-03-29", Code.DATES_OUT_OF_ORDER, 3, "on"),
    ("outcomes", "2026-02-16,2026-03-29", "2026-02-16,2026-04-07", Code.STILL_TO_COME, 3, "on"),
    ("placements", "P2,2,Brae", "P2,3,Brae", Code.UNKNOWN_PART, 2, "part"),
    ("placements", "P2,2,Brae", "P8,2,Brae", Code.UNKNOWN, 2, "package"),
    ("placements", "pin,room", "pin,grade", Code.NOT_CHOICE, 2, "waives"),
    ("placements", "pin,room", "live,room", Code.WAIVES_WITHOUT_PIN, 2, "waives"),
    ("placements", "Knows it", "", Code.PIN_WITHOUT_REASON, 2, "reason"),
    ("placements", "it,M Moir", "it,", Code.WAIVER_WITHOUT_AUTHORITY, 2, "authorised_by"),
    ("placements", "2,Brae,C1,L2", "2,Brae,C2,L2", Code.OTHER_CONTRACT, 2, "lot"),
    ("placements", "P4,,Clyde", "P4,,Clyde,,S1,live,,,\nP4,1,Clyde", Code.PLACED_TWICE, 4, "package"),
    ("areas", "EH49;EH48 1", "EH49;EH48", Code.POSTCODE_TWICE, 3, "postcodes"),
    ("areas", "EH49;EH48 1", "EH49;Linlithgow", Code.NOT_POSTCODE, 2, "postcodes"),
    ("areas", "South,South ward", "South,South ward,\nsouth,Twin", Code.DIFFERS_BY_CASE, 4, "area"),
]
"""One wrong cell each, most of them in the middle of a table."""


@pytest.mark.parametrize(("name", "old", "new", "code", "row", "column"), CELLS)
def test_one_wrong_cell_is_one_fault(
    name: str, old: str, new: str, code: Code, row: int, column: str
) -> None:
    """One wrong cell is told once, with its code, row and column, and nothing follows from it."""
    intake = read(broken(name, old, new))
    assert found(intake) == [(code, name, row, column)]
    assert intake.round_ is None
    assert intake.people == {}


def test_package_without_visits_is_told_at_the_package() -> None:
    """A package that no visit names is a fault of the package's row."""
    assert found(read(broken("visits", "P4,weekend,bed,20,,,,,", ""))) == [
        (Code.NO_VISITS, "packages", 5, "package")
    ]


def test_parts_without_leave_are_told_at_the_visit() -> None:
    """A further part where nobody allowed joint working is a fault of the first visit of that part."""
    assert found(read(broken("packages", ",J Smith", ","))) == [
        (Code.PART_WITHOUT_LEAVE, "visits", 4, "part")
    ]


def test_good_files_have_no_fault() -> None:
    """The files that the other tests break are without fault, and without notice."""
    intake = read(FILES)
    assert found(intake) == []
    assert intake.notices == ()
    assert intake.round_ is not None


@pytest.mark.parametrize("name", ["packages", "visits", "providers", "steps", "lots", "awards", "capacity"])
def test_missing_file_is_one_fault(name: str) -> None:
    """A required table that is not there is one fault, whatever would have referred to it."""
    intake = read({each: text for each, text in FILES.items() if each != name})
    assert found(intake) == [(Code.MISSING_FILE, name, None, "")]


@pytest.mark.parametrize("name", ["packages", "visits", "providers", "steps", "lots", "awards"])
def test_table_without_rows_is_one_fault(name: str) -> None:
    """A header alone is one fault where rows are needed, and says nothing of the other tables."""
    header = FILES[name].strip().split("\n")[0]
    assert found(read(FILES | {name: header})) == [(Code.NO_ROWS, name, None, "")]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("areas", "area"),
        ("packages", "package"),
        ("packages", "priority"),
        ("visits", "package"),
        ("visits", "minutes"),
        ("visits", "band"),
        ("providers", "provider"),
        ("providers", "name"),
        ("contracts", "contract"),
        ("steps", "step"),
        ("steps", "contract"),
        ("lots", "lot"),
        ("lots", "areas"),
        ("awards", "rate"),
        ("awards", "provider"),
        ("awards", "step"),
        ("capacity", "staff_hours"),
        ("capacity", "provider"),
        ("suspensions", "from"),
        ("refusals", "outcome"),
        ("placements", "provider"),
    ],
)
def test_missing_column_is_one_fault(name: str, column: str) -> None:
    """A required column that is not there is one fault that names it, however many rows there are."""
    header, *rows = [line.split(",") for line in FILES[name].strip().split("\n")]
    place = header.index(column)
    text = "\n".join(",".join(row[:place] + row[place + 1 :]) for row in [header, *rows])
    intake = read(FILES | {name: text})
    assert found(intake) == [(Code.MISSING_COLUMN, name, 1, column)]
    assert intake.faults[0].expected == column


@pytest.mark.parametrize("name", sorted(FILES))
def test_other_table_under_the_name_is_one_fault(name: str) -> None:
    """A file that has none of its table's columns is one fault that says which it must have."""
    intake = read(FILES | {name: "<html>|<body>|hello\nx|y|z"})
    assert found(intake) == [(Code.OTHER_TABLE, name, 1, "")]


def test_neither_area_nor_postcode_column() -> None:
    """Packages need one of the columns area and postcode: both absent is one fault that names both."""
    header, *rows = [line.split(",") for line in FILES["packages"].strip().split("\n")]
    text = "\n".join(",".join([row[0], *row[3:]]) for row in [header, *rows])
    intake = read(FILES | {"packages": text})
    assert found(intake) == [(Code.MISSING_COLUMN, "packages", 1, "area")]
    assert intake.faults[0].expected == "area / postcode"


def test_column_twice_is_one_fault() -> None:
    """A column that stands twice is one fault; neither of the two is read, and neither counts as missing."""
    text = FILES["visits"].replace("minutes,workers", "minutes,Minutes")
    assert found(read(FILES | {"visits": text})) == [(Code.DUPLICATE_COLUMN, "visits", 1, "Minutes")]


def test_optional_column_twice_is_one_fault() -> None:
    """The same for a column that may be empty: its cells are not taken for empty, so nothing follows."""
    text = FILES["packages"].replace("person,name", "split_allowed,name")
    intake = read(FILES | {"packages": text})
    assert found(intake) == [(Code.DUPLICATE_COLUMN, "packages", 1, "split_allowed")]


def test_all_faults_of_all_files_at_once() -> None:
    """Faults of several files come together, in the order of the files, rows and columns."""
    files = FILES | {
        "awards": FILES["awards"].replace("22.50", "x").replace("26.15", "y"),
        "visits": FILES["visits"].replace("morning,30", "dawn,30.5"),
        "packages": FILES["packages"].replace("critical", "urgent"),
    }
    assert found(read(files)) == [
        (Code.NOT_CHOICE, "packages", 2, "priority"),
        (Code.UNKNOWN_BAND, "visits", 2, "band"),
        (Code.NOT_WHOLE, "visits", 2, "minutes"),
        (Code.NOT_MONEY, "awards", 2, "rate"),
        (Code.NOT_MONEY, "awards", 5, "rate"),
    ]


def test_each_cell_that_names_an_unknown_is_told() -> None:
    """A provider that was forgotten is told at each cell that names it, with its row and column."""
    intake = read(broken("providers", "Clyde,Clyde Support,CS3,4,,,", ""))
    assert {fault.code for fault in intake.faults} == {Code.UNKNOWN}
    assert [(table, row) for _, table, row, _ in found(intake)] == [
        ("awards", 4),
        ("awards", 5),
        ("capacity", 7),
        ("capacity", 8),
        ("suspensions", 2),
        ("refusals", 2),
        ("placements", 3),
        ("outcomes", 4),
    ]


def test_unknown_id_that_differs_by_case_is_told_what_is_right() -> None:
    """A reference that is right but for its capitals is told how it is written where it is defined."""
    (fault,) = read(broken("awards", "Alba,,22.50", "ALBA,,22.50")).faults
    assert fault.expected == "Alba"


def test_faults_of_one_table_are_listed_up_to_a_limit() -> None:
    """A table that is wrong in every row is told by its first thousand faults and the number of the rest."""
    rows = "\n".join(f"P1,daily,morning,x{number}" for number in range(1_200))
    intake = read(FILES | {"visits": f"package,days,band,minutes\n{rows}", "placements": "package,provider"})
    assert len(intake.faults) == 1_001 + 3
    (more,) = [fault for fault in intake.faults if fault.code == Code.MORE_FAULTS]
    assert more.facts == {"more": 200}


def test_long_cell_is_shown_cut() -> None:
    """A fault shows no more of a cell than a person can read."""
    (fault,) = read(broken("visits", "morning,30", f"morning,{'9' * 5_000}")).faults
    assert len(fault.value) < 100
