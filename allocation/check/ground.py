"""What the search of a provider's best set stands on: the picks that count, in layers, as plain arrays."""

from typing import NamedTuple

from allocation.check.promises import Promises
from allocation.check.provider_sets import Whole

LARGEST = 1 << 51
"""Sums stay under this, far from where whole numbers of a machine end."""


class Ground(NamedTuple):
    """Layers are decided one after another, one a part; layer l has the picks from `first[l]` to before
    `first[l + 1]` (n + 1). Of each pick: `uses` (k, d) of `room` (d), its `gain` and, in bounds,
    `bound_gain` (k), the minutes that it brings each promise, `load` (k, m), the group of picks with which it
    shares a new pair, `group` (k; -1: none), and `tie` (k), which prefers little room, then early parts.

    `pair_cost` is paid once for each group. `later_use` (n + 1, d), `later_load` (n + 1, m) and `later_share`
    (n + 1, p) are the most that layers from each on could use, bring, and bear of pairs' costs. `bits`
    (n, w), `keep_before` (k, w) and `drop_before` (n, w) say which swaps are none the worse (`swaps.py`).
    """

    first: Whole
    uses: Whole
    room: Whole
    gain: Whole
    bound_gain: Whole
    load: Whole
    group: Whole
    tie: Whole
    pair_cost: int
    later_use: Whole
    later_load: Whole
    later_share: Whole
    bits: Whole
    keep_before: Whole
    drop_before: Whole
    promises: Promises
