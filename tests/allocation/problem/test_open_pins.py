"""Pins that name a provider and leave open under which of its awards: placed in every plan, where best."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocation.check import judge, reasons
from allocation.check.certificate import verify
from allocation.check.justice import breaches
from allocation.check.verdict import Verdict
from allocation.engine import solve
from allocation.engine.incumbent import valid
from allocation.engine.plan_in_hand import in_hand, start_at
from allocation.engine.repair import justified
from allocation.model import CapacityRow, Effort, Lot, Placement, PlacementKind, Plan, Priority, Round, Waiver
from allocation.problem import Problem, build
from allocation.problem.aims import aim_specs, bounded
from allocation.problem.waterfall import waterfall
from tests.allocation.engine.brute import plans, signed, size
from tests.allocation.rounds import open_pins
from tests.allocation.sample import award, package, round_of

PIN = Placement("P1", "avon", PlacementKind.PIN, reason="agreed", authorised_by="A Person")
HERE, THERE = award(), award(lot="M")
"""Two awards of one provider: in lot L, and in lot M, which is for area A alone."""

MANY = settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])


def _two_lots() -> Round:
    """P1 is fixed with avon, in L or M. P2 can go to L alone. Each lot has room for one of them."""
    return round_of(
        packages=(package("P1", priority=Priority.LOW), package("P2", area="B")),
        awards=(HERE, THERE),
        lots=(Lot("C", "L", areas=("A", "B")), Lot("C", "M", areas=("A",))),
        capacity=(CapacityRow("avon", 210, lot="L"), CapacityRow("avon", 210, lot="M")),
        placements=(PIN,),
    )


def _pinned(problem: Problem) -> set[tuple[str, int]]:
    return {part.key for part in problem.parts} - {part.key for part in problem.free}


def _same(one: Verdict, other: Verdict) -> bool:
    return (one.valid, one.justified, one.aims) == (other.valid, other.justified, other.aims)


def test_a_pin_makes_way_within_its_provider() -> None:
    """The pin stands where the round is best, both packages have a place, and that is proven."""
    round_ = _two_lots()
    result = solve(round_, Effort())
    assert result.plan.awards == {("P1", 1): THERE.key, ("P2", 1): HERE.key}
    assert {aim.proven_by for aim in result.aims} == {"proven"}
    assert all(proof.proven for proof in verify(round_, result.certificate, result.plan))
    old = build(round_, open_pins=False)
    assert old.loose
    assert None in waterfall(old)


def test_a_pin_is_said_to_be_fixed_by_a_person() -> None:
    """At whichever award it stands, the reason is the person's, and nothing is asked of other awards."""
    round_ = _two_lots()
    for key in (HERE.key, THERE.key):
        plan = Plan.of({("P1", 1): key, ("P2", 1): None})
        (found,) = (each for each in reasons(round_, plan) if each.package == "P1")
        assert (found.code, found.lot, found.facts["authorised_by"]) == ("pinned", key.lot, "A Person")


def test_a_pin_is_not_tested_nor_set_aside() -> None:
    """A more urgent package that lacks the room a pin has is no breach; that it waits is justified."""
    round_ = _two_lots()
    plan = Plan.of({("P1", 1): HERE.key, ("P2", 1): None})
    assert judge(round_, plan).justified
    problem = build(round_)
    assert justified(problem, problem.chosen(plan)) == problem.chosen(plan)
    later = round_of(awards=(award(), award(step=2)), placements=(PIN,))
    assert judge(later, Plan.of({("P1", 1): award(step=2).key})).justified


def test_pins_in_hand_that_do_not_fit_together_start_where_the_waterfall_has_them() -> None:
    """Two that a plan in hand has in one lot, which has room for one by now, take a lot each."""
    two = replace(_two_lots(), packages=(package("P1"), package("P2")))
    round_ = replace(two, placements=(PIN, replace(PIN, package="P2")))
    problem = build(round_)
    hand = in_hand(problem, Plan.of({("P1", 1): HERE.key, ("P2", 1): HERE.key}))
    assert problem.plan(start_at(problem, hand)).awards == {("P1", 1): HERE.key, ("P2", 1): THERE.key}
    assert hand.fallen == (1,)


@pytest.mark.parametrize("award_", [None, award("bute").key])
def test_a_pin_is_kept(award_: object) -> None:
    """Nowhere, or with another provider, it is not."""
    round_ = round_of(awards=(award(), award(step=2), award("bute")), placements=(PIN,))
    assert _pinned(build(round_)) == {("P1", 1)}
    for problem in (None, build(round_)):
        verdict = judge(round_, Plan.of({("P1", 1): award_}), problem)  # type: ignore[dict-item]
        assert [fault.code for fault in verdict.faults] == ["valid_pin"]


def test_an_award_that_breaks_a_rule_is_a_fault_of_the_pin() -> None:
    """Left open is only what the rules allow; a plan that has it elsewhere hears which rule it breaks."""
    closed = award(step=3, new_packages=False)
    round_ = round_of(awards=(award(), award(step=2), closed), placements=(PIN,))
    problem = build(round_)
    assert [option.step for option in problem.parts[0].options] == [1, 2]
    verdict = judge(round_, Plan.of({("P1", 1): closed.key}), problem)
    assert "valid_new_packages" in {fault.code for fault in verdict.faults}


def test_pins_without_room_together_are_settled_and_told() -> None:
    """No plan could keep both: each is settled at its first award, and the second is a fault of its pin."""
    two = (package("P1"), package("P2"))
    round_ = round_of(
        packages=two,
        awards=(award(), award(step=2)),
        capacity=(CapacityRow("avon", 210),),
        placements=(PIN, replace(PIN, package="P2")),
    )
    problem = build(round_)
    assert not problem.parts
    assert problem.loose
    assert [fault.code for fault in problem.faults] == ["pin_room"]


def test_where_a_pin_is_settled_all_the_same() -> None:
    """It waives something, leaves one award, or something goes by first refusal: no part is open for it."""
    two = (award(), award(step=2))
    (contract,) = round_of().contracts
    assert _pinned(build(round_of(awards=two, placements=(PIN,))))
    for round_ in (
        round_of(awards=two, placements=(replace(PIN, waives=(Waiver.SHARE,)),)),
        round_of(awards=(award(),), placements=(PIN,)),
        round_of(awards=two, placements=(PIN,), contracts=(replace(contract, batch=False),)),
    ):
        problem = build(round_)
        assert not problem.parts
        assert [each.kind for each in problem.settled] == [PlacementKind.PIN]


def test_a_pin_beside_one_that_waives_is_settled() -> None:
    """A waiver goes beyond what the other pin needs, which what is left for open parts could not say."""
    packages, awards = (package("P1"), package("P2")), (HERE, THERE)
    lots = (Lot("C", "L", areas=("A",)), Lot("C", "M", areas=("A",)))
    beside = Placement("P2", "avon", PlacementKind.PIN, contract="C", lot="L", reason="agreed")
    for what, limits in (
        (Waiver.ROOM, {"capacity": (CapacityRow("avon", 210, lot="L"), CapacityRow("avon", 600, lot="M"))}),
        (Waiver.SHARE, {"awards": (award(max_share=5_000), THERE)}),
    ):
        waives = replace(beside, waives=(what,), authorised_by="A Person")
        values = {"packages": packages, "awards": awards, "lots": lots, "placements": (PIN, waives)} | limits
        round_ = round_of(**values)
        problem = build(round_)
        assert not problem.parts
        assert problem.loose
        for key in (HERE.key, THERE.key):
            assert judge(round_, Plan.of({("P1", 1): key, ("P2", 1): HERE.key})).justified


@MANY
@given(open_pins(most_packages=4))
def test_the_best_plan_is_found_and_bounds_hold(round_: Round) -> None:
    """Of all plans that keep the pins none beats the engine's, which is valid and justified to a check that
    sees it for the first time; no bound is passed, and what is proven is verified from the round alone.
    """
    problem = build(round_)
    assume(_pinned(problem) and size(problem) <= 20_000)
    result = solve(round_, Effort())
    everything = [signed(problem, chosen) for chosen in plans(problem)]
    reached = signed(problem, problem.chosen(result.plan))
    assert reached == max(everything)
    fresh = judge(round_, result.plan)
    assert len(fresh.faults) == len(problem.faults)
    assert _same(fresh, judge(round_, result.plan, problem))
    assert fresh.aims == {aim.aim: aim.value for aim in result.aims}
    proofs = verify(round_, result.certificate, result.plan)[: bounded(problem)]
    for number, (aim, spec, proof) in enumerate(zip(result.aims, aim_specs(problem), proofs, strict=False)):
        best = max(values[number] for values in everything if values[:number] == reached[:number])
        assert aim.bound is not None
        assert best <= (aim.bound if spec.most else -aim.bound)
        assert proof.proven or aim.proven_by != "proven"


@MANY
@given(open_pins(most_packages=4))
def test_never_worse_than_a_pin_that_is_settled_first(round_: Round) -> None:
    """Every plan of the round whose pins are settled at their first awards is one of the round whose pins are
    open, with the same values, valid and justified or not.
    """
    problem, old = build(round_), build(round_, open_pins=False)
    assume(_pinned(problem) and not old.faults and size(problem) <= 5_000)
    found = set(plans(problem))
    for chosen in list(plans(old))[:40]:
        plan = old.plan(chosen)
        assert problem.chosen(plan) in found
        assert signed(problem, problem.chosen(plan)) == signed(old, chosen)
        assert _same(judge(round_, plan, problem), judge(round_, plan, old))


@MANY
@given(open_pins(most_packages=4), st.randoms(use_true_random=False))
def test_every_way_to_a_plan_keeps_pins(round_: Round, dice: object) -> None:
    """The waterfall, the repair of any valid plan, and the start from one in hand, whole or with a row
    missing, are valid, justified plans with every pin at one of its awards.
    """
    problem = build(round_)
    assume(_pinned(problem) and size(problem) <= 2_000)
    tried = [waterfall(problem)]
    for chosen in list(plans(problem))[:20]:
        awards = dict(problem.plan(chosen).awards)
        tried += [justified(problem, chosen), start_at(problem, in_hand(problem, problem.plan(chosen)))]
        awards.pop(dice.choice(sorted(awards)))  # type: ignore[attr-defined]
        tried.append(start_at(problem, in_hand(problem, Plan.of(awards))))
    for chosen in tried:
        assert valid(problem, chosen)
        assert not list(breaches(problem, chosen))
        assert len(judge(round_, problem.plan(chosen)).faults) == len(problem.faults)
