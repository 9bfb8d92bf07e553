"""A new plan after one event, from the plan in hand: as good as the aims allow, with few people moved."""

from collections.abc import Callable
from dataclasses import dataclass

from allocation.model import Plan, Round
from allocation.ports import Solver
from allocation.problem import Problem
from allocation.what_if.again import REPLAN, Again, Question, solve_again
from allocation.what_if.comparing import Comparison, compare
from allocation.what_if.trade import Bargain, trade


@dataclass(frozen=True, slots=True)
class Replanned:
    """The new plan, and what it changes of the plan in hand and why: those who could not stay first, then
    what other moves bought, each with what undoing it would lose; and what each change more buys.
    """

    again: Again
    comparison: Comparison
    bargains: tuple[Bargain, ...]


def replan(
    before: Problem,
    in_hand: Plan,
    round_: Round,
    solver: Solver,
    cancelled: Callable[[], bool] = lambda: False,
) -> Replanned:
    """Plan a round anew from the plan that is in hand for it as it was `before`."""
    again = solve_again(Question(round_, in_hand), solver, REPLAN, cancelled)
    comparison = compare(before, in_hand, again.problem, again.plan)
    return Replanned(again, comparison, trade(again.problem, in_hand, again.plan, comparison, again.bargains))
