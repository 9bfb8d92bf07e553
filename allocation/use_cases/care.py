"""A package's care: it begins, rests for a while, goes on. Each as of a day, today or before."""

from dataclasses import replace
from datetime import date

from allocation.acts import RowChange, changed
from allocation.acts.rows import Case, Promise, State
from allocation.errors import Fault, WorldError
from allocation.ports import Writing
from allocation.use_cases.desk import Desk, Done, keep, writing
from allocation.use_cases.waiting_list import case_as_read
from allocation.use_cases.who import Right

MAY_START = (State.OFFERED, State.ACCEPTED)
MAY_REST = (State.ACCEPTED, State.LIVE)
MAY_GO_ON = (State.SUSPENDED,)
"""The states in which each of these is possible."""


def start_care(desk: Desk, key: str, read_version: int, on: date | None = None) -> Done:
    """Care has begun (on a day, else today): the package is live. Care that began was accepted, so an offer
    that was still out is accepted by it. It may have begun before the record was issued, in an emergency.

    Raises `WorldError`: `wrong_state`, `conflict`, `care_future`, `care_offers`.
    """
    return _step(desk, key, read_version, "start_care", on)


def suspend_care(desk: Desk, key: str, read_version: int, on: date | None = None) -> Done:
    """Care rests for a while (a stay in hospital, say). What the provider holds, it keeps holding.

    Raises `WorldError` as `start_care` does, and `care_before` (a day before the present state began).
    """
    return _step(desk, key, read_version, "suspend_care", on)


def resume_care(desk: Desk, key: str, read_version: int, on: date | None = None) -> Done:
    """Care goes on as it was before it rested. Raises `WorldError` as `suspend_care` does."""
    return _step(desk, key, read_version, "resume_care", on)


_FROM = {"start_care": MAY_START, "suspend_care": MAY_REST, "resume_care": MAY_GO_ON}


def _step(desk: Desk, key: str, read_version: int, kind: str, on: date | None) -> Done:
    today = desk.clock.today()
    on = on or today
    if on > today:
        raise WorldError(Fault("care_future", column="on", value=on.isoformat()))
    with writing(desk, Right.REFER) as writer:
        row = case_as_read(writer, key, read_version, *_FROM[kind])
        if kind != "start_care" and row.value.since is not None and on < row.value.since:
            raise WorldError(Fault("care_before", column="on", value=on.isoformat(), facts=_since(row.value)))
        changes = [changed(row, _after(row.value, kind, on))]
        if kind == "start_care":
            changes += _begun(writer, key, on)
        facts: dict[str, str | int] = {"package": row.value.package.package, "on": on.isoformat()}
        return keep(desk, writer, kind, changes, facts=facts)


def _after(case: Case, kind: str, on: date) -> Case:
    if kind == "start_care":
        return replace(case, state=State.LIVE, since=on, before=None)
    if kind == "suspend_care":
        return replace(case, state=State.SUSPENDED, since=on, before=case.state)
    return replace(case, state=case.before or State.LIVE, since=on, before=None)


def _begun(writer: Writing, key: str, on: date) -> list[RowChange]:
    """Who holds it has accepted it and gives its care from that day on, or already from an earlier one.

    Raises `WorldError` (`care_offers`) where a part is out with several, so that nobody knows who began.
    """
    held = writer.rows(Promise, package=key, ended=None)
    if len({row.value.part for row in held}) < len(held):
        raise WorldError(Fault("care_offers"))
    return [
        changed(row, replace(row.value, accepted=True, began=min(on, row.value.began or on))) for row in held
    ]


def _since(case: Case) -> dict[str, str | int]:
    return {"since": case.since.isoformat() if case.since else "", "state": case.state.value}
