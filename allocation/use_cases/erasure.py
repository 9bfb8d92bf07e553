"""Erasing a person: what names them goes for good, hashes and figures stand."""

from allocation.acts import changed
from allocation.acts.rows import Case, EraseReason, PersonRef
from allocation.errors import Fault, WorldError
from allocation.use_cases.desk import Desk, Done, keep, not_found, writing
from allocation.use_cases.who import Right


def erase_person(desk: Desk, person: str, reason: EraseReason) -> Done:
    """Destroy a person's fields, the texts of notes, and the key of the issued pages. There is no undo.

    Packages, acts, rounds and the figures of records stay, under an id that leads to nobody. Backups
    made before still hold what was erased; they are the administrator's to destroy. Raises
    `WorldError`: `not_found`, `erase_twice`.
    """
    with writing(desk, Right.ERASE) as writer:
        row = writer.get(PersonRef, person)
        if row is None:
            raise not_found("person", person)
        if not row.value.payload:
            raise WorldError(Fault("erase_twice"))
        packages = ", ".join(case.value.package.package for case in writer.rows(Case, person=person))
        done = keep(
            desk,
            writer,
            "erase_person",
            [changed(row, PersonRef("", ""))],
            facts={"packages": packages, "reason": reason.value},
        )
        writer.erase(person)
        return done
