"""One of the terms renamed or removed: what names it follows, what rests on it keeps it."""

import pytest

from allocation.acts.rows import Promise, Record
from allocation.errors import WorldError
from allocation.lists import PackageQuery, RecordQuery
from allocation.model import AwardKey
from allocation.use_cases import records, undoing, waiting_list
from allocation.use_cases.amending import save_terms
from allocation.use_cases.desk import Desk
from allocation.use_cases.one_term import Labelled, remove, remove_award, remove_step, rename
from allocation.use_cases.rounds import RoundView, freeze_round
from allocation.use_cases.terms import terms
from tests.allocation.use_cases.test_amending import argyll
from tests.desks import issue_first


def test_what_names_a_label_follows_it(desk: Desk) -> None:
    """Contract, lot, area, provider in turn: awards, packages and returns are the same under new names."""
    before = terms(desk)
    award, waiting = before.awards[0], waiting_list.packages(desk, PackageQuery()).rows[0]
    rename(desk, Labelled.CONTRACT, award.contract, "NEW")
    rename(desk, Labelled.LOT, award.lot, "New lot")
    rename(desk, Labelled.PROVIDER, award.provider, "new-provider")
    rename(desk, Labelled.AREA, waiting.area, "New area")
    after = terms(desk)
    assert AwardKey(award.step, "NEW", "New lot", "new-provider") in {each.key for each in after.awards}
    assert len(after.awards) == len(before.awards)
    assert waiting_list.packages(desk, PackageQuery()).rows[0].area == "New area"
    assert any(row.provider == "new-provider" for row in freeze_round(desk).round_.capacity)
    for _act in ("freeze", "area", "provider", "lot", "contract"):
        undoing.undo(desk)
    assert terms(desk) == before


def test_a_name_that_is_somebodys_is_refused(desk: Desk) -> None:
    """Also one that differs by its capitals alone; an empty one; and nothing is renamed that is not there."""
    one, two = terms(desk).lots[:2]
    for new in (two.lot, two.lot.upper(), two.lot.swapcase()):
        with pytest.raises(WorldError, match=r"duplicate|differs_by_case|label_taken"):
            rename(desk, Labelled.LOT, one.lot, new)
    with pytest.raises(WorldError, match="label_empty"):
        rename(desk, Labelled.LOT, one.lot, "  ")
    with pytest.raises(WorldError, match="no_such_term"):
        rename(desk, Labelled.LOT, "nowhere", "somewhere")


def test_what_was_issued_stands_under_the_old_name(desk: Desk, solved: RoundView) -> None:
    """A record's pages and figures are those that were issued; its promise goes on with the same award."""
    package = issue_first(desk, solved)
    (row,) = records.records(desk, RecordQuery()).rows
    pages = records.record_pages(desk, row.id)
    award = solved.plan.awards[package, 1]
    assert award is not None
    rename(desk, Labelled.LOT, award.lot, "Another name")
    assert records.record_pages(desk, row.id) == pages
    with desk.store.reading() as view:
        (promise,), (record,) = view.rows(Promise), view.rows(Record)
    assert record.value.parts[0].award.lot == award.lot
    held = [each for each in freeze_round(desk).round_.placements if each.package == package]
    assert ([each.lot for each in held], promise.value.step) == (["Another name"], award.step)


def test_what_nothing_rests_on_goes(empty: Desk) -> None:
    """An award; a provider that no award names; a contract with all that is its own."""
    save_terms(empty, argyll(empty))
    with pytest.raises(WorldError, match="terms_in_use"):
        remove_step(empty, "AB", 1)
    remove_award(empty, AwardKey(1, "AB", "Oban lot", "P3"))
    assert {each.provider for each in terms(empty).awards} == {"P1", "P2"}
    remove(empty, Labelled.PROVIDER, "P3")
    with pytest.raises(WorldError, match=r"terms_in_use|unknown"):
        remove(empty, Labelled.PROVIDER, "P2")
    remove(empty, Labelled.CONTRACT, "AB")
    assert (terms(empty).contracts, terms(empty).lots) == ((), ())
    remove(empty, Labelled.PROVIDER, "P2")
    assert set(terms(empty).provider_names) == {"P1"}
    with pytest.raises(WorldError, match="no_such_term"):
        remove(empty, Labelled.CONTRACT, "AB")
    with pytest.raises(WorldError, match="no_such_term"):
        remove_award(empty, AwardKey(1, "AB", "Oban lot", "P1"))


def test_care_keeps_its_award_and_its_lot(desk: Desk, solved: RoundView) -> None:
    """Who was promised a package cannot lose the award under it; the reason says so."""
    package = issue_first(desk, solved)
    award = solved.plan.awards[package, 1]
    assert award is not None
    with pytest.raises(WorldError, match="terms_in_use"):
        remove_award(desk, award)
    for kind, label in ((Labelled.LOT, award.lot), (Labelled.CONTRACT, award.contract)):
        with pytest.raises(WorldError, match="terms_in_use"):
            remove(desk, kind, label)
