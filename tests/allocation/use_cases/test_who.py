"""Every use case asks who acts and what they may do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from allocation.acts.offers import Answer
from allocation.acts.rows import EndReason, EraseReason
from allocation.errors import WorldError
from allocation.intake import Intake
from allocation.lists import PackageQuery
from allocation.model import AwardKey, Effort, Outcome, Plan, Result, StoppedBy
from allocation.use_cases import (
    care,
    chain,
    council,
    erasure,
    imports,
    issuing,
    moves,
    notes,
    offer_answers,
    offers,
    providers,
    records,
    referrals,
    refusals,
    register,
    rounds,
    undoing,
    waiting_list,
    withdrawing,
)
from allocation.use_cases.desk import Desk
from allocation.use_cases.who import ROLES, Actor, Right, may
from tests.desks import PlainPaper, small_council, solve_round

AWARD = AwardKey(1, "C", "L", "P")
RESULT = Result(Plan(()), (), Effort(), StoppedBy.DONE, 0, 0.0)
DAY = date(2026, 6, 1)

WRITES: dict[str, Callable[[Desk], object]] = {
    "import": lambda desk: imports.apply_import(desk, Intake(*small_council()), "x", 0),
    "grades": lambda desk: register.apply_grades(desk, [], "x"),
    "referral": lambda desk: referrals.save_referral(desk, referrals.new_draft(desk)),
    "offer": lambda desk: offers.offer(desk, "x", 1, AWARD),
    "answer": lambda desk: offer_answers.answer_offer(desk, "x", 1, Answer.ACCEPTED),
    "close": lambda desk: referrals.close_package(desk, "x", 1, EndReason.OTHER),
    "reopen": lambda desk: referrals.reopen_package(desk, "x", 1),
    "suspend_care": lambda desk: care.suspend_care(desk, "x", 1),
    "resume_care": lambda desk: care.resume_care(desk, "x", 1),
    "start_care": lambda desk: care.start_care(desk, "x", 1),
    "note": lambda desk: notes.add_note(desk, "package", "x", "text"),
    "note_done": lambda desk: notes.finish_follow_up(desk, "x"),
    "withdraw_refusal": lambda desk: refusals.withdraw_refusal(desk, "x", 1),
    "refusal": lambda desk: refusals.record_refusal(desk, "x", "y", Outcome.DECLINED, DAY, "why"),
    "return": lambda desk: providers.save_return(desk, "x", (), DAY, 0),
    "suspend_provider": lambda desk: providers.suspend(desk, "x", DAY, "why", "who"),
    "end_suspension": lambda desk: providers.end_suspension(desk, "x", 1, DAY),
    "freeze": rounds.freeze_round,
    "allocate": lambda desk: solve_round(desk, "x"),
    "plan": lambda desk: rounds.keep_plan(desk, "x", RESULT, 1),
    "move": lambda desk: moves.move(desk, "x", 1, "P", 1, AWARD, "why"),
    "unplace": lambda desk: moves.unplace(desk, "x", 1, "P", 1, "why"),
    "authorise": lambda desk: moves.authorise(desk, "x", 1, ["P"], "who", "why"),
    "issue": lambda desk: issuing.issue(desk, "x", 1, ["P"], PlainPaper()),
    "withdraw": lambda desk: withdrawing.withdraw(desk, "x", "why"),
    "undo": undoing.undo,
    "redo": undoing.redo,
    "settings": lambda desk: council.save_settings(desk, replace(council.settings(desk), name="x")),
    "notice": council.accept_notice,
    "erase_person": lambda desk: erasure.erase_person(desk, "x", EraseReason.ASKED),
}

READS: dict[str, Callable[[Desk], object]] = {
    "packages": lambda desk: waiting_list.packages(desk, PackageQuery()),
    "choices": waiting_list.choices,
    "counts": waiting_list.counts,
    "providers": providers.providers,
    "rounds": rounds.rounds,
    "records": records.records,
    "offers": offers.offers,
    "history": undoing.history,
    "settings": council.settings,
    "chain": chain.verify,
}


@pytest.mark.parametrize("name", WRITES)
def test_a_reader_writes_nothing(desk: Desk, name: str) -> None:
    """Who may only read is refused before anything is looked at."""
    reader = replace(desk, actor=Actor("Rae Reader", "reader"))
    with pytest.raises(WorldError) as refusal:
        WRITES[name](reader)
    assert refusal.value.faults[0].code == "not_allowed"
    assert len(undoing.history(desk)) == 1


@pytest.mark.parametrize("name", READS)
def test_a_reader_reads_and_a_stranger_does_not(desk: Desk, name: str) -> None:
    """Reading is asked for too; nobody at the desk, or an unknown role, sees nothing."""
    READS[name](replace(desk, actor=Actor("Rae Reader", "reader")))
    for actor, code in ((Actor("X", "visitor"), "not_allowed"), (Actor(" "), "nobody")):
        with pytest.raises(WorldError, match=code):
            READS[name](replace(desk, actor=actor))


def test_the_broker_may_do_everything() -> None:
    """There is one role that works today, and its rights are all of them."""
    assert all(may(Actor("Ann"), right) for right in Right)
    assert ROLES["reader"] == {Right.READ}
