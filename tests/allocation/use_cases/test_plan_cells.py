"""What a plan.csv says of minutes, cost and start, where it may be said in more than one way."""

from dataclasses import replace
from datetime import date

from allocation.intake.plan import read_plan
from allocation.intake.tables import Row, Table
from allocation.model import Placement, PlacementKind, Round
from allocation.problem import build
from allocation.use_cases.plan_cells import wrong_cells
from tests.allocation.sample import award, package, round_of, visit

COLUMNS = ("package", "part", "provider", "weekly_cost", "start")


def wrong(round_: Round, *rows: tuple[str, ...]) -> list[tuple[int | None, str, str]]:
    """Row, column and what should be there, of each cell that is wrong."""
    told = tuple(Row(number, row) for number, row in enumerate(rows, start=2))
    read = read_plan(Table("plan", "plan.csv", COLUMNS, told), round_)
    assert read.plan is not None
    faults = wrong_cells(read.rows, read.plan, build(round_))
    return [(fault.row, fault.column, fault.expected) for fault in faults]


def test_the_odd_penny_may_stand_at_any_part() -> None:
    """A package's cost is rounded once: its parts may share the pennies otherwise, but add up to it."""
    visits = (visit(15), visit(15, part=2))
    round_ = round_of(
        packages=(package(visits=visits, split_allowed="A manager"),), awards=(award(rate=2002),)
    )
    assert wrong(round_, ("P1", "1", "avon", "35.04"), ("P1", "2", "avon", "35.03")) == []
    assert wrong(round_, ("P1", "1", "avon", "35.03"), ("P1", "2", "avon", "35.04")) == []
    told = wrong(round_, ("P1", "1", "avon", "35.04"), ("P1", "2", "avon", "35.04"))
    assert [each[0] for each in told] == [3]
    told = wrong(round_, ("P1", "1", "avon", "30.00"), ("P1", "2", "avon", "40.07"))
    assert [each[0] for each in told] == [2, 3]


def test_care_that_stands_began_before_the_round() -> None:
    """Of care that a provider has already, any day until the round's may be when it began."""
    live = Placement("P1", "avon", PlacementKind.LIVE)
    round_ = replace(round_of(), placements=(live,))
    assert wrong(round_, ("P1", "1", "avon", "", "2024-02-01")) == []
    assert wrong(round_, ("P1", "1", "avon", "", "2027-02-01")) == [(2, "start", "2026-06-01")]
    assert wrong(round_of(), ("P1", "1", "avon", "", "2024-02-01")) == [(2, "start", "2026-06-01")]
    assert round_.day == date(2026, 6, 1)


def test_what_the_round_does_not_have_is_no_wrong_cell() -> None:
    """Rows of unknown packages and awards are for the verdict to name."""
    assert wrong(round_of(), ("P9", "1", "avon", "1", ""), ("P1", "1", "", "", "")) == []
