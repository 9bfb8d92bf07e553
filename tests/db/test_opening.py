"""Opening the memory: upgraded behind a backup, never shared, never across a network, refused politely."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from allocation.acts import created
from allocation.errors import WorldError
from allocation.model import Area, Provider
from allocation.use_cases.desk import keep, new_uuid, writing
from allocation.use_cases.who import Right
from db import migrate
from db.engine import connect
from db.location import VARIABLE, database_url, default_file, unsafe
from db.opening import open_store
from db.store import SqlStore
from db.tables import metadata
from tests.desks import desk_on


def _refused(given: str) -> str:
    with pytest.raises(WorldError) as refusal:
        open_store(given)
    return refusal.value.faults[0].code


def test_no_migration_is_missing(store: SqlStore) -> None:
    """A migrated database has exactly the tables that the code has, on both databases."""
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_that_is_expected() -> None:
    """`LATEST` is kept with the files, so that a start need not load Alembic."""
    files = sorted((Path(migrate.__file__).parent / "migrations" / "versions").glob("[0-9]*.py"))
    assert files[-1].name[:4] == migrate.LATEST


def test_an_older_file_is_backed_up_and_upgraded(tmp_path: Path) -> None:
    """What an older program left is copied whole beside it, then brought up to date."""
    file = tmp_path / "lotwise.db"
    engine = connect(database_url(str(file)))
    from alembic import command

    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), "0002")
        connection.execute(text("INSERT INTO areas VALUES ('a', 1, 1, 'W1', '[]', '')"))
    engine.dispose()
    store = open_store(str(file))
    with store.reading() as view:
        assert [row.value.area for row in view.rows(Area)] == ["W1"]
    store.close()
    (copy,) = (tmp_path / "backups").glob("*.db")
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
        assert old.execute("SELECT area FROM areas").fetchall() == [("W1",)]


def test_quality_is_brought_from_points_to_hundredths(url: str) -> None:
    """What was kept while quality was whole points says the same in hundredths, and none stays none."""
    engine = connect(database_url(url))
    from alembic import command

    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), "0008")
        for provider, points in (("avon", 70), ("bute", None)):
            connection.execute(
                text(
                    "INSERT INTO providers (id, version, origin, provider, name, registration, "
                    "cqc_rating, quality, skills, email) "
                    "VALUES (:provider, 1, 1, :provider, '', '', '', :points, '[]', '')"
                ),
                {"provider": provider, "points": points},
            )
    engine.dispose()
    store = open_store(url)
    with store.reading() as view:
        assert [row.value.quality_hundredths for row in view.rows(Provider)] == [7_000, None]
    store.close()


def test_a_migration_that_breaks_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All migrations are one transaction: half an upgrade is none."""
    file = tmp_path / "lotwise.db"
    engine = connect(database_url(str(file)))
    from alembic import command

    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), "0001")
    engine.dispose()

    def fail(*_: object) -> None:
        raise RuntimeError("out of disk")

    import alembic.op

    whole = alembic.op.create_table
    monkeypatch.setattr(
        alembic.op,
        "create_table",
        lambda name, *a, **k: fail() if name == "packages" else whole(name, *a, **k),
    )
    with pytest.raises(RuntimeError, match="out of disk"):
        open_store(str(file))
    monkeypatch.undo()
    with closing(sqlite3.connect(file)) as left:
        assert left.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert not left.execute("SELECT name FROM sqlite_master WHERE name = 'areas'").fetchall()
    open_store(str(file)).close()


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    """What a newer program wrote is left alone."""
    file = tmp_path / "lotwise.db"
    open_store(str(file)).close()
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    assert _refused(str(file)) == "database_newer"


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    """A file of something else, or a folder, is a clear fault, and is not written to."""
    file = tmp_path / "notes.txt"
    file.write_text("Not a database at all, but long enough to be read as one. " * 20)
    before = file.read_bytes()
    assert _refused(str(file)) == "database_damaged"
    assert file.read_bytes() == before


def test_a_place_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """A path below a file is no place for a folder."""
    (tmp_path / "file").write_text("")
    assert _refused(str(tmp_path / "file" / "lotwise.db")) == "database_unreachable"


def test_an_unreachable_server_is_refused() -> None:
    """A PostgreSQL server that does not answer is a clear fault."""
    assert _refused("postgresql://nobody@127.0.0.1:1/none") == "database_unreachable"


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "nonsense://"])
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    """Only SQLite files and PostgreSQL are known."""
    assert _refused(url) == "database_url"


def test_a_second_desk_only_reads(tmp_path: Path) -> None:
    """The first desk writes, the second only reads what it wrote; when the first goes, the next writes."""
    file = str(tmp_path / "lotwise.db")
    first, second = open_store(file), open_store(file)
    assert (first.read_only, second.read_only) == (False, True)
    desk = desk_on(first)
    with writing(desk, Right.IMPORT) as writer:
        keep(desk, writer, "area", [created(new_uuid(), Area("W1"))])
    with second.reading() as view:
        assert view.count(Area) == 1
    with pytest.raises(WorldError, match="read_only"), second.writing():
        pass
    first.close()
    second.close()
    third = open_store(file)
    assert not third.read_only
    third.close()


def test_a_reading_desk_cannot_write_even_by_itself(tmp_path: Path) -> None:
    """The database itself refuses: the lock does not rest on our own good manners."""
    file = str(tmp_path / "lotwise.db")
    first, second = open_store(file), open_store(file)
    from sqlalchemy.exc import OperationalError

    with pytest.raises(OperationalError, match="readonly"), second._engine.begin() as connection:
        connection.execute(text("DELETE FROM acts"))
    first.close()
    second.close()


def test_a_reader_sees_one_moment(store: SqlStore) -> None:
    """What is committed while a view is open is not in it."""
    desk = desk_on(store)
    with store.reading() as view:
        assert view.count(Area) == 0
        with writing(desk, Right.IMPORT) as writer:
            keep(desk, writer, "area", [created(new_uuid(), Area("W1"))])
        assert view.count(Area) == 0
    with store.reading() as view:
        assert view.count(Area) == 1


def test_the_database_is_where_it_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An option beats the environment, which beats the person's own data folder."""
    assert database_url().database == str(default_file())
    monkeypatch.setenv(VARIABLE, str(tmp_path / "env.db"))
    assert database_url().database == str(tmp_path / "env.db")
    assert database_url(str(tmp_path / "option.db")).database == str(tmp_path / "option.db")
    assert database_url(f"sqlite:///{tmp_path}/url.db").database == str(tmp_path / "url.db")
    assert database_url("postgresql://host/name").host == "host"


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("OneDrive - Westhaven Council/lotwise", "synced"),
        ("Dropbox/lotwise", "synced"),
        ("Google Drive/x", "synced"),
        ("work/lotwise", ""),
    ],
)
def test_synced_folders_are_found_by_name(tmp_path: Path, folder: str, why: str) -> None:
    """The well-known programs name their folders."""
    assert unsafe(tmp_path / folder) == why
    if why:
        assert _refused(str(tmp_path / folder / "lotwise.db")) == "database_shared"


def test_synced_folders_are_found_by_their_marks(tmp_path: Path) -> None:
    """A folder that Syncthing keeps has a mark in it, whatever it is called."""
    (tmp_path / ".stfolder").mkdir()
    assert unsafe(tmp_path / "deep" / "down") == "synced"


def test_network_drives_are_found_by_their_mount(tmp_path: Path) -> None:
    """The file system of the nearest mount point decides; a share by its UNC name needs none."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//server/home /mnt/my\\040home cifs rw 0 0\n"
        "server:/x /srv/nfs nfs4 rw 0 0\n"
        "/dev/sdb1 /srv/nfs/local ext4 rw 0 0\n"
    )
    assert unsafe(Path("/mnt/my home/lotwise"), mounts) == "network"
    assert unsafe(Path("/srv/nfs/lotwise"), mounts) == "network"
    assert unsafe(Path("/srv/nfs/local/lotwise"), mounts) == ""
    assert unsafe(Path("/home/ann"), mounts) == ""
    assert unsafe(Path("//server/share/lotwise"), mounts) == "network"
    assert unsafe(Path("/home/ann"), tmp_path / "absent") == ""


def test_no_file_is_made_where_nothing_is_opened(home: Path) -> None:
    """Asking where the database is makes nothing."""
    database_url()
    assert list(home.rglob("*")) == []


def test_an_engine_of_sqlite_is_set_right(tmp_path: Path) -> None:
    """Foreign keys hold, deleted bytes are overwritten, commits are safe against a power cut."""
    store = open_store(str(tmp_path / "lotwise.db"))
    with store._engine.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("foreign_keys", "journal_mode", "synchronous", "secure_delete")
        }
    store.close()
    assert found == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def test_a_new_file_is_nobody_elses_to_read(tmp_path: Path) -> None:
    """Wherever the database is put, it and what SQLite lays beside it are its owner's alone."""
    store = open_store(str(tmp_path / "lotwise.db"))
    with store.writing():
        rights = {file.suffix: file.stat().st_mode & 0o777 for file in tmp_path.glob("lotwise.db*")}
    store.close()
    own = 0o666 if sys.platform == "win32" else 0o600  # Windows has no such rights
    assert rights[".db"] == rights[".db-wal"] == rights[".db-shm"] == own


def test_a_full_disk_is_a_plain_fault(tmp_path: Path) -> None:
    """Where there is no room for more, that is said; what was kept is kept, and with room work goes on."""
    key, store = new_uuid(), open_store(str(tmp_path / "lotwise.db"))
    desk = desk_on(store)
    with store._engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(WorldError, match="database_full"), writing(desk, Right.IMPORT) as writer:
        keep(desk, writer, "area", [created(key, Area("W" * 100_000))])
    with store.reading() as view:
        assert (view.head(), view.get(Area, key)) == (0, None)
    store.close()


def test_an_empty_server_database_needs_no_backup(postgres: str) -> None:
    """A server's database is migrated in one transaction; its copies are the server's business."""
    open_store(postgres).close()
    engine = create_engine(postgres)
    assert migrate.revision(engine) == migrate.LATEST
    engine.dispose()
