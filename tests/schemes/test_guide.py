"""The guide to one's own contract: it names everything there is, and what it shows works as it says."""

import csv
import re
from pathlib import Path

import pytest

from allocation.intake.council import SETTINGS
from allocation.intake.layout import LAYOUTS
from allocation.model import Ranking
from allocation.schemes import SCHEME_TABLES
from tests.ui.commandline.services import SERVICES
from ui.commandline.app import run
from ui.spreadsheet.schemes import FOLDER

GUIDE = (FOLDER / "README.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """The guide's blocks of text of one kind."""
    return re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("table", SCHEME_TABLES)
def test_every_column_is_told(table: str) -> None:
    """The row of each table names all its columns and no others, those in bold that must be filled."""
    (row,) = re.findall(rf"^\| `{table}` \| (.*) \|$", GUIDE, re.MULTILINE)
    named = re.findall(r"(?:^|; )(\*\*|`)(\w+)(?:\*\*|`)", row)
    assert {name for _, name in named} == {column.name for column in LAYOUTS[table].columns}
    assert {name for mark, name in named if mark == "**"} == {
        column.name for column in LAYOUTS[table].columns if column.needed
    }


def test_every_setting_of_the_policy_is_told() -> None:
    """Each key of the policy stands in the guide, and each way to rank."""
    for key in SETTINGS:
        if key.startswith("policy."):
            assert f"`{key.removeprefix('policy.')}`" in GUIDE
    for ranking in Ranking:
        assert f"`ranking` {ranking}" in GUIDE or f", {ranking}" in GUIDE


def test_every_command_in_it_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first block says to type can be typed, but for the database."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "our-contract.toml").write_text(blocks("toml")[0], encoding="utf-8")
    lines = [line.split("#")[0] for line in blocks("")[0].splitlines() if "--load" not in line]
    assert len(lines) == 5
    for number, line in enumerate(lines):
        words = [word.strip('"') for word in line.split()[2:]]
        typed = [f"{word}-{number}" if word == "my-round" else word for word in words]
        assert run(typed, SERVICES) == 0, line


def test_its_own_contract_allocates_as_it_says(tmp_path: Path) -> None:
    """The scheme that it shows, with its files, has no fault, and each package goes where the text says."""
    (tmp_path / "own.toml").write_text(blocks("toml")[0], encoding="utf-8")
    folder = tmp_path / "my-round"
    assert run(["scheme", str(tmp_path / "own.toml"), str(folder)], SERVICES) == 0
    for name, text in zip(("packages", "visits", "capacity"), blocks("csv"), strict=True):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run(["terms", str(folder), "--out", str(tmp_path / "contract.pdf")], SERVICES) == 0
    assert run(["allocate", str(folder), "--out", str(tmp_path / "answer")], SERVICES) == 0
    with (tmp_path / "answer" / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        plan = {row["package"]: row["provider"] for row in csv.DictReader(file)}
    assert plan == {"P1": "own-team", "P2": "ashgrove", "P3": "brightway", "P4": "nightline"}
    with (tmp_path / "answer" / "reasons.csv").open(encoding="utf-8-sig", newline="") as file:
        reasons = {(row["package"], row["provider"], row["code"]) for row in csv.DictReader(file)}
    assert reasons >= {
        ("P2", "own-team", "needs"),
        ("P3", "own-team", "no_room"),
        ("P3", "ashgrove", "no_room"),
        ("P3", "ashgrove", "share_full"),
        ("P3", "corran", "no_return"),
        ("P3", "dunmore", "grade"),
    }
