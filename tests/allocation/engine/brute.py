"""Every valid plan of a small problem, one by one: what the engine's claims are held against."""

from collections.abc import Iterator
from math import prod

from allocation.problem import Problem
from allocation.problem.aims import aim_specs, aim_values
from allocation.problem.fit import fits, left_of, take

Chosen = tuple[int | None, ...]


def size(problem: Problem) -> int:
    """How many plans there would be without any limit."""
    return prod(len(part.options) + 1 for part in problem.parts)


def plans(problem: Problem) -> Iterator[Chosen]:
    """Every choice that keeps packages whole, keeps pins and passes no limit."""
    for chosen in _choices(problem, (), left_of(problem, [None] * len(problem.parts))):
        unplaced = [{chosen[part] is None for part in package.parts} for package in problem.packages]
        kept = all(
            not package.pinned or each == {False}
            for package, each in zip(problem.packages, unplaced, strict=True)
        )
        if kept and all(len(each) == 1 for each in unplaced):
            yield chosen


def _choices(problem: Problem, begun: Chosen, left: list[int]) -> Iterator[Chosen]:
    if len(begun) == len(problem.parts):
        yield begun
        return
    yield from _choices(problem, (*begun, None), left)
    for number, option in enumerate(problem.parts[len(begun)].options):
        if fits(option, left):
            rest = list(left)
            take(option, rest)
            yield from _choices(problem, (*begun, number), rest)


def signed(problem: Problem, chosen: Chosen) -> tuple[int, ...]:
    """The aims' values in order, with more as better."""
    values = aim_values(problem, chosen)
    return tuple(values[spec.aim] if spec.most else -values[spec.aim] for spec in aim_specs(problem))
