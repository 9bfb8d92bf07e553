"""None survives a day of painting on every Python."""

import subprocess
import sys
from pathlib import Path

CALLS = """
import ui.screen
from PySide6.QtCore import QObject
thing = QObject()
for number in range(200_000):
    thing.setObjectName("a")
print("alive")
"""


def test_none_outlives_many_calls_of_qt(root: Path) -> None:
    """200,000 calls that return nothing, ten times what killed Python 3.11 with PySide6 6.12, do no harm."""
    run = subprocess.run([sys.executable, "-c", CALLS], cwd=root, capture_output=True, text=True)
    assert run.stdout.strip() == "alive", run.stderr
    assert run.returncode == 0, run.stderr
