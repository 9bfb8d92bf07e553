"""The book's rows saved as a spreadsheet into the person's documents: the columns of moves.csv."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.model import ScoreBy
from allocation.use_cases.moving import BookView
from ui.screen.context import Context
from ui.screen.files import free_path, open_file
from ui.wording import _


def save_moves(context: Context, seen: BookView) -> None:
    """Write the file under a name that is free, say where it is and offer to open it."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def saved(path: Path) -> None:
        context.messages.say(
            _("Saved {file} in {folder}").format(file=path.name, folder=path.parent.name),
            offer=_("Open"),
            take=lambda: open_file(path),
        )

    context.operations.run(
        lambda _job: write_moves(seen, folder), on_success=saved, title=_("Saving the book…")
    )


def write_moves(seen: BookView, folder: Path) -> Path:
    """Write a row for each part of the book; where to. Raises `WorldError` where the disk refuses."""
    from ui.spreadsheet.moves import MOVE_COLUMNS, move_rows
    from ui.spreadsheet.write import write_table

    round_ = seen.view.round_
    names = {each.provider: each.name for each in round_.providers}
    rows = list(move_rows(seen.book.lines, names, by_points=round_.policy.score_by is ScoreBy.POINTS))
    path = free_path(folder, f"book-{seen.view.day.isoformat()}", "xlsx")
    try:
        write_table(path, MOVE_COLUMNS, rows, sheet="Moves")
    except OSError as error:
        raise WorldError(Fault(Code.NOT_READABLE, path.name, facts={"why": error.strerror or ""})) from error
    return path
