"""Brings what Lotwise needs from Debian's or Ubuntu's packages where we may; else says the line that does."""

import os
import shutil
import subprocess
import sys

from ui.commandline.start import StartError


def bring_or_tell(packages: list[str], what: str) -> None:
    """Install the packages where we are root. `what` names in plain words what is missing.

    Raises `StartError` with the exact line to run where we are not root, or where it failed.
    """
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise StartError(
            f"Lotwise needs {what}. Install it with your system's package manager; "
            f"on Debian and Ubuntu the packages are called {' '.join(packages)}."
        )
    if not _root():
        raise StartError(f"Lotwise needs {what}. Run this line once, then start again:\n\n    sudo {line}")
    print(f"Lotwise brings {what} with apt-get ({' '.join(packages)}) ...", file=sys.stderr, flush=True)
    output = _run(
        "apt-get update"
    )  # an empty list of packages is usual in a fresh container; an old one will do
    installed = _run(line)
    if installed.returncode:
        words = (output.stdout + installed.stdout).splitlines()[-12:]
        raise StartError(
            f"Lotwise needs {what}, and apt-get could not install it. Run this line, then start again:\n\n"
            f"    {line}\n\napt-get's last words:\n" + "\n".join(words)
        )


def _root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _run(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line.split(),
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
