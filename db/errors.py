"""What a database says when its surroundings fail it, as faults that a person can mend.

Everything else that it raises is our own mistake, and passes on as it is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from allocation.errors import Fault, WorldError

_OF_FILES = {
    3: "database_unreachable",  # SQLITE_PERM
    5: "database_busy",
    8: "database_unreachable",  # SQLITE_READONLY: the file's own rights
    10: "database_unreachable",  # SQLITE_IOERR
    11: "database_damaged",  # SQLITE_CORRUPT
    13: "database_full",
    14: "database_unreachable",  # SQLITE_CANTOPEN
    26: "database_damaged",  # SQLITE_NOTADB
}
"""By SQLite's primary result codes (sqlite.org/rescode.html)."""

_OF_SERVERS = {
    "40001": "database_busy",  # serialization_failure
    "40P01": "database_busy",  # deadlock_detected
    "42501": "database_unreachable",  # insufficient_privilege
    "53100": "database_full",
    "55P03": "database_busy",  # lock_not_available
}
"""By PostgreSQL's codes (its manual, appendix A)."""


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Raise what the world did to the database there as `WorldError`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        code = _code(error)
        if code is None:
            raise
        raise WorldError(Fault(code, value=url.host or url.database or "")) from error


def _code(error: DBAPIError | sqlite3.Error) -> str | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _OF_FILES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    code = _OF_SERVERS.get(getattr(cause, "sqlstate", None) or "")
    gone = isinstance(error, OperationalError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )
    return code or ("database_unreachable" if gone else None)
