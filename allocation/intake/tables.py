"""Rows of text as they came from a file: what `ui.spreadsheet` reads and the intake turns into values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocation.errors import Fault


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` as a spreadsheet counts it (the first row of a sheet is 1)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One file or one sheet. Its first row that is not empty is the header; `rows` has no empty ones."""

    name: str
    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1
    sheet: str = ""

    @property
    def where(self) -> str:
        """The file as a person would say it, with the sheet where it has sheets."""
        return sheet_name(self.file, self.sheet)


@dataclass(frozen=True, slots=True)
class Settings:
    """`council.toml`, or the sheet `council`. Keys of the table `policy` stand as `policy.KEY`.

    `typed` says whether the file itself knows numbers from text, as TOML does and a sheet does not.
    """

    file: str
    values: Mapping[str, object]
    typed: bool = True


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that was found at one place, by table name, with the faults of reading it.

    `unreadable` names the tables that were there but could not be read: `faults` has their faults.
    """

    tables: Mapping[str, Table] = field(default_factory=dict)
    settings: Settings | None = None
    unreadable: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()


def sheet_name(file: str, sheet: str) -> str:
    """How a sheet of a workbook is named in faults."""
    return f"{file}, sheet {sheet}" if sheet else file
