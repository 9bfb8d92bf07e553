"""What a tree asks: where the relaxation, or a mix of sets, has a part half here and half there."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from allocation.check.blocks import Pick
from allocation.check.branching import Answer
from allocation.problem import Option, Problem

HALF = 1e-3
"""What is nearer than this to all or nothing is no half."""
DIGITS = 6
"""To so many digits halves are compared: what is left of rounding decides nothing."""
KINDS: tuple[Callable[[int, Option], object], ...] = (
    lambda _number, _option: (),
    lambda _number, option: option.award.provider,
    lambda number, _option: number,
)
"""What a question is about, kind by kind: options of a part that are one here stand or fall together."""


def question(problem: Problem, mix: Mapping[Pick, float]) -> Answer | None:
    """The question that a mix answers most nearly half and half, answered with yes; None where it answers
    all of them.
    """
    for kind in KINDS:
        halves = _halves(problem, mix, kind)
        if halves:
            return min(halves, key=lambda each: each[0])[1]
    return None


def _halves(
    problem: Problem, mix: Mapping[Pick, float], kind: Callable[[int, Option], object]
) -> list[tuple[float, Answer]]:
    """Questions of a kind that a mix answers neither way, and how far from half and half."""
    much: dict[tuple[int, object], float] = defaultdict(float)
    for (part, number), share in sorted(mix.items()):
        much[part, kind(number, problem.parts[part].options[number])] += share
    halves = []
    for (part, asked), share in much.items():
        if HALF < share < 1 - HALF:
            options = problem.parts[part].options
            there = tuple(n for n, each in enumerate(options) if kind(n, each) == asked)
            halves.append((round(abs(share - 0.5), DIGITS), Answer(part, there, yes=True)))
    return halves
