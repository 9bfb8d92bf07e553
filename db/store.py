"""The memory: one database, read by many and written by one at a time (`allocation.ports.Store`)."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection, Engine

from allocation.errors import Fault, WorldError
from db.errors import told
from db.kept import KeptRows
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
        self._kept = KeptRows()

    @property
    def read_only(self) -> bool:
        """Whether another desk has the file open."""
        return self._read_only

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        """A consistent view. Raises `WorldError` where the database cannot be reached or is damaged."""
        with self._begun("DEFERRED", "REPEATABLE READ") as connection:
            yield SqlReading(connection, self._kept)

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        """The one writer's transaction: rolled back as a whole where anything is raised.

        Raises `WorldError` as `reading` does; `read_only`, `database_busy`, `database_full`.
        """
        if self._read_only:
            raise WorldError(Fault("read_only"))
        # A server's writer waits for the one before it, and then must see what that one has committed.
        with self._begun("IMMEDIATE", "READ COMMITTED") as connection:
            writer = SqlWriting(connection)
            yield writer
            writer.flush()
        if writer.erased:
            self._empty_log()

    @contextmanager
    def _begun(self, of_file: str, of_server: str) -> Iterator[Connection]:
        sqlite = self._engine.dialect.name == "sqlite"
        options = {BEGIN: of_file} if sqlite else {"isolation_level": of_server}
        with told(self._engine.url), self._engine.execution_options(**options).begin() as connection:
            yield connection

    def _empty_log(self) -> None:
        """Take what was erased out of SQLite's write-ahead log too, which keeps pages as they were written.

        Where somebody reads at this moment, the log is emptied when the database is closed.
        """
        if self._engine.dialect.name == "sqlite":
            with closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def close(self) -> None:
        """Let go of the database and of its lock."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
