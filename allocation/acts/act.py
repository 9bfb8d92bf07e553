"""One act: what it is made of, and its place in the chain."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from allocation.acts.kinds import kind_of
from allocation.codec import to_bytes

T = TypeVar("T")

Facts = dict[str, str | int]

FORMAT = 1
"""The version of the form below. Reading refuses a higher one; a reader of each older one is kept."""


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """A current row.

    `version` is the number of the act that last touched it, `origin` that of the act that gave it its present
    value: an undo touches a row, and brings an older origin back.
    """

    key: str
    value: T
    version: int
    origin: int


@dataclass(frozen=True, slots=True)
class Read:
    """A row that the act relied on without changing it."""

    kind: str
    key: str
    version: int
    origin: int


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as it is after the act (`row` None: gone).

    `was` and `origin` are of the row before, 0 where there was none. `restores` is set by an undo: the act
    whose value of this row stands again, 0 for none.
    """

    kind: str
    key: str
    row: dict[str, Any] | None
    was: int = 0
    origin: int = 0
    restores: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act before it has a place in the chain.

    `facts` say what happened, in codes and figures, for its sentence.
    """

    id: str
    kind: str
    by: str
    role: str
    at: datetime
    changes: tuple[RowChange, ...]
    reads: tuple[Read, ...] = ()
    facts: Facts = field(default_factory=dict)
    undoes: int | None = None
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Act:
    """An act in the chain.

    `previous` is the hash of the act before, 64 zeros for the first; `number` is commit order.
    """

    number: int
    previous: str
    proposal: Proposal
    hash: str


def seal(proposal: Proposal, number: int, previous: str) -> Act:
    """Give a proposal its place: the hash is over its canonical JSON, its number and the hash before."""
    return Act(number, previous, proposal, digest(to_bytes(proposal), number, previous))


def digest(body: bytes, number: int, previous: str) -> str:
    """The hash of an act whose proposal is `body` in canonical JSON."""
    return hashlib.sha256(f"{number}\n{previous}\n".encode() + body).hexdigest()


def created(key: str, value: Any) -> RowChange:
    """A row that was not there."""
    return RowChange(kind_of(type(value)), key, msgspec.to_builtins(value))


def changed(row: Row[T], value: T) -> RowChange:
    """A row that gets another value."""
    return RowChange(kind_of(type(value)), row.key, msgspec.to_builtins(value), row.version, row.origin)


def removed(row: Row[Any]) -> RowChange:
    """A row that goes. The acts keep what it was."""
    return RowChange(kind_of(type(row.value)), row.key, None, row.version, row.origin)


def read(row: Row[Any]) -> Read:
    """A row that the act relies on.

    It is a conflict if the row changed since, and an undo of what it was is refused later.
    """
    return Read(kind_of(type(row.value)), row.key, row.version, row.origin)
