"""Connections that are set right: what SQLite does not do by itself on Python 3.11."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from db.store import BEGIN

BUSY_SECONDS = 10
"""How long a writer waits for another process that is writing."""


def connect(url: URL, *, read_only: bool = False) -> Engine:
    """An engine for the URL. Nothing is opened yet."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _set_right_read_only if read_only else _set_right)
    event.listen(engine, "begin", _begin)
    return engine


def _set_right(connection: Any, _record: Any) -> None:
    """Foreign keys hold, deleted bytes are overwritten, a crash loses nothing that was committed.

    Write-ahead logging lets readers go on while one writes. The driver's own BEGIN is switched off: it comes
    late and not at all for DDL, so that reads and migrations would not be atomic (SQLAlchemy's notes).
    """
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _set_right_read_only(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get(BEGIN, 'DEFERRED')}")
