"""Live care in a problem: when it stays, under which award, and what staying counts and uses."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation.check import judge
from allocation.model import Contract, Placement, PlacementKind, Round, Step
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.allocation.sample import DAY, award, package, round_of

HAS = (PlacementKind.LIVE, PlacementKind.RELEASE)


def _successor(kind: PlacementKind) -> Round:
    """Care with avon under a contract that has ended; avon is second in the new one, after bute with room."""
    round_ = round_of(awards=(award("bute"), award("avon", 2)), placements=())
    return replace(
        round_,
        contracts=(*round_.contracts, Contract("OLD", "Old", end=DAY - timedelta(1))),
        steps=(*round_.steps, Step("OLD", 1, "Old")),
        lots=(*round_.lots, replace(round_.lots[0], contract="OLD", lot="OLD-L")),
        awards=(*round_.awards, award("avon", contract="OLD", lot="OLD-L")),
        placements=(Placement("P1", "avon", kind, contract="OLD", lot="OLD-L"),),
    )


def test_live_care_stays_with_its_provider_under_the_successor() -> None:
    """The named contract has ended, but the provider may have it under another: it stays, and is settled."""
    problem = build(_successor(PlacementKind.LIVE))
    (settled,) = problem.settled
    assert settled.option.award.provider == "avon"
    assert (settled.option.award.contract, settled.option.step) == ("C", 2)
    assert not problem.loose
    assert judge(problem.index.round_, problem.plan(()), problem).justified


def test_released_care_follows_the_contract() -> None:
    """The same care, released, is placed freely: at the earlier step, which has room."""
    problem = build(_successor(PlacementKind.RELEASE))
    plan = problem.plan(waterfall(problem))
    award_ = plan.awards["P1", 1]
    assert award_
    assert award_.provider == "bute"


@pytest.mark.parametrize("kind", HAS)
def test_staying_counts_as_kept_and_uses_no_room(kind: PlacementKind) -> None:
    """`wishes` counts a part with whoever has it already, though the package names no current provider."""
    round_ = round_of(placements=(Placement("P1", "avon", kind),), capacity=())
    problem = build(round_)
    plan = problem.plan(waterfall(problem))
    assert judge(round_, plan, problem).aims["wishes"] == 1


def test_the_waterfall_leaves_people_where_they_are() -> None:
    """Among equals of one step it takes the provider that has the part, whatever another costs or is owed."""
    owed = award("bute", rate=1500, guaranteed_minutes=6000)
    each = package()
    round_ = round_of(
        packages=(each,), awards=(award(), owed), placements=(Placement("P1", "avon", PlacementKind.RELEASE),)
    )
    problem = build(round_)
    (number,) = waterfall(problem)
    assert number is not None
    assert problem.parts[0].options[number].stays
