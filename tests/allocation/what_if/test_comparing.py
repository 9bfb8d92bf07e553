"""Two plans beside one another: who moved, for whom that made room, and what it bought."""

from hypothesis import given, settings

from allocation.check import judge
from allocation.model import CapacityRow, Plan, Priority, Round
from allocation.problem import build
from allocation.problem.aims import aim_values
from allocation.problem.waterfall import waterfall
from allocation.what_if.comparing import compare
from tests.allocation.rounds import rounds
from tests.allocation.sample import award, package, round_of
from tests.allocation.what_if.conftest import Week

AVON, FORTH = award("avon"), award("forth", rate=2400)


def two_providers() -> Round:
    """Room for one package with each of two equals; P1 is cheapest with avon, P2 may have avon alone."""
    return round_of(
        awards=(AVON, FORTH),
        packages=(
            package("P1"),
            package("P2", excluded_providers=("forth",), priority=Priority.CRITICAL),
        ),
        capacity=(CapacityRow("avon", 210), CapacityRow("forth", 210)),
    )


def test_a_move_that_made_room_hangs_together_with_what_came() -> None:
    """P1 went from avon to forth, P2 came to avon: together they bought a critical placed, for more money."""
    problem = build(two_providers())
    before = Plan.of({("P1", 1): AVON.key, ("P2", 1): None})
    after = Plan.of({("P1", 1): FORTH.key, ("P2", 1): AVON.key})
    found = compare(problem, before, problem, after)
    (group,) = found.together
    first, second = group.moves
    assert (first.package, first.made_room_for, second.made_room_for) == ("P1", ("P2",), ())
    assert (first.before_pence, first.after_pence) == (7000, 8400)
    assert group.bought is not None
    assert [(each.aim, each.now, each.then) for each in group.bought] == [
        ("placed_critical", 0, 1),
        ("score", 0, 84000),
        ("pairs", 1, 2),
    ]
    assert found.changes == group.bought


def test_what_could_not_stay_is_told_apart() -> None:
    """A part whose place is no option any more is barred, a new one has arrived, and nothing is undone."""
    round_ = two_providers()
    after = Plan.of({("P1", 1): FORTH.key, ("P2", 1): AVON.key})
    before = Plan.of({("P2", 1): FORTH.key, ("P3", 1): AVON.key})
    found = compare(build(round_), before, build(round_), after)
    told = {move.package: (move.barred, move.arrived) for move in found.moves}
    assert told == {"P1": (False, True), "P2": (True, False)}
    assert found.gone == (("P3", 1),)
    assert [each.bought for each in found.together if each.moves[0].barred] == [None]


def test_equal_plans_have_nothing_to_say(solved: Week) -> None:
    """A plan beside itself: nobody moved and no aim changed."""
    found = compare(solved.problem, solved.best.plan, solved.problem, solved.best.plan)
    assert (found.together, found.changes, found.gone) == ((), (), ())


@given(rounds(most_packages=5))
@settings(max_examples=60, deadline=None)
def test_what_is_said_of_moves_is_so(round_: Round) -> None:
    """Groups share no part and name every part that moved; what each bought is so when it is undone."""
    problem = build(round_)
    before, after = problem.plan((None,) * len(problem.parts)), problem.plan(waterfall(problem))
    found = compare(problem, before, problem, after)
    keys = [move.key for move in found.moves]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {key for key, award in after.awards.items() if before.awards[key] != award}
    for group in found.together:
        undone = after
        for move in group.moves:
            undone = undone.moved(*move.key, move.before)
        if group.bought is not None:
            now, then = (aim_values(problem, problem.chosen(plan)) for plan in (undone, after))
            assert judge(round_, undone).valid == judge(round_, after).valid
            assert {each.aim: (each.now, each.then) for each in group.bought} == {
                aim: (now[aim], then[aim]) for aim in now if now[aim] != then[aim]
            }
