"""The bytes of a file, where it is one and not too large."""

from pathlib import Path
from stat import S_ISREG

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from ui.spreadsheet.limits import MOST_BYTES

EMPTY = {".json": Code.EMPTY_JSON, ".toml": Code.EMPTY_TOML}
"""What is said of an empty file that is no table."""


def read_bytes(path: Path) -> bytes:
    """A file's bytes, where it is a file and not too large. Raises `WorldError`."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise WorldError(Fault(Code.NOT_A_FILE, path.name))
        if status.st_size > MOST_BYTES:
            raise WorldError(Fault(Code.TOO_LARGE, path.name, facts={"most": MOST_BYTES // 2**20}))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except FileNotFoundError:
        raise WorldError(Fault(Code.NO_SUCH_FILE, path.name)) from None
    except OSError as error:
        raise WorldError(unreadable(path, error)) from None
    if not data:
        raise WorldError(Fault(EMPTY.get(path.suffix.casefold(), Code.EMPTY_FILE), path.name))
    return data


def unreadable(path: Path, error: OSError) -> Fault:
    """The fault of what the system will not let us read."""
    return Fault(Code.NOT_READABLE, path.name, facts={"why": error.strerror or type(error).__name__})
