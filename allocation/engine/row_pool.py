"""The rounded rows that nodes of one tree have broken: found once, they join whichever node needs them."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from allocation.engine.ground import Ground, Real, Whole
from allocation.engine.rounding import Kept, Rows

WORST, BROKEN = 40, 1e-3
"""So many rows that are known join a node at once, if its shares are so far from them."""


class RowPool:
    """Rows by number. `first` are known from the beginning."""

    def __init__(self, ground: Ground, rooms: Sequence[int], first: Iterable[Kept]) -> None:
        self.rows = Rows(ground, rooms)
        self.kept: list[Kept] = []
        self.picks, self.starts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        self.amounts, self.most, self.length = np.zeros(0), np.zeros(0), np.zeros(0)
        self._add(first)

    def broken(self, shares: Real, there: Collection[int]) -> list[int]:
        """Rows that these shares (k) of picks break, but for those that are `there`: the worst of those that
        are known, and some that were not.
        """
        far = np.zeros(len(self.kept))
        if self.kept:
            far = (np.add.reduceat(self.amounts * shares[self.picks], self.starts) - self.most) / self.length
            far[list(there)] = 0.0
        worst = np.argsort(-far, kind="stable")[:WORST]
        known: list[int] = worst[far[worst] > BROKEN].tolist()
        before = len(self.kept)
        self._add(self.rows.broken(shares))
        return known + list(range(before, len(self.kept)))

    def _add(self, rows: Iterable[Kept]) -> None:
        rows = list(rows)
        if not rows:
            return
        self.rows.given.update(each.row for each in rows)
        self.kept += rows
        sizes: Whole = np.array([len(each.picks) for each in rows])
        amounts = np.concatenate([each.amounts for each in rows]).astype(float)
        starts = np.cumsum(sizes) - sizes
        self.starts = np.append(self.starts, starts + len(self.picks))
        self.picks = np.concatenate([self.picks, *(each.picks for each in rows)])
        self.amounts = np.append(self.amounts, amounts)
        self.most = np.append(self.most, [float(each.most) for each in rows])
        self.length = np.append(self.length, np.sqrt(np.add.reduceat(amounts * amounts, starts)))
