"""Why each package went where it went, and what would place one that waits."""

from dataclasses import replace

from hypothesis import given, settings

from allocation.asking import ask
from allocation.check import reasons, smallest_changes
from allocation.index import index
from allocation.model import (
    CapacityRow,
    Contract,
    Lot,
    NoReturn,
    Placement,
    PlacementKind,
    Plan,
    Priority,
    Provider,
    Ranking,
    Round,
    Step,
    Suspension,
)
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.allocation.sample import DAY, award, package, round_of


def outcomes(round_: Round) -> list[tuple[str, str, str]]:
    """(package, provider, code) of the waterfall's reasons."""
    problem = build(round_)
    plan = problem.plan(waterfall(problem))
    return [(each.package, each.provider, each.code) for each in reasons(round_, plan)]


def test_the_ladder_of_a_package() -> None:
    """The first had no room and who holds it is said; the second has it; the third was not reached."""
    awards = (award(), award("bute", step=2), award("clyde", step=3))
    round_ = round_of(
        packages=(package("P1"), package("P2")),
        awards=awards,
        capacity=(CapacityRow("avon", 210), CapacityRow("bute", 600), CapacityRow("clyde", 600)),
    )
    problem = build(round_)
    found = reasons(round_, problem.plan(waterfall(problem)))
    assert [(each.provider, each.code) for each in found if each.package == "P2"] == [
        ("avon", "no_room"),
        ("bute", "placed"),
        ("clyde", "not_reached"),
    ]
    assert found[3].facts == {"asked": 210, "left": 0, "band": "", "days": "", "workers": 0, "holders": "P1"}


def test_equals_ranks_and_rules_are_told_apart() -> None:
    """Equal awards, a later rank, a broken rule and a missing return each have their own code."""
    equal = round_of(awards=(award(), award("bute")))
    assert outcomes(equal) == [("P1", "avon", "placed"), ("P1", "bute", "equal")]
    ranked = round_of(
        awards=(award(rank=1), award("bute", rank=2)), steps=(Step("C", 1, "One", ranking=Ranking.RANK),)
    )
    assert outcomes(ranked) == [("P1", "avon", "placed"), ("P1", "bute", "ranked_after")]
    ruled = round_of(
        awards=(award(), award("bute", step=2)),
        providers=(Provider("avon", "Avon", grade=2),),
        steps=(Step("C", 1, "One", min_grade=3),),
        capacity=(CapacityRow("avon", 600),),
    )
    assert outcomes(ruled) == [("P1", "avon", "grade"), ("P1", "bute", "no_return")]


def test_pins_and_live_care_say_so() -> None:
    """What was settled before the round has one reason."""
    for kind, code in (
        (PlacementKind.PIN, "pinned"),
        (PlacementKind.LIVE, "live"),
        (PlacementKind.HELD, "held"),
    ):
        placement = Placement("P1", "avon", kind, reason="agreed", authorised_by="A Person")
        assert outcomes(round_of(placements=(placement,))) == [("P1", "avon", code)]


def test_a_part_that_is_out_with_several_names_them_all() -> None:
    """The first of those asked has it in the plan; each further one is told too, in the contract’s order."""
    names = ("avon", "bute", "clyde")
    ranked = (award("avon", rank=1), award("bute", rank=3), award("clyde", rank=2))
    round_ = round_of(
        awards=ranked,
        steps=(Step("C", 1, "One", ranking=Ranking.RANK),),
        capacity=tuple(CapacityRow(name, 600) for name in names),
        placements=tuple(Placement("P1", name, PlacementKind.HELD) for name in names),
    )
    assert outcomes(round_) == [
        ("P1", "avon", "held"),
        ("P1", "clyde", "also_asked"),
        ("P1", "bute", "also_asked"),
    ]


def test_the_smallest_changes() -> None:
    """Hours at a named provider; a grade floor; an end to a suspension; a return."""
    unplaced = Plan.of({("P1", 1): None})
    for round_, kind, minutes in (
        (round_of(capacity=(CapacityRow("avon", 60),)), "room", 150),
        (round_of(steps=(Step("C", 1, "One", min_grade=3),)), "grade", 0),
        (round_of(suspensions=(Suspension("avon", DAY, "concerns"),)), "suspension", 0),
        (round_of(capacity=()), "return", 210),
    ):
        (change,) = smallest_changes(round_, unplaced, "P1")
        assert (change.kind, change.provider, change.minutes) == (kind, "avon", minutes)


def test_a_change_that_lets_in_somebody_else_says_who() -> None:
    """Where a critical package waits for the same room, more of it places that first; once it is placed,
    nobody comes first.
    """
    low = package("P2", priority=Priority.LOW)
    round_ = round_of(
        packages=(package("P1", priority=Priority.CRITICAL), low), capacity=(CapacityRow("avon", 60),)
    )
    waiting = Plan.of({("P1", 1): None, ("P2", 1): None})
    assert [each.facts.get("first") for each in smallest_changes(round_, waiting, "P2")] == ["P1"]
    assert [each.facts.get("first") for each in smallest_changes(round_, waiting, "P1")] == [None]
    placed = Plan.of({("P1", 1): award("avon").key, ("P2", 1): None})
    there = replace(round_, capacity=(CapacityRow("avon", 270),))
    assert [each.facts.get("first") for each in smallest_changes(there, placed, "P2")] == [None]
    assert {each.kind for each in smallest_changes(there, placed, "P2")} == {"room"}


def test_a_placed_package_needs_no_change() -> None:
    """Nothing to change where it is placed."""
    assert smallest_changes(round_of(), Plan.of({("P1", 1): award().key}), "P1") == ()


@settings(max_examples=200, deadline=None)
@given(rounds())
def test_a_justified_plan_never_had_room_earlier(round_: Round) -> None:
    """In the waterfall's plan no reason says that an earlier award had room, and every placed part has its
    reason.
    """
    problem = build(round_)
    plan = problem.plan(waterfall(problem))
    found = reasons(round_, plan)
    assert "had_room" not in {each.code for each in found}
    there = ("placed", "first_refusal", "pinned", "live", "held")
    has = {(each.package, each.part) for each in found if each.code in there}
    assert has == {(each.package, each.part) for each in plan if each.award is not None}


def test_a_step_that_asks_without_a_return_lists_whom_to_ask_and_promises_nothing() -> None:
    """Without a return nothing is placed there; it is one to be asked, until the package is placed before."""
    awards = (award("avon"), award("bute", step=2))
    steps = (Step("C", 1, "One", no_return=NoReturn.ASK), Step("C", 2, "Two", no_return=NoReturn.ASK))
    later = round_of(awards=awards, steps=steps, capacity=(CapacityRow("bute", 600),))
    assert outcomes(later) == [("P1", "avon", "ask_anyway"), ("P1", "bute", "placed")]
    first = round_of(awards=awards, steps=steps, capacity=(CapacityRow("avon", 600),))
    assert outcomes(first) == [("P1", "avon", "placed"), ("P1", "bute", "not_reached")]
    assert outcomes(round_of(awards=awards, steps=steps, capacity=())) == [
        ("P1", "avon", "ask_anyway"),
        ("P1", "bute", "ask_anyway"),
    ]


def test_who_had_room_taken_in_turn_is_said_as_that() -> None:
    """Where a package came by first refusal, what others had before it is what they took in their turn: in
    the plan they may be elsewhere.
    """
    awards = (award("avon", contract="D", lot="M"), award("bute", step=2))
    lots = (Lot("C", "L", areas=("A",)), Lot("D", "M", areas=("A",)))
    round_ = round_of(
        packages=(package("P1"), package("P2")),
        awards=awards,
        lots=lots,
        contracts=(Contract("C", "C", batch=False),),
        capacity=(CapacityRow("avon", 210), CapacityRow("bute", 600)),
    )
    problem = build(round_)
    found = {
        (each.package, each.provider): each for each in reasons(round_, problem.plan(waterfall(problem)))
    }
    assert found["P2", "bute"].code == "first_refusal"
    assert found["P2", "avon"].code == "no_room"
    assert (found["P2", "avon"].facts["holders"], found["P2", "avon"].facts["in_turn"]) == ("P1", 1)


def test_everybody_asked_of_an_offered_package_is_told_as_room_that_it_holds() -> None:
    """A package that is out with two providers holds room at both: whoever finds the second full reads who
    holds it there, in the reasons of a plan as on the ladder of one package.
    """
    packages = (package("P1"), package("P2"))
    held = tuple(
        Placement("P1", provider, PlacementKind.HELD, contract="C", lot="L") for provider in ("avon", "bute")
    )
    round_ = round_of(
        packages=packages,
        awards=(award("avon"), award("bute"), award("coll")),
        capacity=tuple(CapacityRow(name, 240) for name in ("avon", "bute")),
        placements=held,
    )
    problem = build(round_)
    found = reasons(round_, problem.plan(waterfall(problem)), problem)
    full = {each.provider: each for each in found if each.code == "no_room"}
    assert {name: each.facts["holders"] for name, each in full.items()} == {"avon": "P1", "bute": "P1"}
    assert {each.facts["left"] for each in full.values()} == {30}
    rungs = {rung.award.provider: rung for rung in ask(index(round_), "P2").ladders[0].rungs}
    assert [rungs[name].reasons[0].facts["holders"] for name in ("avon", "bute")] == ["P1", "P1"]
