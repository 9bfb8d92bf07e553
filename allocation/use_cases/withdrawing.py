"""Withdrawing: what was issued has left the building, so an act of its own takes it back."""

from dataclasses import replace

from allocation.acts import changed, created
from allocation.acts.rows import Case, Promise, Record, State, Withdrawal
from allocation.errors import Fault, WorldError
from allocation.use_cases.desk import Desk, Done, keep, not_found, writing
from allocation.use_cases.who import Right


def withdraw(desk: Desk, number: str, reason: str) -> Done:
    """Take an issued record back: its room is free, and its package waits (or lives) as before.

    The record itself stands, as withdrawn. Raises `WorldError`: `not_found`,
    `withdraw_reason`, `withdraw_twice`.
    """
    if not reason.strip():
        raise WorldError(Fault("withdraw_reason", column="reason"))
    with writing(desk, Right.ISSUE) as writer:
        row = next(iter(writer.rows(Record, number=number)), None)
        if row is None:
            raise not_found("record", number)
        if writer.get(Withdrawal, row.key) is not None:
            raise WorldError(Fault("withdraw_twice", facts={"number": number}))
        today = desk.clock.today()
        changes = [created(row.key, Withdrawal(row.key, today, desk.actor.name, reason.strip()))]
        held = writer.rows(Promise, record=row.key, ended=None)
        changes += [changed(each, replace(each.value, ended=today)) for each in held]
        case = writer.get(Case, row.value.package)
        if case is not None and held and case.value.state is not State.ENDED:
            back = (case.value.state is State.ACCEPTED and case.value.before) or State.WAITING
            changes.append(changed(case, replace(case.value, state=back, since=today, before=None)))
        label = case.value.package.package if case else ""
        return keep(desk, writer, "withdraw", changes, facts={"number": number, "package": label})
