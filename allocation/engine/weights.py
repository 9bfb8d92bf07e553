"""Several aims in one objective, so weighted that the order of the aims is kept exactly."""

from collections.abc import Mapping, Sequence
from math import gcd

from allocation.problem import Problem
from allocation.problem.terms import Terms

HEAVIEST = 300_000
"""How many steps of its least aim an objective may span: beyond it, floating point would blur that aim."""

Weights = tuple[tuple[int, int], ...]
"""(aim, whole-number weight)."""


def weights(
    problem: Problem,
    known: Terms,
    free: Mapping[int, Sequence[int]],
    first: int,
    grains: Sequence[int],
    heaviest: int = HEAVIEST,
) -> Weights:
    """Weights for an aim and as many of those after it as fit in `heaviest`: each outweighs all that the free
    parts could change in the later ones together.
    """
    spans = [span(problem, known, free, first)]
    found: Weights = ((first, 1),)
    for last in range(first + 1, len(known.specs)):
        spans.append(span(problem, known, free, last))
        more = _weigh(range(first, last + 1), spans, grains)
        if sum(weight * spans[aim - first] for aim, weight in more) > heaviest * grains[last]:
            break
        found = more
    return found


def _weigh(aims: range, spans: Sequence[int], grains: Sequence[int]) -> Weights:
    """The least weights that keep the order, in steps that keep the last aim's grain."""
    grain = grains[aims[-1]]
    total = 0
    found: list[tuple[int, int]] = []
    for aim in reversed(aims):
        step = grain // gcd(grain, grains[aim])
        weight = -(-(total // grains[aim] + 1) // step) * step if found else 1
        found.append((aim, weight))
        total += weight * spans[aim - aims[0]]
    return tuple(reversed(found))


def span(problem: Problem, known: Terms, free: Mapping[int, Sequence[int]], aim: int) -> int:
    """How far the free parts could change an aim at most."""
    if aim == known.commitments:
        return 200 * sum(problem.parts[part].minutes for part in free)
    if aim == known.pairs:
        return len(free)
    packages = {problem.parts[part].package for part in free}
    total = sum(amount for package in packages for a, amount in known.packages[package] if a == aim)
    for part, options in free.items():
        amounts = [abs(amount) for option in options for a, amount in known.options[part][option] if a == aim]
        total += max(amounts, default=0)
    return total
