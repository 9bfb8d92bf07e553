"""The chain in the database: appending to it, reading it back, and what an undo asks of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, insert, or_, select, update

from allocation.acts import Act, Proposal
from allocation.acts.act import FORMAT, Facts, digest
from allocation.acts.undo import Key
from allocation.codec import from_bytes, to_bytes
from allocation.errors import Fault, WorldError
from allocation.lists import HistoryLine
from db.rows import batches
from db.tables import CURRENT, chain

START = "0" * 64
"""The hash before the first act."""

_LINE = (chain.acts.c.number, chain.acts.c.at, chain.acts.c.by, chain.acts.c.kind, chain.acts.c.facts)


def lock(connection: Connection) -> None:
    """Wait for the end of the chain and hold it: acts, and with them all promises of room, come one by one.

    On SQLite the transaction itself began IMMEDIATE, and this changes nothing.
    """
    connection.execute(select(chain.head.c.number).where(chain.head.c.id == 1).with_for_update())


def end(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last act."""
    row = connection.execute(select(chain.head.c.number, chain.head.c.hash).where(chain.head.c.id == 1)).one()
    return row.number, row.hash


def append(connection: Connection, proposal: Proposal, before: Mapping[Key, bytes]) -> Act:
    """Keep the proposal as the next act. What it does to the current tables is `apply`'s.

    `before` has the rows that it changes, as JSON: they are kept beside it, for its undo.
    """
    last, previous = end(connection)
    number = last + 1
    body = to_bytes(proposal)
    act = Act(number, previous, proposal, digest(body, number, previous))
    connection.execute(
        insert(chain.acts).values(
            number=number,
            id=proposal.id,
            kind=proposal.kind,
            by=proposal.by,
            at=proposal.at,
            facts=to_bytes(proposal.facts).decode(),
            undoes=proposal.undoes,
            previous=previous,
            hash=act.hash,
            body=body,
        )
    )
    links = [
        {
            "number": number,
            "kind": each.kind,
            "key": each.key,
            "wrote": wrote,
            "origin": each.origin,
            "before": before.get((each.kind, each.key)) if wrote else None,
        }
        for wrote, several in ((1, proposal.changes), (0, proposal.reads))
        for each in several
    ]
    if links:
        connection.execute(insert(chain.links), links)
    connection.execute(update(chain.head).where(chain.head.c.id == 1).values(number=number, hash=act.hash))
    return act


def act(connection: Connection, number: int) -> Act:
    """One act. Raises `KeyError`."""
    row = connection.execute(_whole().where(chain.acts.c.number == number)).one_or_none()
    if row is None:
        raise KeyError(number)
    return _act(row)


def acts(connection: Connection, after: int = 0) -> Iterator[Act]:
    """Acts in order, read one at a time."""
    while row := connection.execute(
        _whole().where(chain.acts.c.number > after).order_by(chain.acts.c.number).limit(1)
    ).one_or_none():
        yield _act(row)
        after = row.number


@dataclass(frozen=True, slots=True)
class _Beside:
    """What of a proposal stands beside it in columns, for lists."""

    id: str
    kind: str
    by: str
    at: datetime
    facts: Facts
    undoes: int | None = None


def broken_at(connection: Connection) -> int | None:
    """The first act whose hash, place or body is not what it was; None where all stand.

    What lists tell of an act is held against its body too.
    """
    number, previous = 0, START
    told = [chain.acts.c[column.name] for column in fields(_Beside)]
    rows = _whole().add_columns(*told).order_by(chain.acts.c.number).execution_options(yield_per=100)
    with connection.execute(rows) as found:
        for row in found:
            number += 1
            if (row.number, row.previous) != (number, previous) or row.hash != digest(
                row.body, number, previous
            ):
                return number
            beside = from_bytes(row.body, _Beside)
            facts = to_bytes(beside.facts).decode()
            if row[-len(told) :] != (beside.id, beside.kind, beside.by, beside.at, facts, beside.undoes):
                return number
            previous = row.hash
    return None if (number, previous) == end(connection) else number + 1


def before(connection: Connection, number: int) -> dict[Key, dict[str, Any] | None]:
    """The rows that an act changed, as they were before it; None where they were not there."""
    links = chain.links
    rows = select(links.c.kind, links.c.key, links.c.before)
    rows = rows.where(links.c.number == number, links.c.wrote == 1)
    return {
        (row.kind, row.key): None if row.before is None else msgspec.json.decode(row.before)
        for row in connection.execute(rows)
    }


def standing(
    connection: Connection, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[int, int]]:
    """(version, origin) of rows, of gone ones too."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, key in keys:
        by_kind[kind].append(key)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for kind, several in by_kind.items():
        table = CURRENT[kind]
        for some in batches(several):
            gone = select(chain.gone.c.key, chain.gone.c.version, chain.gone.c.origin)
            gone = gone.where(chain.gone.c.kind == kind, chain.gone.c.key.in_(some))
            there = select(table.c.id, table.c.version, table.c.origin).where(table.c.id.in_(some))
            for statement in (gone, there):
                found |= {
                    (kind, key): (version, origin) for key, version, origin in connection.execute(statement)
                }
    return found


def is_there(connection: Connection, kind: str, key: str) -> bool:
    """Whether a row stands now. One that is gone may be made anew."""
    table = CURRENT[kind]
    return connection.scalars(select(table.c.id).where(table.c.id == key)).one_or_none() is not None


def history(connection: Connection, keys: Sequence[tuple[str, str]], limit: int) -> list[HistoryLine]:
    """The newest acts that changed one of the rows or relied on it; all acts where no row is named."""
    lines = _lines().order_by(chain.acts.c.number.desc()).limit(limit)
    if keys:
        links = chain.links
        touched = or_(*((links.c.kind == kind) & (links.c.key == key) for kind, key in keys))
        lines = lines.where(chain.acts.c.number.in_(select(links.c.number).where(touched)))
    return [_line(row) for row in connection.execute(lines)]


def line(connection: Connection, number: int) -> HistoryLine | None:
    """One act as history tells it."""
    row = connection.execute(_lines().where(chain.acts.c.number == number)).one_or_none()
    return None if row is None else _line(row)


def last(connection: Connection, *, undo: bool) -> HistoryLine | None:
    """The newest act that stands: no undo, or (undo) an undo with no other act after it."""
    number = chain.acts.c.number
    newest = _lines().where(chain.undone.c.number.is_(None)).order_by(number.desc()).limit(1)
    if undo:
        found = newest.where(chain.acts.c.undoes.is_not(None))
        undos = select(chain.acts.c.number).where(chain.acts.c.undoes.is_not(None))
        after = select(func.coalesce(func.max(chain.acts.c.number), 0)).where(chain.acts.c.undoes.is_(None))
        # What undid an undo is a redo, and a redo is nothing to redo.
        found = found.where(number > after.scalar_subquery(), chain.acts.c.undoes.not_in(undos))
    else:
        found = newest.where(chain.acts.c.undoes.is_(None))
    row = connection.execute(found).one_or_none()
    return None if row is None else _line(row)


def relying(connection: Connection, number: int) -> list[HistoryLine]:
    """Later acts that stand, are no undo, and read or changed a row as that act left it."""
    links = chain.links
    later = select(links.c.number).where(links.c.origin == number, links.c.number > number)
    lines = _lines().where(
        chain.acts.c.number.in_(later), chain.acts.c.undoes.is_(None), chain.undone.c.number.is_(None)
    )
    return [_line(row) for row in connection.execute(lines.order_by(chain.acts.c.number))]


def _lines() -> Select[*tuple[Any, ...]]:
    undone = chain.undone.c.number.is_not(None)
    marks = chain.acts.join(chain.undone, chain.undone.c.number == chain.acts.c.number, isouter=True)
    return select(*_LINE, undone.label("undone")).select_from(marks)


def _whole() -> Select[*tuple[Any, ...]]:
    return select(chain.acts.c.number, chain.acts.c.previous, chain.acts.c.hash, chain.acts.c.body)


def _act(row: Row[*tuple[Any, ...]]) -> Act:
    proposal = from_bytes(row.body, Proposal)
    if proposal.format > FORMAT:
        raise WorldError(Fault("database_newer", facts={"act": row.number}))
    return Act(row.number, row.previous, proposal, row.hash)


def _line(row: Row[*tuple[Any, ...]]) -> HistoryLine:
    facts = msgspec.json.decode(row.facts)
    return HistoryLine(row.number, row.at, row.by, row.kind, facts, bool(row.undone))
