"""Moving a book at the desk: released, placed anew, seen before and after, issued."""

from datetime import date, timedelta

import pytest

from allocation.acts.rows import Case, State
from allocation.errors import WorldError
from allocation.moving import Fate, Release, Why
from allocation.use_cases import issuing, moves, moving, rounds
from allocation.use_cases.desk import Desk, reading
from tests.desks import PlainPaper, bring_in_book, solve_round
from tests.workloads.retender import NEW

JULY = date(2026, 7, 1)


@pytest.fixture
def live(desk: Desk) -> Desk:
    """A desk whose book is live under the new contract or the old, nobody waiting."""
    bring_in_book(desk, 60)
    return desk


def _allocated(desk: Desk, wanted: Release) -> moving.BookView:
    view = moving.release(desk, wanted)
    solve_round(desk, view.id)
    return moving.book_view(desk, view.id)


def test_a_provider_that_closes_keeps_nobody(live: Desk) -> None:
    """All its people leave it from the day; of the others only whom their provider may not have any more."""
    seen = _allocated(live, Release(Why.CLOSES, ("PR01",), JULY, "Closes at the end of June"))
    lines = seen.book.lines
    theirs = [line for line in lines if line.holder == "PR01"]
    assert theirs
    assert all(
        line.fate is not Fate.STAYS and line.cause and line.cause.code == "suspended" for line in theirs
    )
    assert all(line.fate is Fate.STAYS or line.avoided is None for line in lines if line.holder != "PR01")
    assert seen.book.packages == 60
    assert seen.book.stay + seen.book.move + seen.book.unplaced == 60
    released = {line.package for line in theirs}
    starts = {seen.view.problem.index.packages[package].wanted_start for package in released}
    assert starts == {JULY}
    assert moving.latest_book(live) == seen.view.id


def test_a_mover_is_issued_and_the_provider_that_closes_is_not_promised(live: Desk) -> None:
    """Live care that moves can be issued, though its own row says nothing of the new start."""
    seen = _allocated(live, Release(Why.CLOSES, ("PR01",), JULY))
    mover = next(line for line in seen.book.lines if line.fate is Fate.MOVES)
    issued = issuing.issue(live, seen.view.id, seen.view.version, [mover.package], PlainPaper())
    assert mover.package in issued.numbers
    with reading(live) as view:
        case = view.get(Case, seen.view.members[mover.package].id)
    assert case is not None
    assert case.value.state is State.ACCEPTED
    assert case.value.before is State.LIVE


def test_a_person_may_leave_somebody_where_they_are(live: Desk) -> None:
    """A released part that a person moves back to its provider stays as live care: nothing new to issue."""
    seen = _allocated(live, Release(Why.SUPERSEDED, ("OLD",), live.clock.today() + timedelta(1)))
    line = next(line for line in seen.book.lines if line.fate is Fate.MOVES and line.avoided)
    assert line.avoided
    moved = moves.move(
        live, seen.view.id, seen.view.version, line.package, line.part, line.avoided.award, "Asked to stay"
    )
    assert moved.verdict.valid
    again = moving.book_view(live, seen.view.id)
    then = next(each for each in again.book.lines if (each.package, each.part) == (line.package, line.part))
    assert then.fate is Fate.STAYS
    assert again.book.move == seen.book.move - 1
    with pytest.raises(WorldError) as error:
        issuing.issue(live, again.view.id, again.view.version, [line.package], PlainPaper())
    assert [fault.code for fault in error.value.faults] == ["issue_stays"]


def test_a_contract_that_is_superseded_keeps_people_with_their_providers(live: Desk) -> None:
    """Who has care under the old contract and is awarded the new one keeps it there, at the new rate."""
    seen = _allocated(live, Release(Why.SUPERSEDED, ("OLD",), JULY))
    staying = [line for line in seen.book.lines if line.fate is Fate.STAYS]
    assert staying
    assert all(line.award and line.award.contract == NEW for line in staying)


@pytest.mark.parametrize(
    ("what", "start", "code"),
    [
        (("PR99",), JULY, "release_unknown"),
        (("PR01",), date(2026, 5, 1), "release_early"),
        ((), JULY, "release_what"),
    ],
)
def test_what_cannot_be_released_is_said(live: Desk, what: tuple[str, ...], start: date, code: str) -> None:
    """An unknown name, a day that is past and nothing at all are faults, and no round is frozen."""
    with pytest.raises(WorldError) as error:
        moving.release(live, Release(Why.CLOSES, what, start))
    assert [fault.code for fault in error.value.faults] == [code]
    assert not rounds.rounds(live)
