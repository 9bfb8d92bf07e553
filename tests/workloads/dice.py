"""Chance that falls the same on every Python: only `random.Random.random`, whose sequence stays."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance for each seed and purpose, so that one more throw here moves nothing there."""

    def __init__(self, seed: int, purpose: str) -> None:
        self._unit = Random(f"{seed}/{purpose}").random

    def chance(self, likely: float) -> bool:
        """True with the given likelihood."""
        return self._unit() < likely

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._unit() * (high - low + 1))

    def real(self, low: float, high: float) -> float:
        """A number between the two."""
        return low + self._unit() * (high - low)

    def pick(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[int(self._unit() * len(things))]

    def weighted(self, things: Sequence[tuple[T, float]]) -> T:
        """One of the things, each as likely as its weight."""
        left = self._unit() * sum(weight for _, weight in things)
        for thing, weight in things:
            left -= weight
            if left < 0:
                return thing
        return things[-1][0]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """That many different ones of the things, in their order."""
        return [things[place] for place in sorted(self._order(len(things))[:count])]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """The things in any order."""
        return [things[place] for place in self._order(len(things))]

    def _order(self, count: int) -> list[int]:
        keys = [self._unit() for _ in range(count)]
        return sorted(range(count), key=keys.__getitem__)

    def along(self, quantiles: Sequence[tuple[float, int]]) -> int:
        """A whole number whose distribution runs straight between the given (likelihood, value) points."""
        unit = self._unit()
        for (low, least), (high, most) in pairwise(quantiles):
            if unit < high:
                return least + int((unit - low) / (high - low) * (most - least))
        return quantiles[-1][1]
