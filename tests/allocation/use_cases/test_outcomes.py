"""Outcomes as a table of files: reviews like those that are typed."""

from allocation.acts.rows import EndReason, EraseReason
from allocation.lists import PackageQuery
from allocation.use_cases import erasure, imports, referrals, undoing, waiting_list
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.outcomes import outcomes
from tests.allocation.intake.folder import FILES
from tests.allocation.intake.folder import tables as folder
from tests.allocation.use_cases.files import bring_in_tables, given
from tests.desks import small_council

HEAD = "package,provider,since,on,agreed,achieved,hours_before,hours_after,contract,rate,note"


def test_outcomes_come_in_and_go_out_as_they_are(desk: Desk) -> None:
    """They are reviews like those that are typed: with what was written beside them, in no act, and correct
    by the same file again.
    """
    round_, _ = small_council()
    package, award = round_.packages[0].package, round_.awards[0]
    row = f"{package},{award.provider},2026-03-02,2026-05-24,4,3,7,5.5,{award.contract},22.50"
    tables = given("outcomes", f"{HEAD}\n{row},Walks again")
    preview, _ = bring_in_tables(desk, tables)
    assert [len(table.added) for table in preview.tables] == [1]
    (kept,) = outcomes(desk)
    assert (kept.minutes_before, kept.minutes_after, kept.rate, kept.note) == (420, 330, 2250, "Walks again")
    detail = waiting_list.package(desk, waiting_list.id_of(desk, package))
    assert [(each.review.by, each.text) for each in detail.reviews] == [(desk.actor.name, "Walks again")]
    with reading(desk) as view:
        assert all("Walks again" not in str(act) for act in view.chain())
    preview, _ = bring_in_tables(
        desk, given("outcomes", f"{HEAD}\n{row.replace(',4,3,', ',4,4,')},Walks again")
    )
    ((cell,),) = (each.cells for table in preview.tables for each in table.changed)
    assert (cell.column, cell.before, cell.after) == ("achieved", "3", "4")
    undoing.undo(desk)
    assert outcomes(desk) == (kept,)


def test_outcomes_of_a_package_that_has_ended_come_in(desk: Desk) -> None:
    """A block's results are often counted after its end; who was erased gets no new text."""
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    award = small_council()[0].awards[0]
    referrals.close_package(desk, row.id, row.version, EndReason.NO_LONGER_NEEDED)
    line = f"{row.reference},{award.provider},2026-03-02,2026-05-24,4,3,7,5.5,{award.contract},22.50"
    bring_in_tables(desk, given("outcomes", f"{HEAD}\n{line},Walks again"))
    assert [each.note for each in outcomes(desk)] == ["Walks again"]
    erasure.erase_person(desk, waiting_list.package(desk, row.id).person_id, EraseReason.ASKED)
    assert [each.note for each in outcomes(desk)] == [""]
    tables = given("outcomes", f"{HEAD}\n{line.replace(',4,3,', ',4,4,')},Walks again")
    intake = imports.read_files(desk, tables)
    found = imports.preview_import(desk, intake)
    imports.apply_import(desk, intake, "file", found.read_up_to)
    assert [(each.achieved, each.note) for each in outcomes(desk)] == [(4, "")]


def test_a_whole_folder_brings_packages_and_their_outcomes(empty: Desk) -> None:
    """Into an empty memory, in one act: a person's text lies with the person who came in with it."""
    intake = imports.read_files(empty, folder(FILES))
    assert intake.faults == ()
    found = imports.preview_import(empty, intake)
    imports.apply_import(empty, intake, "folder", found.read_up_to)
    assert outcomes(empty) == intake.outcomes
    assert imports.preview_import(empty, imports.read_files(empty, folder(FILES))).preview.quiet
