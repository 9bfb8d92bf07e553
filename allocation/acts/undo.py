"""The act that compensates another.

An undo brings back, row by row, what stood before. It is refused where a row no
longer has the value that the act gave it, where a later act relied on one, and where something has left the
building. The undo of an undo is a redo, by the same rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allocation.acts.act import Act, RowChange

LEFT_THE_BUILDING = frozenset(
    {"issue", "issue_statement", "withdraw", "erase_person", "ask", "withdraw_offer"}
)
"""Acts that have effects outside: a sent offer is withdrawn, an issued record corrected, never undone."""

Key = tuple[str, str]
"""Kind and key of a row."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """What an undo needs to know of the current tables.

    `standing` gives (version, origin) of each row that the act changed, of a gone row too; `before` the
    fields of each as they were before the act (None: not there).
    """

    standing: Mapping[Key, tuple[int, int]]
    before: Mapping[Key, dict[str, Any] | None]


def changed_since(act: Act, undoing: Undoing) -> list[Key]:
    """Rows that no longer have the value which the act gave them, in the act's order."""
    return [
        (change.kind, change.key)
        for change in act.proposal.changes
        if undoing.standing.get((change.kind, change.key), (0, 0))[1]
        != (act.number if change.restores is None else change.restores)
    ]


def undo_of(act: Act, undoing: Undoing) -> tuple[RowChange, ...]:
    """The changes that compensate the act; call it only where `changed_since` finds nothing."""
    changes: list[RowChange] = []
    for change in act.proposal.changes:
        key = (change.kind, change.key)
        version, origin = undoing.standing.get(key, (0, 0))
        changes.append(RowChange(*key, undoing.before[key], version, origin, restores=change.origin))
    return tuple(changes)
