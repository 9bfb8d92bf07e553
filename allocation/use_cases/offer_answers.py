"""What came of an offer: accepted, declined, no answer in time, or taken back by the council.

Of several that were asked at once, the earliest in the order of asking that accepts has the package: an
acceptance stands over while one asked before may still answer, and ends the others when it holds.
"""

from dataclasses import dataclass, replace
from datetime import date

from allocation.acts import Row, RowChange, changed, created, read
from allocation.acts.offers import Answer, Offer
from allocation.acts.rows import Case, Promise, State
from allocation.errors import Fault, WorldError
from allocation.model import Outcome, Provider, Refusal
from allocation.ports import Writing
from allocation.use_cases.desk import Desk, Done, conflict, keep, not_found, writing
from allocation.use_cases.offers import open_offers
from allocation.use_cases.waiting_list import case_of
from allocation.use_cases.who import Right

KINDS: dict[Answer, str] = {
    Answer.ACCEPTED: "offer_accepted",
    Answer.DECLINED: "offer_declined",
    Answer.LAPSED: "offer_lapsed",
    Answer.WITHDRAWN: "withdraw_offer",
}
"""The kind of act that each is. An answer typed wrongly is undone; a withdrawal has left the building."""

RULES_OUT = {Answer.DECLINED: Outcome.DECLINED, Answer.LAPSED: Outcome.LAPSED}
"""Answers after which the pair is not asked again for a time (FORMATS, "Refusals")."""


@dataclass(frozen=True, slots=True)
class Answered:
    """`holds`: of an acceptance, whether the provider has the package; else it waits for one asked before."""

    holds: bool
    done: Done


def answer_offer(
    desk: Desk,
    offer: str,
    read_version: int,
    answer: Answer,
    *,
    reason: str = "",
    until: date | None = None,
) -> Answered:
    """Record what came of an offer, by its id. What is accepted holds its room, until a record is issued.

    `until` is the last day on which a refusal, or no answer, rules the provider out for the package; without
    it that holds until its next return. Raises `WorldError`: `not_found`, `conflict`, `offer_ended`,
    `offer_accepted` (already), `offer_reason`, `offer_early` (it has still time), `refusal_dates`,
    `refusal_until` (nothing is refused).
    """
    reason, today = reason.strip(), desk.clock.today()
    right = Right.ISSUE if answer is Answer.WITHDRAWN else Right.REFER
    with writing(desk, right) as writer:
        row, promise = writer.get(Offer, offer), writer.get(Promise, offer)
        if row is None or promise is None:
            raise not_found("offer", offer)
        case, provider = case_of(writer, row.value.package), writer.get(Provider, row.value.provider)
        if provider is None:
            raise not_found("provider", row.value.provider)
        label = case.value.package.package
        if row.version != read_version:
            raise conflict("offer", label)
        facts: dict[str, str | int] = {"package": label, "provider": provider.value.name}
        if faults := _faults(desk, row.value, promise.value, answer, reason, until):
            raise WorldError(*(replace(fault, facts=fault.facts | facts) for fault in faults))
        work = _Work(desk, writer, case)
        work.answer(row, promise, answer)
        if outcome := RULES_OUT.get(answer):
            said = Refusal(case.key, row.value.provider, outcome, today, until, reason)
            work.changes.append(created(desk.new_id(), said))
        holds = work.settle(row.value.part)
        work.state()
        if reason:
            facts["reason"] = reason
        reads = [read(provider)] if work.moved else [read(case), read(provider)]
        done = keep(desk, writer, KINDS[answer], work.changes, reads=reads, facts=facts)
    return Answered(holds == offer, done)


def _faults(
    desk: Desk, offer: Offer, promise: Promise, answer: Answer, reason: str, until: date | None
) -> list[Fault]:
    taken_back = answer is Answer.WITHDRAWN and promise.record is None
    if promise.ended is not None or (promise.accepted and not taken_back):
        return [Fault("offer_ended")]
    faults = []
    if answer is Answer.ACCEPTED and offer.answer is Answer.ACCEPTED:
        faults.append(Fault("offer_accepted"))
    if answer in (Answer.DECLINED, Answer.WITHDRAWN) and not reason:
        faults.append(Fault("offer_reason", column="reason"))
    if answer is Answer.LAPSED and desk.clock.now() < offer.due:
        faults.append(Fault("offer_early", facts={"due": offer.due.isoformat()}))
    if until is not None and answer not in RULES_OUT:
        faults.append(Fault("refusal_until", column="until", value=until.isoformat()))
    elif until is not None and until < desk.clock.today():
        faults.append(Fault("refusal_dates", column="until", value=until.isoformat()))
    return faults


class _Work:
    """One answer, gathering its changes: what the rows will be is asked of it, not of the tables."""

    def __init__(self, desk: Desk, writer: Writing, case: Row[Case]) -> None:
        self.desk = desk
        self.writer = writer
        self.case = case
        self.moved = False
        held = writer.rows(Promise, package=case.key, ended=None)
        self.promises = {row.key: row for row in held}
        self.holding = {row.key: row.value.accepted for row in held}
        self.answers: dict[str, Answer] = {}
        self.changes: list[RowChange] = []

    def answer(self, offer: Row[Offer], promise: Row[Promise], answer: Answer) -> None:
        """Note an answer; what is not accepted gives its room back."""
        value = replace(
            offer.value, answer=answer, answered=self.desk.clock.now(), answered_by=self.desk.actor.name
        )
        self.changes.append(changed(offer, value))
        self.answers[offer.key] = answer
        if answer is not Answer.ACCEPTED:
            ended = replace(promise.value, ended=self.desk.clock.today())
            self.changes.append(changed(promise, ended))
            del self.holding[promise.key]

    def settle(self, part: int) -> str:
        """Give the part to the first in order that accepted, once none before it may still answer; its id."""
        out = [row for row in open_offers(self.writer, self.case.key, part) if row.key in self.holding]
        if not out or self.answers.get(out[0].key, out[0].value.answer) is not Answer.ACCEPTED:
            return ""
        first, *others = out
        promise = self.promises[first.key]
        accepted = replace(promise.value, accepted=True, on=self.desk.clock.today())
        self.changes.append(changed(promise, accepted))
        self.holding[first.key] = True
        for row in others:
            self.answer(row, self.promises[row.key], Answer.WITHDRAWN)
        return first.key

    def state(self) -> None:
        """Accepted where every part is, offered where anything is held, else it waits again."""
        parts = {part.number for part in self.case.value.package.parts}
        accepted = {self.promises[key].value.part for key, holds in self.holding.items() if holds}
        waits = State.OFFERED if self.holding else State.WAITING
        state = State.ACCEPTED if accepted >= parts else waits
        if state is not self.case.value.state:
            self.moved = True
            after = replace(self.case.value, state=state, since=self.desk.clock.today())
            self.changes.append(changed(self.case, after))
