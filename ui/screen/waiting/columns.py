"""The columns of the package list, on screen and in what is saved from it."""

from allocation.lists import PackageRow
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.aims import priority_mark, priority_name
from ui.wording.care import STATES, short_day
from ui.wording.figures import hours


def priority(row: PackageRow) -> str:
    """`▲ critical`, and `· discharge` where the person waits in hospital."""
    words = f"{priority_mark(row.priority)} {priority_name(row.priority)}"
    return f"{words} · {_('discharge')}" if row.discharge else words


def area(row: PackageRow) -> str:
    """An area by its name, else its id."""
    return row.area_name or row.area


COLUMNS: tuple[Column[PackageRow], ...] = (
    Column(
        "priority",
        _("Priority"),
        priority,
        width=196,
        sort="priority",
        colour=lambda row: row.priority.value,
    ),
    Column("reference", _("Package"), lambda row: row.reference, width=84, sort="reference"),
    Column("name", _("Name"), lambda row: row.name, width=168, sort="person", personal=True),
    Column("area", _("Area"), area, width=104, sort="area"),
    Column(
        "minutes",
        _("A week"),
        lambda row: hours(row.staff_minutes),
        width=76,
        figures=True,
        sort="minutes",
        cell=lambda row: row.staff_minutes / 60,
    ),
    Column(
        "since",
        _("Waiting since"),
        lambda row: short_day(row.waiting_since),
        width=112,
        sort="waiting_since",
        cell=lambda row: row.waiting_since,
    ),
    Column(
        "start",
        _("Start"),
        lambda row: short_day(row.wanted_start),
        width=112,
        sort="wanted_start",
        cell=lambda row: row.wanted_start,
        spare=True,
    ),
    Column(
        "visits",
        _("Visits"),
        lambda row: str(row.visits_a_week),
        width=64,
        figures=True,
        cell=lambda row: row.visits_a_week,
        spare=True,
    ),
    Column("workers", _("Workers"), lambda row: _("two") if row.double_up else "", width=76, spare=True),
    Column("state", _("State"), lambda row: STATES[row.state], width=84, sort="state", spare=True),
    Column("provider", _("With"), lambda row: row.provider, width=140, spare=True),
    Column("person", _("Person"), lambda row: row.person_reference, width=104, personal=True, spare=True),
    Column(
        "follow_up",
        _("Follow up"),
        lambda row: short_day(row.follow_up),
        width=104,
        sort="follow_up",
        cell=lambda row: row.follow_up,
        spare=True,
    ),
)


def columns(*, names: bool) -> tuple[Column[PackageRow], ...]:
    """The columns with the personal ones or without."""
    return tuple(column for column in COLUMNS if names or not column.personal)
