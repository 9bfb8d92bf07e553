"""The columns of the provider list."""

from allocation.use_cases.providers import ProviderRow
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.care import short_day
from ui.wording.figures import hours

COLUMNS: tuple[Column[ProviderRow], ...] = (
    Column("name", _("Provider"), lambda row: row.name, width=196),
    Column(
        "grade", _("Grade"), lambda row: "" if row.grade is None else str(row.grade), width=64, figures=True
    ),
    Column(
        "suspended",
        _("Suspended"),
        lambda row: _("✕ suspended") if row.suspended else "",
        width=112,
        colour=lambda row: "critical" if row.suspended else "",
    ),
    Column(
        "room",
        _("Returned a week"),
        lambda row: _("no return") if row.room is None else hours(row.room),
        width=128,
        figures=True,
    ),
    Column("as_at", _("As at"), lambda row: short_day(row.as_at), width=108),
    Column("lots", _("Lots"), lambda row: str(row.lots), width=56, figures=True, spare=True),
    Column("follow_up", _("Follow up"), lambda row: short_day(row.follow_up), width=104, spare=True),
    Column("id", _("Reference"), lambda row: row.provider, width=100, spare=True),
    Column("registration", _("Registration"), lambda row: row.registration, width=120, spare=True),
)
