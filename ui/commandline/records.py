"""`records`: records and statements that were issued, listed, and written again byte for byte."""

from pathlib import Path

from rich.table import Table

from allocation.errors import Fault, WorldError
from allocation.lists import RecordKind, RecordQuery, RecordRow
from allocation.use_cases.desk import Desk
from allocation.use_cases.records import What, pages_of, records
from ui.commandline.new_file import write_new
from ui.commandline.terminal import aside, out
from ui.wording import _, ngettext
from ui.wording.figures import day
from ui.wording.records import about


def list_records(desk: Desk, text: str, kind: RecordKind | None, limit: int) -> None:
    """Show the newest records in which a text is found. People are not named."""
    page = records(desk, RecordQuery(text, kind=kind, limit=limit))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in (_("Number"), _("About"), _("Provider"), _("Step"), _("Issued"), _("By"), ""):
        table.add_column(column)
    for row in page.rows:
        issued = day(row.at.date())
        step = str(row.step or "")
        table.add_row(row.number, about(row), row.provider, step, issued, row.by, _note(row))
    out().print(table)
    words = ngettext("{shown} of {count} record", "{shown} of {count} records", page.total)
    aside().print(words.format(shown=len(page.rows), count=page.total))


def _note(row: RecordRow) -> str:
    if row.withdrawn:
        return _("withdrawn")
    return _("corrects {number}").format(number=row.corrects) if row.corrects else ""


def save_record(desk: Desk, number: str, what: What, path: Path) -> None:
    """Write the pages of one record, its provider's confirmation, or a statement to a new file.

    Raises `WorldError` where there is no such record, its person was erased, or the file is there already.
    """
    write_new(path, _pages(desk, number, what))
    out().print(_("Written to {folder}").format(folder=path))


def _pages(desk: Desk, number: str, what: What) -> bytes:
    """The pages of a record, or of a statement of payment by results, by its number."""
    found = [row for row in records(desk, RecordQuery(number)).rows if row.number == number]
    if found and found[0].kind is RecordKind.STATEMENT and what != "record":
        raise WorldError(Fault("no_confirmation", value=number))
    if not found:
        raise WorldError(Fault("no_record", value=number))
    return pages_of(desk, found[0], what)
