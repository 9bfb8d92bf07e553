"""Where, when and who: what every use case is given, and the one way in which it keeps an act."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import uuid_utils

from allocation.acts import Act, Proposal, Read, RowChange
from allocation.acts.act import Facts
from allocation.errors import Fault, WorldError
from allocation.ports import Clock, Reading, Store, Writing
from allocation.use_cases.who import Actor, Right, require


def new_uuid() -> str:
    """A UUIDv7 as text: random, and sorted by the time it was made."""
    return str(uuid_utils.uuid7())


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at work on one memory."""

    store: Store
    clock: Clock
    actor: Actor
    new_id: Callable[[], str] = new_uuid


@dataclass(frozen=True, slots=True)
class Done:
    """An act was kept. `changed` names the kinds of data that views may have to read again."""

    act: int
    kind: str
    changed: frozenset[str]


@contextmanager
def reading(desk: Desk) -> Iterator[Reading]:
    """A consistent view, for who may read."""
    require(desk.actor, Right.READ)
    with desk.store.reading() as view:
        yield view


@contextmanager
def writing(desk: Desk, right: Right) -> Iterator[Writing]:
    """The one writer's transaction, for who may do that."""
    require(desk.actor, right)
    with desk.store.writing() as writer:
        yield writer


SHOWN: dict[str, str] = {
    "council": "council",
    "area": "terms",
    "contract": "terms",
    "step": "terms",
    "lot": "terms",
    "award": "terms",
    "provider": "providers",
    "suspension": "providers",
    "return": "returns",
    "person": "packages",
    "package": "packages",
    "refusal": "packages",
    "placement": "packages",
    "note": "notes",
    "review": "packages",
    "round": "rounds",
    "plan": "plan",
    "record": "records",
    "withdrawal": "records",
    "statement": "records",
    "promise": "packages",
    "offer": "offers",
}
"""What views call the data that a kind of row belongs to."""


def keep(
    desk: Desk,
    writer: Writing,
    kind: str,
    changes: Sequence[RowChange],
    *,
    reads: Sequence[Read] = (),
    facts: Facts | None = None,
    undoes: int | None = None,
) -> Done:
    """Form the act of this person at this moment and keep it; what changes nothing is no act.

    Raises `WorldError` (`conflict`).
    """
    if not changes:
        return Done(writer.head(), kind, frozenset())
    proposal = Proposal(
        id=desk.new_id(),
        kind=kind,
        by=desk.actor.name,
        role=desk.actor.role,
        at=desk.clock.now(),
        changes=tuple(changes),
        reads=tuple(reads),
        facts=facts or {},
        undoes=undoes,
    )
    return done(writer.append(proposal))


def done(act: Act) -> Done:
    """What an act that was kept means for views."""
    changed = frozenset(SHOWN[change.kind] for change in act.proposal.changes)
    return Done(act.number, act.proposal.kind, changed)


def not_found(what: str, key: str) -> WorldError:
    """What is asked for is not there (any more)."""
    return WorldError(Fault("not_found", facts={"what": what, "id": key}))


def conflict(what: str, label: str) -> WorldError:
    """Somebody changed it since it was read."""
    return WorldError(Fault("conflict", facts={"what": what, "label": label}))
