"""A folder, a workbook, a scheme file or a single table to rows of text: the one door for files."""

from pathlib import Path

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.intake.layout import LAYOUTS
from allocation.intake.tables import Tables
from allocation.schemes import Scheme
from ui.spreadsheet.csv_text import read_csv
from ui.spreadsheet.file_bytes import read_bytes, unreadable
from ui.spreadsheet.found import COUNCIL, Found
from ui.spreadsheet.schemes import scheme_at
from ui.spreadsheet.toml_text import read_toml

CSV_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".ods")

_BYSTANDERS = ("thumbs.db", "desktop.ini")


def read_tables(path: Path) -> Tables:
    """Read what lies at a path: a round folder, a workbook, a scheme file, or one table.

    What is wrong with a file comes as a fault with the tables, never as an error. Links are followed.
    """
    found = Found()
    try:
        if path.is_dir():
            _read_folder(path, found)
        else:
            _read_single(path, found)
    except WorldError as error:
        found.nothing_read(error)
    return found.done()


def _read_folder(folder: Path, found: Found) -> None:
    try:
        paths = sorted(folder.iterdir(), key=lambda each: (each.name.casefold(), each.name))
    except OSError as error:
        raise WorldError(unreadable(folder, error)) from None
    seen: dict[str, str] = {}
    for path in paths:
        name, ending = path.stem.casefold(), path.suffix.casefold()
        ours = (name in LAYOUTS and ending == ".csv") or (name == COUNCIL and ending == ".toml")
        if not ours:
            if not path.name.startswith((".", "~$")) and path.name.casefold() not in _BYSTANDERS:
                found.notices.append(Fault(Code.UNKNOWN_FILE, path.name))
        elif name in seen:
            found.faults.append(Fault(Code.SAME_TABLE_TWICE, path.name, facts={"first": seen[name]}))
        else:
            seen[name] = path.name
            _read_one(path, name, found)


def _read_single(path: Path, found: Found) -> None:
    name, ending = path.stem.casefold(), path.suffix.casefold()
    if ending in WORKBOOK_ENDINGS:
        from ui.spreadsheet.workbook import read_workbook

        read_workbook(read_bytes(path), path.name, found)
    elif (name in LAYOUTS and ending in CSV_ENDINGS) or (name == COUNCIL and ending == ".toml"):
        _read_one(path, name, found)
    elif ending == ".toml":
        _read_scheme(scheme_at(path), found)
    else:
        read_bytes(path)
        raise WorldError(
            Fault(Code.UNKNOWN_FORMAT, path.name, expected="; ".join(f"{each}.csv" for each in LAYOUTS))
        )


def _read_scheme(scheme: Scheme, found: Found) -> None:
    """A scheme file's tables; its policy is the settings where it has one."""
    found.tables.update(scheme.tables.tables)
    found.settings = scheme.tables.settings
    found.notices.extend(scheme.tables.notices)


def _read_one(path: Path, name: str, found: Found) -> None:
    try:
        data = read_bytes(path)
        if name == COUNCIL:
            found.settings = read_toml(data, path.name)
        else:
            found.tables[name], notices = read_csv(data, name, path.name)
            found.notices.extend(notices)
    except WorldError as error:
        found.unread(name, error)
