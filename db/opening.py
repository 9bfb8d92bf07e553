"""Opening the memory: find it, lock it, bring its tables up to date."""

from pathlib import Path

from sqlalchemy import URL

from allocation.errors import Fault, WorldError
from db.engine import connect
from db.location import database_url
from db.lock import FileLock
from db.migrate import LATEST, bring_up_to_date, revision
from db.store import SqlStore


def open_store(given: str | None = None) -> SqlStore:
    """The store at a path or URL, or at the default place, made where there is none.

    A second desk on one SQLite file gets it read-only. Raises `WorldError`: `database_url`,
    `database_shared`, `database_unreachable`, `database_newer`, `database_damaged`, `database_full`, or
    `database_busy` where another desk is bringing it up to date.
    """
    url = database_url(given)
    if url.get_backend_name() == "sqlite":
        return _open_file(url, Path(str(url.database)))
    engine = connect(url)
    bring_up_to_date(engine, None)
    return SqlStore(engine)


def _open_file(url: URL, file: Path) -> SqlStore:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock.take(file.with_name(file.name + ".lock"))
        file.touch(mode=0o600)  # nobody else's to read, and so is all that SQLite lays beside it
    except OSError as error:
        raise WorldError(
            Fault("database_unreachable", value=str(file), expected=error.strerror or "")
        ) from error
    engine = connect(url, read_only=lock is None)
    try:
        if lock is None:
            if revision(engine) != LATEST:
                raise WorldError(Fault("database_busy"))
        else:
            bring_up_to_date(engine, file)
    except BaseException:
        engine.dispose()
        if lock is not None:
            lock.release()
        raise
    return SqlStore(engine, read_only=lock is None, lock=lock)
