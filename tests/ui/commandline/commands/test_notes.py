"""Notes on a package by commands: written, shown, and what they wanted said to be done."""

from pathlib import Path

import pytest

from tests.allocation.sample import round_of
from tests.desks import bring_in
from tests.ui.commandline.services import WITH_DATABASE, open_desk
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS


def test_a_note_is_written_shown_and_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It stands with its day and writer, and with the day to look at it again until that was done."""
    database = str(tmp_path / "lotwise.db")
    with open_desk(database) as desk:
        bring_in(desk, round_of())

    def said(command: str, *words: str, code: int = 0) -> str:
        assert run(["package", command, "P1", *words, "--database", database], WITH_DATABASE) == code
        captured = capsys.readouterr()
        return captured.out + captured.err

    said("note", "Rings on Fridays", "--follow-up", "2099-06-12")
    shown = said("notes")
    assert "Test Broker: Rings on Fridays (look again on 12 Jun 2099)" in shown
    said("notes", "--done")
    assert said("notes").rstrip().endswith("Rings on Fridays")
    assert "1 fault" in said("note", "Too late", "--follow-up", "2001-01-01", code=FAULTS)
