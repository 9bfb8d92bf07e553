"""What the move list answers is what the check finds once the move is made."""

from dataclasses import replace
from typing import Literal, NamedTuple

import pytest

from allocation.check import judge
from allocation.check.moves import Can, moves, without_pin
from allocation.model import AwardKey, Placement, PlacementKind, Plan, Round, Waiver
from allocation.problem import Problem, build
from allocation.problem.waterfall import waterfall
from tests.workloads import council


class Week(NamedTuple):
    """A round in shortage with the waterfall's plan."""

    round_: Round
    problem: Problem
    plan: Plan


def week(shape: Literal["A1", "A2", "A8"] = "A1", packages: int = 60, live: int = 10) -> Week:
    """A council's week; with live packages there are some that stay, some released, and a pin."""
    round_, _people = council(shape, 1, packages, 20, live=live)
    problem = build(round_)
    return Week(round_, problem, problem.plan(waterfall(problem)))


@pytest.fixture(scope="module")
def a_week() -> Week:
    """West Lothian's shape: nine lots, lot 10, additional providers that need authority."""
    return week()


def pinned(round_: Round, package: str, part: int, award: AwardKey, waives: tuple[Waiver, ...]) -> Round:
    """The round with that part fixed there."""
    where = (award.contract, award.lot)
    pin = Placement(package, award.provider, PlacementKind.PIN, part, *where, waives, "because", "A manager")
    placements = [*without_pin(round_, package).placements, pin]
    placements.sort(key=lambda each: (each.package, each.part or 0))
    return replace(round_, placements=tuple(placements))


def parts(found: Week, count: int) -> list[tuple[str, int]]:
    """Some parts of packages of one part, so that moving one moves the package."""
    index = found.problem.index
    single = [part.key for part in found.problem.parts if len(index.packages[part.part.package].parts) == 1]
    return single[:: max(1, len(single) // count)]


@pytest.mark.parametrize("shape", ["A1", "A2", "A8"])
def test_answers_agree_with_the_check(shape: Literal["A1", "A2", "A8"]) -> None:
    """`can` gives a valid plan, `authority` a pin that stands with what it waives and not without it, and
    `cannot` a pin that breaks the rule that was named.
    """
    found = week(shape, packages=40, live=5)
    seen = set()
    for key in parts(found, 6):
        for move in moves(found.round_, found.plan, *key):
            if move.can is Can.HERE:
                assert found.plan.awards[key] == move.award
                continue
            plan = found.plan.moved(*key, move.award)
            after = judge(pinned(found.round_, *key, move.award, move.waives), plan)
            broken = {fault.code for fault in after.faults if fault.code.startswith("pin_")}
            seen.add((move.can, bool(move.waives)))
            if move.can is Can.NO:
                assert f"pin_{move.code}" in broken
            elif move.waives:
                assert not broken
                assert not judge(pinned(found.round_, *key, move.award, ()), plan).valid
            else:
                assert after.valid, (move, after.faults)
    assert {(Can.NO, False), (Can.AUTHORITY, True)} <= seen


def test_what_is_live_is_not_moved(a_week: Week) -> None:
    """A part that is live with a provider has no destinations: the round does not decide on it."""
    live = next(each for each in a_week.problem.settled if each.kind is PlacementKind.LIVE)
    assert moves(a_week.round_, a_week.plan, live.part.package, live.part.number) == ()


def test_a_pinned_part_can_move_on(a_week: Week) -> None:
    """A pin of this round does not hold its own package back from another place."""
    pin = next(each for each in a_week.problem.settled if each.kind is PlacementKind.PIN)
    found = moves(a_week.round_, a_week.plan, pin.part.package, pin.part.number)
    assert [move.award for move in found if move.can is Can.HERE] == [pin.option.award]
    assert len(found) == len(a_week.round_.awards)


@pytest.mark.parametrize("batch", [True, False])
def test_a_problem_at_hand_answers_as_one_built_anew(batch: bool) -> None:
    """Whatever the package: open, pinned, staying, or gone by first refusal."""
    round_, _people = council("A1", 1, 40, 20, live=10)
    round_ = replace(round_, contracts=tuple(replace(each, batch=batch) for each in round_.contracts))
    problem = build(round_)
    assert any(each.by_first_refusal for each in problem.settled) is not batch
    plan = problem.plan(waterfall(problem))
    fixed = next(part.key for part in problem.parts if plan.awards[part.key] is not None)
    award = plan.awards[fixed]
    assert award is not None
    for rows in (round_, pinned(round_, *fixed, award, ())):
        at_hand = build(rows)
        settled = {(each.part.package, each.part.number) for each in at_hand.settled}
        keys = sorted({each.key for each in at_hand.parts} | settled)
        for key in {fixed, *keys[::7]}:
            assert moves(rows, plan, *key, at_hand) == moves(rows, plan, *key)
