"""What it would cost to avoid one move: the part left where it is, with everything else in the plan as it is.

Each is tried, not estimated: the changed plan's aims are valued again, and its limits and the contract's
order asked again. Leaving a part where it is uses no room, so only a largest share can stand against it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allocation.check.justice import before
from allocation.model import AwardKey
from allocation.problem import Option, Problem
from allocation.problem.aims import AimChange, aim_changes, aim_specs, aim_values
from allocation.problem.fit import fits, give_back, take


@dataclass(frozen=True, slots=True)
class Avoided:
    """One move that is not made: the part stays at `award`.

    `against` is "share" where the largest share is full; "order" or "rank" where another award, such as the
    one that it has in the plan, stands earlier in the contract's order and would have room; else empty.
    `changes` are the aims whose value changes, in their order.
    """

    award: AwardKey
    against: str
    changes: tuple[AimChange, ...]

    @property
    def possible(self) -> bool:
        """Whether the changed plan is valid and in contract order."""
        return not self.against


def avoidable(problem: Problem, part: int) -> list[int]:
    """The options under which the part would stay with the provider that has it."""
    return [number for number, option in enumerate(problem.parts[part].options) if option.stays]


def avoided(problem: Problem, chosen: Sequence[int | None], left: list[int], part: int) -> Avoided | None:
    """The best of the ways to leave this part where it is; None where every rule forbids it.

    `left` is what the plan leaves of each limit. For a part that is placed elsewhere, or not at all. The best
    is first one that is possible, then the one whose aims come first.
    """
    specs = [spec.aim for spec in aim_specs(problem)]

    def quality(each: Avoided) -> tuple[bool, list[int]]:
        changes = {
            change.aim: abs(change.then - change.now) * (1 if change.better else -1)
            for change in each.changes
        }
        return each.possible, [changes.get(aim, 0) for aim in specs]

    return max(_tries(problem, chosen, left, part), key=quality, default=None)


def _tries(problem: Problem, chosen: Sequence[int | None], left: list[int], part: int) -> Iterator[Avoided]:
    options = problem.parts[part].options
    number = chosen[part]
    at = options[number] if number is not None else None
    now = aim_values(problem, chosen)
    for stay in avoidable(problem, part):
        then = aim_values(problem, [*chosen[:part], stay, *chosen[part + 1 :]])
        against = _against(problem, at, options, stay, left)
        yield Avoided(options[stay].award, against, aim_changes(problem, now, then))


def _against(
    problem: Problem, at: Option | None, options: Sequence[Option], stay: int, left: list[int]
) -> str:
    """What stands against staying: share, order, rank or nothing. Its place in the plan is given up."""
    if at:
        give_back(at, left)
    try:
        if not fits(options[stay], left):
            return "share"
        tests = (before(problem, other, options[stay]) for other in options if fits(other, left))
        return next(filter(None, tests), "")
    finally:
        if at:
            take(at, left)
