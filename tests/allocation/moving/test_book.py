"""The book before and after a plan: everybody once, true causes, and what avoiding a move really costs."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from allocation.check import judge
from allocation.check.verdict import Verdict
from allocation.model import (
    CapacityRow,
    Contract,
    Package,
    Placement,
    PlacementKind,
    Plan,
    Ranking,
    Round,
    Step,
    Suspension,
    Visit,
)
from allocation.moving import Book, Fate, MoveLine, book_of, moves_care
from allocation.problem import Problem, build
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.allocation.sample import DAY, award, package, round_of, visit
from tests.workloads.retender import retender


def _book(round_: Round) -> tuple[Book, Plan, Problem]:
    problem = build(round_)
    plan = problem.plan(waterfall(problem))
    return book_of(round_, plan, problem), plan, problem


def _released(each: Package, provider: str, contract: str | None = None) -> Placement:
    return Placement(each.package, provider, PlacementKind.RELEASE, contract=contract)


@given(rounds())
@settings(max_examples=150, deadline=None)
def test_everybody_with_care_stands_once(round_: Round) -> None:
    """Each part that a provider has is one line; the counts and both tables add up to the lines."""
    book, plan, problem = _book(round_)
    kinds = (PlacementKind.LIVE, PlacementKind.RELEASE)
    has = {key for key, each in problem.index.placements.items() if each.kind in kinds}
    has = {key for key in has if problem.index.packages[key[0]].sds_option != 1}
    assert [(line.package, line.part) for line in book.lines] == sorted(has)
    assert book.stay + book.move + book.unplaced == book.packages == len({key[0] for key in has})
    assert sum(line.before_minutes for line in book.by_provider) == book.minutes
    assert sum(line.before_minutes for line in book.by_lot) == book.minutes
    placed = sum(line.minutes for line in book.lines if line.award)
    assert sum(line.after_minutes for line in book.by_provider) == placed
    assert sum(line.after_minutes for line in book.by_lot) == placed
    assert all(plan.awards[line.package, line.part] == line.award for line in book.lines)
    assert moves_care(problem) or book.move == 0


@given(rounds())
@settings(max_examples=150, deadline=None)
def test_what_avoiding_a_move_costs_is_what_the_check_says(round_: Round) -> None:
    """The plan with just that part left where it is has the values that were said, and breaks no rule."""
    book, plan, problem = _book(round_)
    verdict = judge(round_, plan, problem)
    for line in book.lines:
        if line.avoided is None:
            continue
        then = judge(round_, plan.moved(line.package, line.part, line.avoided.award), problem)
        changed = {aim: value for aim, value in then.aims.items() if value != verdict.aims[aim]}
        assert {change.aim: change.then for change in line.avoided.changes} == changed
        assert {change.aim: change.now for change in line.avoided.changes} == {
            aim: verdict.aims[aim] for aim in changed
        }
        if line.avoided.possible and len(problem.index.packages[line.package].parts) == 1:
            assert _no_worse(then, verdict, line)


def _no_worse(then: Verdict, now: Verdict, line: MoveLine) -> bool:
    """Whether the changed plan is as valid as the plan, and no order of this package's is broken."""
    mine = [fault for fault in then.faults if fault.facts.get("package") == line.package]
    return not mine and (then.valid or not now.valid)


def test_a_part_stays_where_nothing_speaks_against_it() -> None:
    """A released part goes back to its provider although another is cheaper and short of its guarantee."""
    cheap = award("bute", rate=1500, guaranteed_minutes=6000)
    each = package()
    round_ = round_of(packages=(each,), awards=(award(), cheap), placements=(_released(each, "avon"),))
    book, _, _ = _book(round_)
    assert [line.fate for line in book.lines] == [Fate.STAYS]
    assert book.lines[0].cause is None
    assert (book.before_pence, book.after_pence) == (7000, 7000)


def test_an_ended_contract_is_why_and_what_was_paid_is_known() -> None:
    """A provider that is not in the new contract loses its people; the old rate is the cost before."""
    each = package()
    old = award("avon", contract="OLD", lot="L", rate=1800)
    round_ = round_of(
        packages=(each,), awards=(award("bute"),), placements=(_released(each, "avon", contract="OLD"),)
    )
    ended = Contract("OLD", "Old", end=DAY - timedelta(1))
    lot = replace(round_.lots[0], contract="OLD", lot="OLD-L")
    round_ = replace(
        round_,
        contracts=(*round_.contracts, ended),
        steps=(*round_.steps, Step("OLD", 1, "Old")),
        lots=(*round_.lots, lot),
        awards=(*round_.awards, replace(old, lot="OLD-L")),
        providers=(*round_.providers, replace(round_.providers[0], provider="avon")),
    )
    book, _, _ = _book(round_)
    (line,) = book.lines
    assert line.fate is Fate.MOVES
    assert line.cause
    assert line.cause.code == "in_force"
    assert line.avoided is None
    assert (line.before, line.after) == (6300, 7000)
    assert (line.lot_before, line.award and line.award.provider) == ("OLD-L", "bute")


def test_contract_order_comes_before_staying_and_is_said() -> None:
    """Whoever could stay only at a later step moves to an earlier one with room; staying has its price."""
    each = package()
    awards = (award("bute"), award("avon", 2, rate=1900))
    round_ = round_of(packages=(each,), awards=awards, placements=(_released(each, "avon"),))
    book, _, _ = _book(round_)
    (line,) = book.lines
    assert (line.fate, line.cause and line.cause.code) == (Fate.MOVES, "order")
    assert line.avoided
    assert line.avoided.against == "order"
    assert line.avoided_pence == 6650
    assert book.could_stay == 1


def test_a_rank_that_comes_first_is_said() -> None:
    """In a ranked step the first with room has it; the provider that had it, ranked second, loses it."""
    each = package()
    awards = (award("bute", rank=1), award("avon", rank=2))
    ranked = Step("C", 1, "Step 1", Ranking.RANK)
    round_ = round_of(packages=(each,), awards=awards, steps=(ranked,), placements=(_released(each, "avon"),))
    (line,) = _book(round_)[0].lines
    assert line.cause
    assert line.cause.code == "rank"


def test_an_aim_that_comes_first_is_named() -> None:
    """A plan that moves somebody for a guarantee, which the policy puts before wishes, says so."""
    each = package()
    awards = (award("avon"), award("bute", guaranteed_minutes=6000))
    round_ = round_of(packages=(each,), awards=awards, placements=(_released(each, "avon"),))
    policy = replace(round_.policy, aims=("commitments", "wishes"))
    round_ = replace(round_, policy=policy)
    problem = build(round_)
    plan = problem.plan(
        (next(n for n, o in enumerate(problem.parts[0].options) if o.award.provider == "bute"),)
    )
    (line,) = book_of(round_, plan, problem).lines
    assert line.cause
    assert (line.cause.code, line.cause.facts) == ("aim", {"aim": "commitments"})


def _leaving(**changes: Any) -> MoveLine:
    """The line of P1, which avon has and cannot keep, since it is suspended."""
    changes = {"awards": (award("avon"), award("bute"), award("coll", 2)), **changes}
    each = changes.pop("package", package())
    round_ = round_of(
        packages=(each,),
        placements=(_released(each, "avon"),),
        suspensions=(Suspension("avon", DAY, "closes"),),
        **changes,
    )
    (line,) = _book(round_)[0].lines
    assert (line.fate, line.cause and line.cause.code) == (Fate.UNPLACED, "suspended")
    return line


SKILLED = package(needs=frozenset({"peg feeding"}))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("room", {"capacity": (CapacityRow("bute", 60),)}),
        ("no_return", {"capacity": ()}),
        ("coverage", {"awards": (award("avon"),)}),
        ("needs", {"package": SKILLED}),
        (
            "needs",
            {"package": SKILLED, "awards": (award("avon"), award("bute"), award("coll", new_packages=False))},
        ),
        ("choice", {"package": package(sds_option=2, chosen_provider="avon")}),
        ("choice", {"package": replace(SKILLED, sds_option=2, chosen_provider="bute")}),
        ("excluded", {"package": package(excluded_providers=frozenset({"bute", "coll"}))}),
        ("new_packages", {"awards": (award("avon"), award("bute", new_packages=False))}),
        (
            "rules",
            {
                "package": package(excluded_providers=frozenset({"bute"})),
                "awards": (award("avon"), award("bute"), award("coll", new_packages=False)),
            },
        ),
    ],
)
def test_why_it_is_placed_nowhere_is_told(code: str, changes: dict[str, Any]) -> None:
    """A rule that keeps a part from all others is named as that rule, never as want of room; and a provider
    with room says nothing where it may not have the part.
    """
    line = _leaving(**changes)
    assert line.nowhere
    assert line.nowhere.code == code


@given(rounds())
@settings(max_examples=150, deadline=None)
def test_no_room_is_said_only_where_room_would_do(round_: Round) -> None:
    """Whoever waits for want of room may go somewhere by every rule; whoever a rule keeps out may not."""
    book, _, problem = _book(round_)
    eligible = {part.key for part in problem.parts if part.options}
    for line in book.lines:
        said = line.nowhere.code if line.nowhere else ""
        assert (line.fate is Fate.UNPLACED) >= bool(said)
        if said:
            assert (said in ("room", "whole", "had_room")) == ((line.package, line.part) in eligible)


def test_a_cost_of_two_parts_is_rounded_once() -> None:
    """The lines of a package's parts add up to its cost, which is rounded once."""
    visits = (visit(20, part=1, days=(visit().days[0],)), visit(20, part=2, days=(visit().days[0],)))
    each = package(visits=visits, split_allowed="A Person")
    round_ = round_of(packages=(each,), awards=(award(rate=2001),), placements=(_released(each, "avon"),))
    book, _, _ = _book(round_)
    assert sum(line.after for line in book.lines) == book.after_pence == 1334
    assert all(isinstance(each, Visit) for each in visits)


@pytest.mark.parametrize("ranking", [Ranking.SHARE, Ranking.RANK, Ranking.SCORE, Ranking.NONE])
def test_a_re_tender_keeps_who_can_stay_at_the_first_step(ranking: Ranking) -> None:
    """Of a whole book nobody moves but for a rule, the contract's order or a full share."""
    round_, _ = retender(5, packages=150, before=12, after=8, known=6, ranking=ranking)
    book, plan, problem = _book(round_)
    assert judge(round_, plan, problem).justified
    moved = [line for line in book.lines if line.fate is Fate.MOVES and line.cause]
    assert not [line for line in moved if line.cause and line.cause.code in ("search", "aim")]
    assert book.stay
