"""The shipped examples: whole, without a fault, and solved as they should be."""

import json
from pathlib import Path

import pytest

from allocation.check import judge
from allocation.intake import read_round
from allocation.intake.plan import read_plan
from tests.ui.commandline.services import SERVICES
from tests.workloads.examples import EXAMPLES, write
from ui.commandline.app import run
from ui.commandline.examples import FOLDER, Example
from ui.commandline.exit_codes import WRONG_USE
from ui.spreadsheet.csv_text import read_csv
from ui.spreadsheet.read import read_tables

NAMES = sorted(EXAMPLES)


def test_the_examples_are_what_their_generator_makes(tmp_path: Path) -> None:
    """No file of an example was changed by hand, and every example has a text that says what it shows."""
    write(tmp_path)
    assert sorted(Example) == NAMES
    for name in NAMES:
        fresh = {path.name: path.read_text("utf-8-sig") for path in (tmp_path / name).iterdir()}
        shipped = {path.name: path.read_text("utf-8-sig") for path in (FOLDER / name).iterdir()}
        assert shipped == fresh
        assert (FOLDER / f"{name}.md").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_read_and_allocated(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Written as a folder, an example has no fault and no notice, and its plan is valid and justified."""
    folder, out = tmp_path / "round", tmp_path / "out"
    assert run(["example", name, str(folder)], SERVICES) == 0
    intake = read_round(read_tables(folder))
    assert (intake.faults, intake.notices) == ((), ())
    assert intake.round_ is not None
    capsys.readouterr()
    assert run(["allocate", str(folder), "--out", str(out)], SERVICES) == 0
    told = capsys.readouterr()
    assert "in contract order and priority" in told.out
    table, _ = read_csv((out / "plan.csv").read_bytes(), "plan", "plan.csv")
    read = read_plan(table, intake.round_)
    assert read.plan is not None
    assert judge(intake.round_, read.plan).justified
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    placed = sum(aim["value"] for aim in result["aims"][:4])
    assert placed < len(intake.round_.packages)


def test_an_example_never_overwrites(tmp_path: Path) -> None:
    """A folder with anything in it is left alone: wrong use."""
    (tmp_path / "mine.txt").touch()
    assert run(["example", "westhaven", str(tmp_path)], SERVICES) == WRONG_USE
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
