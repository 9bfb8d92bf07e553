"""The plan in hand is that of the newest planned round before this one."""

from allocation.model import Effort
from allocation.use_cases import rounds
from allocation.use_cases.desk import Desk
from allocation.use_cases.replanning import plan_before
from tests.desks import Waterfall, bring_in, never, no_progress, small_council


def test_the_plan_before_is_the_last_that_was_planned(desk: Desk) -> None:
    """A round that was never allocated has no plan in hand; a first round has none before it."""
    bring_in(desk, *small_council())
    first = rounds.freeze_round(desk)
    assert plan_before(desk, first.id) is None
    rounds.allocate(desk, first.id, Effort(), Waterfall(), no_progress, never)
    rounds.freeze_round(desk)
    third = rounds.freeze_round(desk)
    found = plan_before(desk, third.id)
    assert found is not None
    assert found.id == first.id
    assert found.result is not None
