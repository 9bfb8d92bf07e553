"""A meeting issues no more than its ceiling."""

from dataclasses import replace

import pytest

from allocation.errors import WorldError
from allocation.use_cases import council, issuing, moves, rounds
from allocation.use_cases.desk import Desk
from tests.desks import PlainPaper, solve_round


def test_issuing_stops_at_the_ceiling_across_several_issues(desk: Desk) -> None:
    """One penny short of two packages' cost: each can be issued, the second is refused, with the figures; and
    a corrected record of the first is no new spending.
    """
    costs = _costs(desk)
    first, second = sorted(costs)[:2]
    _ceiling(desk, costs[first] + costs[second] - 1)
    view = solve_round(desk)
    with pytest.raises(WorldError, match="issue_ceiling"):
        issuing.issue(desk, view.id, view.version, (first, second), PlainPaper())
    issuing.issue(desk, view.id, view.version, (first,), PlainPaper())
    view = rounds.round_view(desk, view.id)
    with pytest.raises(WorldError) as refused:
        issuing.issue(desk, view.id, view.version, (second,), PlainPaper())
    assert refused.value.faults[0].facts == {
        "asked": costs[first] + costs[second],
        "issued": costs[first],
        "ceiling": costs[first] + costs[second] - 1,
    }
    issuing.issue(desk, view.id, view.version, (first,), PlainPaper())


def _costs(desk: Desk) -> dict[str, int]:
    """Pence a week of each package that the waterfall places without authority, as its record has it."""
    view = solve_round(desk)
    index, found = view.problem.index, {}
    for part in view.problem.parts:
        award, package = view.plan.awards[part.key], index.packages[part.part.package]
        whole = len(package.parts) == 1 and not moves.needing_authority(view, package.package)
        if award is not None and whole:
            rate = index.awards[award].rate_for(package.specialist)
            found[package.package] = (part.minutes * rate + 30) // 60
    return found


def _ceiling(desk: Desk, pence: int) -> None:
    settings = council.settings(desk)
    policy = replace(settings.policy, budget_ceiling=pence)
    council.save_settings(desk, replace(settings, policy=policy))
