"""What one provider could be given, as arrays: the ground on which its best set is searched.

Arrays are whole numbers. Axis lengths: `n` parts, `k` picks (a part at one of its options), `d` limits.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from allocation.check.blocks import Block, Pick, reachable
from allocation.problem import Commitment, Problem
from allocation.problem.terms import Terms

Whole = NDArray[np.int64]

MANY = 2_000
"""Picks above which what room they can reach is only reckoned by their common divisor."""


@dataclass(frozen=True, slots=True)
class ProviderSets:
    """A provider's picks. `part` (k) numbers each pick's part in the problem and `item` (k) the same from 0
    on; `uses` is (k, d) and `room` (d) what limits leave, cut down to what sums of picks can reach, of the
    problem's `limits` (d). `minutes` (k); `promise` (k) the number of the
    pick's award in `commitments`, -1 for none; `pair` (k), -1 where it is made anyway. `terms` is
    (aims, k), the signed amounts.
    """

    provider: str
    picks: tuple[Pick, ...]
    part: Whole
    item: Whole
    uses: Whole
    room: Whole
    limits: Whole
    minutes: Whole
    promise: Whole
    pair: Whole
    terms: Whole
    commitments: tuple[Commitment, ...]


def provider_sets(problem: Problem, known: Terms, blocks: Sequence[Block]) -> tuple[ProviderSets, ...]:
    """The arrays of every provider, in the blocks' order."""
    return tuple(_arrays(problem, known, block) for block in blocks)


def _arrays(problem: Problem, known: Terms, block: Block) -> ProviderSets:
    picks = tuple((part, option) for part, options in block.parts for option in options)
    chosen = [problem.parts[part].options[option] for part, option in picks]
    pick, limit, minutes = _table([option.uses for option in chosen])
    limits, column = np.unique(limit, return_inverse=True)
    item = {part: number for number, (part, _) in enumerate(block.parts)}
    award = {each.award: number for number, each in enumerate(block.commitments)}
    uses = np.zeros((len(picks), len(limits)), dtype=np.int64)
    uses[pick, column] = minutes
    pick, aim, amount = _table([known.options[part][option] for part, option in picks])
    amounts = np.zeros((len(known.specs), len(picks)), dtype=np.int64)
    np.add.at(amounts, (aim, pick), amount)
    return ProviderSets(
        provider=block.provider,
        picks=picks,
        part=np.array([part for part, _ in picks], dtype=np.int64),
        item=np.array([item[part] for part, _ in picks], dtype=np.int64),
        uses=uses,
        room=_room([problem.limits[limit].minutes for limit in limits.tolist()], uses, picks),
        limits=limits,
        minutes=np.array([problem.parts[part].minutes for part, _ in picks], dtype=np.int64),
        promise=np.array([award.get(option.award, -1) for option in chosen], dtype=np.int64),
        pair=np.array(
            [-1 if option.pair in known.known_pairs else option.pair for option in chosen], dtype=np.int64
        ),
        terms=amounts,
        commitments=block.commitments,
    )


def _table(lists: Sequence[Sequence[tuple[int, int]]]) -> tuple[Whole, Whole, Whole]:
    """Lists of pairs as three columns: the number of the list, and the pair."""
    length = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    pairs = np.fromiter(chain.from_iterable(chain.from_iterable(lists)), dtype=np.int64)
    return np.repeat(np.arange(len(lists)), length), pairs[::2], pairs[1::2]


def _room(left: Sequence[int], uses: Whole, picks: Sequence[Pick]) -> Whole:
    """What limits leave (d), cut down to the largest sum of uses (k, d), as far as that is quick."""
    room = np.array(left, dtype=np.int64)
    if len(picks) > MANY:
        room -= room % np.maximum(1, np.gcd.reduce(uses, axis=0))
        return room
    for limit in range(len(left)):
        amounts: dict[int, set[int]] = defaultdict(set)
        for (part, _), minutes in zip(picks, uses[:, limit].tolist(), strict=True):
            if minutes:
                amounts[part].add(minutes)
        room[limit] = reachable(left[limit], amounts.values())
    return room
