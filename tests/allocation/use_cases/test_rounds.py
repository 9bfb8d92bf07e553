"""A round from frozen tables to issued records, moved by hand on the way."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from allocation.acts.rows import EndReason, EraseReason, State
from allocation.check.certificate import Certificate
from allocation.codec import round_sha256, to_bytes
from allocation.errors import WorldError
from allocation.lists import PackageQuery, RecordQuery
from allocation.model import Aim, AwardKey, CapacityRow, Effort, PlacementKind, Result, Round
from allocation.ports import Progress
from allocation.problem import build
from allocation.problem.aims import aim_values
from allocation.use_cases import (
    care,
    erasure,
    issuing,
    moves,
    providers,
    records,
    referrals,
    rounds,
    undoing,
    waiting_list,
    withdrawing,
)
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.rounds import RoundView
from tests.desks import PlainPaper, Waterfall, never, no_progress, try_move


def _placed(view: RoundView, *, authority: bool = False) -> list[str]:
    """Packages that the plan places, whose step needs no authority (or does)."""
    packages = sorted({each.package for each in view.plan if each.award is not None})
    return [each for each in packages if bool(moves.needing_authority(view, each)) == authority]


def _issue(desk: Desk, view: RoundView, *packages: str) -> issuing.Issued:
    return issuing.issue(desk, view.id, view.version, packages, PlainPaper())


def _codes(refusal: pytest.ExceptionInfo[WorldError]) -> set[str]:
    return {fault.code for fault in refusal.value.faults}


def _elsewhere(view: RoundView, package: str) -> AwardKey:
    """An award that could take the package validly, and has not."""
    part = next(each for each in view.problem.parts if each.part.package == package)
    now = view.plan.awards[part.key]
    return next(
        option.award
        for option in part.options
        if option.award != now and try_move(view, package, part.part.number, option.award).valid
    )


def _movable(view: RoundView) -> str:
    for package in _placed(view):
        try:
            _elsewhere(view, package)
        except StopIteration:
            continue
        return package
    raise AssertionError("nothing can be moved")


def test_an_empty_desk_has_no_round(empty: Desk) -> None:
    """Where nothing waits there is nothing to freeze."""
    with pytest.raises(WorldError, match="round_empty"):
        rounds.freeze_round(empty)


def test_a_frozen_round_stays_as_it_was(desk: Desk) -> None:
    """Whatever changes later, the round that was frozen has the same fingerprint."""
    view = rounds.freeze_round(desk)
    before = round_sha256(view.round_)
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    referrals.close_package(desk, row.id, row.version, EndReason.FAMILY)
    again = rounds.round_view(desk, view.id)
    assert round_sha256(again.round_) == before
    assert row.reference in again.problem.index.packages
    assert [each.id for each in rounds.rounds(desk)] == [view.id]


def test_before_a_solve_nothing_is_placed(desk: Desk) -> None:
    """The plan of a fresh round places only what is settled, and its verdict says what that is worth."""
    view = rounds.freeze_round(desk)
    assert view.result is None
    assert all(each.award is None for each in view.plan)
    assert view.verdict.valid
    assert not view.verdict.justified


def test_a_solved_round_is_valid_and_justified(solved: RoundView) -> None:
    """The plan is judged by the check, whoever made it."""
    assert solved.verdict.justified
    assert _placed(solved)


class Boaster(Waterfall):
    """Calls every aim proven, with a certificate that proves none."""

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """The waterfall's plan, praised."""
        result = super().solve(round_, effort, on_progress, cancelled)
        problem = build(round_)
        values = aim_values(problem, problem.chosen(result.plan))
        aims = tuple(Aim(name, value, value, True, "proven") for name, value in values.items())
        certificate = to_bytes(Certificate(tuple(values.items()), ()))
        return replace(result, aims=aims, certificate=certificate.decode())


def test_what_a_solver_calls_proven_is_kept_only_as_far_as_the_check_agrees(desk: Desk) -> None:
    """Aims are kept with their values, but nobody reads that they are the best possible, checked."""
    frozen = rounds.freeze_round(desk)
    view = rounds.allocate(desk, frozen.id, Effort(), Boaster(), no_progress, never)
    assert view.result is not None
    assert {aim.aim: aim.value for aim in view.result.aims} == view.verdict.aims
    assert {(aim.proven, aim.proven_by) for aim in view.result.aims} == {(False, "bound")}


def test_a_move_is_a_pin_with_its_reason(desk: Desk, solved: RoundView) -> None:
    """It is judged at once, stays over a new solve, and one undo takes it back."""
    package = _movable(solved)
    award = _elsewhere(solved, package)
    view = moves.move(desk, solved.id, solved.version, package, 1, award, "the family knows them")
    assert view.plan.awards[package, 1] == award
    assert view.problem.index.placement_kind(package, 1) is PlacementKind.PIN
    assert view.verdict == try_move(solved, package, 1, award)
    view = rounds.allocate(desk, view.id, Effort(), Waterfall(), no_progress, never)
    assert view.plan.awards[package, 1] == award
    undoing.undo(desk)
    undoing.undo(desk)
    view = rounds.round_view(desk, solved.id)
    assert (view.plan, view.moves) == (solved.plan, ())


def test_a_package_is_taken_out(desk: Desk, solved: RoundView) -> None:
    """Then it is not placed, and a new solve decides anew."""
    package = _placed(solved)[0]
    view = moves.unplace(desk, solved.id, solved.version, package, None, "asked to wait")
    assert {each.award for each in view.plan if each.package == package} == {None}
    assert not view.verdict.justified
    view = rounds.allocate(desk, view.id, Effort(), Waterfall(), no_progress, never)
    assert view.plan == solved.plan


def test_a_move_needs_its_reason_and_its_authority(desk: Desk, solved: RoundView) -> None:
    """Every fault of a move is told; nothing is kept."""
    package = _movable(solved)
    award = _elsewhere(solved, package)
    with pytest.raises(WorldError) as refusal:
        moves.move(desk, solved.id, solved.version, package, 1, award, " ", waives=("room",))  # type: ignore[arg-type]
    assert _codes(refusal) == {"move_reason", "move_authority"}
    with pytest.raises(WorldError, match="move_unknown"):
        moves.move(desk, solved.id, solved.version, package, 9, award, "x")
    with pytest.raises(WorldError, match="conflict"):
        moves.move(desk, solved.id, solved.version - 1, package, 1, award, "x")


def test_a_plan_that_was_moved_meanwhile_is_not_overwritten(desk: Desk, solved: RoundView) -> None:
    """A solve that ends after somebody moved a package is a conflict."""
    package = _movable(solved)
    moves.move(desk, solved.id, solved.version, package, 1, _elsewhere(solved, package), "x")
    assert solved.result is not None
    with pytest.raises(WorldError, match="conflict"):
        rounds.keep_plan(desk, solved.id, solved.result, solved.version)


def test_an_issue_makes_records_and_promises(desk: Desk, solved: RoundView) -> None:
    """Numbers count up, packages are accepted, records are found, pages are the same every time."""
    packages = _placed(solved)[:3]
    issued = _issue(desk, solved, *packages)
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
    package = _placed(solved)[0]
    number = _issue(desk, solved, package).numbers[package]
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
    package = _movable(solved)
    view = moves.move(
        desk, solved.id, solved.version, package, 1, _elsewhere(solved, package), "x", authorised_by="Head"
    )
    _issue(desk, view, package)
    with reading(desk) as read:
        act = next(line for line in read.history([]) if line.kind == "move")
        assert [line.kind for line in read.relying(act.number)] == ["issue"]


def test_everything_against_an_issue_is_told_at_once(desk: Desk, solved: RoundView) -> None:
    """Unplaced, unauthorised, changed since, not waiting any more."""
    unplaced = min(each.package for each in solved.plan if each.award is None)
    changed, closed = _placed(solved)[:2]
    draft = referrals.draft_of(desk, waiting_list.id_of(desk, changed))
    visits = tuple({**visit, "minutes": str(int(visit["minutes"]) + 5)} for visit in draft.visits)
    referrals.save_referral(desk, replace(draft, visits=visits))
    detail = waiting_list.package(desk, waiting_list.id_of(desk, closed))
    referrals.close_package(desk, detail.id, detail.version, EndReason.DIED)
    wanted = [unplaced, changed, closed, *_placed(solved, authority=True)[:1]]
    with pytest.raises(WorldError) as refusal:
        _issue(desk, solved, *wanted)
    assert _codes(refusal) >= {"issue_unplaced", "issue_changed", "issue_state"}
    assert ("issue_authority" in _codes(refusal)) == bool(_placed(solved, authority=True))
    assert records.records(desk).total == 0
    with pytest.raises(WorldError, match="issue_nothing"):
        _issue(desk, solved)


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
    assert _codes(refusal) == {"authority_by", "authority_reason"}
    with pytest.raises(WorldError, match="authority_nothing"):
        moves.authorise(desk, solved.id, solved.version, _placed(solved)[:1], "Head", "needed")
    with pytest.raises(WorldError, match="issue_authority"):
        _issue(desk, solved, package)
    view = moves.authorise(desk, solved.id, solved.version, [package], "Head of Service", "no other room")
    assert package not in moves.proposals(view)
    assert b"Head of Service" in records.record_pages(
        desk, _record_id(desk, _issue(desk, view, package).numbers[package])
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
    plain = _placed(solved)[0]
    with pytest.raises(WorldError, match="authority_nothing"):
        moves.authorise(desk, solved.id, solved.version, [*both, plain], "Head", "needed")
    assert moves.proposals(rounds.round_view(desk, solved.id)) == both
    view = moves.authorise(desk, solved.id, solved.version, both, "Head", "needed")
    assert moves.proposals(view) == ()
    undoing.undo(desk)
    assert moves.proposals(rounds.round_view(desk, solved.id)) == both


def _record_id(desk: Desk, number: str) -> str:
    return next(row.id for row in records.records(desk).rows if row.number == number)


def test_an_issued_package_is_corrected_by_a_new_record(desk: Desk, solved: RoundView) -> None:
    """The new one names the old, whose pages stay as they were; it is not moved meanwhile."""
    package = _placed(solved)[0]
    first = _issue(desk, solved, package).numbers[package]
    old = records.record_pages(desk, _record_id(desk, first))
    view = rounds.round_view(desk, solved.id)
    with pytest.raises(WorldError, match="move_issued"):
        moves.unplace(desk, view.id, view.version, package, None, "x")
    second = _issue(desk, view, package).numbers[package]
    row = records.records(desk).rows[0]
    assert (row.number, row.corrects) == (second, first)
    assert records.record_pages(desk, _record_id(desk, first)) == old
    again = rounds.freeze_round(desk)
    held = [each for each in again.round_.placements if each.package == package]
    assert len(held) == len(again.problem.index.packages[package].parts)


def test_what_is_promised_holds_room_until_the_next_return(desk: Desk, solved: RoundView) -> None:
    """Accepted since the return is held against it; a later return has it netted off already."""
    package = _placed(solved)[0]
    _issue(desk, solved, package)
    award = solved.plan.awards[package, 1]
    assert award is not None
    view = rounds.freeze_round(desk)
    assert view.problem.index.placement_kind(package, 1) is PlacementKind.HELD
    clock: Any = desk.clock
    clock.day += timedelta(days=2)
    row = next(each for each in providers.providers(desk) if each.provider == award.provider)
    detail = providers.provider(desk, row.id)
    rows = tuple(replace(each, until=None) for each in detail.rows)
    providers.save_return(desk, row.id, rows, clock.day, detail.return_version)
    view = rounds.freeze_round(desk)
    assert view.problem.index.placement_kind(package, 1) is PlacementKind.LIVE
    assert view.verdict.valid


def test_room_that_is_gone_is_not_promised(desk: Desk, solved: RoundView) -> None:
    """A return lowered after the plan was made stops the issue, though the plan itself is valid."""
    package = _placed(solved)[0]
    award = solved.plan.awards[package, 1]
    assert award is not None
    row = next(each for each in providers.providers(desk) if each.provider == award.provider)
    detail = providers.provider(desk, row.id)
    none = (CapacityRow("", 0),)
    providers.save_return(desk, row.id, none, desk.clock.today(), detail.return_version)
    assert rounds.round_view(desk, solved.id).verdict.valid
    with pytest.raises(WorldError, match="issue_room"):
        _issue(desk, solved, package)


def test_two_plans_never_promise_the_same_room(desk: Desk, solved: RoundView) -> None:
    """Two rounds of one morning, each valid by itself and issued at once, stay within each return."""
    other = rounds.allocate(desk, rounds.freeze_round(desk).id, Effort(), Waterfall(), no_progress, never)
    halves = (_placed(solved)[::2], _placed(other))
    done: list[object] = []

    def issue(view: RoundView, packages: list[str]) -> None:
        try:
            done.append(_issue(desk, view, *packages))
        except WorldError as error:
            done.append(error)

    threads = [
        threading.Thread(target=issue, args=each) for each in zip((solved, other), halves, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(each, issuing.Issued) for each in done) == 1
    assert rounds.freeze_round(desk).verdict.valid


def test_care_starts_rests_and_goes_on(desk: Desk, solved: RoundView) -> None:
    """An accepted package lives, rests, lives; a closed one frees what it held."""
    package = _placed(solved)[0]
    _issue(desk, solved, package)
    key = waiting_list.id_of(desk, package)
    for step, state in (
        (care.start_care, State.LIVE),
        (care.suspend_care, State.SUSPENDED),
        (care.resume_care, State.LIVE),
    ):
        step(desk, key, waiting_list.package(desk, key).version)
        assert waiting_list.package(desk, key).state is state
    referrals.close_package(desk, key, waiting_list.package(desk, key).version, EndReason.RESIDENTIAL_CARE)
    assert package not in rounds.freeze_round(desk).problem.index.packages


def test_an_erased_person_leaves_hashes_and_figures(desk: Desk, solved: RoundView) -> None:
    """Name, notes and pages are gone for good; the package, the record's figures and the chain stand."""
    package = _placed(solved)[0]
    _issue(desk, solved, package)
    key = waiting_list.id_of(desk, package)
    person = waiting_list.package(desk, key).person_id
    record = records.records(desk).rows[0]
    erasure.erase_person(desk, person, EraseReason.ASKED)
    detail = waiting_list.package(desk, key)
    assert (detail.person.name, detail.person.reference) == ("", "")
    assert records.records(desk).rows[0] == record
    for what in ("record", "confirmation"):
        with pytest.raises(WorldError, match="erased"):
            records.record_pages(desk, record.id, what)
    with reading(desk) as view:
        assert view.broken_at() is None
    with pytest.raises(WorldError, match="erase_twice"):
        erasure.erase_person(desk, person, EraseReason.ASKED)
    with pytest.raises(WorldError, match="undo_left_building"):
        undoing.undo(desk)
