"""Several aims in one objective keep their order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.engine.weights import HEAVIEST, span, weights
from allocation.model import Round
from allocation.problem import build
from allocation.problem.terms import terms
from tests.allocation.engine.brute import plans, signed, size
from tests.allocation.rounds import rounds


@settings(max_examples=100)
@given(rounds(most_packages=4), st.sampled_from((1, 3_000, HEAVIEST)))
def test_weighted_aims_keep_their_order(round_: Round, heaviest: int) -> None:
    """Of any two plans, the one that is better in the order of the weighted aims has the larger weighted sum,
    and no aim changes by more than its span.
    """
    problem = build(round_)
    known = terms(problem)
    free = {part: tuple(range(len(each.options))) for part, each in enumerate(problem.parts)}
    some = [signed(problem, chosen) for chosen in plans(problem)] if size(problem) <= 500 else []
    for first in range(len(known.specs)):
        weighted = weights(problem, known, free, first, known.grains, heaviest)
        last = weighted[-1][0]
        assert [aim for aim, _ in weighted] == list(range(first, last + 1))
        sums = {values[first : last + 1]: 0 for values in some}
        for values in sums:
            sums[values] = sum(weight * value for (_, weight), value in zip(weighted, values, strict=True))
        assert sorted(sums) == sorted(sums, key=lambda values: sums[values])
        assert len(set(sums.values())) == len(sums)
        spans = sum(weight * span(problem, known, free, aim) for aim, weight in weighted)
        assert spans <= heaviest * known.grains[last] or len(weighted) == 1
    for aim in range(len(known.specs)):
        reached = [values[aim] for values in some]
        assert max(reached, default=0) - min(reached, default=0) <= span(problem, known, free, aim)
