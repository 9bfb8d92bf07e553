"""Offers: asked from the ladder, holding room while they are out, answered, undone, issued."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from allocation.acts.offers import Answer, Offer
from allocation.acts.rows import EndReason, Promise, State
from allocation.check import reasons
from allocation.errors import WorldError
from allocation.lists import OfferQuery, OfferRow, OfferState
from allocation.model import AwardKey, Effort, Outcome, PlacementKind, Ranking, Step
from allocation.use_cases import care, imports, issuing, referrals, rounds, undoing, waiting_list, withdrawing
from allocation.use_cases.asking import ask_now
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offer, offers
from tests.allocation.sample import award, package, round_of, visit
from tests.allocation.use_cases.files import tables_of
from tests.desks import HandClock, PlainPaper, Waterfall, bring_in, never, no_progress

STEP = Step("C", 1, "Lot providers", Ranking.RANK, response_hours=48)
NAMES = ("avon", "brae", "clyde")
FIRST, SECOND, THIRD = (AwardKey(1, "C", "L", name) for name in NAMES)


def council(desk: Desk, *, together: int = 1, hours: int = 5, **step: Any) -> str:
    """Two packages of 3 h 30 a week and three providers, in rank; the first package's id."""
    values: dict[str, Any] = {"steps": (replace(STEP, ask_together=together, **step),)}
    values["awards"] = tuple(award(name, rank=place) for place, name in enumerate(NAMES, 1))
    values["capacity"] = tuple(
        replace(row, provider=name, minutes=60 * hours) for row in round_of().capacity for name in NAMES
    )
    bring_in(desk, round_of(packages=(package(), package("P2")), **values))
    return waiting_list.id_of(desk, "P1")


def out(desk: Desk, state: OfferState = OfferState.OUT) -> list[OfferRow]:
    """The offers in a state."""
    return list(offers(desk, OfferQuery(state=state)).rows)


def say(desk: Desk, provider: str, answer: Answer, reason: str = "") -> bool:
    """A provider answers what it was offered; whether it has the package."""
    [row] = [each for each in out(desk) if each.provider == provider]
    return answer_offer(desk, row.id, row.version, answer, reason=reason).holds


def state(desk: Desk, reference: str = "P1") -> State:
    """A package's state."""
    return waiting_list.package(desk, waiting_list.id_of(desk, reference)).state


def left(desk: Desk, provider: str, reference: str = "P2") -> int:
    """The minutes that another package would find with a provider."""
    rungs = ask_now(desk, waiting_list.id_of(desk, reference)).ladders[0].rungs
    return next(r.room[0].left for r in rungs if r.award.provider == provider)


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


def test_a_ladder_says_what_was_answered_before(empty: Desk) -> None:
    """Whoever is out stands on its rung; whoever declined, was taken back or ended with the package is told
    with when it was asked, until when, and what was said; another package's offers are not.
    """
    key = council(empty, together=3, hours=20)
    offer(empty, waiting_list.id_of(empty, "P2"), 1, FIRST)
    made = [offer(empty, key, 1, award) for award in (FIRST, SECOND, THIRD)]
    answer_offer(empty, made[0].key, _version(empty, made[0].key), Answer.DECLINED, reason="No staff")
    answer_offer(empty, made[1].key, _version(empty, made[1].key), Answer.WITHDRAWN, reason="A better place")
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
    view = rounds.freeze_round(empty)
    view = rounds.allocate(empty, view.id, Effort(), Waterfall(), no_progress, never)
    assert view.plan.awards["P1", 1] == FIRST
    number = issuing.issue(empty, view.id, view.version, ["P1"], PlainPaper()).numbers["P1"]
    assert (state(empty), out(empty, OfferState.ACCEPTED)) == (State.ACCEPTED, [])
    assert left(empty, "avon") == 90
    withdrawing.withdraw(empty, number, "A mistake")
    assert (state(empty), left(empty, "avon")) == (State.WAITING, 300)


def test_a_plan_that_has_it_elsewhere_cannot_be_issued(empty: Desk) -> None:
    """Who accepted has it: a plan of before the offer that places it elsewhere is refused."""
    key = council(empty)
    view = rounds.freeze_round(empty)
    view = rounds.allocate(empty, view.id, Effort(), Waterfall(), no_progress, never)
    offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.DECLINED, "Full")
    offer(empty, key, 1, SECOND)
    say(empty, "brae", Answer.ACCEPTED)
    with pytest.raises(WorldError, match="issue_state"):
        issuing.issue(empty, view.id, view.version, ["P1"], PlainPaper())


def test_a_step_that_needs_authority_is_asked_when_somebody_gave_it(empty: Desk) -> None:
    """Who and why are kept with the offer."""
    key = council(empty, needs_authority=True)
    with pytest.raises(WorldError, match="offer_authority"):
        offer(empty, key, 1, FIRST, reason="Nobody else")
    offer(empty, key, 1, FIRST, reason="Nobody else", authorised_by="Head of Service")
    [row] = out(empty)
    assert (row.authorised_by, row.reason) == ("Head of Service", "Nobody else")


def test_an_offer_is_taken_back_and_nobody_is_refused(empty: Desk) -> None:
    """Withdrawn, also after it was accepted: the package waits, and the same provider may be asked again."""
    key = council(empty)
    made = offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.WITHDRAWN, "The family found somebody")
    assert (state(empty), ask_now(empty, key).ladders[0].asked[0].award) == (State.WAITING, FIRST)
    with pytest.raises(WorldError, match="offer_ended"):
        answer_offer(empty, made.key, _version(empty, made.key), Answer.ACCEPTED)
    offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.ACCEPTED)
    [row] = out(empty, OfferState.ACCEPTED)
    answer_offer(empty, row.id, row.version, Answer.WITHDRAWN, reason="Its manager rang")
    assert (state(empty), left(empty, "avon")) == (State.WAITING, 300)


def _version(desk: Desk, key: str) -> int:
    with reading(desk) as view:
        row = view.get(Offer, key)
        assert row is not None
        return row.version


def test_two_parts_are_asked_for_apart(empty: Desk) -> None:
    """The package is accepted when both its parts are."""
    parts = package(visits=(visit(), visit(band="tea", part=2)), split_allowed="The family")
    row = round_of(
        packages=(parts,), steps=(STEP,), awards=(award("avon", rank=1),), bands=("morning", "tea")
    )
    bring_in(empty, row)
    key = waiting_list.id_of(empty, "P1")
    for number in (1, 2):
        offer(empty, key, number, FIRST)
    for row_ in out(empty):
        assert row_.parts == 2
        assert state(empty) is State.OFFERED
        answer_offer(empty, row_.id, _version(empty, row_.id), Answer.ACCEPTED)
    assert state(empty) is State.ACCEPTED


def test_a_part_that_is_out_stays_in_its_package(empty: Desk) -> None:
    """Neither a form nor a file may take out a part that a provider was asked for; once that is taken back,
    both may.
    """
    council(empty)
    split = package(visits=(visit(), visit(band="tea", part=2)), split_allowed="A Person")
    whole = package(visits=(visit(), visit(band="tea")))
    bring_in(empty, round_of(packages=(split,)))
    key = waiting_list.id_of(empty, "P1")
    made = offer(empty, key, 2, FIRST)
    draft = referrals.draft_of(empty, key)
    one = replace(draft, visits=(draft.visits[0], {**draft.visits[1], "part": "1"}))
    renamed = replace(one, fields={**one.fields, "package": "P1a"})
    for form, reference in ((one, "P1"), (renamed, "P1a")):
        with pytest.raises(WorldError, match="part_held") as refused:
            referrals.save_referral(empty, form)
        [fault] = refused.value.faults
        assert (fault.file, fault.row, fault.column) == ("visits", 1, "part")
        assert fault.facts == {"package": reference, "part": 2, "provider": "Avon"}
    files = tables_of(round_of(packages=(package("P2"), whole)), {})
    [fault] = imports.read_files(empty, files).faults
    assert (fault.code, fault.file, fault.row, fault.column) == ("part_held", "visits.csv", 3, "part")
    answer_offer(
        empty, made.key, _version(empty, made.key), Answer.WITHDRAWN, reason="One provider after all"
    )
    assert imports.read_files(empty, files).faults == ()
    referrals.save_referral(empty, replace(one, read_version=referrals.draft_of(empty, key).read_version))
    assert len(waiting_list.package(empty, key).package.parts) == 1


def test_a_part_more_is_asked_for_and_a_part_less_leaves_it_accepted(empty: Desk) -> None:
    """A package that was accepted and is then shared out is offered again, so that its new part can be asked
    for; with that part put back it is accepted as before.
    """
    council(empty, hours=20)
    bring_in(empty, round_of(packages=(package(visits=(visit(), visit(band="tea"))),)))
    key = waiting_list.id_of(empty, "P1")
    offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.ACCEPTED)
    draft = referrals.draft_of(empty, key)
    visits = (draft.visits[0], {**draft.visits[1], "part": "2"})
    fields = {**draft.fields, "split_allowed": "A Person"}
    referrals.save_referral(empty, replace(draft, visits=visits, fields=fields))
    assert state(empty) is State.OFFERED
    made = offer(empty, key, 2, FIRST)
    answer_offer(
        empty, made.key, _version(empty, made.key), Answer.WITHDRAWN, reason="One provider after all"
    )
    assert state(empty) is State.OFFERED
    version = referrals.draft_of(empty, key).read_version
    referrals.save_referral(empty, replace(draft, read_version=version))
    assert state(empty) is State.ACCEPTED


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
