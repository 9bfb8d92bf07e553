"""Rows that whole plans keep and the linear relaxation does not: those of limits, divided and rounded.

Where a provider has room for two parts and a half, the relaxation takes the half as well. A limit's row is
divided by some amount, and what is over is rounded down ("mixed-integer rounding": Nemhauser and Wolsey, "A
recursive procedure to generate all cuts for 0-1 mixed integer programs", 1990; Marchand and Wolsey,
"Aggregation and mixed integer rounding to solve MIPs", 2001). It is divided by what parts use, and by a
little more than a half, a third, ... of the room, of which one, two, ... fit (the dual feasible functions of
Fekete and Schepers, "New classes of fast lower bounds for bin packing problems", 2001). Where providers have
room for few parts each, this closes most of what the relaxation is too good by; where they have room for
more, rows in which some parts are counted by what they leave (`allocation.engine.covers`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from allocation.check.rounded import Rounding, rounded_row
from allocation.engine.covers import covers, plain
from allocation.engine.ground import Ground, Real, Whole

FIT = 8
"""Up to so many parts of a kind fit where the room is divided by one more."""
SIZES = 60
"""Amounts that parts use, so many of them at most, by which rows are divided."""
OVER = 1e-3
"""The share of a row's bound by which it must be broken to be worth a row."""
FULL = 0.9
"""The share of its room that a limit's picks take at least where rows with complemented parts are sought."""
FAR = 1e-3
"""How far shares are from such a row, for it to be worth one."""
SHARE = 1e-6
"""Shares of picks that are no more than rounding of floating point."""


class Kept(NamedTuple):
    """A rounded row of a limit: these `picks`, each times its amount, are together no more than `most`."""

    row: Rounding
    picks: Whole
    amounts: Whole
    most: int


class Rows:
    """The rounded rows of a problem whose limits have this `room` (d)."""

    def __init__(self, ground: Ground, room: Sequence[int]) -> None:
        self.ground, self.room = ground, np.array(room, dtype=np.int64)
        self.pick = np.repeat(np.arange(len(ground.part)), np.diff(ground.uses_at))
        self.order = np.argsort(ground.limit, kind="stable")
        self.starts = np.searchsorted(ground.limit[self.order], np.arange(len(room) + 1))
        self.given: set[Rounding] = set()

    def broken(self, shares: Real) -> list[Kept]:
        """Rows that these shares (k) of picks break, the worst of each limit, none twice."""
        there = np.nonzero(shares[self.pick] > SHARE)[0]
        there = there[np.lexsort((self.ground.part[self.pick[there]], self.ground.limit[there]))]
        starts = np.searchsorted(self.ground.limit[there], np.arange(len(self.room) + 1))
        found = (*self._covers(shares, there, starts), *self._plain(shares, there, starts))
        rows = [row for row in found if row not in self.given]
        self.given.update(rows)
        return [self._kept(row) for row in rows]

    def _plain(self, shares: Real, there: Whole, starts: Whole) -> Iterator[Rounding]:
        """Rows without complemented parts that are broken, the worst of each limit."""
        used = self.ground.uses[there]
        sizes, often = np.unique(used, return_counts=True)
        by = sizes[np.argsort(-often, kind="stable")][:SIZES]
        times, divisors, over = plain(starts, used, shares[self.pick[there]], self.room, by, FIT)
        for each, place in zip(*np.nonzero(over > OVER), strict=True):
            yield Rounding(int(each), int(times[each, place]), int(divisors[each, place]))

    def _covers(self, shares: Real, there: Whole, starts: Whole) -> Iterator[Rounding]:
        """Rows with complemented parts that are broken, one of each limit at most."""
        part, share = self.ground.part[self.pick[there]], shares[self.pick[there]]
        far, times, divisors, least, turned = covers(
            starts, part, self.ground.uses[there], share, self.room, FULL
        )
        for each in np.nonzero(far > FAR)[0].tolist():
            mine = starts[each] + np.nonzero(turned[starts[each] : starts[each + 1]])[0]
            complemented = tuple(zip(part[mine].tolist(), least[mine].tolist(), strict=True))
            yield Rounding(each, int(times[each]), int(divisors[each]), complemented)

    def _kept(self, row: Rounding) -> Kept:
        uses = self.order[self.starts[row.limit] : self.starts[row.limit + 1]]
        picks = self.pick[uses]
        used, part, room = self.ground.uses[uses], self.ground.part[picks], int(self.room[row.limit])
        amounts, most = rounded_row(used, part, room, row._replace(even=1))
        even = max(1, int(np.gcd(np.gcd.reduce(amounts), most)))
        there = amounts > 0
        return Kept(row._replace(even=even), picks[there], amounts[there] // even, most // even)
