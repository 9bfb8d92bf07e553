"""How far an aim comes with a pick: whatever a cut's prices are, no valid plan comes further."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocation.check.blocks import blocks
from allocation.check.branching import left_with
from allocation.check.cuts import Cut, bounds_of, ceiling
from allocation.check.fixing import Chain, reach
from allocation.check.provider_sets import provider_sets
from allocation.check.rounded import Rounding
from allocation.model import Round
from allocation.problem import Problem, build
from allocation.problem.terms import terms
from tests.allocation.engine.brute import plans, signed, size
from tests.allocation.rounds import open_pins, rounds

NUMBERS = st.integers(-50, 50)


@st.composite
def _cuts(draw: st.DrawFn, problem: Problem, last: int) -> Cut:
    """Any cut for one aim that looks at no set, and says that it is held against this or that."""
    names = [spec.aim for spec in terms(problem).specs]
    earlier = draw(st.lists(st.sampled_from(names[:last]), unique=True)) if last else []
    limits = range(len(problem.limits))
    return Cut(
        weights=(*((name, draw(st.integers(0, 30))) for name in earlier), (names[last], 7)),
        prices=tuple(draw(NUMBERS) for _ in problem.parts),
        slopes=tuple((number, draw(NUMBERS)) for number in range(len(problem.commitments))),
        rooms=tuple((each, draw(st.integers(0, 9))) for each in limits),
        rows=tuple(
            (Rounding(each, 1, draw(st.integers(1, 400))), draw(st.integers(0, 20))) for each in limits
        ),
        width=0,
        as_good=draw(st.booleans()),
    )


@settings(max_examples=250, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4), st.data())
def test_no_valid_plan_comes_further_than_its_picks_reach(round_: Round, data: st.DataObject) -> None:
    """With any prices, and among any picks that are left: every plan of those is within the reach of each of
    its picks, if it has the values that the earlier aims are held at.
    """
    problem = build(round_)
    assume(1 < size(problem) <= 5_000)
    known = terms(problem)
    narrowed = {
        part: frozenset(
            n for n in range(len(each.options)) if data.draw(st.sampled_from((True, True, False)))
        )
        for part, each in enumerate(problem.parts)
        if data.draw(st.booleans())
    }
    left = left_with(problem, narrowed)
    sets = [left.picks_of(each) for each in provider_sets(problem, known, blocks(problem))]
    last = data.draw(st.integers(0, len(known.specs) - 1))
    every = list(plans(problem))
    values = signed(problem, data.draw(st.sampled_from(every)))
    cut = data.draw(_cuts(problem, last))
    top, found = reach(problem, known, cut, values, sets, left)
    assert top == ceiling(problem, known, cut, sets, left)
    far = {
        pick: most
        for each, reached in zip(sets, found, strict=True)
        for pick, most in zip(each.picks, reached.tolist(), strict=True)
    }
    for chosen in every:
        picks = [(part, number) for part, number in enumerate(chosen) if number is not None]
        reaches = signed(problem, chosen)
        if reaches[:last] == values[:last] and all(map(left.has, picks)):
            assert all(reaches[last] <= far[pick] for pick in picks)


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4), st.data())
def test_no_plan_passes_what_a_chain_says(round_: Round, data: st.DataObject) -> None:
    """Whatever cuts stand in whatever order, held against this or that, with sets sought or not: no plan that
    has the reported values in the aims before passes the bound of an aim.
    """
    problem = build(round_)
    assume(1 < size(problem) <= 5_000)
    known = terms(problem)
    sets = provider_sets(problem, known, blocks(problem))
    every = list(plans(problem))
    values = signed(problem, data.draw(st.sampled_from(every)))
    chain = Chain(problem, known, sets, values)
    found: list[tuple[Cut, int]] = []
    for _ in range(data.draw(st.integers(1, 6))):
        cut = data.draw(_cuts(problem, data.draw(st.integers(0, len(values) - 1))))
        cut = replace(cut, width=data.draw(st.sampled_from((0, 0, 0, 50))))
        found.append((cut, chain.ceiling(cut)))
    plain = [known.signed(aim, value) for aim, value in enumerate(values)]
    bounds = bounds_of(known, plain, found)
    for chosen in every:
        reaches = signed(problem, chosen)
        for aim, bound in enumerate(bounds):
            if bound is not None and reaches[:aim] == values[:aim]:
                assert reaches[aim] <= known.signed(aim, bound)
