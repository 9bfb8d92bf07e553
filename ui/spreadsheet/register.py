"""A public register's file to a table of text: only the columns that we read, out of a hundred and more."""

import io
from collections.abc import Callable
from pathlib import Path

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.intake.register import COLUMNS, Register, plain, read_register
from allocation.intake.tables import Row, Table
from ui.spreadsheet.csv_text import decode
from ui.spreadsheet.file_bytes import read_bytes
from ui.spreadsheet.limits import MOST_ROWS

_FIRST_COLUMN = plain(COLUMNS[0])
_LOOK_FOR_HEADER = 10


def read_register_file(path: Path) -> Register:
    """The Care Inspectorate datastore, as it is downloaded. What is wrong with the file comes as a fault."""
    try:
        return read_register(register_table(read_bytes(path), path.name))
    except WorldError as error:
        return Register(faults=error.faults)


def register_table(data: bytes, file: str) -> Table:
    """The register's columns that we read; lines before its header are passed over. Raises `WorldError`."""
    text, _ = decode(data, file)
    lines = text.splitlines()[:_LOOK_FOR_HEADER]
    starts = [number for number, line in enumerate(lines) if _FIRST_COLUMN in map(plain, line.split(","))]
    if not starts:
        raise WorldError(Fault(Code.NO_REGISTER, file, expected=COLUMNS[0]))
    wanted = {plain(column) for column in COLUMNS}
    return _table(text, file, starts[0], lambda name: plain(name) in wanted)


def _table(text: str, file: str, header: int, wanted: Callable[[str], bool]) -> Table:
    import pandas as pd

    try:
        frame = pd.read_csv(
            io.StringIO(text, newline=""),
            skiprows=header,
            usecols=wanted,
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
            index_col=False,
            nrows=MOST_ROWS + 1,
        )
    except (pd.errors.ParserError, ValueError):
        raise WorldError(Fault(Code.BROKEN_QUOTES, file)) from None
    if len(frame) > MOST_ROWS:
        raise WorldError(Fault(Code.TOO_MANY_ROWS, file, facts={"most": MOST_ROWS}))
    first = header + 2
    rows = (
        Row(first + number, tuple(cells))
        for number, cells in enumerate(frame.itertuples(index=False, name=None))
    )
    return Table("register", file, tuple(map(str, frame.columns)), tuple(rows), header + 1)
