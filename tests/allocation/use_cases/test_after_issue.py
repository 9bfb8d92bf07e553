"""What follows an issue: care that starts, rests and goes on, and a person who is erased."""

import pytest

from allocation.acts.rows import EndReason, EraseReason, State
from allocation.errors import WorldError
from allocation.use_cases import (
    care,
    erasure,
    notes,
    records,
    referrals,
    rounds,
    undoing,
    waiting_list,
)
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.rounds import RoundView
from tests.allocation.use_cases.plans import issue, placed


def test_care_starts_rests_and_goes_on(desk: Desk, solved: RoundView) -> None:
    """An accepted package lives, rests, lives; a closed one frees what it held."""
    package = placed(solved)[0]
    issue(desk, solved, package)
    key = waiting_list.id_of(desk, package)
    for step, state in (
        (care.start_care, State.LIVE),
        (care.suspend_care, State.SUSPENDED),
        (care.resume_care, State.LIVE),
    ):
        step(desk, key, waiting_list.package(desk, key).version)
        assert waiting_list.package(desk, key).state is state
    referrals.close_package(desk, key, waiting_list.package(desk, key).version, EndReason.RESIDENTIAL_CARE)
    assert package not in rounds.freeze_round(desk).problem.index.packages


def test_an_erased_person_leaves_hashes_and_figures(desk: Desk, solved: RoundView) -> None:
    """Name, notes and pages are gone for good, a later note or not; figures and the chain stand."""
    package = placed(solved)[0]
    issue(desk, solved, package)
    key = waiting_list.id_of(desk, package)
    person = waiting_list.package(desk, key).person_id
    record = records.records(desk).rows[0]
    erasure.erase_person(desk, person, EraseReason.ASKED)
    detail = waiting_list.package(desk, key)
    assert (detail.person.name, detail.person.reference) == ("", "")
    assert records.records(desk).rows[0] == record
    for note in ("", "The family rang"):
        if note:
            notes.add_note(desk, "package", key, note)
        for what in ("record", "confirmation"):
            with pytest.raises(WorldError, match="erased"):
                records.record_pages(desk, record.id, what)
    undoing.undo(desk)
    with reading(desk) as view:
        assert view.broken_at() is None
    with pytest.raises(WorldError, match="erase_twice"):
        erasure.erase_person(desk, person, EraseReason.ASKED)
    with pytest.raises(WorldError, match="undo_left_building"):
        undoing.undo(desk)
