"""ReportLab, HarfBuzz and the fonts load when a page is made, not when the program starts."""

import subprocess
import sys
from pathlib import Path


def test_paper_alone_loads_no_library(root: Path) -> None:
    """Naming the documents costs nothing; the window can start without them."""
    code = "import sys, ui.paper; print([m for m in ('reportlab', 'uharfbuzz', 'bidi') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
