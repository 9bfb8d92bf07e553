"""The waiting list and every other list of packages: filtered, sorted and cut to a page in SQL."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from allocation.acts.rows import COUNCIL_KEY, State
from allocation.lists import PackageQuery, PackageRow, Page
from allocation.model import Priority
from db.rows import batches
from db.tables.packages import notes, packages, people, placements
from db.tables.personal import personal
from db.tables.rounds import promises
from db.tables.terms import areas, councils, lots, providers

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
    total = connection.scalars(_joined(select(func.count())).where(*conditions)).one()
    chosen = _joined(
        select(
            packages.c.id,
            packages.c.version,
            packages.c.package,
            packages.c.priority,
            packages.c.hospital_discharge,
            packages.c.service,
            packages.c.staff_minutes,
            packages.c.visits_a_week,
            packages.c.double_up,
            packages.c.waiting_since,
            packages.c.wanted_start,
            packages.c.state,
            personal.c.reference.label("person_reference"),
            personal.c.name,
            areas.c.area,
            areas.c.name.label("area_name"),
            _open_notes.c.follow_up,
            _open_notes.c.notes,
        )
    )
    chosen = chosen.where(*conditions).order_by(*_order(connection, query))
    rows = connection.execute(chosen.offset(query.offset).limit(query.limit)).all()
    holders = _holders(connection, [row.id for row in rows])
    return Page(tuple(_line(row, holders.get(row.id, "")) for row in rows), total, query.offset)


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.select_from(packages)
        .join(areas, areas.c.id == packages.c.area)
        .join(people, people.c.id == packages.c.person)
        .join(personal, personal.c.id == people.c.payload, isouter=True)
        .join(_open_notes, _open_notes.c.package == packages.c.id, isouter=True)
    )


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
    return or_(
        packages.c.search.contains(word, autoescape=True),
        personal.c.search.contains(word, autoescape=True),
        packages.c.area.in_(named),
    )


def _in_lots(connection: Connection, keys: tuple[str, ...]) -> ColumnElement[bool]:
    """The area and the service are those of one of the lots (NULL there: all)."""
    covered: list[ColumnElement[bool]] = []
    for lot in connection.execute(select(lots.c.areas, lots.c.services).where(lots.c.id.in_(keys))):
        covers: list[ColumnElement[bool]] = []
        if lot.areas is not None:
            covers.append(packages.c.area.in_(lot.areas))
        if lot.services is not None:
            covers.append(packages.c.service_folded.in_(lot.services))
        covered.append(and_(True, *covers))
    return or_(False, *covered)


def _order(connection: Connection, query: PackageQuery) -> list[ColumnElement[Any]]:
    """The sort asked for, then the longest wait, then the reference, so that pages never overlap."""
    reference, since = packages.c.package, packages.c.waiting_since
    sorts: dict[str, ColumnElement[Any]] = {
        "priority": _rank(connection),
        "reference": reference,
        "person": func.lower(func.coalesce(personal.c.name, "")),
        "area": func.lower(areas.c.name + areas.c.area),
        "state": case({str(state): n for n, state in enumerate(State)}, value=packages.c.state),
        "waiting_since": since,
        "wanted_start": packages.c.wanted_start,
        "minutes": packages.c.staff_minutes,
        "follow_up": _open_notes.c.follow_up,
    }
    chosen = sorts[query.sort]
    return [
        chosen.is_(None),
        chosen.desc() if query.descending else chosen.asc(),
        since.is_(None),
        since,
        reference,
    ]


def _rank(connection: Connection) -> ColumnElement[int]:
    """0 for critical to 3 for low; discharges with critical where the policy says so."""
    policy = connection.scalars(select(councils.c.policy).where(councils.c.id == COUNCIL_KEY)).one_or_none()
    if policy is not None and not policy["discharge_with_critical"]:
        return packages.c.priority_order
    return case((packages.c.hospital_discharge, 0), else_=packages.c.priority_order)


def _holders(connection: Connection, keys: list[str]) -> dict[str, str]:
    """Who has each package, or holds it by a promise that is open."""
    names: dict[str, set[str]] = {}
    for some in batches(keys):
        for table, which in (
            (placements, placements.c.kind.in_(["live", "release"])),
            (promises, promises.c.ended.is_(None)),
        ):
            found = select(table.c.package, providers.c.name).join(
                providers, providers.c.id == table.c.provider
            )
            for package, name in connection.execute(found.where(table.c.package.in_(some), which)):
                names.setdefault(package, set()).add(name)
    return {package: "; ".join(sorted(several)) for package, several in names.items()}


def _line(row: Any, provider: str) -> PackageRow:
    return PackageRow(
        id=row.id,
        version=row.version,
        reference=row.package,
        person_reference=row.person_reference or "",
        name=row.name or "",
        area=row.area,
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
        provider=provider,
        follow_up=row.follow_up,
        notes=row.notes or 0,
    )
