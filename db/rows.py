"""Current tables in the database, as `allocation.acts.apply` wants them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from allocation.acts import Row
from db.mapping import to_columns
from db.tables import CURRENT, chain

T = TypeVar("T")

BATCH = 500
"""Keys in one statement; SQLite's oldest limit is 999 variables."""


class SqlRows:
    """Writes rows inside the connection's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, kind: str, rows: Sequence[Row[Any]]) -> None:
        """Write rows: those that stand are updated, the others inserted; an absence is forgotten."""
        table = CURRENT[kind]
        there = set(self._there(kind, [row.key for row in rows]))
        self._forget_gone(kind, [row.key for row in rows if row.key not in there])
        fresh = [_columns(row) for row in rows if row.key not in there]
        if fresh:
            self._connection.execute(insert(table), fresh)
        for row in rows:
            if row.key in there:
                self._connection.execute(update(table).where(table.c.id == row.key).values(**_columns(row)))

    def remove(self, kind: str, keys: Sequence[str], version: int, origins: Sequence[int]) -> None:
        """Delete rows and keep that they are gone."""
        table = CURRENT[kind]
        for some in batches(keys):
            self._connection.execute(delete(table).where(table.c.id.in_(some)))
        self._connection.execute(
            insert(chain.gone),
            [
                {"kind": kind, "key": key, "version": version, "origin": origin}
                for key, origin in zip(keys, origins, strict=True)
            ],
        )

    def mark_undone(self, undone: int, by: int) -> None:
        """Keep which act undid which; the undo of an undo lets the first stand again."""
        marks = chain.undone
        self._connection.execute(delete(marks).where(marks.c.by == undone))
        self._connection.execute(insert(marks).values(number=undone, by=by))

    def _there(self, kind: str, keys: Sequence[str]) -> Iterator[str]:
        table = CURRENT[kind]
        for some in batches(keys):
            yield from self._connection.scalars(select(table.c.id).where(table.c.id.in_(some)))

    def _forget_gone(self, kind: str, keys: Sequence[str]) -> None:
        gone = chain.gone
        for some in batches(keys):
            self._connection.execute(delete(gone).where(gone.c.kind == kind, gone.c.key.in_(some)))


def _columns(row: Row[Any]) -> dict[str, Any]:
    return {"id": row.key, "version": row.version, "origin": row.origin, **to_columns(row.value)}


def batches(keys: Iterable[T]) -> Iterator[list[T]]:
    """Keys in lists short enough for one statement."""
    each = iter(keys)
    while some := list(islice(each, BATCH)):
        yield some
