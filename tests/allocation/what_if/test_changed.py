"""Each change of a round is just that change."""

import pytest

from allocation.model import CapacityRow, Round
from allocation.rules.room import figures
from allocation.what_if.changed import fixed, with_more_room
from tests.allocation.sample import DAY, award, package, round_of

BANDS = ("morning", "lunch", "tea", "bed", "night")


def returned(round_: Round) -> dict[tuple[str | None, str | None], int]:
    """Minutes of avon's figures by lot and band."""
    found = figures(list(round_.capacity), DAY, BANDS)
    return {(figure.lot, figure.band): figure.minutes for same in found.values() for figure in same}


@pytest.mark.parametrize(
    "rows",
    [
        (CapacityRow("avon", 600),),
        (CapacityRow("avon", 600, band="morning"), CapacityRow("avon", 120, band="tea")),
        (CapacityRow("avon", 600, band="morning"), CapacityRow("avon", 700)),
        (CapacityRow("avon", 600, lot="L"), CapacityRow("avon", 900)),
    ],
)
def test_a_figure_gets_as_much_more(rows: tuple[CapacityRow, ...]) -> None:
    """Any figure, given or implied, is that much more; no other changes but a week that is its bands' sum."""
    round_ = round_of(capacity=rows)
    before = returned(round_)
    summed = not any(row.band is None for row in rows)
    for same in figures(list(rows), DAY, BANDS).values():
        for figure in same:
            after = returned(with_more_room(round_, figure, 90))
            grown = {cells: after[cells] - before[cells] for cells in before if after[cells] != before[cells]}
            expected = {(figure.lot, figure.band): 90}
            if summed and figure.band is not None:
                expected[figure.lot, None] = 90
            assert grown == expected


def test_a_week_that_grew_with_its_band_does_not_grow_twice() -> None:
    """Asking for more of a band and of the week that is its bands' sum adds the minutes once."""
    round_ = round_of(capacity=(CapacityRow("avon", 600, band="morning"),))
    found = figures(list(round_.capacity), DAY, BANDS)[None]
    band = next(each for each in found if each.band == "morning")
    week = next(each for each in found if each.band is None)
    after = returned(with_more_room(with_more_room(round_, band, 60), week, 60))
    assert (after[None, "morning"], after[None, None]) == (660, 660)


def test_a_fixed_part_takes_the_place_of_its_own_pin() -> None:
    """Fixing a part elsewhere lifts the pin that it had, and waives nothing."""
    round_ = round_of(awards=(award(), award("forth")), packages=(package(),))
    once = fixed(round_, "P1", 1, award().key)
    twice = fixed(once, "P1", 1, award("forth").key)
    (pin,) = twice.placements
    assert (pin.provider, pin.waives) == ("forth", ())
