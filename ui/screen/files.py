"""Files that the person gets: a name that is free, and opening them in the system's own program."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from ui.screen.context import Context
from ui.wording import _


def free_path(folder: Path, stem: str, ending: str) -> Path:
    """A path in the folder (made where it is missing) that nothing has yet; `stem` names no person.

    Without an ending it is for a folder.
    Raises `WorldError` where the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorldError(
            Fault(Code.NOT_READABLE, str(folder), facts={"why": error.strerror or ""})
        ) from error
    ending = f".{ending}" if ending else ""
    path = folder / f"{stem}{ending}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{ending}"
        number += 1
    return path


def documents() -> Path:
    """The person's own folder for documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def beginning() -> str:
    """Where a dialog that asks for a file begins: the person's documents, never the program's own folder."""
    return str(documents() if documents().is_dir() else Path.home())


def write_file(path: Path, data: bytes) -> Path:
    """Write a file; where to. Raises `WorldError` where that cannot be."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WorldError(Fault(Code.NOT_READABLE, path.name, facts={"why": error.strerror or ""})) from error
    return path


def say_saved(context: Context, path: Path) -> None:
    """Say where a file is, and offer to open it."""
    context.messages.say(
        _("Saved {file} in {folder}").format(file=path.name, folder=path.parent.name),
        offer=_("Open"),
        take=lambda: open_file(path),
    )


def open_file(path: Path) -> None:
    """Open a file in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
