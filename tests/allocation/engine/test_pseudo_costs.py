"""Which question a tree had best ask: half and half at first, then what took most off on either side."""

import numpy as np

from allocation.engine.ground import ground
from allocation.engine.pseudo_costs import PseudoCosts
from allocation.problem import build
from allocation.problem.terms import terms
from tests.workloads import council


def test_the_best_question_is_half_and_half_until_others_have_done_more() -> None:
    """Nothing is asked of what is whole; each question once, though it be of several kinds; and what one aim
    has taught says nothing of another.
    """
    problem = build(council("A1", 3, 30, 8, 0.6)[0])
    arrays = ground(problem, terms(problem))
    costs = PseudoCosts(problem, arrays)
    asked = [(each.part, each.options) for each in costs.answers]
    assert len(asked) == len(set(asked))
    assert {(part, tuple(range(len(each.options)))) for part, each in enumerate(problem.parts)} <= {*asked}
    shares = np.zeros(len(arrays.part))
    one, other = (int(arrays.options[part]) for part in (0, 1))
    assert costs.likely(0, shares, 9) == []
    shares[one], shares[other] = 1.0, 0.5
    assert {costs.answers[each].part for each in costs.likely(0, shares, 9)} == {1}
    shares[one] = 0.25
    first, *rest = costs.likely(0, shares, 99)
    assert costs.answers[first].part == 1
    better = next(each for each in rest if costs.answers[each].part == 0)
    costs.learn(0, shares, [first, better], np.array([[0.1, 0.1], [3.0, 3.0]]))
    assert costs.likely(0, shares, 1) == [better]
    assert costs.likely(1, shares, 1) == [first]
