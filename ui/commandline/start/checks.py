"""The developer's two commands: `test`, everything that must pass, and `format`."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from ui.commandline.start import screen


def test(root: Path, arguments: list[str]) -> int:
    """Format, lint, types, who imports whom, then the tests; stops at the first kind that fails.

    The arguments go to pytest; without any, the tests run on two workers. Gives
    the exit code of what failed, or 0.
    """
    screen.bring_libraries()
    steps = [
        ("format", _module("ruff", "format", "--check", ".")),
        ("lint", _module("ruff", "check", ".")),
        ("types", _module("mypy")),
        ("imports", [_script("lint-imports"), "--no-logo"]),
        ("tests", _module("pytest", *(arguments or ["-n", "2", "--dist", "worksteal"]))),
    ]
    return _run(root, steps)


def format_code(root: Path) -> int:
    """Sort imports, mend what ruff can mend safely, and lay the code out."""
    return _run(
        root,
        [
            ("lint", _module("ruff", "check", "--fix-only", ".")),
            ("format", _module("ruff", "format", ".")),
        ],
    )


def _run(root: Path, steps: list[tuple[str, list[str]]]) -> int:
    for name, command in steps:
        print(f"== {name}", flush=True)
        code = subprocess.call(command, cwd=root, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
        if code:
            print(f"== {name} failed", file=sys.stderr, flush=True)
            return code
    return 0


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", name, *arguments]


def _script(name: str) -> str:
    return str(Path(sysconfig.get_path("scripts"), name))
