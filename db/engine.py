"""Connections that are set right: what SQLite and PostgreSQL do not do by themselves."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event

from db.store import BEGIN

BUSY_SECONDS = 10
"""How long a writer waits for another that is writing, and a desk for a server to answer."""

IDLE_SECONDS = 300
"""How long a writer may do nothing and hold the others up, as where its computer was put to sleep."""


def connect(url: URL, *, read_only: bool = False) -> Engine:
    """An engine for the URL. Nothing is opened yet."""
    if url.get_backend_name() != "sqlite":
        waits = {} if "connect_timeout" in url.query else {"connect_timeout": BUSY_SECONDS}
        server = create_engine(url, connect_args=waits, pool_pre_ping=True, hide_parameters=True)
        event.listen(server, "connect", _set_right_server)
        event.listen(server, "handle_error", _name_nobody)
        return server
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


def _set_right_server(connection: Any, _record: Any) -> None:
    connection.autocommit = True  # else the first rollback takes the settings back
    for name, seconds in (
        ("lock_timeout", BUSY_SECONDS),
        ("idle_in_transaction_session_timeout", IDLE_SECONDS),
    ):
        connection.execute(f"SET {name} TO {round(seconds * 1000)}")
    connection.autocommit = False


def _name_nobody(context: ExceptionContext) -> None:
    """Leave a server's details out of its errors, which may be copied into a report: they quote the row."""
    error, told = context.original_exception, context.sqlalchemy_exception
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    if primary is not None and told is not None:
        error.args = (primary,)
        told.args = (f"({type(error).__name__}) {primary}",)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get(BEGIN, 'DEFERRED')}")
