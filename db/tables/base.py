"""What all tables share: one metadata with named constraints, and the types that databases lack."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypedColumns,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

from allocation.codec import to_bytes

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Canonical(TypeDecorator[Any]):
    """Lists and small values inside a row, as canonical JSON: what is always read and written with it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """Encode; None stays NULL."""
        return None if value is None else to_bytes(value).decode()

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """Decode to plain lists and dictionaries; the value's own type validates them."""
        return None if value is None else msgspec.json.decode(value)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, on every database; SQLite forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write UTC; an instant without a time zone is our mistake."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Read UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


ID = String(36)
"""A UUIDv7 as text."""


def to_row(table: str) -> ForeignKey:
    """A reference to a row of that table.

    Checked when a transaction ends, so an act's rows come in any order.
    """
    return ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")


class RowColumns(TypedColumns):
    """What every current row has: its key, the act that last touched it, the act whose value it has."""

    id = Column(ID, primary_key=True)
    version = Column(Integer, nullable=False)
    origin = Column(Integer, nullable=False)
