"""Rounded rows: every valid plan keeps them, and the relaxation does not until it has them."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocation.check.blocks import blocks
from allocation.check.cuts import bounds_of, ceiling
from allocation.check.provider_sets import provider_sets
from allocation.check.rounded import Rounding, rounded_row
from allocation.engine import relax
from allocation.engine.covers import broken_by, separate
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices
from allocation.engine.relax import Relaxation
from allocation.engine.relaxed import reached
from allocation.engine.rounding import Rows
from allocation.model import CapacityRow, Effort, Round
from allocation.problem import Problem, build
from allocation.problem.fit import without_misfits
from allocation.problem.terms import Terms, terms
from allocation.problem.waterfall import waterfall
from tests.allocation.engine.brute import plans, signed, size
from tests.allocation.rounds import open_pins, rounds
from tests.allocation.sample import award, package, round_of
from tests.workloads import council


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4), st.data())
def test_every_valid_plan_keeps_every_row(round_: Round, data: st.DataObject) -> None:
    """Whatever shares broke a row, no plan does."""
    problem = without_misfits(build(round_))
    assume(0 < size(problem) <= 5_000)
    known = terms(problem)
    arrays = ground(problem, known)
    rows = Rows(arrays, reached(problem, provider_sets(problem, known, blocks(problem))))
    shares = np.array([data.draw(st.sampled_from((0.0, 0.4, 0.9, 1.0))) for _ in arrays.part])
    found = rows.broken(shares)
    for chosen in plans(problem):
        taken = {int(arrays.options[part]) + n for part, n in enumerate(chosen) if n is not None}
        for row in found:
            amounts = zip(row.picks.tolist(), row.amounts.tolist(), strict=True)
            assert sum(amount for pick, amount in amounts if pick in taken) <= row.most


def _relaxation(problem: Problem, known: Terms) -> Relaxation:
    sets = provider_sets(problem, known, blocks(problem))
    return Relaxation(problem, known, ground(problem, known), sets, Meter(Effort(), lambda: False))


def _bound(problem: Problem, aim: int, width: int) -> int:
    """What prices say of an aim, the earlier ones held at the waterfall's values."""
    known = terms(problem)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    relaxation = _relaxation(problem, known)
    sets = provider_sets(problem, known, blocks(problem))
    prices = Prices(problem, known, sets, relaxation, relaxation.meter)
    cut = prices.cut(aim, incumbent, int(width > 0), width)
    assert cut is not None
    bound = bounds_of(known, incumbent.plain, [(cut, ceiling(problem, known, cut, sets))])[aim]
    assert bound is not None
    return bound


def test_half_a_package_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of four providers has room for a package and a half, and there are six: rows of room let six be
    placed, rounded rows four, with no search for any set.
    """
    providers = ("avon", "bourne", "cam", "dee")
    room = 3 * package().parts[0].staff_minutes // 2
    problem = build(
        round_of(
            packages=tuple(package(f"P{number}") for number in range(6)),
            awards=tuple(award(each) for each in providers),
            capacity=tuple(CapacityRow(each, room) for each in providers),
        )
    )
    monkeypatch.setattr("allocation.check.provider_sets.reachable", lambda room, _: room)
    assert _bound(problem, 1, 0) == 4
    monkeypatch.setattr(relax, "ROUNDS", 0)
    assert _bound(problem, 1, 0) == 6


def test_rows_prove_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """On weeks with little room at each provider no bound is worse for them, and some are better."""
    problems = [without_misfits(build(council("A1", seed, 40, 16, 0.6)[0])) for seed in (1, 2, 3)]
    with_rows = [_bound(problem, aim, 0) for problem in problems for aim in range(3)]
    monkeypatch.setattr(relax, "ROUNDS", 0)
    without = [_bound(problem, aim, 0) for problem in problems for aim in range(3)]
    assert all(one <= other for one, other in zip(with_rows, without, strict=True))
    assert with_rows != without


def test_rows_with_complemented_parts_prove_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a council's weeks, whose providers have room for several parts each, they say more than plainly
    rounded rows.
    """
    problems = [without_misfits(build(council("A1", seed, 60, 10, 0.8)[0])) for seed in (1, 2, 3)]
    with_them = [_bound(problem, aim, 0) for problem in problems for aim in range(3)]
    monkeypatch.setattr(Rows, "_covers", lambda *_: ())
    without = [_bound(problem, aim, 0) for problem in problems for aim in range(3)]
    assert all(one <= other for one, other in zip(with_them, without, strict=True))
    assert with_them != without


@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.sampled_from((0.0, 0.2, 0.5, 0.7, 1.0)), st.booleans()), min_size=1
    ),
    st.integers(0, 300),
    st.sampled_from((1, 2, 4, 8)),
    st.integers(1, 60),
)
def test_what_is_sought_is_the_row_that_is_checked(
    parts: list[tuple[int, float, bool]], room: int, times: int, divisor: int
) -> None:
    """By how much shares are from a row, as the search reckons it, is what the check's own row says."""
    used, share, turned = (np.array(each) for each in zip(*parts, strict=True))
    far = broken_by(used, share, turned.astype(np.int64), room, times, divisor)
    complemented = tuple((part, int(used[part])) for part in np.nonzero(turned)[0].tolist())
    row = Rounding(0, times, divisor, complemented)
    amounts, most = rounded_row(used, np.arange(len(parts)), room, row)
    length = float(np.sqrt((amounts.astype(float) ** 2).sum()))
    if far:
        assert far == pytest.approx((float(amounts @ share) - most) / length, abs=1e-9)


def test_a_row_is_the_same_on_every_branch() -> None:
    """Of whichever of its picks a branch leaves, a row has the amounts that it has of all, and the same most:
    so its price, found for the one, is right for the other.
    """
    problem = without_misfits(build(council("A2", 2, 36, 8, 0.7)[0]))
    known = terms(problem)
    relaxation = _relaxation(problem, known)
    optimum = relaxation.solve(1, Incumbent(problem, known, waterfall(problem), lambda: None))
    assert optimum is not None
    assert any(each.row.complemented and each.row.even > 1 for each in optimum.duals.rows)
    arrays, draw = relaxation.ground, np.random.default_rng(1)
    for each in optimum.duals.rows:
        mine = np.searchsorted(relaxation.rows.pick, each.picks)  # each pick's first use; then of the limit
        while (others := arrays.limit[mine] != each.row.limit).any():
            mine = mine + others
        for _ in range(5):
            left = draw.random(len(mine)) < 0.6
            used, part = arrays.uses[mine[left]], arrays.part[each.picks[left]]
            amounts, most = rounded_row(used, part, relaxation.rooms[each.row.limit], each.row)
            assert (amounts.tolist(), most) == (each.amounts[left].tolist(), each.most)


def test_two_that_do_not_fit_together() -> None:
    """Of 70 and 50 minutes one fits in 100: that is found where one is placed and of the other a half."""
    used, share, turned = np.array([70, 50, 20]), np.array([1.0, 0.6, 0.0]), np.zeros(3, dtype=np.int64)
    far, times, divisor = separate(used, share, 100, turned)
    assert far > 0
    complemented = tuple((part, int(used[part])) for part in np.nonzero(turned)[0].tolist())
    row = Rounding(0, int(times), int(divisor), complemented)
    amounts, most = rounded_row(used, np.arange(3), 100, row)
    assert amounts[0] + amounts[1] > most >= max(amounts)


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4), st.sampled_from((0, 1, 300)))
def test_no_plan_passes_what_priced_rows_say(round_: Round, width: int) -> None:
    """The first aim's bound from rounded rows holds for every valid plan."""
    problem = without_misfits(build(round_))
    assume(0 < size(problem) <= 5_000)
    known = terms(problem)
    best = max(signed(problem, chosen)[0] for chosen in plans(problem))
    assert best <= known.signed(0, _bound(problem, 0, width))
