"""A problem taken apart by provider: every limit belongs to one, so only parts tie them together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from allocation.problem import Commitment, Problem

Pick = tuple[int, int]
"""(open part, number of its option)."""


@dataclass(frozen=True, slots=True)
class Block:
    """What one provider could be given: for each part its option numbers there. `commitments` are its
    awards'.
    """

    provider: str
    parts: tuple[tuple[int, tuple[int, ...]], ...]
    commitments: tuple[Commitment, ...]


def blocks(problem: Problem) -> tuple[Block, ...]:
    """The providers of a problem, in order of their names, each with the parts that have an option there."""
    found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for part, open_part in enumerate(problem.parts):
        for number, option in enumerate(open_part.options):
            found[option.award.provider][part].append(number)
    promised: dict[str, list[Commitment]] = defaultdict(list)
    for commitment in problem.commitments:
        promised[commitment.award.provider].append(commitment)
    return tuple(
        Block(
            provider,
            tuple((part, tuple(numbers)) for part, numbers in found[provider].items()),
            tuple(promised[provider]),
        )
        for provider in sorted(found)
    )


def reachable(room: int, uses: Iterable[Iterable[int]]) -> int:
    """The largest sum at or under `room` of at most one amount from each part's `uses`.

    Bit n of the running number says whether n minutes can be reached.
    """
    sums, mask = 1, (2 << room) - 1
    for amounts in uses:
        more = sums
        for minutes in amounts:
            more |= sums << minutes
        sums = more & mask
    return sums.bit_length() - 1
