"""What each change buys after an event: plans that stand, each better than all with fewer changes."""

import pytest

from allocation.check import judge
from allocation.model import Round
from allocation.problem.aims import aim_changes, aim_values
from allocation.what_if import Bargain, replan
from allocation.what_if.events import declined, lost
from tests.allocation.what_if.conftest import Week
from tests.allocation.what_if.test_questions import placed, signed
from tests.engines import EngineHere


def _events(week: Week) -> dict[str, Round]:
    package, _, award = placed(week)[3]
    return {
        "declined": declined(week.round_, package, award.provider),
        "lost": lost(week.round_, award.provider),
        "nothing": week.round_,
    }


@pytest.mark.parametrize("event", ["declined", "lost", "nothing"])
def test_each_change_more_buys_something(solved: Week, engine: EngineHere, event: str) -> None:
    """Every bargain is valid and justified, has more changes than the one before, and is better by what it
    says; the last is the new plan.
    """
    round_ = _events(solved)[event]
    found = replan(solved.problem, solved.best.plan, round_, engine)
    problem, before = found.again.problem, solved.best.plan.awards
    assert found.bargains
    assert found.bargains[-1].plan == found.again.plan
    worse: Bargain | None = None
    for each in found.bargains:
        assert judge(round_, each.plan, problem).justified
        elsewhere = {one.package for one in each.plan if before[one.package, one.part] != one.award}
        assert set(each.changed) == elsewhere
        assert each.values == aim_values(problem, problem.chosen(each.plan))
        if worse is not None:
            assert len(worse.changed) < len(each.changed)
            assert signed(problem, worse.values) < signed(problem, each.values)
            assert each.bought == aim_changes(problem, worse.values, each.values)
            assert each.bought[0].better
        worse = each


def test_a_lost_provider_leaves_a_choice(solved: Week, engine: EngineHere) -> None:
    """Where many have to move, there is a plan with fewer changes than the best; those who have to move are
    in every one, and nobody is left with the provider that is gone.
    """
    gone = placed(solved)[3][2].provider
    found = replan(solved.problem, solved.best.plan, lost(solved.round_, gone), engine)
    had = {package for package, _, award in placed(solved) if award.provider == gone}
    assert len(found.bargains) > 1
    for each in found.bargains:
        assert had <= set(each.changed)
        assert all(one.award is None or one.award.provider != gone for one in each.plan)


def test_bargains_repeat(solved: Week, engine: EngineHere) -> None:
    """The same event, the same bargains."""
    round_ = _events(solved)["lost"]
    one, other = (replan(solved.problem, solved.best.plan, round_, engine) for _ in range(2))
    assert one.bargains == other.bargains
