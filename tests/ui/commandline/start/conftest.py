"""A small checkout with the real set-up code, and libraries of its own that need no registry."""

import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree

import pytest

MAIN = """
import importlib.util, os, sys
from pathlib import Path
if "WITH_ENSUREPIP" not in os.environ and importlib.util.find_spec("pip"):
    sys.modules["ensurepip"] = None  # as on Debian; the running Python's pip is three times as fast
from ui.commandline.start import StartError, environment
try:
    environment.enter(Path(__file__).resolve().parent, "requirements.lock", sys.argv[1:])
except StartError as reason:
    print(reason, file=sys.stderr)
    sys.exit(3)
import tiny
print(sys.prefix, tiny.VERSION, *sys.argv[1:], sep="|")
print("set up" if "ui.commandline.start.installation" in sys.modules else "went on")
"""


@dataclass(frozen=True)
class Checkout:
    """A folder with `main.py`, the set-up code and locks; `shelf` is all that its pip can see."""

    root: Path
    shelf: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def lock(self) -> Path:
        """The runtime lock."""
        return self.root / "requirements.lock"

    @property
    def environment(self) -> Path:
        """Where the environment belongs."""
        return self.root / ".venv"

    @property
    def libraries(self) -> Path:
        """The environment's site-packages."""
        return next(
            self.environment.glob("lib/python3*/site-packages"), self.environment / "Lib/site-packages"
        )

    def require(self, *names: str, lock: str = "requirements.lock") -> None:
        """Write a lock that wants these libraries (`tiny-1.0`), and put each on the shelf."""
        lines = [_put_on_shelf(self.shelf, *name.split("-")) for name in names]
        (self.root / lock).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run its main.py to the end, as a person would."""
        return subprocess.run(
            self.command(*arguments),
            env=os.environ | self.variables | variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def command(self, *arguments: str) -> list[str]:
        """The command that starts it, with a Python from outside any environment."""
        return [os.path.realpath(sys.executable), str(self.root / "main.py"), *arguments]


def _put_on_shelf(shelf: Path, name: str, version: str) -> str:
    """Make a wheel of one module; gives its line for a lock."""
    wheel = shelf / f"{name}-{version}-py3-none-any.whl"
    folder = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{folder}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{folder}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{file},,\n" for file in [*files, f"{folder}/RECORD"])
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, words in {**files, f"{folder}/RECORD": record}.items():
            archive.writestr(file, words)
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"


def _make_checkout(folder: Path, root: Path) -> Checkout:
    checkout = folder / "a checkout, with spaces and é"
    start = checkout / "ui" / "commandline" / "start"
    copytree(root / "ui" / "commandline" / "start", start, ignore=lambda *_: {"__pycache__"})
    for package in (start.parent, start.parent.parent):
        (package / "__init__.py").touch()
    (checkout / "main.py").write_text(MAIN, encoding="utf-8")
    shelf = folder / "shelf"
    shelf.mkdir()
    variables = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": shelf.as_uri(), "PIP_CONFIG_FILE": os.devnull}
    made = Checkout(checkout, shelf, variables)
    made.require("tiny-1.0")
    return made


@pytest.fixture
def checkout(tmp_path: Path, root: Path) -> Checkout:
    """A clean checkout that wants one library, tiny 1.0."""
    return _make_checkout(tmp_path, root)
