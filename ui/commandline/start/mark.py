"""The mark that says an environment is whole: written last, taken away before anything changes.

It names the locks that are satisfied (by the hash of their words), and where and on which Python the
environment was made, since a virtual environment survives neither a move nor an exchange of its Python.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

NAME = "lotwise-environment.json"


def is_ready(folder: Path, lock: Path) -> bool:
    """Whether the environment was finished with exactly this lock, here, on a Python that still stands."""
    try:
        mark = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return bool(
            mark["locks"].get(lock.name) == _fingerprint(lock)
            and mark["folder"] == str(folder)
            and mark["interpreter"] == os.path.realpath(interpreter(folder))
            and Path(mark["interpreter"]).exists()
            and Path(mark["base"]).exists()
        )
    except (OSError, ValueError, KeyError, AttributeError, TypeError):  # no mark, or not one of ours
        return False


def write(folder: Path, locks: list[Path]) -> None:
    """Say, as the last act of an installation, which locks the environment satisfies. Whole or not at all."""
    mark = {
        "locks": {lock.name: _fingerprint(lock) for lock in locks},
        "folder": str(folder),
        "interpreter": os.path.realpath(interpreter(folder)),
        "base": sys.base_prefix,
    }
    unfinished = folder / (NAME + ".new")
    unfinished.write_text(json.dumps(mark, indent=2), encoding="utf-8")
    unfinished.replace(folder / NAME)


def remove(folder: Path) -> None:
    """Take the mark away, before anything in the environment changes."""
    (folder / NAME).unlink(missing_ok=True)


def interpreter(folder: Path) -> Path:
    """The environment's Python."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


def _fingerprint(lock: Path) -> str:
    """The hash of the lock's words; line ends do not matter, since git may change them."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
