"""First refusal: contracts that are filled package by package, in priority, then waiting order."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from allocation.check import judge, reasons
from allocation.check.justice import breaches
from allocation.engine import solve
from allocation.model import (
    CapacityRow,
    Contract,
    Effort,
    Lot,
    Placement,
    PlacementKind,
    Priority,
    Ranking,
    Round,
    Step,
)
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.allocation.sample import DAY, award, package, round_of, visit

BY_PACKAGE = (Contract("C", "C", batch=False),)


def two_small_or_one_large(**changes: Any) -> Round:
    """The one that waited longest asks for as much as the two others together, which is all there is."""
    packages = (
        package("P1", visits=(visit(60),), waiting_since=DAY - timedelta(30)),
        package("P2", waiting_since=DAY - timedelta(20)),
        package("P3", waiting_since=DAY - timedelta(10)),
    )
    return round_of(packages=packages, capacity=(CapacityRow("avon", 420),), **changes)


def test_it_goes_to_who_waited_longest_and_not_to_the_most() -> None:
    """A batch contract places two small packages; with first refusal the large one that came first has it."""
    placed = {each.package for each in solve(two_small_or_one_large(), Effort()).plan if each.award}
    assert placed == {"P2", "P3"}
    round_ = two_small_or_one_large(contracts=BY_PACKAGE)
    result = solve(round_, Effort())
    assert {each.package for each in result.plan if each.award} == {"P1"}
    verdict = judge(round_, result.plan)
    assert verdict.justified
    assert verdict.aims["placed_substantial"] == 1
    assert [each.code for each in reasons(round_, result.plan) if each.package == "P1"] == ["first_refusal"]


def test_a_plan_that_passes_it_over_is_valid_and_not_justified() -> None:
    """Placing the two small packages breaks no rule, but the large one's turn came before."""
    round_ = two_small_or_one_large(contracts=BY_PACKAGE)
    key = round_.awards[0].key
    plan = build(round_).plan((None, None)).moved("P1", 1, None).moved("P2", 1, key).moved("P3", 1, key)
    verdict = judge(round_, plan)
    assert verdict.valid
    assert not verdict.justified
    assert "justice_turn" in {fault.code for fault in verdict.faults}
    assert verdict.aims["placed_substantial"] == 2


def test_priority_comes_before_waiting() -> None:
    """A critical package that came last has the first refusal."""
    last = package("P4", visits=(visit(60),), priority=Priority.CRITICAL)
    round_ = two_small_or_one_large(contracts=BY_PACKAGE)
    more = round_of(packages=(*round_.packages, last), capacity=round_.capacity, contracts=BY_PACKAGE)
    assert {each.part.package for each in build(more).settled} == {"P4"}


def test_care_that_goes_on_does_not_come_to_anybody() -> None:
    """A released package is not settled by first refusal: it may stay with who has it."""
    released = (Placement("P1", "avon", PlacementKind.RELEASE),)
    problem = build(two_small_or_one_large(contracts=BY_PACKAGE, placements=released))
    assert [each.package for each in problem.packages] == ["P1"]


def test_a_later_step_by_package_takes_what_the_waterfall_leaves_it() -> None:
    """Only what reaches the contract in the waterfall is settled; the step before it is placed as a batch."""
    steps = (Step("C", 1, "One"), Step("D", 2, "Two"))
    awards = (award("avon"), award("bute", contract="D", lot="M", step=2))
    round_ = two_small_or_one_large(
        awards=awards,
        steps=steps,
        contracts=(Contract("D", "D", batch=False),),
        lots=(round_of().lots[0], Lot("D", "M", areas=("A",))),
    )
    problem = build(round_)
    assert [each.part.package for each in problem.settled] == []
    more = round_of(
        packages=round_.packages,
        awards=awards,
        steps=steps,
        contracts=round_.contracts,
        lots=round_.lots,
        capacity=(CapacityRow("avon", 420), CapacityRow("bute", 210)),
    )
    assert [(each.part.package, each.option.award.provider) for each in build(more).settled] == [
        ("P2", "bute")
    ]
    assert judge(more, solve(more, Effort()).plan).justified


@settings(max_examples=150, deadline=None)
@given(rounds(most_packages=6))
def test_plans_stay_valid_and_justified(round_: Round) -> None:
    """Whatever contracts are filled package by package, the waterfall around what they took is justified, and
    nothing that they took fails a rule.
    """
    problem = build(round_)
    chosen = waterfall(problem)
    assert not list(breaches(problem, chosen))
    verdict = judge(round_, problem.plan(chosen))
    assert not [fault for fault in verdict.faults if not fault.code.startswith("pin_")]


@settings(max_examples=60, deadline=None)
@given(rounds(most_packages=5))
def test_the_engine_keeps_them(round_: Round) -> None:
    """The engine's plan has each of them where the waterfall put it."""
    assume(not build(round_).faults)
    plan = solve(round_, Effort(work=40)).plan
    assert judge(round_, plan).justified


def first_and_alone(round_: Round) -> Round:
    """The round in which contract C1 is filled package by package, comes first, and its providers have no
    other award; packages are of one part.
    """
    theirs = {award.provider for award in round_.awards if award.contract == "C1"}
    return replace(
        round_,
        packages=tuple(
            replace(each, visits=tuple(replace(visit, part=1) for visit in each.visits))
            for each in round_.packages
        ),
        contracts=tuple(replace(each, batch=each.contract != "C1") for each in round_.contracts),
        steps=tuple(
            each if each.contract == "C1" else replace(each, number=each.number + 3) for each in round_.steps
        ),
        awards=tuple(
            each if each.contract == "C1" else replace(each, step=each.step + 3)
            for each in round_.awards
            if each.contract == "C1" or each.provider not in theirs
        ),
    )


@settings(max_examples=200, deadline=None)
@given(rounds(most_packages=7, placements=False), st.integers(0, 3))
def test_where_they_stand_first_and_alone_both_tests_hold_for_them_too(round_: Round, spoilt: int) -> None:
    """Where a contract filled package by package comes first, and its providers have no other award, what it
    took passes order and priority as if it were placed freely, whatever is done with the rest.
    """
    round_ = first_and_alone(round_)
    problem, free = build(round_), build(round_, first_refusal=False)
    chosen = [None if number < spoilt else n for number, n in enumerate(waterfall(problem))]
    taken = {(each.part.package, each.part.number) for each in problem.settled}
    for breach in breaches(free, free.chosen(problem.plan(tuple(chosen)))):
        part = free.parts[breach.part]
        assert part.key not in taken, breach
        assert part.options[breach.option].award.contract != "C1", breach


def test_ranks_within_a_step_are_gone_through_in_turn() -> None:
    """Three ranked providers: each package takes the first with room, the next package the next."""
    awards = tuple(award(name, rank=rank) for rank, name in enumerate(("avon", "bute", "clyde"), 1))
    packages = tuple(package(f"P{n}", waiting_since=DAY - timedelta(30 - n)) for n in range(4))
    round_ = round_of(
        packages=packages,
        awards=awards,
        steps=(Step("C", 1, "One", ranking=Ranking.RANK),),
        contracts=BY_PACKAGE,
        capacity=tuple(CapacityRow(each.provider, 210) for each in awards),
    )
    assert [each.option.award.provider for each in build(round_).settled] == ["avon", "bute", "clyde"]
