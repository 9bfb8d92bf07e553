"""Random sessions at a desk: whatever people do, undo and redo, the tables are what the acts say."""

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from allocation.acts import KINDS
from allocation.acts.rows import Answer, Case, EndReason, Offer, Promise, State
from allocation.codec import to_bytes
from allocation.errors import WorldError
from allocation.lists import OfferQuery, OfferRow, OfferState, PackageQuery
from allocation.model import CapacityRow, Effort
from allocation.use_cases import (
    chain,
    issuing,
    moves,
    notes,
    providers,
    records,
    referrals,
    rounds,
    undoing,
    waiting_list,
    withdrawing,
)
from allocation.use_cases.asking import ask_now
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offer, offers
from db.opening import open_store
from tests.desks import (
    PlainPaper,
    Waterfall,
    bring_in,
    desk_on,
    never,
    no_progress,
    replayed,
    small_council,
    try_move,
)

_TEMPLATE: list[Path] = []


def _template() -> Path:
    """An empty memory that stands ready, so that each session need not migrate anew."""
    if not _TEMPLATE:
        folder = Path(tempfile.mkdtemp())
        open_store(str(folder / "empty.db")).close()
        _TEMPLATE.append(folder / "empty.db")
    return _TEMPLATE[0]


class Session(RuleBasedStateMachine):
    """One person, then another, at one desk."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(_template(), self.folder / "lotwise.db")
        self.store = open_store(str(self.folder / "lotwise.db"))
        self.desk = desk_on(self.store)
        self.round_id = ""
        self.pages: dict[str, bytes] = {}

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.store.close()
        shutil.rmtree(self.folder)

    @initialize(seed=st.integers(1, 5))
    def first(self, seed: int) -> None:
        """A council is brought in."""
        self.round_, self.people = small_council(seed, packages=6)
        bring_in(self.desk, self.round_, self.people)

    def _package(self, data: st.DataObject, *states: State) -> Any:
        page = waiting_list.packages(self.desk, PackageQuery(states=states or tuple(State)))
        return data.draw(st.sampled_from(page.rows)) if page.rows else None

    @rule(data=st.data(), minutes=st.integers(15, 90), name=st.text(max_size=8))
    def correct(self, data: st.DataObject, minutes: int, name: str) -> None:
        """A referral is corrected."""
        row = self._package(data)
        if row is None:
            return
        draft = referrals.draft_of(self.desk, row.id)
        visits = ({**draft.visits[0], "minutes": str(minutes)}, *draft.visits[1:])
        draft = replace(draft, fields={**draft.fields, "name": name.replace("\x00", "")}, visits=visits)
        try:
            referrals.save_referral(self.desk, draft)
        except WorldError as error:
            assert all(fault.file for fault in error.faults)  # noqa: PT017 - refused for its fields, nothing else

    @rule(data=st.data(), parts=st.booleans())
    def share_out(self, data: st.DataObject, parts: bool) -> None:
        """What was asked for is shared out between two providers, or given to one again, unless the part that
        would go is promised.
        """
        row = self._package(data, State.OFFERED, State.ACCEPTED)
        if row is None:
            return
        draft = referrals.draft_of(self.desk, row.id)
        first, *others = draft.visits
        last = {**(others[-1] if others else first), "part": "2" if parts else "1"}
        fields = {**draft.fields, "split_allowed": "A Person" if parts else ""}
        draft = replace(draft, fields=fields, visits=(first, *others[:-1], last))
        try:
            referrals.save_referral(self.desk, draft)
        except WorldError as error:
            assert all(fault.file for fault in error.faults)  # noqa: PT017
            return
        now = {part.number for part in waiting_list.package(self.desk, row.id).package.parts}
        assert now == ({1, 2} if parts else {1})

    @rule(data=st.data())
    def stale(self, data: st.DataObject) -> None:
        """Who read before another's change overwrites nothing."""
        row = self._package(data)
        if row is None:
            return
        with pytest.raises(WorldError, match="conflict"):
            referrals.close_package(self.desk, row.id, row.version + 1, EndReason.OTHER)

    @rule(data=st.data(), reason=st.sampled_from(EndReason))
    def close(self, data: st.DataObject, reason: EndReason) -> None:
        """A package ends."""
        row = self._package(data, State.WAITING, State.OFFERED, State.ACCEPTED, State.LIVE)
        if row is not None:
            referrals.close_package(self.desk, row.id, row.version, reason)

    @rule(data=st.data(), text=st.text(min_size=1, max_size=20))
    def note(self, data: st.DataObject, text: str) -> None:
        """A note is written."""
        row = self._package(data)
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
        """Another file comes in over what is there."""
        round_, people = small_council(seed, packages=6)
        try:
            bring_in(self.desk, round_, people)
        except WorldError as error:
            assert {fault.code for fault in error.faults} == {"part_held"}  # noqa: PT017

    @rule()
    def allocate(self) -> None:
        """A round is frozen and solved."""
        try:
            view = rounds.freeze_round(self.desk)
        except WorldError as error:
            assert error.faults[0].code == "round_empty"  # noqa: PT017
            return
        self.round_id = view.id
        view = rounds.allocate(self.desk, view.id, Effort(), Waterfall(), no_progress, never)
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

    @rule(data=st.data(), reasoned=st.booleans())
    def ask(self, data: st.DataObject, reasoned: bool) -> None:
        """A provider of a package's ladder is asked, in turn or out of it, exactly as the ladder allows."""
        row = self._package(data, State.WAITING, State.OFFERED)
        if row is None:
            return
        try:
            asking = ask_now(self.desk, row.id)
        except WorldError as error:
            assert error.faults[0].code in ("ask_settled", "ask_direct_payment")  # noqa: PT017
            return
        rungs = [(each.part.number, rung) for each in asking.ladders for rung in each.rungs]
        if not rungs:
            return
        part, rung = data.draw(st.sampled_from([each for each in rungs if each[1].turn] or rungs))
        step = asking.index.steps[rung.award.contract, rung.award.step]
        expected: set[str] = set()
        if (part, rung.award) in asking.out:
            expected = {"offer_out"}
        elif rung.turn is None:
            expected = {"offer_barred"}
        elif not reasoned:
            expected = {"offer_turn"} if rung.wave != 1 else set()
            expected |= {"offer_authority"} if step.needs_authority else set()
        words = {"reason": "the family asks", "authorised_by": "Head"} if reasoned else {}
        try:
            made = offer(self.desk, row.id, part, rung.award, **words)
        except WorldError as error:
            assert {fault.code for fault in error.faults} == expected  # noqa: PT017
            return
        assert not expected
        assert made.due >= asking.deadlines[rung.award.contract, rung.award.step]
        assert ask_now(self.desk, row.id).out[part, rung.award].due == made.due

    @precondition(lambda self: self._offers())
    @rule(data=st.data(), answer=st.sampled_from(Answer), reason=st.sampled_from(["", "no staff"]))
    def answer(self, data: st.DataObject, answer: Answer, reason: str) -> None:
        """What came of an offer is recorded: it says so, or is refused for a reason that is so."""
        everything = self._offers()
        out = [each for each in everything if each.state is OfferState.OUT]
        row = data.draw(st.sampled_from(out or everything) | st.sampled_from(everything))
        with self.store.reading() as view:
            promise = view.rows(Promise, id=row.id)[0].value
        open_ = row.state is OfferState.OUT
        allowed = {
            Answer.ACCEPTED: open_ and row.answer is None,
            Answer.DECLINED: open_ and bool(reason),
            Answer.LAPSED: open_ and self.desk.clock.now() >= row.due,
            Answer.WITHDRAWN: row.state is not OfferState.ENDED and promise.record is None and bool(reason),
        }
        try:
            answered = answer_offer(self.desk, row.id, row.version, answer, reason=reason)
        except WorldError as error:
            codes = {fault.code.partition("_")[0] for fault in error.faults}
            assert (codes, allowed[answer]) == ({"offer"}, False)
            return
        assert allowed[answer]
        assert answered.holds <= (answer is Answer.ACCEPTED)
        [after] = [each for each in self._offers() if each.id == row.id]
        assert after.answer is answer
        where = OfferState.ACCEPTED if answered.holds else OfferState.OUT
        assert after.state is (where if answer is Answer.ACCEPTED else OfferState.ENDED)

    @rule(data=st.data())
    def ring(self, data: st.DataObject) -> None:
        """The first of a ladder is rung and says yes at once, so it has the part."""
        row = self._package(data, State.WAITING)
        if row is None:
            return
        try:
            ladder = ask_now(self.desk, row.id).ladders[0]
        except WorldError as error:
            assert error.faults[0].code == "ask_direct_payment"  # noqa: PT017
            return
        for rung in ladder.asked[:1]:
            words = {"reason": "by telephone", "authorised_by": "Head"}
            made = offer(self.desk, row.id, ladder.part.number, rung.award, **words)
            [asked] = [each for each in self._offers() if each.id == made.key]
            assert answer_offer(self.desk, made.key, asked.version, Answer.ACCEPTED).holds

    def _offers(self) -> list[OfferRow]:
        return [row for state in OfferState for row in offers(self.desk, OfferQuery(state=state)).rows]

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

    @invariant()
    def tables_are_what_the_acts_say(self) -> None:
        """Replaying every act from empty gives equal tables, versions and origins included."""
        with self.store.reading() as view:
            memory = replayed(view)
            for name, kind in KINDS.items():
                assert {row.key: row for row in view.rows(kind)} == memory.rows[name], name
            keys = [(kind, key) for kind, rows in memory.rows.items() for key in rows] + list(memory.gone)
            standing = {
                key: (memory.rows[key[0]][key[1]].version, memory.rows[key[0]][key[1]].origin)
                for key in keys
                if key[1] in memory.rows[key[0]]
            } | memory.gone
            assert view.standing(keys) == standing
            undone = {line.number for line in view.history([], 10_000) if line.undone}
            assert undone == set(memory.undone)

    @invariant()
    def offers_and_what_they_hold_agree(self) -> None:
        """Each part is with one provider at most, asked in one order; who accepted first in it has the part,
        and packages that wait or are offered hold what their state says.
        """
        with self.store.reading() as view:
            made = {row.key: row.value for row in view.rows(Offer)}
            held = {row.key: row.value for row in view.rows(Promise, ended=None)}
            cases = {row.key: row.value for row in view.rows(Case)}
        for package, case in cases.items():
            numbers = {part.number for part in case.package.parts}
            mine = {key: each for key, each in held.items() if each.package == package}
            assert {each.part for each in mine.values()} <= numbers, "room held for a part that is gone"
            accepted = [each.part for each in mine.values() if each.accepted]
            assert len(accepted) == len(set(accepted)), "a part with two providers"
            for part in numbers:
                out = [made[key] for key, each in mine.items() if each.part == part and not each.accepted]
                assert not (out and part in accepted), "asked for although it is placed"
                out.sort(key=lambda each: each.place)
                assert len({each.place for each in out}) == len(out)
                assert not out or out[0].answer is None, "the first that accepted has not got it"
                assert all(each.answer in (None, Answer.ACCEPTED) for each in out)
            issued = any(each.record for each in mine.values())
            if case.state in (State.WAITING, State.OFFERED, State.ACCEPTED) and mine and not issued:
                whole = numbers == set(accepted)
                assert case.state is (State.ACCEPTED if whole else State.OFFERED)
            if case.state is State.OFFERED:
                assert mine
            assert case.state is not State.ENDED or not mine

    @invariant()
    def the_chain_holds(self) -> None:
        """Every act is what it was, and none has a name in it."""
        assert chain.verify(self.desk).broken_at is None
        names = {person.name for person in getattr(self, "people", {}).values() if len(person.name) > 6}
        with self.store.reading() as view:
            acts = b"".join(to_bytes(act) for act in view.chain())
        assert not [name for name in names if to_bytes(name)[1:-1] in acts]

    @invariant()
    def issued_pages_never_change(self) -> None:
        """A reprint is the same, byte for byte."""
        for key, pages in self.pages.items():
            assert records.record_pages(self.desk, key) == pages


Session.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a session is slow: shrinking takes many minutes
)
TestSession = Session.TestCase
