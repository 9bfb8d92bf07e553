"""Copies of an SQLite file while it is in use, through SQLite's own backup, whole as of one moment."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from allocation.errors import Fault, WorldError


def back_up(engine: Engine, database: Path, why: str) -> Path:
    """Copy the database into `backups` beside it, and give the copy's place.

    The copy is checked before it gets its name. Raises `WorldError` (`database_damaged`).
    """
    folder = database.parent / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = folder / f"{database.stem}-{moment}-{why}.db"
    unfinished = copy.with_suffix(".part")
    with engine.connect() as connection, closing(sqlite3.connect(unfinished)) as target:
        source: Any = connection.connection.dbapi_connection
        source.backup(target)
        verdict = target.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise WorldError(Fault("database_damaged", value=str(database)))
    return unfinished.replace(copy)
