"""A folder, a workbook or a single table to rows of text: the one door for files."""

import tomllib
from pathlib import Path
from stat import S_ISREG

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.intake.layout import LAYOUTS
from allocation.intake.tables import Settings, Tables
from ui.spreadsheet.csv_text import decode, read_csv
from ui.spreadsheet.found import COUNCIL, Found
from ui.spreadsheet.limits import MOST_BYTES

CSV_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".ods")

_BYSTANDERS = ("thumbs.db", "desktop.ini")


def read_tables(path: Path) -> Tables:
    """Read what lies at a path: a round folder, a workbook, or one table.

    What is wrong with a file comes as a fault with the tables, never as an error. Links are followed.
    """
    found = Found()
    try:
        if path.is_dir():
            _read_folder(path, found)
        else:
            _read_single(path, found)
    except WorldError as error:
        found.faults.extend(error.faults)
    return found.done()


def _read_folder(folder: Path, found: Found) -> None:
    try:
        paths = sorted(folder.iterdir(), key=lambda each: (each.name.casefold(), each.name))
    except OSError as error:
        raise WorldError(_unreadable(folder, error)) from None
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
    else:
        read_bytes(path)
        raise WorldError(
            Fault(Code.UNKNOWN_FORMAT, path.name, expected="; ".join(f"{each}.csv" for each in LAYOUTS))
        )


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
        raise WorldError(_unreadable(path, error)) from None
    if not data:
        raise WorldError(Fault(Code.EMPTY_FILE, path.name))
    return data


def _unreadable(path: Path, error: OSError) -> Fault:
    return Fault(Code.NOT_READABLE, path.name, facts={"why": error.strerror or type(error).__name__})


def read_toml(data: bytes, file: str) -> Settings:
    """council.toml as flat keys, those of `[policy]` as `policy.KEY`. Raises `WorldError`."""
    text, _ = decode(data, file)
    try:
        given = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise WorldError(Fault(Code.BROKEN_TOML, file, facts={"why": str(error)})) from None
    values: dict[str, object] = {}
    for key, value in given.items():
        if key == "policy" and isinstance(value, dict):
            values.update({f"policy.{inner}": held for inner, held in value.items()})
        else:
            values[key] = value
    return Settings(file, values)
