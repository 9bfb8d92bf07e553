"""The invented councils are what they say they are, and the same everywhere."""

import statistics
from itertools import chain

import pytest

from allocation.codec import round_sha256
from allocation.model import Package, Round, Visit
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.workloads import Shape, council, small_round
from tests.workloads.measured import council_at, demand, usable
from tests.workloads.order import round_in_order

SHAPES: tuple[Shape, ...] = ("A1", "A2", "A8", "B1")


def _visits(packages: list[Package]) -> list[Visit]:
    return list(chain.from_iterable(each.visits for each in packages))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_seed_gives_the_same_council(shape: Shape) -> None:
    """The same arguments give equal values, another seed others, and tables stand in order of their keys."""
    one, people = council(shape, 7, live=10)
    assert (one, people) == council(shape, 7, live=10)
    assert round_sha256(one) != round_sha256(council(shape, 8, live=10)[0])
    assert round_in_order(one) == one
    assert set(people) == {each.package for each in one.packages}


def test_demand_is_as_published() -> None:
    """Over a thousand packages, lengths, double-up calls, hours and waits are near the published figures."""
    round_, _ = council("A1", 3, packages=1000)
    calls = sum(visit.times for visit in _visits(list(round_.packages)))

    def share(minutes: int = 0, workers: int = 0) -> float:
        matching = (
            visit.times
            for visit in _visits(list(round_.packages))
            if minutes in (0, visit.minutes) and workers in (0, visit.workers)
        )
        return sum(matching) / calls

    hours = [each.staff_minutes / 60 for each in round_.packages]
    waits = [(round_.day - each.waiting_since).days for each in round_.packages if each.waiting_since]
    assert 0.60 < share(minutes=30) < 0.70
    assert 0.11 < share(minutes=15) < 0.17
    assert 0.20 < share(workers=2) < 0.28
    assert 0.60 < sum(each < 10 for each in hours) / 1000 < 0.72
    assert 0.04 < sum(each > 20 for each in hours) / 1000 < 0.12
    assert 11 <= statistics.median(waits) <= 16
    assert 150 < max(waits) <= 207


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("supply", [0.6, 1.2])
def test_room_is_the_supply_asked_for(shape: Shape, supply: float) -> None:
    """All returns of the week together are the asked share of the demand that the rules leave providers."""
    round_, _ = council(shape, 5, supply=supply)
    problem = build(round_)
    demand = sum(part.minutes for part in problem.parts if part.options)
    room = sum(_week(round_, each.provider) for each in round_.providers)
    assert supply * 0.9 < room / demand < supply * 1.15


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("supply", [0.6, 0.95, 1.5])
def test_measured_supply_is_counted_after_the_rules(shape: Shape, supply: float) -> None:
    """Room that some eligible part could use, within week, bands and largest shares, is the asked part of
    what anybody may take, to a hundredth; and no plan could use more of it.
    """
    round_, people, found = council_at(shape, 4, 130, 20, supply)
    problem = build(round_)
    assert set(people) == {each.package for each in round_.packages}
    assert found == pytest.approx(usable(problem) / demand(problem))
    assert found == pytest.approx(supply, rel=0.01)
    used = sum(
        part.minutes
        for part, n in zip(problem.parts, waterfall(problem), strict=True)
        if n is not None and not part.options[n].stays
    )
    assert 0 < used <= usable(problem)


def test_b1_has_three_providers_in_every_area() -> None:
    """Each area's lot has ranks 1, 2 and 3 with targets of 60, 25 and 15 per cent, and every
    provider has at least one award.
    """
    round_, _ = council("B1", 2, providers=23)
    for lot in round_.lots:
        here = sorted(
            (each for each in round_.awards if each.lot == lot.lot), key=lambda each: each.rank or 0
        )
        assert [(each.rank, each.target_share) for each in here] == [(1, 6000), (2, 2500), (3, 1500)]
        assert len({each.provider for each in here}) == 3
    assert {each.provider for each in round_.awards} == {each.provider for each in round_.providers}


def _week(round_: Round, provider: str) -> int:
    """A provider's room for the week: its figure for the whole week, else the sum of its bands."""
    plain = [
        row
        for row in round_.capacity
        if row.provider == provider and row.days is None and row.workers is None
    ]
    whole = [row.minutes for row in plain if row.band is None]
    return whole[0] if whole else sum(row.minutes for row in plain)


def test_small_rounds_have_everything() -> None:
    """Over two hundred seeds there are settled parts, joint working, shares, figures by day and by pair."""
    problems = [build(small_round(seed)) for seed in range(200)]
    limits = list(chain.from_iterable(problem.limits for problem in problems))
    assert any(limit.award for limit in limits)
    assert any(limit.figure and limit.figure.days for limit in limits)
    assert any(limit.figure and limit.figure.workers for limit in limits)
    assert any(limit.figure and limit.figure.implied for limit in limits)
    assert any(problem.settled for problem in problems)
    assert any(len(package.parts) > 1 for problem in problems for package in problem.packages)
