"""`example`: a shipped round, written as a folder to read and change."""

import shutil
from enum import StrEnum
from pathlib import Path

from allocation.errors import Fault, WorldError

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "examples"


class Example(StrEnum):
    """The shipped councils."""

    WESTHAVEN = "westhaven"
    INVERBRAE = "inverbrae"
    HARTSHIRE = "hartshire"


def write_example(example: Example, folder: Path) -> str:
    """Copy an example's files into a new or empty folder; gives the text that says what it shows."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorldError(Fault("folder_not_empty", value=str(folder)))
    try:
        shutil.copytree(FOLDER / example, folder, dirs_exist_ok=True)
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(folder), facts=facts)) from None
    return (FOLDER / f"{example}.md").read_text(encoding="utf-8")
