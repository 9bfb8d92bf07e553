"""Trees of questions close what prices leave open, end where they are told to, and claim nothing false."""

from hypothesis import HealthCheck, assume, given, settings

from allocation.check.blocks import blocks
from allocation.check.branching import ALL
from allocation.check.certificate import Certificate, verify
from allocation.check.cuts import Cut, bounds_of, ceiling
from allocation.check.provider_sets import provider_sets
from allocation.codec import to_bytes
from allocation.engine.branching import grow
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices
from allocation.engine.questions import question
from allocation.engine.relax import Relaxation
from allocation.engine.solve import solve
from allocation.model import Effort, Round
from allocation.problem import build
from allocation.problem.terms import terms
from allocation.problem.waterfall import waterfall
from tests.allocation.engine.brute import Chosen, plans, signed, size
from tests.allocation.halves import halves
from tests.allocation.rounds import open_pins, rounds
from tests.workloads import council


def _start(round_: Round, chosen: Chosen | None = None) -> tuple[Prices, Incumbent]:
    problem = build(round_)
    known = terms(problem)
    incumbent = Incumbent(problem, known, chosen or waterfall(problem), lambda: None)
    meter = Meter(Effort(), lambda: False)
    sets = provider_sets(problem, known, blocks(problem))
    relaxation = Relaxation(problem, known, ground(problem, known), sets, meter)
    return Prices(problem, known, sets, relaxation, meter), incumbent


def _bound(prices: Prices, incumbent: Incumbent, aim: int, cuts: list[Cut]) -> int | None:
    known = prices.known
    found = [(cut, ceiling(prices.problem, known, cut, prices.sets)) for cut in cuts]
    return bounds_of(known, incumbent.plain, found)[aim]


def test_a_tree_closes_what_prices_leave_open() -> None:
    """Where halves of sets fool all prices, a tree proves the aim, and the check says so over its cuts."""
    round_ = halves()
    problem = build(round_)
    prices, incumbent = _start(round_, max(plans(problem), key=lambda chosen: signed(problem, chosen)))
    low = 3
    alone = prices.cut(low, incumbent, 60, 1_000)
    assert alone is not None
    assert _bound(prices, incumbent, low, [alone]) == 4
    cuts = list(grow(prices, low, incumbent, ALL, 20, 15, 1_000))
    values = zip([spec.aim for spec in prices.known.specs], incumbent.plain, strict=True)
    proofs = verify(round_, to_bytes(Certificate(tuple(values), tuple(cuts))))
    assert (proofs[low].bound, proofs[low].proven) == (3, True)


def test_a_tree_proves_minutes_of_a_week() -> None:
    """On a council's round a tree proves the fewest minutes at step 2, which prices leave open."""
    round_ = council("A2", 3, 24, 8, 0.8)[0]
    prices, incumbent = _start(round_, build(round_).chosen(solve(round_, Effort()).plan))
    aim = [spec.aim for spec in prices.known.specs].index("step_2_minutes")
    cuts = list(grow(prices, aim, incumbent, ALL, 30, 15, 1_000))
    assert _bound(prices, incumbent, aim, cuts[:1]) != incumbent.plain[aim]
    assert _bound(prices, incumbent, aim, cuts) == incumbent.plain[aim]


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4))
def test_no_tree_passes_the_best_plan(round_: Round) -> None:
    """From the plan of the waterfall, however good that is, every aim's tree has a bound that no valid plan
    with these values of the earlier aims passes.
    """
    problem = build(round_)
    assume(1 < size(problem) <= 5_000)
    prices, incumbent = _start(round_)
    every = [signed(problem, chosen) for chosen in plans(problem)]
    for aim in range(len(prices.known.specs)):
        bound = _bound(prices, incumbent, aim, list(grow(prices, aim, incumbent, ALL, 9, 2, 50)))
        assert bound is not None
        best = max(values[aim] for values in every if values[:aim] == incumbent.values[:aim])
        assert best <= prices.known.signed(aim, bound)


def test_a_tree_ends_where_it_is_told_and_grows_the_same_again() -> None:
    """No more nodes are priced than allowed, but for the last one's other side; the same start gives the
    same cuts for the same work.
    """
    grown = []
    for _ in range(2):
        prices, incumbent = _start(council("A1", 2, 30, 8, 0.6)[0])
        cuts = list(grow(prices, 7, incumbent, ALL, 6, 4, 100))
        grown.append((cuts, prices.meter.work))
    assert grown[0] == grown[1]
    assert 3 < len(grown[0][0]) <= 7


def test_the_question_is_what_the_mix_leaves_open() -> None:
    """Whether it is placed before where, and by whom before how; nothing where all is whole."""
    problem = build(council("A1", 3, 30, 8, 0.6)[0])
    part = next(
        n for n, each in enumerate(problem.parts) if len({o.award.provider for o in each.options}) > 1
    )
    options = problem.parts[part].options
    there = options[0].award.provider
    other = next(n for n, each in enumerate(options) if each.award.provider != there)
    asked = question(problem, {(part, 0): 0.25, (part, other): 0.25})
    assert asked is not None
    assert asked.options == tuple(range(len(options)))
    asked = question(problem, {(part, 0): 0.5, (part, other): 0.5})
    assert asked is not None
    assert asked.options == tuple(n for n, each in enumerate(options) if each.award.provider == there)
    assert question(problem, {(part, 0): 1.0}) is None
    assert question(problem, {}) is None
