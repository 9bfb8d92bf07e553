"""Deadlines by working days of each part of the United Kingdom, and by the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.deadlines import LONDON, TimeToAnswer, deadline, time_to_answer, working_days
from allocation.model import Nation, Step

FIVE_DAYS = TimeToAnswer(120)


def london(text: str) -> datetime:
    """An instant by the clock on a council's wall."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("asked", "hours", "nation", "until"),
    [
        ("2026-06-22T10:42", 120, Nation.SCOTLAND, "2026-06-29T10:42"),
        ("2026-06-26T16:00", 24, Nation.SCOTLAND, "2026-06-29T16:00"),
        ("2026-06-27T09:00", 24, Nation.SCOTLAND, "2026-06-30T00:00"),
        ("2026-07-31T12:00", 48, Nation.SCOTLAND, "2026-08-05T12:00"),
        ("2026-07-31T12:00", 48, Nation.ENGLAND, "2026-08-04T12:00"),
        ("2026-08-28T12:00", 24, Nation.ENGLAND, "2026-09-01T12:00"),
        ("2026-08-28T12:00", 24, Nation.SCOTLAND, "2026-08-31T12:00"),
        ("2026-12-31T12:00", 24, Nation.SCOTLAND, "2027-01-05T12:00"),
        ("2026-12-31T12:00", 24, Nation.WALES, "2027-01-04T12:00"),
        ("2026-07-10T12:00", 24, Nation.NORTHERN_IRELAND, "2026-07-14T12:00"),
        ("2026-03-27T12:00", 24, Nation.ENGLAND, "2026-03-30T12:00"),
        ("2026-10-23T12:00", 24, Nation.ENGLAND, "2026-10-26T12:00"),
        ("2026-06-22T00:00", 24, Nation.ENGLAND, "2026-06-23T00:00"),
        ("2026-06-26T20:00", 4, Nation.ENGLAND, "2026-06-27T00:00"),
    ],
)
def test_time_runs_on_working_days(asked: str, hours: int, nation: Nation, until: str) -> None:
    """Five working days are a week later; weekends, bank holidays and the turn of clocks cost nothing."""
    found = deadline(london(asked), TimeToAnswer(hours), nation)
    assert (found, found.tzinfo) == (london(until), UTC)


def test_urgent_hours_run_by_the_clock() -> None:
    """Friday afternoon's discharge is answered on Saturday; a night of 25 hours has them all."""
    day = TimeToAnswer(24, by_clock=True)
    assert deadline(london("2026-06-26T16:00"), day, Nation.SCOTLAND) == london("2026-06-27T16:00")
    assert deadline(london("2026-10-24T12:00"), day, Nation.SCOTLAND) == london("2026-10-25T11:00")


def test_what_a_step_leaves_open_is_usual() -> None:
    """Its own times first; an urgent package has the ordinary time for want of another; else five days."""
    both = Step("C", 1, "One", response_hours=48, urgent_response_hours=30)
    assert time_to_answer(both, urgent=False) == TimeToAnswer(48)
    assert time_to_answer(both, urgent=True) == TimeToAnswer(30, by_clock=True)
    assert time_to_answer(Step("C", 1, "One", response_hours=48), urgent=True) == TimeToAnswer(48)
    assert time_to_answer(Step("C", 1, "One"), urgent=False) == FIVE_DAYS
    assert time_to_answer(Step("C", 1, "One"), urgent=True) == TimeToAnswer(24, by_clock=True)
    assert (FIVE_DAYS.working_days, TimeToAnswer(40).working_days) == (5, None)


@given(
    st.integers(1_704_067_200, 1_893_456_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
    st.integers(1, 400),
    st.sampled_from(Nation),
)
def test_a_deadline_is_as_many_working_hours_away(asked: datetime, hours: int, nation: Nation) -> None:
    """Counted minute by minute of the wall's clock over working days only; never on a day off, but at its
    first midnight; and later for more hours.
    """
    works = working_days(nation)
    start = asked.astimezone(LONDON).replace(tzinfo=None, second=0, microsecond=0)
    end = deadline(start.replace(tzinfo=LONDON), TimeToAnswer(hours), nation)
    until = end.astimezone(LONDON).replace(tzinfo=None)
    assert works((until - timedelta(microseconds=1)).date())
    assert _wall_minutes(start, until, works) == hours * 60
    assert deadline(start.replace(tzinfo=LONDON), TimeToAnswer(hours + 1), nation) > end


def _wall_minutes(start: datetime, end: datetime, works: Callable[[date], bool]) -> int:
    """Minutes of working days between two times on the wall, day by day."""
    total, day = timedelta(0), start.date()
    while day <= end.date():
        begins = datetime.combine(day, time())
        if works(day):
            span = min(end, begins + timedelta(1)) - max(start, begins)
            total += max(span, timedelta(0))
        day += timedelta(1)
    return int(total.total_seconds() // 60)


def test_a_holiday_that_a_proclamation_made_is_none_elsewhere() -> None:
    """Days off differ between the nations."""
    second = date(2026, 1, 2)
    assert not working_days(Nation.SCOTLAND)(second)
    assert working_days(Nation.ENGLAND)(second)
    assert not working_days(Nation.ENGLAND)(date(2026, 4, 6))
    assert working_days(Nation.SCOTLAND)(date(2026, 4, 6))
