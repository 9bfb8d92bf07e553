"""The window shows before anything heavy is loaded."""

import subprocess
import sys
from pathlib import Path

HEAVY = ("ortools", "pandas", "numpy", "reportlab", "sqlalchemy", "xlsxwriter", "python_calamine")


def test_importing_the_window_loads_nothing_heavy(root: Path) -> None:
    """All pages and the start of the window need neither solver, tables, paper nor database."""
    code = f"""
import sys
import ui.screen.app, ui.screen.pages, ui.screen.window
print(sorted(name for name in {HEAVY!r} if name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
