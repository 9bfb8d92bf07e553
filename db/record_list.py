"""The list of issued records, newest first, cut to a page in SQL."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from allocation.lists import Page, RecordQuery, RecordRow
from db.tables.packages import packages
from db.tables.rounds import records, withdrawals
from db.tables.terms import providers

_later = records.alias("later")
CORRECTED_BY = (
    select(func.max(_later.c.number))
    .where(_later.c.corrects == records.c.number)
    .correlate(records)
    .scalar_subquery()
    .label("corrected_by")
)
"""The record that names this one as the one that it corrects."""


def record_page(connection: Connection, query: RecordQuery) -> Page[RecordRow]:
    """One page, and how many there are in all."""
    conditions = _conditions(connection, query)
    total = connection.scalars(_joined(select(func.count())).where(*conditions)).one()
    chosen = _joined(
        select(
            records.c.id,
            records.c.number,
            records.c.package.label("package_id"),
            packages.c.package,
            providers.c.name.label("provider"),
            records.c.parts,
            records.c.at,
            records.c.by,
            records.c.corrects,
            CORRECTED_BY,
            withdrawals.c.id.is_not(None).label("withdrawn"),
        )
    ).where(*conditions)
    chosen = chosen.order_by(records.c.at.desc(), records.c.number.desc())
    rows = connection.execute(chosen.offset(query.offset).limit(query.limit))
    return Page(tuple(_line(row) for row in rows), total, query.offset)


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.select_from(records)
        .join(packages, packages.c.id == records.c.package)
        .join(providers, providers.c.id == records.c.provider)
        .join(withdrawals, withdrawals.c.id == records.c.id, isouter=True)
    )


def _conditions(connection: Connection, query: RecordQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.package is not None:
        conditions.append(records.c.package == query.package)
    conditions.extend(_mentions(connection, word) for word in query.text.casefold().split())
    return conditions


def _mentions(connection: Connection, word: str) -> ColumnElement[bool]:
    """The word is in the record's number, the package's reference or the provider's name."""
    # Not in SQL: SQLite folds only the letters of ASCII.
    named = [
        key
        for key, name in connection.execute(select(providers.c.id, providers.c.name))
        if word in name.casefold()
    ]
    return or_(
        func.lower(records.c.number).contains(word, autoescape=True),
        packages.c.search.contains(word, autoescape=True),
        records.c.provider.in_(named),
    )


def _line(row: Any) -> RecordRow:
    return RecordRow(
        id=row.id,
        number=row.number,
        package_id=row.package_id,
        package=row.package,
        provider=row.provider,
        step=max(part["award"][0] for part in row.parts),
        at=row.at,
        by=row.by,
        corrects=row.corrects,
        corrected_by=row.corrected_by,
        withdrawn=bool(row.withdrawn),
    )
