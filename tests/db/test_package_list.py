"""Pages of packages are what filtering, searching and sorting the whole list in plain Python gives."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from allocation.acts.rows import State
from allocation.lists import PackageQuery, PackageRow, PackageSort
from allocation.model import Priority
from allocation.use_cases import council, notes, waiting_list
from allocation.use_cases.desk import Desk
from tests.desks import bring_in, small_council

SORTS: tuple[PackageSort, ...] = get_args(PackageSort)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A desk with a small council, one note and one follow-up."""
    round_, people = small_council(3, packages=40)
    names = {reference: replace(person, name=f"{person.name} 100%_") for reference, person in people.items()}
    bring_in(desk, round_, names)
    rows = waiting_list.packages(desk, PackageQuery(limit=3)).rows
    notes.add_note(desk, "package", rows[0].id, "Called", desk.clock.today() + timedelta(days=2))
    notes.add_note(desk, "package", rows[1].id, "Called")
    return desk


def _all(desk: Desk) -> tuple[PackageRow, ...]:
    return waiting_list.packages(desk, PackageQuery(states=(), limit=10_000)).rows


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_one_another(filled: Desk, sort: PackageSort, descending: bool) -> None:
    """Every package is on exactly one page, whatever it is sorted by; pages join to the whole."""
    whole = PackageQuery(states=(), sort=sort, descending=descending, limit=1000)
    everything = waiting_list.packages(filled, whole)
    pages = [
        waiting_list.packages(filled, replace(whole, offset=offset, limit=7)) for offset in range(0, 42, 7)
    ]
    assert tuple(row for page in pages for row in page.rows) == everything.rows
    assert {page.total for page in pages} == {everything.total} == {len(everything.rows)}
    assert len({row.id for row in everything.rows}) == everything.total


def test_priority_is_as_rounds_rank(filled: Desk) -> None:
    """Discharges stand with critical, the longest wait first; unless the policy says otherwise."""

    def rank(row: PackageRow, discharge: bool) -> tuple[object, ...]:
        order = 0 if row.discharge and discharge else row.priority.order
        return (order, row.waiting_since is None, row.waiting_since, row.reference)

    rows = _all(filled)
    assert list(rows) == sorted(rows, key=lambda row: rank(row, discharge=True))
    settings = council.settings(filled)
    policy = replace(settings.policy, discharge_with_critical=False)
    council.save_settings(filled, replace(settings, policy=policy))
    rows = _all(filled)
    assert list(rows) == sorted(rows, key=lambda row: rank(row, discharge=False))


def test_search_finds_each_word_in_any_field(filled: Desk) -> None:
    """Words are looked for in reference, name, case reference and area, without case, each of them."""
    rows = _all(filled)
    for text in (
        rows[5].reference.lower(),
        rows[5].name.split()[0].upper(),
        rows[5].person_reference,
        "ardlaw",
    ):
        found = waiting_list.packages(filled, PackageQuery(text=text, states=(), limit=1000)).rows
        assert {row.id for row in found} == {
            row.id
            for row in rows
            if text.casefold()
            in f"{row.reference}\n{row.person_reference} {row.name}\n{row.area} {row.area_name}".casefold()
        }
        assert rows[5].id in {row.id for row in found} or text == "ardlaw"
    both = waiting_list.packages(filled, PackageQuery(text=f"{rows[5].reference} {rows[5].area}", states=()))
    assert rows[5].id in {row.id for row in both.rows}


@pytest.mark.parametrize("text", ["%", "_", "100%_", "'; DROP TABLE packages; --", "\\", '"'])
def test_signs_that_mean_something_to_a_database_are_only_text(filled: Desk, text: str) -> None:
    """What is typed into the search is data."""
    found = waiting_list.packages(filled, PackageQuery(text=text, states=()))
    assert found.total == (40 if text in "100%_" else 0)
    assert len(_all(filled)) == 40


def test_filters_narrow_together(filled: Desk) -> None:
    """State, priority, area and lot are all met; a lot is its areas and services."""
    rows = _all(filled)
    choices = waiting_list.choices(filled)
    area = next(choice for choice in choices.areas if choice.label == rows[0].area)
    query = PackageQuery(
        states=(State.WAITING,), priorities=(Priority.CRITICAL,), areas=(area.id,), limit=1000
    )
    found = waiting_list.packages(filled, query).rows
    assert {row.id for row in found} == {
        row.id
        for row in rows
        if row.state is State.WAITING and row.priority is Priority.CRITICAL and row.area == area.label
    }
    for lot in choices.lots:
        of_lot = waiting_list.packages(filled, PackageQuery(states=(), lots=(lot.id,), limit=1000)).rows
        assert of_lot
    every = waiting_list.packages(
        filled, PackageQuery(states=(), lots=tuple(lot.id for lot in choices.lots), limit=1000)
    )
    assert every.total == 40


def test_follow_ups_are_found_by_the_day_they_are_due(filled: Desk) -> None:
    """A package shows its earliest open follow-up and how many notes it has; what is done is not due."""
    today = filled.clock.today()
    due = waiting_list.packages(filled, PackageQuery(states=(), follow_up_by=today + timedelta(days=2)))
    assert [row.follow_up for row in due.rows] == [today + timedelta(days=2)]
    assert waiting_list.packages(filled, PackageQuery(states=(), follow_up_by=today)).total == 0
    assert sorted(row.notes for row in _all(filled))[-2:] == [1, 1]
    (follow_up,) = notes.follow_ups(filled, today + timedelta(days=5))
    notes.finish_follow_up(filled, follow_up.note.id)
    assert notes.follow_ups(filled, today + timedelta(days=5)) == ()
    assert all(row.follow_up is None for row in _all(filled))
