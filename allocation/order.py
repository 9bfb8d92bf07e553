"""The order of a round's tables, so that equal rounds are equal bytes; and of names, as people read them."""

import re
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from allocation.model import CapacityRow

T = TypeVar("T")


def none_first(value: object) -> tuple[bool, Any]:
    """A key that puts None before the values, which keep their own order."""
    return (value is not None, value)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts "Lot 10" after "Lot 9"."""
    pieces = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)


def in_order(rows: Iterable[T]) -> tuple[T, ...]:
    """Rows by package, part and provider where they have them, then by their other fields, None first."""

    def key(row: T) -> tuple[object, ...]:
        return tuple(none_first(getattr(row, name)) for name in _names(type(row)))  # type: ignore[arg-type]

    return tuple(sorted(rows, key=key))


def capacity_key(row: CapacityRow) -> tuple[object, ...]:
    """The place of a return's figure: provider, cells, then dates."""
    rest = (row.lot, row.band, row.days, row.workers, row.applies_from, row.until, row.as_at, row.minutes)
    return (row.provider, *map(none_first, rest))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    names = [field.name for field in fields(kind)]
    first = [name for name in ("package", "part", "provider") if name in names]
    return (*first, *(name for name in names if name not in first))
