"""How much care there is in each place: what shares are taken of, summed where it is stored."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, true

from allocation.acts.rows import State
from db.rows import batches
from db.tables.packages import packages, placements
from db.tables.rounds import promises

IN_ROUNDS = tuple(str(state) for state in State if state is not State.ENDED)


def minutes_by_place(
    connection: Connection, areas: Sequence[str] | None = None
) -> dict[tuple[str, str], tuple[int, int]]:
    """By area id and service (without case): staff minutes a week of all packages that a round of today would
    have, and of the largest. Those are the packages that wait, and those whose care stands somewhere.

    `areas`: only of these.
    """
    if areas is not None:
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for some in batches(areas):
            found |= _sums(connection, packages.c.area.in_(some))
        return found
    return _sums(connection, true())


def _sums(connection: Connection, where: ColumnElement[bool]) -> dict[tuple[str, str], tuple[int, int]]:
    promised = exists().where(promises.c.package == packages.c.id, promises.c.ended.is_(None))
    placed = exists().where(placements.c.package == packages.c.id)
    statement = (
        select(
            packages.c.area,
            packages.c.service_folded,
            func.sum(packages.c.staff_minutes),
            func.max(packages.c.staff_minutes),
        )
        .where(packages.c.state.in_(IN_ROUNDS), where)
        .where(or_(packages.c.state == str(State.WAITING), promised, placed))
        .group_by(packages.c.area, packages.c.service_folded)
    )
    return {
        (area, service): (int(whole), int(largest))
        for area, service, whole, largest in connection.execute(statement)
    }
