"""plan.csv back to a plan: whoever wrote it, so that it can be judged."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Cells, Layout, needed, optional, usual
from allocation.intake.kinds import DATE, IDENTIFIER, WEEKLY_COST, whole
from allocation.intake.sheet import read_sheet
from allocation.intake.tables import Table
from allocation.model import Award, AwardKey, Plan, Round

PACKAGE = needed("package", IDENTIFIER, "The package.")
PART = usual("part", whole(1, 99), 1, "Its part.")
PROVIDER = optional("provider", IDENTIFIER, "Who has it; empty where it is unplaced.")
CONTRACT = optional("contract", IDENTIFIER, "Under which contract.")
LOT = optional("lot", IDENTIFIER, "In which lot.")
STEP = optional("step", whole(1, 99), "At which step.")
STAFF_MINUTES = optional("staff_minutes", whole(0, 60_000), "Staff minutes a week.")
WEEKLY_COST_SAID = optional("weekly_cost", WEEKLY_COST, "Pounds a week.")
START = optional("start", DATE, "When care starts.")

PLAN: Layout[Any] = Layout(
    "plan",
    "The plan, one row a part.",
    (
        PACKAGE,
        PART,
        PROVIDER,
        CONTRACT,
        LOT,
        STEP,
        STAFF_MINUTES,
        WEEKLY_COST_SAID,
        START,
    ),
    (PACKAGE, PART),
    required=True,
    either=(PROVIDER,),
)


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A plan as it was read, or its faults. What it leaves out or names wrongly is for the check to say.

    `rows` has the other cells, for whoever wants to know whether they are right.
    """

    plan: Plan | None
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()
    rows: tuple[Cells, ...] = field(default=(), compare=False, repr=False)


def read_plan(table: Table, round_: Round) -> PlanRead:
    """Read a plan of a round. Contract, lot and step may be empty where one award alone is meant.

    An award, package or part that the round does not have is no fault of reading: the verdict names it.
    """
    sheet = read_sheet(PLAN, table)
    awards: dict[tuple[str, int], AwardKey | None] = {}
    seen: dict[tuple[str, int], int] = {}
    faults = list(sheet.faults)
    held: dict[str, list[Award]] = defaultdict(list)
    for award in round_.awards:
        held[award.provider].append(award)
    for cells in sheet.rows:
        if cells.wrong:
            continue
        key = (cells[PACKAGE], cells[PART])
        if key in seen:
            faults.append(cells.fault(Code.DUPLICATE, PART, key=f"{key[0]} / {key[1]}", first=seen[key]))
        seen.setdefault(key, cells.number)
        faults.extend(_award(cells, held, awards))
    return PlanRead(None if faults else Plan.of(awards), tuple(faults), sheet.notices, sheet.rows)


def _award(
    cells: Cells, held: dict[str, list[Award]], awards: dict[tuple[str, int], AwardKey | None]
) -> Iterator[Fault]:
    """Note the row's award; where its cells are not enough to know which, say so."""
    key, provider = (cells[PACKAGE], cells[PART]), cells[PROVIDER]
    if provider is None:
        awards[key] = None
        return
    contract, lot, step = cells[CONTRACT], cells[LOT], cells[STEP]
    if contract is not None and lot is not None and step is not None:
        awards[key] = AwardKey(step, contract, lot, provider)
        return
    meant = [
        award.key
        for award in held.get(provider, ())
        if contract in (None, award.contract) and lot in (None, award.lot) and step in (None, award.step)
    ]
    if len(meant) == 1:
        awards[key] = meant[0]
    else:
        missing = CONTRACT if contract is None else LOT if lot is None else STEP
        awards[key] = None
        yield cells.fault(Code.EMPTY_CELL, missing)
