"""The list as it is filtered, saved as a spreadsheet or a PDF into the person's documents in one go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from allocation.errors import Fault, WorldError
from allocation.lists import PackageRow, Page
from ui.screen.context import Context
from ui.screen.operation import Job, Tick
from ui.screen.waiting.columns import columns
from ui.wording import _
from ui.wording.figures import day

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class ListToSave:
    """`read(offset, limit)` gives the rows; `words` says what is kept of the list; `ending` xlsx or pdf."""

    read: Callable[[int, int], Page[PackageRow]]
    words: str
    names: bool
    today: date
    ending: str
    council: str = ""


def save_list(context: Context, wanted: ListToSave) -> None:
    """Write the file under a name that is free, say where it is and offer to open it."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def saved(path: Path) -> None:
        context.messages.say(
            _("Saved {file} in {folder}").format(file=path.name, folder=path.parent.name),
            offer=_("Open"),
            take=lambda: open_file(path),
        )

    context.operations.run(
        lambda job: write_list(wanted, folder, job), on_success=saved, title=_("Saving the list…")
    )


def open_file(path: Path) -> None:
    """Open a file in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def write_list(wanted: ListToSave, folder: Path, job: Job) -> Path:
    """Read every row of the list, page by page, and write them; where to. The file's name names no person."""
    shown = columns(names=wanted.names)
    rows: list[list[str]] = []
    while True:
        page = wanted.read(len(rows), AT_ONCE)
        rows.extend([column.text(row) for column in shown] for row in page.rows)
        job.report(Tick(len(rows), max(page.total, 1)))
        if len(rows) >= page.total or not page.rows:
            break
    header = [column.title for column in shown]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder, f"waiting-list-{wanted.today.isoformat()}", wanted.ending)
        if wanted.ending == "xlsx":
            from ui.spreadsheet.write import write_table

            write_table(path, header, rows)
        else:
            from ui.paper import waiting_list

            path.write_bytes(
                waiting_list(
                    wanted.council,
                    _("Waiting list"),
                    f"{day(wanted.today)} · {wanted.words}",
                    header,
                    rows,
                    [column.title for column in shown if column.figures],
                )
            )
    except OSError as error:
        raise WorldError(
            Fault("save_failed", file=str(folder), facts={"why": error.strerror or ""})
        ) from error
    return path


def _free(folder: Path, stem: str, ending: str) -> Path:
    path = folder / f"{stem}.{ending}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.{ending}"
        number += 1
    return path
