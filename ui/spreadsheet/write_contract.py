"""A contract back to files: its tables as a folder of CSV files or as one workbook, to keep or to send."""

from collections.abc import Mapping
from pathlib import Path

from allocation.intake.rows import header_of, rows_of
from allocation.model import Round
from ui.spreadsheet.write import csv_bytes, workbook_bytes
from ui.spreadsheet.write_round import toml_of

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


def write_terms(round_: Round, settings: Mapping[str, str], folder: Path) -> None:
    """Write the terms as a folder with these settings and the returns: the beginning of a round folder.

    With packages.csv and visits.csv beside them it is a round.
    """
    write_contract(round_, folder)
    (folder / "council.toml").write_text(toml_of(settings), encoding="utf-8", newline="\n")
    returns = rows_of(round_, {})["capacity"]
    (folder / "capacity.csv").write_bytes(csv_bytes(header_of("capacity"), returns))
