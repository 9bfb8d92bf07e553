"""A plan becomes records: promised, authorised, corrected, and never undone."""

from dataclasses import replace

import pytest

from allocation.acts.rows import EndReason, State
from allocation.errors import WorldError
from allocation.lists import RecordQuery
from allocation.use_cases import (
    moves,
    records,
    referrals,
    rounds,
    undoing,
    waiting_list,
    withdrawing,
)
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.rounds import RoundView
from tests.allocation.use_cases.plans import codes, elsewhere, issue, movable, placed, record_id
from tests.desks import try_move


def test_an_issue_makes_records_and_promises(desk: Desk, solved: RoundView) -> None:
    """Numbers count up, packages are accepted, records are found, pages are the same every time."""
    packages = placed(solved)[:3]
    issued = issue(desk, solved, *packages)
    assert list(issued.numbers.values()) == ["2026-00001", "2026-00002", "2026-00003"]
    page = records.records(desk)
    assert [row.number for row in page.rows] == ["2026-00003", "2026-00002", "2026-00001"]
    for row in page.rows:
        pages = records.record_pages(desk, row.id)
        assert row.number.encode() in pages
        assert records.record_pages(desk, row.id) == pages
        assert records.record_pages(desk, row.id, "confirmation") != pages
        detail = waiting_list.package(desk, row.package_id)
        assert (detail.state, len(detail.providers)) == (State.ACCEPTED, 1)
        assert [record.number for record in detail.records] == [row.number]
    assert records.records(desk, RecordQuery(text=packages[1])).total == 1
    assert rounds.round_view(desk, solved.id).issued == issued.numbers


def test_what_was_issued_cannot_be_undone(desk: Desk, solved: RoundView) -> None:
    """It is withdrawn instead: the record stands, the package waits, the room is free."""
    package = placed(solved)[0]
    number = issue(desk, solved, package).numbers[package]
    assert undoing.last(desk) is None
    with pytest.raises(WorldError, match="undo_left_building"):
        undoing.undo(desk)
    with pytest.raises(WorldError, match="withdraw_reason"):
        withdrawing.withdraw(desk, number, "")
    withdrawing.withdraw(desk, number, "declined after all")
    assert records.records(desk).rows[0].withdrawn
    detail = waiting_list.package(desk, waiting_list.id_of(desk, package))
    assert (detail.state, detail.providers) == (State.WAITING, ())
    with pytest.raises(WorldError, match="withdraw_twice"):
        withdrawing.withdraw(desk, number, "again")
    with pytest.raises(WorldError, match="undo_left_building"):
        undoing.undo(desk)


def test_what_an_issue_rests_on_cannot_be_undone(desk: Desk, solved: RoundView) -> None:
    """Neither a move before it nor the plan, and the person hears what rests on it."""
    package = movable(solved)
    view = moves.move(
        desk, solved.id, solved.version, package, 1, elsewhere(solved, package), "x", authorised_by="Head"
    )
    issue(desk, view, package)
    with reading(desk) as read:
        act = next(line for line in read.history([]) if line.kind == "move")
        assert [line.kind for line in read.relying(act.number)] == ["issue"]


def test_everything_against_an_issue_is_told_at_once(desk: Desk, solved: RoundView) -> None:
    """Unplaced, unauthorised, changed since, not waiting any more."""
    unplaced = min(each.package for each in solved.plan if each.award is None)
    changed, closed = placed(solved)[:2]
    draft = referrals.draft_of(desk, waiting_list.id_of(desk, changed))
    visits = tuple({**visit, "minutes": str(int(visit["minutes"]) + 5)} for visit in draft.visits)
    referrals.save_referral(desk, replace(draft, visits=visits))
    detail = waiting_list.package(desk, waiting_list.id_of(desk, closed))
    referrals.close_package(desk, detail.id, detail.version, EndReason.DIED)
    wanted = [unplaced, changed, closed, *placed(solved, authority=True)[:1]]
    with pytest.raises(WorldError) as refusal:
        issue(desk, solved, *wanted)
    assert codes(refusal) >= {"issue_unplaced", "issue_changed", "issue_state"}
    assert ("issue_authority" in codes(refusal)) == bool(placed(solved, authority=True))
    assert records.records(desk).total == 0
    with pytest.raises(WorldError, match="issue_nothing"):
        issue(desk, solved)


def test_a_step_that_needs_authority_is_issued_once_authorised(desk: Desk, solved: RoundView) -> None:
    """A proposal is authorised by a named person with a reason, and only while it stays there."""
    package, award = next(
        (part.part.package, option.award)
        for part in solved.problem.parts
        for option in part.options
        if solved.problem.index.steps[option.award.contract, option.award.step].needs_authority
        and try_move(solved, part.part.package, 1, option.award).valid
    )
    solved = moves.move(desk, solved.id, solved.version, package, 1, award, "the only one with evenings")
    assert package in moves.proposals(solved)
    with pytest.raises(WorldError) as refusal:
        moves.authorise(desk, solved.id, solved.version, [package], "", " ")
    assert codes(refusal) == {"authority_by", "authority_reason"}
    with pytest.raises(WorldError, match="authority_nothing"):
        moves.authorise(desk, solved.id, solved.version, placed(solved)[:1], "Head", "needed")
    with pytest.raises(WorldError, match="issue_authority"):
        issue(desk, solved, package)
    view = moves.authorise(desk, solved.id, solved.version, [package], "Head of Service", "no other room")
    assert package not in moves.proposals(view)
    assert b"Head of Service" in records.record_pages(
        desk, record_id(desk, issue(desk, view, package).numbers[package])
    )


def test_several_proposals_are_authorised_and_undone_together(desk: Desk, solved: RoundView) -> None:
    """One decision is one act, however many packages it is about; one that needs nothing refuses them all."""
    steps = solved.problem.index.steps
    for part in solved.problem.parts:
        for option in part.options:
            proposal = steps[option.award.contract, option.award.step].needs_authority
            if proposal and try_move(solved, *part.key, option.award).valid:
                solved = moves.move(
                    desk, solved.id, solved.version, *part.key, option.award, "The family asked"
                )
                break
        if len(moves.proposals(solved)) == 2:
            break
    both = moves.proposals(solved)
    assert len(both) == 2
    plain = placed(solved)[0]
    with pytest.raises(WorldError, match="authority_nothing"):
        moves.authorise(desk, solved.id, solved.version, [*both, plain], "Head", "needed")
    assert moves.proposals(rounds.round_view(desk, solved.id)) == both
    view = moves.authorise(desk, solved.id, solved.version, both, "Head", "needed")
    assert moves.proposals(view) == ()
    undoing.undo(desk)
    assert moves.proposals(rounds.round_view(desk, solved.id)) == both


def test_an_issued_package_is_corrected_by_a_new_record(desk: Desk, solved: RoundView) -> None:
    """The new one names the old, whose pages stay as they were; it is not moved meanwhile."""
    package = placed(solved)[0]
    first = issue(desk, solved, package).numbers[package]
    old = records.record_pages(desk, record_id(desk, first))
    view = rounds.round_view(desk, solved.id)
    with pytest.raises(WorldError, match="move_issued"):
        moves.unplace(desk, view.id, view.version, package, None, "x")
    second = issue(desk, view, package).numbers[package]
    row = records.records(desk).rows[0]
    assert (row.number, row.corrects) == (second, first)
    assert records.record_pages(desk, record_id(desk, first)) == old
    again = rounds.freeze_round(desk)
    held = [each for each in again.round_.placements if each.package == package]
    assert len(held) == len(again.problem.index.packages[package].parts)
