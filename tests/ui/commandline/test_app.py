"""The commands as they are typed: help, versions, wrong use, and mistakes of ours."""

import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
import typer

from allocation.index import index
from allocation.intake import read_round
from allocation.model import Effort, Result, Round
from allocation.ports import Progress
from allocation.problem.alone import covering
from tests.ui.commandline.services import SERVICES
from ui.commandline.app import app, run
from ui.commandline.examples import FOLDER
from ui.commandline.exit_codes import FAULTS, LEFT, OUR_FAULT, WRONG_USE
from ui.commandline.words import _own
from ui.spreadsheet.read import read_tables

GUIDE = typer.main.get_group(app)
COMMANDS = sorted(GUIDE.commands)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """--help lists each command with what it does."""
    assert run(["--help"], SERVICES) == 0
    said = capsys.readouterr().out
    for command in COMMANDS:
        assert f" {command} " in said


def test_help_puts_commands_that_are_about_one_thing_together() -> None:
    """No command stands outside the guide's chapters, and a chapter is not told in two places."""
    chapters = [getattr(command, "rich_help_panel", "") for command in GUIDE.commands.values()]
    assert all(chapters)
    assert [key for key, _ in groupby(chapters)] == list(dict.fromkeys(chapters))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command's --help ends in an example that can be typed."""
    assert run([command, "--help"], SERVICES) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Example: " in said
    assert f"main.py {command} " in said


def examples(group: typer.core.TyperGroup = GUIDE) -> Iterator[str]:
    """Every example of every command, and of the commands below it."""
    for command in group.commands.values():
        yield (getattr(command, "epilog", None) or "").partition("main.py ")[2]
        if isinstance(command, typer.core.TyperGroup):
            yield from examples(command)


REFERENCE = re.compile(r"\b[A-Z]+-?\d{2,}\b")


@pytest.mark.parametrize("words", sorted({*examples(), _own()["not_a_decline"]}))
def test_examples_are_about_the_shipped_one(words: str) -> None:
    """A package or provider that help or a fault gives as an example is there in Westhaven, whose name is in
    the guide; and where it is about both, the provider has an award for the package.
    """
    round_ = read_round(read_tables(FOLDER / "westhaven")).round_
    assert round_ is not None
    packages = {each.package: each for each in round_.packages}
    providers = {each.provider for each in round_.providers}
    named = set(REFERENCE.findall(words))
    assert named <= packages.keys() | providers
    for package in named & packages.keys():
        may = {award.provider for award in covering(index(round_), packages[package])}
        assert named & providers <= may


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """--version says Lotwise's version alone."""
    assert run(["--version"], SERVICES) == 0
    assert capsys.readouterr().out == "Lotwise 1.2.3\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["alocate"],
        ["allocate"],
        ["allocate", "nowhere", "--out", "out"],
        ["allocate", ".", "--out", "out", "--seed", "x"],
        ["allocate", ".", "--out", "out", "--work", "0"],
        ["allocate", ".", "--out", "out", "--seed", "99999999999999999999999"],
        ["allocate", ".", "--out", "out", "--seconds", "nan"],
        ["check", "."],
        ["example", "atlantis", "here"],
    ],
)
def test_wrong_use_is_two(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was typed wrongly is told on standard error and ends in 2."""
    monkeypatch.chdir(tmp_path)
    assert run(arguments, SERVICES) == WRONG_USE
    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err
    assert list(tmp_path.iterdir()) == []


class LyingSolver:
    """Says that nothing can be placed, and that this is proven."""

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """As the port says, but for the truth."""
        result = SERVICES.solver().solve(round_, effort, on_progress, cancelled)
        plan = result.plan
        for each in plan:
            plan = plan.moved(each.package, each.part, None)
        return replace(result, plan=plan)


def test_a_mistake_of_ours_is_no_fault_of_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plan that does not stand before the check is a crash report with a code of its own."""
    assert run(["example", "inverbrae", str(tmp_path / "round")], SERVICES) == 0
    services = replace(SERVICES, solver=LyingSolver)
    out = tmp_path / "out"
    code = run(["allocate", str(tmp_path / "round"), "--out", str(out)], services)
    assert code == OUR_FAULT
    assert code not in (0, FAULTS, WRONG_USE)
    assert "mistake in Lotwise" in capsys.readouterr().err
    assert not out.exists()


class ImpatientSolver:
    """Somebody presses Ctrl+C twice."""

    def solve(
        self,
        _round: Round,
        _effort: Effort,
        _on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """Never gets there."""
        signal.raise_signal(signal.SIGINT)
        assert cancelled()
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("went on")


def test_leaving_is_no_fault_of_the_files(tmp_path: Path) -> None:
    """Ctrl+C twice leaves with the exit code of an interrupt, and without an answer."""
    assert run(["example", "inverbrae", str(tmp_path / "round")], SERVICES) == 0
    services = replace(SERVICES, solver=ImpatientSolver)
    assert run(["allocate", str(tmp_path / "round"), "--out", str(tmp_path / "out")], services) == LEFT
    assert [path.name for path in tmp_path.iterdir()] == ["round"]


def test_names_are_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that looks like the terminal's markup is told as typed."""
    assert run(["example", "inverbrae", str(tmp_path / "round")], SERVICES) == 0
    path = tmp_path / "round" / "visits.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",30,", ",[bold]:smile:[/bold],", 1), encoding="utf-8"
    )
    assert run(["allocate", str(tmp_path / "round"), "--out", str(tmp_path / "out")], SERVICES) == FAULTS
    assert "[bold]:smile:[/bold]" in capsys.readouterr().err
