"""`import`: files into the database, previewed first, and kept by one act or not at all."""

from collections.abc import Callable, Iterator
from pathlib import Path

from allocation.errors import WorldError
from allocation.intake import Intake
from allocation.intake.preview import Preview, TablePreview
from allocation.use_cases.desk import Desk
from allocation.use_cases.imports import apply_import, preview_import, read_files
from ui.commandline.terminal import aside, out
from ui.commandline.words import noted
from ui.spreadsheet.read import read_tables
from ui.wording import _, ngettext

SHOWN = 20
"""Of one kind of change in one table, so many rows are named and the rest counted."""


def bring_in(desk: Desk, path: Path, agree: Callable[[], bool]) -> bool:
    """Show what an import would add, change or leave, and keep it if that is agreed; gives whether it was.

    Raises `WorldError` with every fault of the files; then nothing is kept.
    """
    return keep_if_agreed(desk, read_files(desk, read_tables(path)), path.name, agree)


def keep_if_agreed(desk: Desk, intake: Intake, source: str, agree: Callable[[], bool]) -> bool:
    """The same of what was read from anywhere; `source` is its name in the history."""
    if intake.notices:
        aside().print(noted(intake.notices))
    if intake.faults:
        raise WorldError(*intake.faults)
    found = preview_import(desk, intake)
    console = out()
    for line in preview_lines(found.preview):
        console.print(line)
    if found.preview.quiet:
        console.print(_("Nothing would change."))
        return True
    if not agree():
        console.print(_("Nothing was kept."))
        return False
    apply_import(desk, intake, source, found.read_up_to)
    console.print(_("Kept."))
    return True


def preview_lines(preview: Preview) -> Iterator[str]:
    """The preview in words, table by table; tables in which nothing changes are one line each."""
    for table in preview.tables:
        yield _(
            "{table}: {added} added, {changed} changed, {unchanged} unchanged, {missing} not in the files"
        ).format(
            table=table.table,
            added=len(table.added),
            changed=len(table.changed),
            unchanged=table.unchanged,
            missing=len(table.missing),
        )
        yield from _rows(table)


def _rows(table: TablePreview) -> Iterator[str]:
    added = [_("  + {row}").format(row=_name(name)) for name in table.added]
    changed = [
        _("  ~ {row}: {cells}").format(
            row=_name(row.name),
            cells="; ".join(
                f"{cell.column} {cell.before or '–'} → {cell.after or '–'}" for cell in row.cells
            ),
        )
        for row in table.changed
    ]
    missing = [
        _("  · {row} is not in the files, and stays").format(row=_name(name)) for name in table.missing
    ]
    ended = [_("  · {row} has ended, and stays ended").format(row=_name(name)) for name in table.ended]
    for lines in (added, changed, missing, ended):
        yield from lines[:SHOWN]
        more = len(lines) - SHOWN
        if more > 0:
            yield ngettext("    and {count} more", "    and {count} more", more).format(count=more)


def _name(name: tuple[str, ...]) -> str:
    return " / ".join(part for part in name if part)
