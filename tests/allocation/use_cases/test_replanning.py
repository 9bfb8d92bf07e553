"""The plan in hand is that of the newest planned round before this one; and what that round does not know."""

from datetime import date

from allocation.acts.rows import EndReason
from allocation.lists import PackageQuery
from allocation.model import Outcome
from allocation.use_cases import notes, referrals, refusals, rounds, undoing, waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.replanning import happened_since, plan_before
from allocation.use_cases.rounds import RoundView
from tests.desks import bring_in, small_council, solve_round


def test_the_plan_before_is_the_last_that_was_planned(desk: Desk) -> None:
    """A round that was never allocated has no plan in hand; a first round has none before it."""
    bring_in(desk, *small_council())
    first = rounds.freeze_round(desk)
    assert plan_before(desk, first.id) is None
    solve_round(desk, first.id)
    rounds.freeze_round(desk)
    third = rounds.freeze_round(desk)
    found = plan_before(desk, third.id)
    assert found is not None
    assert found.id == first.id
    assert found.result is not None


def _decline(desk: Desk, package: str, view: RoundView) -> None:
    reference = waiting_list.package(desk, package).package.package
    award = next(each.award for each in view.plan if each.package == reference)
    label = award.provider if award is not None else view.round_.providers[0].provider
    provider = next(each.id for each in waiting_list.choices(desk).providers if each.label == label)
    refusals.record_refusal(desk, package, provider, Outcome.DECLINED, date(2026, 6, 1), "no workers")


def test_what_a_round_does_not_know(desk: Desk, solved: RoundView) -> None:
    """A decline and a closed package are told, the newest first; a note and what was undone are not."""
    assert happened_since(desk, solved.id) == ()
    first, second, third = waiting_list.packages(desk, PackageQuery()).rows[:3]
    _decline(desk, first.id, solved)
    notes.add_note(desk, "package", third.id, "rang back")
    referrals.close_package(desk, second.id, second.version, EndReason.MOVED_AWAY)
    _decline(desk, third.id, solved)
    undoing.undo(desk)
    told = happened_since(desk, solved.id)
    assert [line.kind for line in told] == ["close", "refusal"]


def test_only_the_newest_round_is_planned_anew(desk: Desk, solved: RoundView) -> None:
    """Once another round is frozen, nothing is told of the one before, nor of what the new one knows."""
    first = waiting_list.packages(desk, PackageQuery()).rows[0]
    _decline(desk, first.id, solved)
    newer = rounds.freeze_round(desk)
    assert happened_since(desk, solved.id) == ()
    assert happened_since(desk, newer.id) == ()
