"""Random sessions at a desk: whatever people do, undo and redo, the tables are what the acts say."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from allocation.acts import KINDS
from allocation.acts.rows import EndReason, State
from allocation.errors import WorldError
from allocation.model import CapacityRow
from allocation.use_cases import (
    imports,
    issuing,
    moves,
    notes,
    providers,
    records,
    referrals,
    rounds,
    undoing,
    withdrawing,
)
from tests.allocation.use_cases.files import tables_of
from tests.db.session_offers import WithOffers
from tests.desks import PlainPaper, small_council, solve_round, try_move


class Session(WithOffers):
    """Whatever else people do."""

    @rule(data=st.data(), minutes=st.integers(15, 90), name=st.text(max_size=8))
    def correct(self, data: st.DataObject, minutes: int, name: str) -> None:
        """A referral is corrected."""
        row = self.a_package(data)
        if row is None:
            return
        draft = referrals.draft_of(self.desk, row.id)
        visits = ({**draft.visits[0], "minutes": str(minutes)}, *draft.visits[1:])
        draft = replace(draft, fields={**draft.fields, "name": name.replace("\x00", "")}, visits=visits)
        try:
            referrals.save_referral(self.desk, draft)
        except WorldError as error:
            assert all(fault.file for fault in error.faults)  # noqa: PT017 - refused for its fields, nothing else

    @rule(data=st.data())
    def stale(self, data: st.DataObject) -> None:
        """Who read before another's change overwrites nothing."""
        row = self.a_package(data)
        if row is None:
            return
        with pytest.raises(WorldError, match="conflict"):
            referrals.close_package(self.desk, row.id, row.version + 1, EndReason.OTHER)

    @rule(data=st.data(), reason=st.sampled_from(EndReason))
    def close(self, data: st.DataObject, reason: EndReason) -> None:
        """A package ends."""
        row = self.a_package(data, State.WAITING, State.OFFERED, State.ACCEPTED, State.LIVE)
        if row is not None:
            referrals.close_package(self.desk, row.id, row.version, reason)

    @rule(data=st.data(), text=st.text(min_size=1, max_size=20))
    def note(self, data: st.DataObject, text: str) -> None:
        """A note is written."""
        row = self.a_package(data)
        if row is not None and text.strip() and "\x00" not in text:
            notes.add_note(self.desk, "package", row.id, text, self.desk.clock.today())

    @rule(data=st.data(), minutes=st.integers(0, 3000))
    def return_(self, data: st.DataObject, minutes: int) -> None:
        """A provider gives its return anew."""
        there = providers.providers(self.desk)
        if not there:
            return
        row = data.draw(st.sampled_from(there))
        detail = providers.provider(self.desk, row.id)
        figure = CapacityRow(row.provider, minutes)
        today = self.desk.clock.today()
        providers.save_return(self.desk, row.id, (figure,), today, detail.return_version)

    @rule(data=st.data())
    def suspend(self, data: st.DataObject) -> None:
        """A provider is suspended."""
        there = providers.providers(self.desk)
        if not there:
            return
        row = data.draw(st.sampled_from(there))
        providers.suspend(self.desk, row.id, self.desk.clock.today(), "staffing", "Head of Service")

    @rule()
    def next_day(self) -> None:
        """A night passes."""
        clock: Any = self.desk.clock
        clock.day += timedelta(days=1)

    @rule(seed=st.integers(1, 5))
    def bring_in_again(self, seed: int) -> None:
        """Other files come in over what is there, unless they lack a part that is promised."""
        intake = imports.read_files(self.desk, tables_of(*small_council(seed, packages=6)))
        if intake.faults:
            assert {fault.code for fault in intake.faults} == {"part_held"}
            return
        preview = imports.preview_import(self.desk, intake)
        imports.apply_import(self.desk, intake, "test", preview.read_up_to)

    @rule()
    def allocate(self) -> None:
        """A round is frozen and solved."""
        try:
            view = rounds.freeze_round(self.desk)
        except WorldError as error:
            assert error.faults[0].code == "round_empty"  # noqa: PT017
            return
        self.round_id = view.id
        view = solve_round(self.desk, view.id)
        assert view.verdict.justified

    @precondition(lambda self: self.round_id)
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        """A part is moved by hand, somewhere."""
        view = self._round()
        if view is None:
            return
        part = data.draw(st.sampled_from(list(view.plan)))
        award = data.draw(st.sampled_from(list(view.problem.index.awards)))
        expected = try_move(view, part.package, part.part, award)
        try:
            view = moves.move(
                self.desk,
                view.id,
                view.version,
                part.package,
                part.part,
                award,
                "asked for",
                authorised_by="Head",
            )
        except WorldError as error:
            assert {fault.code for fault in error.faults} <= {"move_settled", "move_issued"}  # noqa: PT017
            return
        assert view.verdict.valid == expected.valid

    @precondition(lambda self: self.round_id)
    @rule(data=st.data())
    def issue(self, data: st.DataObject) -> None:
        """Some packages are issued, if nothing stands against it."""
        view = self._round()
        placed = sorted({each.package for each in view.plan if each.award}) if view else []
        if view is None or not placed:
            return
        chosen = data.draw(st.lists(st.sampled_from(placed), min_size=1, max_size=3, unique=True))
        try:
            issued = issuing.issue(self.desk, view.id, view.version, chosen, PlainPaper())
        except WorldError:
            return
        for row in records.records(self.desk).rows:
            if row.number in issued.numbers.values():
                self.pages[row.id] = records.record_pages(self.desk, row.id)

    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        """An issued record is taken back."""
        standing = [row.number for row in records.records(self.desk).rows if not row.withdrawn]
        if standing:
            withdrawing.withdraw(self.desk, data.draw(st.sampled_from(standing)), "declined after all")

    @rule()
    def undo(self) -> None:
        """The last act is undone, or refused with a reason."""
        try:
            undoing.undo(self.desk)
        except WorldError as error:
            assert error.faults[0].code.startswith("undo_")  # noqa: PT017
        self._forget_undone_round()

    @rule()
    def undo_then_redo(self) -> None:
        """Redo brings back exactly what undo took."""
        before = self._values()
        try:
            undoing.undo(self.desk)
        except WorldError:
            return
        undoing.redo(self.desk)
        assert self._values() == before

    def _round(self) -> rounds.RoundView | None:
        return rounds.round_view(self.desk, self.round_id)

    def _forget_undone_round(self) -> None:
        if self.round_id and all(row.id != self.round_id for row in rounds.rounds(self.desk)):
            self.round_id = ""

    def _values(self) -> dict[str, dict[str, object]]:
        with self.store.reading() as view:
            return {
                name: {row.key: (row.value, row.origin) for row in view.rows(kind)}
                for name, kind in KINDS.items()
            }


Session.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a session is slow: shrinking takes many minutes
)
TestSession = Session.TestCase
