"""`terms`: contracts as paper, workbook or folder, from files."""

from pathlib import Path

import pytest

from allocation.intake import read_round
from allocation.intake.read import nothing_kept
from allocation.model import Round
from allocation.use_cases.terms import contract_alone
from tests.ui.commandline.services import SERVICES
from tests.ui.paper.pages import page_texts, squeezed
from ui.commandline.app import run
from ui.commandline.examples import FOLDER
from ui.commandline.exit_codes import WRONG_USE
from ui.spreadsheet.read import read_tables

WESTHAVEN = FOLDER / "westhaven"


def read(path: Path) -> Round:
    """The round in a place that may have no packages."""
    intake = read_round(read_tables(path))
    if intake.round_ is None:
        whole = read_round(read_tables(WESTHAVEN)).round_
        assert whole is not None
        intake = read_round(read_tables(path), whole.day, nothing_kept(whole.day))
    assert intake.round_ is not None, intake.faults
    return intake.round_


def test_a_contract_is_printed(tmp_path: Path) -> None:
    """The named contract alone, with its clause, steps, lots and rates; two or three pages."""
    file = tmp_path / "cah.pdf"
    assert run(["terms", str(WESTHAVEN), "--out", str(file), "--contract", "CAH"], SERVICES) == 0
    pages = page_texts(file.read_bytes())
    assert len(pages) in (2, 3)
    text = squeezed("".join(pages))
    for said in ("Contract terms and policy", "WHC/CAH/2024", "1 Lot provider", "Lot 10", "£20.87", "7.2"):
        assert squeezed(said) in text
    assert squeezed("Larkrise Support") not in text


@pytest.mark.parametrize("name", ["contract", "contract.xlsx"])
def test_a_contract_goes_out_as_files_and_comes_back(tmp_path: Path, name: str) -> None:
    """Folder or workbook: reading it again gives the contract's own terms, and no other's."""
    path = tmp_path / name
    assert run(["terms", str(WESTHAVEN), "--out", str(path), "--contract", "CAH"], SERVICES) == 0
    wanted, back = contract_alone(read(WESTHAVEN), "CAH"), read(path)
    for table in ("areas", "providers", "contracts", "steps", "lots", "awards"):
        assert getattr(back, table) == getattr(wanted, table)
    printed = tmp_path / "again.pdf"
    assert run(["terms", str(path), "--out", str(printed)], SERVICES) == 0


def test_what_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file or a filled folder is not overwritten; an unknown contract is told with those there are."""
    file = tmp_path / "cah.pdf"
    file.write_text("mine")
    assert run(["terms", str(WESTHAVEN), "--out", str(file)], SERVICES) == WRONG_USE
    assert run(["terms", str(WESTHAVEN), "--out", str(tmp_path)], SERVICES) == WRONG_USE
    assert file.read_text() == "mine"
    capsys.readouterr()
    new = str(tmp_path / "new.pdf")
    assert run(["terms", str(WESTHAVEN), "--out", new, "--contract", "XX"], SERVICES) == WRONG_USE
    assert "ADD; CAH" in capsys.readouterr().err
