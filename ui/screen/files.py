"""Files that the person gets: a name that is free, and opening them in the system's own program."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code


def free_path(folder: Path, stem: str, ending: str) -> Path:
    """A path in the folder (made where it is missing) that nothing has yet; `stem` names no person.

    Raises `WorldError` where the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorldError(
            Fault(Code.NOT_READABLE, str(folder), facts={"why": error.strerror or ""})
        ) from error
    path = folder / f"{stem}.{ending}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.{ending}"
        number += 1
    return path


def open_file(path: Path) -> None:
    """Open a file in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
