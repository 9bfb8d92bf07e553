"""The waiting list and every other list of packages: filtered, sorted and cut to a page in SQL.

First the ids of one page are found with as few joins as the question needs, along an index where there is
one; then the lines of these few are read.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, false, func, or_, select, true

from allocation.acts.rows import COUNCIL_KEY, State
from allocation.lists import PackageQuery, PackageRow, Page
from allocation.model import Priority
from db.rows import batches
from db.tables.packages import notes, packages, people, placements
from db.tables.personal import personal
from db.tables.rounds import promises
from db.tables.terms import areas, councils, lots, providers

NULLABLE = frozenset({"person", "waiting_since", "wanted_start", "follow_up"})
"""Sorts by what may not be known."""

_open_notes = (
    select(
        notes.c.package.label("package"),
        func.min(case((notes.c.done.is_(False), notes.c.follow_up))).label("follow_up"),
        func.count().label("notes"),
    )
    .where(notes.c.package.is_not(None))
    .group_by(notes.c.package)
    .subquery("open_notes")
)
"""Each package's earliest open follow-up and number of notes."""


def package_page(connection: Connection, query: PackageQuery) -> Page[PackageRow]:
    """One page, and how many there are in all."""
    conditions = _conditions(connection, query)
    notes_asked = query.follow_up_by is not None
    total = connection.scalars(_from(select(func.count()), notes=notes_asked).where(*conditions)).one()
    ids = _from(
        select(packages.c.id),
        person=query.sort == "person",
        area=query.sort == "area",
        notes=notes_asked or query.sort == "follow_up",
    )
    ids = ids.where(*conditions).order_by(*_order(connection, query))
    found = connection.scalars(ids.offset(query.offset).limit(query.limit)).all()
    lines = [line for some in batches(found) for line in _lines(connection, some)]
    return Page(tuple(lines), total, query.offset)


def _from(
    statement: Select[*tuple[Any, ...]], *, person: bool = False, area: bool = False, notes: bool = False
) -> Select[*tuple[Any, ...]]:
    """Packages, with no more beside them than is asked for."""
    statement = statement.select_from(packages)
    if area:
        statement = statement.join(areas, areas.c.id == packages.c.area)
    if person:
        statement = statement.join(people, people.c.id == packages.c.person)
        statement = statement.join(personal, personal.c.id == people.c.payload, isouter=True)
    if notes:
        statement = statement.join(_open_notes, _open_notes.c.package == packages.c.id, isouter=True)
    return statement


def _conditions(connection: Connection, query: PackageQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.states:
        conditions.append(packages.c.state.in_([str(state) for state in query.states]))
    if query.priorities:
        conditions.append(packages.c.priority.in_([str(priority) for priority in query.priorities]))
    if query.areas:
        conditions.append(packages.c.area.in_(query.areas))
    if query.lots:
        conditions.append(_in_lots(connection, query.lots))
    if query.follow_up_by is not None:
        conditions.append(_open_notes.c.follow_up <= query.follow_up_by)
    conditions.extend(_mentions(connection, word) for word in query.text.casefold().split())
    return conditions


def _mentions(connection: Connection, word: str) -> ColumnElement[bool]:
    """The word is in the reference, the person's name or reference, or the area's label or name."""
    named = [
        key
        for key, label, name in connection.execute(select(areas.c.id, areas.c.area, areas.c.name))
        if word in f"{label} {name}".casefold()
    ]
    is_current = exists().where(people.c.payload == personal.c.id)
    meant = select(personal.c.owner).where(personal.c.search.contains(word, autoescape=True), is_current)
    return or_(
        packages.c.search.contains(word, autoescape=True),
        packages.c.person.in_(meant),
        packages.c.area.in_(named),
    )


def _in_lots(connection: Connection, keys: Sequence[str]) -> ColumnElement[bool]:
    """The area and the service are those of one of the lots (NULL there: all)."""
    covered: list[ColumnElement[bool]] = []
    for lot in connection.execute(select(lots.c.areas, lots.c.services).where(lots.c.id.in_(keys))):
        covers: list[ColumnElement[bool]] = []
        if lot.areas is not None:
            covers.append(packages.c.area.in_(lot.areas))
        if lot.services is not None:
            covers.append(packages.c.service_folded.in_(lot.services))
        covered.append(and_(true(), *covers))
    return or_(false(), *covered)


def _order(connection: Connection, query: PackageQuery) -> list[ColumnElement[Any]]:
    """The sort asked for, then the longest wait, then the reference, so that pages never overlap.

    Where nothing is known comes last, whichever way the list is sorted.
    """
    sorts: dict[str, ColumnElement[Any]] = {
        "priority": _rank(connection),
        "reference": packages.c.package,
        "person": func.lower(personal.c.name),
        "area": func.lower(areas.c.name + areas.c.area),
        "state": case({str(state): n for n, state in enumerate(State)}, value=packages.c.state),
        "waiting_since": packages.c.waiting_since,
        "wanted_start": packages.c.wanted_start,
        "minutes": packages.c.staff_minutes,
        "follow_up": _open_notes.c.follow_up,
    }
    chosen = sorts[query.sort]
    first = chosen.desc() if query.descending else chosen.asc()
    if query.sort in NULLABLE:
        first = first.nulls_last()
    if query.sort == "reference":
        return [first]
    if query.sort == "waiting_since" and not query.descending:
        return [packages.c.waiting_order, packages.c.package]
    return [first, packages.c.waiting_order, packages.c.package]


def _rank(connection: Connection) -> ColumnElement[int]:
    """0 for critical to 3 for low; discharges with critical where the policy says so."""
    policy = connection.scalars(select(councils.c.policy).where(councils.c.id == COUNCIL_KEY)).one_or_none()
    if policy is not None and not policy["discharge_with_critical"]:
        return packages.c.priority_order
    return packages.c.discharge_order


def _lines(connection: Connection, ids: Sequence[str]) -> list[PackageRow]:
    """The lines of these packages, in their order."""
    rows = _from(
        select(
            packages,
            personal.c.reference.label("person_reference"),
            personal.c.name,
            areas.c.area.label("area_label"),
            areas.c.name.label("area_name"),
        ),
        person=True,
        area=True,
    )
    found = {row.id: row for row in connection.execute(rows.where(packages.c.id.in_(ids)))}
    noted = {
        row.package: row
        for row in connection.execute(select(_open_notes).where(_open_notes.c.package.in_(ids)))
    }
    holders = _holders(connection, ids)
    return [_line(found[key], noted.get(key), holders.get(key, set())) for key in ids]


def _holders(connection: Connection, ids: Sequence[str]) -> dict[str, set[str]]:
    """Who has each package, or holds it by a promise that is open."""
    names: dict[str, set[str]] = {}
    for table, which in (
        (placements, placements.c.kind.in_(["live", "release"])),
        (promises, promises.c.ended.is_(None)),
    ):
        held = select(table.c.package, providers.c.name).join(providers, providers.c.id == table.c.provider)
        for package, name in connection.execute(held.where(table.c.package.in_(ids), which)):
            names.setdefault(package, set()).add(name)
    return names


def _line(row: Any, noted: Any, holders: set[str]) -> PackageRow:
    return PackageRow(
        id=row.id,
        version=row.version,
        reference=row.package,
        person_reference=row.person_reference or "",
        name=row.name or "",
        area=row.area_label,
        area_name=row.area_name,
        priority=Priority(row.priority),
        discharge=row.hospital_discharge,
        service=row.service,
        staff_minutes=row.staff_minutes,
        visits_a_week=row.visits_a_week,
        double_up=row.double_up,
        waiting_since=row.waiting_since,
        wanted_start=row.wanted_start,
        state=State(row.state),
        provider="; ".join(sorted(holders)),
        follow_up=noted.follow_up if noted else None,
        notes=noted.notes if noted else 0,
    )
