"""`main.py` starts on any Python 3, and finds or asks for one that Lotwise can use."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PRETEND = """
import runpy, sys
sys.version_info = (3, {minor}, 0, "final", 0)
sys.argv = ["main.py", "check", "a round"]
runpy.run_path(sys.orig_argv[-1], run_name="__main__")
"""


def start_as(minor: int, root: Path, path: Path) -> subprocess.CompletedProcess[str]:
    """Start main.py on a Python that says it is 3.`minor`, with nothing but `path` to find programs on."""
    return subprocess.run(
        [sys.executable, "-c", PRETEND.format(minor=minor), root / "main.py"],
        env=os.environ | {"PATH": str(path)},
        capture_output=True,
        text=True,
    )


def test_an_old_python_can_read_it(root: Path) -> None:
    """The file parses with Python 3.7's grammar, so that an old one gets a sentence and no syntax error."""
    ast.parse((root / "main.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("minor", [7, 10, 15])
def test_a_python_that_will_not_do_says_what_would(minor: int, root: Path, tmp_path: Path) -> None:
    """Too old or too new, and no other on this machine: one sentence with the versions, and exit code 3."""
    done = start_as(minor, root, tmp_path)
    assert done.returncode == 3
    assert done.stderr == (
        f"Lotwise needs Python 3.11 to 3.14, and this is 3.{minor}. "
        "Install one of them, then start again with it.\n"
    )


def test_a_better_python_on_the_machine_is_used(root: Path, tmp_path: Path) -> None:
    """On an old system with a newer Python beside its own, the start goes on with that, arguments and all."""
    for name in ("python3.10", "python3.11", "python3.12"):
        (tmp_path / name).write_text(f'#!/bin/sh\nprintf "%s|" {name} "$@"\n')
        (tmp_path / name).chmod(0o755)
    done = start_as(10, root, tmp_path)
    assert done.stdout == f"python3.12|{root / 'main.py'}|check|a round|", done.stderr


def test_the_supported_versions_are_one_fact(root: Path) -> None:
    """What main.py accepts is what the project declares."""
    import tomllib

    import main

    declared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "requires-python"
    ]
    assert declared == f">=3.{main.OLDEST[1]},<3.{main.NEWEST[1] + 1}"
