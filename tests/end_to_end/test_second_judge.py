"""The product's check and a second judge, who knows only the files, agree on every plan."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocation.check import judge
from allocation.engine import solve
from allocation.model import CapacityRow, Effort, Lot, Placement, PlacementKind, Plan, Round, Waiver
from allocation.problem import Problem, Settled, build
from allocation.problem.waterfall import waterfall
from allocation.rules.room import figures_for
from tests.allocation.rounds import open_pins
from tests.allocation.sample import award, package, round_of
from tests.end_to_end.plain_aims import aims, every_valid_plan, key_of
from tests.end_to_end.plain_checker import Checker, Where
from tests.end_to_end.plain_checker import Plan as PlainPlan
from tests.workloads import Shape, council, small_round
from tests.workloads.dice import Dice
from ui.spreadsheet.write_round import write_round

ROUNDS = range(40)


def second_judge(round_: Round, folder: Path) -> Checker:
    """A second judge who has read the round's files."""
    write_round(round_, {}, folder)
    return Checker(folder)


def plain(plan: Plan) -> PlainPlan:
    """The plan as the second judge reads it."""
    return {
        (each.package, str(each.part)): None
        if each.award is None
        else Where(each.award.provider, each.award.contract, each.award.lot, str(each.award.step))
        for each in plan
    }


def changed(dice: Dice, round_: Round, problem: Problem, plan: Plan) -> Plan:
    """The plan after one to three changes, most of them to an award that the part may have, alone."""
    keys = [(each.package, each.part) for each in plan]
    options = {part.key: [option.award for option in part.options] for part in problem.parts}
    for _ in range(dice.whole(1, 3)):
        key = dice.pick(keys)
        anywhere = [award.key for award in round_.awards]
        award = None if dice.chance(0.3) else dice.pick(options.get(key) or anywhere)
        if dice.chance(0.1):
            award = dice.pick(anywhere)
        whole = dice.chance(0.7)
        for each in keys:
            if each == key or (whole and each[0] == key[0]):
                plan = plan.moved(*each, award)
    return plan


@pytest.mark.parametrize("tens", ROUNDS)
def test_both_judges_agree(tens: int, tmp_path: Path) -> None:
    """On the waterfall and on plans spoilt at random, valid and justified mean the same to both."""
    for seed in range(5 * tens, 5 * tens + 5):
        round_ = small_round(seed)
        problem = build(round_)
        checker = second_judge(round_, tmp_path / str(seed))
        dice = Dice(seed, "changes")
        base = problem.plan(waterfall(problem))
        for plan in (base, *(changed(dice, round_, problem, base) for _ in range(3))):
            verdict = judge(round_, plan)
            invalid = checker.invalid(plain(plan))
            unjust = set() if invalid else checker.unjust(plain(plan))
            assert (verdict.valid, verdict.justified) == (not invalid, not (invalid or unjust)), (
                seed,
                verdict.faults,
                sorted(invalid | unjust),
            )


def test_both_judges_see_each_rule() -> None:
    """Among the plans of this comparison each rule is broken somewhere, so that agreeing says something."""
    codes: set[str] = set()
    for seed in range(5 * len(ROUNDS)):
        round_ = small_round(seed)
        problem = build(round_)
        dice = Dice(seed, "changes")
        base = problem.plan(waterfall(problem))
        for plan in (base, *(changed(dice, round_, problem, base) for _ in range(3))):
            codes |= {fault.code for fault in judge(round_, plan, problem).faults}
    rules = "coverage needs in_force suspended grade rate_cap refused excluded choice new_packages no_return"
    assert {f"valid_{rule}" for rule in rules.split()} <= codes
    assert {"valid_room", "valid_share", "valid_whole", "valid_pin", "valid_live"} <= codes
    assert {"justice_order", "justice_rank", "justice_priority"} <= codes


@pytest.mark.parametrize("shape", ["A1", "A2", "A8"])
@pytest.mark.parametrize("work", [1, 60, None])
def test_the_solver_stands_before_the_second_judge(shape: Shape, work: int | None, tmp_path: Path) -> None:
    """A council's plan is valid and justified wherever the search is cut, by the second judge as well."""
    round_, _ = council(shape, 30 + (work or 0), packages=20, providers=13, supply=0.7, live=5)
    plan = plain(solve(round_, Effort(work=work)).plan)
    checker = second_judge(round_, tmp_path)
    assert checker.invalid(plan) == set()
    assert checker.unjust(plan) == set()


@pytest.mark.parametrize("tens", range(12))
def test_no_plan_is_better(tens: int, tmp_path: Path) -> None:
    """Of all plans that the second judge calls valid none beats the solver's, and values agree."""
    for seed in range(10 * tens, 10 * tens + 10):
        round_ = small_round(seed, packages=3)
        if build(round_).faults:
            continue
        checker = second_judge(round_, tmp_path / str(seed))
        plans = every_valid_plan(checker, most=3_000)
        best = max((key_of(aims(checker, plan)) for plan in plans), default=None)
        result = solve(round_, Effort())
        values = aims(checker, plain(result.plan))
        assert values == {aim.aim: aim.value for aim in result.aims}, seed
        if best is not None:
            assert key_of(values) == best, (seed, values, best)


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(open_pins(most_packages=3), st.integers(0, 999))
def test_both_agree_on_pins_that_leave_a_choice(round_: Round, seed: int) -> None:
    """With people fixed with a provider under whatever award: on plans spoilt at random, and that of all
    valid ones none beats the solver's. Files do not say what is held.
    """
    problem = build(round_)
    assume(len(problem.free) < len(problem.parts) and not problem.faults)
    assume(all(each.kind is not PlacementKind.HELD for each in round_.placements))
    with TemporaryDirectory() as folder:
        checker = second_judge(round_, Path(folder))
    dice, base = Dice(seed, "pins"), solve(round_, Effort())
    for plan in (base.plan, *(changed(dice, round_, problem, base.plan) for _ in range(5))):
        for verdict in (judge(round_, plan), judge(round_, plan, problem)):
            invalid = checker.invalid(plain(plan))
            unjust = set() if invalid else checker.unjust(plain(plan))
            assert (verdict.valid, verdict.justified) == (not invalid, not (invalid or unjust))
    values = aims(checker, plain(base.plan))
    assert values == {aim.aim: aim.value for aim in base.aims}
    if problem.loose or problem.loose_aims:
        return  # what is settled could be at another award, and the round be better for it
    everything = every_valid_plan(checker, most=3_000)
    assert key_of(values) == max((key_of(aims(checker, plan)) for plan in everything), default=key_of(values))


def test_both_say_that_a_waiver_goes_beyond_what_other_pins_need(tmp_path: Path) -> None:
    """Beside a pin that waives room or share, one that waives nothing has what it would have alone, also
    where it leaves a choice of awards; whoever else comes has only what both leave.
    """
    pin = Placement("P1", "avon", PlacementKind.PIN, reason="agreed", authorised_by="A Person")
    lots = (Lot("C", "L", areas=("A",)), Lot("C", "M", areas=("A",)))
    here, there = award(), award(lot="M")
    cases = (
        (Waiver.ROOM, (here, there), (CapacityRow("avon", 210, lot="L"), CapacityRow("avon", 600, lot="M"))),
        (Waiver.SHARE, (award(max_share=3_500), there), (CapacityRow("avon", 900),)),
    )
    for waived, awards, capacity in cases:
        for lot in ("", "L"):
            first = replace(pin, contract="C", lot="L") if lot else pin
            second = replace(first, package="P2", contract="C", lot="L", waives=(waived,))
            round_ = round_of(
                packages=tuple(package(f"P{number}") for number in (1, 2, 3)),
                awards=awards,
                lots=lots,
                capacity=capacity,
                placements=(first, second),
            )
            checker = second_judge(round_, tmp_path / f"{waived}{lot}")
            for third, valid in ((None, True), (there.key, True), (here.key, False)):
                plan = Plan.of({("P1", 1): here.key, ("P2", 1): here.key, ("P3", 1): third})
                assert judge(round_, plan).valid == valid
                assert (not checker.invalid(plain(plan))) == valid


def test_live_care_goes_on_whatever_the_next_return_says(tmp_path: Path) -> None:
    """A return that starts later does not move the start of care that its provider gives already."""
    met = 0
    for seed in range(120):
        round_ = small_round(seed)
        problem = build(round_)
        if not problem.faults and any(_return_starts_later(problem, each) for each in problem.settled):
            met += 1
            checker = second_judge(round_, tmp_path / str(seed))
            assert not checker.invalid(plain(problem.plan(waterfall(problem))))
    assert met


def _return_starts_later(problem: Problem, each: Settled) -> bool:
    """Whether a live part stays with a provider whose return begins after the day the care is for."""
    index, award = problem.index, problem.index.awards[each.option.award]
    wanted = index.wanted_start(index.packages[each.part.package])
    starts = [figure.applies_from for figure in figures_for(index, award) or ()]
    return each.kind is PlacementKind.LIVE and any(start and start > wanted for start in starts)
