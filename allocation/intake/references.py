"""Ids across tables: each stands once where it is defined, and is defined wherever it is named."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Cells, Column
from allocation.intake.sheet import Sheet

Sheets = Mapping[str, Sheet]


def key_faults(sheet: Sheet) -> Iterator[Fault]:
    """Rows whose key stands already, or differs from another only by case."""
    key = sheet.layout.key
    if not key:
        return
    seen: dict[tuple[object, ...], int] = {}
    folded: dict[tuple[object, ...], tuple[int, str]] = {}
    for cells in sheet.rows:
        if not cells.has(*key):
            continue
        name = tuple(cells[column] for column in key)
        plain = tuple(part.casefold() if isinstance(part, str) else part for part in name)
        last = key[-1]
        if name in seen:
            yield cells.fault(Code.DUPLICATE, last, first=seen[name], key=_key_text(cells, key))
        elif plain in folded and len(key) == 1:
            row, text = folded[plain]
            yield cells.fault(Code.DIFFERS_BY_CASE, last, text, first=row)
        seen.setdefault(name, cells.number)
        folded.setdefault(plain, (cells.number, cells.texts[last.name]))


def _key_text(cells: Cells, key: Iterable[Column[Any]]) -> str:
    return " / ".join(cells.texts[column.name] for column in key)


def ids(sheet: Sheet) -> frozenset[str]:
    """The ids that a table defines, whatever else is wrong with their rows."""
    (key,) = sheet.layout.key
    return frozenset(cells[key] for cells in sheet.rows if cells.has(key))


def unknown_faults(sheets: Sheets) -> Iterator[Fault]:
    """Cells that name what no row defines.

    A table that is not there, or whose ids cannot be read, is asked nothing: its own fault says enough.
    Where it has as many rows without an id of their own as there are unknown ids, these are taken to be the
    same mistake.
    """
    for target in ("areas", "packages", "providers", "contracts", "lots"):
        if not sheets[target].known:
            continue
        known = ids(sheets[target])
        (key,) = sheets[target].layout.key
        named = [cells[key] for cells in sheets[target].rows if cells.has(key)]
        nameless = len(sheets[target].rows) - len(set(named))
        found = [
            (name, cells, column) for cells, column, name in _references(sheets, target) if name not in known
        ]
        if len({name for name, _, _ in found}) <= nameless:
            continue
        by_fold = {name.casefold(): name for name in known}
        for name, cells, column in found:
            yield cells.fault(Code.UNKNOWN, column, by_fold.get(name.casefold(), ""), id=name, table=target)


def _references(sheets: Sheets, target: str) -> Iterator[tuple[Cells, Column[Any], str]]:
    for sheet in sheets.values():
        for column in sheet.layout.columns:
            if column.refers != target:
                continue
            for cells in sheet.rows:
                if cells.has(column):
                    for name in _names(cells[column]):
                        yield cells, column, name


def _names(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)
