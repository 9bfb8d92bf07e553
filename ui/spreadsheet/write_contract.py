"""A contract back to files: its tables as a folder of CSV files or as one workbook, to keep or to send."""

from pathlib import Path

from allocation.intake.rows import header_of, rows_of
from allocation.model import Round
from ui.spreadsheet.write import csv_bytes, workbook_bytes

TABLES = ("areas", "providers", "contracts", "steps", "lots", "awards")


def write_contract(round_: Round, path: Path) -> None:
    """Write the terms of a round: one workbook where the path ends in .xlsx, else a folder.

    The folder is made where it is not there. Settings, returns and packages are not part of a contract.
    """
    tables = rows_of(round_, {})
    if path.suffix.casefold() == ".xlsx":
        path.write_bytes(workbook_bytes({name: (header_of(name), tables[name]) for name in TABLES}))
        return
    path.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        (path / f"{name}.csv").write_bytes(csv_bytes(header_of(name), tables[name]))
