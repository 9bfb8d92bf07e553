"""Care begins, rests and goes on, as of the day on which it did."""

from datetime import timedelta

import pytest

from allocation.acts.rows import State
from allocation.errors import WorldError
from allocation.model import PlacementKind
from allocation.use_cases import care, rounds, undoing, waiting_list, withdrawing
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from tests.desks import issue_first


@pytest.fixture
def accepted(desk: Desk, solved: RoundView) -> waiting_list.PackageDetail:
    """A package that was issued today."""
    package = issue_first(desk, solved)
    return waiting_list.package(desk, waiting_list.id_of(desk, package))


def test_care_begins_on_the_day_that_is_said(desk: Desk, accepted: waiting_list.PackageDetail) -> None:
    """It may have begun before the record was issued, never on a day to come; it can be undone."""
    today = desk.clock.today()
    with pytest.raises(WorldError, match="care_future"):
        care.start_care(desk, accepted.id, accepted.version, today + timedelta(1))
    with pytest.raises(WorldError, match="conflict"):
        care.start_care(desk, accepted.id, accepted.version - 1)
    care.start_care(desk, accepted.id, accepted.version, today - timedelta(2))
    live = waiting_list.package(desk, accepted.id)
    assert (live.state, live.state_since) == (State.LIVE, today - timedelta(2))
    undoing.undo(desk)
    assert waiting_list.package(desk, accepted.id).state is State.ACCEPTED


def test_care_that_rests_keeps_its_place(desk: Desk, accepted: waiting_list.PackageDetail) -> None:
    """A stay in hospital frees no room: the next round still has the package where it was."""
    today = desk.clock.today()
    care.start_care(desk, accepted.id, accepted.version, today - timedelta(3))
    live = waiting_list.package(desk, accepted.id)
    with pytest.raises(WorldError, match="care_before"):
        care.suspend_care(desk, accepted.id, live.version, today - timedelta(4))
    care.suspend_care(desk, accepted.id, live.version, today - timedelta(1))
    resting = waiting_list.package(desk, accepted.id)
    assert (resting.state, resting.providers) == (State.SUSPENDED, accepted.providers)
    kind = rounds.freeze_round(desk).problem.index.placement_kind(accepted.package.package, 1)
    assert kind is PlacementKind.HELD
    care.resume_care(desk, accepted.id, resting.version)
    again = waiting_list.package(desk, accepted.id)
    assert (again.state, again.state_since) == (State.LIVE, today)


def test_a_withdrawn_record_leaves_nobody_accepted(desk: Desk, accepted: waiting_list.PackageDetail) -> None:
    """A package whose care rested before it began waits again once its record is withdrawn."""
    care.suspend_care(desk, accepted.id, accepted.version)
    withdrawing.withdraw(desk, accepted.records[0].number, "The provider handed it back")
    assert waiting_list.package(desk, accepted.id).state is State.WAITING
