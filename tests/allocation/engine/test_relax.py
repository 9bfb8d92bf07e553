"""The relaxation: whether picks stand in it from the beginning or join as they are wanted, its optimum and
the bounds that its prices give are the same.
"""

from math import floor

import pytest

from allocation.check.blocks import blocks
from allocation.check.cuts import bounds_of, ceiling
from allocation.check.provider_sets import provider_sets
from allocation.engine import relax
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices
from allocation.engine.relax import Relaxation
from allocation.model import Effort
from allocation.problem import build
from allocation.problem.terms import terms
from allocation.problem.waterfall import waterfall
from tests.workloads import council
from tests.workloads.council import Shape


@pytest.mark.parametrize("shape", ["A1", "A8", "B1"])
def test_picks_that_join_as_they_are_wanted_change_nothing(
    shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sifting ends at the optimum: for every aim in turn, no pick would gain, its value is that of the whole
    program, and the prices bound the aim as well.
    """
    problem = build(council(shape, 2, packages=40, providers=8, supply=0.8)[0])
    known = terms(problem)
    sets = provider_sets(problem, known, blocks(problem))
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    arrays = ground(problem, known)
    found: dict[bool, list[float]] = {}
    monkeypatch.setattr(relax, "ROUNDS", 0)  # which rows are rounded hangs on where an optimum is met
    for all_at_once in (True, False):
        monkeypatch.setattr(relax, "AT_ONCE", len(arrays.part) if all_at_once else 0)
        meter = Meter(Effort(work=1 << 40), lambda: False)
        relaxation = Relaxation(problem, known, arrays, sets, meter)
        prices = Prices(problem, known, sets, relaxation, meter)
        found[all_at_once] = []
        for aim in range(len(known.specs)):
            optimum = relaxation.solve(aim, incumbent)
            assert optimum is not None
            if aim != known.pairs:  # pairs have rows of their own, which these gains do not count
                assert optimum.gains.max() < 1e-4
            cut = prices.cut(aim, incumbent, 0, 0)
            assert cut is not None
            bound = bounds_of(known, incumbent.plain, [(cut, ceiling(problem, known, cut, sets))])[aim]
            assert bound is not None
            if aim != known.pairs:
                most = max(known.rounded(aim, floor(optimum.top + 1e-3)), incumbent.values[aim])
                assert known.signed(aim, bound) <= most
            found[all_at_once].append(optimum.top)
    assert found[True] == pytest.approx(found[False], rel=1e-6, abs=1e-3)
