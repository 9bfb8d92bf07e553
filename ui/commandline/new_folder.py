"""A new round folder; what is there already is left alone."""

from collections.abc import Mapping
from pathlib import Path

from allocation.errors import Fault, WorldError
from allocation.model import Person, Round
from ui.spreadsheet.write_round import write_round


def may_make(folder: Path) -> None:
    """Raise `WorldError` (`folder_not_empty`) where something has the name already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorldError(Fault("folder_not_empty", value=str(folder)))


def write_folder(round_: Round, people: Mapping[str, Person], folder: Path) -> None:
    """Write a round folder. Raises `WorldError` (`out_failed`) where the disk refuses."""
    try:
        write_round(round_, people, folder)
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(folder), facts=facts)) from None
