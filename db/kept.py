"""The council's terms, kept between views: what hardly changes and is asked for with every question.

A table is what it was for as long as it has as many rows and none of a later act: what comes or changes takes
its act's number, and no act's number is given twice.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, func, select

from allocation.acts import Row
from db.tables import CURRENT
from db.tables.base import RowColumns

KEPT = frozenset(("council", "area", "provider", "contract", "step", "lot", "award", "return", "suspension"))
"""The kinds whose tables are small and mostly read whole."""


class KeptRows:
    """Rows as they were last read, by kind. Threads may share it; a writer's transaction may not, since what
    it reads may never come to stand.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, int | None], tuple[Row[Any], ...]]] = {}

    def rows(
        self, connection: Connection, kind: str, read: Callable[[], list[Row[Any]]]
    ) -> tuple[Row[Any], ...]:
        """All rows of a kind, read only where they are not what they were."""
        table: Table[RowColumns] = CURRENT[kind]
        count, newest = connection.execute(select(func.count(), func.max(table.c.version))).one()
        known = self._known.get(kind)
        if known is None or known[0] != (count, newest):
            known = ((count, newest), tuple(read()))
            self._known[kind] = known
        return known[1]
