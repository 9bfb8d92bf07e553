"""What an act does to the current tables. Nothing else changes them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

from allocation.acts.act import Act, Row
from allocation.acts.kinds import KINDS, restore


class Rows(Protocol):
    """Current tables, wherever they are kept: a database, or in a test a dictionary."""

    def put(self, kind: str, rows: Sequence[Row[Any]]) -> None:
        """Write rows, over what stands under the same keys."""
        ...

    def remove(self, kind: str, keys: Sequence[str], version: int, origins: Sequence[int]) -> None:
        """Take rows away, keeping which act did and (for an undo) which act's absence stands again."""
        ...

    def mark_undone(self, undone: int, by: int) -> None:
        """Note that `by` undid `undone`; where that was an undo itself, what it undid stands again."""
        ...


def apply(act: Act, rows: Rows) -> None:
    """Bring the current tables to what they are after the act."""
    puts: dict[str, list[Row[Any]]] = defaultdict(list)
    gone: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for change in act.proposal.changes:
        origin = act.number if change.restores is None else change.restores
        if change.row is None:
            gone[change.kind].append((change.key, origin))
        else:
            value = restore(KINDS[change.kind], change.row)
            puts[change.kind].append(Row(change.key, value, act.number, origin))
    for kind in reversed(KINDS):
        if kind in gone:
            rows.remove(
                kind, [key for key, _ in gone[kind]], act.number, [origin for _, origin in gone[kind]]
            )
    for kind in KINDS:
        if kind in puts:
            rows.put(kind, puts[kind])
    if act.proposal.undoes is not None:
        rows.mark_undone(act.proposal.undoes, act.number)
