"""Why not this provider: a part is pinned there, nothing waived, and everything else solved again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from allocation.errors import Fault
from allocation.model import Aim, AwardKey, Plan, Round
from allocation.ports import Solver
from allocation.problem import build
from allocation.what_if.again import Again, Question, solve_again
from allocation.what_if.changed import fixed
from allocation.what_if.comparing import Comparison, compare


@dataclass(frozen=True, slots=True)
class Forced:
    """What comes of putting a part at an award.

    `faults` say why it cannot be there at all, whatever moves; then nothing was solved. Else `comparison`
    says who else moves and what every aim loses: at most that much, and exactly that for `exact` aims.
    """

    package: str
    part: int
    award: AwardKey
    faults: tuple[Fault, ...] = ()
    again: Again | None = None
    comparison: Comparison | None = None
    exact: frozenset[str] = frozenset()


def why_not(
    round_: Round,
    plan: Plan,
    package: str,
    part: int,
    award: AwardKey,
    solver: Solver,
    known: Sequence[Aim] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> Forced:
    """Put a part of a round's plan at an award, and solve the rest again.

    `known` are the plan's aims as the search left them. Whatever a round's plans cannot pass, its plans with
    one part fixed cannot pass either, so what was proven of the round holds here for as long as values agree.
    """
    changed = fixed(round_, package, part, award)
    problem = build(round_)
    faults = build(changed).faults
    if len(faults) > len(problem.faults):
        mine = [each for each in faults if each.facts.get("package") == package]
        return Forced(package, part, award, tuple(mine or faults))
    start = plan.moved(package, part, award)
    again = solve_again(Question(changed, start, (award.provider,)), solver, cancelled=cancelled)
    comparison = compare(problem, plan, again.problem, again.plan)
    return Forced(package, part, award, (), again, comparison, frozenset(_exact(again, known)))


def _exact(again: Again, known: Sequence[Aim]) -> Iterator[str]:
    """The aims, from the first on, that the search settled, or of which the round's own bound is met."""
    values = again.verdict.aims
    before = {each.aim: each for each in known}
    same = True
    for aim in values:
        was = before.get(aim)
        met = same and was is not None and was.proven and was.value == values[aim]
        same = met
        if not met and not again.exact(aim):
            return
        yield aim
