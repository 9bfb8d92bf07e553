"""What the desk does to one package, typed: care, answers, closing, erasing; and the empty workbook."""

from dataclasses import replace
from pathlib import Path

import pytest
import typer

from allocation.lists import PackageQuery
from allocation.use_cases import waiting_list
from tests.desks import (
    HandClock,
    bring_in,
    issue_first,
    small_council,
    solve_round,
)
from tests.ui.commandline.services import SERVICES, WITH_DATABASE, open_desk
from ui.commandline.app import run
from ui.commandline.commands.packages import app
from ui.commandline.exit_codes import FAULTS, WRONG_USE
from ui.spreadsheet.read import read_tables

COMMANDS = [
    command.name or command.callback.__name__ for command in app.registered_commands if command.callback
]


def accepted_in(database: str) -> tuple[str, str]:
    """A package that was issued, and its provider, in a new database."""
    with open_desk(database) as now:
        desk = replace(now, clock=HandClock())
        bring_in(desk, *small_council())
        view = solve_round(desk)
        package = issue_first(desk, view)
        award = view.plan.awards[package, 1]
        assert award is not None
        return package, award.provider


def test_a_package_goes_its_way_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Care begins, rests, goes on; an answer is recorded and taken back; it is closed, opened, erased."""
    database = str(tmp_path / "lotwise.db")
    package, provider = accepted_in(database)

    def said(*arguments: str, code: int = 0) -> str:
        command = ["package", arguments[0], package, *arguments[1:], "--database", database]
        assert run(command, WITH_DATABASE) == code
        captured = capsys.readouterr()
        return captured.out + captured.err

    assert "accepted" in said("show")
    assert f"{package} is live" in said("care", "start")
    assert "cannot be done" in said("care", "start", code=FAULTS)
    assert "suspended" in said("care", "rest")
    assert "live" in said("care", "go-on")
    assert "still to come" in said("care", "rest", "--on", "31/12/2199", code=FAULTS)
    assert "not a date" in said("care", "rest", "--on", "soon", code=WRONG_USE)
    said("refuse", provider, "refused_by_person", "--reason", "Asked for somebody else")
    assert "Asked for somebody else" in said("show")
    assert "nowhere" in said("refuse", "nowhere", "declined", code=WRONG_USE)
    assert "1" in said("take-back", provider)
    assert "taken back (refused by the person)" in said("show")
    assert "no answer" in said("take-back", provider, code=WRONG_USE)
    assert "moved away" in said("close", "moved_away")
    assert "waiting" in said("reopen")
    assert "--sure" in said("erase", "asked", code=WRONG_USE)
    assert "erased" in said("erase", "asked", "--sure", package)
    assert "erased already" in said("erase", "asked", "--sure", package, code=FAULTS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command's --help ends in an example that can be typed."""
    assert run(["package", command, "--help"], SERVICES) == 0
    assert f"main.py package {command} " in " ".join(capsys.readouterr().out.split())


def test_the_examples_are_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Help that stands above them names them all."""
    assert run(["package", "--help"], SERVICES) == 0
    said = capsys.readouterr().out
    assert isinstance(typer.main.get_command(app), typer.core.TyperGroup)
    for command in COMMANDS:
        assert f" {command} " in said


def test_the_empty_workbook_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every table is a sheet of it; what is there already is not overwritten; it is a workbook."""
    path = tmp_path / "round.xlsx"
    assert run(["template", str(path)], SERVICES) == 0
    assert "packages" in read_tables(path).tables
    before = path.read_bytes()
    assert run(["template", str(path)], SERVICES) == WRONG_USE
    assert path.read_bytes() == before
    assert run(["template", str(tmp_path / "round.ods")], SERVICES) == WRONG_USE
    assert run(["template", str(tmp_path / "no" / "round.xlsx")], SERVICES) != 0
    assert capsys.readouterr().err


def test_whom_to_ask_from_the_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ladder of a package that waits; one that is with a provider says with whom."""
    database = str(tmp_path / "lotwise.db")
    package, _provider = accepted_in(database)
    with open_desk(database) as desk:
        waiting = waiting_list.packages(desk, PackageQuery()).rows[-1].reference
    assert run(["package", "ask", package, "--database", database], WITH_DATABASE) == WRONG_USE
    assert "already" in capsys.readouterr().err
    assert run(["package", "ask", waiting, "--database", database], WITH_DATABASE) == 0
    assert f"{waiting}: " in capsys.readouterr().out
