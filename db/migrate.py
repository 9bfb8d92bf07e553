"""Bringing a database to this program's tables, in one transaction, after a backup.

Alembic is loaded only when there is something to do. A database that a newer program has changed is refused.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, select, text

from allocation.errors import Fault, WorldError
from db.backup import back_up
from db.errors import told
from db.store import BEGIN

if TYPE_CHECKING:
    from alembic.config import Config

LATEST = "0011"
"""The newest migration in `versions`; a test compares."""

_MIGRATING = 0x1075  # any number, and the same in every Lotwise
_FOLDER = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine, database: Path | None) -> Path | None:
    """Migrate where that is needed; what is there is backed up first (SQLite), and the copy's place returned.

    Raises `WorldError`: `database_newer`, `database_unreachable`, `database_busy`, `database_full`, or
    `database_damaged` where the file is no database.
    """
    has = revision(engine)
    if has == LATEST:
        return None
    if has is not None and has not in _known():
        raise WorldError(Fault("database_newer", facts={"has": has, "knows": LATEST}))
    with told(engine.url):
        copy = back_up(engine, database, f"before-{LATEST}") if has is not None and database else None
        _upgrade(engine)
    return copy


def revision(engine: Engine) -> str | None:
    """The migration that a database stands at; None where it is empty."""
    from sqlalchemy import inspect

    with told(engine.url), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def config(connection: Connection) -> "Config":
    """Alembic's settings, without a file of its own."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def _known() -> set[str]:
    return {file.name[:4] for file in (_FOLDER / "versions").glob("[0-9]*.py")}


def _upgrade(engine: Engine) -> None:
    """All migrations in one transaction. Desks that open a server's database at once do so one by one.

    SQLite rebuilds tables to change them, so its foreign keys rest meanwhile.
    """
    from alembic import command

    sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(**{BEGIN: "IMMEDIATE"}) as connection:
        if sqlite:
            _driver(connection, "PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not sqlite:
                    connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
                command.upgrade(config(connection), "head")
                if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise AssertionError("a migration broke a foreign key")
        finally:
            if sqlite:
                _driver(connection, "PRAGMA foreign_keys=ON")


def _driver(connection: Connection, statement: str) -> None:
    """Run a statement outside any transaction, where SQLite heeds the pragma."""
    cursor = connection.connection.cursor()
    cursor.execute(statement)
    cursor.close()
