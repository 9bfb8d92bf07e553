"""Files in: one act or nothing, what is missing stays, what was there before is compared."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from allocation.acts.rows import EndReason, State
from allocation.codec import to_bytes
from allocation.errors import Fault, WorldError
from allocation.intake import Intake, Row, Table, Tables
from allocation.intake.bring_forward import bring_forward
from allocation.intake.codes import Code
from allocation.lists import PackageQuery
from allocation.model import Person, Round
from allocation.use_cases import imports, referrals, rounds, undoing, waiting_list
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.snapshot import snapshot
from tests.allocation.intake.folder import FILES
from tests.allocation.intake.folder import tables as folder
from tests.allocation.use_cases.files import bring_in_tables, given, tables_of
from tests.desks import bring_in, small_council
from tests.workloads import council


def _now(desk: Desk, round_: Round) -> Round:
    with reading(desk) as view:
        return snapshot(view, round_.day, full_postcodes=True).round_


@pytest.mark.parametrize("shape", ["A1", "A2", "A8"])
def test_what_is_brought_in_is_what_was_read(empty: Desk, shape: str) -> None:
    """The tables give back an equal round, byte for byte, and everybody's name."""
    round_, people = council(shape, 2, packages=30)  # type: ignore[arg-type]
    bring_in(empty, round_, people)
    with reading(empty) as view:
        now = snapshot(view, round_.day, full_postcodes=True)
    assert to_bytes(now.round_) == to_bytes(round_)
    assert now.people == people


def test_a_frozen_round_has_sectors_only(empty: Desk) -> None:
    """Where somebody lives is not in what is frozen: the full postcode stays with the person."""
    round_, people = small_council()
    packages = tuple(replace(each, postcode="EH49 6AB") for each in round_.packages)
    bring_in(empty, replace(round_, packages=packages), people)
    view = rounds.freeze_round(empty)
    assert {each.postcode for each in view.round_.packages} == {"EH49 6"}
    assert b"EH49 6AB" not in to_bytes(view.round_)
    row = waiting_list.packages(empty, PackageQuery()).rows[0]
    assert waiting_list.package(empty, row.id).package.postcode == "EH49 6AB"


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    """An import that says what is known makes no act, and its preview is quiet."""
    round_, people = small_council()
    intake = Intake(round_, people)
    preview = imports.preview_import(desk, intake)
    assert preview.preview.quiet
    done = imports.apply_import(desk, intake, "again", preview.read_up_to)
    assert (done.added, done.changed, done.done.changed) == ({}, {}, frozenset())
    assert len(undoing.history(desk)) == 1


def test_what_is_missing_stays(desk: Desk) -> None:
    """A later import without a package neither deletes nor closes it."""
    round_, people = small_council()
    fewer = replace(round_, packages=round_.packages[1:], refusals=(), placements=())
    bring_in(desk, fewer, people)
    assert waiting_list.packages(desk, PackageQuery(states=())).total == len(round_.packages)


def test_changes_are_counted_and_undone(desk: Desk) -> None:
    """A new name and a new rate come in by one act, and go by one undo."""
    round_, people = small_council()
    before = _now(desk, round_)
    first = round_.packages[0].package
    award = replace(round_.awards[0], rate=round_.awards[0].rate + 100)
    changed_round = replace(round_, awards=(award, *round_.awards[1:]))
    done = bring_in(desk, changed_round, {**people, first: Person("X1", "New Name")})
    assert (done.added, done.changed) == ({}, {"award": 1, "person": 1})
    assert _now(desk, round_).awards == changed_round.awards
    undoing.undo(desk)
    assert _now(desk, round_) == before
    assert waiting_list.package(desk, waiting_list.id_of(desk, first)).person == people[first]


def test_faults_keep_nothing(empty: Desk) -> None:
    """An intake with faults is refused with them."""
    fault = Fault("unknown", "visits.csv", 3, "package")
    with pytest.raises(WorldError) as refusal:
        imports.apply_import(empty, Intake(None, faults=(fault,)), "bad", 0)
    assert refusal.value.faults == (fault,)
    assert imports.is_empty(empty)


def test_a_preview_that_is_out_of_date_is_refused(desk: Desk) -> None:
    """What changed after the preview was shown is not overwritten unseen."""
    round_, people = small_council()
    preview = imports.preview_import(desk, Intake(round_, people))
    undoing.undo(desk)
    with pytest.raises(WorldError, match="conflict"):
        imports.apply_import(desk, Intake(round_, people), "late", preview.read_up_to)


def test_a_single_table_is_read_onto_what_is_kept(desk: Desk) -> None:
    """providers.csv alone changes a grade and leaves all else."""
    round_, _ = small_council()
    provider = round_.providers[0]
    rows = (Row(2, (provider.provider, provider.name, "2")),)
    table = Table("providers", "providers.csv", ("provider", "name", "grade"), rows)
    intake = imports.read_files(desk, Tables({"providers": table}))
    assert intake.faults == ()
    preview = imports.preview_import(desk, intake)
    done = imports.apply_import(desk, intake, "providers.csv", preview.read_up_to)
    assert done.changed == {"provider": 1}
    now = _now(desk, round_)
    assert now.providers[0].grade == 2
    assert replace(now, providers=round_.providers) == round_


def test_a_column_that_the_file_has_not_is_left_alone(desk: Desk) -> None:
    """providers.csv without skills changes the grade, keeps the skills, and says just that beforehand."""
    provider = next(each for each in small_council()[0].providers if each.skills and each.grade != 2)
    tables = given("providers", f"provider,name,grade\n{provider.provider},{provider.name},2")
    preview, now = bring_in_tables(desk, tables)
    (table,) = preview.tables
    assert [cell.column for row in table.changed for cell in row.cells] == ["grade"]
    assert replace(provider, grade=2) in now.providers


def test_an_empty_cell_clears_what_is_kept(desk: Desk) -> None:
    """With the column there and the cell empty, the skills go, as the preview shows."""
    provider = next(each for each in small_council()[0].providers if each.skills)
    tables = given("providers", f"provider,name,skills\n{provider.provider},{provider.name},")
    preview, now = bring_in_tables(desk, tables)
    ((cell,),) = (row.cells for row in preview.tables[0].changed)
    assert (cell.column, cell.before, cell.after) == ("skills", ";".join(provider.skills), "")
    assert replace(provider, skills=()) in now.providers


def test_placements_of_a_package_are_replaced_together(desk: Desk) -> None:
    """A package that was live as a whole and is now live in a part has the one placement that is shown."""
    round_, _ = small_council()
    package, award = round_.packages[0].package, round_.awards[0]
    header, where = "package,part,provider,contract,lot", f"{award.provider},{award.contract},{award.lot}"
    bring_in_tables(desk, given("placements", f"{header}\n{package},,{where}"))
    preview, now = bring_in_tables(desk, given("placements", f"{header}\n{package},1,{where}"))
    assert [row.name for row in preview.tables[0].changed] == [(package,)]
    assert [each.part for each in now.placements if each.package == package] == [1]


def test_refusals_that_nothing_tells_apart_stand_side_by_side(desk: Desk) -> None:
    """Two refusals of one pair on one day are two, however often they are brought in."""
    round_, _ = small_council()
    pair = f"{round_.packages[0].package},{round_.providers[0].provider},declined,2026-05-01"
    text = f"package,provider,outcome,on,reason\n{pair},no staff\n{pair},too far"
    _, now = bring_in_tables(desk, given("refusals", text))
    assert sorted(each.reason for each in now.refusals)[-2:] == ["no staff", "too far"]
    _, now = bring_in_tables(desk, given("refusals", text.rsplit("\n", 1)[0]))
    assert [each.reason for each in now.refusals if each.on == date(2026, 5, 1)] == ["no staff"]


def test_files_read_before_a_change_are_read_again(desk: Desk) -> None:
    """What was read onto rows that changed since would bring the old ones back: it is a conflict."""
    provider = small_council()[0].providers[0]
    tables = given("providers", f"provider,name,grade\n{provider.provider},{provider.name},2")
    intake = imports.read_files(desk, tables)
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    referrals.close_package(desk, row.id, row.version, EndReason.OTHER)
    with pytest.raises(WorldError, match="conflict"):
        imports.preview_import(desk, intake)


def test_a_package_that_has_ended_stays_ended_and_is_reported(desk: Desk) -> None:
    """A file with everything, after one was closed: its rows are left out and told, all else is the same."""
    round_, people = small_council()
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    referrals.close_package(desk, row.id, row.version, EndReason.MOVED_AWAY)
    before = waiting_list.package(desk, row.id)
    tables = tables_of(round_, people)
    intake = imports.read_files(desk, tables)
    assert [(notice.code, notice.value) for notice in intake.notices if notice.code == Code.HAS_ENDED] == [
        (Code.HAS_ENDED, row.reference)
    ]
    preview, now = bring_in_tables(desk, tables)
    assert preview.quiet
    told = {table.table: table.ended for table in preview.tables}
    assert told["packages"] == told["visits"] == ((row.reference,),)
    assert row.reference not in {each.package for each in now.packages}
    assert waiting_list.package(desk, row.id) == before


def test_a_package_that_was_reopened_comes_in_again(desk: Desk) -> None:
    """After it was reopened, a file corrects it like any other."""
    round_, people = small_council()
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    referrals.close_package(desk, row.id, row.version, EndReason.MOVED_AWAY)
    referrals.reopen_package(desk, row.id, waiting_list.package(desk, row.id).version)
    longer = replace(round_, packages=tuple(replace(each, block_weeks=9) for each in round_.packages))
    preview, now = bring_in_tables(desk, tables_of(longer, people))
    assert not any(table.ended for table in preview.tables)
    assert {each.block_weeks for each in now.packages} == {9}
    assert len(now.packages) == len(round_.packages)


def test_live_care_comes_in_as_live(empty: Desk) -> None:
    """A package that a placement says has care is not on the waiting list."""
    round_, people = council("A1", 1, packages=40, live=10)
    bring_in(empty, round_, people)
    live = {each.package for each in round_.placements if each.kind in ("live", "release")}
    rows = waiting_list.packages(empty, PackageQuery(states=(State.LIVE,), limit=1000)).rows
    assert {row.reference for row in rows} == live
    assert live
    assert all(row.provider for row in rows)


def test_returns_that_have_all_ended_are_told(empty: Desk) -> None:
    """Files of another time are read with a notice that nobody has room now, but not where one still has."""
    clock: Any = empty.clock
    clock.day = date(2026, 7, 1)
    for until, codes in (("2026-06-30", [Code.RETURNS_ENDED]), ("", [])):
        capacity = f"provider,staff_hours,until\nAlba,20,2026-06-15\nBrae,20,{until}\n"
        intake = imports.read_files(empty, folder({**FILES, "capacity": capacity}))
        assert intake.round_ is not None
        told = [notice for notice in intake.notices if notice.code == Code.RETURNS_ENDED]
        assert [notice.code for notice in told] == codes
        assert [notice.facts for notice in told] == [{"day": until}] * len(codes)
        assert not [each for each in bring_forward(intake, clock.day).notices if each in told]
