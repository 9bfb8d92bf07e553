"""Prices give bounds that hold, whatever the size of what they price."""

from allocation.check.blocks import blocks
from allocation.check.cuts import bounds_of, ceiling
from allocation.check.provider_sets import provider_sets
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices
from allocation.engine.relax import Relaxation
from allocation.engine.solve import solve
from allocation.model import Effort
from allocation.problem import build
from allocation.problem.terms import terms
from allocation.problem.waterfall import waterfall
from tests.benchmarks.gap import Instance
from tests.workloads import council


def test_amounts_of_any_size_get_a_bound() -> None:
    """Costs so large that prices in millionths could not be added up exactly are priced more coarsely: the
    search goes on, and the bound holds.
    """
    jobs = 40
    costs = tuple(tuple(10**10 + (7 * agent + 3 * job) % 11 for job in range(jobs)) for agent in range(3))
    uses = tuple(tuple(2 + (agent + job) % 3 for job in range(jobs)) for agent in range(3))
    problem = Instance("large", costs, uses, (60, 60, 60), most=False, best=0).problem()
    known = terms(problem)
    sets = provider_sets(problem, known, blocks(problem))
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    last = len(known.specs) - 1
    meter = Meter(Effort(), lambda: False)
    relaxation = Relaxation(problem, known, ground(problem, known), sets, meter)
    cut = Prices(problem, known, sets, relaxation, meter).cut(last, incumbent, 5, 300)
    assert cut is not None
    bound = bounds_of(known, incumbent.plain, [(cut, ceiling(problem, known, cut, sets))])[last]
    assert bound is not None
    assert 0.99 * incumbent.plain[last] < bound <= incumbent.plain[last]


def test_what_solvers_agree_on_prices_prove() -> None:
    """From the best plan in hand, prices prove every aim of a small week, though its aims are of very unlike
    sizes, the relaxation's prices are 0 for some, and for others no price of an earlier aim is too high.
    """
    round_ = council("A8", 3, 24, 8, 0.8)[0]
    problem = build(round_)
    known = terms(problem)
    sets = provider_sets(problem, known, blocks(problem))
    plan = solve(round_, Effort()).plan
    incumbent = Incumbent(problem, known, problem.chosen(plan), lambda: None)
    meter = Meter(Effort(), lambda: False)
    relaxation = Relaxation(problem, known, ground(problem, known), sets, meter)
    prices = Prices(problem, known, sets, relaxation, meter)
    for aim, value in enumerate(incumbent.plain):
        cut = prices.cut(aim, incumbent, 60, 1_000)
        assert cut is not None
        bound = bounds_of(known, incumbent.plain, [(cut, ceiling(problem, known, cut, sets))])[aim]
        assert bound == value, known.specs[aim].aim
