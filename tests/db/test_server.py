"""Desks on one PostgreSQL server: they open it at once, wait their turn, and are told where it is gone."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url, text

from allocation.acts import created
from allocation.errors import WorldError
from allocation.model import Area
from allocation.use_cases.desk import keep, new_uuid, writing
from allocation.use_cases.who import Right
from db import engine
from db.location import database_url
from db.opening import open_store
from db.store import SqlStore
from tests.desks import desk_on


@pytest.fixture
def shared(postgres: str) -> Iterator[tuple[SqlStore, SqlStore]]:
    """Two desks' stores on one new database."""
    stores = open_store(postgres), open_store(postgres)
    yield stores
    for store in stores:
        store.close()


def test_desks_that_open_a_new_database_at_once_make_its_tables_once(postgres: str) -> None:
    """One migrates, the others wait for it and find it done."""
    opened: list[object] = []
    together = threading.Barrier(4)

    def run() -> None:
        together.wait()
        try:
            opened.append(open_store(postgres))
        except Exception as error:  # noqa: BLE001 - shown by the assertion
            opened.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stores = [each for each in opened if isinstance(each, SqlStore)]
    for store in stores:
        store.close()
    assert len(stores) == 4, opened


def test_a_desk_does_not_wait_for_ever(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another desk does not end its writing, this one is told that the database is busy."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    first, second = open_store(postgres), open_store(postgres)
    with first.writing(), pytest.raises(WorldError, match="database_busy"), second.writing():
        pass
    with second.writing() as writer:
        assert writer.head() == 0
    first.close()
    second.close()


def test_acts_are_one_chain_whatever_the_servers_own_isolation(postgres: str) -> None:
    """A writer that waited sees what was committed meanwhile, even where the server would show it less."""
    open_store(postgres).close()
    admin = create_engine(postgres, isolation_level="AUTOCOMMIT")
    name = make_url(postgres).database
    with admin.connect() as connection:
        connection.execute(
            text(f"ALTER DATABASE {name} SET default_transaction_isolation TO 'repeatable read'")
        )
    admin.dispose()
    store = open_store(postgres)
    desk = desk_on(store)

    def write() -> None:
        with writing(desk, Right.IMPORT) as writer:
            keep(desk, writer, "area", [created(new_uuid(), Area(new_uuid()))])

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as view:
        assert view.head() == view.count(Area) == 6
    store.close()


def test_a_server_that_went_away_is_a_plain_fault(
    shared: tuple[SqlStore, SqlStore], postgres: str, server: str
) -> None:
    """Reading and writing say that the database cannot be reached; once it is back, work goes on."""
    store = shared[0]
    name = make_url(postgres).database
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    ended = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
    for visit in (store.writing, store.reading):
        with pytest.raises(WorldError, match="database_unreachable"), visit() as view:  # noqa: PT012
            with admin.connect() as connection:
                connection.execute(ended, {"name": name})
            view.head()
    admin.dispose()
    with store.writing() as writer:
        assert writer.head() == 0


def test_another_driver_in_the_address_is_no_matter() -> None:
    """The address may name a driver that is not here: Lotwise speaks to the server by its own."""
    assert database_url("postgresql+psycopg2://host/name") == database_url("postgresql://host/name")
