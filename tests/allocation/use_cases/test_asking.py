"""Whom to ask now, from the tables: the same as a round of today would say, whatever was promised."""

from datetime import timedelta
from pathlib import Path

import pytest

from allocation.asking import ask
from allocation.errors import WorldError
from allocation.index import index
from allocation.lists import PackageQuery
from allocation.model import Outcome, Placement, PlacementKind, Policy
from allocation.use_cases import issuing, moves, providers, referrals, refusals, waiting_list
from allocation.use_cases.asking import ASKABLE, ask_now
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.rounds import RoundView
from allocation.use_cases.snapshot import snapshot
from db.opening import open_store
from tests.desks import HandClock, PlainPaper, bring_in, desk_on, solve_round
from tests.workloads import council
from tests.workloads.council import Shape


def _agrees(desk: Desk) -> int:
    """Hold every package's ladder against the ladder of a whole round of today; how many there were."""
    with reading(desk) as view:
        index_ = index(snapshot(view, desk.clock.today()).round_)
    found = 0
    for row in waiting_list.packages(desk, PackageQuery(states=ASKABLE, limit=500)).rows:
        try:
            whole = ask(index_, row.reference)
        except WorldError as error:
            with pytest.raises(WorldError, match=error.faults[0].code):
                ask_now(desk, row.id)
            continue
        mine = ask_now(desk, row.id)
        assert mine.ladders == whole.ladders
        assert (mine.together, mine.priority) == (whole.together, whole.priority)
        found += 1
    return found


@pytest.mark.parametrize(
    ("shape", "policy"),
    [("A1", Policy()), ("A2", Policy()), ("A8", Policy()), ("A8", Policy(share_weeks=4))],
    ids=["A1", "A2", "A8", "A8, shares over weeks"],
)
def test_the_desk_reads_no_more_than_it_needs_and_nothing_less(
    shape: Shape, policy: Policy, tmp_path: Path
) -> None:
    """With live care, a pin and shares about, each ladder is that of a round of all that is there."""
    store = open_store(str(tmp_path / "lotwise.db"))
    desk = desk_on(store)
    bring_in(desk, *council(shape, 3, packages=24, providers=12, live=20, policy=policy))
    assert _agrees(desk) > 20
    store.close()


@pytest.mark.parametrize("weeks", [None, 2], ids=["of all care", "of some weeks"])
def test_care_of_a_season_is_counted_as_a_round_would(weeks: int | None, tmp_path: Path) -> None:
    """Issued care, some netted off later returns, refusals by who has it, a suspension, people who end: each
    ladder stays that of a round of all that is there.
    """
    store = open_store(str(tmp_path / "lotwise.db"))
    desk = desk_on(store)
    bring_in(desk, *council("A8", 5, packages=40, providers=14, live=40, policy=Policy(share_weeks=weeks)))
    solved = solve_round(desk)
    placed = {each.package for each in solved.plan if each.award is not None}
    waits = [row.reference for row in waiting_list.packages(desk, PackageQuery()).rows]
    free = [each for each in waits if each in placed and not moves.unauthorised(solved, each)]
    issuing.issue(desk, solved.id, solved.version, free[::2], PlainPaper())
    assert isinstance(desk.clock, HandClock)
    desk.clock.day += timedelta(days=9)
    everybody = providers.providers(desk)
    for row in everybody[::2]:
        found = providers.provider(desk, row.id)
        providers.save_return(desk, row.id, found.rows, desk.clock.today(), found.return_version)
    providers.suspend(desk, everybody[0].id, desk.clock.today(), "quality", "a manager")
    with reading(desk) as view_:
        live = [row.value for row in view_.rows(Placement, kind=str(PlacementKind.LIVE))]
    for n, held in enumerate(live[:12]):
        outcome = Outcome.DECLINED if n % 2 else Outcome.REFUSED_BY_PERSON
        provider = held.provider if n % 3 else everybody[1].id
        refusals.record_refusal(desk, held.package, provider, outcome, desk.clock.today(), "said so")
    case = waiting_list.package(desk, live[12].package)
    referrals.close_package(desk, case.id, case.version, waiting_list.EndReason.MOVED_AWAY)
    assert _agrees(desk) > 10
    store.close()


def test_what_is_issued_is_off_the_room_at_once(desk: Desk, solved: RoundView) -> None:
    """After some packages are issued, the others' ladders see less room, and as a new round would."""
    placed = [each.package for each in solved.plan if each.award is not None]
    free = [each for each in placed if not moves.unauthorised(solved, each)][:6]
    issuing.issue(desk, solved.id, solved.version, free, PlainPaper())
    assert _agrees(desk) >= 24 - len(free) - 4
    key = waiting_list.id_of(desk, free[0])
    with pytest.raises(WorldError, match="ask_settled"):
        ask_now(desk, key)


def test_nobody_is_asked_for_what_has_ended(desk: Desk) -> None:
    """A package that has ended says so."""
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    referrals.close_package(desk, row.id, row.version, waiting_list.EndReason.MOVED_AWAY)
    with pytest.raises(WorldError, match="wrong_state"):
        ask_now(desk, row.id)
