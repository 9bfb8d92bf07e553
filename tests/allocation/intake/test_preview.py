"""What an import would change, and what stays when files do not name it."""

import pytest

from allocation.intake import Kept, Tables, read_round
from allocation.intake.codes import Code
from allocation.intake.preview import CellChange, Preview, RowChange, TablePreview, compare
from allocation.model import Person, Round
from tests.allocation.intake.folder import DAY, FILES, broken, found, read, table, tables

GOOD = read(FILES)


def _kept() -> Kept:
    assert GOOD.round_ is not None
    return Kept(GOOD.round_, GOOD.people)


def _by_table(preview: Preview) -> dict[str, TablePreview]:
    return {each.table: each for each in preview.tables}


def test_first_import_adds_everything() -> None:
    """With nothing kept yet, every row is added, and nothing is missing."""
    preview = compare(None, {}, GOOD)
    counts = {each.table: len(each.added) for each in preview.tables}
    assert counts == {
        "council": 8,
        "areas": 2,
        "packages": 4,
        "visits": 4,
        "providers": 3,
        "contracts": 2,
        "steps": 3,
        "lots": 3,
        "awards": 4,
        "capacity": 6,
        "suspensions": 1,
        "refusals": 1,
        "placements": 2,
    }
    assert not any(each.missing or each.changed or each.unchanged for each in preview.tables)


def test_same_import_again_changes_nothing() -> None:
    """The same files again are unchanged, row by row."""
    assert compare(*_kept(), GOOD).quiet
    assert sum(each.unchanged for each in compare(*_kept(), GOOD).tables) == 43


def test_changes_by_row_and_cell() -> None:
    """A changed row is told by its name, with the cells that differ, before and after; people's names too."""
    after = read(broken("packages", "Ann Aird,,hoist,critical", "Anne Aird,,,substantial"))
    (change,) = _by_table(compare(*_kept(), after))["packages"].changed
    assert change == RowChange(
        ("P1",),
        (
            CellChange("name", "Ann Aird", "Anne Aird"),
            CellChange("needs", "hoist", ""),
            CellChange("priority", "critical", "substantial"),
        ),
    )


def test_visits_of_a_package_are_one_thing() -> None:
    """Visits have no names of their own: a changed pattern is a change of its package's visits."""
    after = read(broken("visits", "P2,3,any,60", "P2,3,any,75"))
    (change,) = _by_table(compare(*_kept(), after))["visits"].changed
    assert change == RowChange(("P2",), (CellChange("minutes", "45 | 60", "45 | 75"),))


def test_added_and_missing() -> None:
    """A package under another name is added, and the one that is gone is missing, not deleted."""
    files = {name: text.replace("P4", "P5") for name, text in FILES.items()}
    packages = _by_table(compare(*_kept(), read(files)))["packages"]
    assert (packages.added, packages.missing, packages.unchanged) == ((("P5",),), (("P4",),), 3)


def test_faults_have_no_preview() -> None:
    """An intake with faults cannot be previewed: it changes nothing."""
    with pytest.raises(ValueError, match="faults"):
        compare(*_kept(), read(broken("visits", "morning,30", "morning,x")))


def _onto(**files: str) -> tuple[Round, Preview]:
    given = Tables({name: table(name, text) for name, text in files.items()})
    intake = read_round(given, today=DAY, onto=_kept())
    assert intake.round_ is not None, intake.faults
    return intake.round_, compare(*_kept(), intake)


def test_one_table_onto_what_is_kept() -> None:
    """A table alone replaces the rows it names; its others stay, told as missing; no other table is told."""
    round_, preview = _onto(providers="provider,name,grade\nAlba,Alba Care,6\nDoon,Doon Care,4")
    assert {each.provider: each.grade for each in round_.providers} == {
        "Alba": 6,
        "Brae": None,
        "Clyde": 4,
        "Doon": 4,
    }
    (told,) = preview.tables
    assert (told.table, told.added, told.missing) == ("providers", (("Doon",),), (("Brae",), ("Clyde",)))
    assert told.changed[0].name == ("Alba",)


def test_visits_onto_what_is_kept_replace_a_whole_pattern() -> None:
    """Visits given for a package are all its visits; those of other packages stay."""
    placements = FILES["placements"].replace("P2,2", "P2,1")
    round_, preview = _onto(visits="package,days,band,minutes\nP2,daily,tea,20", placements=placements)
    assert [len(package.visits) for package in round_.packages] == [1, 1, 1, 1]
    assert _by_table(preview)["visits"].missing == (("P1",), ("P3",), ("P4",))


def test_people_stay_and_settings_stay() -> None:
    """What files onto a kept round do not say, stays: the people's names, the council's name and day."""
    given = Tables({"areas": table("areas", "area,name,postcodes\nNorth,The north,EH48 1")})
    intake = read_round(given, onto=_kept())
    assert intake.round_ is not None
    assert (intake.round_.council, intake.round_.day) == ("Ardmore", DAY)
    assert intake.people["P1"] == Person("AB1", "Ann Aird")
    assert intake.notices == ()


def test_faults_of_a_table_onto_what_is_kept() -> None:
    """A table alone is checked against what is kept: a provider known there is known, another is a fault."""
    given = Tables({"capacity": table("capacity", "provider,staff_hours\nAlba,20\nDoon,5")})
    assert found(read_round(given, onto=_kept())) == [(Code.UNKNOWN, "capacity", 3, "provider")]


def test_whole_folder_onto_itself_is_itself() -> None:
    """All files read onto the round that they make give the same round."""
    intake = read_round(tables(FILES), onto=_kept())
    assert intake.round_ == GOOD.round_
    assert compare(*_kept(), intake).quiet
