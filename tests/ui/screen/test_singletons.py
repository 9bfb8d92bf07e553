"""None, True and False survive a day of painting on every Python."""

import subprocess
import sys
from pathlib import Path

CALLS = """
import ui.screen
from PySide6.QtCore import QObject, QTimer
thing = QObject()
timer = QTimer()
for number in range(200_000):
    thing.setObjectName("a")
    thing.isWidgetType()
    timer.isSingleShot()
    thing.blockSignals(True)
    thing.signalsBlocked()
print("alive")
"""


def test_singletons_outlive_many_calls_of_qt(root: Path) -> None:
    """Ten times the calls that killed Python 3.11 do no harm, nor does the program's end."""
    run = subprocess.run([sys.executable, "-c", CALLS], cwd=root, capture_output=True, text=True)
    assert run.stdout.strip() == "alive", run.stderr
    assert run.returncode == 0, run.stderr
