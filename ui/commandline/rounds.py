"""Files to a round: notices are told, faults end the command."""

from pathlib import Path

from allocation.errors import WorldError
from allocation.intake import read_round
from allocation.model import Person, Round
from ui.commandline.terminal import aside
from ui.commandline.words import noted
from ui.spreadsheet.read import read_tables


def round_at(path: Path) -> tuple[Round, dict[str, Person]]:
    """The round in a folder or workbook, and its people. Raises `WorldError` with every fault of it."""
    intake = read_round(read_tables(path))
    if intake.notices:
        aside().print(noted(intake.notices))
    if intake.round_ is None:
        raise WorldError(*intake.faults)
    return intake.round_, intake.people
