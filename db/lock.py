"""One desk writes to one SQLite file: a lock of the operating system on a file beside it.

The system lets go of it when the process ends, however it ends. The lock file itself stays; it is empty.
"""

import sys
from pathlib import Path
from typing import IO


class FileLock:
    """A lock that is held until `release`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    @classmethod
    def take(cls, path: Path) -> "FileLock | None":
        """The lock, or None where another process (or another store of this one) holds it."""
        file = path.open("ab")
        if _try(file):
            return cls(file)
        file.close()
        return None

    def release(self) -> None:
        """Let go. More than once does no harm."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
