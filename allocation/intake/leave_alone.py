"""A file without a column says nothing of it: what is kept there stays, row by row (FORMATS)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from allocation.intake.columns import Cells, Column, Layout
from allocation.intake.sheet import Sheet


def with_kept_columns(sheet: Sheet, kept: Iterable[Cells]) -> tuple[Cells, ...]:
    """The sheet's rows, with the cells of columns that its header lacks as they are kept of the same row.

    What tells rows apart is never taken over: there, a column that is not given means an empty cell.
    """
    layout = sheet.layout
    naming = layout.told_by or layout.key
    lacking = [each for each in layout.columns if each.name in sheet.absent and each not in naming]
    if not lacking:
        return sheet.rows
    stood: dict[tuple[Any, ...], list[Cells]] = defaultdict(list)
    for cells in kept:
        stood[layout.identity(cells)].append(cells)
    together: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for place, cells in enumerate(sheet.rows):
        if cells.has(*naming):
            together[layout.identity(cells)].append(place)
    given = [each for each in layout.columns if each.name not in sheet.absent]
    rows = list(sheet.rows)
    for name, places in together.items():
        for place, before in _pairs(layout, given, [(place, rows[place]) for place in places], stood[name]):
            rows[place] = _filled(layout, rows[place], before, lacking)
    return tuple(rows)


def _pairs(
    layout: Layout[Any],
    given: Sequence[Column[Any]],
    rows: Sequence[tuple[int, Cells]],
    kept: Sequence[Cells],
) -> Iterator[tuple[int, Cells]]:
    """Which kept row each given one is: those that have most in common first, then in the files' order."""
    alike = [column for column in layout.alike if column in given]
    found = sorted(
        (-sum(_same(row, before, column) for column in given), place, number)
        for place, row in rows
        for number, before in enumerate(kept)
        if all(_same(row, before, column) for column in alike)
    )
    places: set[int] = set()
    numbers: set[int] = set()
    for _, place, number in found:
        if place not in places and number not in numbers:
            places.add(place)
            numbers.add(number)
            yield place, kept[number]


def _same(row: Cells, before: Cells, column: Column[Any]) -> bool:
    return row.has(column) and before.has(column) and bool(row[column] == before[column])


def _filled(layout: Layout[Any], row: Cells, before: Cells, lacking: Iterable[Column[Any]]) -> Cells:
    leaders = dict(layout.follows)
    taken = [
        column
        for column in lacking
        if before.has(column) and not _named_anew(row, before, leaders.get(column))
    ]
    return replace(
        row,
        values={**row.values, **{column.name: before[column] for column in taken}},
        texts={**row.texts, **{column.name: before.texts[column.name] for column in taken}},
    )


def _named_anew(row: Cells, before: Cells, leader: Column[Any] | None) -> bool:
    return (
        leader is not None and row.has(leader) and row[leader] is not None and not _same(row, before, leader)
    )
