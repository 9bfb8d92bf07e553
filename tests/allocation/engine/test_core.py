"""Cores of a problem: what they find is a plan and never worse, and they find what small changes miss."""

from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.check.blocks import blocks
from allocation.check.provider_sets import provider_sets
from allocation.engine.core import Core
from allocation.engine.fixing import Fixing
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent, valid
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices
from allocation.engine.relax import Relaxation
from allocation.model import Effort, Round
from allocation.problem import Problem, build
from allocation.problem.terms import terms
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.workloads import council


def _core(problem: Problem, seed: int) -> tuple[Core, Incumbent]:
    known, meter = terms(problem), Meter(Effort(), lambda: False)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    sets = provider_sets(problem, known, blocks(problem))
    arrays = ground(problem, known)
    relaxation = Relaxation(problem, known, arrays, sets, meter)
    prices = Prices(problem, known, sets, relaxation, meter)
    fixing = Fixing(problem, known, arrays, sets, prices, incumbent)
    return Core(problem, known, relaxation, fixing, incumbent, meter, seed), incumbent


@settings(max_examples=40)
@given(rounds(most_packages=6), st.integers(0, 1000), st.data())
def test_the_plan_stays_a_plan_and_never_gets_worse(round_: Round, seed: int, data: st.DataObject) -> None:
    """Whatever the round (joint work, pins, promises, pairs) and the aim: valid, and no worse than before."""
    problem = build(round_)
    core, incumbent = _core(problem, seed)
    before = incumbent.values
    core.run(data.draw(st.integers(0, len(before) - 1)), 1, lambda: False)
    assert valid(problem, incumbent.chosen)
    assert incumbent.values >= before


def test_a_round_short_of_room_is_placed_better_at_once() -> None:
    """From the waterfall on, one look at the core places more substantial packages, and no
    critical one less.
    """
    problem = build(council("A1", 1, packages=200, providers=12, supply=0.8)[0])
    core, incumbent = _core(problem, 1)
    before = incumbent.plain
    core.run(1, 1, lambda: False)
    assert incumbent.plain[0] == before[0]
    assert incumbent.plain[1] > before[1]


def test_who_need_not_move_stays() -> None:
    """With where parts had better stay, as many are placed and fewer are elsewhere than without."""
    problem = build(council("A1", 1, packages=120, providers=12, supply=0.8)[0])
    elsewhere = []
    for staying in (True, False):
        core, incumbent = _core(problem, 1)
        first = incumbent.chosen
        core.run(1, 1, lambda: False, first if staying else ())
        moved = sum(was is not None and was != now for was, now in zip(first, incumbent.chosen, strict=True))
        elsewhere.append((incumbent.plain[:2], moved))
    assert elsewhere[0][0] == elsewhere[1][0]
    assert elsewhere[0][1] < elsewhere[1][1]


def test_it_ends_when_that_is_enough() -> None:
    """With enough in hand, nothing is drawn and no work is spent."""
    problem = build(council("A1", 1, packages=30, providers=6, supply=0.8)[0])
    core, incumbent = _core(problem, 1)
    before = incumbent.values
    core.run(1, 5, lambda: True)
    assert incumbent.values == before
    assert core.meter.work == 0
