"""Lotwise's own Python environment: found, or made once, and entered.

An environment is a virtual environment with every library of a lock, at exactly the locked versions. It
stands in `.venv` of the checkout, or, where the checkout cannot be written, in the person's data folder. A
mark, written last (`mark.py`), says that it is whole; without it the environment is made anew, so an
interrupted installation heals itself. The next start reads the mark and the lock, and goes on.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from ui.commandline.start import StartError
from ui.commandline.start.mark import interpreter, is_ready

PLACE_VARIABLE = "LOTWISE_ENVIRONMENT"
"""Names the environment's folder, for whoever wants it elsewhere."""


def enter(root: Path, lock_name: str, arguments: list[str]) -> None:
    """Return once this process runs inside an environment that satisfies the lock of the checkout `root`.

    Where it does not, go on inside one, making it first where there is none: `main.py` with the same
    arguments, and never return. Raises `StartError`.
    """
    lock = root / lock_name
    if not lock.is_file():
        raise StartError(f"{lock} is missing, so this is not a whole copy of Lotwise. Get it again.")
    candidates = list(places(root, os.environ))
    if _in_somebody_elses(candidates) and _satisfied_here(lock):
        return
    folder = next((place for place in candidates if is_ready(place, lock)), None)
    if folder is None:
        from ui.commandline.start.installation import make

        folder = make(root, lock, _first_writable(candidates))
    if not _inside(folder):
        _go_on_with(interpreter(folder), [str(root / "main.py"), *arguments])


def places(root: Path, variables: Mapping[str, str]) -> Iterator[Path]:
    """Where the environment may stand, best first."""
    if variables.get(PLACE_VARIABLE):
        yield Path(variables[PLACE_VARIABLE]).absolute()
        return
    yield root / ".venv"
    data = _data_folder(variables)
    if data is not None:
        checkout = hashlib.sha256(str(root).encode()).hexdigest()[:12]
        yield data / "lotwise" / f"environment-{checkout}"


def _first_writable(candidates: list[Path]) -> Path:
    """The first place where an environment can be made."""
    for place in candidates:
        standing = next(folder for folder in (place, *place.parents) if folder.exists())
        if standing.is_dir() and os.access(standing, os.W_OK | os.X_OK):
            return place
    tried = " or ".join(map(str, candidates))
    raise StartError(
        f"Lotwise needs a folder for its libraries, and may not write {tried}. "
        f"Name one that you may write in the variable {PLACE_VARIABLE}."
    )


def _data_folder(variables: Mapping[str, str]) -> Path | None:
    """The person's data folder, or None where nobody owns one; platformdirs is not installed yet."""
    if sys.platform == "win32":
        return Path(variables["LOCALAPPDATA"]) if variables.get("LOCALAPPDATA") else None
    if Path(variables.get("XDG_DATA_HOME", "")).is_absolute():
        return Path(variables["XDG_DATA_HOME"])
    home = variables.get("HOME") or _home_by_user()
    return Path(home, ".local", "share") if home else None


def _home_by_user() -> str | None:
    if sys.platform == "win32":
        return None
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:  # a container may run as a number without a name
        return None


def _inside(folder: Path) -> bool:
    return folder.exists() and folder.samefile(sys.prefix)


def _in_somebody_elses(candidates: list[Path]) -> bool:
    """Whether this is a virtual or Conda environment that we did not make."""
    an_environment = sys.prefix != sys.base_prefix or os.environ.get("CONDA_PREFIX") == sys.prefix
    return an_environment and not any(_inside(place) for place in candidates)


def _satisfied_here(lock: Path) -> bool:
    """Whether the running environment has the lock's libraries at the locked versions.

    A line with a condition (another system, an older Python) counts only where its library is there: nothing
    installed yet could read conditions, and whoever installed all the rest did not leave one out.
    """
    from importlib import metadata

    def installed(name: str) -> str | None:
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            return None

    wanted: dict[str, set[str | None]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        name, pinned, rest = line.partition("==")
        if pinned and name[:1].isalnum():
            version, _, condition = rest.rstrip(" \\").partition(" ; ")
            wanted.setdefault(name, set()).add(version)
            if condition:
                wanted[name].add(None)
    return all(installed(name) in versions for name, versions in wanted.items())


def _go_on_with(python: Path, arguments: list[str]) -> NoReturn:
    """Become the same program inside the environment, which nothing from outside may reach into."""
    variables = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":  # exec there returns to the prompt while the new program still runs
        import signal
        import subprocess

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the inner program's to answer
        sys.exit(subprocess.call([python, *arguments], env=variables))
    os.execve(python, [str(python), *arguments], variables)
