"""From a plan in hand: what stands is kept, what fell out is placed anew, and few people move."""

from dataclasses import replace

import pytest

from allocation.check import judge
from allocation.engine.plan_in_hand import in_hand
from allocation.engine.solve import solve
from allocation.model import AwardKey, Effort, Outcome, Plan, Refusal, Result, Round
from allocation.problem import build
from allocation.what_if.changed import fixed
from tests.allocation.sample import award, package, round_of
from tests.workloads import council

AGAIN = 400
"""Work of a search from a plan in hand, as the window gives it."""


@pytest.fixture(scope="module")
def week() -> tuple[Round, Result]:
    """A small council's week, solved until all aims are settled."""
    round_, _people = council("A1", 2, packages=40, providers=12)
    return round_, solve(round_, Effort())


def moved(before: Plan, after: Plan) -> set[tuple[str, int]]:
    """The parts that are elsewhere."""
    return {key for key, award in after.awards.items() if before.awards.get(key) != award}


def declined(round_: Round, package: str, provider: str) -> Round:
    """The round after a provider declined a package."""
    refusals = [*round_.refusals, Refusal(package, provider, Outcome.DECLINED, on=round_.day)]
    return replace(round_, refusals=tuple(sorted(refusals, key=lambda each: (each.package, each.provider))))


def test_the_best_plan_in_hand_stays(week: tuple[Round, Result]) -> None:
    """Where nothing happened, nobody moves."""
    round_, best = week
    again = solve(round_, Effort(work=AGAIN, start=best.plan))
    assert again.plan == best.plan


def test_after_a_decline_few_move(week: tuple[Round, Result]) -> None:
    """After a decline the plan is as good as one from nothing, and moves no more people than that."""
    round_, best = week
    open_ = {part.key for part in build(round_).parts}
    for each in [each for each in best.plan if each.award and (each.package, each.part) in open_][::9]:
        assert each.award is not None
        after = declined(round_, each.package, each.award.provider)
        again = solve(after, Effort(start=best.plan))
        anew = solve(after, Effort())
        assert judge(after, again.plan).justified
        assert again.plan.awards[each.package, each.part] != each.award
        assert [aim.value for aim in again.aims] == [aim.value for aim in anew.aims]
        assert len(moved(best.plan, again.plan)) <= len(moved(best.plan, anew.plan))


def test_who_loses_a_place_is_placed_anew() -> None:
    """Where a person puts somebody with another provider and others lose their place for it, a short search
    places as many of each priority as one from nothing, and moves no more people.
    """
    round_ = council("A1", 3, packages=60, providers=10, supply=0.82)[0]
    best = solve(round_, Effort()).plan
    for who, provider in (("WH-0001", "PR10"), ("WH-0022", "PR12")):
        part = next(each for each in build(round_).parts if each.key == (who, 1))
        there = next(each.award for each in part.options if each.award.provider == provider)
        forced = fixed(round_, who, 1, there)
        again = solve(forced, Effort(work=1_000, start=best.moved(who, 1, there), around=(provider,)))
        anew = solve(forced, Effort())
        assert [aim.value for aim in again.aims[:4]] == [aim.value for aim in anew.aims[:4]]
        assert len(moved(best, again.plan)) <= len(moved(best, anew.plan))


def test_a_search_from_a_plan_in_hand_repeats(week: tuple[Round, Result]) -> None:
    """The same round, plan in hand and work give the same plan."""
    round_, best = week
    first = next(each for each in best.plan if each.award)
    assert first.award is not None
    after = declined(round_, first.package, first.award.provider)
    one, other = (solve(after, Effort(work=AGAIN, start=best.plan)) for _ in range(2))
    assert (one.plan, one.work) == (other.plan, other.work)


def test_what_does_not_stand_falls_out() -> None:
    """Of a plan that has no room any more the least urgent fall out; new parts are looked at."""
    round_ = round_of(packages=(package("P1"), package("P2"), package("P3"), package("P4")))
    here = award().key
    plan = Plan.of({("P1", 1): here, ("P2", 1): here, ("P3", 1): AwardKey(1, "C", "L", "gone")})
    problem = build(replace(round_, capacity=(replace(round_.capacity[0], minutes=210),)))
    hand = in_hand(problem, plan)
    assert hand.options == (0, 0, None, None)
    assert sum(number is not None for number in hand.stands) == 1
    assert len(hand.fallen) == 3
    assert {2, 3} < set(hand.fallen)
