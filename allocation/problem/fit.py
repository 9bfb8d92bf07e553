"""Whether parts fit together into the room that is left: what waterfall, check and reasons all ask."""

from collections.abc import Sequence
from dataclasses import replace

from allocation.problem.values import Option, Problem


def fits(option: Option, left: Sequence[int]) -> bool:
    """Whether every limit that the option uses has that much left (staff minutes)."""
    return all(minutes <= left[limit] for limit, minutes in option.uses)


def take(option: Option, left: list[int]) -> None:
    """Take what the option uses off what is left."""
    for limit, minutes in option.uses:
        left[limit] -= minutes


def give_back(option: Option, left: list[int]) -> None:
    """Give back what the option used."""
    for limit, minutes in option.uses:
        left[limit] += minutes


def fit_together(
    problem: Problem, parts: Sequence[int], left: list[int], orders: Sequence[Sequence[int]] | None = None
) -> tuple[int, ...] | None:
    """Options for all these parts that fit at once, or None. `left` comes back as it was.

    Depth first in the order of the options (or in `orders`, option numbers for each part), so the answer is
    the first in that order: no single part of it could move to an earlier option while the others stay.
    """
    if not parts:
        return ()
    options = problem.parts[parts[0]].options
    for number in orders[0] if orders else range(len(options)):
        if fits(options[number], left):
            take(options[number], left)
            rest = fit_together(problem, parts[1:], left, orders[1:] if orders else None)
            give_back(options[number], left)
            if rest is not None:
                return (number, *rest)
    return None


def left_of(problem: Problem, chosen: Sequence[int | None]) -> list[int]:
    """What the open parts of a plan leave of every limit; below zero where they take too much."""
    left = [limit.minutes for limit in problem.limits]
    for part, number in zip(problem.parts, chosen, strict=True):
        if number is not None:
            take(part.options[number], left)
    return left


def without_misfits(problem: Problem) -> Problem:
    """The problem without the options that fit nowhere even while nothing open is placed, and without any for
    packages of whose parts one has none left. No valid plan has them.

    Of a week in which providers have little room each they are most of the options, and in linear
    relaxations, which take a tenth of a package where there is room for a tenth, they make bounds far too
    good. Parts and limits keep their numbers; options do not.
    """
    room = [limit.minutes for limit in problem.limits]
    parts = [
        replace(part, options=tuple(option for option in part.options if fits(option, room)))
        for part in problem.parts
    ]
    for package in problem.packages:
        if not all(parts[part].options for part in package.parts):
            for part in package.parts:
                parts[part] = replace(parts[part], options=())
    return replace(problem, parts=tuple(parts))
