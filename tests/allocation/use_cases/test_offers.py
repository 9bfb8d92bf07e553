"""Offers: asked from the ladder, in turn, with a deadline, holding room while they are out."""

from datetime import UTC, datetime

import pytest

from allocation.acts.offers import Answer
from allocation.acts.rows import EndReason, State
from allocation.errors import WorldError
from allocation.model import PlacementKind
from allocation.use_cases import referrals, rounds, waiting_list
from allocation.use_cases.asking import ask_now
from allocation.use_cases.desk import Desk
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offer
from tests.allocation.use_cases.offered import FIRST, SECOND, THIRD, council, left, out, state, version


def test_what_is_asked_is_out_until_its_deadline_and_holds_room(empty: Desk) -> None:
    """It is listed with its deadline in working days; other packages find its room taken, its own does not;
    a round has it as an offer that is out.
    """
    key = council(empty)
    made = offer(empty, key, 1, FIRST)
    assert made.due == datetime(2026, 6, 3, 12, 0, tzinfo=UTC) + (made.due - made.due.replace(second=0))
    [row] = out(empty)
    assert (row.package, row.provider, row.due, row.answer) == ("P1", "avon", made.due, None)
    assert (row.by, row.staff_minutes, row.parts) == (empty.actor.name, 210, 1)
    assert state(empty) is State.OFFERED
    asking = ask_now(empty, key)
    assert asking.ladders[0].asked[0].award == FIRST
    assert asking.out[1, FIRST].due == made.due
    assert left(empty, "avon") == 300 - 210
    view = rounds.freeze_round(empty)
    assert view.problem.index.placement_kind("P1", 1) is PlacementKind.HELD


def test_one_at_a_time_in_turn_unless_a_reason_is_given(empty: Desk) -> None:
    """The next is asked when the first has answered; before that only with a reason, which is kept. Nobody is
    asked twice, and nobody whom the ladder passes over.
    """
    key = council(empty)
    with pytest.raises(WorldError, match="offer_turn"):
        offer(empty, key, 1, SECOND)
    offer(empty, key, 1, FIRST)
    with pytest.raises(WorldError, match="offer_turn"):
        offer(empty, key, 1, SECOND)
    with pytest.raises(WorldError, match="offer_out"):
        offer(empty, key, 1, FIRST)
    with pytest.raises(WorldError, match="offer_barred"):
        offer(empty, waiting_list.id_of(empty, "P2"), 1, FIRST)
    offer(empty, key, 1, SECOND, reason="The family knows them")
    assert {row.reason for row in out(empty)} == {"", "The family knows them"}


def test_a_step_that_needs_authority_is_asked_when_somebody_gave_it(empty: Desk) -> None:
    """Who and why are kept with the offer."""
    key = council(empty, needs_authority=True)
    with pytest.raises(WorldError, match="offer_authority"):
        offer(empty, key, 1, FIRST, reason="Nobody else")
    offer(empty, key, 1, FIRST, reason="Nobody else", authorised_by="Head of Service")
    [row] = out(empty)
    assert (row.authorised_by, row.reason) == ("Head of Service", "Nobody else")


def test_a_ladder_says_what_was_answered_before(empty: Desk) -> None:
    """Whoever is out stands on its rung; whoever declined, was taken back or ended with the package is told
    with when it was asked, until when, and what was said; another package's offers are not.
    """
    key = council(empty, together=3, hours=20)
    offer(empty, waiting_list.id_of(empty, "P2"), 1, FIRST)
    made = [offer(empty, key, 1, award) for award in (FIRST, SECOND, THIRD)]
    answer_offer(empty, made[0].key, version(empty, made[0].key), Answer.DECLINED, reason="No staff")
    answer_offer(empty, made[1].key, version(empty, made[1].key), Answer.WITHDRAWN, reason="A better place")
    asking = ask_now(empty, key)
    assert list(asking.out) == [(1, THIRD)]
    assert [(each.award, each.answer, each.due) for each in asking.told] == [
        (FIRST, "declined", made[0].due),
        (SECOND, "withdrawn", made[1].due),
    ]
    assert all(each.answered and each.since < each.answered for each in asking.told)
    row = waiting_list.package(empty, key)
    referrals.close_package(empty, key, row.version, EndReason.OTHER)
    referrals.reopen_package(empty, key, waiting_list.package(empty, key).version)
    assert [each.answer for each in ask_now(empty, key).told] == ["declined", "withdrawn", ""]
