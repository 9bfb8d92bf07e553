"""What comes of offers: accepted, declined, lapsed, withdrawn, undone, issued as accepted."""

import pytest

from allocation.acts.offers import Answer
from allocation.acts.rows import Promise, State
from allocation.check import reasons
from allocation.errors import WorldError
from allocation.lists import OfferState
from allocation.model import Outcome
from allocation.use_cases import care, issuing, rounds, undoing, waiting_list, withdrawing
from allocation.use_cases.asking import ask_now
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offer
from tests.allocation.use_cases.offered import FIRST, SECOND, THIRD, council, left, out, say, state, version
from tests.desks import HandClock, PlainPaper, solve_round


def test_a_refusal_frees_the_room_and_opens_the_next_turn_and_can_be_undone(empty: Desk) -> None:
    """Declined with its reason, the pair is ruled out, the package waits again and the next is asked; undone,
    it is out as before.
    """
    key = council(empty)
    offer(empty, key, 1, FIRST)
    with pytest.raises(WorldError, match="offer_reason"):
        say(empty, "avon", Answer.DECLINED)
    say(empty, "avon", Answer.DECLINED, "No staff in the mornings")
    assert (state(empty), out(empty), left(empty, "avon")) == (State.WAITING, [], 300)
    [refusal] = waiting_list.package(empty, key).refusals
    assert (refusal.refusal.outcome, refusal.refusal.reason) == (Outcome.DECLINED, "No staff in the mornings")
    assert [r.award for r in ask_now(empty, key).ladders[0].asked] == [SECOND, THIRD]
    undoing.undo(empty)
    assert (state(empty), [row.provider for row in out(empty)]) == (State.OFFERED, ["avon"])
    assert waiting_list.package(empty, key).refusals == ()
    with pytest.raises(WorldError, match="undo_left_building"):
        undoing.undo(empty, _last_ask(empty))


def _last_ask(desk: Desk) -> int:
    return next(line.number for line in undoing.history(desk) if line.kind == "ask")


def test_no_answer_lapses_only_after_the_deadline(empty: Desk) -> None:
    """Before it, there is still time to answer."""
    offer(empty, council(empty), 1, FIRST)
    with pytest.raises(WorldError, match="offer_early"):
        say(empty, "avon", Answer.LAPSED)
    assert isinstance(empty.clock, HandClock)
    empty.clock.day = empty.clock.day.replace(day=4)
    say(empty, "avon", Answer.LAPSED)
    [refusal] = waiting_list.package(empty, waiting_list.id_of(empty, "P1")).refusals
    assert refusal.refusal.outcome is Outcome.LAPSED


def test_the_earliest_in_order_that_accepts_has_it(empty: Desk) -> None:
    """Of two asked at once the second accepts first: it waits for the first, which accepts and has it; the
    other's offer is withdrawn and its room free. A third is not asked beside them.
    """
    key = council(empty, together=2)
    for each in (FIRST, SECOND):
        offer(empty, key, 1, each)
    with pytest.raises(WorldError, match="offer_turn"):
        offer(empty, key, 1, THIRD)
    assert (left(empty, "avon"), left(empty, "brae")) == (90, 90)
    frozen = rounds.freeze_round(empty)
    assert {limit.minutes for limit in frozen.problem.limits if limit.figure} == {90, 300}
    told = [each for each in reasons(frozen.round_, frozen.plan) if each.package == "P1"]
    assert [(each.provider, each.code) for each in told] == [("avon", "held"), ("brae", "also_asked")]
    assert not say(empty, "brae", Answer.ACCEPTED)
    assert (state(empty), [row.answer for row in out(empty)]) == (State.OFFERED, [None, Answer.ACCEPTED])
    with pytest.raises(WorldError, match="offer_accepted"):
        say(empty, "brae", Answer.ACCEPTED)
    assert say(empty, "avon", Answer.ACCEPTED)
    assert (state(empty), out(empty)) == (State.ACCEPTED, [])
    [row] = out(empty, OfferState.ACCEPTED)
    assert row.provider == "avon"
    assert [row.answer for row in out(empty, OfferState.ENDED)] == [Answer.WITHDRAWN]
    assert (left(empty, "avon"), left(empty, "brae")) == (90, 300)


def test_an_acceptance_that_waited_holds_once_the_one_before_said_no(empty: Desk) -> None:
    """The first declines, so the second, which had accepted, has it at once."""
    key = council(empty, together=2)
    for each in (FIRST, SECOND):
        offer(empty, key, 1, each)
    say(empty, "brae", Answer.ACCEPTED)
    say(empty, "avon", Answer.DECLINED, "Full")
    assert state(empty) is State.ACCEPTED
    assert [row.provider for row in out(empty, OfferState.ACCEPTED)] == ["brae"]


def test_what_was_accepted_is_issued_from_a_round_as_it_was_accepted(empty: Desk) -> None:
    """The round holds it where it was accepted; its record is issued from there, and what is out is not."""
    offer(empty, council(empty), 1, FIRST)
    view = rounds.freeze_round(empty)
    with pytest.raises(WorldError, match="issue_state"):
        issuing.issue(empty, view.id, view.version, ["P1"], PlainPaper())
    say(empty, "avon", Answer.ACCEPTED)
    view = solve_round(empty)
    assert view.plan.awards["P1", 1] == FIRST
    number = issuing.issue(empty, view.id, view.version, ["P1"], PlainPaper()).numbers["P1"]
    assert (state(empty), out(empty, OfferState.ACCEPTED)) == (State.ACCEPTED, [])
    assert left(empty, "avon") == 90
    withdrawing.withdraw(empty, number, "A mistake")
    assert (state(empty), left(empty, "avon")) == (State.WAITING, 300)


def test_a_plan_that_has_it_elsewhere_cannot_be_issued(empty: Desk) -> None:
    """Who accepted has it: a plan of before the offer that places it elsewhere is refused."""
    key = council(empty)
    view = solve_round(empty)
    offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.DECLINED, "Full")
    offer(empty, key, 1, SECOND)
    say(empty, "brae", Answer.ACCEPTED)
    with pytest.raises(WorldError, match="issue_state"):
        issuing.issue(empty, view.id, view.version, ["P1"], PlainPaper())


def test_an_offer_is_taken_back_and_nobody_is_refused(empty: Desk) -> None:
    """Withdrawn, also after it was accepted: the package waits, and the same provider may be asked again."""
    key = council(empty)
    made = offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.WITHDRAWN, "The family found somebody")
    assert (state(empty), ask_now(empty, key).ladders[0].asked[0].award) == (State.WAITING, FIRST)
    with pytest.raises(WorldError, match="offer_ended"):
        answer_offer(empty, made.key, version(empty, made.key), Answer.ACCEPTED)
    offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.ACCEPTED)
    [row] = out(empty, OfferState.ACCEPTED)
    answer_offer(empty, row.id, row.version, Answer.WITHDRAWN, reason="Its manager rang")
    assert (state(empty), left(empty, "avon")) == (State.WAITING, 300)


def test_an_undo_never_promises_room_that_has_gone(empty: Desk) -> None:
    """A refusal gave room back, which somebody else was offered since: it cannot be undone any more."""
    key = council(empty)
    offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.DECLINED, "Full")
    act = undoing.history(empty)[0].number
    offer(empty, waiting_list.id_of(empty, "P2"), 1, FIRST)
    with pytest.raises(WorldError, match="undo_room"):
        undoing.undo(empty, act)
    assert [row.package for row in out(empty)] == ["P2"]
    assert state(empty) is State.WAITING


def test_care_does_not_begin_with_two_at_once(empty: Desk) -> None:
    """While a part is out with several, nobody knows whose care began."""
    key = council(empty, together=2)
    for each in (FIRST, SECOND):
        offer(empty, key, 1, each)
    with pytest.raises(WorldError, match="care_offers"):
        care.start_care(empty, key, waiting_list.package(empty, key).version)
    say(empty, "brae", Answer.DECLINED, "Full")
    care.start_care(empty, key, waiting_list.package(empty, key).version)
    with reading(empty) as view:
        assert [row.value.accepted for row in view.rows(Promise, ended=None)] == [True]
