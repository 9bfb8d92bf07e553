"""The import rules of pyproject.toml catch what they are for, and ARCHITECTURE.md says what is there."""

import re
import subprocess
import sysconfig
from itertools import pairwise
from pathlib import Path

import pytest

PACKAGES = (
    *("allocation", "allocation.check", "allocation.engine", "allocation.use_cases", "db", "ui"),
    *("ui.wording", "ui.paper", "ui.spreadsheet", "ui.screen", "ui.commandline"),
)

ALLOWED = (
    "db.store -> allocation.use_cases",
    "db.store -> sqlalchemy.orm",
    "db.store -> alembic",
    "ui.screen.window -> ui.paper",
    "ui.screen.window -> PySide6.QtWidgets",
    "ui.paper.sheet -> reportlab.pdfgen",
    "ui.paper.sheet -> ui.wording",
    "ui.spreadsheet.reading -> python_calamine",
    "ui.commandline.app -> ui.spreadsheet",
    "ui.commandline.app -> typer",
    "allocation.engine.search -> ortools.sat.python.cp_model",
    "allocation.engine.search -> allocation.check",
)
"""Imports that the layout wants."""

FORBIDDEN = (
    ("allocation.rules -> db", "allocation knows none of ours"),
    ("allocation.rules -> ui.wording", "allocation knows none of ours"),
    ("db.store -> ui.wording", "allocation knows none of ours"),
    ("ui.screen.window -> db", "allocation knows none of ours"),
    ("ui.screen.window -> ui.commandline", "screen and commandline stand on"),
    ("ui.paper.sheet -> ui.screen", "screen and commandline stand on"),
    ("ui.paper.sheet -> ui.spreadsheet", "screen and commandline stand on"),
    ("ui.wording.reasons -> ui.paper", "screen and commandline stand on"),
    ("ui.somewhere.new -> allocation", "screen and commandline stand on"),
    ("allocation.check.justice -> allocation.engine", "the check never learns from the engine"),
    ("allocation.use_cases.allocate -> allocation.engine", "the solver stands behind its port"),
    ("ui.commandline.app -> allocation.engine.search", "the solver stands behind its port"),
    ("allocation.check.justice -> ortools.sat.python.cp_model", "each library has one home"),
    ("allocation.rules -> pandas", "each library has one home"),
    ("allocation.rules -> sqlite3", "each library has one home"),
    ("ui.screen.window -> sqlalchemy.orm", "each library has one home"),
    ("ui.paper.sheet -> PySide6.QtGui", "each library has one home"),
    ("ui.screen.window -> pandas", "each library has one home"),
    ("ui.commandline.app -> reportlab.platypus", "each library has one home"),
    ("ui.wording.reasons -> rich.text", "each library has one home"),
    ("db.store -> db.tables -> db.store", "no circles among the files of a folder"),
)
"""Chains of imports, each with the contract that must refuse it."""


def lint(folder: Path, root: Path, *chains: str) -> subprocess.CompletedProcess[str]:
    """Check a tree of our packages that has these chains of imports, each import inside a function."""
    for package in PACKAGES:
        file = folder.joinpath(*package.split("."), "__init__.py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    for chain in chains:
        modules = chain.split(" -> ")
        for importer, imported in pairwise(modules):
            file = folder.joinpath(*importer.split(".")).with_suffix(".py")
            file.parent.mkdir(exist_ok=True)
            (file.parent / "__init__.py").touch()
            with file.open("a") as code:
                code.write(f"def use():\n    import {imported}\n")
    (folder / "pyproject.toml").write_bytes((root / "pyproject.toml").read_bytes())
    program = Path(sysconfig.get_path("scripts"), "lint-imports")
    return subprocess.run([program, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True)


def test_the_layout_is_allowed(tmp_path: Path, root: Path) -> None:
    """Imports along the layout break nothing."""
    done = lint(tmp_path, root, *ALLOWED)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("chain", "contract"), FORBIDDEN, ids=[chain for chain, _ in FORBIDDEN])
def test_a_breach_is_caught(chain: str, contract: str, tmp_path: Path, root: Path) -> None:
    """One import against the layout, even inside a function, breaks the contract that forbids it."""
    done = lint(tmp_path, root, chain)
    assert done.returncode == 1, done.stdout
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), done.stdout


def test_the_map_has_every_folder_and_every_file_at_the_top_of_the_trade(root: Path) -> None:
    """ARCHITECTURE.md's map is true: nothing is missing from it, and nothing on it is gone."""
    drawn = (root / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## Map")[1].split("```")[1]
    heads = [re.match(r" *((?:\w+(?:/|\.py) +)*)", line) for line in drawn.splitlines()]
    entries = {entry for head in heads if head for entry in head[1].split()}
    packages = {path.parent for part in ("allocation", "db", "ui") for path in (root / part).rglob("*.py")}
    folders = {f"{folder.name}/" for folder in packages} - {"versions/"}
    besides = {"resources/", "tests/", "workloads/", "end_to_end/", "benchmarks/"}
    files = {"main.py", *(path.name for path in (root / "allocation").glob("[!_]*.py"))}
    assert entries == folders | besides | files


def test_every_file_that_the_architecture_names_is_there(root: Path) -> None:
    """A package's way through the files is a way that exists."""
    words = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    there = [path.as_posix() for part in ("*.py", "[!.]*/**/*.py") for path in root.glob(part)]
    named = set(re.findall(r"[\w/]+\.py\b", words))
    assert len(named) > 40
    assert not {name for name in named if not any(path.endswith(f"/{name}") for path in there)}
