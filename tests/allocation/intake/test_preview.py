"""What an import would change, and what stays when files do not name it."""

import pytest

from allocation.intake import Kept
from allocation.intake.preview import CellChange, Preview, RowChange, TablePreview, compare
from tests.allocation.intake.folder import FILES, broken, read

GOOD = read(FILES)


def what_is_kept() -> Kept:
    """What is kept: the folder's own round."""
    assert GOOD.round_ is not None
    return Kept(GOOD.round_, GOOD.people, outcomes=GOOD.outcomes)


def by_table(preview: Preview) -> dict[str, TablePreview]:
    """A preview's tables by name."""
    return {each.table: each for each in preview.tables}


def test_first_import_adds_everything() -> None:
    """With nothing kept yet, every row is added, and nothing is missing."""
    preview = compare(None, GOOD)
    counts = {each.table: len(each.added) for each in preview.tables}
    assert counts == {
        "council": 9,
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
        "outcomes": 3,
    }
    assert not any(each.missing or each.changed or each.unchanged for each in preview.tables)


def test_same_import_again_changes_nothing() -> None:
    """The same files again are unchanged, row by row."""
    assert compare(what_is_kept(), GOOD).quiet
    assert sum(each.unchanged for each in compare(what_is_kept(), GOOD).tables) == 47


def test_changes_by_row_and_cell() -> None:
    """A changed row is told by its name, with the cells that differ, before and after; people's names too."""
    after = read(broken("packages", "Ann Aird,,hoist,critical", "Anne Aird,,,substantial"))
    (change,) = by_table(compare(what_is_kept(), after))["packages"].changed
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
    (change,) = by_table(compare(what_is_kept(), after))["visits"].changed
    assert change == RowChange(("P2",), (CellChange("minutes", "45 | 60", "45 | 75"),))


def test_added_and_missing() -> None:
    """A package under another name is added, and the one that is gone is missing, not deleted."""
    files = {name: text.replace("P4", "P5") for name, text in FILES.items()}
    packages = by_table(compare(what_is_kept(), read(files)))["packages"]
    assert (packages.added, packages.missing, packages.unchanged) == ((("P5",),), (("P4",),), 3)


def test_faults_have_no_preview() -> None:
    """An intake with faults cannot be previewed: it changes nothing."""
    with pytest.raises(ValueError, match="faults"):
        compare(what_is_kept(), read(broken("visits", "morning,30", "morning,x")))
