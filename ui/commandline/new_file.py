"""A new file that is whole or not there; what is there already is left alone."""

from pathlib import Path

from allocation.errors import Fault, WorldError


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet. Raises `WorldError` (`file_exists`, `out_failed`)."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise WorldError(Fault("file_exists", value=str(path))) from None
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(path), facts=facts)) from None
