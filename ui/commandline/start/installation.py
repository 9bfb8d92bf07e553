"""Makes the environment: once, one process at a time, every file's hash checked, saying how far it is."""

import importlib.util
import os
import re
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ui.commandline.start import CLUSTER_LOCK, DEVELOPMENT_LOCK, RUNTIME_LOCK, StartError, debian, mark
from ui.commandline.start.progress import Progress

ADVICE = {
    "DO NOT MATCH THE HASHES": (
        "A library that was fetched is not the one that Lotwise was tested with, so it was not installed."
    ),
    "No space left": "The disk is full. Lotwise needs about 1 GB; the next start begins again.",
    "Retrying|[Tt]imed out|SSLError|ProxyError|ConnectionError": (
        "The libraries could not be fetched. The first start needs a connection; behind a proxy, set "
        "HTTPS_PROXY. Nothing is broken: the next start begins again."
    ),
    "No matching distribution": (
        "A library is not to be had for this system. Lotwise runs on 64-bit Windows 10 and 11, macOS, and "
        "Linux with glibc 2.34 or later (Debian 12, Ubuntu 22.04). Where pip is set to a mirror, the mirror "
        "may lack it."
    ),
}
"""What pip says when it fails, and what a person can do about it."""

NESTED = (RUNTIME_LOCK, CLUSTER_LOCK, DEVELOPMENT_LOCK)
"""Each lock holds every line of those before it, so whatever satisfies it satisfies them; and adding one
takes nothing from a later one.
"""

OTHERWISE = "The libraries could not be installed. Nothing is broken: the next start begins again."


def make(root: Path, lock: Path, folder: Path) -> Path:
    """Make an environment in the folder that satisfies the lock, and give the folder.

    Raises `StartError`, with what to do, where pip or a library cannot be had.
    """
    with _alone(folder):
        if not mark.is_ready(folder, lock):  # unless another start made it while we waited
            _install(root, folder, lock)
    return folder


def _install(root: Path, folder: Path, lock: Path) -> None:
    """Build the environment from nothing, or add the checks' tools to one that only lacks those."""
    started = time.monotonic()
    _need_pip()
    progress = Progress(f"Lotwise sets up its own environment, once, in {folder}")
    adding = mark.is_ready(folder, root / RUNTIME_LOCK)
    before = [each for each in NESTED if mark.is_ready(folder, root / each)]
    mark.remove(folder)
    if not adding:
        progress.say("making an empty environment")
        _make_empty(folder)
    _run_pip(folder, lock, progress)
    _compile(root, folder, progress)
    within = NESTED[: NESTED.index(lock.name) + 1] if lock.name in NESTED else ()
    names = {*within, *before} if adding else set(within)
    others = [root / each for each in NESTED if each in names and each != lock.name]
    mark.write(folder, [*(each for each in others if each.is_file()), lock])
    progress.end(f"ready after {time.monotonic() - started:.0f} seconds")


def _make_empty(folder: Path) -> None:
    """A virtual environment without libraries, with a pip of its own where Python can give it one."""
    ours = folder.exists() and folder.samefile(sys.prefix)
    try:
        # The environment that we run in is brought up to date where it stands, not pulled from under us.
        venv.create(folder, clear=not ours, symlinks=os.name != "nt", with_pip=_has_ensurepip())
    except PermissionError as error:
        raise StartError(
            f"{error.filename} is in use. Close every window of Lotwise that runs from here and start again."
        ) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise StartError(f"The environment in {folder} could not be made: {error}") from error


def _need_pip() -> None:
    """Make sure that some pip can be had: Debian's Python comes without."""
    package = f"python3.{sys.version_info.minor}-venv"
    if not (_has_ensurepip() or _has_pip()):
        debian.bring_or_tell([package], "Python's module for environments (venv)")
    if not (_has_ensurepip() or _has_pip()):
        raise StartError(
            f"This Python ({sys.executable}) has neither ensurepip nor pip, so it cannot fetch libraries. "
            "Start Lotwise with a whole Python."
        )


def _has_ensurepip() -> bool:
    """Debian keeps this part of Python in a package of its own (python3-venv)."""
    importlib.invalidate_caches()  # it may have come a moment ago
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def _has_pip() -> bool:
    return importlib.util.find_spec("pip") is not None


def _pip_for(folder: Path) -> list[str]:
    """The environment's own pip, else the running Python's, told to work for the environment."""
    own = [str(mark.interpreter(folder)), "-m", "pip"]
    if subprocess.run([*own, "--version"], cwd=folder, capture_output=True, check=False).returncode == 0:
        return own
    return [sys.executable, "-m", "pip", "--python", str(mark.interpreter(folder))]


def _run_pip(folder: Path, lock: Path, progress: Progress) -> None:
    """Install the lock: only what its hashes allow, only finished wheels, nothing built here."""
    command = [*_pip_for(folder), "install", "--require-hashes", "--only-binary=:all:", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar=off", "--requirement", str(lock)]
    libraries = {
        line.partition("==")[0] for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line
    }
    tail: list[str] = []
    # The folder is the working directory, so that nothing where the person stands can be imported by mistake.
    with subprocess.Popen(
        command,
        cwd=folder,
        env=_pip_variables(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout is not None  # noqa: S101 - by stdout=PIPE
        seen = 0
        for line in pip.stdout:
            tail = [*tail[-14:], line.rstrip()]
            if line.startswith("Collecting "):
                seen += 1
                progress.step(f"fetching libraries, {seen} of about {len(libraries)}", line.split()[1])
            elif line.startswith("Installing collected packages"):
                progress.say("installing them; this takes longest")
    if pip.returncode:
        progress.end("stopped")
        raise StartError(_why("\n".join(tail)))


def _compile(root: Path, folder: Path, progress: Progress) -> None:
    """Turn the engine's inner loops into machine code now; where that fails, their first use does it."""
    progress.say("compiling the search for this machine")
    command = [str(mark.interpreter(folder)), "-m", "allocation.engine.ready"]
    subprocess.run(command, cwd=root, capture_output=True, check=False)


def _pip_variables() -> dict[str, str]:
    """The person's settings for pip (mirror, proxy, certificates), but none that would install elsewhere."""
    elsewhere = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV")
    variables = {name: value for name, value in os.environ.items() if name not in elsewhere}
    return variables | {"PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore", "PYTHONUNBUFFERED": "1"}


def _why(output: str) -> str:
    """What to do about pip's failure, and its own last words."""
    advice = next((advice for sign, advice in ADVICE.items() if re.search(sign, output)), OTHERWISE)
    return f"{advice}\n\npip's last words:\n{output}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the installation's lock; wait while another start holds it. It falls with its process."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(folder.name + ".lock").open("a+b") as file:
        if not _try_to_lock(file.fileno()):
            print("Another start of Lotwise is setting up; waiting for it ...", file=sys.stderr, flush=True)
            while not _try_to_lock(file.fileno()):
                time.sleep(0.2)
        yield


def _try_to_lock(file: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, 0, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
