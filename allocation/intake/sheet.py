"""One table of text to rows of values, with the faults of its header and of each cell."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Cells, Column, Layout, fault_at
from allocation.intake.kinds import UnreadableError
from allocation.intake.tables import Row, Table

MOST_FAULTS = 1_000
"""After so many faults of cells in one table, the rest are counted and not listed."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table as read. `known` is false where the table or its key cannot be relied on.

    `absent` names the columns that are not in the header, or stand there twice.
    """

    layout: Layout[Any]
    rows: tuple[Cells, ...] = ()
    where: str = ""
    given: bool = False
    known: bool = False
    absent: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()


def read_sheet(layout: Layout[Any], table: Table) -> Sheet:
    """Read one table by its layout: every fault of its header and cells, and what could be read."""
    places = _places(layout, table)
    if not places:
        return unread(layout, _other_table(layout, table))
    faults, notices = list(_header_faults(layout, table)), list(_header_notices(layout, table))
    absent = frozenset(column.name for column in layout.columns if places.get(column.name, _TWICE) == _TWICE)
    rows: list[Cells] = []
    caches: dict[str, dict[str, Any]] = {column.name: {} for column in layout.columns}
    for row in table.rows:
        cells, found = _read_row(layout, table, row, places, caches)
        rows.append(cells)
        faults.extend(found)
    if not table.rows and layout.required and not layout.may_be_empty:
        faults.append(Fault(Code.NO_ROWS, table.where))
    return Sheet(
        layout,
        tuple(rows),
        where=table.where,
        given=True,
        known=bool(table.rows) and not absent & {column.name for column in layout.key},
        absent=absent,
        faults=tuple(_shortened(table, faults)),
        notices=tuple(notices),
    )


def unread(layout: Layout[Any], *faults: Fault) -> Sheet:
    """A table that is there, but of which nothing could be read: nothing is known of any of its columns."""
    absent = frozenset(column.name for column in layout.columns)
    return Sheet(layout, given=True, absent=absent, faults=faults)


def _plain(name: str) -> str:
    return name.strip().casefold()


def _places(layout: Layout[Any], table: Table) -> dict[str, int]:
    """Where each column of the header stands; `_TWICE` where that is not known."""
    names = [_plain(name) for name in table.header]
    times = Counter(names)
    ours = {column.name for column in layout.columns}
    places = {name: place for place, name in enumerate(names) if name in ours}
    return {name: place if times[name] == 1 else _TWICE for name, place in places.items()}


_TWICE = -1
"""The place of a column that stands twice in the header: nobody can say which is meant."""


def _other_table(layout: Layout[Any], table: Table) -> Fault:
    """The one fault of a table that has no column of its layout."""
    wanted = "; ".join(column.name for column in layout.columns if column.needed or column in layout.either)
    shown = ", ".join(table.header)
    return fault_at(table.where, table.header_row, "", shown, Code.OTHER_TABLE, wanted, {})


def _header_faults(layout: Layout[Any], table: Table) -> Iterator[Fault]:
    names = [_plain(name) for name in table.header]
    header = table.header_row
    seen: set[str] = set()
    ours = {column.name for column in layout.columns}
    for place, name in enumerate(names):
        if name in seen and name in ours:
            yield Fault(Code.DUPLICATE_COLUMN, table.where, header, table.header[place].strip())
        seen.add(name)
    for column in layout.columns:
        if column.needed and column.name not in seen:
            yield Fault(Code.MISSING_COLUMN, table.where, header, column.name, expected=column.name)
    if layout.either and not seen & {column.name for column in layout.either}:
        first, *others = (column.name for column in layout.either)
        yield Fault(Code.MISSING_COLUMN, table.where, header, first, expected=" / ".join([first, *others]))


def _header_notices(layout: Layout[Any], table: Table) -> Iterator[Fault]:
    ours = {column.name for column in layout.columns}
    for place, name in enumerate(table.header):
        unnamed = not name.strip()
        if unnamed and not any(len(row.cells) > place and row.cells[place].strip() for row in table.rows):
            continue
        if _plain(name) not in ours:
            yield Fault(Code.UNKNOWN_COLUMN, table.where, table.header_row, name.strip() or f"({place + 1})")


def _read_row(
    layout: Layout[Any],
    table: Table,
    row: Row,
    places: Mapping[str, int],
    caches: Mapping[str, dict[str, Any]],
) -> tuple[Cells, list[Fault]]:
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    wrong: set[str] = set()
    faults: list[Fault] = []
    for column in layout.columns:
        place = places.get(column.name)
        text = row.cells[place].strip() if place is not None and 0 <= place < len(row.cells) else ""
        texts[column.name] = text
        if place == _TWICE:
            wrong.add(column.name)
            continue
        try:
            values[column.name] = _value(column, text, caches.get(column.name, {}))
        except ValueError as error:
            wrong.add(column.name)
            if place is not None:
                told = error if isinstance(error, UnreadableError) else UnreadableError(column.kind.code)
                code, expected = told.code, told.expected or column.kind.expected
                faults.append(fault_at(table.where, row.number, column.name, text, code, expected, {}))
    if extra := [text for text in row.cells[len(table.header) :] if text.strip()]:
        faults.append(fault_at(table.where, row.number, "", extra[0].strip(), Code.EXTRA_CELLS, "", {}))
    return Cells(table, row.number, values, texts, frozenset(wrong)), faults


def _value(column: Column[Any], text: str, cache: dict[str, Any]) -> Any:
    """The value of a cell's text, read once for equal texts. Raises `ValueError` where it is none."""
    if not text:
        if column.needed:
            raise UnreadableError(Code.EMPTY_CELL)
        return column.default
    if text not in cache:
        if not text.isprintable() and _CONTROL.search(text):
            raise UnreadableError(Code.CONTROL_CHARACTER)
        cache[text] = column.kind.read(text)
    return cache[text]


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What no cell has a use for; line breaks and tabs may stand in notes. The last two are no characters, and no
workbook can hold them.
"""


def _shortened(table: Table, faults: list[Fault]) -> Iterator[Fault]:
    yield from faults[:MOST_FAULTS]
    if len(faults) > MOST_FAULTS:
        yield Fault(Code.MORE_FAULTS, table.where, facts={"more": len(faults) - MOST_FAULTS})
