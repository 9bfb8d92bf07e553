"""`template`: an empty workbook to fill in, with a guide to every column."""

from pathlib import Path

from allocation.errors import Fault, WorldError


def write_template(path: Path) -> None:
    """Write it to a new file. Raises `WorldError` (`file_exists`, `out_failed`)."""
    from ui.spreadsheet.template import template_bytes

    data = template_bytes()
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise WorldError(Fault("file_exists", value=str(path))) from None
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(path), facts=facts)) from None
