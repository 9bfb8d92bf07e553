"""The papers of some records, to be printed or saved together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from allocation.errors import WorldError
from allocation.lists import RecordKind, RecordRow
from allocation.use_cases.desk import Desk
from allocation.use_cases.records import What, pages_of
from ui.screen.files import beginning, write_file
from ui.screen.records.pdf_view import ask_printer, print_pages
from ui.wording import _, ngettext
from ui.wording.faults import sentence


@dataclass(frozen=True, slots=True)
class Sheets:
    """One paper's pages. `name` is what its file is called: a record number, never a personal name."""

    name: str
    data: bytes


def read_sheets(desk: Desk, rows: Iterable[RecordRow], what: What) -> list[Sheets]:
    """The pages as they were issued. Raises `WorldError` (`erased`)."""
    return [Sheets(name_of(row, what), pages_of(desk, row, what)) for row in rows]


def name_of(row: RecordRow, what: What) -> str:
    """What a paper's file is called."""
    alone = what == "record" or row.kind is RecordKind.STATEMENT
    return row.number if alone else _("{number} confirmation").format(number=row.number)


def print_sheets(sheets: Sequence[Sheets], parent: QWidget) -> str:
    """Through the system's print dialog, once for all; gives what to say of it, "" if turned back."""
    title = sheets[0].name if len(sheets) == 1 else _("{count} records").format(count=len(sheets))
    printer = ask_printer(title, parent)
    if printer is None:
        return ""
    count = print_pages([each.data for each in sheets], printer)
    words = ngettext("{count} page sent to the printer", "{count} pages sent to the printer", count)
    return words.format(count=count)


def save_sheets(sheets: Sequence[Sheets], parent: QWidget) -> str:
    """One paper where the person says, several into a folder; gives what to say of it, "" if turned back."""
    if len(sheets) == 1:
        name = f"{sheets[0].name}.pdf"
        path, _kind = QFileDialog.getSaveFileName(
            parent, _("Save pages"), str(Path(beginning()) / name), _("PDF files (*.pdf)")
        )
        if not path:
            return ""
        return _written({Path(path): sheets[0].data}) or _("Saved {file}").format(file=Path(path).name)
    folder = QFileDialog.getExistingDirectory(parent, _("Save pages into a folder"), beginning())
    if not folder:
        return ""
    if fault := _written({Path(folder) / f"{each.name}.pdf": each.data for each in sheets}):
        return fault
    words = ngettext("Saved {count} file in {folder}", "Saved {count} files in {folder}", len(sheets))
    return words.format(count=len(sheets), folder=Path(folder).name)


def _written(files: Mapping[Path, bytes]) -> str:
    """Write files; gives what to say where the disk refuses one."""
    try:
        for path, data in files.items():
            write_file(path, data)
    except WorldError as error:
        return sentence(error.faults[0])
    return ""
