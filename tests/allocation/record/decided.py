"""A decided round for the tests of records and paper: the waterfall's plan, judged, with its reasons."""

from dataclasses import dataclass
from datetime import UTC, datetime

from allocation.check import Change, Reason, Verdict, judge, reasons, smallest_changes
from allocation.model import Aim, Effort, Person, Plan, Result, Round, StoppedBy
from allocation.problem import Problem, build
from allocation.problem.waterfall import waterfall
from allocation.record import (
    AllocationRecord,
    Authority,
    Issue,
    RoundSummary,
    allocation_records,
    round_summary,
)
from tests.workloads import council


@dataclass(frozen=True)
class Decided:
    """A round, its plan, and all that papers are made from."""

    round_: Round
    problem: Problem
    plan: Plan
    verdict: Verdict
    reasons: tuple[Reason, ...]
    changes: dict[str, tuple[Change, ...]]
    people: dict[str, Person]
    issue: Issue
    result: Result

    def records(self) -> tuple[AllocationRecord, ...]:
        """The plan's records."""
        return allocation_records(
            self.round_,
            self.plan,
            self.verdict,
            self.reasons,
            self.people,
            self.issue,
            self.result,
            self.problem,
        )

    def summary(self) -> RoundSummary:
        """The round's summary."""
        return round_summary(
            self.round_, self.plan, self.verdict, self.reasons, self.changes, self.issue, self.result,
            self.problem, "RS-2026-0003",
        )  # fmt: skip


def decide(round_: Round, people: dict[str, Person] | None = None, plan: Plan | None = None) -> Decided:
    """Judge and explain a plan of a round, by default the waterfall's, and issue it."""
    problem = build(round_)
    plan = plan or problem.plan(waterfall(problem))
    verdict = judge(round_, plan, problem)
    aims = tuple(Aim(aim, value, value, True, "proven") for aim, value in verdict.aims.items())
    waiting = [each.package for each in plan if each.award is None]
    return Decided(
        round_=round_,
        problem=problem,
        plan=plan,
        verdict=verdict,
        reasons=reasons(round_, plan, problem),
        changes={package: smallest_changes(round_, plan, package, problem) for package in waiting},
        people=people or {},
        issue=Issue(
            by="Ailsa Drummond",
            at=datetime(2026, 6, 1, 10, 42, tzinfo=UTC),
            numbers={each.package: f"AR-2026-{n:04}" for n, each in enumerate(round_.packages, 1)},
            authorities={each.package: Authority("M. Innes", "no room earlier") for each in round_.packages},
            contact="matching.unit@westhaven.example",
            version="0.1.0",
        ),
        result=Result(plan, aims, Effort(seed=1), StoppedBy.DONE, 10, 0.5),
    )


def decided_council(packages: int = 24) -> Decided:
    """A small council of shape A1 in shortage, with people of many names."""
    round_, people = council("A1", 5, packages=packages, providers=8, live=6)
    return decide(round_, people)
