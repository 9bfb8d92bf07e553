"""The memory keeps acts whole or not at all, refuses stale ones, and gives back what it was given."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from allocation.acts import changed, created, read, removed
from allocation.acts.personal import Personal
from allocation.acts.rows import PersonRef
from allocation.errors import WorldError
from allocation.model import Area, Contract, Lot
from allocation.use_cases.desk import Desk, keep, new_uuid, writing
from allocation.use_cases.who import Right
from db.store import SqlStore


def _area(desk: Desk, key: str, name: str = "Ardlaw") -> None:
    with writing(desk, Right.IMPORT) as writer:
        row = writer.get(Area, key)
        value = Area(key[-4:], name)
        keep(desk, writer, "area", [changed(row, value) if row else created(key, value)])


def test_a_row_comes_back_as_it_went_in(desk: Desk, store: SqlStore) -> None:
    """A value keeps every field, None and tuples told apart."""
    key, lot_key, contract = new_uuid(), new_uuid(), new_uuid()
    lots = [Lot(contract, "L1", "One", (key,), None), Lot(contract, "L2", "Two", None, ("care at home",))]
    with writing(desk, Right.IMPORT) as writer:
        changes = [
            created(key, Area("W1", "Ward <b>1</b>", ("EH49 6",))),
            created(contract, Contract("C", "Care")),
        ]
        keep(desk, writer, "terms", [*changes, created(lot_key, lots[0]), created(new_uuid(), lots[1])])
    with store.reading() as view:
        row = view.get(Area, key)
        assert row is not None
        assert row.value == Area("W1", "Ward <b>1</b>", ("EH49 6",))
        assert (row.version, row.origin) == (1, 1)
        assert sorted((each.value for each in view.rows(Lot)), key=lambda lot: lot.lot) == lots


def test_an_act_is_wholly_kept_or_not_at_all(desk: Desk, store: SqlStore) -> None:
    """What breaks in the middle of a transaction leaves no row, no act, no payload and no blob."""
    key = new_uuid()
    with pytest.raises(RuntimeError, match="power cut"), writing(desk, Right.IMPORT) as writer:  # noqa: PT012
        blob = writer.keep_blob(b"round")
        kept = writer.keep_personal(key, Personal(name="Zoë"))
        keep(desk, writer, "area", [created(key, Area("W1"))])
        raise RuntimeError("power cut")
    with store.reading() as view:
        assert view.head() == 0
        assert view.get(Area, key) is None
        assert view.personal([kept.id]) == {}
        assert list(view.chain()) == []
        with pytest.raises(KeyError):
            view.blob(blob)


def test_an_act_that_names_what_is_not_there_is_refused_whole(desk: Desk, store: SqlStore) -> None:
    """Foreign keys are checked when the act is kept, on both databases."""
    with pytest.raises(IntegrityError), writing(desk, Right.IMPORT) as writer:
        keep(desk, writer, "lot", [created(new_uuid(), Lot(new_uuid(), "L1"))])
    with store.reading() as view:
        assert view.head() == 0


def test_a_stale_edit_is_a_conflict_and_overwrites_nothing(desk: Desk, store: SqlStore) -> None:
    """Who read an older version, or relied on one, is told so."""
    key = new_uuid()
    _area(desk, key)
    with store.reading() as view:
        old = view.get(Area, key)
    assert old is not None
    _area(desk, key, "Changed by another")
    for stale in ([changed(old, replace(old.value, name="Mine"))], [removed(old)]):
        with pytest.raises(WorldError, match="conflict"), writing(desk, Right.IMPORT) as writer:
            keep(desk, writer, "area", stale)
    with pytest.raises(WorldError, match="conflict"), writing(desk, Right.IMPORT) as writer:
        keep(desk, writer, "area", [created(new_uuid(), Area("W2"))], reads=[read(old)])
    with store.reading() as view:
        row = view.get(Area, key)
        assert row is not None
        assert row.value.name == "Changed by another"
        assert view.head() == 2


def test_a_row_made_twice_is_a_conflict(desk: Desk) -> None:
    """A key that is taken, or was taken before, is not new."""
    key = new_uuid()
    _area(desk, key)
    with pytest.raises(WorldError, match="conflict"), writing(desk, Right.IMPORT) as writer:
        keep(desk, writer, "area", [created(key, Area("W9"))])


def test_acts_are_in_commit_order_whatever_the_clock_says(desk: Desk, store: SqlStore) -> None:
    """Numbers count up by one, each act names the hash before, and history is newest first."""
    keys = [new_uuid() for _ in range(3)]
    for key in keys:
        _area(desk, key)
    with store.reading() as view:
        chain = list(view.chain())
        assert [act.number for act in chain] == [1, 2, 3]
        assert [act.previous for act in chain] == ["0" * 64, chain[0].hash, chain[1].hash]
        assert [line.number for line in view.history([])] == [3, 2, 1]
        assert [line.number for line in view.history([("area", keys[1])])] == [2]


def test_a_page_is_sealed_and_opened_only_as_what_it_is(desk: Desk, store: SqlStore) -> None:
    """Pages come back byte for byte, not exchanged nor written anew; erased they are gone, digests stay."""
    from sqlalchemy import update

    from db.tables.personal import pages

    owner, record = new_uuid(), new_uuid()
    with store.writing() as writer:
        digest = writer.seal_page(record, "record", owner, b"%PDF-1")
        assert digest == writer.seal_page(record, "confirmation", owner, b"%PDF-1")
    with store.reading() as view:
        assert view.page(record, "record", digest) == b"%PDF-1"
        assert view.page(record, "nothing", digest) is None
        with pytest.raises(WorldError, match="page_altered"):
            view.page(record, "record", "the digest of another page")
    with store._engine.begin() as connection:
        connection.execute(update(pages).where(pages.c.what == "record").values(what="other"))
    with store.reading() as view, pytest.raises(WorldError, match="page_altered"):
        view.page(record, "other", digest)
    with store.writing() as writer:
        writer.erase(owner)
    with store.reading() as view:
        assert view.page(record, "confirmation", digest) is None


def test_a_payload_digest_is_keyed(desk: Desk, store: SqlStore) -> None:
    """The same name gives different digests for two people, so that nobody finds names by trying them."""
    with store.writing() as writer:
        one, other = new_uuid(), new_uuid()
        first = writer.keep_personal(one, Personal(name="Zoë"))
        second = writer.keep_personal(other, Personal(name="Zoë"))
        again = writer.keep_personal(one, Personal(name="Zoë"))
        writer.erase(one)
        reborn = writer.keep_personal(one, Personal(name="Zoë"))
    assert first.digest == again.digest
    assert len({first.digest, second.digest, reborn.digest}) == 3


def test_a_blob_is_kept_once(store: SqlStore) -> None:
    """Bytes are found by their fingerprint however often they were kept."""
    with store.writing() as writer:
        fingerprint = writer.keep_blob(b"round" * 1000)
        assert writer.keep_blob(b"round" * 1000) == fingerprint
    with store.reading() as view:
        assert view.blob(fingerprint) == b"round" * 1000


def test_more_rows_than_one_statement_takes(desk: Desk, store: SqlStore) -> None:
    """Long lists of keys are cut into statements that every database accepts."""
    keys = [new_uuid() for _ in range(1203)]
    with writing(desk, Right.IMPORT) as writer:
        areas = [created(key, Area(f"W{number}")) for number, key in enumerate(keys)]
        keep(desk, writer, "areas", areas)
    with store.reading() as view:
        assert len(view.rows(Area, id=keys)) == len(keys)
        assert view.count(Area) == len(keys)
        assert len(view.standing([("area", key) for key in keys])) == len(keys)
    with writing(desk, Right.IMPORT) as writer:
        keep(desk, writer, "areas", [removed(row) for row in writer.rows(Area)])
    with store.reading() as view:
        assert view.count(Area) == 0
        assert view.standing([("area", keys[0])]) == {("area", keys[0]): (2, 2)}


def test_a_tampered_act_is_found(desk: Desk, store: SqlStore) -> None:
    """A changed byte, a missing last act or a swapped hash: the chain says from where it is not whole."""
    from sqlalchemy import delete, text, update

    from db.tables.chain import acts

    for _ in range(3):
        _area(desk, new_uuid())
    with store.reading() as view:
        assert view.broken_at() is None
    with store._engine.begin() as connection:
        connection.execute(delete(acts).where(acts.c.number == 3))
    with store.reading() as view:
        assert view.broken_at() == 3
    with store._engine.begin() as connection:
        body = connection.execute(text("SELECT body FROM acts WHERE number = 2")).scalar_one()
        forged = bytes(body).replace(b"Ardlaw", b"Arclaw")
        connection.execute(update(acts).where(acts.c.number == 2).values(body=forged))
    with store.reading() as view:
        assert view.broken_at() == 2


@pytest.mark.parametrize(
    ("column", "forged"),
    [("by", "Somebody Else"), ("kind", "import"), ("facts", '{"lot":"forged"}'), ("undoes", 1)],
)
def test_what_history_tells_is_what_was_hashed(
    desk: Desk, store: SqlStore, column: str, forged: str | int
) -> None:
    """Who did what and when stands beside each act for lists; it is held against the act itself."""
    from sqlalchemy import update

    from db.tables.chain import acts

    for _ in range(3):
        _area(desk, new_uuid())
    with store._engine.begin() as connection:
        connection.execute(update(acts).where(acts.c.number == 2).values({column: forged}))
    with store.reading() as view:
        assert view.broken_at() == 2


def test_rows_of_many_keys_come_in_order(desk: Desk, store: SqlStore) -> None:
    """Rows are by key however many statements it takes to read them, with two lists asked for at once too."""
    labels = [f"W{number:04d}" for number in range(1203)]
    with writing(desk, Right.IMPORT) as writer:
        keep(desk, writer, "areas", [created(new_uuid(), Area(label, label[-1])) for label in labels])
    with store.reading() as view:
        rows = view.rows(Area, area=labels[::-1])
        assert [row.value.area for row in rows] == labels
        some = view.rows(Area, area=labels[::-1], name=["1", "2"])
        assert [row.value.area for row in some] == [label for label in labels if label[-1] in "12"]
        assert view.count(Area, name=["1", "2"], area=labels) == len(some)
        assert view.rows(Area, area=labels, name=[]) == []


def test_a_person_row_holds_no_name(desk: Desk, store: SqlStore) -> None:
    """What acts and current rows hold of a person is an id and a digest."""
    key = new_uuid()
    with writing(desk, Right.REFER) as writer:
        kept = writer.keep_personal(key, Personal("SW1", "Zoë Quarry", "EH49 6AA"))
        keep(desk, writer, "person", [created(key, PersonRef(kept.id, kept.digest))])
    with store.reading() as view:
        assert b"Quarry" not in b"".join(str(act).encode() for act in view.chain())
        assert view.personal([kept.id])[kept.id].name == "Zoë Quarry"
