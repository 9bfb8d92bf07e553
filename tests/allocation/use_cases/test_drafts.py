"""A draft says all that a contract is: ready-made schemes go through it and come out the same."""

from dataclasses import replace
from pathlib import Path

from allocation.use_cases.amending import DraftRow, new_terms, save_terms, terms_draft
from allocation.use_cases.desk import Desk
from allocation.use_cases.schemes import load_scheme
from allocation.use_cases.terms import terms
from db.opening import open_store
from tests.desks import desk_on
from ui.spreadsheet.schemes import shipped


def test_every_ready_made_scheme_goes_through_a_draft_unchanged(empty: Desk) -> None:
    """All of them in one council: each contract is read and saved again, every cell as it was."""
    for scheme in shipped():
        load_scheme(empty, scheme)
    before = terms(empty)
    assert len(before.contracts) >= 26
    for contract in before.contracts:
        assert not save_terms(empty, terms_draft(empty, contract.contract)).done.changed
    assert terms(empty) == before


def test_a_draft_given_to_another_council_makes_the_same_contract(empty: Desk, tmp_path: Path) -> None:
    """What the draft says is all that a contract is: typed elsewhere, it is the same."""
    load_scheme(empty, next(scheme for scheme in shipped() if scheme.id == "B6"))
    read_there = terms_draft(empty, "B6")
    store = open_store(str(tmp_path / "other.db"))
    other = desk_on(store)
    fresh = {table: tuple(DraftRow(row.cells) for row in given) for table, given in read_there.tables.items()}
    draft = new_terms(other)
    save_terms(other, replace(draft, tables={**draft.tables, **fresh}))
    found, wanted = terms(other), terms(empty)
    assert (found.lots, found.steps, found.awards) == (wanted.lots, wanted.steps, wanted.awards)
    store.close()
