"""What holds for every test: no screen, no real home, nothing logged or left running unexpectedly.

Python warnings and Qt's messages fail tests through pyproject.toml. The environment is set while this file is
read, before any test module can load Qt or ask where a person's data lives.
"""

import atexit
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

SESSION_HOME = Path(tempfile.mkdtemp(prefix="lotwise-home-")).resolve()
atexit.register(shutil.rmtree, SESSION_HOME, ignore_errors=True)

USER_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
}
"""The variables that say where a person's files live, and the folder of a test's home for each."""


def _user_folders(home: Path) -> dict[str, str]:
    return {name: str(home / folder) for name, folder in USER_FOLDERS.items()}


def _isolate_session() -> None:
    """Turn the process, and all that it starts, away from the real home, screen and database."""
    os.environ.update(_user_folders(SESSION_HOME))
    for name, folder in (("XDG_CACHE_HOME", "cache"), ("XDG_RUNTIME_DIR", "runtime")):
        (SESSION_HOME / folder).mkdir(mode=0o700)
        os.environ[name] = str(SESSION_HOME / folder)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in [name for name in os.environ if name.startswith("LOTWISE_")]:
        del os.environ[name]
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)


_isolate_session()

# Two busy cores make deadlines lie. On a CI machine the examples are the same on every run.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, empty; every variable that leads to a home leads there."""
    folder = Path(tempfile.mkdtemp(dir=SESSION_HOME))
    for name, value in _user_folders(folder).items():
        monkeypatch.setenv(name, value)
    return folder


class _Loud(logging.Handler):
    """Keeps every record from WARNING up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as one line."""
        self.lines.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it reads the log itself (`caplog`)."""
    loud = _Loud()
    logging.getLogger().addHandler(loud)
    yield
    logging.getLogger().removeHandler(loud)
    if loud.lines and "caplog" not in request.fixturenames:
        pytest.fail("logged unexpectedly:\n" + "\n".join(loud.lines), pytrace=False)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running which would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(timeout=2)
    names = [thread.name for thread in left if thread.is_alive()]
    if names:
        pytest.fail(f"left threads running: {', '.join(names)}", pytrace=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data beside the checkout, only read; tests of it are skipped where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data is not beside this checkout")
    return folder
