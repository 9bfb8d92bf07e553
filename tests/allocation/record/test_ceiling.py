"""How far down the list a meeting's ceiling reaches, and that it does not bind the plan."""

from datetime import timedelta

from allocation.index import index
from allocation.model import CapacityRow, Placement, PlacementKind, Policy, Priority
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from allocation.record.ceiling import beyond_ceiling
from allocation.record.decisions import decided
from tests.allocation.sample import DAY, package, round_of

WEEK = 7000
"""Pence a week of the sample package: 3 h 30 at £20.00."""


def beyond(ceiling: int | None, placements: tuple[Placement, ...] = ()) -> tuple[str, ...]:
    """What a ceiling does not reach, of three packages that are all placed."""
    packages = (
        package("P1", waiting_since=DAY - timedelta(2)),
        package("P2", waiting_since=DAY - timedelta(9)),
        package("P3", priority=Priority.CRITICAL),
    )
    round_ = round_of(
        packages=packages,
        policy=Policy(budget_ceiling=ceiling),
        placements=placements,
        capacity=(CapacityRow("avon", 3 * 210),),
    )
    problem = build(round_)
    placed = decided(problem, problem.plan(waterfall(problem)))
    assert len(placed) == 3
    return beyond_ceiling(index(round_), placed)


def test_it_reaches_the_most_urgent_first_then_the_longest_wait() -> None:
    """What the ceiling does not reach keeps its order; a ceiling that is met exactly is kept."""
    assert beyond(3 * WEEK) == ()
    assert beyond(3 * WEEK - 1) == ("P1",)
    assert beyond(WEEK) == ("P2", "P1")
    assert beyond(0) == ("P3", "P2", "P1")
    assert beyond(None) == ()


def test_care_that_goes_on_is_paid_for_already() -> None:
    """Released care that the round places anew takes nothing of the meeting's money."""
    released = (Placement("P3", "avon", PlacementKind.RELEASE),)
    assert beyond(WEEK, placements=released) == ("P1",)
