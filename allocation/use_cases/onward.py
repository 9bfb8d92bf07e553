"""What follows a block of care (reablement, CONTRACTS A10): a package of the same person, filled from it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from allocation.acts import created, read
from allocation.acts.rows import Case, State
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, Done, keep, writing
from allocation.use_cases.held_care import held_care
from allocation.use_cases.waiting_list import case_as_read
from allocation.use_cases.who import Right

FOLLOWING = "care at home"
"""The service that usually follows."""

AFTER = (State.ACCEPTED, State.LIVE, State.SUSPENDED, State.ENDED)
"""The states of a package that something may follow."""


@dataclass(frozen=True, slots=True)
class Onward:
    """The package that was made, by id and reference."""

    id: str
    reference: str
    done: Done


def make_onward(desk: Desk, key: str, read_version: int, service: str = FOLLOWING) -> Onward:
    """A package with this service waits from today for the same person: the same area, visits, needs and
    wishes, wanted from the day after the block, with who has it now as current provider. It has no block and
    no authorised hours yet, for these are decided anew; correct it as any referral. One act, which an undo
    takes back.

    Raises `WorldError`: `not_found`, `conflict`, `wrong_state`.
    """
    with writing(desk, Right.REFER) as writer:
        row = case_as_read(writer, key, read_version, *AFTER)
        today, before = desk.clock.today(), row.value.package
        held = next(iter(held_care(writer, [row])[key]), None)
        ends = held.block_end if held else None
        starts = ends + timedelta(days=1) if ends else None
        reference = _free_reference(writer, before.package)
        package = replace(
            before,
            package=reference,
            service=service.strip() or before.service,
            hospital_discharge=False,
            discharge_date=None,
            waiting_since=today,
            wanted_start=max(starts, today) if starts else None,
            current_provider=held.provider if held else before.current_provider,
            block_weeks=None,
            authorised_minutes=None,
        )
        new = desk.new_id()
        change = created(new, Case(package, row.value.person, State.WAITING, today))
        facts: dict[str, str | int] = {"package": reference, "before": before.package}
        return Onward(new, reference, keep(desk, writer, "onward", [change], reads=[read(row)], facts=facts))


def _free_reference(view: Reading, reference: str) -> str:
    """The old reference with the first number from 2 on that makes it new: R-17, then R-17-2."""
    number = 2
    while view.count(Case, package=f"{reference}-{number}"):
        number += 1
    return f"{reference}-{number}"
