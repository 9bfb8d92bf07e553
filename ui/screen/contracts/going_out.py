"""A contract out of the window: on paper, to be looked at and printed, and as files that can come back in."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.record import contract_terms
from allocation.use_cases.desk import Desk
from allocation.use_cases.terms import contract_alone, terms_round
from ui import paper
from ui.screen.context import Context
from ui.screen.files import beginning, free_path, open_file
from ui.screen.records.dialog import draw_and_show
from ui.screen.records.papers import Sheets
from ui.wording import _


def show_paper(context: Context, contract: str, parent: QWidget) -> None:
    """Draw the contract with its policy, and show the pages until they are printed, saved or closed."""
    desk = context.services.desk
    draw_and_show(context, parent, lambda _job: draw_paper(desk, contract), _("Drawing the pages…"))


def draw_paper(desk: Desk, contract: str) -> Sheets:
    """The contract's pages, as it stands today."""
    terms = contract_terms(terms_round(desk), contract)
    name = _("Contract {contract} {day}").format(contract=contract, day=terms.day.isoformat())
    return Sheets(plain_name(name), paper.contract_papers([terms]))


def save_workbook(context: Context, contract: str, parent: QWidget) -> None:
    """Write the contract's tables as one workbook, where the person says."""
    name = plain_name(_("Contract {contract}").format(contract=contract))
    path, _kind = QFileDialog.getSaveFileName(
        parent, _("Save contract"), str(Path(beginning()) / f"{name}.xlsx"), _("Workbooks (*.xlsx)")
    )
    if path:
        _save(context, contract, Path(path).with_suffix(".xlsx"))


def save_folder(context: Context, contract: str, parent: QWidget) -> None:
    """Write the contract's tables into a new folder inside the one that the person names."""
    place = QFileDialog.getExistingDirectory(parent, _("Save contract into a folder"), beginning())
    if place:
        name = plain_name(_("Contract {contract}").format(contract=contract))
        _save(context, contract, free_path(Path(place), name, ""))


def plain_name(name: str) -> str:
    """A name that every file system takes: a contract's own may have a slash in it."""
    return re.sub(r"[^\w .()-]+", "-", name).strip(" .")


def _save(context: Context, contract: str, path: Path) -> None:
    desk = context.services.desk

    def saved(_nothing: object) -> None:
        words = _("Saved {file} in {folder}").format(file=path.name, folder=path.parent.name)
        context.messages.say(words, offer=_("Open"), take=lambda: open_file(path))

    context.operations.run(lambda _job: write_files(desk, contract, path), on_success=saved)


def write_files(desk: Desk, contract: str, path: Path) -> None:
    """Write the contract's tables. Raises `WorldError` where the disk refuses."""
    from ui.spreadsheet.write_contract import write_contract

    try:
        write_contract(contract_alone(terms_round(desk), contract), path)
    except OSError as error:
        raise WorldError(Fault(Code.NOT_READABLE, path.name, facts={"why": error.strerror or ""})) from error
