"""`grades` and `register`: the real datastore and the shapes of other years, counted and taken over."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from allocation.use_cases import providers
from allocation.use_cases.desk import Desk
from db.opening import open_store
from tests.desks import bring_in, desk_on, small_council
from tests.ui.commandline.services import SERVICES
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE

OF_2017 = """\
Data as at 31 July 2017,,,,,,,,
CSNumber,CareService,Subtype,ServiceName,ServiceStatus,Council_Area_Name,Quality_of_Care_and_Support,\
Quality_of_Environment,Quality_of_Staffing,Quality_of_Mgmt_and_Lship,,
CS2003000001,Support Service,Care at Home,Alba Care,Active,North Ayrshire,5,,4,6,,
CS2003000002,Support Service,Care at Home,Brae,Active,North Ayrshire,,,,,,
CS2003000003,Support Service,Other than Care at home,Day Club,Active,North Ayrshire,6,6,6,6,,
CS2003000004,Housing Support Service,,House,Active,North Ayrshire,3,,2,3,,
CS2003000005,Care Home Service,Older People,Home,Active,Fife,3,3,3,3,,
"""
"""The shape of 2017: a line before the header, four themes and no lowest grade, blank headers at the end."""

OF_NOW = """\
CSNumber,CareService,Subtype,ServiceName,ServiceStatus,Council_Area_Name,MinGrade,KQ_Leadership,reqs_2627
CS2003000001,Support Service,Care at Home,Alba Care,Active,North Ayrshire,4,6,
CS2003000002,Support Service,Care at Home,Brae,Active,North Ayrshire,,,
CS2003000003,Support Service,Other than Care at home,Day Club,Active,North Ayrshire,6,6,
CS2003000004,Housing Support Service,,House,Active,North Ayrshire,2,3,
CS2003000005,Care Home Service,Older People,Home,Active,Fife,3,3,
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "datastore.csv"
    path.write_text(text, encoding="cp1252")
    return path


def _figures(said: str) -> dict[str, list[int]]:
    """Each printed row's figures by its type."""
    rows = {}
    for line in said.splitlines():
        words = line.split()
        if len(words) > 9 and all(word.isdigit() for word in words[-9:]):
            rows[" ".join(words[:-9])] = [int(word) for word in words[-9:]]
    return rows


@pytest.mark.parametrize("text", [OF_2017, OF_NOW], ids=["2017", "now"])
def test_the_table_of_a_council(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files of 2017's shape and today's give the same table: a row a type, a column a lowest grade."""
    assert run(["grades", str(_file(tmp_path, text)), "--council", "north ayrshire"], SERVICES) == 0
    said = capsys.readouterr().out
    assert "North Ayrshire" in said
    assert _figures(said) == {
        "Housing Support Service": [0, 1, 0, 0, 0, 0, 0, 1, 0],
        "Care at home": [0, 0, 0, 1, 0, 0, 1, 2, 0],
        "Support Service: Other than Care at home": [0, 0, 0, 0, 0, 1, 0, 1, 0],
        "All services": [0, 1, 0, 1, 0, 1, 1, 4, 0],
    }


def test_all_councils_and_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`all` is one table of the whole file; several councils are a table each, in a spreadsheet too."""
    path = _file(tmp_path, OF_NOW)
    assert run(["grades", str(path), "--council", "all", "--subtypes"], SERVICES) == 0
    figures = _figures(capsys.readouterr().out)
    assert figures["All services"][7] == 5
    assert "Care Home Service: Older People" in figures
    out = tmp_path / "table.csv"
    both = ["--council", "Fife", "--council", "North Ayrshire"]
    assert run(["grades", str(path), *both, "--out", str(out)], SERVICES) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["All"] for row in rows if row["Type of service"] == "All services"] == ["1", "4"]
    assert run(["grades", str(path), *both, "--out", str(out)], SERVICES) == WRONG_USE
    assert run(["grades", str(path), *both, "--out", str(tmp_path / "table.xlsx")], SERVICES) == 0
    assert (tmp_path / "table.xlsx").read_bytes()[:2] == b"PK"


def test_an_area_that_the_file_does_not_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown council is told with the names that come near; nothing is printed."""
    path = _file(tmp_path, OF_NOW)
    assert run(["grades", str(path), "--council", "North Ayrshyre"], SERVICES) == WRONG_USE
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "North Ayrshire" in caught.err


def test_the_real_datastore(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """North Ayrshire's table from the real file of March 2026, against a plain count of its cells."""
    path = shared_data / "care_inspectorate" / "datastore_2026-03-31.csv"
    with path.open(encoding="cp1252", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Council_Area_Name"] == "North Ayrshire"]
    assert run(["grades", str(path), "--council", "North Ayrshire"], SERVICES) == 0
    figures = _figures(capsys.readouterr().out)
    counts = Counter(row["MinGrade"] for row in rows if row["Subtype"] == "Care at Home")
    assert figures["Care at home"][:7] == [counts[grade] for grade in ("1", "2", "3", "4", "5", "6", "")]
    assert figures["Care at home"][:8] == [0, 0, 1, 15, 6, 0, 2, 24]
    assert figures["Housing Support Service"][:8] == [0, 0, 0, 9, 5, 2, 1, 17]
    assert figures["All services"][7] == len(rows)


@pytest.fixture
def with_registered(tmp_path: Path) -> Iterator[Desk]:
    """A council of which two providers are in the register."""
    store = open_store(str(tmp_path / "lotwise.db"))
    desk = desk_on(store)
    round_, people = small_council()
    first, second, *others = round_.providers
    known = (
        replace(first, registration="CS2003000001", grade=5, name="Alba Care"),
        replace(second, registration="CS2003000009", grade=5, name="Gone Care"),
        *(replace(each, registration="") for each in others),
    )
    bring_in(desk, replace(round_, providers=known), people)
    yield desk
    store.close()


def test_a_newer_register_is_shown_then_taken_over(
    with_registered: Desk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The grade that fell and the service that is gone are told by name before anything is kept."""

    @contextmanager
    def here(_database: str | None) -> Iterator[Desk]:
        yield with_registered

    services = replace(SERVICES, open_desk=here)
    path = str(_file(tmp_path, OF_NOW))
    assert run(["register", path, "--council", "Nowhere"], services) == WRONG_USE
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run(["register", path], services) == FAULTS
    said = capsys.readouterr().out
    assert "Alba Care (CS2003000001): Grade fell. 5 very good → 4 good." in said
    assert "Gone Care (CS2003000009): Not in the file." in said
    assert _grade(with_registered) == 5
    assert run(["register", path, "--yes"], services) == 0
    assert _grade(with_registered) == 4
    capsys.readouterr()
    assert run(["register", path, "--yes"], services) == 0
    assert "Nothing would change." in capsys.readouterr().out


def _grade(desk: Desk) -> int | None:
    return next(row.grade for row in providers.providers(desk) if row.registration == "CS2003000001")


def test_a_written_table_can_be_read_again(tmp_path: Path) -> None:
    """The spreadsheet is a plain table: a header, and figures that are figures."""
    out = tmp_path / "table.csv"
    assert (
        run(["grades", str(_file(tmp_path, OF_NOW)), "--council", "Fife", "--out", str(out)], SERVICES) == 0
    )
    assert out.read_text(encoding="utf-8-sig").splitlines()[1] == "Fife,Care Home Service,0,0,1,0,0,0,0,1,0"
