"""The best plan so far: always valid, always justified, never lost."""

from collections.abc import Callable, Sequence

from allocation.engine.repair import justified
from allocation.problem import Problem
from allocation.problem.aims import aim_values
from allocation.problem.fit import left_of
from allocation.problem.terms import Terms

Chosen = tuple[int | None, ...]


class Incumbent:
    """Holds the plan in hand and its signed aims. What anyone offers is valued afresh, repaired and compared;
    nobody's word for a value is taken.
    """

    def __init__(self, problem: Problem, known: Terms, chosen: Chosen, improved: Callable[[], None]) -> None:
        self.problem, self.known = problem, known
        self.chosen = chosen
        self.values = self._value(chosen)
        self._improved = improved

    def _value(self, chosen: Sequence[int | None]) -> tuple[int, ...]:
        found = aim_values(self.problem, chosen)
        return tuple(found[spec.aim] if spec.most else -found[spec.aim] for spec in self.known.specs)

    def offer(self, chosen: Sequence[int | None]) -> bool:
        """Take the plan if it is valid and, once justified, better in the order of the aims. Says whether it
        was.
        """
        if not valid(self.problem, chosen):
            return False
        if self._value(chosen) <= self.values:
            return False
        repaired = justified(self.problem, chosen)
        values = self._value(repaired)
        if values <= self.values:
            return False
        self.chosen, self.values = repaired, values
        self._improved()
        return True

    @property
    def plain(self) -> tuple[int, ...]:
        """The aims' values as people read them."""
        return tuple(self.known.signed(aim, value) for aim, value in enumerate(self.values))


def valid(problem: Problem, chosen: Sequence[int | None]) -> bool:
    """Whether the choices name options, keep packages whole and pins, and leave no limit below zero."""
    for part, number in zip(problem.parts, chosen, strict=True):
        if number is not None and not 0 <= number < len(part.options):
            return False
    for package in problem.packages:
        unplaced = {chosen[part] is None for part in package.parts}
        if len(unplaced) > 1 or (package.pinned and unplaced == {True}):
            return False
    return min(left_of(problem, chosen), default=0) >= 0
