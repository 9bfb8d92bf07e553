"""The list of everything that was issued, newest first, cut to a page in SQL.

Records of packages and statements stand in tables of their own. Each gives its newest up to the page's end,
by its index of instants; the page is cut out of both together, and only its lines are read whole.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Label, Select, Table, func, literal, or_, select, union_all

from allocation.lists import Page, RecordKind, RecordQuery, RecordRow
from db.rows import batches
from db.tables.packages import packages
from db.tables.rounds import records, statements, withdrawals
from db.tables.terms import providers


def _corrected_by(table: Table) -> Label[str | None]:
    """The record or statement that names a line as the one that it corrects."""
    later = table.alias("later")
    found = select(func.max(later.c.number)).where(later.c.corrects == table.c.number)
    return found.correlate(table).scalar_subquery().label("corrected_by")


CORRECTED_BY, STATEMENT_CORRECTED_BY = _corrected_by(records), _corrected_by(statements)

Conditions = list[ColumnElement[bool]]


def record_page(connection: Connection, query: RecordQuery) -> Page[RecordRow]:
    """One page, and how many there are in all."""
    wanted = _wanted(connection, query)
    total = sum(
        connection.scalars(_FROM[kind](select(func.count())).where(*conditions)).one()
        for kind, conditions in wanted.items()
    )
    keys = _keys(connection, query, wanted)
    lines: dict[str, RecordRow] = {}
    for kind, read in ((RecordKind.ALLOCATION, _records), (RecordKind.STATEMENT, _statements)):
        for some in batches([key for key, of in keys if of == kind]):
            lines |= {line.id: line for line in read(connection, some)}
    return Page(tuple(lines[key] for key, _kind in keys), total, query.offset)


def _keys(
    connection: Connection, query: RecordQuery, wanted: dict[RecordKind, Conditions]
) -> list[tuple[str, str]]:
    """The ids of the page's lines, each with its kind."""
    if not wanted:
        return []
    newest = []
    for kind, conditions in wanted.items():
        table = _TABLES[kind]
        chosen = _FROM[kind](
            select(table.c.id, table.c.at, table.c.number, literal(str(kind)).label("kind"))
        ).where(*conditions)
        chosen = chosen.order_by(table.c.at.desc(), table.c.number.desc()).limit(query.offset + query.limit)
        # a limit inside a union needs a query of its own, on SQLite
        newest.append(select(chosen.subquery()))
    both = union_all(*newest).subquery()
    page = select(both.c.id, both.c.kind).order_by(both.c.at.desc(), both.c.number.desc())
    rows = connection.execute(page.offset(query.offset).limit(query.limit))
    return [(row.id, row.kind) for row in rows]


def _of_packages(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.select_from(records)
        .join(packages, packages.c.id == records.c.package)
        .join(providers, providers.c.id == records.c.provider)
        .join(withdrawals, withdrawals.c.id == records.c.id, isouter=True)
    )


def _of_providers(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.select_from(statements).join(providers, providers.c.id == statements.c.provider)


_TABLES = {RecordKind.ALLOCATION: records, RecordKind.STATEMENT: statements}
_FROM = {RecordKind.ALLOCATION: _of_packages, RecordKind.STATEMENT: _of_providers}


def _wanted(connection: Connection, query: RecordQuery) -> dict[RecordKind, Conditions]:
    """What each kind that is asked for has to fulfil."""
    kinds = [kind for kind in RecordKind if query.kind in (None, kind)]
    if query.package is not None:
        kinds = [kind for kind in kinds if kind is RecordKind.ALLOCATION]
    words = query.text.casefold().split()
    found: dict[RecordKind, Conditions] = {kind: [] for kind in kinds}
    for word in words:
        named = providers_named(connection, word)
        for kind, conditions in found.items():
            table = _TABLES[kind]
            mentions = [
                func.lower(table.c.number).contains(word, autoescape=True),
                table.c.provider.in_(named),
            ]
            if kind is RecordKind.ALLOCATION:
                mentions.append(packages.c.search.contains(word, autoescape=True))
            conditions.append(or_(*mentions))
    if query.package is not None and RecordKind.ALLOCATION in found:
        found[RecordKind.ALLOCATION].append(records.c.package == query.package)
    return found


def providers_named(connection: Connection, word: str) -> list[str]:
    """The ids of the providers in whose name a casefolded word is."""
    # Not in SQL: SQLite folds only the letters of ASCII.
    names = connection.execute(select(providers.c.id, providers.c.name))
    return [key for key, name in names if word in name.casefold()]


def _records(connection: Connection, keys: Sequence[str]) -> list[RecordRow]:
    chosen = _of_packages(
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
    ).where(records.c.id.in_(keys))
    return [
        RecordRow(
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
        for row in connection.execute(chosen)
    ]


def _statements(connection: Connection, keys: Sequence[str]) -> list[RecordRow]:
    chosen = _of_providers(
        select(
            statements.c.id,
            statements.c.number,
            providers.c.name.label("provider"),
            statements.c.at,
            statements.c.by,
            statements.c.corrects,
            statements.c.first,
            statements.c.last,
            STATEMENT_CORRECTED_BY,
        )
    ).where(statements.c.id.in_(keys))
    return [
        RecordRow(
            id=row.id,
            number=row.number,
            package_id="",
            package="",
            provider=row.provider,
            step=0,
            at=row.at,
            by=row.by,
            corrects=row.corrects,
            corrected_by=row.corrected_by,
            withdrawn=False,
            kind=RecordKind.STATEMENT,
            first=row.first,
            last=row.last,
        )
        for row in connection.execute(chosen)
    ]
