"""What the list of records shows of each."""

from zoneinfo import ZoneInfo

from allocation.lists import RecordRow
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.care import short_day
from ui.wording.records import about

LONDON = ZoneInfo("Europe/London")


def issued(row: RecordRow) -> str:
    """When it was issued, by the clock of the council: "1 Jun 2026, 10:42"."""
    at = row.at.astimezone(LONDON)
    return f"{short_day(at.date())}, {at:%H:%M}"


def state(row: RecordRow) -> str:
    """Whether it stands: withdrawn, corrected by a later one, a correction, or simply issued."""
    if row.withdrawn:
        return _("✕ withdrawn")
    if row.corrected_by:
        return _("corrected by {number}").format(number=row.corrected_by)
    return _("corrects {number}").format(number=row.corrects) if row.corrects else _("✓ issued")


COLUMNS: tuple[Column[RecordRow], ...] = (
    Column("number", _("Record"), lambda row: row.number, 104),
    Column("about", _("About"), about, 88, tip=about),
    Column("provider", _("Provider"), lambda row: row.provider, 172, tip=lambda row: row.provider),
    Column("step", _("Step"), lambda row: str(row.step or ""), 48, figures=True, spare=True),
    Column("state", _("State"), state, 96, colour=lambda row: "critical" if row.withdrawn else "", tip=state),
    Column("at", _("Issued"), issued, 160, tip=issued),
    Column("by", _("By"), lambda row: row.by, 120, tip=lambda row: row.by, spare=True),
)
