"""Settled parts that could be at several awards: bounds stand up to the first aim that it matters to."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocation.check.certificate import verify
from allocation.engine import solve
from allocation.model import Award, Effort, Lot, Placement, PlacementKind, Policy, Round, Waiver
from allocation.problem import build
from allocation.problem.aims import aim_specs, bounded
from tests.allocation.engine.brute import plans, signed, size
from tests.allocation.rounds import open_pins
from tests.allocation.sample import award, package, round_of

LIVE = Placement("P1", "avon", PlacementKind.LIVE)
LOTS = (Lot("C", "L", areas=("A",)), Lot("C", "M", areas=("A",)))


def _round(other: Award, placement: Placement = LIVE) -> Round:
    """P1 is with avon in lot L, or M under the other award; P2 is free."""
    packages = (package("P1"), package("P2"))
    return round_of(packages=packages, lots=LOTS, awards=(award(), other), placements=(placement,))


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({}, None),
        ({"rate": 2500}, "score"),
        ({"guaranteed_minutes": 600}, "commitments"),
        ({"target_share": 5000}, "commitments"),
        ({"max_share": 5000}, None),
    ],
)
def test_bounds_stand_up_to_the_first_aim_that_the_choice_matters_to(
    changes: dict[str, Any], first: str | None
) -> None:
    """Live care at either of two awards: a rate matters to the score alone, a promise to commitments; a share
    that only the other award has could only leave less to the rest.
    """
    round_ = _round(award(lot="M", **changes))
    problem = build(round_)
    names = [spec.aim for spec in aim_specs(problem)]
    upto = len(names) if first is None else names.index(first)
    assert bounded(problem) == upto
    result = solve(round_, Effort())
    assert [aim.proven for aim in result.aims] == [number < upto for number in range(len(names))]
    assert [aim.bound is None for aim in result.aims] == [number >= upto for number in range(len(names))]
    proofs = verify(round_, result.certificate, result.plan)
    assert [proof.bound is None for proof in proofs] == [number >= upto for number in range(len(names))]


def test_no_bound_where_the_choice_leaves_more_room_to_others() -> None:
    """The award at which it is kept has a largest share, the other none: another plan might place more."""
    round_ = _round(award(lot="M"))
    first = replace(round_.awards[0], max_share=5000)
    assert bounded(build(replace(round_, awards=(first, round_.awards[1])))) == 0
    (contract,) = round_.contracts
    assert bounded(build(replace(round_, contracts=(replace(contract, batch=False),)))) == 0


def test_aims_that_the_policy_leaves_out_take_no_bound() -> None:
    """The rates differ and nobody counts them."""
    round_ = replace(_round(award(lot="M", rate=2500)), policy=Policy(aims=("wishes", "waits")))
    assert bounded(build(round_)) == len(aim_specs(build(round_)))


def _worlds(round_: Round) -> Iterator[Round]:
    """The round with every settled part at each award that the rules allow, written into its placement."""
    known = build(round_).index
    ways: list[list[Placement]] = []
    for package_ in round_.packages:
        for part in package_.parts:
            placement = known.placements.get((package_.package, part.number))
            if placement is None:
                continue
            keys = {
                (each.contract, each.lot)
                for each in round_.awards
                if each.provider == placement.provider
                and placement.contract in (None, each.contract)
                and placement.lot in (None, each.lot)
            }
            own = replace(placement, part=part.number)
            named = [replace(own, contract=contract, lot=lot) for contract, lot in sorted(keys)]
            ways.append(named if placement.kind is not PlacementKind.RELEASE and named else [own])
    for several in product(*ways):
        yield replace(round_, placements=tuple(several))


KINDS = st.sampled_from((PlacementKind.LIVE, PlacementKind.HELD, PlacementKind.PIN))


@st.composite
def _left_open(draw: st.DrawFn) -> Round:
    """A round in which up to three parts are live or held with a provider, or fixed there and waive room, of
    which several awards may be meant; some of its awards have promises and largest shares.
    """
    round_ = draw(open_pins(most_packages=4))
    promises: dict[str, st.SearchStrategy[Any]] = {
        "guaranteed_minutes": st.sampled_from((0, 0, 0, 300)),
        "max_share": st.sampled_from((None, None, 3_000)),
        "target_share": st.sampled_from((None, None, None, 4_000)),
    }
    awards = tuple(
        replace(each, **{name: draw(values) for name, values in promises.items()}) for each in round_.awards
    )
    placements = [
        replace(each, kind=kind, waives=(Waiver.ROOM,) if kind is PlacementKind.PIN else ())
        if each.kind is PlacementKind.PIN and (kind := draw(KINDS))
        else each
        for each in round_.placements
    ]
    return replace(round_, awards=awards, placements=tuple(placements))


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(_left_open())
def test_no_plan_of_any_choice_passes_a_bound(round_: Round) -> None:
    """Brute force over all plans of all choices: of those with the reported values of all earlier aims, none
    passes a bound that is given.
    """
    problem = build(round_)
    assume(not problem.faults and bounded(problem))
    worlds = [world for each in _worlds(round_) if not (world := build(each)).faults]
    assume(1 < len(worlds) <= 8 and sum(map(size, worlds)) <= 5_000)
    result = solve(round_, Effort())
    specs = aim_specs(problem)
    reached = tuple(
        aim.value if spec.most else -aim.value for aim, spec in zip(result.aims, specs, strict=True)
    )
    everything = [signed(world, chosen) for world in worlds for chosen in plans(world)]
    for number, (aim, spec) in enumerate(zip(result.aims, specs, strict=True)):
        assert (aim.bound is None) == (number >= bounded(problem))
        if aim.bound is not None:
            best = max(values[number] for values in everything if values[:number] == reached[:number])
            assert best <= (aim.bound if spec.most else -aim.bound)
