"""Scheme files: one readable text file a contract shape, those that are shipped and a person's own.

A scheme file is TOML. Its source stands in plain keys, its tables as blocks of text whose columns are those
of the files, separated by `|`; `resources/schemes/README.md` is the guide.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.intake.tables import Row, Settings, Table, Tables
from allocation.schemes import SCHEME_TABLES, Scheme
from ui.spreadsheet.csv_text import decode, table_of
from ui.spreadsheet.file_bytes import read_bytes
from ui.spreadsheet.toml_text import read_toml

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "schemes"

_ABOUT = ("id", "title", "where", "published", "works")
_MORE = ("beyond",)
_OPENINGS = ("'''", '"""')


def shipped() -> tuple[Scheme, ...]:
    """The ready-made schemes, in the order of their ids (A2 before A10)."""
    schemes = [scheme_at(path) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(schemes, key=lambda scheme: (scheme.id[:1], int(scheme.id[1:]))))


def scheme_named(name: str) -> Scheme | None:
    """The ready-made scheme with this id, without case; None where there is none."""
    path = FOLDER / f"{name.upper()}.toml"
    return scheme_at(path) if re.fullmatch(r"[A-Za-z]\d+", name, re.ASCII) and path.is_file() else None


def scheme_at(path: Path) -> Scheme:
    """The scheme in a file. Raises `WorldError` with its faults as a file; its cells are the intake's."""
    data = read_bytes(path)
    text, notices = decode(data, path.name)
    values = read_toml(data, path.name).values
    faults = list(_faults(values, path.name))
    about = {key: str(values.get(key, "")).strip() for key in (*_ABOUT, *_MORE)}
    tables: dict[str, Table] = {}
    for name in SCHEME_TABLES:
        if isinstance(block := values.get(name), str):
            try:
                tables[name] = table_of(_rows(text, name, block), name, f"{path.name}, {name}")
            except WorldError as error:
                faults.extend(error.faults)
    if faults:
        raise WorldError(*faults)
    policy = {key: value for key, value in values.items() if key.startswith("policy.")}
    ours = {*_ABOUT, *_MORE, *SCHEME_TABLES, *policy}
    unknown = tuple(Fault(Code.UNKNOWN_SETTING, path.name, column=key) for key in values if key not in ours)
    settings = Settings(path.name, policy)
    return Scheme(**about, tables=Tables(tables, settings, notices=(*notices, *unknown)))


def _faults(values: Mapping[str, object], file: str) -> Iterator[Fault]:
    for key in _ABOUT:
        if key not in values:
            yield Fault(Code.SETTING_VALUE, file, column=key, expected='"text"')
    for key in (*_ABOUT, *_MORE, *SCHEME_TABLES):
        if key in values and not isinstance(values[key], str):
            yield Fault(Code.SETTING_TYPE, file, column=key, value=str(values[key])[:80], expected='"text"')


def _rows(text: str, name: str, block: str) -> Iterator[Row]:
    """The rows of a block, numbered by the lines of the file; lines that begin with # are remarks."""
    begins = _line_of(text, name)
    for number, line in enumerate(block.splitlines(), begins):
        if line.strip() and not line.lstrip().startswith("#"):
            yield Row(number, tuple(cell.strip() for cell in line.split("|")))


def _line_of(text: str, name: str) -> int:
    """The line of the file on which a block's first line stands: after its opening quotes, or there."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(rf"\s*[\"']?{name}[\"']?\s*=\s*(.*)", line):
            return number + (found[1].strip() in _OPENINGS)
    return 1
