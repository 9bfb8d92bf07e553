"""What a random session does with offers, and what must hold of them."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from allocation.acts.offers import Answer, Offer
from allocation.acts.rows import Case, Promise, State
from allocation.errors import WorldError
from allocation.lists import OfferQuery, OfferRow, OfferState
from allocation.use_cases import referrals, waiting_list
from allocation.use_cases.asking import ask_now
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offer, offers
from tests.db.session import AtADesk


class WithOffers(AtADesk):
    """Packages are shared out in parts, asked for and answered."""

    @rule(data=st.data(), parts=st.booleans())
    def share_out(self, data: st.DataObject, parts: bool) -> None:
        """What was asked for is shared out between two providers, or given to one again, unless the part that
        would go is promised.
        """
        row = self.a_package(data, State.OFFERED, State.ACCEPTED)
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

    @rule(data=st.data(), reasoned=st.booleans())
    def ask(self, data: st.DataObject, reasoned: bool) -> None:
        """A provider of a package's ladder is asked, in turn or out of it, exactly as the ladder allows."""
        row = self.a_package(data, State.WAITING, State.OFFERED)
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
        row = self.a_package(data, State.WAITING)
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
