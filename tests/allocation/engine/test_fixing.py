"""What is out is in no better plan, and on a council's week that is much."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from allocation.check.blocks import blocks
from allocation.check.certificate import Certificate, verify
from allocation.check.provider_sets import provider_sets
from allocation.codec import to_bytes
from allocation.engine.bounds import Bounds
from allocation.engine.fixing import Fixing
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices
from allocation.engine.relax import Relaxation
from allocation.engine.solve import solve
from allocation.model import Effort, Round
from allocation.problem import Problem, build
from allocation.problem.fit import without_misfits
from allocation.problem.terms import terms
from allocation.problem.waterfall import waterfall
from tests.allocation.engine.brute import Chosen, plans, signed, size
from tests.allocation.rounds import open_pins, rounds
from tests.workloads import council


def _learned(problem: Problem, chosen: Chosen) -> Fixing:
    """What the relaxation says of every aim in order, the earlier ones held at the plan's values."""
    known = terms(problem)
    incumbent = Incumbent(problem, known, chosen, lambda: None)
    sets = provider_sets(problem, known, blocks(problem))
    meter = Meter(Effort(), lambda: False)
    arrays = ground(problem, known)
    prices = Prices(problem, known, sets, Relaxation(problem, known, arrays, sets, meter), meter)
    fixing = Fixing(problem, known, arrays, sets, prices, incumbent)
    for aim in range(len(known.specs)):
        cut = prices.cut(aim, incumbent, 0, 0)
        assert cut is not None
        fixing.learn(aim, cut)
        fixing.sharpen(aim, better=True)
        fixing.sharpen(aim, better=False)
    return fixing


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4))
def test_every_better_plan_is_left(round_: Round) -> None:
    """Held against all plans of a small round: which have the values of the plan in hand as far as the aims
    are held, and those of them that are better in the next.
    """
    problem = without_misfits(build(round_))
    assume(1 < size(problem) <= 5_000)
    fixing = _learned(problem, waterfall(problem))
    values = fixing.incumbent.values
    left = [[fixing.left(aim, better=better) for better in (False, True)] for aim in range(len(values))]
    held = Bounds(problem, fixing.known, fixing.sets, fixing.incumbent, fixing)
    bounds = held.now()
    for chosen in plans(problem):
        picks = [(part, number) for part, number in enumerate(chosen) if number is not None]
        reaches = signed(problem, chosen)
        for aim, (good, better) in enumerate(left):
            if reaches[:aim] == values[:aim]:
                assert reaches[aim] < values[aim] or all(map(good.has, picks))
                assert reaches[aim] <= values[aim] or all(map(better.has, picks))
                bound = bounds[aim]
                assert bound is not None
                assert reaches[aim] <= fixing.known.signed(aim, bound)
    values_said = zip((spec.aim for spec in fixing.known.specs), fixing.incumbent.plain, strict=True)
    proofs = verify(round_, to_bytes(Certificate(tuple(values_said), held.cuts())))
    assert [proof.bound for proof in proofs if proof.bound is not None] == [
        bound for proof, bound in zip(proofs, bounds, strict=True) if proof.bound is not None
    ]


def test_half_a_week_is_out() -> None:
    """With a good plan of a week half of the picks are in no plan that has the same values; what the plan in
    hand has always stays free.
    """
    round_ = council("A1", 2, 60, 12, 0.8)[0]
    problem = without_misfits(build(round_))
    chosen = problem.chosen(solve(round_, Effort()).plan)
    fixing = _learned(problem, chosen)
    last = len(fixing.known.specs) - 1
    assert fixing.picks(last).mean() < 0.6
    free = fixing.free(last)
    assert all(number is None or number in free[part] for part, number in enumerate(chosen))


@pytest.mark.parametrize(("seed", "work"), [(3, None), (3, 150), (25, 800)])
def test_a_certificate_has_all_that_proofs_rest_on(seed: int, work: int | None) -> None:
    """Also where better plans came while things were ruled out, and where a cut bounds better a second time,
    after those behind it have left less: what is said to be proven, the certificate alone proves.
    """
    round_ = council("A2", seed, 24, 8, 0.8)[0]
    result = solve(round_, Effort(work=work))
    proofs = verify(round_, result.certificate, result.plan)
    proven = [aim.aim for aim in result.aims if aim.proven_by == "proven"]
    assert len(proven) > 3
    assert set(proven) <= {proof.aim for proof in proofs if proof.proven}
