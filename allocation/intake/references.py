"""Ids across tables: each stands once where it is defined, and is defined wherever it is named."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
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


def unknown_faults(sheets: Sheets, besides: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """Cells that name what no row defines. `besides`, by table: ids that are known without a row.

    A table that is not there, or whose ids cannot be read, is asked nothing: its own fault says
    enough. Where it has as many rows without an id of their own as there are unknown ids, these
    are taken to be the same mistake.
    """
    for target in ("areas", "packages", "providers", "contracts", "lots"):
        if not sheets[target].known:
            continue
        known = ids(sheets[target]) | frozenset(besides.get(target, ()))
        (key,) = sheets[target].layout.key
        named = [cells[key] for cells in sheets[target].rows if cells.has(key)]
        nameless = len(sheets[target].rows) - len(set(named))
        found = [
            (name, cells, column) for cells, column, name in _references(sheets, target) if name not in known
        ]
        if len({name for name, _, _ in found}) <= nameless:
            continue
        meant = _meant(known)
        for name, cells, column in found:
            yield cells.fault(Code.UNKNOWN, column, meant(name), id=name, table=target)


_MOST_COMPARED = 500
"""Among more ids than these, only one that is the same but for its case is looked for."""


def _meant(known: frozenset[str]) -> Callable[[str], str]:
    """A function from an unknown id to the known one that may be meant, or to nothing."""
    by_fold = {name.casefold(): name for name in sorted(known)}
    names = sorted(by_fold) if len(by_fold) <= _MOST_COMPARED else []

    @cache
    def meant(name: str) -> str:
        near = [name.casefold()] if name.casefold() in by_fold else []
        near = near or get_close_matches(name.casefold(), names, n=1, cutoff=0.75)
        return by_fold[near[0]] if near and not name.isdigit() else ""

    return meant


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
