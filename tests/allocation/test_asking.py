"""The ladder of one package: in agreement with the rules, the waterfall and the reasons of any round."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.asking import Asking, ask
from allocation.check import Reason, reasons
from allocation.deadlines import TimeToAnswer
from allocation.errors import WorldError
from allocation.index import index
from allocation.model import (
    AwardKey,
    CapacityRow,
    NoReturn,
    Outcome,
    Placement,
    PlacementKind,
    Priority,
    Provider,
    Ranking,
    Refusal,
    Round,
    Step,
)
from allocation.problem import Problem, build
from allocation.problem.fit import fit_together
from allocation.problem.waterfall import asked_in, shortfalls
from allocation.rules.pair import Broken
from allocation.rungs import Ladder, Rung
from tests.allocation.rounds import rounds
from tests.allocation.sample import DAY, award, package, round_of
from tests.workloads.small import small_round


def _waterfall_alone(problem: Problem, reference: str) -> tuple[AwardKey, ...] | None:
    """Where the waterfall would put one package with nothing else placed, by the whole round's problem."""
    [parts] = [each.parts for each in problem.packages if each.package == reference]
    short = shortfalls(problem)
    orders = []
    for part in parts:
        options = problem.parts[part].options
        keys = [asked_in(option, short) for option in options]
        orders.append(sorted(range(len(options)), key=keys.__getitem__))
    found = fit_together(problem, parts, [limit.minutes for limit in problem.limits], orders)
    if found is None:
        return None
    return tuple(problem.parts[p].options[o].award for p, o in zip(parts, found, strict=True))


def _first_with_room(ladder: Ladder) -> AwardKey | None:
    return next((rung.award for rung in ladder.asked if rung.reasons[0].code != "ask_anyway"), None)


def _agrees(round_: Round) -> int:
    """Hold each open package's ladder against the whole round's problem; how many there were."""
    problem, index_ = build(round_, first_refusal=False, open_pins=False), index(round_)
    told = reasons(round_, problem.plan((None,) * len(problem.parts)), problem)
    for each in problem.packages:
        asking = ask(index_, each.package)
        assert asking.together == _waterfall_alone(problem, each.package)
        if len(asking.ladders) == 1:
            first = _first_with_room(asking.ladders[0])
            assert first == (asking.together[0] if asking.together else None)
        for ladder in asking.ladders:
            mine: dict[AwardKey, list[Reason]] = {}
            for reason in told:
                if (reason.package, reason.part) == (each.package, ladder.part.number):
                    key = AwardKey(reason.step, reason.contract, reason.lot, reason.provider)
                    mine.setdefault(key, []).append(reason)
            assert {rung.award for rung in ladder.rungs} == set(mine)
            for rung in ladder.rungs:
                _same(rung.reasons, mine[rung.award])
    return len(problem.packages)


def _same(ours: Sequence[Broken], theirs: Sequence[Reason]) -> None:
    """The ladder's reasons of an award are what the check says of a plan that places nothing."""
    code = ours[0].code
    if code in ("has_room", "stays"):
        assert {each.code for each in theirs} <= {"had_room", "not_together"}
    elif code in ("no_room", "share_full"):
        assert [(each.code, each.facts["asked"], each.facts["left"]) for each in ours] == [
            (each.code, each.facts["asked"], each.facts["left"]) for each in theirs
        ]
    else:
        assert [(each.code, each.facts) for each in ours] == [(each.code, each.facts) for each in theirs]


@given(rounds(), st.booleans())
def test_the_ladder_is_the_waterfall_of_one(round_: Round, held: bool) -> None:
    """For every open package, the ladder made from what bears on it alone says what the whole round's problem
    says: where the waterfall would put it, and of each award the rules that it breaks, or the room it lacks.
    """
    if held:
        promised = [
            replace(each, kind=PlacementKind.HELD) if each.kind is PlacementKind.LIVE else each
            for each in round_.placements
        ]
        round_ = replace(round_, placements=tuple(promised))
    _agrees(round_)


def test_the_ladder_agrees_on_rounds_in_which_every_rule_bites() -> None:
    """The same for rounds by seed, with dates, caps, floors, and returns by day and for two workers."""
    assert sum(_agrees(small_round(seed)) for seed in range(80)) > 200


def _one(*rungs: Rung) -> list[tuple[str, int | None, int | None, str]]:
    return [(rung.award.provider, rung.turn, rung.wave, rung.reasons[0].code) for rung in rungs]


def _only(asking: Asking) -> Ladder:
    [ladder] = asking.ladders
    return ladder


def test_steps_then_ranks_then_what_was_promised_then_price() -> None:
    """Asked by step; within a ranked step by rank; within an equal one whoever is furthest short first."""
    round_ = round_of(
        awards=(
            award("avon", rank=2),
            award("bute", rank=1),
            award("clyde", step=2),
            award("dee", step=2, guaranteed_minutes=60),
            award("esk", step=2, rate=1900),
        ),
        steps=(Step("C", 1, "Ranked", ranking=Ranking.RANK), Step("C", 2, "Equal", ask_together=2)),
    )
    ladder = _only(ask(index(round_), "P1"))
    assert _one(*ladder.asked) == [
        ("bute", 1, 1, "has_room"),
        ("avon", 2, 2, "has_room"),
        ("dee", 3, 3, "has_room"),
        ("esk", 4, 3, "has_room"),
        ("clyde", 5, 4, "has_room"),
    ]


def test_room_is_what_was_offered_and_accepted_since_off_the_return() -> None:
    """A promise to another package is held against the return and named; the rung says what is missing."""
    round_ = round_of(
        packages=(package("P1"), package("P2")),
        capacity=(CapacityRow("avon", 300),),
        placements=(Placement("P2", "avon", PlacementKind.HELD, contract="C", lot="L"),),
    )
    [rung] = _only(ask(index(round_), "P1")).rungs
    assert rung.turn is None
    [short] = rung.reasons
    assert (short.code, short.facts["asked"], short.facts["left"]) == ("no_room", 210, 90)
    assert short.facts["holders"] == "P2"
    assert rung.tightest is not None
    assert (rung.tightest.left, rung.tightest.short) == (90, 120)


def test_who_gave_no_return_is_asked_only_where_the_step_says_so() -> None:
    """Without a return a step asks all the same, with no promise, or does not ask."""
    steps = (Step("C", 1, "Asked", no_return=NoReturn.ASK), Step("C", 2, "Not asked"))
    round_ = round_of(awards=(award("avon"), award("bute", step=2)), steps=steps, capacity=())
    asking = ask(index(round_), "P1")
    assert _one(*_only(asking).rungs) == [("avon", 1, 1, "ask_anyway"), ("bute", None, None, "no_return")]
    assert asking.together is None


def test_the_ineligible_stand_last_with_every_rule_that_they_break() -> None:
    """A provider that breaks two rules is told with both and their facts, and has no turn."""
    refusal = Refusal("P1", "bute", Outcome.DECLINED, on=DAY, reason="No workers")
    round_ = round_of(
        awards=(award("avon"), award("bute", rate=2500)),
        steps=(Step("C", 1, "First", min_grade=4, rate_cap=2400),),
        providers=(Provider("avon", "Avon", grade=5), Provider("bute", "Bute", grade=3)),
        refusals=(refusal,),
    )
    rungs = _only(ask(index(round_), "P1")).rungs
    assert [rung.award.provider for rung in rungs] == ["avon", "bute"]
    assert [each.code for each in rungs[1].reasons] == ["refused", "grade", "rate_cap"]
    assert rungs[1].reasons[1].facts == {"floor": 4, "grade": 3}


def test_points_are_told_in_steps_ranked_by_score() -> None:
    """90 per cent cost and 10 quality: the points that the ranks come from, in ten-thousandths."""
    step = Step("C", 1, "Scored", ranking=Ranking.SCORE, cost_weight=90, quality_weight=10)
    round_ = round_of(
        awards=(award("avon", rate=2000), award("bute", rate=2500)),
        steps=(step,),
        providers=(
            Provider("avon", "Avon", quality_hundredths=5_000),
            Provider("bute", "Bute", quality_hundredths=9_000),
        ),
    )
    rungs = _only(ask(index(round_), "P1")).rungs
    assert [(rung.award.provider, rung.rank, rung.points) for rung in rungs] == [
        ("avon", 1, 950_000),
        ("bute", 2, 810_000),
    ]


def test_urgent_packages_have_the_shorter_time() -> None:
    """Who ranks with critical, and only they, get the urgent time to answer where a step has one."""
    step = Step("C", 1, "First", response_hours=40, urgent_response_hours=24)
    for changes, allowed in (
        ({}, TimeToAnswer(40)),
        ({"hospital_discharge": True}, TimeToAnswer(24, by_clock=True)),
        ({"priority": Priority.CRITICAL}, TimeToAnswer(24, by_clock=True)),
    ):
        round_ = round_of(packages=(package("P1", **changes),), steps=(step,))
        assert ask(index(round_), "P1").time_to_answer(step) == allowed
    plain = replace(step, urgent_response_hours=None)
    round_ = round_of(packages=(package("P1", priority=Priority.CRITICAL),), steps=(plain,))
    assert ask(index(round_), "P1").time_to_answer(plain) == TimeToAnswer(40)


def test_each_step_has_its_own_deadline() -> None:
    """Who is asked now has until then: by the policy's working days, and by the clock where it is urgent."""
    steps = (Step("C", 1, "First", response_hours=48), Step("C", 2, "Second", urgent_response_hours=24))
    awards = (award(), award(step=2))
    friday = datetime(2026, 7, 31, 15, tzinfo=UTC)
    for priority, first, second in (
        (Priority.LOW, datetime(2026, 8, 5, 15, tzinfo=UTC), datetime(2026, 8, 10, 15, tzinfo=UTC)),
        (Priority.CRITICAL, datetime(2026, 8, 5, 15, tzinfo=UTC), datetime(2026, 8, 1, 15, tzinfo=UTC)),
    ):
        round_ = round_of(packages=(package("P1", priority=priority),), steps=steps, awards=awards)
        asking = ask(index(round_), "P1")
        assert asking.deadlines == {}
        assert asking.asked_at(friday).deadlines == {("C", 1): first, ("C", 2): second}


@pytest.mark.parametrize(
    ("reference", "code"), [("P9", "ask_unknown"), ("P2", "ask_direct_payment"), ("P3", "ask_settled")]
)
def test_packages_for_which_nobody_is_asked(reference: str, code: str) -> None:
    """A package that is not there, a direct payment, and one that is with a provider: each is a fault."""
    round_ = round_of(
        packages=(package("P1"), package("P2", sds_option=1), package("P3")),
        placements=(Placement("P3", "avon", PlacementKind.LIVE),),
    )
    with pytest.raises(WorldError, match=code):
        ask(index(round_), reference)
