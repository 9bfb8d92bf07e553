"""Room by example: which figures a return gives, and what a visit uses of them (FORMATS, "Capacity")."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from allocation.model import CapacityRow, Part, Weekday
from allocation.rules.room import Figure, current_rows, figures, start_of
from tests.allocation.sample import DAY, visit

BANDS = ("morning", "lunch")


def _limits(*rows: CapacityRow) -> dict[tuple[str | None, str | None], int]:
    return {
        (lot, figure.band): figure.minutes
        for lot, given_ in figures(list(rows), DAY, BANDS).items()
        for figure in given_
    }


def test_a_week_alone_leaves_bands_free() -> None:
    """Where only whole-week rows were given, bands do not bind."""
    assert _limits(CapacityRow("avon", 600)) == {(None, None): 600}


def test_bands_alone_bind_the_week_by_their_sum_and_unnamed_bands_have_none() -> None:
    """A band that the provider did not name has no room; the week is the sum."""
    assert _limits(CapacityRow("avon", 300, band="morning")) == {
        (None, "morning"): 300,
        (None, "lunch"): 0,
        (None, None): 300,
    }


def test_bands_with_a_week_bind_both() -> None:
    """A given week stands instead of the sum."""
    rows = (CapacityRow("avon", 300, band="morning"), CapacityRow("avon", 200))
    assert _limits(*rows) == {(None, "morning"): 300, (None, "lunch"): 0, (None, None): 200}


def test_scopes_stand_apart() -> None:
    """Bands named for one lot say nothing of the return for all lots."""
    rows = (CapacityRow("avon", 300, lot="L", band="morning"), CapacityRow("avon", 900))
    assert _limits(*rows) == {
        ("L", "morning"): 300,
        ("L", "lunch"): 0,
        ("L", None): 300,
        (None, None): 900,
    }


def test_no_rows_is_no_return() -> None:
    """A provider that said nothing has no figures at all."""
    assert figures([], DAY, BANDS) == {}


def test_of_rows_with_the_same_cells_the_one_in_force_counts_else_the_next() -> None:
    """Past rows are out; today's goes before tomorrow's, and without one tomorrow's before next week's."""
    past = CapacityRow("avon", 1, until=DAY - timedelta(1))
    today = CapacityRow("avon", 2, until=DAY)
    tomorrow = CapacityRow("avon", 3, applies_from=DAY + timedelta(1))
    next_week = CapacityRow("avon", 4, applies_from=DAY + timedelta(7))
    assert current_rows([next_week, tomorrow, today, past], DAY) == [today]
    assert current_rows([next_week, tomorrow, past], DAY) == [tomorrow]
    assert current_rows([past], DAY) == []


def test_what_visits_use() -> None:
    """By band, by day and by double-up; both care workers count; `any` counts against the week only."""
    visits = (visit(30, "morning", workers=2), visit(20, "lunch"), visit(10, None))
    assert Figure("avon", 0).use(visits) == 7 * (60 + 20 + 10)
    assert Figure("avon", 0, band="morning").use(visits) == 7 * 60
    assert Figure("avon", 0, workers=2).use(visits) == 7 * 60
    assert Figure("avon", 0, days=(Weekday.MONDAY, Weekday.SUNDAY)).use(visits) == 2 * (60 + 20 + 10)


@given(st.integers(1, 7), st.sets(st.sampled_from(list(Weekday)), min_size=1))
def test_a_number_of_days_counts_at_most_once_on_each_named_day(times: int, days: set[Weekday]) -> None:
    """Unnamed days are held against every days row, but no more often than there are days."""
    figure = Figure("avon", 0, days=tuple(sorted(days)))
    assert figure.use((visit(30, days=(), times=times),)) == 30 * min(times, len(days))


def test_care_waits_for_the_figures_it_uses() -> None:
    """The start moves to a figure's first day only where the part uses that figure."""
    part = Part("P1", 1, (visit(30, "lunch"),))
    later = DAY + timedelta(5)
    assert start_of(DAY, part, (Figure("avon", 9, band="lunch", applies_from=later),)) == later
    assert start_of(DAY, part, (Figure("avon", 9, band="morning", applies_from=later),)) == DAY
    assert start_of(later, part, (Figure("avon", 9, applies_from=DAY),)) == later
