"""A round as its page shows it: the plan in sight with all that is known of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allocation.check import Verdict
from allocation.model import Person, Plan, Result
from allocation.problem import Problem
from ui.screen.round.picture import Card


@dataclass(frozen=True, slots=True)
class Shown:
    """A round as the body shows it. `edited`: the plan is not the solver's any more.

    `issued` are the numbers of records that stand, by package.
    """

    problem: Problem
    plan: Plan
    verdict: Verdict | None = None
    result: Result | None = None
    edited: bool = False
    proposals: frozenset[str] | None = None
    people: Mapping[str, Person] | None = None
    issued: Mapping[str, str] | None = None

    def found(self, cards: Iterable[Card], text: str) -> list[tuple[str, int]]:
        """The cards whose package, or whose person's name, has this text (folded)."""
        people = self.people or {}
        return [
            card.key
            for card in cards
            if text in card.package.casefold() or text in people.get(card.package, Person()).name.casefold()
        ]
