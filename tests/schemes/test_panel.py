"""A5 at the desk: the panel issues place after place until its ceiling, and what is beyond it waits."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allocation.errors import WorldError
from allocation.model import Priority
from allocation.use_cases import issuing, rounds
from allocation.use_cases.desk import Desk
from allocation.use_cases.schemes import load_scheme
from db.opening import open_store
from tests.allocation.sample import package, visit
from tests.desks import PlainPaper, bring_in, desk_on, solve_round
from tests.schemes.settled import room, settle, terms
from ui.spreadsheet.schemes import scheme_named

PLACE = (visit(minutes=60, band=None, days=(), times=1),)
"""A place in a care home: one hour a week, its price the weekly fee."""

PEOPLE = [
    package(f"P{number}", area="Council area", service="care home", visits=PLACE, priority=priority)
    for number, priority in enumerate((*(Priority.CRITICAL,) * 2, *(Priority.MODERATE,) * 3), 1)
]
ROOMS = [room(provider, 2) for provider in ("alder", "birch", "cedar")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A council that loaded the scheme, and has five people waiting and six places."""
    store = open_store(str(tmp_path / "lotwise.db"))
    scheme = scheme_named("A5")
    assert scheme is not None
    found = desk_on(store)
    load_scheme(found, scheme)
    bring_in(found, replace(terms("A5"), packages=tuple(PEOPLE), capacity=tuple(ROOMS)))
    yield found
    store.close()


def test_a_meeting_issues_no_more_than_its_ceiling(desk: Desk) -> None:
    """Needs first: four places come to 3,480 pounds a week; a fifth would pass 3,500 and is refused."""
    view = solve_round(desk)
    assert all(each.award for each in view.plan)
    for package_ in ("P1", "P2", "P3", "P4"):
        issuing.issue(desk, view.id, view.version, [package_], PlainPaper())
        view = rounds.round_view(desk, view.id)
    with pytest.raises(WorldError) as refused:
        issuing.issue(desk, view.id, view.version, ["P5"], PlainPaper())
    (fault,) = refused.value.faults
    assert (fault.code, fault.facts) == (
        "issue_ceiling",
        {"asked": 438_500, "issued": 348_000, "ceiling": 350_000},
    )
    assert view.issued.keys() == {"P1", "P2", "P3", "P4"}


def test_the_least_cost_that_meets_the_needs(tmp_path: Path) -> None:
    """After needs and preferences the cheapest places are taken, and a preference is worth its price."""
    prefers = replace(PEOPLE[0], preferred_providers=("alder",))
    done = settle(terms("A5"), [prefers, *PEOPLE[1:4]], ROOMS, tmp_path)
    assert done.provider("P1") == "alder"
    assert done.minutes() == {"alder": 60, "birch": 60, "cedar": 120}
