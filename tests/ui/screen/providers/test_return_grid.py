"""The grid of a return: what a provider said goes through it unchanged."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from allocation.model import CapacityRow, Weekday
from ui.screen.providers.return_grid import Validity, grid_of, rows_of

BANDS = ("morning", "lunch", "tea")
AS_AT = date(2026, 6, 1)

rows = st.lists(
    st.builds(
        CapacityRow,
        provider=st.just("P"),
        minutes=st.integers(0, 60_000),
        lot=st.sampled_from([None, "Lot 1", "Lot 2"]),
        band=st.sampled_from([None, *BANDS]),
        days=st.sampled_from([None, (Weekday.SATURDAY, Weekday.SUNDAY)]),
        workers=st.sampled_from([None, 2]),
        as_at=st.just(AS_AT),
        applies_from=st.sampled_from([None, date(2026, 7, 1)]),
        until=st.sampled_from([None, date(2026, 9, 1)]),
    ),
    unique_by=lambda row: (row.cells, row.applies_from, row.until),
)


@given(rows)
def test_a_return_that_nobody_touched_is_the_same(before: list[CapacityRow]) -> None:
    """Laid out and read back, no figure is lost, doubled or changed, whatever its cells and its time."""
    grid = grid_of(before, ["Lot 1"], BANDS)
    after, wrong = rows_of("P", grid.texts, grid, Validity(AS_AT, grid.start, grid.until))
    assert not wrong
    assert set(after) == set(before)
    assert len(after) == len(before)


def test_hours_are_typed_as_people_write_them() -> None:
    """`7.5`, `7:30` and `7 h 30` are the same; words are named as wrong; an empty cell gives no figure."""
    grid = grid_of((), ["Lot 1"], BANDS)
    assert (grid.lots, grid.bands) == ((None, "Lot 1"), (*BANDS, None))
    texts = {
        ("Lot 1", "morning"): "7.5",
        ("Lot 1", "lunch"): "7:30",
        ("Lot 1", "tea"): "7 h 30",
        ("Lot 1", None): "lots",
        (None, None): "  ",
    }
    made, wrong = rows_of("P", texts, grid, Validity(AS_AT))
    assert [row.minutes for row in made] == [450, 450, 450]
    assert wrong == {("Lot 1", None)}
