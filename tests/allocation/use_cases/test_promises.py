"""Room that was promised is nobody else's, however many plans want it."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from allocation.errors import WorldError
from allocation.model import CapacityRow, PlacementKind
from allocation.use_cases import (
    issuing,
    providers,
    rounds,
)
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from tests.allocation.use_cases.plans import issue, placed
from tests.desks import bring_in_book, solve_round


def test_what_is_promised_holds_room_until_the_next_return(desk: Desk, solved: RoundView) -> None:
    """Accepted since the return is held against it; a later return has it netted off already."""
    package = placed(solved)[0]
    issue(desk, solved, package)
    award = solved.plan.awards[package, 1]
    assert award is not None
    view = rounds.freeze_round(desk)
    assert view.problem.index.placement_kind(package, 1) is PlacementKind.HELD
    clock: Any = desk.clock
    clock.day += timedelta(days=2)
    row = next(each for each in providers.providers(desk) if each.provider == award.provider)
    detail = providers.provider(desk, row.id)
    rows = tuple(replace(each, until=None) for each in detail.rows)
    providers.save_return(desk, row.id, rows, clock.day, detail.return_version)
    view = rounds.freeze_round(desk)
    assert view.problem.index.placement_kind(package, 1) is PlacementKind.LIVE
    assert view.verdict.valid


def test_care_that_stays_holds_no_room_once_it_is_issued(desk: Desk) -> None:
    """A released package that stays with its provider was in no return, and its record changes nothing."""
    bring_in_book(desk, 60, PlacementKind.RELEASE)
    view = solve_round(desk)
    holder = {each.package: each.provider for each in view.problem.index.round_.placements}
    stays = [
        each.package
        for each in view.plan
        if each.award and holder.get(each.package) == each.award.provider and each.package in placed(view)
    ]
    assert stays
    issue(desk, view, *stays)
    again = rounds.freeze_round(desk)
    kinds = {again.problem.index.placement_kind(package, 1) for package in stays}
    assert kinds == {PlacementKind.LIVE}


def test_room_that_is_gone_is_not_promised(desk: Desk, solved: RoundView) -> None:
    """A return lowered after the plan was made stops the issue, though the plan itself is valid."""
    package = placed(solved)[0]
    award = solved.plan.awards[package, 1]
    assert award is not None
    row = next(each for each in providers.providers(desk) if each.provider == award.provider)
    detail = providers.provider(desk, row.id)
    none = (CapacityRow("", 0),)
    providers.save_return(desk, row.id, none, desk.clock.today(), detail.return_version)
    assert rounds.round_view(desk, solved.id).verdict.valid
    with pytest.raises(WorldError, match="issue_room"):
        issue(desk, solved, package)


def test_two_plans_never_promise_the_same_room(desk: Desk, solved: RoundView) -> None:
    """Two rounds of one morning, each valid by itself and issued at once, stay within each return."""
    other = solve_round(desk)
    halves = (placed(solved)[::2], placed(other))
    done: list[object] = []

    def try_to_issue(view: RoundView, packages: list[str]) -> None:
        try:
            done.append(issue(desk, view, *packages))
        except WorldError as error:
            done.append(error)

    threads = [
        threading.Thread(target=try_to_issue, args=each) for each in zip((solved, other), halves, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(each, issuing.Issued) for each in done) == 1
    assert rounds.freeze_round(desk).verdict.valid
