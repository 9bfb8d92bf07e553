"""Lotwise as a user starts it: main.py with arguments, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.workloads import council
from ui.spreadsheet.write_round import write_round

MAIN = Path(__file__).parents[2] / "main.py"


def lotwise(*arguments: str | Path, cwd: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end; its words are read as UTF-8."""
    return subprocess.run(
        [sys.executable, MAIN, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def small_folder(folder: Path, seed: int = 4) -> Path:
    """A council of two dozen packages as a round folder."""
    write_round(*council("A1", seed, packages=24, providers=13, supply=0.7, live=6), folder)
    return folder
