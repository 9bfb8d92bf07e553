"""Bounds without a solver: whatever a certificate says, what the check makes of it is true."""

import json
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocation.check.best_set import best_set
from allocation.check.blocks import Block, Pick, blocks
from allocation.check.certificate import Certificate, verify
from allocation.check.cuts import Cut, ceiling
from allocation.check.layout import Worth
from allocation.check.provider_sets import ProviderSets, provider_sets
from allocation.check.rounded import Rounding
from allocation.codec import to_bytes
from allocation.engine import solve
from allocation.model import Effort, Placement, PlacementKind, Result, Round, Waiver
from allocation.problem import Problem, build
from allocation.problem.fit import left_of
from allocation.problem.terms import shortfall, terms
from tests.allocation.engine.brute import plans, signed, size
from tests.allocation.rounds import open_pins, rounds
from tests.allocation.sample import award, round_of
from tests.workloads import council

NUMBERS = st.integers(-50, 50)


@st.composite
def _cuts(draw: st.DrawFn, problem: Problem) -> Cut:
    """Any cut at all: the weights, prices and guides of somebody who knows nothing."""
    names = [spec.aim for spec in terms(problem).specs]
    weighed = draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    promises = range(len(problem.commitments))
    return Cut(
        weights=tuple((name, draw(st.integers(0, 30))) for name in weighed),
        prices=tuple(draw(NUMBERS) for _ in problem.parts),
        slopes=tuple((number, draw(st.integers(-200, 100))) for number in promises if draw(st.booleans())),
        rooms=tuple((each, draw(st.integers(0, 30))) for each in range(len(problem.limits))),
        rows=tuple(
            (
                Rounding(
                    limit,
                    draw(st.integers(1, 20)),
                    draw(st.integers(1, 500)),
                    tuple(
                        (part, draw(st.integers(0, 900)))
                        for part in range(len(problem.parts))
                        if draw(st.booleans())
                    ),
                    draw(st.sampled_from((0, 0, 1, 7))),
                ),
                draw(st.integers(0, 900) | st.just(1 << 70)),
            )
            for limit in range(len(problem.limits))
            if draw(st.booleans())
        ),
        pairs=tuple(
            (part, option, draw(st.integers(0, 40) | st.just(1 << 51)))
            for part, each in enumerate(problem.parts)
            for option in range(len(each.options))
            if draw(st.booleans())
        ),
        width=draw(st.sampled_from((0, 0, 1, 5, 1_000))),
    )


@settings(max_examples=250, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4), st.data())
def test_no_valid_plan_passes_any_cut(round_: Round, data: st.DataObject) -> None:
    """Soundness: with any weights, prices, guides and step limit, the ceiling holds for every valid plan."""
    problem = build(round_)
    assume(size(problem) <= 5_000)
    known = terms(problem)
    cut = data.draw(_cuts(problem))
    top = ceiling(problem, known, cut)
    weight = dict(cut.weights)
    for chosen in plans(problem):
        values = zip(known.specs, signed(problem, chosen), strict=True)
        assert sum(weight.get(spec.aim, 0) * value for spec, value in values) <= top


@settings(max_examples=150)
@given(rounds(most_packages=4), st.data())
def test_the_best_set_is_the_best(round_: Round, data: st.DataObject) -> None:
    """With steps enough, a block's search finds exactly what trying every set finds, pairs and all."""
    problem = build(round_)
    for block in blocks(problem):
        [sets] = provider_sets(problem, terms(problem), [block])
        gain = np.array([data.draw(NUMBERS) for _ in sets.picks], dtype=np.int64)
        slopes = tuple(data.draw(st.integers(-120, 120)) for _ in sets.commitments)
        worth = Worth(gain, data.draw(st.integers(0, 20)), data.draw(st.sampled_from((0, 0, 1, 3))), slopes)
        best = best_set(sets, worth, 100_000)
        assert best.ceiling == best.value == max(_worths(problem, block, sets, worth))
        narrow = best_set(sets, worth, data.draw(st.integers(1, 5)))
        assert narrow.value <= best.value <= narrow.ceiling
        assert best.value <= best_set(sets, worth, 0).ceiling


def _worths(problem: Problem, block: Block, provider: ProviderSets, worth: Worth) -> list[int]:
    """What every set of the block that fits is worth."""
    sets: list[tuple[Pick, ...]] = [()]
    for part, options in block.parts:
        sets += [(*some, (part, option)) for some in sets for option in options]
    gain = dict(zip(provider.picks, worth.gain.tolist(), strict=True))
    known_pairs = {settled.option.pair for settled in problem.settled}
    found = []
    for some in sets:
        chosen: list[int | None] = [None] * len(problem.parts)
        for part, option in some:
            chosen[part] = option
        if min(left_of(problem, chosen), default=0) < 0:
            continue
        taken = [(problem.parts[part], problem.parts[part].options[option]) for part, option in some]
        pairs = {option.pair for _, option in taken} - known_pairs
        total = sum(gain[pick] for pick in some) - worth.pair_cost * len(pairs)
        for each in block.commitments:
            load = sum(part.minutes for part, option in taken if option.award == each.award)
            total += worth.promise_cost * (shortfall(each, 0) - shortfall(each, load))
        found.append(total)
    return found


@pytest.fixture(scope="module")
def round_() -> Round:
    """A small council's week, short of room."""
    return council("A1", 3, 24, 8, 0.8)[0]


@pytest.fixture(scope="module")
def result(round_: Round) -> Result:
    """Its plan, with a certificate."""
    return solve(round_, Effort())


def test_what_is_proven_is_verified_from_the_certificate_alone(round_: Round, result: Result) -> None:
    """Every aim that a result calls proven is proven again from the round and the certificate's text."""
    proofs = {proof.aim: proof for proof in verify(round_, result.certificate, result.plan)}
    proven = [aim for aim in result.aims if aim.proven_by == "proven"]
    assert proven
    for aim in proven:
        assert proofs[aim.aim].proven
        assert proofs[aim.aim].bound == aim.value


def test_a_tampered_certificate_proves_nothing_false(round_: Round, result: Result) -> None:
    """Values that are not the plan's are refused, and without cuts nothing is proven."""
    data = json.loads(result.certificate)
    data["values"][0][1] += 1
    with pytest.raises(ValueError, match="not the plan's"):
        verify(round_, json.dumps(data), result.plan)
    data = json.loads(result.certificate)
    data["cuts"] = []
    assert not any(proof.proven for proof in verify(round_, json.dumps(data), result.plan))


@pytest.mark.parametrize(
    "cut",
    [
        Cut(()),
        Cut((("placed_low", -1),)),
        Cut((("placed_low", 1), ("placed_low", 1))),
        Cut((("no such aim", 1),)),
        Cut((("placed_low", 1),), prices=(1,)),
        Cut((("placed_low", 1),), slopes=((10_000, 1),)),
        Cut((("placed_low", 1),), rooms=((10_000, 1),)),
        Cut((("placed_low", 1),), rooms=((0, -1),)),
        Cut((("placed_low", 1),), pairs=((10_000, 0, 1),)),
        Cut((("placed_low", 1),), pairs=((0, 0, -1),)),
        Cut((("placed_low", 1),), rows=((Rounding(10_000, 1, 15), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1, 0), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1 << 40, 15), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1, 1 << 40), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1, 15, ((10_000, 1),)), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1, 15, ((-1, 1),)), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1, 15, ((0, -1),)), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1, 15, ((0, 1), (0, 1))), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1, 15, (), -1), 1),)),
        Cut((("placed_low", 1),), rows=((Rounding(0, 1, 15), -1),)),
        Cut((("step_2", 1 << 60),)),
    ],
)
def test_a_cut_that_does_not_fit_is_refused(round_: Round, result: Result, cut: Cut) -> None:
    """Weights below zero, unknown aims, too few prices, promises that nobody made, numbers that are too
    large: refused.
    """
    values = msgspec.json.decode(result.certificate, type=Certificate).values
    with pytest.raises(ValueError, match="cut"):
        verify(round_, to_bytes(Certificate(values, (cut,))))


def test_a_certificate_of_another_round_is_refused(round_: Round) -> None:
    """Text that is no certificate, or one about other aims, is an error and no proof."""
    with pytest.raises(ValueError, match="other aims"):
        verify(round_, to_bytes(Certificate((("placed_low", 3),), ())))
    with pytest.raises(ValueError, match="malformed"):
        verify(round_, "no certificate")


def test_bounds_where_a_pin_is_settled_at_one_of_several_awards() -> None:
    """A pin that waives is kept at the first; its steps differ, so bounds end before them: a plan with the
    other might pass one. A pin that waives nothing is searched.
    """
    open_pin = Placement("P1", "avon", PlacementKind.PIN, reason="agreed", authorised_by="A Person")
    waives = replace(open_pin, waives=(Waiver.ROOM,))
    two = (award(), award(step=2))
    for awards, pin, upto in ((two, waives, 4), (two, open_pin, None), ((award(),), waives, None)):
        round_ = round_of(awards=awards, placements=(pin,))
        result = solve(round_, Effort(), lambda *_: None, lambda: False)
        proofs = verify(round_, result.certificate, result.plan)
        for found in (result.aims, proofs):
            assert all(each.bound is not None for each in found[:upto])
            assert all(each.bound is None for each in found[len(found) if upto is None else upto :])
