"""`terms`: a contract with its policy as paper, as files, or as a workbook."""

from datetime import date
from pathlib import Path

from allocation.errors import Fault, WorldError
from allocation.intake import read_round
from allocation.intake.read import nothing_kept
from allocation.model import Round
from allocation.record import contract_terms
from allocation.use_cases.terms import contract_alone
from ui import paper
from ui.commandline.terminal import aside, out
from ui.commandline.words import noted
from ui.spreadsheet.read import read_tables
from ui.spreadsheet.write_contract import write_contract
from ui.wording import _


def terms_at(path: Path) -> Round:
    """The terms in a folder or workbook, which needs no packages. Raises `WorldError` with every fault."""
    today = date.today()  # noqa: DTZ011 - the day on the paper, where the files give none
    intake = read_round(read_tables(path), today, nothing_kept(today))
    if intake.notices:
        aside().print(noted(intake.notices))
    if intake.round_ is None:
        raise WorldError(*intake.faults)
    return intake.round_


def write_terms(round_: Round, path: Path, contract: str | None, version: str) -> None:
    """Write one contract, or all of a round: paper, workbook or a folder, by the path's ending.

    Raises `WorldError`: `no_contract`, `file_exists`, `folder_not_empty`, or `out_failed` where the disk
    refuses.
    """
    names = [each.contract for each in round_.contracts]
    if contract is not None and contract not in names:
        raise WorldError(Fault("no_contract", value=contract, facts={"there": "; ".join(names)}))
    _refuse_taken(path)
    try:
        if path.suffix.casefold() == ".pdf":
            chosen = names if contract is None else [contract]
            terms = [contract_terms(round_, each, version=version) for each in chosen]
            path.write_bytes(paper.contract_papers(terms))
        else:
            write_contract(round_ if contract is None else contract_alone(round_, contract), path)
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(path), facts=facts)) from None
    out().print(_("Written to {folder}").format(folder=path))


def _refuse_taken(path: Path) -> None:
    if path.is_dir() and not path.suffix and not any(path.iterdir()):
        return
    if path.is_dir():
        raise WorldError(Fault("folder_not_empty", value=str(path)))
    if path.exists():
        raise WorldError(Fault("file_exists", value=str(path)))
