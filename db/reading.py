"""What is read of the database, inside one transaction: `allocation.ports.Reading`."""

import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, func, select

from allocation.acts import Act, Row, kind_of
from allocation.acts.altered import Altered
from allocation.acts.personal import Personal
from allocation.acts.rows import Case, Promise, State
from allocation.lists import (
    CareLine,
    HistoryLine,
    OfferQuery,
    OfferRow,
    PackageQuery,
    PackageRow,
    Page,
    RecordQuery,
    RecordRow,
)
from allocation.ports import Cell
from db import acts, beside, seal
from db.kept import KEPT, KeptRows
from db.mapping import to_value
from db.offer_list import offer_page
from db.package_list import package_page
from db.places import minutes_by_place
from db.record_list import record_page
from db.rows import batches
from db.standing_care import standing_care
from db.tables import CURRENT, chain, personal
from db.tables.packages import packages
from db.tables.rounds import promises

T = TypeVar("T")


class SqlReading:
    """A consistent view for as long as its connection's transaction lasts."""

    def __init__(self, connection: Connection, kept: KeptRows | None = None) -> None:
        self._connection = connection
        self._kept = kept

    def get(self, kind: type[T], key: str) -> Row[T] | None:
        """The current row of that key."""
        return next(iter(self.rows(kind, id=key)), None)

    def rows(self, kind: type[T], /, **where: Cell | Sequence[Cell]) -> list[Row[T]]:
        """Current rows with these values, by key."""
        name = kind_of(kind)
        if self._kept is not None and name in KEPT and not where:
            return list(self._kept.rows(self._connection, name, lambda: list(self._told(kind, ()))))
        found = [row for some in self._conditions(kind, where) for row in self._told(kind, some)]
        return sorted(found, key=lambda row: row.key)

    def promised_since(self, day: date) -> list[Row[Promise]]:
        """Open promises made on that day or later."""
        return list(self._told(Promise, [promises.c.ended.is_(None), promises.c.on >= day]))

    def in_blocks(self) -> list[Row[Case]]:
        """Packages in care for a block of weeks."""
        states = (State.ACCEPTED, State.LIVE, State.SUSPENDED)
        return list(self._told(Case, [packages.c.state.in_(states), packages.c.block_weeks.is_not(None)]))

    def minutes_by_place(self, areas: Sequence[str] | None = None) -> dict[tuple[str, str], tuple[int, int]]:
        """How much care there is in each place."""
        return minutes_by_place(self._connection, areas)

    def standing_care(self, providers: Sequence[str] | None = None) -> list[CareLine]:
        """Who has what, in lines as short as shares need."""
        return list(standing_care(self._connection, providers))

    def packages(self, query: PackageQuery) -> Page[PackageRow]:
        """A page of packages."""
        return package_page(self._connection, query)

    def records(self, query: RecordQuery) -> Page[RecordRow]:
        """A page of issued records."""
        return record_page(self._connection, query)

    def offers(self, query: OfferQuery) -> Page[OfferRow]:
        """A page of offers."""
        return offer_page(self._connection, query)

    def count(self, kind: type[Any], **where: Cell | Sequence[Cell]) -> int:
        """How many current rows have these values."""
        table = CURRENT[kind_of(kind)]
        counts = (
            self._connection.scalars(select(func.count()).select_from(table).where(*conditions)).one()
            for conditions in self._conditions(kind, where)
        )
        return sum(counts)

    def distinct(self, kind: type[Any], column: str) -> list[str]:
        """The values of a text column, sorted."""
        cell = CURRENT[kind_of(kind)].columns[column]
        return sorted(self._connection.scalars(select(cell).distinct().where(cell.is_not(None))))

    def personal(self, payloads: Sequence[str]) -> dict[str, Personal]:
        """Personal payloads by id."""
        table = personal.personal
        found: dict[str, Personal] = {}
        for some in batches(payloads):
            for row in self._connection.execute(select(table).where(table.c.id.in_(some))).mappings():
                found[row["id"]] = Personal(row["reference"], row["name"], row["postcode"], row["text"])
        return found

    def blob(self, sha256: str) -> bytes:
        """The bytes with that fingerprint."""
        packed = select(chain.blobs.c.packed).where(chain.blobs.c.sha256 == sha256)
        found = self._connection.scalars(packed).one_or_none()
        if found is None:
            raise KeyError(sha256)
        return zlib.decompress(found)

    def page(self, record: str, what: str, digest: str) -> bytes | None:
        """A record's page, opened and held against its digest; None once its person is erased."""
        pages, keys = personal.pages, personal.keys
        statement = select(pages.c.sealed, keys.c.secret).join_from(
            pages, keys, pages.c.owner == keys.c.owner
        )
        row = self._connection.execute(
            statement.where(pages.c.record == record, pages.c.what == what)
        ).one_or_none()
        return None if row is None else seal.open_(row.secret, row.sealed, f"{record} {what}", digest)

    def act(self, number: int) -> Act:
        """One act."""
        return acts.act(self._connection, number)

    def chain(self, after: int = 0) -> Iterator[Act]:
        """Acts in commit order."""
        return acts.acts(self._connection, after)

    def broken_at(self) -> int | None:
        """The first act that is not what it was."""
        return acts.broken_at(self._connection)

    def altered(self) -> list[Altered]:
        """What lies beside the acts and is not what they kept."""
        return beside.altered(self._connection)

    def head(self) -> int:
        """The last act's number."""
        return acts.end(self._connection)[0]

    def history(self, keys: Sequence[tuple[str, str]], limit: int = 100) -> list[HistoryLine]:
        """The newest acts that changed one of these rows."""
        return acts.history(self._connection, keys, limit)

    def line(self, number: int) -> HistoryLine | None:
        """One act as history tells it."""
        return acts.line(self._connection, number)

    def last(self, *, undo: bool) -> HistoryLine | None:
        """The newest act that stands."""
        return acts.last(self._connection, undo=undo)

    def before(self, number: int) -> dict[tuple[str, str], dict[str, Any] | None]:
        """The rows that an act changed, as they were before it."""
        return acts.before(self._connection, number)

    def standing(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
        """(version, origin) of rows."""
        return acts.standing(self._connection, keys)

    def relying(self, number: int) -> list[HistoryLine]:
        """Later acts that rely on that one."""
        return acts.relying(self._connection, number)

    def _told(self, kind: type[T], conditions: Sequence[ColumnElement[bool]]) -> Iterator[Row[T]]:
        table = CURRENT[kind_of(kind)]
        statement = select(table).where(*conditions).order_by(table.c.id)
        for row in self._connection.execute(statement).mappings():
            yield Row(row["id"], to_value(kind, {**row}), row["version"], row["origin"])

    def _conditions(
        self, kind: type[Any], where: dict[str, Cell | Sequence[Cell]]
    ) -> Iterator[list[ColumnElement[bool]]]:
        """Conditions in statements that are short enough: the longest sequence is cut, any other is not."""
        columns = CURRENT[kind_of(kind)].columns
        conditions: list[ColumnElement[bool]] = []
        lists: list[tuple[ColumnElement[Any], list[Cell]]] = []
        for name, value in where.items():
            cell = columns[name]
            if isinstance(value, Sequence) and not isinstance(value, str):
                lists.append((cell, [_plain(each) for each in dict.fromkeys(value)]))
            else:
                conditions.append(cell.is_(None) if value is None else cell == _plain(value))
        if not lists:
            yield conditions
            return
        *shorter, (longest, values) = sorted(lists, key=lambda each: len(each[1]))
        conditions += [cell.in_(several) for cell, several in shorter]
        for some in batches(values):
            yield [*conditions, longest.in_(some)]


def _plain(value: Cell) -> Cell:
    """An enumeration's value as the text it is; PostgreSQL's driver would take its name."""
    return str(value) if isinstance(value, str) else value
