"""What would place a package that waits: each smallest change is made, and the whole round solved again.

`smallest_changes` looks at the plan as it stands. Solving again says what the change would really do: the
best plan may give what was gained to somebody more urgent, and others may move.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from allocation.check import Change, smallest_changes
from allocation.model import AwardKey, Plan, Round
from allocation.ports import Solver
from allocation.problem import Problem
from allocation.what_if.again import Again, Question, solve_all
from allocation.what_if.changed import with_change
from allocation.what_if.comparing import Comparison, compare


@dataclass(frozen=True, slots=True)
class Tried:
    """One change, made and solved again. `placed_at`: where the package then is; None: not placed even then,
    because others come before it.
    """

    change: Change
    again: Again
    placed_at: AwardKey | None
    comparison: Comparison


def what_places(
    round_: Round,
    plan: Plan,
    package: str,
    problem: Problem,
    solver: Solver,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Tried]:
    """Try the smallest change of each kind for an unplaced package of one part, one after another.

    `problem` is the round's. Nothing for packages of several parts, and for those that are placed.
    """
    changes = smallest_changes(round_, plan, package, problem)
    if not changes:
        return
    part = next(each.part for each in plan if each.package == package)
    questions = [
        Question(
            with_change(round_, package, change),
            plan.moved(package, part, change.award),
            (change.provider,),
        )
        for change in changes
    ]
    for change, again in zip(changes, solve_all(questions, solver, cancelled=cancelled), strict=True):
        if again is not None:
            comparison = compare(problem, plan, again.problem, again.plan)
            yield Tried(change, again, again.plan.awards[package, part], comparison)
