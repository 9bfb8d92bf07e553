"""Issued records in words: what each kind is called, and what one is about."""

from allocation.lists import RecordKind, RecordRow
from ui.wording import _
from ui.wording.care import MONTHS

KINDS: dict[RecordKind, str] = {
    RecordKind.ALLOCATION: _("Allocation records"),
    RecordKind.STATEMENT: _("Statements of results"),
}


def about(row: RecordRow) -> str:
    """The package that a record places; of a statement its three months, `Apr–Jun 2026`."""
    if row.first is None or row.last is None:
        return row.package
    first, last = row.first, row.last
    year = "" if first.year == last.year else f" {first.year}"
    return f"{MONTHS[first.month - 1]}{year}–{MONTHS[last.month - 1]} {last.year}"
