"""Many councils at once: a nation's packages and providers divided among councils of uneven size."""

from collections.abc import Iterator
from itertools import pairwise

from allocation.model import Person, Round
from tests.workloads.council import Shape
from tests.workloads.dice import Dice
from tests.workloads.measured import council_at
from tests.workloads.retender import retender

LEAST_PROVIDERS = 6


def sizes(seed: int, packages: int, providers: int, councils: int) -> list[tuple[int, int]]:
    """(packages, providers) of each council, summing to the wholes; the largest is some four times the least.

    Providers follow packages, and no council has fewer than six while the whole allows it.
    """
    dice = Dice(seed, "nation")
    weights = [dice.real(0.4, 1.6) for _ in range(councils)]
    least = min(LEAST_PROVIDERS, providers // councils)
    return list(
        zip(
            _divided(packages, weights, 0),
            _divided(providers, weights, least),
            strict=True,
        )
    )


def _divided(whole: int, weights: list[float], least: int) -> list[int]:
    """The whole by weight in whole numbers, each at least so much, with nothing over."""
    rest = whole - least * len(weights)
    marks = [round(rest * sum(weights[:place]) / sum(weights)) for place in range(len(weights) + 1)]
    return [least + after - before for before, after in pairwise(marks)]


def waiting(
    seed: int, packages: int, providers: int, councils: int, shape: Shape, supply: float
) -> Iterator[tuple[Round, dict[str, Person]]]:
    """Each council's week of waiting packages in one shape, at the same supply counted after the rules."""
    for number, (its, who) in enumerate(sizes(seed, packages, providers, councils)):
        round_, people, _ = council_at(shape, 1000 * seed + number, its, who, supply)
        yield round_, people


def released(
    seed: int, packages: int, providers: int, councils: int
) -> Iterator[tuple[Round, dict[str, Person]]]:
    """Each council's whole live book released into a re-tender.

    About nine in ten of its providers have the book, four in ten are awarded, three of these four knew it.
    """
    for number, (its, who) in enumerate(sizes(seed, packages, providers, councils)):
        after = max(2, round(0.4 * who))
        known = max(1, round(0.3 * who))
        before = who - after + known
        yield retender(1000 * seed + number, its, before, after, known)
