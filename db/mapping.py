"""The core's values to rows and back.

Columns bear the names of a value's fields, so one rule serves every kind.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

import msgspec

from allocation.acts.kinds import kind_of
from allocation.acts.rows import Case
from allocation.model import Package

T = TypeVar("T")

_PACKAGE_FIELDS = tuple(field.name for field in fields(Package))


def to_columns(value: Any) -> dict[str, Any]:
    """A value's fields as columns; a case and its package share a row."""
    columns: dict[str, Any] = msgspec.to_builtins(value, builtin_types=(date, datetime))
    if isinstance(value, Case):
        columns |= columns.pop("package")
        columns |= _derived(value.package)
    return columns


def to_value(kind: type[T], row: Mapping[str, Any]) -> T:
    """The value of a row, validated."""
    given: dict[str, Any] = {name: row[name] for name in _names(kind) if name in row}  # type: ignore[arg-type]
    if kind_of(kind) == "package":
        given["package"] = {name: row[name] for name in _PACKAGE_FIELDS}
    return msgspec.convert(given, kind)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _derived(package: Package) -> dict[str, Any]:
    return {
        "priority_order": package.priority.order,
        "discharge_order": 0 if package.hospital_discharge else package.priority.order,
        "waiting_order": package.waiting_since or date.max,
        "staff_minutes": package.staff_minutes,
        "visits_a_week": sum(visit.times for visit in package.visits),
        "double_up": any(visit.workers == 2 for visit in package.visits),
        "service_folded": package.service.casefold(),
        "search": package.package.casefold(),
    }
