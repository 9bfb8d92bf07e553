"""`template`: an empty workbook to fill in, with a guide to every column."""

from pathlib import Path

from ui.commandline.new_file import write_new


def write_template(path: Path) -> None:
    """Write it to a new file. Raises `WorldError` (`file_exists`, `out_failed`)."""
    from ui.spreadsheet.template import template_bytes

    data = template_bytes()
    write_new(path, data)
