"""The judge: each fault of a plan by example, with and without the cause."""

from dataclasses import replace

from hypothesis import given, settings

from allocation.check import judge
from allocation.model import (
    AwardKey,
    CapacityRow,
    Placement,
    PlacementKind,
    Plan,
    Priority,
    Ranking,
    Round,
    Step,
    Waiver,
)
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.allocation.sample import award, package, round_of, visit

AVON = award().key
LEAD = award("bute", step=2).key


def codes(round_: Round, **awards: AwardKey | None) -> list[str]:
    """The faults of a plan of one-part packages."""
    return [
        fault.code for fault in judge(round_, Plan.of({(key, 1): to for key, to in awards.items()})).faults
    ]


def test_a_plan_in_order_has_no_fault() -> None:
    """One package at the first step, with room."""
    verdict = judge(round_of(), Plan.of({("P1", 1): AVON}))
    assert verdict.valid
    assert verdict.justified
    assert not verdict.faults
    assert verdict.aims["placed_substantial"] == 1


def test_every_part_has_a_row_and_no_other() -> None:
    """A part without a row, and a row without a part, are faults."""
    assert "valid_missing" in [fault.code for fault in judge(round_of(), Plan(())).faults]
    assert codes(round_of(), P1=AVON, P2=AVON) == ["valid_unknown"]


def test_an_award_that_is_not_there() -> None:
    """A made-up award is one fault."""
    assert codes(round_of(), P1=AwardKey(1, "C", "L", "nobody"))[0] == "valid_award"


def test_a_broken_rule_is_named() -> None:
    """A placement that breaks a rule of the pair is a fault by that rule's name."""
    round_ = round_of(packages=(package(needs=("bsl",)),))
    assert codes(round_, P1=AVON) == ["valid_needs"]


def test_a_provider_without_a_return_has_no_room() -> None:
    """No return is no room."""
    assert codes(round_of(capacity=()), P1=AVON) == ["valid_no_return"]


def test_room_and_share() -> None:
    """Two packages of 3 h 30 in 5 h of room, or in half of the lot's 7 h, are too many."""
    two = (package("P1"), package("P2"))
    both = {"P1": AVON, "P2": AVON}
    assert codes(round_of(packages=two, capacity=(CapacityRow("avon", 300),)), **both) == ["valid_room"]
    assert codes(round_of(packages=two, awards=(award(max_share=5000),)), **both) == ["valid_share"]
    assert codes(round_of(packages=two), **both) == []


def test_order() -> None:
    """At the second step while the first has room; unplaced while there is room anywhere."""
    round_ = round_of(awards=(award(), award("bute", step=2)))
    assert codes(round_, P1=LEAD) == ["justice_order"]
    assert codes(round_, P1=None) == ["justice_order"]
    assert codes(round_, P1=AVON) == []


def test_order_between_ranks_of_a_ranked_step_only() -> None:
    """Rank 2 while rank 1 has room is a breach where the step is ranked, and none where it is not."""
    awards = (award(rank=1), award("bute", rank=2))
    ranked = round_of(awards=awards, steps=(Step("C", 1, "One", ranking=Ranking.RANK),))
    assert codes(ranked, P1=awards[1].key) == ["justice_rank"]
    assert codes(round_of(awards=awards), P1=awards[1].key) == []


def test_own_use_is_set_aside_when_order_is_tested() -> None:
    """A provider's room is shared by its steps: the part's own minutes do not stand in its own way."""
    round_ = round_of(awards=(award(), award(step=2)), capacity=(CapacityRow("avon", 210),))
    assert codes(round_, P1=award(step=2).key) == ["justice_order"]


def test_priority() -> None:
    """A low package in the only place while a critical one waits; among equals there is no breach."""
    low, critical = package("P1", priority=Priority.LOW), package("P2", priority=Priority.CRITICAL)
    room = (CapacityRow("avon", 210),)
    assert codes(round_of(packages=(low, critical), capacity=room), P1=AVON, P2=None) == ["justice_priority"]
    equal = replace(critical, priority=Priority.LOW)
    assert codes(round_of(packages=(low, equal), capacity=room), P1=AVON, P2=None) == []


def test_a_package_is_placed_whole_or_not_at_all() -> None:
    """One of two parts placed is a fault."""
    parts = package(visits=(visit(), visit(part=2)), split_allowed="A Person")
    verdict = judge(round_of(packages=(parts,)), Plan.of({("P1", 1): AVON, ("P1", 2): None}))
    assert "valid_whole" in [fault.code for fault in verdict.faults]


def test_pins_are_kept_and_live_care_stays() -> None:
    """A plan that moves either is at fault; one that keeps them is not."""
    awards = (award(), award("bute", step=2))
    pin = Placement("P1", "bute", PlacementKind.PIN, reason="agreed", authorised_by="A Person")
    for kind, code in ((PlacementKind.PIN, "valid_pin"), (PlacementKind.LIVE, "valid_live")):
        round_ = round_of(awards=awards, placements=(replace(pin, kind=kind),))
        assert codes(round_, P1=AVON) == [code]
        assert codes(round_, P1=LEAD) == []


def test_a_pin_may_waive_room_or_share_and_nothing_else() -> None:
    """Waived room is no fault and blocks others; a lacking need is the pin's fault all the same."""
    pin = Placement("P1", "avon", PlacementKind.PIN, reason="agreed", authorised_by="A Person")
    waived = replace(pin, waives=(Waiver.ROOM,))
    small = (CapacityRow("avon", 60),)
    assert codes(round_of(placements=(pin,), capacity=small), P1=AVON) == ["pin_room"]
    assert codes(round_of(placements=(waived,), capacity=small), P1=AVON) == []
    two = (package("P1"), package("P2", visits=(visit(5),)))
    both = round_of(packages=two, placements=(waived,), capacity=small)
    assert codes(both, P1=AVON, P2=AVON) == ["valid_room"]
    lacking = round_of(packages=(package(needs=("bsl",)),), placements=(waived,))
    assert codes(lacking, P1=AVON) == ["pin_needs"]


def test_whose_pin_is_at_fault_does_not_hang_on_their_order() -> None:
    """Of two that pass a figure or a share together, the one that waives it goes beyond what the other needs,
    whichever is read first; where neither waives it, the second is at fault.
    """
    pin = Placement("P1", "avon", PlacementKind.PIN, reason="agreed", authorised_by="A Person")
    two = (package("P1"), package("P2"))
    tight = (CapacityRow("avon", 210),)
    room, share = replace(pin, waives=(Waiver.ROOM,)), replace(pin, waives=(Waiver.SHARE,))
    for one, other, faults in (
        (pin, room, []),
        (room, pin, []),
        (room, room, []),
        (pin, pin, ["pin_room"]),
        (share, pin, ["pin_room"]),
    ):
        pins = (one, replace(other, package="P2"))
        assert codes(round_of(packages=two, placements=pins, capacity=tight), P1=AVON, P2=AVON) == faults
    half = (award(max_share=5_000),)
    for one, other, faults in ((pin, share, []), (share, pin, []), (pin, room, ["pin_share"])):
        pins = (one, replace(other, package="P2"))
        assert codes(round_of(packages=two, awards=half, placements=pins), P1=AVON, P2=AVON) == faults


def test_a_direct_payment_cannot_be_fixed_with_a_provider() -> None:
    """A pin of a package under option 1 is a fault of the pin, also where it leaves a choice of awards."""
    pin = Placement("P1", "avon", PlacementKind.PIN, reason="agreed", authorised_by="A Person")
    direct = (package(sds_option=1),)
    assert codes(round_of(packages=direct, placements=(pin,)), P1=AVON) == ["pin_outside"]
    several = (award(), award(step=2))
    assert codes(round_of(packages=direct, awards=several, placements=(pin,)), P1=AVON) == ["pin_outside"]


def test_a_direct_payment_is_outside() -> None:
    """Option 1 has an empty row, no test and no provider."""
    round_ = round_of(packages=(package(sds_option=1),))
    assert codes(round_, P1=None) == []
    assert codes(round_, P1=AVON) == ["valid_outside"]


def test_released_care_that_stays_uses_no_room() -> None:
    """No room is left, and the person stays where they are; a new package would not fit."""
    release = (Placement("P1", "avon", PlacementKind.RELEASE),)
    none = (CapacityRow("avon", 0),)
    assert codes(round_of(placements=release, capacity=none), P1=AVON) == []
    assert codes(round_of(capacity=none), P1=AVON) == ["valid_room"]


@settings(max_examples=150, deadline=None)
@given(rounds(most_packages=4))
def test_aims_of_the_verdict_are_those_of_the_problem(round_: Round) -> None:
    """Judging a plan by its rows gives the same values as counting over the problem's numbers."""
    from allocation.problem.aims import aim_values

    problem = build(round_)
    chosen = waterfall(problem)
    assert judge(round_, problem.plan(chosen)).aims == aim_values(problem, chosen)
