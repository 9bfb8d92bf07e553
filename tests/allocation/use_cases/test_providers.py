"""Returns, suspensions, notes and grades of providers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation.errors import WorldError
from allocation.intake.register import Register, Service
from allocation.model import CapacityRow, Weekday
from allocation.use_cases import notes, providers, register, undoing
from allocation.use_cases.desk import Desk
from allocation.use_cases.providers import ProviderDetail

WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)


@pytest.fixture
def detail(desk: Desk) -> ProviderDetail:
    """The first provider of the list."""
    return providers.provider(desk, providers.providers(desk)[0].id)


def _codes(refusal: pytest.ExceptionInfo[WorldError]) -> list[tuple[str, int | None, str]]:
    return [(fault.code, fault.row, fault.column) for fault in refusal.value.faults]


def test_the_list_finds_by_label_name_and_registration(desk: Desk) -> None:
    """Any of the three will do, without case."""
    everyone = providers.providers(desk)
    assert [row.name for row in everyone] == sorted((row.name for row in everyone), key=str.casefold)
    for text in (everyone[3].provider, everyone[3].name.upper(), everyone[3].registration.lower()):
        assert everyone[3] in providers.providers(desk, text)
    assert providers.providers(desk, "no such provider") == ()


def test_a_return_is_replaced_as_a_whole(desk: Desk, detail: ProviderDetail) -> None:
    """What is typed is what stands, as at its day; one undo brings the old one back."""
    lot = detail.awards[0].lot
    rows = (
        CapacityRow("", 600, band="morning"),
        CapacityRow("", 60, band="morning", days=WEEKEND),
        CapacityRow("", 300, lot=lot),
    )
    done = providers.save_return(desk, detail.id, rows, date(2026, 6, 2), detail.return_version)
    assert done.changed == {"returns"}
    after = providers.provider(desk, detail.id)
    assert {(row.lot, row.band, row.days, row.minutes) for row in after.rows} == {
        (None, "morning", None, 600),
        (None, "morning", WEEKEND, 60),
        (lot, None, None, 300),
    }
    assert {(row.provider, row.as_at) for row in after.rows} == {(detail.provider.provider, date(2026, 6, 2))}
    undoing.undo(desk)
    assert providers.provider(desk, detail.id).rows == detail.rows


def test_a_wrong_return_is_refused_with_every_fault(desk: Desk, detail: ProviderDetail) -> None:
    """Twice the same cells, an unknown lot or band, days without their plain row."""
    rows = (
        CapacityRow("", 600, band="morning"),
        CapacityRow("", 500, band="morning"),
        CapacityRow("", 10, lot="nowhere"),
        CapacityRow("", 10, band="midnight"),
        CapacityRow("", 10, band="tea", days=WEEKEND),
    )
    with pytest.raises(WorldError) as refusal:
        providers.save_return(desk, detail.id, rows, date(2026, 6, 2), detail.return_version)
    assert _codes(refusal) == [
        ("return_twice", 2, "band"),
        ("return_unknown", 3, "lot"),
        ("return_unknown", 4, "band"),
        ("return_plain", 5, "staff_hours"),
    ]
    assert providers.provider(desk, detail.id).rows == detail.rows


def test_a_stale_return_is_a_conflict(desk: Desk, detail: ProviderDetail) -> None:
    """Who typed over an older grid is told."""
    rows = (CapacityRow("", 600),)
    providers.save_return(desk, detail.id, rows, date(2026, 6, 2), detail.return_version)
    with pytest.raises(WorldError, match="conflict"):
        providers.save_return(desk, detail.id, (), date(2026, 6, 3), detail.return_version)


def test_an_empty_return_is_no_return(desk: Desk, detail: ProviderDetail) -> None:
    """A grid that was emptied takes the return away, and an undo brings it back."""
    providers.save_return(desk, detail.id, (), date(2026, 6, 2), detail.return_version)
    assert providers.provider(desk, detail.id).rows == ()
    assert next(row for row in providers.providers(desk) if row.id == detail.id).room is None
    undoing.undo(desk)
    assert providers.provider(desk, detail.id).rows == detail.rows


def test_a_provider_is_suspended_and_taken_back(desk: Desk, detail: ProviderDetail) -> None:
    """With a reason and a name, from a day to a day."""
    today = desk.clock.today()
    with pytest.raises(WorldError) as refusal:
        providers.suspend(desk, detail.id, today, " ", "", until=today - timedelta(days=1))
    assert [code for code, _, _ in _codes(refusal)] == [
        "suspension_reason",
        "suspension_decided_by",
        "suspension_dates",
    ]
    providers.suspend(desk, detail.id, today, "staffing", "Head of Service")
    assert next(row for row in providers.providers(desk) if row.id == detail.id).suspended
    (row,) = providers.provider(desk, detail.id).suspensions
    assert row.suspension.provider == detail.provider.provider
    with pytest.raises(WorldError, match="conflict"):
        providers.end_suspension(desk, row.id, row.version + 1, today)
    with pytest.raises(WorldError, match="suspension_dates"):
        providers.end_suspension(desk, row.id, row.version, today - timedelta(days=1))
    providers.end_suspension(desk, row.id, row.version, today)
    (row,) = providers.provider(desk, detail.id).suspensions
    assert row.suspension.until == today


def test_notes_stand_with_the_newest_first(desk: Desk, detail: ProviderDetail) -> None:
    """A note needs a text and a follow-up that is still to come."""
    today = desk.clock.today()
    with pytest.raises(WorldError, match="note_empty"):
        notes.add_note(desk, "provider", detail.id, "  ")
    with pytest.raises(WorldError, match="follow_up_past"):
        notes.add_note(desk, "provider", detail.id, "Called", today - timedelta(days=1))
    with pytest.raises(WorldError, match="not_found"):
        notes.add_note(desk, "package", detail.id, "Called")
    notes.add_note(desk, "provider", detail.id, "First")
    notes.add_note(desk, "provider", detail.id, "Second", today)
    assert [note.text for note in providers.provider(desk, detail.id).notes] == ["Second", "First"]
    (follow_up,) = notes.follow_ups(desk, today)
    assert (follow_up.about, follow_up.about_id) == ("provider", detail.id)


def test_grades_come_from_the_register(desk: Desk, detail: ProviderDetail) -> None:
    """By registration number, without case or spaces; who is not in it keeps the grade."""
    number = detail.provider.registration
    before = detail.provider.grade
    grade = 1 if before != 1 else 2
    services = [
        Service(f" {number.lower()} ", detail.provider.name, "", "Fife", "Active", grade),
        Service("CS0", "Nobody here", "", "Fife", "Active", 6),
    ]
    preview = register.preview_register(desk, Register(tuple(services)), ["Fife"])
    graded = [each for each in preview.differences if each.kind in register.GRADED]
    assert [(each.registration, each.grade) for each in graded] == [(number, before)]
    register.apply_grades(desk, services, "register.csv")
    assert providers.provider(desk, detail.id).provider == replace(detail.provider, grade=grade)
    with pytest.raises(WorldError, match="grades_nothing"):
        register.apply_grades(desk, services, "register.csv")
