"""What a plan.csv says beside its placements: minutes, cost and start, held against what they should be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Cells
from allocation.intake.plan import PACKAGE, PART, STAFF_MINUTES, START, WEEKLY_COST_SAID
from allocation.model import PlacementKind, Plan
from allocation.problem import Problem
from allocation.use_cases.answer import PlanLine, plan_lines


def wrong_cells(rows: Iterable[Cells], plan: Plan, problem: Problem) -> Iterator[Fault]:
    """Each cell that is not what the round and the row's placement give. An empty cell says nothing.

    Rows of parts or awards that the round does not have are for the verdict to name.
    """
    index = problem.index
    parts = {(package.package, part.number) for package in index.packages.values() for part in package.parts}
    known = {
        key: award
        for key, award in plan.awards.items()
        if key in parts and (award is None or award in index.awards)
    }
    lines = {(line.package, line.part): line for line in plan_lines(problem, Plan.of(known))}
    said = [(row, lines[row[PACKAGE], row[PART]]) for row in rows if (row[PACKAGE], row[PART]) in lines]
    right = _rounded_otherwise(said)
    for row, line in said:
        if row[STAFF_MINUTES] not in (None, line.staff_minutes):
            yield row.fault(Code.NOT_AS_PLACED, STAFF_MINUTES, str(line.staff_minutes))
        if row[WEEKLY_COST_SAID] not in (None, line.weekly_pence) and line.package not in right:
            yield row.fault(Code.NOT_AS_PLACED, WEEKLY_COST_SAID, _pounds(line))
        start = row[START]
        if start not in (None, line.start) and not _began(problem, line, start):
            yield row.fault(Code.NOT_AS_PLACED, START, line.start.isoformat() if line.start else "")


def _pounds(line: PlanLine) -> str:
    return f"{line.weekly_pence // 100}.{line.weekly_pence % 100:02}" if line.award else ""


def _rounded_otherwise(said: Iterable[tuple[Cells, PlanLine]]) -> set[str]:
    """Packages whose cost is right as a whole, and only the odd penny stands at another of their parts."""
    costs: dict[str, list[tuple[int | None, int]]] = defaultdict(list)
    for row, line in said:
        costs[line.package].append((row[WEEKLY_COST_SAID], line.weekly_pence))
    return {
        package
        for package, pairs in costs.items()
        if all(cost is not None and abs(cost - pence) <= 1 for cost, pence in pairs)
        and sum(cost or 0 for cost, _ in pairs) == sum(pence for _, pence in pairs)
    }


def _began(problem: Problem, line: PlanLine, start: date) -> bool:
    """Whether this provider has the part already, and the day is one on which its care may have begun."""
    placement = problem.index.placements.get((line.package, line.part))
    return (
        placement is not None
        and line.award is not None
        and placement.kind in (PlacementKind.LIVE, PlacementKind.RELEASE)
        and placement.provider == line.award.provider
        and start <= problem.index.round_.day
    )
