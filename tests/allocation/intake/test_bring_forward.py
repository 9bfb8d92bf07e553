"""Examples are brought forward to today."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.check import judge
from allocation.intake import Intake
from allocation.intake.bring_forward import bring_forward
from allocation.model import Round
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.allocation.sample import DAY, round_of


@settings(max_examples=50, deadline=None)
@given(rounds(), st.integers(0, 800))
def test_nothing_but_the_dates_changes(round_: Round, days: int) -> None:
    """The same plan has the same aims, and the round's day is today."""
    today = round_.day + timedelta(days)
    moved = bring_forward(Intake(round_), today).round_
    assert moved is not None
    assert moved.day == today
    plan = build(round_).plan(waterfall(build(round_)))
    assert judge(moved, plan).aims == judge(round_, plan).aims


def test_never_backwards_and_nothing_without_a_round() -> None:
    """An example from the future stays; faults are left alone."""
    assert bring_forward(Intake(round_of()), date(2020, 1, 1)).round_ == round_of()
    assert bring_forward(Intake(None), DAY).round_ is None
