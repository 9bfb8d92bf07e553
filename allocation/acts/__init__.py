"""Acts: everything that changes what the program knows, as an append-only chain.

An act says who did what and when, which rows (in which versions) it read, and the rows as they are after it.
Current tables are only what the acts, applied in order, leave behind.
"""

from allocation.acts.act import Act, Proposal, Read, Row, RowChange, changed, created, read, removed, seal
from allocation.acts.apply import Rows, apply
from allocation.acts.kinds import KINDS, kind_of, restore
from allocation.acts.undo import LEFT_THE_BUILDING, Undoing, undo_of

__all__ = [
    "KINDS",
    "LEFT_THE_BUILDING",
    "Act",
    "Proposal",
    "Read",
    "Row",
    "RowChange",
    "Rows",
    "Undoing",
    "apply",
    "changed",
    "created",
    "kind_of",
    "read",
    "removed",
    "restore",
    "seal",
    "undo_of",
]
