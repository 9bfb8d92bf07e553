"""Which partial sets need not be followed, because a swap of one part for another makes them no worse.

A pick is not taken while another part that could always stand in for it is left out. Parts are bits of whole
numbers, so that all partial sets of a layer are asked at once.
"""

import numpy as np
from numpy.typing import NDArray

from allocation.check.provider_sets import Whole

WORD = 62
"""Bits used of each whole number; the sign stays clear."""


def swaps(better: NDArray[np.bool_], layer: Whole, count: int) -> tuple[Whole, Whole, Whole]:
    """`better` (k, k) says which pick could stand in for which, `layer` (k) when each pick's part is decided.

    Gives each layer's bit (layers, words); for each pick the layers before its own of which none may have
    been left (k, words); and for each layer those before it of which none may be taken if it is left.
    """
    bits = np.zeros((count, count // WORD + 1), dtype=np.int64)
    layers = np.arange(count)
    bits[layers, layers // WORD] = np.left_shift(np.int64(1), layers % WORD)
    by_layer = np.zeros((count, len(layer)), dtype=bool)
    np.logical_or.at(by_layer, layer, better)
    keep_before = np.zeros((len(layer), bits.shape[1]), dtype=np.int64)
    drop_before = np.zeros_like(bits)
    for pick, own in enumerate(layer.tolist()):
        earlier = np.nonzero(by_layer[:own, pick])[0]
        keep_before[pick] = np.bitwise_or.reduce(bits[earlier], axis=0)
    options = np.bincount(layer, minlength=count)
    for own in range(count):
        beaten = np.bincount(layer[by_layer[own]], minlength=count)
        earlier = np.nonzero(beaten[:own] == options[:own])[0]
        drop_before[own] = np.bitwise_or.reduce(bits[earlier], axis=0)
    return bits, keep_before, drop_before
