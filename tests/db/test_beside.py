"""What lies beside the chain is held against it: whatever is changed there by hand is named."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, text, update

from allocation.acts.rows import EraseReason
from allocation.model import Person
from allocation.use_cases import chain, erasure, notes, waiting_list
from allocation.use_cases.chain import AlteredThing
from allocation.use_cases.desk import Desk
from db.store import SqlStore
from db.tables import personal
from tests.desks import (
    bring_in,
    issue_first,
    issue_statements,
    small_council,
)

Tamper = Callable[[Connection], object]


@pytest.fixture
def package(desk: Desk) -> str:
    """A package that was issued, with a note, in a memory that has a statement; its label."""
    round_, people = small_council(packages=8)
    bring_in(desk, round_, people | {round_.packages[0].package: Person("R-1", "Ann Ärmel")})
    label = issue_first(desk)
    notes.add_note(desk, "package", waiting_list.id_of(desk, label), "Likes it early")
    issue_statements(desk, 1)
    return label


def _altered(desk: Desk) -> list[tuple[str, str]]:
    report = chain.verify(desk)
    assert report.broken_at is None
    assert report.whole == (not report.altered)
    return [(each.kind, each.of) for each in report.altered]


def _sql(statement: str) -> Tamper:
    return lambda connection: connection.execute(
        text(statement.replace("NOTE", "id IN (SELECT payload FROM notes)"))
    )


@pytest.mark.parametrize(
    ("tamper", "kind"),
    [
        (_sql("UPDATE personal SET text = 'Likes it late' WHERE NOTE"), "note"),
        (_sql("DELETE FROM personal WHERE NOTE"), "note"),
        (lambda connection: connection.execute(update(personal.pages).values(sealed=b"x" * 99)), "record"),
        (lambda connection: connection.execute(delete(personal.pages)), "record"),
        (_sql("UPDATE blobs SET packed = (SELECT packed FROM blobs JOIN rounds ON sha256 = members_sha256) "
                  "WHERE sha256 IN (SELECT round_sha256 FROM rounds)"), "round"),
        (_sql("DELETE FROM blobs WHERE sha256 IN (SELECT result_sha256 FROM plans)"), "plan"),
        (_sql("DELETE FROM blobs WHERE sha256 IN (SELECT pages_sha256 FROM statements)"), "statement"),
    ],
)  # fmt: skip
def test_what_was_changed_by_hand_is_named(
    desk: Desk, store: SqlStore, package: str, tamper: Tamper, kind: str
) -> None:
    """A note, a page or frozen bytes that differ or are gone are named, and nothing else is."""
    assert _altered(desk) == []
    with store._engine.begin() as connection:
        tamper(connection)
    day = desk.clock.today().isoformat()
    named = {"note": package, "record": "2026-00001", "round": day, "plan": day, "statement": "S2026-00001"}
    assert _altered(desk) == [(kind, named[kind])]


@pytest.mark.parametrize("column", ["name", "reference", "postcode", "search", "owner"])
def test_a_persons_fields_are_held_against_their_digest(
    desk: Desk, store: SqlStore, package: str, column: str
) -> None:
    """Each field of a person's payload counts, whose it is too; the package is named, not the person."""
    detail = waiting_list.package(desk, waiting_list.id_of(desk, package))
    with store._engine.begin() as connection:
        of_person = "WHERE id IN (SELECT payload FROM people WHERE id = :person)"
        if column == "owner":
            forged = text(f"UPDATE personal SET owner = (SELECT max(owner) FROM person_keys) {of_person}")
        else:
            forged = text(f"UPDATE personal SET {column} = 'forged' {of_person}")
        connection.execute(forged, {"person": detail.person_id})
    assert _altered(desk) == [("person", package)]


def test_a_lost_secret_is_told_and_an_erasure_is_not(desk: Desk, store: SqlStore, package: str) -> None:
    """An erased person's notes and pages are asked for no more, even when there is a new note; but where only
    the secret was taken away, all that it held is named.
    """
    detail = waiting_list.package(desk, waiting_list.id_of(desk, package))
    erasure.erase_person(desk, detail.person_id, EraseReason.ASKED)
    assert _altered(desk) == []
    notes.add_note(desk, "package", detail.id, "Asked again")
    assert _altered(desk) == []
    with store._engine.begin() as connection:
        connection.execute(delete(personal.keys).where(personal.keys.c.owner == detail.person_id))
    assert _altered(desk) == [("note", package)]


def test_a_note_that_was_undone_is_still_held_against_its_act(
    desk: Desk, store: SqlStore, package: str
) -> None:
    """Its row is gone, its text is kept for the redo: what it belonged to is told by its act alone."""
    from allocation.use_cases import undoing

    number = notes.add_note(desk, "package", waiting_list.id_of(desk, package), "Twice").act
    undoing.undo(desk, number)
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE personal SET text = 'Once' WHERE text = 'Twice'"))
    assert chain.verify(desk).altered == (AlteredThing("note", "", number),)
