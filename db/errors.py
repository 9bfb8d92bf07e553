"""What a database says when its surroundings fail it, as faults that a person can mend.

Everything else that it raises is our own mistake, and passes on as it is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from allocation.errors import Fault, WorldError

_BUSY, _FULL, _DAMAGED = Fault("database_busy"), Fault("database_full"), Fault("database_damaged")
_UNREACHABLE = Fault("database_unreachable")

_OF_FILES = {
    3: _UNREACHABLE,  # SQLITE_PERM
    5: _BUSY,
    8: _UNREACHABLE,  # SQLITE_READONLY: the file's own rights
    10: _UNREACHABLE,  # SQLITE_IOERR
    11: _DAMAGED,  # SQLITE_CORRUPT
    13: _FULL,
    14: _UNREACHABLE,  # SQLITE_CANTOPEN
    26: _DAMAGED,  # SQLITE_NOTADB
}
"""By SQLite's primary result codes (sqlite.org/rescode.html)."""

_OF_SERVERS = {
    "40001": _BUSY,  # serialization_failure
    "40P01": _BUSY,  # deadlock_detected
    "42501": _UNREACHABLE,  # insufficient_privilege
    "53100": _FULL,
    "55P03": _BUSY,  # lock_not_available
}
"""By PostgreSQL's codes (its manual, appendix A)."""


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Raise what the world did to the database there as `WorldError`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        fault = _fault(error)
        if fault is None:
            raise
        raise WorldError(replace(fault, value=url.host or url.database or "")) from error


def _fault(error: DBAPIError | sqlite3.Error) -> Fault | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _OF_FILES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    known = _OF_SERVERS.get(getattr(cause, "sqlstate", None) or "")
    gone = isinstance(error, OperationalError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )
    return known or (_UNREACHABLE if gone else None)
