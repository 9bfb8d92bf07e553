"""The public register as it is read, taken over by the desk: file, preview, act, undo."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from allocation.errors import WorldError
from allocation.use_cases import providers, register, undoing
from allocation.use_cases.desk import Desk
from allocation.use_cases.register import Difference, Differs
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


def _found(difference: Difference) -> int | None:
    assert difference.found is not None
    return difference.found.grade


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
    preview = register.preview_register(empty, read, ["Fife"])
    graded = [each for each in preview.differences if each.kind in register.GRADED]
    assert {(each.registration.strip().upper(), each.grade, _found(each)) for each in graded} == {
        ("CS2003000001", 4, 2),
        ("CS2003000003", 3, None),
    }
    assert preview.grades == 2
    assert list(preview.unnumbered) == others
    assert len(preview.elsewhere) == 1
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
    preview = register.preview_register(empty, read, [area])
    newly = [each for each in preview.differences if each.kind is Differs.NEWLY_GRADED]
    assert {each.registration: _found(each) for each in newly} == graded
    assert register.areas_of_providers(empty, read) == (area,)
    register.apply_grades(empty, read.of([area]), path.name)
    assert {number: grade for number, grade in _grades(empty).items() if grade} == graded
    assert register.preview_register(empty, read, [area]).grades == 0


def _differences(desk: Desk, tmp_path: Path, text: str) -> dict[str, list[Difference]]:
    path = tmp_path / "datastore.csv"
    path.write_text(text, encoding="cp1252")
    found: dict[str, list[Difference]] = {}
    for each in register.preview_register(desk, read_register_file(path), ["Fife"]).differences:
        found.setdefault(each.registration, []).append(each)
    return found


def test_a_grade_under_a_floor_names_the_step_and_the_lots(empty: Desk, tmp_path: Path) -> None:
    """A grade that falls below a step's floor names the provider's awards there; one at the floor none."""
    round_, people = small_council()
    first = next(award for award in round_.awards if award.step == 1)
    steps = tuple(
        replace(step, min_grade=4) if (step.contract, step.number) == (first.contract, 1) else step
        for step in round_.steps
    )
    known = tuple(
        replace(each, registration="CS2003000001", grade=5, name="Alba Care")
        if each.provider == first.provider
        else replace(each, registration="")
        for each in round_.providers
    )
    bring_in(empty, replace(round_, steps=steps, providers=known), people)
    [fallen] = _differences(empty, tmp_path, SMALL)["CS2003000001"]
    assert fallen.kind is Differs.FALLEN
    [floor] = [each for each in fallen.floors if (each.contract, each.step) == (first.contract, 1)]
    assert (floor.grade, floor.fallen) == (4, True)
    assert first.lot in floor.lots
    [held] = _differences(empty, tmp_path, SMALL.replace("Fife,2", "Fife,4"))["CS2003000001"]
    assert (held.kind, held.floors) == (Differs.FALLEN, ())


def test_closed_gone_and_renamed_services_are_named(empty: Desk, tmp_path: Path) -> None:
    """A service that is cancelled, inactive or not in the file is told with its awards, and another name."""
    numbers: list[tuple[str, int | None]] = [(f"CS200300000{n}", 5) for n in (1, 2, 3, 9)]
    _with_numbers(empty, numbers)
    text = (
        SMALL.replace("Alba Care,Active,Fife,2", "Alba Care,Cancelled,Fife,5")
        .replace("Brae Care,Active", "Brae Care,Inactive")
        .replace("Corrie Care,Active,Fife,", "Corrie Care,Active,Fife,5")
    )
    found = _differences(empty, tmp_path, text)
    kinds = {number: [each.kind for each in several] for number, several in found.items()}
    assert kinds == {
        "CS2003000001": [Differs.CANCELLED, Differs.RENAMED],
        "CS2003000002": [Differs.INACTIVE, Differs.RENAMED],
        "CS2003000003": [Differs.RENAMED],
        "CS2003000009": [Differs.GONE],
    }
    assert found["CS2003000009"][0].awards
    assert found["CS2003000009"][0].found is None
    read = read_register_file(tmp_path / "datastore.csv")
    register.apply_grades(empty, read.services, "datastore.csv", names=True)
    names = {row.registration: row.name for row in providers.providers(empty) if row.registration}
    assert names["CS2003000003"] == "Corrie Care"
    assert _differences(empty, tmp_path, text).keys() == {"CS2003000001", "CS2003000002", "CS2003000009"}
