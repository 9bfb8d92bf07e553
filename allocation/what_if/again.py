"""Solving again from the plan in hand: what every what-if question rests on.

The engine is asked through its port alone, and what it says is judged as any plan is. A question gets a small
amount of work, so that a council has its answer while it waits; where that did not settle an aim, the figure
is at least (for what a change brings) or at most (for what it takes) what could be found, and `settled` says
how far it is exact.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from allocation.check import Verdict, judge
from allocation.check.confirming import AnswerError, confirmed
from allocation.errors import WorldError
from allocation.model import Aim, Effort, Plan, Round
from allocation.ports import Solver
from allocation.problem import Problem, build

QUESTION = Effort(work=1_000, seconds=1.5)
"""What one of many questions may take."""
LOOK = Effort(work=100, seconds=1.5)
"""What each of a dozen questions may take that start from an answer which is good already."""
FURTHER = Effort(work=80_000)
"""How hard it is searched on where a search was ended before every aim was settled."""
REPLAN = Effort(work=600, bargains=3)
"""What a new plan after one event may take. It is kept and issued, so that it has to repeat: no clock."""
AT_ONCE = 2
"""Processes that answer questions at the same time."""


@dataclass(frozen=True, slots=True)
class Again:
    """A round, perhaps with one thing changed, solved again from a plan in hand. `aims` is empty where the
    search was ended before it had looked at any. `bargains` are plans with fewer changes, where asked for.
    """

    round_: Round
    problem: Problem
    plan: Plan
    verdict: Verdict
    aims: tuple[Aim, ...]
    bargains: tuple[Plan, ...] = ()

    @property
    def settled(self) -> int:
        """How many aims, from the first on, have no better value."""
        return next((number for number, aim in enumerate(self.aims) if not aim.proven), len(self.aims))

    def exact(self, aim: str) -> bool:
        """Whether this aim and all before it have no better value."""
        return any(each.aim == aim for each in self.aims[: self.settled])


@dataclass(frozen=True, slots=True)
class Question:
    """A round to solve again, where from, and near which providers to look first."""

    round_: Round
    start: Plan
    around: tuple[str, ...] = ()


def solve_again(
    question: Question,
    solver: Solver,
    effort: Effort = QUESTION,
    cancelled: Callable[[], bool] = lambda: False,
) -> Again:
    """Solve a round from a plan in hand, and judge what came back.

    Raises `WorldError` where the round's pins break rules that they do not waive, and
    `allocation.check.confirming.AnswerError` where the plan is not valid and justified.
    """
    round_ = question.round_
    problem = build(round_)
    if problem.faults:
        raise WorldError(*problem.faults)
    effort = replace(effort, start=question.start, around=question.around)
    result = solver.solve(round_, effort, lambda _: None, cancelled)
    verdict = judge(round_, result.plan, problem)
    if not verdict.justified:
        raise AnswerError("; ".join(f"{fault.code} {fault.facts}" for fault in verdict.faults))
    aims = confirmed(round_, result, verdict, problem)
    return Again(round_, problem, result.plan, verdict, aims, result.bargains)


def solve_all(
    questions: Sequence[Question],
    solver: Solver,
    effort: Effort = QUESTION,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Again | None]:
    """The answers in the order of the questions, some worked on at once.

    None for those that were not begun when somebody cancelled.
    """

    def answer(question: Question) -> Again | None:
        return None if cancelled() else solve_again(question, solver, effort, cancelled)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(answer, questions)
