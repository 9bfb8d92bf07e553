"""A round from frozen tables to a plan, moved by hand on the way."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from allocation.acts.rows import EndReason
from allocation.check.certificate import Certificate
from allocation.codec import round_sha256, to_bytes
from allocation.errors import WorldError
from allocation.lists import PackageQuery
from allocation.model import Aim, Effort, PlacementKind, Result, Round
from allocation.ports import Progress
from allocation.problem import build
from allocation.problem.aims import aim_values
from allocation.use_cases import (
    moves,
    referrals,
    rounds,
    undoing,
    waiting_list,
)
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from tests.allocation.use_cases.plans import codes, elsewhere, movable, placed
from tests.desks import Waterfall, never, no_progress, solve_round, try_move


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
    assert placed(solved)


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
    package = movable(solved)
    award = elsewhere(solved, package)
    view = moves.move(desk, solved.id, solved.version, package, 1, award, "the family knows them")
    assert view.plan.awards[package, 1] == award
    assert view.problem.index.placement_kind(package, 1) is PlacementKind.PIN
    assert view.verdict == try_move(solved, package, 1, award)
    view = solve_round(desk, view.id)
    assert view.plan.awards[package, 1] == award
    undoing.undo(desk)
    undoing.undo(desk)
    view = rounds.round_view(desk, solved.id)
    assert (view.plan, view.moves) == (solved.plan, ())


def test_a_package_is_taken_out(desk: Desk, solved: RoundView) -> None:
    """Then it is not placed, and a new solve decides anew."""
    package = placed(solved)[0]
    view = moves.unplace(desk, solved.id, solved.version, package, None, "asked to wait")
    assert {each.award for each in view.plan if each.package == package} == {None}
    assert not view.verdict.justified
    view = solve_round(desk, view.id)
    assert view.plan == solved.plan


def test_a_move_needs_its_reason_and_its_authority(desk: Desk, solved: RoundView) -> None:
    """Every fault of a move is told; nothing is kept."""
    package = movable(solved)
    award = elsewhere(solved, package)
    with pytest.raises(WorldError) as refusal:
        moves.move(desk, solved.id, solved.version, package, 1, award, " ", waives=("room",))  # type: ignore[arg-type]
    assert codes(refusal) == {"move_reason", "move_authority"}
    with pytest.raises(WorldError, match="move_unknown"):
        moves.move(desk, solved.id, solved.version, package, 9, award, "x")
    with pytest.raises(WorldError, match="conflict"):
        moves.move(desk, solved.id, solved.version - 1, package, 1, award, "x")


def test_a_plan_that_was_moved_meanwhile_is_not_overwritten(desk: Desk, solved: RoundView) -> None:
    """A solve that ends after somebody moved a package is a conflict."""
    package = movable(solved)
    moves.move(desk, solved.id, solved.version, package, 1, elsewhere(solved, package), "x")
    assert solved.result is not None
    with pytest.raises(WorldError, match="conflict"):
        rounds.keep_plan(desk, solved.id, solved.result, solved.version)
