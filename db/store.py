"""The memory: one database, read by many and written by one at a time (`allocation.ports.Store`)."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from allocation.errors import Fault, WorldError
from db.lock import FileLock
from db.reading import SqlReading
from db.writing import SqlWriting

BEGIN = "lotwise_begin"
"""The execution option that says how SQLite begins a transaction."""


class SqlStore:
    """A database that is open and has this program's tables. Threads may share it."""

    def __init__(self, engine: Engine, *, read_only: bool = False, lock: FileLock | None = None) -> None:
        self._engine = engine
        self._read_only = read_only
        self._lock = lock

    @property
    def read_only(self) -> bool:
        """Whether another desk has the file open."""
        return self._read_only

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        """A consistent view."""
        engine = self._engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.begin() as connection:
            yield SqlReading(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        """The one writer's transaction: rolled back as a whole where anything is raised."""
        if self._read_only:
            raise WorldError(Fault("read_only"))
        with self._engine.connect().execution_options(**{BEGIN: "IMMEDIATE"}) as connection:
            try:
                transaction = connection.begin()
            except OperationalError as error:
                raise WorldError(Fault("database_busy")) from error
            with transaction:
                writer = SqlWriting(connection)
                yield writer
                writer.flush()

    def close(self) -> None:
        """Let go of the database and of its lock."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
