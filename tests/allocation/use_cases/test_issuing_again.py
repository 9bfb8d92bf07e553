"""Issuing looks once more: what was typed after the round was frozen stops it, with the reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from allocation.errors import WorldError
from allocation.model import Outcome, Placement, PlacementKind, Round
from allocation.use_cases import (
    issuing,
    moves,
    providers,
    records,
    refusals,
    rounds,
    undoing,
    waiting_list,
    withdrawing,
)
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from tests.desks import (
    PlainPaper,
    bring_in,
    small_council,
    solve_round,
    try_move,
)


def _package(view: RoundView) -> tuple[str, str]:
    """A package that the plan places at the first step, and its provider."""
    row = min((row for row in view.plan if row.award and row.award.step == 1), key=lambda row: row.package)
    assert row.award is not None
    return row.package, row.award.provider


def _against(desk: Desk, view: RoundView, package: str) -> dict[str, dict[str, str | int]]:
    """The faults that stand against issuing it now, by code."""
    with pytest.raises(WorldError) as refusal:
        issuing.issue(desk, view.id, view.version, [package], PlainPaper())
    assert records.records(desk).total == 0
    return {fault.code: fault.facts for fault in refusal.value.faults}


def _refuse(outcome: Outcome) -> Callable[[Desk, str, str], None]:
    def refuse(desk: Desk, package: str, provider: str) -> None:
        key = waiting_list.id_of(desk, package)
        refusals.record_refusal(desk, key, provider, outcome, desk.clock.today(), "Said so on the telephone")

    return refuse


def _suspend(desk: Desk, _package: str, provider: str) -> None:
    providers.suspend(desk, provider, desk.clock.today(), "Inspection", "Head of Service")


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        *((_refuse(outcome), "valid_refused") for outcome in Outcome),
        (_suspend, "valid_suspended"),
    ],
)
@pytest.mark.parametrize("days", [0, 2])
def test_what_was_typed_since_stops_the_issue(
    desk: Desk, solved: RoundView, typed: Callable[[Desk, str, str], None], rule: str, days: int
) -> None:
    """On the day itself or days later the rule is named, nothing is issued, and undone it goes on."""
    package, label = _package(solved)
    provider = next(row for row in providers.providers(desk) if row.provider == label)
    clock: Any = desk.clock
    clock.day += timedelta(days)
    typed(desk, package, provider.id)
    found = _against(desk, solved, package)
    assert found.keys() >= {"issue_rule", rule}
    assert found[rule]["provider"] == provider.name
    others = {row.package for row in solved.plan if row.award is not None} - {package}
    before = issuing.against(desk, solved.id, [package, *others])
    assert [fault.code for fault in before[package]] == [rule]
    undoing.undo(desk)
    assert issuing.issue(desk, solved.id, solved.version, [package], PlainPaper()).numbers


def _with(round_: Round, *pins: Placement) -> Round:
    return replace(round_, placements=(*round_.placements, *pins))


def test_a_pin_brought_in_since_stops_the_issue(desk: Desk, solved: RoundView) -> None:
    """Fixed elsewhere by a file after the freeze; one with the plan's own provider stands in nobody's way."""
    package, label = _package(solved)
    other = next(each for each in solved.round_.providers if each.provider != label)
    round_, people = small_council()
    pin = Placement(package, other.provider, PlacementKind.PIN, reason="Agreed at the meeting")
    bring_in(desk, _with(round_, pin), people)
    found = _against(desk, solved, package)
    assert found["issue_pinned"]["provider"] == other.name
    undoing.undo(desk)
    bring_in(desk, _with(round_, replace(pin, provider=label)), people)
    assert issuing.issue(desk, solved.id, solved.version, [package], PlainPaper()).numbers


def test_a_pin_that_the_round_knew_is_moved_by_hand(desk: Desk, solved: RoundView) -> None:
    """A person's move after the freeze is later than the pin of a file: it is issued as it was moved."""
    part, there = next(
        (part.part, option.award)
        for part in solved.problem.parts
        for option in part.options
        if (here := solved.plan.awards[part.key]) is not None
        and option.award != here
        and try_move(solved, *part.key, option.award).valid
    )
    here = solved.plan.awards[part.package, part.number]
    assert here is not None
    pin = Placement(
        part.package, here.provider, PlacementKind.PIN, None, here.contract, here.lot, (), "In the file"
    )
    round_, people = small_council()
    bring_in(desk, _with(round_, pin), people)
    view = solve_round(desk)
    assert view.plan.awards[part.package, part.number] == here
    view = moves.move(
        desk, view.id, view.version, part.package, part.number, there, "Asked for it", (), "Head"
    )
    issued = issuing.issue(desk, view.id, view.version, [part.package], PlainPaper())
    assert issued.numbers.keys() == {part.package}


def test_a_round_with_records_out_is_not_allocated_again(desk: Desk, solved: RoundView) -> None:
    """Another plan could have elsewhere what its record has here; withdrawn, the round is open again."""
    package, _provider = _package(solved)
    issued = issuing.issue(desk, solved.id, solved.version, [package], PlainPaper())
    assert solved.result is not None
    with pytest.raises(WorldError, match="allocate_issued"):
        solve_round(desk, solved.id)
    with pytest.raises(WorldError, match="allocate_issued"):
        rounds.keep_plan(desk, solved.id, solved.result, solved.version)
    assert rounds.round_view(desk, solved.id).version == solved.version
    withdrawing.withdraw(desk, issued.numbers[package], "declined after all")
    assert solve_round(desk, solved.id).result is not None
