"""Which partial sets need not be followed, because a swap of one part for another makes them no worse.

A pick is not taken while another part that could always stand in for it is left out. Parts are bits of whole
numbers, so that all of them are asked at once.
"""

import numpy as np
from numpy.typing import NDArray

from allocation.check.provider_sets import Whole
from allocation.compiled import compiled

WORD = 62
"""Bits used of each whole number; the sign stays clear."""


@compiled
def better(
    gain: Whole, uses: Whole, item: Whole, group: Whole, promise: Whole, minutes: Whole
) -> NDArray[np.bool_]:
    """(k, k): whether the first pick could always stand in for the second."""
    count = len(gain)
    found = np.zeros((count, count), dtype=np.bool_)
    for one in range(count):
        for other in range(count):
            if (
                gain[one] < gain[other]
                or item[one] == item[other]
                or (group[one] != -1 and group[one] != group[other])
                or promise[one] != promise[other]
                or (promise[one] != -1 and minutes[one] != minutes[other])
            ):
                continue
            fits, same = True, gain[one] == gain[other]
            for limit in range(uses.shape[1]):
                fits = fits and uses[one, limit] <= uses[other, limit]
                same = same and uses[one, limit] == uses[other, limit]
            found[one, other] = fits and not (same and item[one] > item[other])
    return found


@compiled
def swaps(better: NDArray[np.bool_], first: Whole) -> tuple[Whole, Whole, Whole]:
    """`better` (k, k) says which pick could stand in for which; layer l has the picks from `first[l]` to
    before `first[l + 1]`.

    Gives each layer's bit (layers, words); for each pick the layers before its own of which none may have
    been left (k, words); and for each layer those before it of which none may be taken if it is left.
    """
    count = len(first) - 1
    bits = np.zeros((count, count // WORD + 1), dtype=np.int64)
    for own in range(count):
        bits[own, own // WORD] = np.int64(1) << np.int64(own % WORD)
    keep_before = np.zeros((len(better), bits.shape[1]), dtype=np.int64)
    drop_before = np.zeros_like(bits)
    for own in range(count):
        for earlier in range(own):
            for pick in range(first[own], first[own + 1]):
                if _any(better, first[earlier], first[earlier + 1], pick):
                    keep_before[pick] |= bits[earlier]
            if _beaten(better, first, earlier, own):
                drop_before[own] |= bits[earlier]
    return bits, keep_before, drop_before


@compiled
def _beaten(better: NDArray[np.bool_], first: Whole, one: int, other: int) -> bool:
    """Whether for each pick of one layer there is one of the other that could stand in."""
    for pick in range(first[one], first[one + 1]):
        if not _any(better, first[other], first[other + 1], pick):
            return False
    return True


@compiled
def _any(better: NDArray[np.bool_], start: int, end: int, pick: int) -> bool:
    """Whether one of so many picks could stand in for another."""
    for other in range(start, end):  # noqa: SIM110 - compiled as it stands, and faster
        if better[other, pick]:
            return True
    return False
