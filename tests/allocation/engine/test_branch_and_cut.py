"""Branch and cut finds the best plan among what is left and proves it, by cuts that hold for every plan."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocation.check.blocks import blocks
from allocation.check.branching import ALL
from allocation.check.cuts import bounds_of, ceiling
from allocation.check.provider_sets import provider_sets
from allocation.engine.branch_and_cut import BranchAndCut, Cuts
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.prices import Prices
from allocation.engine.pseudo_costs import PseudoCosts
from allocation.engine.relax import Relaxation
from allocation.engine.solve import solve
from allocation.model import Effort, Round
from allocation.problem import build
from allocation.problem.terms import terms
from allocation.problem.waterfall import waterfall
from tests.allocation.engine.brute import Chosen, plans, signed, size
from tests.allocation.rounds import open_pins, rounds
from tests.workloads import council
from tests.workloads.council import Shape


def _start(round_: Round, chosen: Chosen | None = None) -> tuple[Prices, Incumbent, Meter]:
    problem = build(round_)
    known = terms(problem)
    incumbent = Incumbent(problem, known, chosen or waterfall(problem), lambda: None)
    meter = Meter(Effort(work=1 << 40), lambda: False)
    sets = provider_sets(problem, known, blocks(problem))
    relaxation = Relaxation(problem, known, ground(problem, known), sets, meter)
    return Prices(problem, known, sets, relaxation, meter), incumbent, meter


def _tree(prices: Prices, aim: int, incumbent: Incumbent, meter: Meter) -> BranchAndCut:
    costs = PseudoCosts(prices.problem, prices.relaxation.ground)
    return BranchAndCut(prices, costs, aim, incumbent, ALL, meter)


def _grow(prices: Prices, aim: int, incumbent: Incumbent, meter: Meter, nodes: int) -> Cuts | None:
    """A tree, and again where one soon found a better plan."""
    tree = _tree(prices, aim, incumbent, meter)
    cuts = tree.grow(nodes)
    return _grow(prices, aim, incumbent, meter, nodes) if cuts is None and tree.early else cuts


def _bound(prices: Prices, incumbent: Incumbent, aim: int, cuts: Cuts) -> int | None:
    """Of cuts whose ceilings are found again."""
    found = [(cut, ceiling(prices.problem, prices.known, cut, prices.sets)) for cut, _ in cuts]
    return bounds_of(prices.known, incumbent.plain, found)[aim]


@settings(max_examples=80, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4), st.integers(1, 60))
def test_a_closed_tree_has_the_best_plan_and_its_proof(round_: Round, nodes: int) -> None:
    """From the plan of the waterfall, aim after aim: where a tree is closed the plan in hand is the best of
    all plans with these values of the earlier aims, and the cuts say so of every valid plan; where it is
    not, nothing is claimed.
    """
    problem = build(round_)
    assume(1 < size(problem) <= 5_000)
    prices, incumbent, meter = _start(round_)
    every = [signed(problem, chosen) for chosen in plans(problem)]
    for aim in range(len(prices.known.specs)):
        held = incumbent.values[:aim]
        cuts = _grow(prices, aim, incumbent, meter, nodes)
        if cuts is None or incumbent.values[:aim] != held:
            return
        assert incumbent.values[aim] == max(values[aim] for values in every if values[:aim] == held)
        assert _bound(prices, incumbent, aim, cuts) == incumbent.plain[aim]


@pytest.mark.parametrize(("shape", "seed", "most"), [("A1", 5, 14), ("A2", 2, 8), ("A8", 1, 8)])
def test_trees_prove_the_aims_of_a_week(shape: Shape, seed: int, most: int) -> None:
    """On councils' weeks, from the plan that a solve ends with, trees prove what the relaxation leaves open,
    in A1 pairs among it; and the same again gives the same cuts for the same work.
    """
    round_ = council(shape, seed, 36, 8, 0.7)[0]
    chosen = build(round_).chosen(solve(round_, Effort()).plan)
    grown: list[tuple[dict[str, Cuts], int]] = []
    for _ in range(2):
        prices, incumbent, meter = _start(round_, chosen)
        closed: dict[str, Cuts] = {}
        for aim, spec in enumerate(prices.known.specs):
            cuts = _grow(prices, aim, incumbent, meter, 200)
            if cuts is not None:
                closed[spec.aim] = cuts
                assert _bound(prices, incumbent, aim, cuts) == incumbent.plain[aim]
        grown.append((closed, meter.work))
        assert incumbent.chosen == chosen
    assert grown[0] == grown[1]
    assert len(grown[0][0]) >= most
    assert max(map(len, grown[0][0].values())) > 1


def test_a_tree_finds_better_plans_and_ends_where_it_is_told() -> None:
    """From the waterfall's plan it comes to the best placements of a whole solve; a tree that may have only a
    few nodes claims nothing.
    """
    round_ = council("A1", 2, 60, 10, 0.8)[0]
    best = [aim.value for aim in solve(round_, Effort()).aims]
    prices, incumbent, meter = _start(round_)
    for aim in range(4):
        assert _grow(prices, aim, incumbent, meter, 400) is not None
    assert list(incumbent.plain[:4]) == best[:4]
    prices, incumbent, meter = _start(round_)
    tree = _tree(prices, 8, incumbent, meter)
    assert tree.grow(2) is None
    assert tree.grown <= 3
