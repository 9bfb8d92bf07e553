"""Undo and redo: what they bring back, and when they are refused."""

from dataclasses import replace

import pytest

from allocation.acts.rows import EndReason
from allocation.errors import WorldError
from allocation.lists import PackageQuery
from allocation.use_cases import chain, council, notes, referrals, undoing, waiting_list
from allocation.use_cases.desk import Desk


def _rename(desk: Desk, key: str, name: str) -> int:
    draft = referrals.draft_of(desk, key)
    return referrals.save_referral(desk, replace(draft, fields={**draft.fields, "name": name})).done.act


def _name(desk: Desk, key: str) -> str:
    return waiting_list.package(desk, key).person.name


@pytest.fixture
def key(desk: Desk) -> str:
    """A package."""
    return waiting_list.packages(desk, PackageQuery()).rows[0].id


def test_nothing_to_undo(empty: Desk) -> None:
    """An empty desk says so."""
    assert undoing.last(empty) is None
    for step in (undoing.undo, undoing.redo):
        with pytest.raises(WorldError, match="undo_nothing"):
            step(empty)


def test_acts_are_undone_backwards_and_redone_forwards(desk: Desk, key: str) -> None:
    """Each undo takes the one before, each redo brings back the one after, names apart from acts included."""
    first = _name(desk, key)
    for name in ("One", "Two", "Three"):
        _rename(desk, key, name)
    seen = []
    for step in (
        undoing.undo,
        undoing.undo,
        undoing.redo,
        undoing.undo,
        undoing.undo,
        undoing.redo,
        undoing.redo,
    ):
        step(desk)
        seen.append(_name(desk, key))
    assert seen == ["Two", "One", "Two", "One", first, "One", "Two"]
    undoing.redo(desk)
    assert _name(desk, key) == "Three"
    with pytest.raises(WorldError, match="undo_nothing"):
        undoing.redo(desk)
    assert chain.verify(desk).broken_at is None


def test_a_new_act_ends_redo(desk: Desk, key: str) -> None:
    """What was undone stays undone once something else was done."""
    _rename(desk, key, "One")
    undoing.undo(desk)
    row = waiting_list.package(desk, key)
    referrals.close_package(desk, key, row.version, EndReason.OTHER)
    with pytest.raises(WorldError, match="undo_nothing"):
        undoing.redo(desk)


def test_what_later_work_rests_on_is_not_undone(desk: Desk, key: str) -> None:
    """An import that a note rests on is refused, and the refusal names the note; the note undone, it goes."""
    note = notes.add_note(desk, "package", key, "Called")
    with pytest.raises(WorldError) as refusal:
        undoing.undo(desk, 1)
    (fault,) = refusal.value.faults
    assert (fault.code, fault.facts["kind"], fault.facts["act"]) == ("undo_depends", "note", note.act)
    undoing.undo(desk, note.act)
    undoing.undo(desk, 1)
    assert waiting_list.packages(desk, PackageQuery()).total == 0
    undoing.redo(desk)
    assert waiting_list.packages(desk, PackageQuery()).total == 24


def test_one_act_is_undone_under_others_that_do_not_rest_on_it(desk: Desk, key: str) -> None:
    """The act that a person points at, not the last one; twice, or an undo itself, is nothing to undo."""
    other = waiting_list.packages(desk, PackageQuery()).rows[1].id
    before = _name(desk, key)
    first = _rename(desk, key, "One")
    _rename(desk, other, "Two")
    undone = undoing.undo(desk, first)
    assert (_name(desk, key), _name(desk, other)) == (before, "Two")
    for number in (first, undone.act, 99):
        with pytest.raises(WorldError, match="undo_nothing"):
            undoing.undo(desk, number)
    again = _rename(desk, key, "Three")
    _rename(desk, key, "Four")
    with pytest.raises(WorldError, match="undo_depends"):
        undoing.undo(desk, again)


def test_the_history_says_what_was_undone(desk: Desk, key: str) -> None:
    """Undone acts are marked, by whom is kept, and a redo clears the mark."""
    _rename(desk, key, "One")
    undoing.undo(desk)
    assert [(line.kind, line.undone) for line in undoing.history(desk)] == [
        ("undo", False),
        ("correct", True),
        ("import", False),
    ]
    undoing.redo(desk)
    assert [(line.kind, line.undone) for line in undoing.history(desk)][:3] == [
        ("redo", False),
        ("undo", True),
        ("correct", False),
    ]
    assert waiting_list.package(desk, key).history[0].by == "Ann Broker"


def test_what_was_undone_can_be_made_anew(desk: Desk) -> None:
    """After an undone import the same files come in again."""
    from tests.desks import bring_in, small_council

    undoing.undo(desk)
    round_, people = small_council()
    bring_in(desk, round_, people)
    assert waiting_list.packages(desk, PackageQuery()).total == 24
    undoing.undo(desk)
    undoing.redo(desk)
    assert waiting_list.packages(desk, PackageQuery()).total == 24


def test_settings_are_versioned_and_undone(desk: Desk) -> None:
    """A policy that changes gets the next number; the name alone does not; undo brings the old one back."""
    before = council.settings(desk)
    council.save_settings(desk, replace(before, name="Westhaven"))
    named = council.settings(desk)
    assert named.policy == before.policy
    council.save_settings(desk, replace(named, policy=replace(named.policy, promote_after_days=30)))
    after = council.settings(desk)
    assert (after.policy.version, after.policy.promote_after_days) == (before.policy.version + 1, 30)
    with pytest.raises(WorldError, match="conflict"):
        council.save_settings(desk, named)
    with pytest.raises(WorldError, match="council_name"):
        council.save_settings(desk, replace(after, name=" "))
    undoing.undo(desk)
    assert council.settings(desk).policy == before.policy


def test_the_first_notice_is_shown_until_it_was_read(empty: Desk) -> None:
    """Invented or pseudonymised data only, until a named person has read that."""
    notice = council.notice(empty)
    assert notice is not None
    assert notice.code == "invented_data_only"
    council.accept_notice(empty)
    assert council.notice(empty) is None
