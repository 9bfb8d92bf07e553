"""Referrals typed and corrected, closed and opened again; nothing typed reaches an act in clear."""

from dataclasses import replace

import pytest

from allocation.acts.rows import EndReason, State
from allocation.errors import WorldError
from allocation.lists import PackageQuery
from allocation.model import Person, Placement, PlacementKind, Weekday
from allocation.use_cases import care, referrals, undoing, waiting_list
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.referrals import Draft
from tests.desks import bring_in, small_council

VISIT = {"days": "Mon;Wed", "band": "morning", "minutes": "45", "workers": "2"}


def _draft(desk: Desk, **fields: str) -> Draft:
    draft = referrals.new_draft(desk)
    given = {
        "package": "P-NEW",
        "area": "W1",
        "priority": "critical",
        "person": "SW9",
        "name": "Ŵyn <b>Ó</b>",
    }
    return replace(draft, fields={**draft.fields, **given, **fields}, visits=(VISIT,))


def _faults(desk: Desk, draft: Draft) -> list[tuple[str, str, int | None, str]]:
    with pytest.raises(WorldError) as refusal:
        referrals.save_referral(desk, draft)
    return [(fault.code, fault.file, fault.row, fault.column) for fault in refusal.value.faults]


def test_a_new_referral_waits_from_today(desk: Desk) -> None:
    """What was typed is what the detail shows, name and all."""
    saved = referrals.save_referral(desk, _draft(desk, postcode="eh49 6ab", needs="BSL; dementia"))
    detail = waiting_list.package(desk, saved.id)
    assert detail.person == Person("SW9", "Ŵyn <b>Ó</b>")
    assert (detail.state, detail.state_since) == (State.WAITING, desk.clock.today())
    assert detail.package.waiting_since == desk.clock.today()
    assert detail.package.postcode == "EH49 6AB"
    assert detail.package.needs == ("bsl", "dementia")
    assert detail.package.visits[0].days == (Weekday.MONDAY, Weekday.WEDNESDAY)
    assert detail.package.staff_minutes == 45 * 2 * 2
    assert [line.kind for line in detail.history] == ["referral"]


def test_all_faults_come_at_once_at_their_fields(desk: Desk) -> None:
    """Each wrong field is told once, with the visit's number."""
    draft = _draft(desk, area="nowhere", priority="urgent", chosen_provider="nobody")
    draft = replace(draft, visits=(VISIT, {**VISIT, "minutes": "0"}))
    assert _faults(desk, draft) == [
        ("unknown", "packages", 1, "area"),
        ("not_choice", "packages", 1, "priority"),
        ("unknown", "packages", 1, "chosen_provider"),
        ("not_whole", "visits", 2, "minutes"),
    ]


def test_an_empty_form_is_refused_without_an_echo(desk: Desk) -> None:
    """A missing reference is one fault, not one a visit."""
    found = _faults(desk, replace(_draft(desk, package=""), visits=(VISIT, VISIT)))
    assert [(file, column) for _, file, _, column in found] == [("packages", "package")]
    assert _faults(desk, replace(_draft(desk), visits=()))[0][1] == "visits"


def test_a_reference_that_is_taken_is_refused(desk: Desk) -> None:
    """Two packages never share a reference, whether typed anew or corrected to it."""
    taken = waiting_list.packages(desk, PackageQuery()).rows[0]
    assert _faults(desk, _draft(desk, package=taken.reference))[0][0] == "referral_twice"
    saved = referrals.save_referral(desk, _draft(desk))
    draft = referrals.draft_of(desk, saved.id)
    wrong = replace(draft, fields={**draft.fields, "package": taken.reference})
    assert _faults(desk, wrong)[0][0] == "referral_twice"


def test_a_form_opened_and_saved_unchanged_is_no_act(desk: Desk) -> None:
    """Text to values to text is lossless for every package of the council."""
    for row in waiting_list.packages(desk, PackageQuery()).rows:
        saved = referrals.save_referral(desk, referrals.draft_of(desk, row.id))
        assert saved.done.changed == frozenset()


def test_a_correction_changes_what_was_typed_and_no_more(desk: Desk) -> None:
    """The label may change too; the id stays, and what hangs on the package with it."""
    saved = referrals.save_referral(desk, _draft(desk))
    draft = referrals.draft_of(desk, saved.id)
    referrals.save_referral(
        desk, replace(draft, fields={**draft.fields, "package": "P-OTHER", "name": "Ann"})
    )
    detail = waiting_list.package(desk, saved.id)
    assert (detail.package.package, detail.person.name) == ("P-OTHER", "Ann")
    assert detail.package.visits == waiting_list.package(desk, saved.id).package.visits
    assert waiting_list.id_of(desk, "P-OTHER") == saved.id
    with pytest.raises(WorldError, match="not_found"):
        waiting_list.id_of(desk, "P-NEW")


def test_a_stale_form_is_a_conflict(desk: Desk) -> None:
    """Who opened the form before another saved it is told, and overwrites nothing."""
    saved = referrals.save_referral(desk, _draft(desk))
    draft = referrals.draft_of(desk, saved.id)
    referrals.save_referral(desk, replace(draft, fields={**draft.fields, "priority": "low"}))
    assert _faults(desk, replace(draft, fields={**draft.fields, "priority": "moderate"}))[0][0] == "conflict"
    assert waiting_list.package(desk, saved.id).package.priority == "low"


def test_a_package_is_closed_with_a_reason_and_opened_by_undo(desk: Desk) -> None:
    """It leaves the waiting list, and comes back as it was."""
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    referrals.close_package(desk, row.id, row.version, EndReason.MOVED_AWAY)
    detail = waiting_list.package(desk, row.id)
    assert (detail.state, detail.ended) == (State.ENDED, EndReason.MOVED_AWAY)
    assert row.id not in {each.id for each in waiting_list.packages(desk, PackageQuery()).rows}
    with pytest.raises(WorldError, match="wrong_state"):
        referrals.close_package(desk, row.id, detail.version, EndReason.OTHER)
    undoing.undo(desk)
    assert waiting_list.package(desk, row.id).state is State.WAITING


def test_states_follow_one_another(desk: Desk) -> None:
    """Care that has not been accepted does not start, rest or go on."""
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    for step in (care.start_care, care.suspend_care, care.resume_care):
        with pytest.raises(WorldError, match="wrong_state"):
            step(desk, row.id, row.version)


def test_no_act_has_a_name_in_it(desk: Desk) -> None:
    """Names, case references and postcodes are in no act, facts included."""
    referrals.save_referral(desk, _draft(desk, postcode="EH49 6AB", name="Unmistakable", person="CASE-77"))
    with reading(desk) as view:
        text = "".join(str(act) for act in view.chain())
    assert "P-NEW" in text
    for secret in ("Unmistakable", "CASE-77", "EH49 6AB"):
        assert secret not in text


def test_an_ended_package_waits_anew(desk: Desk) -> None:
    """Reopened it waits from today, without the care it had; an undo ends it again as it was."""
    round_, people = small_council()
    award = round_.awards[0]
    live = Placement(
        round_.packages[0].package, award.provider, PlacementKind.LIVE, contract=award.contract, lot=award.lot
    )
    bring_in(desk, replace(round_, placements=(*round_.placements, live)), people)
    key = waiting_list.id_of(desk, live.package)
    referrals.close_package(desk, key, waiting_list.package(desk, key).version, EndReason.HOSPITAL)
    ended = waiting_list.package(desk, key)
    assert ended.placements == (live,)
    referrals.reopen_package(desk, key, ended.version)
    waiting = waiting_list.package(desk, key)
    assert (waiting.state, waiting.ended, waiting.placements) == (State.WAITING, None, ())
    assert waiting.state_since == waiting.package.waiting_since == desk.clock.today()
    with pytest.raises(WorldError, match="wrong_state"):
        referrals.reopen_package(desk, key, waiting.version)
    undoing.undo(desk)
    again = waiting_list.package(desk, key)
    assert (again.state, again.ended, again.placements) == (State.ENDED, EndReason.HOSPITAL, (live,))
