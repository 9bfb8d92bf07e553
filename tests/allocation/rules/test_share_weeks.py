"""Shares over a window of weeks: live care from before it counts on neither side."""

from dataclasses import replace
from datetime import date, timedelta

from allocation.check import judge
from allocation.index import index
from allocation.model import CapacityRow, Placement, PlacementKind, Policy, Round
from allocation.problem import build
from allocation.problem.aims import aim_values
from allocation.rules.share import lot_minutes
from tests.allocation.sample import DAY, award, package, round_of

WEEK = 210
"""Staff minutes a week of the sample package."""


def book(since: date | None, weeks: int | None, **changes: int) -> Round:
    """Two live packages with avon, begun on a day, and two that wait, beside bute."""
    live = ("P1", "P2")
    return round_of(
        packages=tuple(package(name) for name in (*live, "P3", "P4")),
        awards=(award("avon", **changes), award("bute")),
        capacity=(CapacityRow("avon", 2 * WEEK), CapacityRow("bute", 2 * WEEK)),
        placements=tuple(Placement(name, "avon", PlacementKind.LIVE, since=since) for name in live),
        policy=Policy(share_weeks=weeks),
    )


def whole(round_: Round) -> int:
    """The lot's staff minutes that shares are taken of."""
    return lot_minutes(index(round_), round_.lots[0])[0]


def test_the_whole_counts_live_care_of_the_weeks_only() -> None:
    """Without weeks all live care is in it; with them what began within, not what has no known day."""
    within, before = DAY - timedelta(27), DAY - timedelta(28)
    assert whole(book(before, None)) == whole(book(within, 4)) == 4 * WEEK
    assert whole(book(before, 4)) == whole(book(None, 4)) == 2 * WEEK


def test_older_care_takes_nothing_of_a_largest_share() -> None:
    """Half of all is avon's by live care alone; half of the new work is still to be had."""

    def both_with_avon(round_: Round) -> list[str]:
        plan = build(round_).plan((None, None))
        for name in ("P3", "P4"):
            plan = plan.moved(name, 1, award("avon").key)
        return [fault.code for fault in judge(round_, plan).faults if fault.code.startswith("valid")]

    old = DAY - timedelta(100)
    assert both_with_avon(book(old, None, max_share=5000)) == ["valid_share"]
    assert both_with_avon(book(old, 4, max_share=5000)) == ["valid_share"]
    assert both_with_avon(book(old, 4, max_share=10_000)) == []
    one = book(old, 4, max_share=5000)
    plan = build(one).plan((None, None)).moved("P3", 1, award("avon").key)
    assert judge(one, plan).valid
    full = book(old, None, max_share=5000)
    plan = build(full).plan((None, None)).moved("P3", 1, award("avon").key)
    assert not judge(full, plan).valid


def test_a_target_is_missed_by_new_work_and_a_guarantee_met_by_old() -> None:
    """A target of half the new work is missed by all of it where nothing new is placed; the guarantee of what
    avon has already is kept by its live care.
    """
    round_ = book(DAY - timedelta(100), 4, target_share=5000, guaranteed_minutes=2 * WEEK)
    problem = build(round_)
    assert aim_values(problem, (None, None))["commitments"] == 100 * WEEK
    number = next(n for n, option in enumerate(problem.parts[0].options) if option.award.provider == "avon")
    assert aim_values(problem, (number, None))["commitments"] == 0
    always = build(replace(round_, policy=Policy()))
    assert aim_values(always, (None, None))["commitments"] == 0
