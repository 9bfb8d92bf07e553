"""What a provider or a person said of a package, typed as it is heard, and taken back."""

from dataclasses import replace
from datetime import date

from allocation.acts import created, read, removed
from allocation.acts.rows import State
from allocation.errors import Fault, WorldError
from allocation.model import Outcome, Provider, Refusal
from allocation.use_cases.desk import Desk, Done, conflict, keep, not_found, writing
from allocation.use_cases.waiting_list import case_of
from allocation.use_cases.who import Right

FOR_A_TIME = (Outcome.DECLINED, Outcome.LAPSED)
"""Outcomes that rule a pair out for a time; the others hold until withdrawn (FORMATS, "Refusals")."""


def record_refusal(
    desk: Desk,
    package: str,
    provider: str,
    outcome: Outcome,
    on: date,
    reason: str,
    until: date | None = None,
) -> Done:
    """Rule a provider out for a package. Both are ids; `on` is the day it was said, `until` the last day.

    Without `until`, what was declined or lapsed holds until the provider's next return. Raises `WorldError`:
    `refusal_future`, `refusal_dates`, `refusal_until` (an end where there is none), `refusal_reason`,
    `refusal_twice`, `wrong_state` (an ended package), `not_found`.
    """
    faults = _faults(outcome, on, reason, until, desk.clock.today())
    if faults:
        raise WorldError(*faults)
    said = Refusal(package, provider, outcome, on, until, reason.strip())
    with writing(desk, Right.REFER) as writer:
        row, asked = case_of(writer, package), writer.get(Provider, provider)
        if asked is None:
            raise not_found("provider", provider)
        facts: dict[str, str | int] = {
            "package": row.value.package.package,
            "provider": asked.value.name,
            "outcome": outcome.value,
        }
        if row.value.state is State.ENDED:
            raise WorldError(Fault("wrong_state", facts={**facts, "state": row.value.state.value}))
        before = [
            replace(each.value, until=until, reason=said.reason)
            for each in writer.rows(Refusal, package=package)
        ]
        if said in before:
            raise WorldError(Fault("refusal_twice", value=asked.value.name))
        change = created(desk.new_id(), said)
        return keep(desk, writer, "refusal", [change], reads=[read(row), read(asked)], facts=facts)


def withdraw_refusal(desk: Desk, refusal: str, read_version: int) -> Done:
    """Take back what was said: the pair may be asked again. The acts keep what it was.

    Raises `WorldError`: `not_found`, `conflict`.
    """
    with writing(desk, Right.REFER) as writer:
        row = writer.get(Refusal, refusal)
        if row is None:
            raise not_found("refusal", refusal)
        case, asked = case_of(writer, row.value.package), writer.get(Provider, row.value.provider)
        if asked is None:
            raise not_found("provider", row.value.provider)
        if row.version != read_version:
            raise conflict("refusal", case.value.package.package)
        facts: dict[str, str | int] = {
            "package": case.value.package.package,
            "provider": asked.value.name,
            "outcome": row.value.outcome.value,
        }
        reads = [read(case), read(asked)]
        return keep(desk, writer, "withdraw_refusal", [removed(row)], reads=reads, facts=facts)


def _faults(outcome: Outcome, on: date, reason: str, until: date | None, today: date) -> list[Fault]:
    faults = []
    if on > today:
        faults.append(Fault("refusal_future", column="on", value=on.isoformat()))
    if until is not None and outcome not in FOR_A_TIME:
        faults.append(Fault("refusal_until", column="until", value=until.isoformat()))
    elif until is not None and until < on:
        faults.append(Fault("refusal_dates", column="until", value=until.isoformat()))
    if not reason.strip() and outcome is not Outcome.LAPSED:
        faults.append(Fault("refusal_reason", column="reason"))
    return faults
