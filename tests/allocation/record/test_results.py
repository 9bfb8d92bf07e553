"""Payment by results, reckoned by hand (CONTRACTS, A9)."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from allocation.record.results import ReviewedCare, contract_results

FIRST = date(2026, 4, 6)
"""A Monday."""


def care(**changes: int | str | date) -> ReviewedCare:
    """Twelve weeks of ten hours at £18.00; three of four outcomes, an hour less a week after."""
    usual = {
        "package": "P1",
        "since": FIRST,
        "on": date(2026, 6, 28),
        "rate": 1800,
        "before": 600,
        "after": 540,
        "agreed": 4,
        "achieved": 3,
    }
    return ReviewedCare(**{**usual, **changes})  # type: ignore[arg-type]


def test_a_block_puts_its_share_of_the_rate_at_stake() -> None:
    """Twelve weeks of 10 h at £18.00 are £2,160.00; a tenth is £216.00, half of it by outcomes: 3 of 4."""
    found = contract_results("A9", "", "", 1000, None, [care()])
    (line,) = found.lines
    assert line.care.days == 84
    assert (line.stake, line.outcomes_most, line.demand_most) == (21600, 10800, 10800)
    assert line.outcomes == 8100
    assert (found.outcomes, found.demand, found.earned) == (8100, 10800, 18900)


def test_demand_is_of_all_packages_together() -> None:
    """One package's hours fall by one and another's rise by one: nothing fell, so nobody earns that half."""
    risen = care(package="P2", after=660)
    assert contract_results("A9", "", "", 1000, None, [care(), risen]).demand == 0
    risen_less = care(package="P2", after=659)
    assert contract_results("A9", "", "", 1000, None, [care(), risen_less]).demand == 21600


def test_a_target_pays_by_how_near_it_came() -> None:
    """Ten per cent fewer hours where twenty were wanted earn half of that half; as many or more, all."""
    assert contract_results("A9", "", "", 1000, 2000, [care()]).demand == 5400
    assert contract_results("A9", "", "", 1000, 1000, [care()]).demand == 10800
    assert contract_results("A9", "", "", 1000, 500, [care()]).demand == 10800


def test_the_odd_penny_goes_by_outcomes() -> None:
    """Three pence at stake are two by outcomes and one by demand; pennies are rounded half up."""
    found = contract_results("A9", "", "", 1000, None, [care(rate=30, before=60, since=FIRST, on=FIRST)])
    (line,) = found.lines
    assert (line.stake, line.outcomes_most, line.demand_most) == (0, 0, 0)
    (line,) = contract_results("A9", "", "", 10_000, None, [care(rate=21, before=60, on=FIRST)]).lines
    assert (line.stake, line.outcomes_most, line.demand_most, line.outcomes) == (3, 2, 1, 2)


reviewed = st.builds(
    lambda rate, before, after, agreed, missed, days: care(
        rate=rate,
        before=before,
        after=after,
        agreed=agreed + missed,
        achieved=agreed,
        on=date.fromordinal(FIRST.toordinal() + days),
    ),
    st.integers(0, 9000),
    st.integers(1, 9000),
    st.integers(0, 9000),
    st.integers(1, 9),
    st.integers(0, 9),
    st.integers(0, 400),
)


@given(st.lists(reviewed, max_size=6), st.integers(1, 10_000), st.none() | st.integers(1, 10_000))
def test_nobody_earns_more_than_was_at_stake(
    several: list[ReviewedCare], share: int, target: int | None
) -> None:
    """Each half stays within its half, halves make the whole, and a stake is right to the nearest penny."""
    found = contract_results("C", "", "", share, target, several)
    assert 0 <= found.outcomes <= found.outcomes_most
    assert 0 <= found.demand <= found.demand_most
    assert found.outcomes_most + found.demand_most == found.stake
    for line in found.lines:
        exact = Fraction(line.care.rate * line.care.before * line.care.days * share, 60 * 7 * 10_000)
        assert abs(line.stake - exact) <= Fraction(1, 2)
        if line.care.achieved == line.care.agreed:
            assert line.outcomes == line.outcomes_most
