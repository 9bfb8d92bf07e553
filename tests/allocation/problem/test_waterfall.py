"""The waterfall in priority order, judged by the check."""

from datetime import date

from hypothesis import given, settings

from allocation.check import judge
from allocation.check.justice import breaches
from allocation.model import CapacityRow, Priority, Round
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.allocation.sample import award, package, round_of


@settings(max_examples=400, deadline=None)
@given(rounds(most_packages=7))
def test_the_waterfall_by_priority_is_valid_and_justified(round_: Round) -> None:
    """Whatever the round: no fault but those of pins, and no breach of order, rank or priority."""
    problem = build(round_)
    chosen = waterfall(problem)
    assert not list(breaches(problem, chosen))
    verdict = judge(round_, problem.plan(chosen))
    assert not [fault for fault in verdict.faults if not fault.code.startswith("pin_")]


def test_priority_goes_before_arrival() -> None:
    """A critical package that came last takes the only room; were both critical, the first one would."""

    def placed(first: Priority) -> tuple[int | None, ...]:
        came_first = package("P1", priority=first, waiting_since=date(2026, 1, 1))
        came_last = package("P2", priority=Priority.CRITICAL, waiting_since=date(2026, 2, 1))
        round_ = round_of(packages=(came_first, came_last), capacity=(CapacityRow("avon", 210),))
        return waterfall(build(round_))

    assert placed(Priority.LOW) == (None, 0)
    assert placed(Priority.CRITICAL) == (0, None)


def test_an_award_short_of_its_guarantee_comes_first_within_a_step() -> None:
    """Equal awards: one whose guarantee is not yet met is filled first, though its name comes later."""
    round_ = round_of(awards=(award("avon"), award("bute", guaranteed_minutes=300)))
    problem = build(round_)
    assert problem.plan(waterfall(problem)).awards["P1", 1] == award("bute").key
