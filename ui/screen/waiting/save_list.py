"""The list as it is filtered, saved as a spreadsheet or a PDF into the person's documents in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from allocation.lists import PackageRow, Page
from ui.screen.context import Context
from ui.screen.files import documents, free_path, say_saved, write_file
from ui.screen.operation import Job, Tick
from ui.screen.table.columns import Column
from ui.screen.waiting.columns import columns
from ui.wording import _
from ui.wording.figures import day

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class ListToSave:
    """What to save: `read(offset, limit)` gives the rows, `words` say what is kept of the list.

    `ending` is xlsx or pdf; `council()` says whose list it is.
    """

    read: Callable[[int, int], Page[PackageRow]]
    words: str
    names: bool
    today: date
    ending: str
    council: Callable[[], str]


def save_list(context: Context, wanted: ListToSave) -> None:
    """Write the file under a name that is free, say where it is and offer to open it."""
    folder = documents()
    context.operations.run(
        lambda job: write_list(wanted, folder, job),
        on_success=lambda path: say_saved(context, path),
        title=_("Saving the list…"),
    )


def write_list(wanted: ListToSave, folder: Path, job: Job) -> Path:
    """Read every row of the list, page by page, and write them; where to. The file's name names no person."""
    shown = columns(names=wanted.names)
    rows: list[PackageRow] = []
    while True:
        page = wanted.read(len(rows), AT_ONCE)
        rows.extend(page.rows)
        job.report(Tick(len(rows), max(page.total, 1)))
        if len(rows) >= page.total or not page.rows:
            break
    draw = _sheet if wanted.ending == "xlsx" else _pages
    path = free_path(folder, f"waiting-list-{wanted.today.isoformat()}", wanted.ending)
    return write_file(path, draw(wanted, shown, rows))


def _sheet(_wanted: ListToSave, shown: Sequence[Column[PackageRow]], rows: Sequence[PackageRow]) -> bytes:
    from ui.spreadsheet.write import workbook_bytes

    cells = [[column.cell(row) if column.cell else column.text(row) for column in shown] for row in rows]
    return workbook_bytes({_("Waiting list"): ([column.title for column in shown], cells)})


def _pages(wanted: ListToSave, shown: Sequence[Column[PackageRow]], rows: Sequence[PackageRow]) -> bytes:
    from ui.paper import waiting_list

    return waiting_list(
        wanted.council(),
        _("Waiting list"),
        f"{day(wanted.today)} · {wanted.words}",
        [column.title for column in shown],
        [[column.text(row) for column in shown] for row in rows],
        [column.title for column in shown if column.figures],
    )
