"""The set-up stands on Python alone."""

import json
import subprocess
import sys
from pathlib import Path

LOAD_ALL = """
import importlib, json, pathlib, sys
root = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(root))
for file in (root / "ui/commandline/start").glob("*.py"):
    importlib.import_module("ui.commandline.start" + ("" if file.stem == "__init__" else "." + file.stem))
print(json.dumps([name for name in sys.modules if name.partition(".")[0] not in sys.stdlib_module_names]))
"""


def test_it_imports_only_the_standard_library(root: Path) -> None:
    """Every file of the set-up loads in a bare Python, and loads none of ours but the set-up itself."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LOAD_ALL, root], capture_output=True, text=True, check=True
    )
    foreign = {name for name in json.loads(done.stdout) if not name.startswith("ui.commandline.start")}
    assert foreign <= {"__main__", "ui", "ui.commandline"}
