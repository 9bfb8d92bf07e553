"""A round's whole answer, kept nowhere: solve, judge independently, and say why. What `allocate` writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from allocation.check import Change, Reason, Verdict, judge, reasons, smallest_changes
from allocation.check.confirming import AnswerError, confirmed
from allocation.errors import WorldError
from allocation.model import AwardKey, Effort, Person, Plan, Result, Round
from allocation.ports import Progress, Solver
from allocation.problem import Problem, build
from allocation.rules.cost import weekly_pence, weekly_sixtieths
from allocation.rules.pair import pair_of


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One part of a plan as people read it. Minutes and pence a week; `start` None where it is unplaced.

    A package's cost is rounded once, so the lines of its parts add up to it: each line is what the sum grows
    by. Without a placement it costs nothing.
    """

    package: str
    part: int
    award: AwardKey | None
    staff_minutes: int
    weekly_pence: int
    start: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A solved round with everything that its papers are made from. `changes` are each unplaced package's."""

    round_: Round
    people: Mapping[str, Person]
    problem: Problem
    result: Result
    verdict: Verdict
    reasons: tuple[Reason, ...]
    changes: Mapping[str, tuple[Change, ...]]

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """The plan, line by line."""
        return plan_lines(self.problem, self.result.plan)


def answer(
    round_: Round,
    people: Mapping[str, Person],
    effort: Effort,
    solver: Solver,
    on_progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """Solve a round and judge what came back.

    Raises `WorldError` where the round's own pins break rules that they do not waive, before anything is
    solved, and `AnswerError` where the plan is not valid and justified.
    """
    problem = build(round_)
    if problem.faults:
        raise WorldError(*problem.faults)
    result = solver.solve(round_, effort, on_progress, cancelled)
    verdict = judge(round_, result.plan, problem)
    if not verdict.justified:
        raise AnswerError("; ".join(f"{fault.code} {fault.facts}" for fault in verdict.faults))
    unplaced = {each.package for each in result.plan if each.award is None}
    return Answer(
        round_=round_,
        people=people,
        problem=problem,
        result=replace(result, aims=confirmed(round_, result, verdict, problem)),
        verdict=verdict,
        reasons=reasons(round_, result.plan, problem),
        changes={
            package: smallest_changes(round_, result.plan, package, problem) for package in sorted(unplaced)
        },
    )


def plan_lines(problem: Problem, plan: Plan) -> tuple[PlanLine, ...]:
    """A plan of known awards, line by line, by package and part."""
    index = problem.index
    lines: list[PlanLine] = []
    spent: dict[str, int] = {}
    for each in plan:
        package = index.packages[each.package]
        part = next(part for part in package.parts if part.number == each.part)
        if each.award is None:
            lines.append(PlanLine(each.package, each.part, None, part.staff_minutes, 0, None))
            continue
        award = index.awards[each.award]
        before = spent.get(each.package, 0)
        after = before + weekly_sixtieths(part.staff_minutes, award.rate_for(package.specialist))
        spent[each.package] = after
        start = pair_of(index, package, part, award).start
        pence = weekly_pence(after) - weekly_pence(before)
        lines.append(PlanLine(each.package, each.part, each.award, part.staff_minutes, pence, start))
    return tuple(lines)
