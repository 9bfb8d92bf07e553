"""The public register as it is read, taken over by the desk: file, preview, act, undo."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from allocation.errors import WorldError
from allocation.use_cases import providers, register, undoing
from allocation.use_cases.desk import Desk
from tests.desks import bring_in, small_council
from ui.spreadsheet.register import read_register_file

SMALL = """
CSNumber,CareService,Subtype,ServiceName,ServiceStatus,Council_Area_Name,MinGrade
CS2003000001,Support Service,Care at Home,Alba Care,Active,Fife,2
CS2003000002,Support Service,Care at Home,Brae Care,Active,Fife,5
CS2003000003,Support Service,Care at Home,Corrie Care,Active,Fife,
CS2003000004,Support Service,Other than Care at home,Day Club,Active,Fife,1
""".lstrip()


def _with_numbers(desk: Desk, numbers: list[tuple[str, int | None]]) -> list[str]:
    """A council whose first providers have these registration numbers and grades; the names of the others."""
    round_, people = small_council()
    known = [
        replace(provider, registration=number, grade=grade)
        for provider, (number, grade) in zip(round_.providers, numbers, strict=False)
    ]
    rest = [replace(each, registration="") for each in round_.providers[len(known) :]]
    bring_in(desk, replace(round_, providers=(*known, *rest)), people)
    return sorted((each.name for each in rest), key=str.casefold)


def _grades(desk: Desk) -> dict[str, int | None]:
    return {row.registration: row.grade for row in providers.providers(desk) if row.registration}


def test_grades_of_a_register_file_come_in_and_go_by_an_undo(empty: Desk, tmp_path: Path) -> None:
    """A grade that fell, one that stayed, one that is gone, and one of another kind of service."""
    numbers: list[tuple[str, int | None]] = [
        ("cs2003000001 ", 4),
        ("CS2003000002", 5),
        ("CS2003000003", 3),
        ("CS2003000004", 6),
    ]
    others = _with_numbers(empty, numbers)
    before = _grades(empty)
    path = tmp_path / "datastore.csv"
    path.write_text(SMALL, encoding="cp1252")
    read = read_register_file(path)
    assert read.faults == ()
    preview = register.preview_grades(empty, read.of(["Fife"]))
    assert {(each.registration.strip().upper(), each.before, each.after) for each in preview.changes} == {
        ("CS2003000001", 4, 2),
        ("CS2003000003", 3, None),
    }
    assert preview.unchanged == 1
    assert set(others) < set(preview.unknown)
    assert len(preview.unknown) == len(others) + 1
    done = register.apply_grades(empty, read.services, path.name)
    assert done.changed == {"providers"}
    after = {number.strip().upper(): grade for number, grade in _grades(empty).items()}
    assert after == {"CS2003000001": 2, "CS2003000002": 5, "CS2003000003": None, "CS2003000004": 6}
    with pytest.raises(WorldError, match="grades_nothing"):
        register.apply_grades(empty, read.services, path.name)
    undoing.undo(empty)
    assert _grades(empty) == before


def test_the_real_register_gives_its_grades(empty: Desk, shared_data: Path) -> None:
    """Providers of one area of the real datastore get the grades that the file's own cells say."""
    path = shared_data / "care_inspectorate" / "datastore_2026-03-31.csv"
    read = read_register_file(path)
    area = max(read.areas, key=lambda name: read.areas[name])
    chosen = read.of([area])[: len(small_council()[0].providers)]
    _with_numbers(empty, [(service.registration, None) for service in chosen])
    with path.open(encoding="cp1252", newline="") as file:
        cells = {row["CSNumber"]: row["MinGrade"] for row in csv.DictReader(file)}
    graded = {each.registration: int(cells[each.registration]) for each in chosen if cells[each.registration]}
    assert graded
    preview = register.preview_grades(empty, read.of([area]))
    assert {each.registration: each.after for each in preview.changes} == graded
    assert {each.before for each in preview.changes} == {None}
    register.apply_grades(empty, read.of([area]), path.name)
    assert {number: grade for number, grade in _grades(empty).items() if grade} == graded
    assert register.preview_grades(empty, read.of([area])).changes == ()
